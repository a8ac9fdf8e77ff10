"""Helping games after published models."""
