"""Documents: the words of regimes, populations and conduct, and their meaning."""
