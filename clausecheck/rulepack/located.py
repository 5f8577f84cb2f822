"""Rule files → where each rule and each of its patterns stands, beside what the loader made of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from clausecheck.model import AllOf, AnyOf, Law, Near, Pattern, PromiseKind, Rule, RulePack
from clausecheck.model.noun import NamedTuple
from clausecheck.rulepack.yamlfile import Node, Place, Scalar, Sequence, Source, Table, read

_Entry = TypeVar("_Entry", Rule, Law, PromiseKind)
_LEAVES = ("phrase", "regex", "tokens", "finding", "grant")


class Located(NamedTuple):
    """A rule, its file, and its fields there."""

    rule: Rule
    source: Source
    table: Table

    def node(self, name: str) -> Node | None:
        """The value of a field; nothing where the field is not there."""
        return field(self.table, name)

    def place(self, name: str) -> Place:
        """Where the value of a field stands; the rule itself where the field is not there."""
        node = self.node(name)
        return self.table.place if node is None else node.place


class LocatedLaw(NamedTuple):
    """A law check, its file, and its fields there."""

    law: Law
    source: Source
    table: Table


class LocatedPromise(NamedTuple):
    """A kind of promise, its file, and its fields there."""

    kind: PromiseKind
    source: Source
    table: Table


class Leaf(NamedTuple):
    """A pattern that is made of no others, and its value in the file; ``named``: it came by a ``ref``."""

    pattern: Pattern
    node: Node
    named: bool


def field(node: Node | None, name: str) -> Node | None:
    """The value of a field of a mapping."""
    if not isinstance(node, Table):
        return None
    return next((value for key, _, value in node if key == name), None)


def elements(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; a single value is a list of one."""
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def rules(folder: Path, pack: RulePack) -> Iterator[Located]:
    """The rules of ``pack`` that stand in ``folder``, in the order of its files."""
    for rule, source, table in _entries(folder, pack.rules, "rules"):
        yield Located(rule, source, table)


def laws(folder: Path, pack: RulePack) -> Iterator[LocatedLaw]:
    """The law checks of ``pack`` that stand in ``folder``, in the order of its files."""
    for law, source, table in _entries(folder, pack.laws, "laws"):
        yield LocatedLaw(law, source, table)


def promises(folder: Path, pack: RulePack) -> Iterator[LocatedPromise]:
    """The kinds of promises of ``pack`` that stand in ``folder``, in the order of its files."""
    for kind, source, table in _entries(folder, pack.promises, "promises"):
        yield LocatedPromise(kind, source, table)


def _entries(folder: Path, loaded: tuple[_Entry, ...], kind: str) -> Iterator[tuple[_Entry, Source, Table]]:
    """What was loaded, beside its entry in the files that the loader calls by these names."""
    known = {(one.path, one.line): one for one in loaded}
    shown_as = {Path(one.path).resolve(): one.path for one in loaded}
    for path in sorted(folder.rglob("*.yaml")):
        if path.name != "pack.yaml" and path.resolve() in shown_as:
            source, root = read(path, shown_as[path.resolve()])
            for node in elements(field(root, kind)):
                one = known.get((source.path, node.place.line)) if isinstance(node, Table) else None
                if one and isinstance(node, Table):
                    yield one, source, node


def leaves(pattern: Pattern, node: Node) -> Iterator[Leaf]:
    """The leaves of a pattern with their places."""
    for kind in ("any", "all"):
        inner = field(node, kind)
        if inner is not None and isinstance(pattern, AnyOf | AllOf):
            for part, item in zip(pattern.patterns, elements(inner), strict=True):
                yield from leaves(part, item)
            return
    near = field(node, "near")
    if isinstance(pattern, Near) and near is not None:
        for part, name in ((pattern.a, "a"), (pattern.b, "b")):
            side = field(near, name)
            if side is not None:
                yield from leaves(part, side)
        return
    for kind in _LEAVES:
        value = field(node, kind)
        if value is not None:
            yield Leaf(pattern, value, named=False)
            return
    value = field(node, "ref")
    yield Leaf(pattern, value or node, named=True)


def patterns(located: Located) -> Iterator[tuple[Pattern, Node]]:
    """Every pattern of a rule, with its place: what it looks for, what takes hits back, what adjusts it."""
    rule = located.rule
    pairs: list[tuple[Pattern | None, Node | None]] = [(rule.match, located.node("match"))]
    if rule.absent is not None:
        absent = located.node("absent")
        pairs.append((rule.absent.expect, field(absent, "expect")))
        pairs.append((rule.absent.applies, field(absent, "applies-when")))
    for veto, node in zip(rule.vetoes, elements(located.node("not")), strict=True):
        pairs.append((veto.pattern, node))
    for adjust, node in zip(rule.adjust, elements(located.node("adjust")), strict=True):
        when = field(node, "when")
        pairs.append((adjust.sentence_has, field(when, "sentence-has")))
        pairs.append((adjust.clause_has, field(when, "clause-has")))
        pairs.append((adjust.document_has, field(when, "document-has")))
    for pattern, place in pairs:
        if pattern is not None and place is not None:
            yield pattern, place


def law_patterns(located: LocatedLaw) -> Iterator[tuple[Pattern, Node]]:
    """Every pattern of a law check, with its place."""
    pairs: list[tuple[Pattern | None, Node | None]]
    pairs = [(located.law.applies, field(located.table, "applies-when"))]
    conditions = elements(field(located.table, "conditions"))
    for condition, node in zip(located.law.conditions, conditions, strict=True):
        pairs.append((condition.met, field(node, "met-when")))
        pairs.append((condition.unmet, field(node, "not-met-when")))
    for pattern, place in pairs:
        if pattern is not None and place is not None:
            yield pattern, place


def promise_patterns(located: LocatedPromise) -> Iterator[tuple[Pattern, Node]]:
    """Every pattern of a kind of promise, with its place."""
    kind = located.kind
    lists = ("said", kind.said), ("contradicted", kind.contradicted), ("weaker", kind.weaker)
    for name, signs in (*lists, ("kept", kind.kept), ("states", kind.states), ("about", kind.about)):
        for sign, node in zip(signs, elements(field(located.table, name)), strict=True):
            yield sign.pattern, node


def alternatives(pattern: Pattern, node: Node) -> Iterator[tuple[Pattern, Node]]:
    """The branches of a pattern, those of an ``any`` within an ``any`` among them, with their places."""
    inner = field(node, "any")
    if isinstance(pattern, AnyOf) and inner is not None:
        for part, item in zip(pattern.patterns, elements(inner), strict=True):
            yield from alternatives(part, item)
    else:
        yield pattern, node


def shown(path: Path) -> str:
    """A path as messages name it: from here on, where it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def text(node: Node | None) -> str:
    """A single value, as written."""
    return node.raw if isinstance(node, Scalar) else ""
