"""YAML → RulePack: the format, the loader, and the examples that every rule carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.rulepack.shipped import find, folders, shipped

if TYPE_CHECKING:
    from clausecheck.rulepack.cache import cached

__all__ = ["cached", "find", "folders", "shipped"]


def __getattr__(name: str) -> object:
    """Load the nouns on first use: pytest imports this room in every run, for its plugin."""
    if name == "cached":
        from clausecheck.rulepack.cache import cached

        return cached
    raise AttributeError(f"module 'clausecheck.rulepack' has no attribute '{name}'")
