"""Law check × its examples → verdicts: the state that each contract must come to, with its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from clausecheck.model import Law, Report, RulePack, asked
from clausecheck.rulepack.testing import Result

Check = Callable[[str, RulePack, Mapping[str, bool]], Report]  # text, pack, answers → report


def run(law: Law, pack: RulePack, check: Check) -> list[Result]:
    """Try every example of ``law``; ``pack`` holds the rules that it asks for."""
    results = []
    for example in law.examples:
        found = [one for one in check(example.text, pack, example.answers).law if one.check == law.id]
        state = found[0].state if found else "none"
        wanted = example.state or "none"
        fault = (
            ""
            if state == wanted
            else f"is {state!r}, not {wanted!r}{_why(found[0].conditions) if found else ''}"
        )
        results.append(Result(law.id, law.path, example.line, example.text, fault))
    return results


def alone(law: Law, pack: RulePack) -> RulePack:
    """The pack with that law check, and the rules that it asks for."""
    patterns = [law.applies, *(part for one in law.conditions for part in (one.met, one.unmet))]
    rules = {rule for pattern in patterns if pattern for rule in asked(pattern)}
    return pack.alone(*sorted(rules))._replace(laws=(law,))


def _why(conditions: object) -> str:
    states = [f"{one.state}: {one.text}" for one in conditions]  # type: ignore[attr-defined]
    return f" ({'; '.join(states)})"
