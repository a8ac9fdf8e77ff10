"""The kinds a regime is made of: one file per kind, one row per kind in its family's list."""
