"""Full numbers, one numbering style at a time."""

from __future__ import annotations

import pytest

from tests.segment.build import clauses, numbers

STYLES = {
    "articles and sections": (
        """
        ARTICLE I
        DEFINITIONS

        Section 1.1 Terms. Words have their plain sense.

        Section 1.2 Numbers. One means one.

        ARTICLE II - TERM

        Section 2.1 Length. One year.
        """,
        ["Article I", "1.1", "1.2", "Article II", "2.1"],
    ),
    "sections that count anew in each article": (
        """
        ARTICLE ONE: RIGHTS
        Section 1. Film. The Studio owns the film.
        Section 2. Sound. The Artist owns the sound.
        ARTICLE TWO: MONEY
        Section 1. Fee. The fee is ten.
        """,
        ["Article ONE", "Article ONE, 1", "Article ONE, 2", "Article TWO", "Article TWO, 1"],
    ),
    "sections that count on": (
        """
        ARTICLE I. RIGHTS
        Section 1. Film. The Studio owns the film.
        ARTICLE II. MONEY
        Section 2. Fee. The fee is ten.
        """,
        ["Article I", "1", "Article II", "2"],
    ),
    "roman chapters with section signs": (
        """
        I. Scope
        \u00a7 1 Film
        (1) The Studio owns the film.
        (2) The Artist owns the sound.
        \u00a7 2 Fee
        (1) The fee is ten.
        II. End
        \u00a7 3 Law
        (1) The law is plain.
        """,
        ["I", "1", "1(1)", "1(2)", "2", "2(1)", "II", "3", "3(1)"],
    ),
    "numbers, letters, romans": (
        """
        1. Rights
           (a) Film
               (i) The Studio owns the film.
               (ii) The Artist does not.
           (b) Sound
        2. Money
           A. Fee. The fee is ten.
           B. Tax. The tax is one.
        """,
        ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)", "2", "2.A", "2.B"],
    ),
    "four levels of decimals": (
        """
        1. RIGHTS
        1.1 Film
        1.1.1 The Studio owns the film.
        1.1.1.1 Even abroad.
        1.1.2 The Artist owns the sound.
        1.2 Fee
        2. LAW
        """,
        ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.2", "1.2", "2"],
    ),
    "half brackets": (
        """
        1) Rights. The Studio shall:
        a) pay the Artist;
        b) name the Artist.
        2) Law. The law is plain.
        """,
        ["1", "1(a)", "1(b)", "2"],
    ),
    "numbers alone on a line": (
        """
        1
        Rights

        The Studio owns the film.

        2
        Money

        The fee is ten.
        """,
        ["1", "2"],
    ),
    "a number and a letter at once": (
        """
        1. (a) The Studio owns the film.
        (b) The Artist owns the sound.
        2. Fee. The fee is ten.
        """,
        ["1", "1(a)", "1(b)", "2"],
    ),
    "a letter behind a heading that runs in": (
        """
        4. Money. (a) The fee is ten.
        (b) The tax is one.
        5. Law. The law is plain.
        """,
        ["4", "4(a)", "4(b)", "5"],
    ),
    "a list with the same numbers inside": (
        """
        1. Film. The Studio owns the film.

        2. Sound. The Studio shall not:

           1. cut the sound;

           2. sell the sound.

        3. Law. The law is plain.
        """,
        ["1", "2", "2.1", "2.2", "3"],
    ),
    "recitals": (
        """
        RECITALS
        A. The Studio makes films.
        B. The Artist sings.
        NOW, THEREFORE, the parties agree as follows:
        1. Film. The Studio owns the film.
        2. Fee. The fee is ten.
        """,
        ["Recital A", "Recital B", "1", "2"],
    ),
    "schedules": (
        """
        1. Film. The Studio owns the film.
        2. Fee. The fee stands in Schedule 1.

        SCHEDULE 1
        FEES

        1. Day. The fee is ten.
        2. Night. The fee is:
        (a) twenty; or
        (b) thirty.

        Exhibit B - Posters

        1. Size. One metre.
        """,
        [
            *(
                "1",
                "2",
                "Schedule 1",
                "Schedule 1, 1",
                "Schedule 1, 2",
                "Schedule 1, 2(a)",
                "Schedule 1, 2(b)",
            ),
            *("Exhibit B", "Exhibit B, 1"),
        ],
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_style(style: str) -> None:
    text, expected = STYLES[style]
    assert numbers(clauses(text)) == expected


@pytest.mark.parametrize("style", STYLES)
def test_style_with_one_line_a_paragraph(style: str) -> None:
    """The same contract with every line set apart: no row says where the margin is."""
    text, expected = STYLES[style]
    spread = "\n\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    assert numbers(clauses(spread)) == expected


CAPITALS = """
1. TERMS

1.1 THE MAKER SHALL NOT BE LIABLE FOR LOSS ARISING OUT OF: (i) YOUR USE OF THE APP; OR (ii) ANY SALE.

YOUR USE OF THE APP IS AT YOUR OWN RISK

HOW WE MAY USE YOUR DATA

We may keep it.
"""


def test_a_sentence_in_capitals_is_no_heading() -> None:
    found = clauses(CAPITALS)
    said = " ".join(clause.text[clause.body :] for clause in found)
    assert "THE MAKER SHALL NOT BE LIABLE FOR LOSS ARISING OUT OF: (i) YOUR USE" in said
    assert "YOUR USE OF THE APP IS AT YOUR OWN RISK" in said
    assert "HOW WE MAY USE YOUR DATA" in [clause.heading for clause in found]  # short: still one
