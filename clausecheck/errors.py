"""Errors that a person can act on: each says what is wrong, how to go on, and where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_NOTHING = 3
EXIT_UNREAD = 4


class ClausecheckError(Exception):
    """Base of all our errors. ``where`` is a path or ``path:line:col``."""

    exit_code = EXIT_USAGE

    def __init__(self, message: str, hint: str = "", where: str = "") -> None:
        super().__init__(message, hint, where)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class UsageError(ClausecheckError):
    """The command or a setting is wrong."""


class NothingToCheck(ClausecheckError):
    """The folder or glob holds no document."""

    exit_code = EXIT_NOTHING


class ReadError(ClausecheckError):
    """A document could not be read. ``code`` is a stable slug for machines."""

    exit_code = EXIT_UNREAD

    def __init__(self, code: str, message: str, hint: str = "", where: str = "") -> None:
        super().__init__(message, hint, where)
        self.args = (code, message, hint, where)
        self.code = code


class Stopped(ClausecheckError):
    """A batch could not go on: what it had done is kept."""

    exit_code = EXIT_UNREAD


class Fault(NamedTuple):
    """One mistake in a file that a person wrote. ``line`` and ``column`` are 1-based."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    source: str = ""  # the line of the file, for the caret


class Faulty(ClausecheckError):
    """A file that a person wrote for us has mistakes: all of them, over all its files."""

    _what = "the file"
    _way_out = ""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        count = len(faults)
        super().__init__(
            f"{count} mistake{'s' if count != 1 else ''} in {self._what}; nothing was checked",
            self._way_out,
        )
        self.args = (faults,)
        self.faults = faults


class PackError(Faulty):
    """A rule pack has mistakes."""

    _what = "the rule pack"
    _way_out = "mend the lines above; `clausecheck rules schema` prints every field"


class SettingsError(Faulty):
    """A settings file has mistakes."""

    _what = "the settings"
    _way_out = "mend the lines above; `clausecheck check --help` explains every setting"


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint with the known word that is most like ``word``, or an empty string."""
    import difflib  # only when something is wrong: 4 ms that nobody else pays

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else ""
