"""Kernels: verbs on flat tables, compiled once. They have never heard of a document."""
