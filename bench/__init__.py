"""Measurements: how fast clausecheck is, against goals and against what else one could use."""
