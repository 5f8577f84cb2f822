"""Many documents → one Outcome each, read by supervised workers."""
