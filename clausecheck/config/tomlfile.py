"""TOML → values, and where each of them stands: the reader of the standard library gives no places."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple, TypeAlias

from clausecheck.errors import Fault, SettingsError

Trail: TypeAlias = tuple[str | int, ...]  # ("overrides", 0, "ignore"): names, and places in a list of tables

_LIMIT = 1 << 20  # bytes; a settings file of ours has a thousand
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*+")
_BLANK = re.compile(r"[ \t]*+")
_KEY = re.compile(r"""[ \t]*+(?:([\w-]+)|"((?:[^"\\\n]|\\.)*+)"|'([^'\n]*+)')[ \t]*+(\.?)""")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}'  # up to two quotes may stand before the closing three
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'",
    re.S,
)
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Spot(NamedTuple):
    """Where a key and its value begin: offsets into the text."""

    key: int
    value: int


class TomlFile(NamedTuple):
    """A settings file: what it says, and where."""

    path: str  # as it is shown
    text: str
    data: dict[str, object]
    spots: dict[Trail, Spot]

    def fault(self, trail: Trail, message: str, hint: str = "", *, value: bool = False) -> Fault:
        """A mistake at that key, or at its value; at the nearest key around it where it has no place."""
        line, column = self._place(trail, value=value)
        return Fault(self.path, line, column, message, hint, _line(self.text, line))

    def line(self, trail: Trail) -> int:
        """The line of that key, 1-based."""
        return self._place(trail, value=False)[0]

    def _place(self, trail: Trail, *, value: bool) -> tuple[int, int]:
        while trail and trail not in self.spots:
            trail, value = trail[:-1], True
        spot = self.spots.get(trail, Spot(0, 0))
        return _place(self.text, spot.value if value else spot.key)


def load(path: Path, shown: str) -> TomlFile:
    """Read a TOML file; ``shown`` is its path in messages.

    Raises:
        SettingsError: it cannot be read, or is no TOML.
    """
    import tomllib

    text = _text(path, shown)
    try:
        data: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError((_decoding(text, shown, str(error)),)) from None
    except (RecursionError, ValueError) as error:  # ValueError: a number of more than 4,300 digits
        said = (
            "too many brackets in brackets" if isinstance(error, RecursionError) else "a number is too long"
        )
        raise SettingsError((Fault(shown, 1, 1, said),)) from None
    return TomlFile(shown, text, data, _spots(text))


def _text(path: Path, shown: str) -> str:
    try:
        with path.open("rb") as file:
            found = file.read(_LIMIT + 1)
    except OSError as error:
        raise SettingsError((Fault(shown, 1, 1, f"cannot be read: {error.strerror}"),)) from None
    if len(found) > _LIMIT:
        raise SettingsError((Fault(shown, 1, 1, "is larger than a megabyte: no settings file is"),))
    try:
        return found.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        message = "a character is not UTF-8"
        raise SettingsError((Fault(shown, line, 1, message, "save the file as UTF-8"),)) from None


def _decoding(text: str, shown: str, said: str) -> Fault:
    """The words and the place that the reader puts into one message."""
    place = _TOML_PLACE.search(said)
    line, column = _place(text, len(text.rstrip()))
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
    words = said[: place.start()] if place else said
    hint = 'text stands in quotes, a list in brackets: ignore = ["scope"]; TOML\'s own words: toml.io'
    return Fault(shown, line, column, f"no TOML: {words[:1].lower()}{words[1:]}", hint, _line(text, line))


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _line(text: str, line: int) -> str:
    return (text.split("\n")[line - 1 : line] or [""])[0]


# ---------------------------------------------------------------- places, in a text that is known to be TOML


def _spots(text: str) -> dict[Trail, Spot]:
    """Where each key stands that has a line of its own; what is within ``{…}`` is found at the key before."""
    spots: dict[Trail, Spot] = {}
    tables: dict[Trail, int] = {}  # a list of tables → how many were begun
    table: Trail = ()
    at = _after(_SPACE, text, 0)
    while at < len(text):
        if text[at] == "[":
            several = text.startswith("[[", at)
            names, end = _names(text, at + 1 + several)
            table = (*_within(tables, names[:-1]), *names[-1:])
            if several:
                tables[table] = tables.get(table, 0) + 1
                spots.setdefault(table, Spot(at, at))
            table = _latest(tables, table)
            spots[table] = Spot(at, at)
            at = end + 1 + several
        else:
            names, end = _names(text, at)
            value = _after(_BLANK, text, end + 1)
            for depth in range(1, len(names) + 1):
                spots.setdefault((*table, *names[:depth]), Spot(at, value))
            at = _past_value(text, value)
        at = _after(_SPACE, text, at)
    return spots


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _names(text: str, at: int) -> tuple[Trail, int]:
    """The parts of a dotted key, and where it ends."""
    names: list[str] = []
    while found := _KEY.match(text, at):
        names.append(next(part for part in found.groups()[:3] if part is not None))
        at = found.end()
        if not found[4]:
            break
    return tuple(names), at


def _within(tables: dict[Trail, int], names: Trail) -> Trail:
    """The trail of a table."""
    trail: Trail = ()
    for name in names:
        trail = _latest(tables, (*trail, name))
    return trail


def _latest(tables: dict[Trail, int], trail: Trail) -> Trail:
    """A list of tables stands for the last one that was begun."""
    return (*trail, tables[trail] - 1) if trail in tables else trail


def _past_value(text: str, at: int) -> int:
    depth = 0
    while at < len(text):
        sign = text[at]
        if sign in "\"'":
            at = max(_after(_STRING, text, at), at + 1)
            continue
        if sign == "#":
            at = _after(_SPACE, text, at) if depth else text.find("\n", at)
            if at < 0:
                return len(text)
            continue
        if sign == "\n" and not depth:
            return at
        depth += (sign in "[{") - (sign in "]}")
        at += 1
    return at
