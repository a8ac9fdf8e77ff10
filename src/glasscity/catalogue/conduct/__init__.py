"""What people do and try."""
