"""The terminal report: fits, says everything that a reader must not guess, and obeys no contract."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from clausecheck.errors import UsageError
from clausecheck.model import Confidence, Evidence, Part, Severity, Span
from clausecheck.report import FORMATS, Options, encode, render
from tests.report.build import CRITICAL, HIGH, LOW, analyzed, failed, found, report, rule
from tests.report.cases import outcomes, study, study_findings

STYLE = re.compile(r"\x1b\[[0-9;]*m")


def screen(case: str, format: str = "auto", **choices: object) -> str:
    return render(outcomes()[case], format, Options(**choices))  # type: ignore[arg-type]


@pytest.mark.parametrize("case", sorted(outcomes()))
@pytest.mark.parametrize("width", [40, 60, 72, 80, 120])
@pytest.mark.parametrize("format", ["auto", "full"])
def test_no_line_is_wider_than_the_terminal(case: str, width: int, format: str) -> None:
    made = screen(case, format, width=width, explain_score=True, show_suppressed=True)
    assert [line for line in made.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("case", sorted(outcomes()))
def test_without_colour_nothing_but_text(case: str) -> None:
    made = screen(case, "full", explain_score=True, show_suppressed=True)
    assert not [c for c in made if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f"]
    assert not re.search(r" $", made, re.M)


@pytest.mark.parametrize("case", sorted(outcomes()))
def test_colour_changes_only_the_style(case: str) -> None:
    made = STYLE.sub("", screen(case, "full", colour=True))
    assert "\x1b" not in made
    plain = screen(case, "full").replace("▸", "").replace("◂", "")
    assert "".join(made.split()) == "".join(plain.split())


def test_colour_does_not_depend_on_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    before = screen("study"), screen("study", colour=True)
    for name, value in {"NO_COLOR": "1", "COLUMNS": "33", "TERM": "dumb", "FORCE_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    assert (screen("study"), screen("study", colour=True)) == before


def test_the_first_screen_is_a_screen() -> None:
    assert len(screen("study").splitlines()) <= 60


def test_every_critical_risk_is_on_the_first_screen() -> None:
    made = re.sub(r"\s+", " ", screen("study", width=100))
    assert [
        f.rule.title for f in study_findings() if f.severity == CRITICAL and f.rule.title not in made
    ] == []


def test_full_shows_every_rule_and_every_place() -> None:
    made = screen("study", "full")
    for finding in study_findings():
        assert finding.rule.id in made
    assert "2.1 · page 1, line 12" in made
    assert "2.2 · page 1, line 17" in made


def test_severity_is_a_word_and_the_risky_words_are_marked() -> None:
    made = screen("study")
    assert "CRITICAL" in made
    assert "▸in perpetuity◂" in made
    assert "▸" not in screen("study", colour=True)


def test_each_gift_is_said_once() -> None:
    twice = [
        found(rule("scope.a", HIGH, "A", how_long="for ever")),
        found(rule("scope.b", LOW, "B", how_long="for ever")),
    ]
    made = render([analyzed(report(twice))], "auto", Options(full=True))
    assert made.count("for ever") == 1
    assert "for how long" in made
    assert "to whom" not in made


def test_hidden_findings_are_counted_aloud() -> None:
    made = screen("study", min_severity=Severity.CRITICAL)
    assert "19 findings, too mild" in made
    assert "The raw data about you" not in made
    assert "Grade E · 94 of 100" in made
    assert "8 critical · 13 high" in made


def test_an_unsure_finding_says_so() -> None:
    unsure = found(rule("ai.training", CRITICAL, "AI"), "training", confidence=Confidence.LOW)
    assert "AI (not sure)" in render([analyzed(report([unsure]))], "auto", Options())


def test_settled_findings_are_counted_and_not_shown() -> None:
    waived = found(rule("ai.training", CRITICAL, "Your work trains AI"), "training")._replace(state="waived")
    made = render([analyzed(report([waived]))], "auto", Options())
    assert "Nothing new: 1 finding is settled, 1 critical: waived or in the baseline" in " ".join(
        made.split()
    )
    assert "on our list" not in made
    assert "Your work trains AI" not in made


def test_nothing_found_is_not_called_safe() -> None:
    assert "That is not a promise that it is safe" in screen("nothing")


def test_a_failed_document_has_no_grade() -> None:
    made = screen("failed")
    assert "NOT READ" in made
    assert "--password" in made
    assert "Grade" not in made
    assert "of 100" not in made


def test_a_document_without_grade_says_why() -> None:
    assert "No grade: this does not read like English." in screen("not-english")
    assert "of 100" not in screen("not-english")
    assert "No grade: only a part of a contract was read." in screen("excerpt")


def test_an_unread_page_makes_it_provisional() -> None:
    made = screen("partial")
    assert "Provisional: unread pages (3)" in made
    assert "page 3: the page is a picture" in made


def test_several_documents_end_in_a_table() -> None:
    table = screen("several").rsplit("─" * 20, 1)[1]
    assert re.findall(r"^ (E|NOT READ|A|D) +(\S+) +(\S+)$", table, re.M) == [
        ("E", "94.8", "emotion-study/agreement.pdf"),
        ("NOT READ", "–", "contracts/signed.pdf"),
        ("A", "0.0", "nda.txt"),
        ("D", "44.9", "scan.pdf"),
    ]


def test_quiet_is_the_verdict_alone() -> None:
    made = screen("study", quiet=True)
    assert "Grade E" in made
    assert "Why" not in made
    assert len(made.splitlines()) < 10


def test_what_was_set_aside_is_shown_on_request() -> None:
    assert "sell your contact details" not in screen("study")
    made = screen("study", show_suppressed=True)
    assert "taken back by “will not”" in made
    assert "▸sell your contact details◂" in made


def test_the_points_shown_add_up() -> None:
    made = screen("study", explain_score=True)
    points = [float(p) for p in re.findall(r"^ +\+(\d+\.\d)  \w+\.", made, re.M)]
    assert round(sum(points), 1) == study().score.risk == 94.8


def test_advice_is_never_left_out() -> None:
    for case in outcomes():
        assert "Not legal advice. Nothing left this computer." in screen(case)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_no_document_is_an_empty_report(format: str) -> None:
    assert isinstance(encode([], format, Options()), bytes)


def test_a_card_says_what_its_words_rest_on() -> None:
    odd = found(rule("ai.training", CRITICAL, "Your work trains AI"), "training")
    plain = report([odd._replace(remarks=("“training” is hidden: white letters on white",))])
    assert "! “training” is hidden: white letters on white" in render([analyzed(plain)], "auto", Options())


def test_an_unknown_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no format 'pdf'"):
        render([failed()], "pdf", Options())


@settings(max_examples=60)
@given(st.text(min_size=1), st.text(), st.integers(0, 130), st.booleans(), st.sampled_from(["auto", "full"]))
def test_any_text_is_shown_inert(words: str, clause: str, width: int, colour: bool, format: str) -> None:
    mark = Span(0, max(1, len(words) // 2))
    part = Part(0, len(words), 1, 1)
    one = found(rule("scope.a", HIGH, words, words, words, what=words), clause=clause)
    hostile = found(one.rule, Evidence("trigger", words, words * 9, (mark,), (part,)), clause=clause)
    made = render(
        [analyzed(report([one, hostile], path=words, text=words))],
        format,
        Options(width=width, colour=colour),
    )
    left = STYLE.sub("", made)
    assert not [
        c for c in left if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f" or "\u202a" <= c <= "\u202e"
    ]
