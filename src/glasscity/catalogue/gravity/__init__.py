"""Orders of deeds by gravity."""
