"""Words that turn a sentence: who gains is told from the words, and not told where they do not say it."""

from __future__ import annotations

import pytest

from tests.compare.build import compared, said

PAIRS = [  # old, new, gain, words of what is said
    ("Producer shall not disclose the address of Performer.",
     "Producer shall disclose the address of Performer.",
     "gained", "A “not” is gone"),
    ("Producer may keep the tapes.", "Producer may not keep the tapes.", "lost", "A “not” was put"),
    ("Performer may not work for others.", "Performer may work for others.", "lost", "A “not” is gone"),
    ("The parking space is not reserved.", "The parking space is reserved.", "unclear", "A “not” is gone"),
    ("Producer may show the Recordings only with the written consent of Performer.",
     "Producer may show the Recordings.", "gained", "A yes is no longer needed"),
    ("Producer may show the Recordings with Performer's approval.",
     "Producer may show the Recordings without Performer's approval.", "gained", "They need not ask"),
    ("Performer may give interviews.", "Performer may give interviews with the consent of Producer.",
     "gained", "A yes is now needed"),
    ("Producer shall use the Recordings only in the Film.", "Producer shall use the Recordings in the Film.",
     "gained", "“only” was taken out"),
    ("Producer must pay for the hotel.", "Producer may pay for the hotel.",
     "gained", "They must no longer: pay for the hotel"),
    ("Performer may attend the party.", "Performer shall attend the party.", "gained", "You must, not may"),
    ("Producer shall not lend the tapes.", "Producer shall not lend the tapes, unless its owner agrees.",
     "gained", "An exception"),
    ("Performer shall wear the costume.", "Performer shall wear the costume, except on Sundays.",
     "lost", "An exception"),
    ("Producer shall feed the crew.", "Producer shall feed the crew and may lock the stage.",
     "gained", "They may do"),
]  # fmt: skip

SAME = [  # nothing of the kind is said
    ("Producer shall not lend the tapes.", "Producer will not lend the tapes."),
    ("Performer may choose the hotel.", "The hotel may be chosen by Performer."),
    ("Producer shall keep the tapes in a safe.", "Producer shall keep the tapes in a locked safe."),
    ("Producer shall keep the tapes and shall label them.",
     "Producer shall keep the tapes. Producer shall label them."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "gain", "words"), PAIRS, ids=[new for _, new, _, _ in PAIRS])
def test_a_word_that_turns_a_sentence(old: str, new: str, gain: str, words: str) -> None:
    found = said(compared(f"1. {old}", f"1. {new}"))
    assert any(one == gain and words in what for one, what in found), found
    assert {one for one, _ in found} <= {gain, "unclear"}


@pytest.mark.parametrize(("old", "new"), SAME, ids=[new for _, new in SAME])
def test_words_that_turn_nothing(old: str, new: str) -> None:
    assert said(compared(f"1. {old}", f"1. {new}")) == []


def test_a_term_that_ends_and_one_that_does_not() -> None:
    old = "1. Performer grants Producer a licence to use the voice and likeness of Performer for two years."
    new = old.replace("for two years", "in perpetuity")
    assert ("gained", "for how long: for a set time → for ever") in said(compared(old, new))
    assert ("lost", "for how long: for ever → for a set time") in said(compared(new, old))


def test_a_reference_that_points_elsewhere() -> None:
    old = "1. Producer shall feed the crew.\n\n2. Producer shall pay the crew.\n\n3. Clause 1 comes first."
    found = said(compared(old, old.replace("Clause 1", "Clause 2")))
    assert found == [("unclear", "It points to another clause: 1 → 2")]


def test_a_reference_whose_clause_was_renumbered() -> None:
    old = "1. Producer shall feed the crew.\n\n2. Producer shall pay the crew.\n\n3. Clause 1 comes first."
    new = "1. Producer shall pay the crew.\n\n2. Producer shall feed the crew.\n\n3. Clause 2 comes first."
    found = compared(old, new)
    assert said(found) == []
    assert found.shuffle.moved


def test_an_item_that_went_under_another_lead_in() -> None:
    old = "1. Producer shall not:\n\n(a) lend tapes;\n\n(b) copy it.\n\n2. Performer is free to:\n\n(a) sing."
    new = "1. Producer shall not:\n\n(a) lend tapes.\n\n2. Performer is free to:\n\n(a) sing;\n\n(b) copy it."
    assert [gain for gain, what in said(compared(old, new)) if "other words" in what] == ["unclear"]
