"""What was said of these systems, and what the record bears out."""
