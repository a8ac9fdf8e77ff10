"""The catalogue: data only, read by name."""
