"""Lowering: documents become flat tables. Here kinds end."""
