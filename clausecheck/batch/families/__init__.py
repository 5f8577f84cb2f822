"""Many agreements → the clauses that they share, the forms that they use, and the ones unlike their form."""
