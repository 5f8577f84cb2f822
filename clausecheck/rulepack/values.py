"""Checked values → plain data: what a field holds, or nothing where it is not there."""

from __future__ import annotations

from clausecheck.rulepack.spec import Value


def fields_of(value: Value | None) -> dict[str, Value]:
    """The fields of a record."""
    return value.data if value and isinstance(value.data, dict) else {}


def items(value: Value | None) -> tuple[Value, ...]:
    """The items of a list."""
    return value.data if value and isinstance(value.data, tuple) else ()


def text(fields: dict[str, Value], key: str) -> str:
    """A field as text; "" where it is not there."""
    return str(fields[key].data) if key in fields else ""


def prose(fields: dict[str, Value], key: str) -> str | None:
    """A field as one line of text."""
    return " ".join(text(fields, key).split()) or None


def texts(value: Value | None) -> tuple[str, ...]:
    """The items of a list, as text."""
    return tuple(str(item.data) for item in items(value))
