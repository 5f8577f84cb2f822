"""The score's promises: bounded, never lowered by what is worse, and every point accounted for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.model import Confidence, Finding, Rule, Severity
from clausecheck.score import CEILINGS, TWINS, _group, _letter, rate, without

HIGH, CRITICAL = Severity.HIGH, Severity.CRITICAL


def finding(
    rule: str,
    severity: Severity = HIGH,
    confidence: Confidence = Confidence.HIGH,
    exposure: float = 1.0,
    mitigation: float = 0.0,
) -> Finding:
    made = Rule(id=rule, title=rule, severity=severity, confidence=confidence, why="why", ask="ask")
    return Finding(
        rule=made,
        severity=severity,
        confidence=confidence,
        message=rule,
        clause="1",
        heading=None,
        evidence=(),
        because=(),
        fingerprint=rule,
        exposure=exposure,
        mitigation=mitigation,
    )


def risk(*found: Finding) -> float:
    value = rate(found).risk
    assert value is not None
    return value


# Twins and rules that share a ceiling, so that what could break the promises is drawn often.
RULES = sorted(
    {*TWINS, *TWINS.values()}
    | {f"{group}.{name}" for group in ("legal", "loop", "pay", "gag", "excl", "ctrl") for name in "abcd"}
    | {"missing.audit", "missing.copy", "missing.replica-consent", "own.power-of-attorney"}
    | {"ai.training", "ai.voice-clone", "combo.a", "third.sell"}
)
FINDINGS = st.builds(
    finding,
    st.sampled_from(RULES),
    st.sampled_from(Severity),
    st.sampled_from(Confidence),
    st.sampled_from([0.3, 0.6, 1.0]),
    st.sampled_from([0.0, 0.25, 0.6, 0.9]),
)
SETS = st.lists(FINDINGS, max_size=40)


@given(SETS)
def test_the_risk_is_bounded(found: list[Finding]) -> None:
    assert 0.0 <= risk(*found) <= 100.0


@given(SETS, FINDINGS)
def test_a_new_finding_never_lowers_the_risk_or_the_letter(found: list[Finding], new: Finding) -> None:
    before, after = rate(found), rate([*found, new])
    assert before.risk is not None and after.risk is not None
    assert before.grade is not None and after.grade is not None
    assert after.risk >= before.risk
    assert after.grade >= before.grade


@given(SETS, FINDINGS, st.data())
def test_what_is_worse_never_lowers_the_risk(found: list[Finding], one: Finding, data: st.DataObject) -> None:
    worse = one._replace(
        severity=data.draw(st.sampled_from([s for s in Severity if s >= one.severity])),
        confidence=data.draw(st.sampled_from([c for c in Confidence if c >= one.confidence])),
        exposure=data.draw(st.sampled_from([e for e in (0.3, 0.6, 1.0) if e >= one.exposure])),
        mitigation=data.draw(st.sampled_from([m for m in (0.0, 0.25, 0.6, 0.9) if m <= one.mitigation])),
    )
    assert risk(*found, worse) >= risk(*found, one)


@given(SETS, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(found: list[Finding], random: object) -> None:
    shuffled = sorted(found * 2, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert rate(shuffled) == rate(found)


@given(SETS)
def test_splitting_a_clause_changes_nothing(found: list[Finding]) -> None:
    split = [f._replace(clause=part) for f in found for part in ("1(a)", "1(b)")]
    assert rate(split) == rate(found)


@given(SETS)
def test_points_add_up_exactly(found: list[Finding]) -> None:
    score = rate(found)
    assert sum((Decimal(str(line.points)) for line in score.lines), Decimal(0)) == Decimal(str(score.risk))
    assert [line.rule for line in score.lines] != [] or not found
    assert all(line.points >= 0 for line in score.lines)
    assert {line.rule for line in score.lines} == {f.rule.id for f in found}


@given(SETS)
def test_each_line_says_what_mending_it_would_bring(found: list[Finding]) -> None:
    for line in rate(found).lines:
        rest = without(found, line.rule)
        assert line.because.endswith(f"without it {rest:.1f}")
        assert rest <= risk(*found)


def test_one_finding_weighs_what_the_table_says() -> None:
    assert risk(finding("scope.perpetual", CRITICAL)) == 18.0
    assert risk(finding("scope.perpetual", CRITICAL, Confidence.LOW, 0.6)) == 5.4
    assert risk(finding("scope.perpetual", CRITICAL, mitigation=0.5)) == 9.0
    assert risk(finding("scope.perpetual", CRITICAL, mitigation=0.9)) == 7.2  # at most .6
    assert risk(finding("ai.training", CRITICAL, exposure=0.3)) == 18.0  # not an exposed category
    assert risk(finding("missing.term", Severity.MEDIUM)) == 2.5


def test_two_findings_combine_by_complement() -> None:
    assert risk(finding("scope.perpetual", CRITICAL), finding("third.sell", CRITICAL)) == 32.8


@pytest.mark.parametrize(
    ("group", "most"), [("legal", 14.8), ("loop", 22.1), ("pay", 19.7), ("missing", 14.8)]
)
def test_a_group_is_held_to_its_ceiling(group: str, most: float) -> None:
    assert risk(*(finding(f"{group}.x{i}", CRITICAL) for i in range(9))) == most


def test_exclusivity_control_and_gags_share_one_ceiling() -> None:
    assert risk(*(finding(f"{c}.x{i}") for c in ("excl", "ctrl", "gag") for i in range(3))) == 11.3


def test_a_missing_protection_and_its_express_twin_count_as_the_stronger() -> None:
    express, silence = finding("scope.perpetual", CRITICAL), finding("missing.term", Severity.MEDIUM)
    assert risk(express, silence) == risk(express)
    weak = finding("scope.perpetual", Severity.INFO, Confidence.LOW, 0.3)
    assert risk(weak, silence) == risk(silence)
    lines = {line.rule: line for line in rate([express, silence]).lines}
    assert lines["missing.term"].points == 0
    assert "only what it adds to scope.perpetual" in lines["missing.term"].because


def test_twins_cannot_empty_one_group_into_another_that_is_full() -> None:
    """The two arrangements that break the promises if pairing is a plain maximum."""
    full_pay = [finding(f"pay.x{i}", CRITICAL) for i in range(3)]
    silence = finding("missing.compensation", CRITICAL)
    assert risk(*full_pay, silence, finding("pay.unpaid")) >= risk(*full_pay, silence)
    full_missing = [finding(f"missing.x{i}", CRITICAL) for i in range(5)]
    express = finding("scope.worldwide", Severity.MEDIUM, Confidence.LOW)
    weaker, stronger = finding("missing.territory", Severity.LOW), finding("missing.territory", CRITICAL)
    assert risk(*full_missing, express, stronger) >= risk(*full_missing, express, weaker)


def test_twins_are_one_to_one_and_share_a_group_where_it_has_a_ceiling() -> None:
    assert len(set(TWINS.values())) == len(TWINS)
    for silence, express in TWINS.items():
        assert _group(silence) == (_group(express) if _group(express) in CEILINGS else "missing")


@pytest.mark.parametrize(
    ("value", "grade"),
    [
        (0, "A"),
        (14.9, "A"),
        (15, "B"),
        (34.9, "B"),
        (35, "C"),
        (54.9, "C"),
        (55, "D"),
        (74.9, "D"),
        (75, "E"),
    ],
)
def test_letters(value: float, grade: str) -> None:
    assert _letter(value) == grade


def test_a_weightier_but_milder_finding_does_not_hide_a_critical_one() -> None:
    unsure = finding("scope.perpetual", CRITICAL, Confidence.LOW)
    assert rate([unsure]).grade == "C"
    assert rate([unsure, finding("scope.perpetual", HIGH)]).grade == "C"


def test_one_critical_risk_at_full_exposure_is_at_least_c() -> None:
    score = rate([finding("legal.injunction-waiver", CRITICAL, exposure=0.3)])
    assert (score.risk, score.grade) == (14.8, "C")
    assert score.floor is not None and "legal.injunction-waiver" in score.floor.because
    assert rate([finding("scope.perpetual", CRITICAL, exposure=0.3)]).grade == "A"


def test_two_critical_risks_or_one_with_a_blocker_are_at_least_d() -> None:
    assert rate([finding("scope.perpetual", CRITICAL), finding("third.sell", CRITICAL)]).grade == "D"
    narrow = [finding(r, CRITICAL, exposure=0.3) for r in ("scope.perpetual", "scope.irrevocable")]
    score = rate([*narrow, finding("ai.training", CRITICAL)])
    assert score.grade == "D"
    assert score.floor is not None and "AI training" in score.floor.because
    assert rate([*narrow, finding("ai.avatar", CRITICAL)]).grade == "C"
    assert rate([finding("own.power-of-attorney", CRITICAL)]).grade == "D"
    any_purpose = finding("scope.any-purpose", CRITICAL, exposure=0.3)
    assert rate([finding("ai.digital-replica", CRITICAL), any_purpose]).grade == "D"


def test_a_floor_that_lifts_nothing_is_not_shown() -> None:
    found = [finding(f"scope.x{i}", CRITICAL) for i in range(9)]
    assert (rate(found).grade, rate(found).floor) == ("E", None)


def test_no_letter_keeps_the_figure_of_what_was_found() -> None:
    score = rate([finding("scope.perpetual", CRITICAL)], no_grade="an excerpt")
    assert (score.risk, score.grade, score.reason, score.floor) == (18.0, None, "an excerpt", None)


def test_no_letter_and_nothing_found_is_no_figure_at_all() -> None:
    score = rate([], no_grade="not English")
    assert (score.risk, score.grade, score.vector, score.lines) == (None, None, "", ())


def test_nothing_found_is_an_a_of_zero() -> None:
    score = rate([], provisional=True)
    assert (score.risk, score.grade, score.provisional) == (0.0, "A", True)
    assert score.vector == "CC1/D:F/R:R/U:N/P:N/I:F/X:Y/M:R"


def test_waived_findings_are_left_out_and_baselined_ones_count() -> None:
    one = finding("scope.perpetual", CRITICAL)
    assert risk(one._replace(state="waived")) == 0.0
    assert risk(one._replace(state="baselined")) == 18.0


def test_the_vector_says_what_is_given() -> None:
    rules = (
        "scope.perpetual",
        "scope.irrevocable",
        "scope.any-purpose",
        "third.sell",
        "identity.composite",
        "ai.biometric-template",
        "pay.flat-buyout",
    )
    assert rate([finding(r) for r in rules]).vector == "CC1/D:P/R:I/U:O/P:O/I:B/X:N/M:F"
    assert "U:O" in rate([finding("scope.derivatives", exposure=1.0)]).vector
    assert "U:N" in rate([finding("scope.derivatives", exposure=0.6)]).vector
