"""What is asked for: how many points, in which words, and in which message."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from clausecheck import load_packs
from clausecheck.compare.ask import TOP, ask
from clausecheck.errors import UsageError
from clausecheck.model import Report, Source
from clausecheck.pipeline import analyze
from clausecheck.report import asked, letter, questions
from clausecheck.report.options import Options

ROOT = Path(__file__).resolve().parents[2]
CALIBRATION = ROOT / "tests" / "calibration"
STUDY = ROOT / "samples" / "emotion-study" / "agreement.pdf"
PACKS = load_packs("performer")


@cache
def read(path: Path) -> Report:
    return analyze(str(path), PACKS)


def said(text: str) -> Report:
    return analyze(Source("paper.txt", text.encode()), PACKS)


# ---------------------------------------------------------------- which points


def test_a_message_holds_few_points_where_b_is_far() -> None:
    found = ask(read(STUDY))
    assert len(found.points) == TOP
    assert found.possible > 2 * TOP
    assert found.smallest is not None
    assert len(found.smallest.changes) > TOP


def test_what_b_takes_is_asked_first_and_then_all_that_is_grave() -> None:
    found = ask(read(CALIBRATION / "day-letter.txt"))
    assert [change.rule.id for change in found.points] == [
        "legal.indemnity",
        "own.assignment",
        "own.work-for-hire",
    ]
    assert [step.score.grade for step in found.steps] == ["B", "B", "B"]
    assert found.smallest is not None
    assert [change.rule.id for change in found.smallest.changes] == ["legal.indemnity"]


def test_the_reader_says_how_many() -> None:
    assert len(ask(read(CALIBRATION / "day-letter.txt"), top=4).points) == 4


def test_the_reader_says_which_and_each_only_once() -> None:
    found = ask(read(STUDY), rules=["ai.training", "scope.perpetual", "missing.term"])
    assert sorted(change.rule.id for change in found.points) == ["ai.training", "scope.perpetual"]
    risks = [read(STUDY).score.risk, *(step.score.risk for step in found.steps)]
    assert risks == sorted(risks, key=lambda risk: -(risk or 0))


def test_what_compounds_is_no_point_and_goes_with_one() -> None:
    found = ask(read(STUDY), rules=["scope.irrevocable"])
    assert "combo.perpetual-irrevocable" in [rule.id for rule in found.steps[0].falls]
    with pytest.raises(UsageError, match="not asked for by itself") as caught:
        ask(read(STUDY), rules=["combo.perpetual-irrevocable"])
    assert "scope.irrevocable" in (caught.value.hint or "")


def test_a_rule_that_found_nothing_is_an_error_with_a_hint() -> None:
    with pytest.raises(UsageError, match="found nothing") as caught:
        ask(read(STUDY), rules=["scope.perpetal"])
    assert "scope.perpetual" in (caught.value.hint or "")


# ---------------------------------------------------------------- the message


@pytest.mark.parametrize("path", [STUDY, *sorted(CALIBRATION.glob("*.txt"))], ids=lambda path: path.stem)
def test_the_message_is_polite_and_no_legal_advice(path: Path) -> None:
    report = read(path)
    message = letter.text(report, ask(report), sources=True)
    assert message.startswith("Hello,\n\nThank you")
    assert message.endswith("kind regards,\n")
    assert not re.search(r"illegal|unlawful|sue\b|court action|lawyer will|or else|!", message)
    assert not re.search(r"\b(?:Mr|Ms|Dear)\b", message)


def test_a_point_has_clause_page_words_question_and_wording() -> None:
    report = read(STUDY)
    message = letter.text(report, ask(report, rules=["scope.perpetual"]))
    assert "1. Clause 2.2, page 1\n" in message
    assert "in perpetuity" in message
    assert "My question: Can the term be two years" in message
    assert "Wording that I suggest: “The licence lasts for two years" in message
    assert "▸" not in message
    assert "For reference" not in message
    assert "For reference: MEAA" in letter.text(report, ask(report, rules=["scope.perpetual"]), sources=True)


def test_what_is_missing_is_named_without_a_quote() -> None:
    report = read(STUDY)
    message = letter.text(report, ask(report, rules=["missing.deletion"]))
    assert "1. Not in the agreement: deletion at the end\n" in message
    assert "says:" not in message


def test_what_is_to_be_struck_out_is_said_so() -> None:
    report = said(
        "You agree that the union agreement does not apply to this job. You grant us your voice forever."
    )
    rules = [
        finding.rule.id for finding in report.findings if finding.rule.suggest == "(Delete this clause.)"
    ]
    assert rules
    assert "strike out these words" in letter.text(report, ask(report, rules=rules))


def test_the_words_of_the_wording_are_said_to_mean_us() -> None:
    report = read(STUDY)
    assert "“the Performer” is me and “the Company” is you" in letter.text(
        report, ask(report, rules=["third.beyond-control", "scope.irrevocable"])
    )


def test_nothing_of_the_contract_is_live_in_the_message() -> None:
    text = "You grant us, <b>in perpetuity</b> and for [any](http://x) purpose, \x1b[31myour voice | `face`."
    report = said(text)
    found = ask(report, rules=["scope.perpetual"])
    plain, marked = letter.text(report, found), letter.markdown(report, found)
    assert "\x1b" not in plain + marked
    assert "<b>" not in marked
    assert "[any](" not in marked


def test_there_is_no_message_where_there_is_nothing_to_ask() -> None:
    report = read(ROOT / "samples" / "mutual-nda" / "agreement.txt")
    assert letter.text(report, ask(report)) == ""
    assert "not a promise that it is safe" in " ".join(
        questions.screen(report, ask(report), Options()).split()
    )


# ---------------------------------------------------------------- the screen, and for machines


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("path", [STUDY, CALIBRATION / "fair-release.txt"], ids=lambda path: path.stem)
def test_the_screen_fits(path: Path, width: int) -> None:
    report = read(path)
    lines = questions.screen(report, ask(report), Options(width=width), sources=True).splitlines()
    assert [line for line in lines if len(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_the_screen_says_what_it_brings() -> None:
    report = read(CALIBRATION / "talent-release.txt")
    shown = " ".join(questions.screen(report, ask(report), Options()).split())
    assert re.search(r"to the first 3 79 → \d\d, grade E → D", shown)
    assert "To reach B it takes 12 changes (fewer do not reach it): 7 of those above, and: " in shown


def test_the_letter_that_it_has_is_not_to_be_reached() -> None:
    report = read(CALIBRATION / "fair-release.txt")
    assert "It is B as it stands." in questions.screen(report, ask(report), Options())


def test_a_part_of_a_contract_has_figures_and_no_letter() -> None:
    source = Source("part.txt", b"You grant us your voice and face in perpetuity, irrevocably.", excerpt=True)
    report = analyze(source, PACKS)
    shown = questions.screen(report, ask(report), Options())
    assert "grade" not in shown.replace("No grade", "")
    assert "only a part of a contract was given" in shown


def test_the_record_holds_points_outlook_goal_and_message() -> None:
    report = read(STUDY)
    found = ask(report)
    record = json.loads(asked.render(report, found, Options(version="1")))
    assert record["schema"] == "clausecheck/ask/1"
    assert [point["rule"] for point in record["points"]] == [change.rule.id for change in found.points]
    assert record["outlook"][-1]["points"] == len(found.points)
    assert record["goal"]["exact"] is True
    assert record["message"] == letter.text(report, found)
    first = record["points"][0]["places"][0]["evidence"][0]
    assert report.text[first["start"] : first["end"]] == first["quote"]
