"""What studies foretold, one dated file each."""
