"""Doubt: which findings hold, and on what, when assumed numbers are moved over their ranges."""
