"""What lint says about rules that load, and that it is silent about good ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from clausecheck.rulepack.lint import Remark, lint
from clausecheck.rulepack.lint.reading_grade import grade, syllables

TODAY = date(2026, 11, 25)
PACK = """\
schema: 1
pack: trial
version: 0.1.0
title: A trial pack
parties: {us: [you], them: [we]}
review-by: 2027-06-01
defs:
  gift: {regex: '\\bgrants?\\b'}
"""
RULE = """\
schema: 1
rules:
  - id: scope.perpetual
    title: They can use you for ever
    severity: critical
    confidence: high
    match:
      any:
        - phrase: in perpetuity
        - regex: '\\bperpetual(?:ly)?\\b'
        - all: [{ref: gift}, {regex: '\\bfor ever\\b'}]
    not:
      - regex: '\\bperpetual calendars?\\b'
      - {in: sentence, phrase: bond}
    direction: {actor: us}
    why: You cannot take it back.
    ask: Can it be two years?
    references:
      - {kind: guidance, title: A guide, as-of: 2026-01-31}
    examples:
      match: You give it to us in perpetuity.
      no-match:
        - {text: You do not give it to us in perpetuity., because: negation}
        - {text: We give it to you in perpetuity., because: direction}
"""


def remarks(home: Path, rules: str = RULE, pack: str = PACK) -> list[Remark]:
    (home / "pack.yaml").write_text(pack, encoding="utf-8")
    (home / "rules.yaml").write_text(rules, encoding="utf-8")
    return lint([home], TODAY)


def test_a_good_rule_is_left_alone(tmp_path: Path) -> None:
    assert remarks(tmp_path) == []


TOKENS = "tokens: [{LOWER: for}, {LOWER: {IN: [Ever, always]}}]"
MISTAKES = [
    ("'\\bperpetual(?:ly)?\\b'", "'(?:\\w+ ?)+perpetual'", "error", "blow-up", "blows up"),
    ("'\\bfor ever\\b'", "'(?:\\w+ ?){9,99}x;'", "error", "blow-up", "blows up"),
    (
        "'\\bfor ever\\b'",
        "'\\ba\\b[^;]{0,900}\\bb\\b[^;]{0,900}\\bb\\b[^;]{0,900}\\bend\\b'",
        "error",
        "slow",
        "is slow",
    ),
    ("'\\bperpetual(?:ly)?\\b'", "'\\bperpetual(?:\\x41)\\b'", "error", "never-fires", "the capital 'A'"),
    ("'\\bperpetual(?:ly)?\\b'", "'\\bperpetual [A-Z]+'", "warning", "capitals", "small letters"),
    ("'\\bperpetual(?:ly)?\\b'", "'\\b\\w{9,}\\d'", "warning", "no-word", "every sentence"),
    ("phrase: in perpetuity", TOKENS, "error", "never-fires", "'Ever' is never found"),
    ("phrase: in perpetuity", "regex: '\\bPerpetual(?:ly)?\\b'", "error", "never-fires", "is the same"),
    (
        "        - all:",
        "        - phrase: granted in perpetuity\n        - all:",
        "warning",
        "covered",
        "finds all that this one finds",
    ),
    ("calendars?", "?(?:calendars?)?", "error", "never-fires", "takes back every hit"),
    ("phrase: bond", "regex: '\\bfor ever\\b'", "error", "never-fires", "whole sentence, takes back"),
    ("as-of: 2026-01-31", "as-of: 2025-01-31", "warning", "stale", "18 months"),
    ("as-of: 2026-01-31", "as-of: January", "error", "date", "no date"),
    ("as-of: 2026-01-31", "as-of: 2027-01-31", "warning", "date", "not come yet"),
    (
        "why: You cannot take it back.",
        "why: Irrevocable authorisations necessitate considerable circumspection.",
        "error",
        "hard-to-read",
        "`why` reads at grade",
    ),
    ("because: negation", "because: scope", "error", "twin", "negated"),
    ("because: direction", "because: scope", "error", "twin", "other side"),
    (
        "    why:",
        "    status: deprecated\n    replaced-by: scope.gone\n    why:",
        "error",
        "replaced",
        "no rule 'scope.gone'",
    ),
    (
        "    why:",
        "    status: deprecated\n    replaced-by: scope.perpetual\n    why:",
        "warning",
        "replaced",
        "deprecated too",
    ),
    ("severity: critical", "severity: critcal", "error", "format", "not possible here"),
]


@pytest.mark.parametrize(("right", "wrong", "level", "check", "message"), MISTAKES)
def test_a_mistake_has_its_place(
    tmp_path: Path, right: str, wrong: str, level: str, check: str, message: str
) -> None:
    assert right in RULE
    changed = RULE.replace(right, wrong, 1)
    found = [remark for remark in remarks(tmp_path, changed) if message in remark.fault.message]
    assert [(remark.level, remark.check) for remark in found] == [(level, check)]
    fault = found[0].fault
    assert fault.source == changed.split("\n")[fault.line - 1]
    assert 1 <= fault.column <= len(fault.source)


def test_pack_yaml_is_looked_at(tmp_path: Path) -> None:
    pack = PACK.replace("2027-06-01", "2026-06-01").replace("grants?", "(?:r+)+x")
    found = remarks(tmp_path, pack=pack)
    assert [(remark.check, remark.level) for remark in found] == [("stale", "warning"), ("blow-up", "error")]
    assert all(remark.fault.path.endswith("pack.yaml") for remark in found)


def test_a_pack_that_extends_another_is_linted_alone(tmp_path: Path) -> None:
    above = tmp_path / "above"
    above.mkdir()
    (above / "pack.yaml").write_text(
        "schema: 1\npack: above\nversion: '1'\ntitle: Above\nextends: core\n", "utf-8"
    )
    (above / "rules.yaml").write_text(RULE.replace("{ref: gift}", "{phrase: gift}"), "utf-8")
    assert lint([above], TODAY) == []


def test_findings_that_wait_for_each_other(tmp_path: Path) -> None:
    one = RULE.replace("- all: [{ref: gift}, {regex: '\\bfor ever\\b'}]", "- finding: scope.other")
    other = one.replace("scope.perpetual", "scope.own").replace("scope.other", "scope.perpetual")
    both = one + other.replace("scope.own", "scope.other").removeprefix("schema: 1\nrules:\n")
    assert "wait for each other" in " ".join(remark.fault.message for remark in remarks(tmp_path, both))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("The cat sat on the mat.", -1.4),  # the textbook case
        # 24 syllables in 13 words, says Wikipedia on Flesch-Kincaid readability
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 11.3),
        ("See Spot run.", -2.6),
        ("", 0.0),
    ],
)
def test_the_grade_of_known_texts(text: str, level: float) -> None:
    assert grade(text) == pytest.approx(level, abs=0.1)


def test_the_gettysburg_address_is_for_the_last_years_of_school() -> None:
    opening = (
        "Four score and seven years ago our fathers brought forth, on this continent, a new nation, "
        "conceived in Liberty, and dedicated to the proposition that all men are created equal. Now we are "
        "engaged in a great civil war, testing whether that nation, or any nation so conceived and so "
        "dedicated, can long endure. We are met on a great battle-field of that war."
    )
    assert 9 < grade(opening) < 13


@pytest.mark.parametrize(
    "counted",
    "table=2 rules=1 wanted=2 used=1 changes=2 people=2 style=1 handled=2 don't=1 company's=3 30=1 "
    "sub-licence=3 eye=1".split(),
)
def test_syllables(counted: str) -> None:
    word, _, count = counted.partition("=")
    assert syllables(word) == int(count)
