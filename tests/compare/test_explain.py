"""Why a rule fired in a document, or did not, and what would make it go: only what was tried is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clausecheck import load_packs
from clausecheck.compare import (
    explain,
)
from clausecheck.model import Failed, Report, Source, Why
from clausecheck.pipeline import analyze
from clausecheck.report import explained, explanation
from clausecheck.report.options import Options
from clausecheck.rulepack.shown import described

STUDY = Path(__file__).resolve().parents[2] / "samples" / "emotion-study" / "agreement.pdf"
PACKS = load_packs("performer")


def about(rule: str, text: str | Path) -> tuple[Report, Why]:
    source = Source(str(text)) if isinstance(text, Path) else Source("paper.txt", text.encode())
    outcome = explain.explained(source, PACKS, rule)
    assert not isinstance(outcome, Failed)
    assert outcome.report.why is not None
    return outcome.report, outcome.report.why


def screen(rule: str, text: str | Path, width: int = 80) -> str:
    return explained.screen(about(rule, text)[0], Options(width=width), described)


# ---------------------------------------------------------------- where it fired


def test_a_place_tells_its_words_who_gives_and_what_was_tried() -> None:
    report, why = about("scope.perpetual", STUDY)
    (spot,) = why.spots
    assert (spot.fate, spot.clause, spot.evidence.quote) == ("found", "2.2", "in perpetuity")
    assert (spot.actor, spot.acts, spot.denials) == ("us", "grant to Orbita", ())
    (rule,) = (rule for pack in PACKS for rule in pack.rules if rule.id == "scope.perpetual")
    assert spot.guards == len(rule.vetoes)
    assert report.text[spot.span.start : spot.span.end].startswith("You grant to Orbita")
    assert {trial.what: trial.gone for trial in why.trials}["without these words"]


def test_what_was_found_is_what_the_report_finds() -> None:
    for rule in (
        "scope.irrevocable",
        "third.sell",
        "ai.training",
        "scope.sublicense",
        "scope.overbroad-definition",
    ):
        report, why = about(rule, STUDY)
        placed = {
            e.parts[0].start
            for f in report.findings
            if f.rule.id == rule
            for e in f.evidence
            if e.role == "trigger"
        }
        assert {spot.evidence.parts[0].start for spot in why.spots if spot.fate == "found"} >= placed


def test_a_negation_that_ends_before_the_words_is_told_with_its_reach() -> None:
    text = "You may not film us, and you grant us your voice in perpetuity."
    _, why = about("scope.perpetual", text)
    (denial,) = why.spots[0].denials
    assert denial.where == "ends before"
    assert "film us" in denial.reach
    assert "perpetuity" not in denial.reach
    assert "“may not” ends before these words: it reaches “film us" in " ".join(
        screen("scope.perpetual", text).split()
    )


def test_a_denied_place_tells_what_took_it_back() -> None:
    text = "You do not grant us any right to use your voice in perpetuity."
    report, why = about("scope.perpetual", text)
    assert not [finding for finding in report.findings if finding.rule.id == "scope.perpetual"]
    assert (why.spots[0].fate, why.spots[0].cue) == ("negated", "do not")
    assert why.trials == ()
    shown = " ".join(screen("scope.perpetual", text).split())
    assert "It did not fire: its words stand here, and each was taken back." in shown
    assert "taken back by “do not”, which reaches" in shown


def test_the_wrong_side_is_told() -> None:
    _, why = about("scope.perpetual", "The Company grants Talent a perpetual licence to the showreel.")
    assert why.spots[0].fate == "direction"
    assert why.spots[0].actor == "them"


def test_a_guard_that_holds_is_told() -> None:
    _, why = about("scope.perpetual", "Royalties for the use of the songs are payable in perpetuity.")
    assert why.spots[0].fate == "not"
    assert why.spots[0].cue


def test_half_of_what_it_asks_for_is_shown_as_that() -> None:
    words = " ".join(["and other people who like to watch it"] * 4)
    text = f"You let us use the clip at home {words} for an unlimited period."
    _, why = about("scope.perpetual", text)
    assert {spot.fate for spot in why.spots} <= {"partly", "found"}


def test_words_that_do_not_stand_there() -> None:
    assert "its words do not stand in this document" in screen("excl.non-compete", STUDY)


def test_a_definition_that_it_came_through_is_shown() -> None:
    text = (
        "1. “Materials” means your voice, and any voice model that is made from it by machine learning.\n\n"
        "2. You grant us the right to use the Materials in perpetuity."
    )
    for rule in {finding.rule.id for finding in analyze(Source("a.txt", text.encode()), PACKS).findings}:
        shown = screen(rule, text)
        if "stands for" in shown:
            assert "Defined" in shown
            return
    pytest.skip("no rule reads this definition")


# ---------------------------------------------------------------- what makes it go


@pytest.mark.parametrize("rule", ["scope.perpetual", "third.sell", "ai.training"])
def test_what_is_said_to_make_it_go_does(rule: str) -> None:
    report, why = about(rule, STUDY)
    (whole,) = [e for f in report.findings if f.rule.id == rule for e in f.evidence[:1]][:1]
    before = analyze(Source("again.txt", report.text.encode()), PACKS)
    count = sum(f.rule.id == rule for f in before.findings)
    tried = next(t for t in why.trials if t.place == 0 and t.what.startswith("with the suggested"))
    assert tried.gone
    span = why.spots[0].span
    after = analyze(
        Source("a.txt", f"{report.text[: span.start]}{tried.words}{report.text[span.end :]}".encode()), PACKS
    )
    assert sum(f.rule.id == rule for f in after.findings) < count
    assert whole.parts[0].start >= span.start


def test_nothing_is_claimed_where_the_text_alone_reads_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausecheck.compare.explain._Trials._found", lambda *_: 0)
    _, why = about("scope.perpetual", STUDY)
    assert why.trials == ()


def test_a_change_that_cannot_be_judged_is_not_said_to_help(monkeypatch: pytest.MonkeyPatch) -> None:
    found = iter([1])
    monkeypatch.setattr("clausecheck.compare.explain._Trials._found", lambda *_: next(found, None))
    _, why = about("scope.perpetual", STUDY)
    assert why.trials
    assert not any(trial.gone for trial in why.trials)


def test_a_sentence_that_is_missing_is_tried() -> None:
    _, why = about("missing.deletion", STUDY)
    assert [(trial.what, trial.gone) for trial in why.trials] == [("with this sentence added", True)]
    assert [clue.met for clue in why.clues] == [True, True]


def test_a_protection_that_stands_there_is_shown() -> None:
    report, why = about("missing.withdrawal", STUDY)
    assert not [finding for finding in report.findings if finding.rule.id == "missing.withdrawal"]
    assert not why.clues[-1].met
    assert "withdraw" in why.clues[-1].evidence[0].quote


def test_a_combination_tells_its_parts_and_what_it_falls_with() -> None:
    _, why = about("combo.ai-without-limit", STUDY)
    assert [clue.met for clue in why.clues if clue.depth == 0] == [True, True]
    assert any("ai.training" in clue.text and clue.met for clue in why.clues)
    assert [trial.words.count("(") for trial in why.trials] == [1, 3]


def test_an_undefined_term_tells_its_use() -> None:
    _, why = about("identity.likeness-undefined", STUDY)
    assert [(clue.text, clue.met) for clue in why.clues] == [
        ("“likeness” is used", True),
        ("nothing says what “likeness” means", True),
    ]
    assert why.trials[0].gone


def test_a_long_document_is_not_read_again_and_again() -> None:
    text = "You grant us your voice in perpetuity.\n\n" + "The crew eats lunch at noon in the hall. " * 3000
    _, why = about("scope.perpetual", text)
    assert why.spots
    assert why.trials == ()


# ---------------------------------------------------------------- the screen, the law, and for machines


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize(
    "rule", ["scope.irrevocable", "ai.training", "missing.withdrawal", "combo.perpetual-irrevocable"]
)
def test_the_screen_fits(rule: str, width: int) -> None:
    lines = screen(rule, STUDY, width).splitlines()
    assert [line for line in lines if len(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_hostile_words_are_inert() -> None:
    text = "You grant us, \x1b[2Jfor \u202eever, your voice in perpetuity, irrevocably."
    for rule in ("scope.perpetual", "scope.irrevocable"):
        report, _ = about(rule, text)
        shown = screen(rule, text) + explanation.render(report, rule, Options())
        assert "\x1b" not in shown
        assert "\u202e" not in shown


def test_a_law_check_tells_its_conditions() -> None:
    report = analyze(str(STUDY), PACKS)
    assert "✗ You are told how long they keep it" in explained.law(report, "law.bipa", Options())
    assert "This check is not about" in explained.law(report, "law.nothing", Options())


def test_the_record_is_verbatim() -> None:
    report, _ = about("scope.perpetual", STUDY)
    record = json.loads(explanation.render(report, "scope.perpetual", Options(version="1")))
    assert record["schema"] == "clausecheck/explanation/1"
    assert record["fired"] is True
    quoted = record["places"][0]["evidence"]
    assert report.text[quoted["start"] : quoted["end"]] == quoted["quote"]
    assert [trial["gone"] for trial in record["trials"]] == [True, True, True]
