"""Clauses × Terms × rules → Findings: what holds, and what was taken back and why."""

from __future__ import annotations

from clausecheck.match.find import Matches, find, ready
from clausecheck.match.promised import Part
from clausecheck.match.why import why

__all__ = ["Matches", "Part", "find", "ready", "why"]
