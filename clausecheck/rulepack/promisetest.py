"""Kind of promise × its examples → verdicts: what each pair of a posting and a paper must come to."""

from __future__ import annotations

from collections.abc import Callable

from clausecheck.model import Pattern, PromiseKind, RulePack, asked
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
