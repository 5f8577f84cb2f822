"""Errors that a person can act on: each says what is wrong, how to go on, and where."""

from __future__ import annotations

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


class Fault(NamedTuple):
    """One mistake in a rule file. ``line`` and ``column`` are 1-based."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    source: str = ""  # the line of the file, for the caret


class PackError(ClausecheckError):
    """A rule pack has mistakes: all of them, over all its files."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        count = len(faults)
        super().__init__(
            f"{count} mistake{'s' if count != 1 else ''} in the rule pack; nothing was checked",
            "mend the lines above; `clausecheck rules schema` prints every field",
        )
        self.args = (faults,)
        self.faults = faults
