"""Webs of ties that follow the score."""
