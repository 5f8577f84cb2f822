"""What an option takes → a checked value, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from clausecheck.errors import nearest

Value: TypeAlias = str | bool | int | float | tuple[str, ...] | None

# A property of one call, or a secret: no setting of a folder.
NOT_IN_A_FILE = frozenset(("config", "password", "together", "changed-since"))
# What may differ from document to document: who reads it, by which law, and what of it counts.
PER_DOCUMENT = ("as", "select", "ignore", "jurisdiction", "answer", "excerpt", "min-confidence")
# Several words in one, with commas: a file may give a list.
_WITH_COMMAS = frozenset(("jurisdiction", "include"))
PATHS = frozenset(("pack", "baseline", "waivers", "output"))  # told from the folder of the file

_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


class Key(NamedTuple):
    """An option of a command as a setting."""

    name: str  # as it is typed, without the dashes: "fail-on"
    kind: Literal["text", "list", "flag", "number", "whole"]
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    default: Value = None
    about: str = ""  # its line of help

    @property
    def in_a_file(self) -> bool:
        """Whether a file may set it."""
        return self.name not in NOT_IN_A_FILE


class Wrong(NamedTuple):
    """Why a value is none for this key."""

    message: str
    hint: str = ""


def value_of(key: Key, raw: object) -> Value | Wrong:
    """``raw``, as TOML gives it, as the command takes it."""
    match key.kind:
        case "flag":
            return raw if isinstance(raw, bool) else _expected("true or false", raw)
        case "number" | "whole":
            return _number(key, raw)
        case "list":
            words = _words(raw)
            return _expected("a list of texts", raw) if words is None else words
        case _:
            words = _words(raw) if key.name in _WITH_COMMAS else None
            text = ",".join(words) if words is not None else raw
            return _text(key, text)


def from_text(key: Key, text: str) -> Value | Wrong:
    """As ``value_of``, for a variable, which has words only."""
    match key.kind:
        case "flag":
            known: Mapping[str, bool] = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
            found = known.get(text.strip().lower())
            return _expected("yes or no", text) if found is None else found
        case "number" | "whole":
            try:
                return _number(key, int(text) if key.kind == "whole" else float(text))
            except ValueError:
                return _expected("a whole number" if key.kind == "whole" else "a number", text)
        case "list":
            return value_of(key, [text])
        case _:
            return value_of(key, text)


def _number(key: Key, raw: object) -> Value | Wrong:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or (key.kind == "whole" and raw != raw // 1):
        return _expected("a whole number" if key.kind == "whole" else "a number", raw)
    if not -1e15 < raw < 1e15:  # not a number, infinite, or more than any machine has
        return Wrong("this number is not possible here")
    if (key.least is not None and raw < key.least) or (key.most is not None and raw > key.most):
        least, most = (f"{bound:g}" if bound is not None else "" for bound in (key.least, key.most))
        allowed = (
            f"from {least} to {most}"
            if least and most
            else f"{least} or more"
            if least
            else f"{most} or less"
        )
        return Wrong(f"{raw:g} is not possible here", f"a number {allowed}")
    return int(raw) if key.kind == "whole" else raw


def _text(key: Key, raw: object) -> Value | Wrong:
    if not isinstance(raw, str):
        return _expected("some text in quotes", raw)
    if not raw.isprintable():
        return Wrong("this text has characters that cannot be printed")
    if key.choices and raw not in key.choices:
        return Wrong(f"'{raw}' is not possible here", nearest(raw, key.choices) or _one_of(key.choices))
    return raw


def _words(raw: object) -> tuple[str, ...] | None:
    """A list of texts, or one text with commas; None: something else."""
    items = [raw] if isinstance(raw, str) else raw
    if not isinstance(items, list) or not all(isinstance(i, str) and i.isprintable() for i in items):
        return None
    return tuple(word.strip() for item in items for word in item.split(",") if word.strip())


def _one_of(choices: tuple[str, ...]) -> str:
    return f"one of {', '.join(choices)}"


def _expected(wanted: str, raw: object) -> Wrong:
    kinds = {
        bool: "true or false",
        str: "text",
        list: "a list",
        dict: "a table",
        int: "a number",
        float: "a number",
    }
    return Wrong(f"expected {wanted}, got {kinds.get(type(raw), 'a date or time')}")
