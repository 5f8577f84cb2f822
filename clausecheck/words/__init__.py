"""Text → words, and two texts → the words and figures that differ: for all that compares contracts."""
