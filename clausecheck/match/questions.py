"""Rules, laws, promises → the words that are asked of each sentence, beside the rules of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausecheck.model import AllOf, AnyOf, FindingOf, GrantOf, Law, Pattern, PromiseKind, Rule, composed


def questions(
    rules: Sequence[Rule], laws: Sequence[Law], kinds: Sequence[PromiseKind]
) -> tuple[Pattern, ...]:
    """The words that silences, adjustments, combinations, law checks and kinds of promises ask for."""
    found: list[Pattern] = []
    for rule in rules:
        if rule.absent:
            found += [rule.absent.expect, *words(rule.absent.applies)]
        if rule.match and composed(rule.match):
            found += [*words(rule.match), *(veto.pattern for veto in rule.vetoes)]
        found += [
            part for a in rule.adjust for part in (a.sentence_has, a.clause_has, a.document_has) if part
        ]
    for law in laws:
        found += words(law.applies)
        for condition in law.conditions:
            found += [part for p in (condition.met, condition.unmet) if p for part in words(p)]
    for kind in kinds:
        for signs in (kind.said, kind.contradicted, kind.weaker, kind.kept, kind.states, kind.about):
            found += [part for sign in signs for part in words(sign.pattern)]
    return tuple({id(pattern): pattern for pattern in found}.values())


def words(pattern: Pattern) -> Iterator[Pattern]:
    """The largest parts of a pattern that are words alone."""
    if not composed(pattern):
        yield pattern
        return
    match pattern:
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from words(part)
        case FindingOf() | GrantOf():
            return
