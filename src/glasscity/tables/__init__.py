"""Flat arrays, nothing else: what kernels read and what a run leaves behind."""
