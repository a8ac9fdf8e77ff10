"""Results: what a run leaves behind, its digest, its provenance and its folder."""
