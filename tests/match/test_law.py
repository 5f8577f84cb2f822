"""Law checks: three states, questions, places; and every example of every check that ships."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from clausecheck.model import Law, Report, RulePack
from clausecheck.rulepack import lawtest, shipped
from clausecheck.rulepack.load import load
from tests.match.build import check, pack, words

PERFORMER = load([shipped() / "performer"])[0]
LAWS = """\
laws:
  - id: law.copy
    title: The test of copies
    applies-when: {finding: ai.copy}
    conditions:
      - text: It names no scene.
        not-met-when: {phrase: scene four}
        met-when: {phrase: any scene}
        otherwise: met
        both: met
      - {text: No lawyer was there., question: lawyer, yes: not met}
    means: It may not hold.
    reference: {kind: law, title: Code, jurisdiction: US-CA, as-of: 2026-11-01}
    examples: [{text: x, state: none}]
questions:
  - {id: lawyer, text: Did a lawyer read it?}
"""
COPY = "You grant the Studio a digital copy of your voice"


@pytest.fixture
def small(tmp_path: Path) -> RulePack:
    return pack(tmp_path, words("ai.copy", "digital copy"), laws=LAWS)


def states(report: Report) -> tuple[str, ...]:
    (law,) = report.law
    return (law.state, *(condition.state for condition in law.conditions))


def test_what_a_contract_cannot_tell_is_unknown_until_it_is_answered(small: RulePack) -> None:
    report = check(f"{COPY}.", small)
    assert states(report) == ("unknown", "met", "unknown")
    assert report.law[0].conditions[1].ask is not None
    assert states(check(f"{COPY}.", small, answers={"lawyer": False})) == ("met", "met", "met")
    assert states(check(f"{COPY}.", small, answers={"lawyer": True})) == ("not met", "met", "not met")


def test_the_words_decide_where_there_are_any(small: RulePack) -> None:
    named = check(f"{COPY} for scene four.", small, answers={"lawyer": False})
    assert states(named) == ("not met", "not met", "met")
    assert named.law[0].conditions[0].evidence[0].quote == "scene four"
    both = check(f"{COPY} for scene four, and for any scene that we like.", small)
    assert states(both)[1] == "met"
    assert [one.quote for one in both.law[0].conditions[0].evidence] == ["any scene"]


def test_words_for_and_against_leave_it_open_with_both_quotes(tmp_path: Path) -> None:
    laws = LAWS.replace("        both: met\n", "        question: lawyer\n")
    rules = pack(tmp_path, words("ai.copy", "digital copy"), laws=laws)
    text = f"{COPY} for scene four. The Studio may use it in any scene."
    (law,) = check(text, rules).law
    assert law.conditions[0].state == "unknown"
    assert [one.quote for one in law.conditions[0].evidence] == ["any scene", "scene four"]
    assert law.conditions[0].ask is not None
    (law,) = check(text, rules, answers={"lawyer": True}).law
    assert law.conditions[0].state == "met"
    assert states(check(f"{COPY} for scene four.", rules))[1] == "not met"
    assert states(check(f"{COPY}. The Studio may use it in any scene.", rules))[1] == "met"


def test_a_check_is_about_some_contracts_and_places_only(small: RulePack) -> None:
    assert check("You grant the Studio your voice.", small).law == ()
    assert check(f"{COPY}.", small, excerpt=True).law == ()
    for place, holds in (("US-CA", 1), ("US", 1), ("US-NY", 0), ("EU", 0)):
        assert len(check(f"{COPY}.", small, jurisdictions=(place,)).law) == holds


def asked(text: str, rules: RulePack, answers: Mapping[str, bool]) -> Report:
    return check(text, rules, answers=answers)


@pytest.mark.parametrize("law", PERFORMER.laws, ids=lambda law: law.id)
def test_examples_of_the_shipped_checks(law: Law) -> None:
    assert not [result for result in lawtest.run(law, PERFORMER, asked) if result.fault]
    assert {example.state for example in law.examples} >= {None, "met", "not met"}


def test_a_wrong_example_is_told(small: RulePack) -> None:
    (result,) = lawtest.run(small.laws[0]._replace(examples=small.laws[0].examples), small, asked)
    assert result.fault == ""
    wrong = small.laws[0].examples[0]._replace(text=f"{COPY}.", state="met")
    (result,) = lawtest.run(small.laws[0]._replace(examples=(wrong,)), small, asked)
    assert "is 'unknown', not 'met'" in result.fault


def test_nothing_is_called_illegal() -> None:
    for law in PERFORMER.laws:
        said = " ".join((law.title, law.means, *(condition.text for condition in law.conditions)))
        assert "illegal" not in said.lower()
        assert law.reference.as_of
