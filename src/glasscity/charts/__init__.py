"""Charts: tidy table in, picture out. A chart has never heard of a seed."""
