"""What a rule file may contain, as data: one table drives both the checking and the JSON Schema."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from clausecheck.errors import nearest
from clausecheck.rulepack.yamlfile import Node, Place, Scalar, Sequence, Source, Table


@dataclass(frozen=True, slots=True)
class Text:
    """A string. Numbers and dates are taken as written."""

    doc: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    values: tuple[str, ...]
    doc: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    doc: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, zero or more."""

    doc: str = ""


@dataclass(frozen=True, slots=True)
class Free:
    """Any value: checked by its own code."""

    doc: str = ""
    type: str = "array"


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; ``single`` allows one value in place of a list of one."""

    item: Spec
    doc: str = ""
    single: bool = False


@dataclass(frozen=True, slots=True)
class MapOf:
    """Free keys, values of one kind; with ``keys``, only these."""

    value: Spec
    doc: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Named fields. ``one_of``: exactly one of these must be there."""

    name: str
    fields: dict[str, Spec] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    text_field: str = ""  # a bare string stands for this field
    doc: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its name: breaks the circle of patterns within patterns."""

    name: Literal["pattern"]
    doc: str = ""


Spec = Text | Choice | Flag | Whole | Free | ListOf | MapOf | Record | Named


@dataclass(frozen=True, slots=True)
class Value:
    """A checked value with its place. ``data``: str, bool, int, tuple of Value, dict of Value, or Node."""

    place: Place
    data: object


def check(source: Source, node: Node, spec: Spec, named: dict[str, Record]) -> Value | None:
    """``node`` as ``spec`` wants it, or None after noting the mistakes in ``source``."""
    match spec:
        case Named(name):
            return check(source, node, named[name], named)
        case Record():
            return _record(source, node, spec, named)
        case ListOf(item, _, single):
            if not isinstance(node, Sequence):
                if not single:
                    return _wrong(source, node, "a list")
                one = check(source, node, item, named)
                return Value(node.place, (one,) if one else ())
            found = [check(source, part, item, named) for part in node.items]
            return Value(node.place, tuple(value for value in found if value))
        case MapOf(inner, _, keys):
            return _map(source, node, inner, keys, named)
        case Free():
            return Value(node.place, node)
        case _:
            return _scalar(source, node, spec)


def _scalar(source: Source, node: Node, spec: Text | Choice | Flag | Whole) -> Value | None:
    if not isinstance(node, Scalar) or node.value is None:
        return _wrong(source, node, _wanted(spec))
    if isinstance(spec, Flag) and not isinstance(node.value, bool):
        return _wrong(source, node, "true or false")
    if isinstance(spec, Whole) and (type(node.value) is not int or node.value < 0):
        return _wrong(source, node, "a whole number")
    if isinstance(spec, Flag | Whole):
        return Value(node.place, node.value)
    if isinstance(spec, Choice) and node.raw not in spec.values:
        hint = nearest(node.raw, spec.values) or f"one of: {', '.join(spec.values)}"
        source.fault(node.place, f"'{node.raw}' is not possible here", hint)
        return None
    if not node.raw.strip():
        return _wrong(source, node, "some text")
    return Value(node.place, node.raw)


def _map(
    source: Source, node: Node, inner: Spec, keys: tuple[str, ...], named: dict[str, Record]
) -> Value | None:
    if not isinstance(node, Table):
        return _wrong(source, node, "a mapping (name: value)")
    found: dict[str, Value] = {}
    for key, place, value in node:
        if keys and key not in keys:
            source.fault(place, f"unknown key '{key}'", nearest(key, keys) or f"one of: {', '.join(keys)}")
            continue
        checked = check(source, value, inner, named)
        if checked:
            found[key] = checked
    return Value(node.place, found)


def _record(source: Source, node: Node, spec: Record, named: dict[str, Record]) -> Value | None:
    if spec.text_field and isinstance(node, Scalar):
        text = check(source, node, Text(), named)
        return Value(node.place, {spec.text_field: text}) if text else None
    if not isinstance(node, Table):
        return _wrong(source, node, f"a {spec.name} (name: value)")
    found: dict[str, Value] = {}
    present = {key for key, _, _ in node}
    for key, place, value in node:
        if key not in spec.fields:
            source.fault(place, f"unknown key '{key}' in a {spec.name}", nearest(key, spec.fields))
        else:
            checked = check(source, value, spec.fields[key], named)
            if checked:
                found[key] = checked
    _completeness(source, node.place, spec, present)
    return Value(node.place, found)


def _completeness(source: Source, place: Place, spec: Record, present: set[str]) -> None:
    for key in spec.required:
        if key not in present:
            source.fault(place, f"this {spec.name} has no '{key}'", "add it: it is required")
    if spec.one_of:
        kinds = [key for key in spec.one_of if key in present]
        if len(kinds) != 1:
            said = "none" if not kinds else " and ".join(f"'{key}'" for key in kinds)
            source.fault(place, f"a {spec.name} needs exactly one of {', '.join(spec.one_of)}; here: {said}")


def _wanted(spec: Spec) -> str:
    match spec:
        case Flag():
            return "true or false"
        case Whole():
            return "a whole number"
        case Choice(values):
            return f"one of {', '.join(values)}"
        case _:
            return "some text"


def _wrong(source: Source, node: Node, wanted: str) -> Value | None:
    got = {Scalar: "a single value", Sequence: "a list", Table: "a mapping"}[type(node)]
    if isinstance(node, Scalar) and (node.value is None or not node.raw.strip()):
        got = "nothing"
    source.fault(node.place, f"expected {wanted}, got {got}")
    return None
