"""Reads an agreement and shows what you would give away by signing it.

>>> import clausecheck
>>> packs = clausecheck.load_packs("performer")
>>> report = clausecheck.analyze(
...     clausecheck.Source("-", b"You grant us your voice in perpetuity."), packs
... )
>>> report.findings[0].rule.id
'scope.perpetual'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.errors import ClausecheckError

if TYPE_CHECKING:
    from clausecheck.model import Finding, Report, RulePack, Source
    from clausecheck.pipeline import analyze

__version__ = "0.1.0"
__all__ = ["ClausecheckError", "Finding", "Report", "Source", "__version__", "analyze", "load_packs"]

_HOMES = {"Finding": "model", "Report": "model", "Source": "model", "analyze": "pipeline"}


def load_packs(*names: str) -> tuple[RulePack, ...]:
    """The ``core`` pack and the packs of these names or folders, without the examples of their rules.

    Raises:
        UsageError: there is no such pack.
        PackError: a pack has mistakes.
    """
    from clausecheck import rulepack

    return rulepack.cached(rulepack.folders(names), __version__)


def __getattr__(name: str) -> object:
    """Load the rooms behind the face on first use: start-up time."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"clausecheck.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'clausecheck' has no attribute '{name}'")
