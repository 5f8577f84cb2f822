"""YAML → RulePack: the format, the loader, and the examples that every rule carries."""

from __future__ import annotations

from clausecheck.rulepack.load import find, load, shipped
from clausecheck.rulepack.schema import json_schema

__all__ = ["find", "json_schema", "load", "shipped"]
