"""Rule sets as reported."""
