"""Clauses × Terms × rules → Findings: what holds, and what was taken back and why."""

from __future__ import annotations

from clausecheck.match.find import Matches, find
from clausecheck.match.promised import Part
from clausecheck.match.why import why

__all__ = ["Matches", "Part", "find", "why"]
