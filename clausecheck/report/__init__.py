"""Outcomes → text, in the format that was asked for. A new format is a file here and a line in FORMATS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final, Protocol

from clausecheck.errors import UsageError
from clausecheck.model import Outcome
from clausecheck.report.options import Options

__all__ = ["FORMATS", "Options", "render"]

# Format → the module that writes it, imported on first use (rich alone takes 40 ms).
FORMATS: Final[Mapping[str, str]] = {
    "auto": "console",
    "full": "console",
    "concise": "concise",
    "json": "json",
}


class Writer(Protocol):
    """What each format module has as ``render``."""

    def __call__(self, outcomes: Sequence[Outcome], options: Options) -> str:
        """The whole report, ending with a line break unless it is empty."""


def render(outcomes: Sequence[Outcome], format: str, options: Options) -> str:
    """Write the report of all documents, in their order.

    Raises:
        UsageError: there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"no format {format!r}", f"choose one of {', '.join(FORMATS)}")
    write: Writer = import_module(f"clausecheck.report.{FORMATS[format]}").render
    return write(outcomes, options._replace(full=options.full or format == "full"))
