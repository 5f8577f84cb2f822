"""YAML → RulePack: the format, the loader, and the examples that every rule carries."""

from __future__ import annotations

from clausecheck.rulepack.cache import cached
from clausecheck.rulepack.shipped import find, folders, shipped

__all__ = ["cached", "find", "folders", "shipped"]
