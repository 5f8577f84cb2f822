"""Kind of promise × its examples → verdicts: what each pair of a posting and a paper must come to.

A sign is exercised where its examples come to something else without it: for each there is a copy of the kind
that lacks it, which is tried on the pairs until one differs.
"""

from __future__ import annotations

from collections.abc import Callable

from clausecheck.errors import Fault
from clausecheck.model import Pattern, PromiseKind, RulePack, asked
from clausecheck.rulepack.coverage import Coverage
from clausecheck.rulepack.located import LocatedPromise, elements, field
from clausecheck.rulepack.testing import Result

Judge = Callable[[str, str, RulePack], dict[str, str]]  # posting, paper, pack → kind of promise → verdict


def run(kind: PromiseKind, pack: RulePack, judge: Judge) -> list[Result]:
    """Try every example of ``kind``; ``pack`` holds it and the rules that it asks for."""
    results = []
    for example in kind.examples:
        found = judge(example.said, example.signed, pack).get(kind.id, "none")
        wanted = example.verdict or "none"
        fault = "" if found == wanted else f"is {found!r}, not {wanted!r}"
        results.append(Result(kind.id, kind.path, example.line, f"{example.said} / {example.signed}", fault))
    return results


def alone(kind: PromiseKind, pack: RulePack) -> RulePack:
    """The pack with that kind of promise, and the rules that it asks for."""
    patterns: list[Pattern] = [
        sign.pattern for signs in (kind.contradicted, kind.weaker, kind.kept) for sign in signs
    ]
    rules = {rule for pattern in patterns for rule in asked(pattern)}
    loops = (rule.id for rule in pack.rules if rule.category == "loop")  # they make a promise weaker
    return pack.alone(*sorted({*rules, *loops}))._replace(promises=(kind,))


def coverage(located: LocatedPromise, pack: RulePack, judge: Judge) -> Coverage:
    """The signs that no example needs; ``pack`` holds the kind and the rules that it asks for."""
    kind, gaps, total = located.kind, [], 0
    for name in ("said", "contradicted", "weaker", "kept", "states"):
        nodes = elements(field(located.table, name))
        for i, node in enumerate(nodes):
            total += 1
            signs = getattr(kind, name)
            without = kind._replace(**{name: (*signs[:i], *signs[i + 1 :])})  # type: ignore[arg-type]
            small = pack._replace(promises=(without,))
            pairs = ((e, judge(e.said, e.signed, small).get(kind.id, "none")) for e in kind.examples)
            if not any(found != (example.verdict or "none") for example, found in pairs):
                place, lines = node.place, located.source.lines
                message = f"{kind.id}: no example needs this sign of `{name}`"
                hint = "add a pair that only this sign settles, or remove it"
                row = lines[place.line - 1]
                gaps.append(Fault(located.source.path, place.line, place.column, message, hint, row))
    return Coverage(total, tuple(gaps))
