"""Places, by published margins."""
