"""YAML → RulePack: the format, the loader, and the examples that every rule carries."""

from __future__ import annotations

from clausecheck.rulepack.load import find, load, shipped
from clausecheck.rulepack.schema import json_schema
from clausecheck.rulepack.spec import nearest

__all__ = ["find", "json_schema", "load", "nearest", "shipped"]
