"""Sentence boundaries in the English of contracts."""

from __future__ import annotations

import pytest

from clausecheck.segment.sentences import split


@pytest.mark.parametrize(
    "text",
    [
        "Larkspur Films Inc. and Heron Sound Ltd. share the fee.",
        "The fee stands in Schedule No. 5 and in Nos. 6 and 7.",
        "See \u00a7 3.2(a)(i) and Art. 7 of the Rules.",
        "Some uses, e.g. Trailers, and others, i.e. Posters, are free.",
        "The U.S. Copyright Office and the U.K. Government agree.",
        "The call is at 9 p.m. Pacific time.",
        "The agent is J. R. Moss of Leeds.",
        "Dr. Ito v. Larkspur was heard on Jan. 5.",
        "The Film \u2026 and its parts . . . are licensed.",
        "The Artist may rest; the Studio may not; nobody may sing.",
        'The words "in perpetuity." are struck out.',
        "The rate is 2.5 per cent. of net sales.",
        "The Studio, Heron Co., pays Ms. Adeyemi, Esq., at St. Ives.",
        "Fees, costs, etc. are paid by the Studio.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert [text[span.start : span.end] for span in split(text)] == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Studio pays.", "The Artist sings."),
        ("The licence ends.", '"Film" means the work.'),
        ('The Studio owns the "Film."', "It pays nothing."),
        ("(It pays nothing.)", "The Artist sings."),
        ("It is owned by Larkspur Films Inc.", "The Artist owns nothing."),
        ("It covers photos, sound, etc.", "No other use is allowed."),
        ("Is this all?", "Yes!"),
        ("The term is five years.", "2. It then ends."),
        ("The fee is due in 2027.", "Late fees bear interest."),
        ("The Artist agrees with section 4.2.", "The Studio does not."),
    ],
)
def test_two_sentences(first: str, second: str) -> None:
    text = f"{first} {second}"
    found = [text[span.start : span.end] for span in split(text)]
    assert found[0] == first
    assert " ".join(found[1:]) == second


def test_starts_after_the_heading_and_drops_the_space_around() -> None:
    text = "1. TERM. It ends.  It begins again. "
    assert [text[s.start : s.end] for s in split(text, 9)] == ["It ends.", "It begins again."]
    assert split("   ") == ()
