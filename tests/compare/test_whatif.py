"""What-if: what falls with what, and the fewest changes that reach B."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck import load_packs
from clausecheck.compare.smallest import in_order, smallest
from clausecheck.compare.whatif import WhatIf
from clausecheck.model import (
    AllOf,
    AnyOf,
    Change,
    Confidence,
    File,
    Finding,
    FindingOf,
    GrantOf,
    Pattern,
    Phrase,
    Report,
    Rule,
    Severity,
    Standing,
)
from clausecheck.pipeline import analyze
from clausecheck.score import CURES, TWINS, rate, without
from tests.report import build

HIGH, CRITICAL = Severity.HIGH, Severity.CRITICAL
PACKS = load_packs("performer")


def finding(
    rule: str,
    severity: Severity = HIGH,
    exposure: float = 1.0,
    match: Pattern | None = None,
    confidence: Confidence = Confidence.HIGH,
) -> Finding:
    made = Rule(rule, rule, severity, confidence, "why", "ask", match=match)
    return Finding(made, severity, confidence, rule, "1", None, (), (), rule, exposure)


def deal(*found: Finding) -> WhatIf:
    return WhatIf(report(found))


def report(found: tuple[Finding, ...]) -> Report:
    return build.report(findings=found)._replace(score=rate(found))


def both(*rules: str) -> AllOf:
    return AllOf(tuple(FindingOf(rule) for rule in rules))


def either(*rules: str) -> AnyOf:
    return AnyOf(tuple(FindingOf(rule) for rule in rules))


# ---------------------------------------------------------------- what falls


def test_a_combination_goes_with_one_of_its_parts() -> None:
    found = [
        finding("scope.a"),
        finding("scope.b"),
        finding("combo.c", CRITICAL, match=both("scope.a", "scope.b")),
    ]
    standing = Standing(found, CURES)
    assert standing.gone({"scope.a"}) == {"scope.a", "combo.c"}
    assert standing.gone({"scope.z"}) == {"scope.z"}


def test_a_combination_stays_while_another_part_will_do() -> None:
    found = [finding("scope.a"), finding("scope.b"), finding("combo.c", match=either("scope.a", "scope.b"))]
    standing = Standing(found, CURES)
    assert standing.gone({"scope.a"}) == {"scope.a"}
    assert standing.gone({"scope.a", "scope.b"}) == {"scope.a", "scope.b", "combo.c"}


def test_a_combination_of_combinations_falls_in_turn() -> None:
    found = [
        finding("scope.a"),
        finding("combo.b", match=both("scope.a")),
        finding("combo.c", match=both("combo.b")),
    ]
    assert Standing(found, CURES).gone({"scope.a"}) == {"scope.a", "combo.b", "combo.c"}


@pytest.mark.parametrize(("changed", "falls"), [("scope.perpetual", True), ("scope.worldwide", False)])
def test_a_grant_is_not_perpetual_once_that_is_changed(changed: str, falls: bool) -> None:
    granted = GrantOf((("from", ("us",)), ("term", ("perpetual",))))
    found = [finding("scope.perpetual"), finding("scope.worldwide"), finding("combo.c", match=granted)]
    assert ("combo.c" in Standing(found, CURES).gone({changed})) is falls


def test_what_rests_on_words_stays() -> None:
    found = [finding("scope.a"), finding("combo.c", match=AnyOf((FindingOf("scope.a"), Phrase("robots"))))]
    assert Standing(found, CURES).gone({"scope.a"}) == {"scope.a"}


def test_a_combination_whose_parts_a_setting_left_out_stays() -> None:
    found = [finding("scope.a"), finding("combo.c", match=both("scope.a", "scope.hidden"))]
    assert Standing(found, CURES).gone({"scope.a"}) == {"scope.a"}


# ---------------------------------------------------------------- changes


def test_one_change_puts_a_clause_and_the_silence_beside_it_right() -> None:
    found = deal(finding("scope.perpetual", CRITICAL), finding("missing.term", Severity.MEDIUM))
    assert [change.rules for change in found.changes] == [("scope.perpetual", "missing.term")]
    assert found.without(found.changes).risk == 0.0


def test_striking_a_clause_fills_no_silence() -> None:
    found = deal(finding("ctrl.no-union"), finding("missing.union", Severity.LOW))
    assert [change.rules for change in found.changes] == [("ctrl.no-union",), ("missing.union",)]


def test_what_compounds_is_asked_for_only_where_nothing_else_ends_it() -> None:
    granted = GrantOf((("subject", ("voice",)),))
    found = deal(
        finding("scope.a"), finding("combo.b", match=both("scope.a")), finding("combo.c", match=granted)
    )
    assert [change.rule.id for change in found.changes] == ["scope.a", "combo.c"]


def test_waived_and_known_findings_are_not_asked_for() -> None:
    found = (finding("scope.a")._replace(state="waived"), finding("scope.b")._replace(state="baselined"))
    assert deal(*found).changes == ()


def test_the_floor_goes_with_what_it_rests_on() -> None:
    found = deal(finding("scope.a", CRITICAL), finding("third.b", Severity.LOW))
    assert found.report.score.grade == "C"
    assert found.without(found.changes[:1])[:2] == (2.0, "A")


def test_no_letter_is_given_where_the_report_has_none() -> None:
    found = (finding("scope.a"),)
    part = report(found)._replace(score=rate(found, no_grade="only a part of a contract was given"))
    then = WhatIf(part).without([])
    assert (then.grade, then.reason) == (None, "only a part of a contract was given")


# ---------------------------------------------------------------- the fewest

NAMES = [
    "scope.perpetual",
    "scope.any-purpose",
    "ai.training",
    "third.sell",
    "own.a",
    "legal.a",
    "legal.b",
    "legal.c",
]
NAMES += [
    "missing.term",
    "missing.audit",
    "pay.a",
    "pay.b",
    "loop.a",
    "loop.b",
    "ctrl.no-union",
    "missing.union",
]
WEIGHTS = st.tuples(st.sampled_from(Severity), st.sampled_from([0.3, 0.6, 1.0]), st.sampled_from(Confidence))
PATTERNS = st.recursive(
    st.sampled_from(NAMES).map(FindingOf) | st.just(GrantOf((("term", ("perpetual",)),))),
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from([AllOf(tuple(parts)), AnyOf(tuple(parts))])
    ),
    max_leaves=4,
)


@st.composite
def deals(draw: st.DrawFn) -> WhatIf:
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=3, max_size=9))
    found = []
    for name in names:
        severity, exposure, confidence = draw(WEIGHTS)
        found.append(finding(name, severity, exposure, confidence=confidence))
    for i in range(draw(st.integers(0, 3))):
        severity, exposure, confidence = draw(WEIGHTS)
        found.append(finding(f"combo.{i}", severity, exposure, draw(PATTERNS), confidence))
    return deal(*found)


def reaches(found: WhatIf, changes: tuple[Change, ...]) -> bool:
    grade = found.without(changes).grade
    return grade is not None and grade <= "B"


@settings(max_examples=150)
@given(deals())
def test_the_fewest_changes_reach_b_and_no_fewer_do(found: WhatIf) -> None:
    least = smallest(found)
    if least is None:
        assert not reaches(found, found.changes)
        return
    assert reaches(found, least.changes)
    assert least.exact
    for changes in combinations(found.changes, max(0, len(least.changes) - 1)):
        assert not least.changes or not reaches(found, changes)


@given(deals())
def test_a_change_never_makes_it_worse(found: WhatIf) -> None:
    order = in_order(found)
    risks = [found.without(order[:n]).risk or 0.0 for n in range(len(order) + 1)]
    assert risks == sorted(risks, reverse=True)
    assert sorted(change.rules for change in order) == sorted(change.rules for change in found.changes)


@given(deals())
def test_a_line_of_the_score_says_what_the_change_brings(found: WhatIf) -> None:
    for change in found.changes:
        assert without(found.report.findings, change.rule.id) == (found.without([change]).risk or 0.0)


SAMPLES = (
    "samples/emotion-study/agreement.txt",
    "tests/calibration/talent-release.txt",
    "tests/calibration/voice-clone.txt",
)


@pytest.mark.parametrize("path", SAMPLES)
def test_real_agreements_have_a_proven_smallest_set(path: str) -> None:
    found = WhatIf(analyze(path, PACKS), [law for pack in PACKS for law in pack.laws])
    least = smallest(found)
    assert least is not None
    assert least.exact
    assert reaches(found, least.changes)
    for left_out in least.changes:
        assert not reaches(found, tuple(change for change in least.changes if change is not left_out))


def test_a_search_that_is_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausecheck.compare.smallest._STEPS", 0)
    least = smallest(WhatIf(analyze("tests/calibration/talent-release.txt", PACKS)))
    assert least is not None
    assert not least.exact


def test_what_brings_most_comes_first() -> None:
    risks = {"scope.a": Severity.LOW, "third.b": HIGH, "own.c": CRITICAL}
    found = deal(*(finding(rule, severity) for rule, severity in risks.items()))
    assert [change.rule.id for change in in_order(found)] == ["own.c", "third.b", "scope.a"]


def test_every_rule_that_cures_a_grant_exists() -> None:
    rules = {rule.id for pack in PACKS for rule in pack.rules}
    assert set(CURES) <= rules
    assert {*TWINS, *TWINS.values()} <= rules


def test_a_deal_of_which_a_file_was_not_read_gets_no_good_letter() -> None:
    found = report((finding("scope.a", Severity.LOW), finding("third.b", HIGH, 1.0)))
    reading = found.reading._replace(
        files=(File("a.pdf", "pdf", ""), File("b.pdf", "pdf", "")), pages_unread=(2,)
    )
    assert WhatIf(found._replace(reading=reading)).without([]).grade is None
