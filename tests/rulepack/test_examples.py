"""Every rule that ships does what its examples say; and the runner can tell.

Here as they are written; in every printed form they are run by `rules test --coverage`, in `make check`.
"""

from __future__ import annotations

import pytest

from clausecheck import pipeline
from clausecheck.model import AllOf, Direction, Example, Phrase, Report, Rule, RulePack, Source
from clausecheck.rulepack import shipped
from clausecheck.rulepack.load import load
from clausecheck.rulepack.testing import run

PACKS = load([shipped() / name for name in ("core", "performer", "consumer", "commercial")])
RULES = [pytest.param(pack, rule, id=rule.id) for pack in PACKS for rule in pack.rules]


def check(text: str, pack: RulePack, side: str) -> Report:
    return pipeline.analyze(Source("-", text.encode()), (pack,), side)


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_examples(pack: RulePack, rule: Rule) -> None:
    plain = rule._replace(examples=tuple(each._replace(variants=False) for each in rule.examples))
    faults = [result for result in run(plain, pack.alone(rule.id), check) if result.fault]
    assert not faults


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_a_rule_has_twins(pack: RulePack, rule: Rule) -> None:
    assert any(example.match for example in rule.examples)
    assert any(not example.match for example in rule.examples)


def perpetual() -> tuple[RulePack, Rule]:
    pack = next(pack for pack in PACKS if pack.id == "performer")
    return pack, next(rule for rule in pack.rules if rule.id == "scope.perpetual")


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        (Example("You give us the tapes for two years.", match=True), "should match and does not"),
        (Example("You give us the tapes in perpetuity.", match=False), "should not match and does"),
        (
            Example("We shall not use the tapes in perpetuity.", match=False, because="direction"),
            "silent, but not because of direction: it was negated",
        ),
        (
            Example("You give us the tapes for two years.", match=False, because="negation"),
            "nothing matched at all",
        ),
        (Example("You give us the tapes in perpetuity.", match=True, span="tapes"), "quotes"),
    ],
)
def test_the_runner_finds_a_wrong_example(example: Example, fault: str) -> None:
    pack, rule = perpetual()
    wrong = rule._replace(examples=(example,))
    results = run(wrong, pack._replace(rules=(wrong,)), check)
    assert any(fault in result.fault for result in results)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("You give us the tapes. We keep them for ever.", ""),
        ("You give us the tapes. We keep them for a year.", "silent, but not because of scope"),
    ],
)
def test_silent_because_of_scope_means_that_the_parts_are_there(text: str, fault: str) -> None:
    pack, rule = perpetual()
    parts = AllOf((Phrase("give"), Phrase("for ever")))
    near = rule._replace(
        match=parts,
        vetoes=(),
        direction=Direction("any"),
        examples=(Example(text, match=False, because="scope"),),
    )
    faults = [result.fault for result in run(near, pack._replace(rules=(near,)), check)]
    assert all(fault in found for found in faults) if fault else not any(faults)
