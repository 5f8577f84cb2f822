"""Sentences find each other: by their words, by their neighbours, by what they have in common."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from clausecheck.compare import (
    align,
)
from clausecheck.compare.align import Group
from clausecheck.model import Wording
from clausecheck.words.edits import edits, marks, words
from clausecheck.words.figures import changed


def wordings(*texts: str) -> list[Wording]:
    return [Wording(i, str(i + 1), None, text, "", 0, 0, 1, i + 1) for i, text in enumerate(texts)]


def groups(old: Sequence[str], new: Sequence[str]) -> list[Group]:
    return list(align.align(wordings(*old), wordings(*new)))


A, B, C = "The crew eats at noon.", "Producer pays the hotel of Performer.", "Nobody sings on the set."


def test_the_same_words_wherever_they_stand() -> None:
    assert groups([A, B, C], [C, A, B]) == [
        Group((2,), (0,), True),
        Group((0,), (1,), True),
        Group((1,), (2,), True),
    ]


def test_words_that_stand_often_go_with_their_neighbours() -> None:
    old, new = [A, "Yes.", B, "Yes.", C], [B, "Yes.", C, A, "Yes."]
    assert {(g.old, g.new) for g in groups(old, new)} == {
        ((0,), (3,)), ((1,), (4,)), ((2,), (0,)), ((3,), (1,)), ((4,), (2,))
    }  # fmt: skip


def test_one_sentence_that_was_cut_in_two() -> None:
    whole = "Producer pays the hotel of Performer and the crew eats at noon in the yard"
    assert groups(
        [C, whole + ".", A],
        [C, "Producer pays the hotel of Performer and", "the crew eats at noon in the yard.", A],
    )[1:2] == [Group((1,), (1, 2), True)]


def test_an_edited_sentence_is_one_and_another_is_not() -> None:
    found = groups([A, B], [A, "Producer pays the hotel and the taxi of Performer."])
    assert found[1] == Group((1,), (1,), False)
    found = groups([A, B], [A, "The law of Ireland governs what is written here."])
    assert [(g.old, g.new) for g in found] == [((1,), ()), ((0,), (0,)), ((), (1,))]


@pytest.mark.parametrize("text", ["x " * 4_000, "not " * 4_000, "a b " * 3_000])
def test_a_long_sentence_is_not_compared_word_by_word(text: str) -> None:
    assert len(edits(text + "y", "z " + text[: len(text) // 2] + "q" + text[len(text) // 2 :]).each) <= 3


def test_many_sentences_alike_find_few_candidates() -> None:
    """Near linear: a sentence is compared with those that share its rare words, and with its gap."""
    old = [f"Fee number {i} is {i * 7} pounds for day {i}." for i in range(600)]
    new = [f"Fee number {i} is {i * 9} pounds for day {i}." for i in range(600)]
    a, b = align.Side(wordings(*old)), align.Side(wordings(*new))
    from collections import Counter

    counts = ({i: Counter(key) for i, key in enumerate(side.keys)} for side in (a, b))
    assert len(align._candidates(a, b, *counts)) < 600 * 60
    assert all(g.old == g.new for g in groups(old, new))


def test_words_of_a_diff_make_up_the_new_text() -> None:
    old, new = "You shall not sell it, or lend it.", "You shall sell it or may lend it."
    found = words(old, new)
    assert "".join(w.text for w in found if w.kind != "old") == new
    gone, come = marks(old, new)
    assert [old[a:b] for a, b in gone] == ["not"]
    assert [new[a:b] for a, b in come] == ["may"]


@pytest.mark.parametrize(
    ("old", "new", "figures"),
    [
        ("within thirty (30) days", "within ten (10) days", ("thirty (30) days", "ten (10) days")),
        ("within 30 days", "within 30 weeks", ("30 days", "30 weeks")),
        ("a fee of $1,200 per day", "a fee of £1,200 per day", ("$1,200", "£1,200")),
        ("by 9 February 2026", "by 9 March 2026", ("9 February 2026", "9 March 2026")),
        ("at fifteen per cent of it", "at five per cent of it", ("fifteen per cent", "five per cent")),
        ("for two years", "in perpetuity", ("two years", "in perpetuity")),
        (
            "for twenty-five episodes",
            "for twenty-six episodes",
            ("twenty-five episodes", "twenty-six episodes"),
        ),
    ],
)
def test_figures(old: str, new: str, figures: tuple[str, str]) -> None:
    found = [(a.words if a else "", b.words if b else "") for a, b in changed(old, new, edits(old, new))]
    assert len(found) == 1
    assert all(part in whole for part, whole in zip(figures, found[0], strict=True))


def test_one_is_no_figure() -> None:
    old, new = "a copy for each of the parties", "a copy for one of the parties"
    assert list(changed(old, new, edits(old, new))) == []


def test_many_grants_are_not_compared_each_with_each() -> None:
    """A grant is looked for in its own sentences: 300 of them ask for 300 places, not 300 times 300."""
    from clausecheck.compare import (
        grants,
    )
    from clausecheck.compare.places import Places
    from tests.compare.build import HEAD, read

    clauses = (
        f"{i}. Performer grants Producer the right to use item {i} of the recordings." for i in range(1, 301)
    )
    report = read(HEAD + "\n\n".join(clauses) + "\n")
    asked = 0

    class Counted(Places):
        def grant(self, grant):  # type: ignore[no-untyped-def]
            nonlocal asked
            asked += 1
            return super().grant(grant)

    groups = align.align(report.wordings, report.wordings)
    sides = (Counted(report, groups, new) for new in (False, True))
    assert list(grants.effects(report, report, groups, *sides)) == []
    assert len(report.grants) >= 300
    assert asked < 20 * len(report.grants)
