"""Rule → the lines that tell a person what it looks for."""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.model import AllOf, AnyOf, FindingOf, GrantOf, Law, Near, Pattern, Phrase, Regex, Rule


def looks_for(rule: Rule) -> Iterator[str]:
    """What makes the rule hold, what takes it back, and what changes its severity."""
    if rule.match:
        yield from _labelled("looks for", rule.match)
    if rule.absent:
        yield from _labelled("misses", rule.absent.expect)
        yield from _labelled("where", rule.absent.applies)
    if rule.undefined:
        yield f"terms that must be defined: {', '.join(rule.undefined)}"
    if rule.unresolved:
        papers = (*rule.unresolved.labels, *rule.unresolved.papers)
        yield f"papers that must be in the document: {', '.join(papers)}"
    if rule.noticed:
        yield f"marks of the reading: {', '.join(one.kind for one in rule.noticed)}"
    for veto in rule.vetoes:
        yield from _labelled(f"not, in the {veto.scope or 'same phrase'}", veto.pattern)
    if rule.direction.actor != "any":
        told = "" if rule.direction.of == "act" else f"; told by the {rule.direction.of}"
        yield f"who acts: {rule.direction.actor}; unclear: {rule.direction.unknown}{told}"
    if rule.negation != "respect":
        yield f"negation: {rule.negation}"
    for adjust in rule.adjust:
        moved = adjust.severity.label if adjust.severity is not None else f"{adjust.shift:+d}"
        for where, pattern in (
            ("sentence", adjust.sentence_has),
            ("clause", adjust.clause_has),
            ("document", adjust.document_has),
        ):
            if pattern:
                yield from _labelled(
                    f"severity {moved}, for {adjust.because}, where the {where} has", pattern
                )


def conditions(law: Law) -> Iterator[str]:
    """The conditions of a law check, in words."""
    for condition in law.conditions:
        asked = f" (asks: {condition.question})" if condition.question else ""
        yield f"- {condition.text}{asked}"


def _labelled(label: str, pattern: Pattern) -> Iterator[str]:
    lines = list(described(pattern))
    if len(lines) == 1:
        yield f"{label}: {lines[0]}"
    else:
        yield f"{label}:"
        yield from (f"  {line}" for line in lines)


def described(pattern: Pattern) -> Iterator[str]:
    """A pattern, a line a part."""
    match pattern:
        case Phrase(text):
            yield f'"{text}"'
        case Regex(text):
            yield f"regex {text}"
        case AnyOf(parts):
            yield from _group("any of", parts)
        case AllOf(parts):
            yield from _group("all of", parts)
        case Near(a, b, within, forward):
            yield from _group(f"at most {within} words apart{', in this order' if forward else ''}", (a, b))
        case FindingOf(rule):
            yield f"a finding of {rule}"
        case GrantOf(fields):
            yield "a grant with " + "; ".join(f"{name}: {' or '.join(values)}" for name, values in fields)
        case _:
            yield f"tokens {pattern.json}"


def _group(label: str, parts: tuple[Pattern, ...]) -> Iterator[str]:
    yield f"{label}:"
    for part in parts:
        first, *rest = described(part)
        yield f"  - {first}"
        yield from (f"    {line}" for line in rest)
