"""What was stated where."""
