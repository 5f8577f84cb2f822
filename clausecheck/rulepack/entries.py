"""Checked YAML entry → Rule or Law, with the mistakes that only the content shows."""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.model import (
    Absent,
    Adjust,
    Condition,
    Confidence,
    Direction,
    Example,
    Law,
    LawExample,
    Noticed,
    Question,
    Reference,
    Rule,
    Severity,
    Unresolved,
    Veto,
    composed,
)
from clausecheck.rulepack.patterns import PatternReader
from clausecheck.rulepack.spec import Value
from clausecheck.rulepack.values import fields_of, items, prose, text, texts
from clausecheck.rulepack.yamlfile import Place, Source

_NEEDED = frozenset(("severity", "confidence", "title", "why", "ask"))


def rule(source: Source, value: Value, reader: PatternReader) -> Rule | None:
    """The rule, or None after noting what is wrong with it."""
    fields = fields_of(value)
    before = len(source.faults)
    identity = text(fields, "id")
    match = reader.build(fields["match"]) if "match" in fields else None
    absent = _absent(fields, reader)
    adjust = tuple(_adjustments(source, fields, reader))
    vetoes = tuple(_vetoes(fields, reader))
    examples = tuple(_examples(source, fields))
    if text(fields, "status") == "deprecated" and "replaced-by" not in fields:
        source.fault(value.place, "a deprecated rule names the rule that took its place", "add `replaced-by`")
    wide = match is not None and composed(match)
    if wide and text(fields, "scope") not in ("", "document"):
        source.fault(fields["scope"].place, "findings and grants are asked for in the whole document")
    if len(source.faults) > before or not fields.keys() >= _NEEDED:
        return None
    return Rule(
        id=identity,
        title=text(fields, "title"),
        severity=Severity[text(fields, "severity").upper()],
        confidence=Confidence[text(fields, "confidence").upper()],
        why=prose(fields, "why") or "",
        ask=prose(fields, "ask") or "",
        match=match,
        absent=absent,
        undefined=texts(fields_of(fields.get("undefined")).get("terms")),
        unresolved=_unresolved(fields),
        noticed=tuple(_noticed(fields_of(item)) for item in items(fields.get("noticed"))),
        scope="document" if wide else text(fields, "scope") or "sentence",  # type: ignore[arg-type]
        vetoes=vetoes,
        negation=text(fields, "negation") or "respect",  # type: ignore[arg-type]
        direction=_direction(fields, identity),
        object=text(fields, "object") or "any",  # type: ignore[arg-type]
        expand=_expands(fields, identity),
        adjust=adjust,
        status=text(fields, "status") or "stable",  # type: ignore[arg-type]
        replaced_by=text(fields, "replaced-by") or None,
        suggest=prose(fields, "suggest"),
        gives={key: str(said.data) for key, said in fields_of(fields.get("gives")).items()},
        references=tuple(_reference(fields_of(item)) for item in items(fields.get("references"))),
        maps={key: texts(names) for key, names in fields_of(fields.get("maps")).items()},
        examples=examples,
        path=source.path,
        line=value.place.line,
    )


def _unresolved(fields: dict[str, Value]) -> Unresolved | None:
    inner = fields_of(fields.get("unresolved"))
    return Unresolved(texts(inner.get("labels")), texts(inner.get("papers"))) if inner else None


def _noticed(fields: dict[str, Value]) -> Noticed:
    severity = text(fields, "severity")
    return Noticed(text(fields, "kind"), Severity[severity.upper()] if severity else None)  # type: ignore[arg-type]


_EXPANDED = frozenset(("scope", "third", "ai", "identity", "own", "privacy"))


def _expands(fields: dict[str, Value], identity: str) -> bool:
    """Whether it reads the definitions of a grant's terms: by default rules on what is given, and to whom."""
    said = text(fields, "definitions")
    return said == "expand" or (not said and identity.partition(".")[0] in _EXPANDED)


def _direction(fields: dict[str, Value], identity: str) -> Direction:
    """What both sides do alike weighs a step less in legal rules, and no less in any other."""
    said = fields_of(fields.get("direction"))
    mutual = "lower" if identity.startswith("legal.") else "report"
    return Direction(
        text(said, "actor") or "any",  # type: ignore[arg-type]
        text(said, "unknown") or "lower",  # type: ignore[arg-type]
        text(said, "mutual") or mutual,  # type: ignore[arg-type]
        text(said, "of") or "act",  # type: ignore[arg-type]
    )


def _absent(fields: dict[str, Value], reader: PatternReader) -> Absent | None:
    inner = fields_of(fields.get("absent"))
    if not {"expect", "applies-when"} <= inner.keys():
        return None
    expect, applies = reader.words(inner["expect"]), reader.build(inner["applies-when"])
    return Absent(expect, applies) if expect is not None and applies is not None else None


_NEAR = ("sentence-has", "clause-has", "document-has")


