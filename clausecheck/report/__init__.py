"""Outcomes → text, or bytes for a workbook. A new format is a file here and a line in FORMATS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final, Protocol

from clausecheck.errors import UsageError
from clausecheck.model import Outcome
from clausecheck.report.options import Options

__all__ = ["FORMATS", "Options", "encode", "render"]

# Format → the module that writes it, imported on first use (rich alone takes 40 ms).
FORMATS: Final[Mapping[str, str]] = {
    "auto": "console",
    "full": "console",
    "concise": "concise",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "csv": "csv",
    "xlsx": "xlsx",
    "markdown": "markdown",
    "html": "html",
}


class Writer(Protocol):
    """What each format module has as ``render``."""

    def __call__(self, outcomes: Sequence[Outcome], options: Options) -> str | bytes:
        """The whole report; text ends with a line break unless it is empty."""


def render(outcomes: Sequence[Outcome], format: str, options: Options) -> str:
    """Write the report of all documents, in their order, in a format that is text.

    Raises:
        UsageError: there is no such format.
    """
    written = _write(outcomes, format, options)
    if isinstance(written, bytes):
        raise UsageError(f"{format} is no text", f"write it to a file: --output {format}=report.{format}")
    return written


def encode(outcomes: Sequence[Outcome], format: str, options: Options) -> bytes:
    """As ``render``, in any format, as the bytes of a file.

    Raises:
        UsageError: there is no such format.
    """
    written = _write(outcomes, format, options)
    return written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")


def _write(outcomes: Sequence[Outcome], format: str, options: Options) -> str | bytes:
    if format not in FORMATS:
        raise UsageError(f"no format {format!r}", f"choose one of {', '.join(FORMATS)}")
    write: Writer = import_module(f"clausecheck.report.{FORMATS[format]}").render
    return write(outcomes, options._replace(full=options.full or format == "full"))
