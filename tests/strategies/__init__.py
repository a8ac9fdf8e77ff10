"""Hypothesis strategies that draw small but nasty places: documents, people and a key."""
