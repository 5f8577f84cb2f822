"""Clauses × Terms × rules → Findings: what holds, and what was taken back and why."""

from __future__ import annotations

from clausecheck.match.find import Matches, find
from clausecheck.match.promised import Part

__all__ = ["Matches", "Part", "find"]