def _adjustments(source: Source, fields: dict[str, Value], reader: PatternReader) -> Iterator[Adjust]:
    for value in items(fields.get("adjust")):
        inner = fields_of(value)
        when = fields_of(inner.get("when"))
        has = {key: reader.words(when[key]) for key in _NEAR if key in when}
        severity, shift = text(inner, "severity"), text(inner, "shift")
        if not when:
            source.fault(
                value.place,
                "an adjustment needs `sentence-has`, `clause-has` or `document-has` in its `when`",
            )
        elif bool(severity) == bool(shift):
            source.fault(value.place, "an adjustment has either `severity` or `shift`")
        elif all(has.values()):
            yield Adjust(
                has.get("clause-has"),
                has.get("document-has"),
                Severity[severity.upper()] if severity else None,
                int(shift or 0),
                text(inner, "because"),
                has.get("sentence-has"),
            )


def _vetoes(fields: dict[str, Value], reader: PatternReader) -> list[Veto]:
    found = []
    for value in items(fields.get("not")):
        inner = fields_of(value)
        pattern = reader.words(value)
        if pattern:
            found.append(Veto(pattern, text(inner, "in") or None))  # type: ignore[arg-type]
    return found


def _examples(source: Source, fields: dict[str, Value]) -> list[Example]:
    found = []
    groups = fields_of(fields.get("examples"))
    for name in ("match", "no-match"):
        values = items(groups.get(name))
        if name in groups and not values:
            source.fault(groups[name].place, f"no '{name}' example", "write at least one")
        for value in values:
            inner = fields_of(value)
            expect = fields_of(inner.get("expect"))
            severity = text(expect, "severity")
            sides = {key: str(side.data) for key, side in fields_of(inner.get("parties")).items()}
            found.append(
                Example(
                    text=text(inner, "text"),
                    match=name == "match",
                    side=text(inner, "as") or "us",
                    parties=sides,  # type: ignore[arg-type]
                    document="document" in inner and inner["document"].data is True,
                    severity=Severity[severity.upper()] if severity else None,
                    span=text(expect, "span") or None,
                    because=text(inner, "because") or None,  # type: ignore[arg-type]
                    variants="variants" not in inner,
                    line=value.place.line,
                )
            )
    return found


def _reference(fields: dict[str, Value]) -> Reference:
    return Reference(
        kind=text(fields, "kind"),  # type: ignore[arg-type]
        title=text(fields, "title"),
        section=text(fields, "section") or None,
        jurisdiction=text(fields, "jurisdiction") or None,
        url=text(fields, "url") or None,
        as_of=text(fields, "as-of") or None,
    )


def law(source: Source, value: Value, reader: PatternReader) -> Law | None:
    """The law check, or None after noting what is wrong with it."""
    fields = fields_of(value)
    before = len(source.faults)
    applies = reader.build(fields["applies-when"]) if "applies-when" in fields else None
    conditions = tuple(_condition(fields_of(item), reader) for item in items(fields.get("conditions")))
    if not conditions and "conditions" in fields:
        source.fault(fields["conditions"].place, "a law check needs at least one condition")
    if len(source.faults) > before or applies is None or "reference" not in fields:
        return None
    return Law(
        id=text(fields, "id"),
        title=text(fields, "title"),
        applies=applies,
        conditions=conditions,
        means=prose(fields, "means") or "",
        reference=_reference(fields_of(fields["reference"])),
        examples=tuple(_law_example(item) for item in items(fields.get("examples"))),
        path=source.path,
        line=value.place.line,
    )


def question(value: Value) -> Question:
    """A yes/no question for the reader."""
    return Question(text(fields_of(value), "id"), prose(fields_of(value), "text") or "")


def questions_of(value: Value) -> list[tuple[str, Place]]:
    """The questions that a law check asks, and where."""
    conditions = (fields_of(item) for item in items(fields_of(value).get("conditions")))
    return [(text(one, "question"), one["question"].place) for one in conditions if "question" in one]


def _condition(fields: dict[str, Value], reader: PatternReader) -> Condition:
    return Condition(
        text=prose(fields, "text") or "",
        met=reader.build(fields["met-when"]) if "met-when" in fields else None,
        unmet=reader.build(fields["not-met-when"]) if "not-met-when" in fields else None,
        question=text(fields, "question"),
        yes=text(fields, "yes") or "met",  # type: ignore[arg-type]
        otherwise=text(fields, "otherwise") or "unknown",  # type: ignore[arg-type]
        both=text(fields, "both") or "unknown",  # type: ignore[arg-type]
    )


def _law_example(value: Value) -> LawExample:
    fields = fields_of(value)
    state = text(fields, "state")
    return LawExample(
        text=text(fields, "text"),
        state=None if state == "none" else state,  # type: ignore[arg-type]
        answers={key: said.data != "no" for key, said in fields_of(fields.get("answers")).items()},
        line=value.place.line,
    )
