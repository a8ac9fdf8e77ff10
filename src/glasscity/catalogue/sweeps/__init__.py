"""Sweeps: the same question over scenarios, lucks and settings of doubtful numbers."""
