"""YAML file → tree of values that know their line and column. The only room that knows YAML.

Every mistake becomes a Fault; nothing is raised, so that all mistakes of all files are shown at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from clausecheck.errors import Fault

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_BYTES = 4 << 20
_MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: 1-based line and column."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. ``value`` is str, int, float, bool or None, as YAML 1.1 resolves it."""

    place: Place
    value: object
    raw: str  # as written, without quotes


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping with text keys: (key, place of the key, value), in file order."""

    place: Place
    items: tuple[tuple[str, Place, Node], ...]

    def __iter__(self) -> Iterator[tuple[str, Place, Node]]:
        return iter(self.items)


Node = Scalar | Sequence | Table


class Source:
    """A rule file and the mistakes found in it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.faults: list[Fault] = []

    def fault(self, place: Place, message: str, hint: str = "") -> None:
        """Note a mistake at ``place``."""
        row = self.lines[place.line - 1].rstrip("\r") if place.line <= len(self.lines) else ""
        self.faults.append(Fault(self.path, place.line, place.column, message, hint, row))


def read(path: Path, shown: str) -> tuple[Source, Node | None]:
    """Parse ``path``; ``shown`` is its name in messages. The node is None where nothing could be parsed."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        source = Source(shown, "")
        source.fault(Place(1, 1), "this rule file is not UTF-8 text", "save it as UTF-8")
        return source, None
    except OSError as error:
        source = Source(shown, "")
        source.fault(Place(1, 1), f"cannot read this rule file: {error.strerror}")
        return source, None
    source = Source(shown, text)
    if len(raw) > _MAX_BYTES:
        source.fault(Place(1, 1), "this rule file is larger than 4 MB")
        return source, None
    return source, _compose(source, text)


def _compose(source: Source, text: str) -> Node | None:
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            source.fault(Place(1, 1), "this rule file is empty")
            return None
        return _convert(source, loader, root, 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        source.fault(place, f"not YAML: {error.problem or error.context}", "check indentation and quotes")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        source.fault(Place(1, 1), f"not valid YAML: {' '.join(str(error).split())[:120]}")
    finally:
        loader.dispose()
    return None


def _convert(source: Source, loader: yaml.SafeLoader, node: yaml.Node, depth: int) -> Node:
    place = Place(node.start_mark.line + 1, node.start_mark.column + 1)
    if depth > _MAX_DEPTH:
        raise ValueError("nested too deeply")
    if isinstance(node, yaml.MappingNode):
        return _table(source, loader, node, place, depth)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(place, tuple(_convert(source, loader, item, depth + 1) for item in node.value))
    return Scalar(place, loader.construct_object(node), node.value)


def _table(
    source: Source, loader: yaml.SafeLoader, node: yaml.MappingNode, place: Place, depth: int
) -> Table:
    items: list[tuple[str, Place, Node]] = []
    seen: set[str] = set()
    for key_node, value_node in node.value:
        at = Place(key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        if not key:
            source.fault(at, "a key must be a single word")
        elif key in seen:
            source.fault(at, f"'{key}' stands here twice", "the first one would be lost: remove one")
        else:
            seen.add(key)
            items.append((key, at, _convert(source, loader, value_node, depth + 1)))
    return Table(place, tuple(items))
