"""Checked YAML entry → PromiseKind, with the mistakes that only the content shows."""

from __future__ import annotations

from clausecheck.model import FindingOf, PromiseExample, PromiseKind, Sign, composed
from clausecheck.rulepack.patterns import PatternReader
from clausecheck.rulepack.spec import Value
from clausecheck.rulepack.values import fields_of, items, prose, text
from clausecheck.rulepack.yamlfile import Source

_NEEDED = frozenset(("title", "topic", "said", "why", "ask"))
_FIGURES = frozenset(("at-most", "at-least", "same"))


def kind(source: Source, value: Value, reader: PatternReader) -> PromiseKind | None:
    """The kind of promise, or None after noting what is wrong with it."""
    fields = fields_of(value)
    before = len(source.faults)
    signs = {
        name: tuple(_sign(source, item, reader, name) for item in items(fields.get(name)))
        for name in ("said", "contradicted", "weaker", "kept", "states", "about")
    }
    if text(fields, "compare") in _FIGURES and not signs["states"]:
        source.fault(fields["compare"].place, "figures are compared where `states` finds them", "add it")
    if "rule" in fields:
        reader.asked.append((text(fields, "rule"), fields["rule"].place))
    if len(source.faults) > before or not fields.keys() >= _NEEDED:
        return None
    found = {name: tuple(sign for sign in each if sign) for name, each in signs.items()}
    return PromiseKind(
        id=text(fields, "id"),
        title=text(fields, "title"),
        topic=text(fields, "topic"),  # type: ignore[arg-type]
        why=prose(fields, "why") or "",
        ask=prose(fields, "ask") or "",
        compare=text(fields, "compare"),  # type: ignore[arg-type]
        rule=text(fields, "rule"),
        suggest=prose(fields, "suggest") or "",
        examples=tuple(_example(item) for item in items(fields.get("examples"))),
        path=source.path,
        line=value.place.line,
        **found,
    )


def _sign(source: Source, value: Value, reader: PatternReader, name: str) -> Sign | None:
    fields = fields_of(value)
    words = name in ("said", "states", "about")
    pattern = reader.words(value) if words else reader.build(value)
    negation = text(fields, "negation") or "respect"
    if pattern is None:
        return None
    if composed(pattern) and negation != "respect" and not isinstance(pattern, FindingOf):
        source.fault(fields["negation"].place, "`negation` is asked of words, or of one rule's hits")
    return Sign(
        pattern,
        negation,  # type: ignore[arg-type]
        text(fields, "actor") or "any",  # type: ignore[arg-type]
        prose(fields, "because") or "",
        "general" in fields and fields["general"].data is True,
        "duty" in fields and fields["duty"].data is True,
    )


def _example(value: Value) -> PromiseExample:
    fields = fields_of(value)
    verdict = text(fields, "verdict")
    return PromiseExample(
        text(fields, "said"),
        text(fields, "signed"),
        None if verdict == "none" else verdict,  # type: ignore[arg-type]
        value.place.line,
    )
