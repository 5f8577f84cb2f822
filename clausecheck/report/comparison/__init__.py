"""DraftDiff → text. A new form is a file here and a line in FORMS."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final, Protocol

from clausecheck.model import DraftDiff
from clausecheck.report.options import Options

__all__ = ["FORMS", "render"]

FORMS: Final[Mapping[str, str]] = {"auto": "screen", "json": "machine", "markdown": "table"}


class Writer(Protocol):
    """What each form's module has as ``render``."""

    def __call__(self, found: DraftDiff, options: Options, *, words: bool) -> str:
        """The whole comparison; ends with a line break."""


def render(found: DraftDiff, form: str, options: Options, *, words: bool = False) -> str:
    """Write the comparison in one of FORMS. ``words``: with every word that changed."""
    write: Writer = import_module(f"clausecheck.report.comparison.{FORMS[form]}").render
    return write(found, options, words=words)
