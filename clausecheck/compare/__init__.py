"""Two papers of one deal → what one says and the other does not."""
