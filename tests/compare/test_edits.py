"""Edits of the long sample: each is found in the right class and place, and nothing else is."""

from __future__ import annotations

import pytest

from clausecheck.compare.diff import diff, nothing
from clausecheck.model import Change, DraftDiff
from tests.compare.build import LONG, read
from tests.compare.changes import EDITS, QUIET, Made, made

TURNED = {"gained": "lost", "lost": "gained", "unclear": "unclear", "other": "other"}


def name(edit: Made) -> str:
    return edit.name


def numbers(change: Change) -> set[str | None]:
    return {each.number for each in (*change.old, *change.new)}


def words(change: Change) -> str:
    return " | ".join(f"{e.says}: {e.old} → {e.new} {e.rule}" for e in change.effects)


def check(found: DraftDiff, edit: Made, gain: str) -> None:
    placed = [change for change in found.changes if change.old or change.new]
    assert {change.gain for change in placed} == {gain}
    assert all(edit.clause in numbers(change) for change in placed)
    whole = [
        effect.rule
        for change in found.changes
        if not change.old and not change.new
        for effect in change.effects
    ]
    assert all(rule.startswith(("combo.", "missing.", "mismatch.")) for rule in whole)


@pytest.mark.parametrize("edit", EDITS, ids=name)
def test_an_edit_is_found_and_none_is_invented(edit: Made) -> None:
    found = diff(read(LONG), read(made(LONG, edit)))
    check(found, edit, edit.gain)
    assert edit.says in words(
        next(change for change in found.changes if change.gain == edit.gain and (change.new or change.old))
    )


@pytest.mark.parametrize("edit", EDITS, ids=name)
def test_the_same_edit_taken_back(edit: Made) -> None:
    there, back = diff(read(LONG), read(made(LONG, edit))), diff(read(made(LONG, edit)), read(LONG))
    check(back, edit, TURNED[edit.gain])

    def sides(found: DraftDiff, gain: str) -> list[tuple[str, str, str]]:
        every = (e for change in found.changes for e in change.effects if e.gain == gain)
        return sorted((e.kind, e.rule, e.severity.label) for e in every)

    for gain in ("gained", "lost", "unclear"):
        assert sides(there, gain) == sides(back, TURNED[gain])


@pytest.mark.parametrize("edit", QUIET, ids=name)
def test_words_that_stay_say_nothing(edit: Made) -> None:
    found = diff(read(LONG), read(made(LONG, edit)))
    assert [words(change) or change.words for change in found.changes] == []


def test_a_draft_and_itself() -> None:
    assert nothing(diff(read(LONG), read(LONG)))
