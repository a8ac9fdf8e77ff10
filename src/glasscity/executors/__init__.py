"""Executors: the same tasks done one by one, on threads, on processes or on a cluster."""
