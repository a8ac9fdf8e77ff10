"""Glass City: an executable laboratory for social-scoring systems.

It simulates and nothing else: people are numbers drawn from published margins,
a sensor is an error law, and nothing here recognises, scores or enforces
anything on anyone real. See the README for what it cannot claim.
"""

__version__ = "0.1.0"
