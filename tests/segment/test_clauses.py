"""The clause tree of small contracts, one numbering style at a time."""

from __future__ import annotations

import pytest

from clausecheck.segment import split
from tests.segment.build import body, clauses, document, lead_in, numbered, numbers, sentences


def test_a_hard_wrapped_contract() -> None:
    found = clauses(
        """
        STUDIO AGREEMENT

        This Agreement is made between Larkspur Films Inc. and Jo Ray ("Performer").

        1. GRANT OF RIGHTS. The Performer grants the Producer a li-
        cense to the Recordings.

        1.1 The Producer shall not:
        (a) sell the Recordings;
        (b) use them for the following:
            (i) advertising; or
            (ii) politics; or
        (c) share them with third
        parties.
        The above does not limit Section 2.

        2. TERM
        This Agreement lasts until the date in
        Section 4.2 of this Agreement. It ends in
        2027. The Producer pays
        12 months later.
        """
    )
    assert numbers(found) == ["1", "1.1", "1.1(a)", "1.1(b)", "1.1(b)(i)", "1.1(b)(ii)", "1.1(c)", "2"]
    assert [c.heading for c in found if c.heading] == ["STUDIO AGREEMENT", "GRANT OF RIGHTS", "TERM"]
    assert body(numbered(found, "1")) == "The Performer grants the Producer a license to the Recordings."
    assert lead_in(found, numbered(found, "1.1(b)(ii)")) == "use them for the following:"
    assert lead_in(found, numbered(found, "1.1(c)")) == "The Producer shall not:"
    assert [c.kind for c in found] == [
        *("clause", "clause", "clause", "item", "item", "item", "item", "item", "paragraph", "clause")
    ]
    flush = found[8]
    assert (flush.text, flush.parent) == ("The above does not limit Section 2.", numbered(found, "1.1").index)


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


def test_headings_of_every_make() -> None:
    found = clauses(
        """
        1. GRANT OF RIGHTS. The Artist grants the Studio a licence.
        2. Term: The licence lasts a year.
        3. Fees and Taxes
        The Studio pays ten.
        4. LAW

        The law is plain.

        5. The Studio shall pay the Artist.
        6. Moral rights. The Artist keeps them.

        MISCELLANEOUS

        This is all.
        """
    )
    assert [(c.number, c.heading) for c in found] == [
        ("1", "GRANT OF RIGHTS"),
        ("2", "Term"),
        ("3", "Fees and Taxes"),
        ("4", "LAW"),
        ("5", None),
        ("6", "Moral rights"),
        (None, "MISCELLANEOUS"),
    ]
    assert [sentences(c) for c in found] == [
        ["The Artist grants the Studio a licence."],
        ["The licence lasts a year."],
        ["The Studio pays ten."],
        ["The law is plain."],
        ["The Studio shall pay the Artist."],
        ["The Artist keeps them."],
        ["This is all."],
    ]


def test_a_heading_without_a_body_has_no_sentences() -> None:
    found = clauses("1. RIGHTS\n1.1 The Studio owns the film.\n2. MONEY\n2.1 The fee is ten.")
    assert [(c.kind, c.heading, sentences(c)) for c in found[::2]] == [
        ("heading", "RIGHTS", []),
        ("heading", "MONEY", []),
    ]
    assert found[1].parent == 0
    assert found[1].level == 2


def test_paragraphs_of_a_text_that_is_not_wrapped() -> None:
    long = "The Studio owns the film, and all that belongs to it, " + "in every land and on every day, " * 8
    found = clauses(
        f"{long}for ever.\nThe Artist owns the sound, " + "by night and by day, " * 9 + "and sings.\nThe end."
    )
    assert [c.kind for c in found] == ["paragraph"] * 3
    assert [len(c.sentences) for c in found] == [1, 1, 1]


def test_a_sentence_that_a_blank_line_tears_is_one() -> None:
    found = clauses("The Studio owns the film and the Artist\n\nowns the sound.\n\nThe fee is ten.")
    assert [c.text for c in found] == [
        "The Studio owns the film and the Artist owns the sound.",
        "The fee is ten.",
    ]


def test_an_inline_list_stays_in_its_clause() -> None:
    found = clauses(
        "3. Use. The Studio may (a) cut the film; (b) show it; and (c) sell it.\n4. Law. The law is plain."
    )
    assert numbers(found) == ["3", "4"]
    assert len(found[0].sentences) == 1


@pytest.mark.parametrize("sign", ["\u2022", "-", "*", "\u25aa", "\u2013"])
def test_bullets_inherit_their_lead_in(sign: str) -> None:
    found = clauses(
        f"You agree that we may:\n\n{sign} sell your voice;\n{sign} clone your\n  voice;\n\nThat is all."
    )
    assert [c.kind for c in found] == ["paragraph", "item", "item", "paragraph"]
    assert [lead_in(found, c) for c in found[1:3]] == ["You agree that we may:"] * 2
    assert body(found[2]) == "clone your voice;"
    assert (found[1].parent, found[3].parent, found[1].label) == (0, None, sign)


def test_a_lead_in_may_break_off_or_end_in_a_dash() -> None:
    found = clauses(
        "1. The Studio shall not\n(a) sell the film; or\n(b) burn it.\n2. It may \u2014\n(a) show it."
    )
    assert lead_in(found, numbered(found, "1(b)")) == "The Studio shall not"
    assert lead_in(found, numbered(found, "2(a)")) == "It may \u2014"


def test_full_clauses_in_brackets_have_no_lead_in() -> None:
    found = clauses("1. RIGHTS\n(a) The Studio owns the film.\n(b) The Artist owns the sound.")
    assert [(c.kind, c.lead_in) for c in found[1:]] == [("clause", None)] * 2


def test_all_is_no_item_of_the_words_that_open_the_contract() -> None:
    found = clauses("The parties agree as follows:\n\n1. Film. The Studio owns it.\n\n2. Fee. Ten.")
    assert [(c.kind, c.level) for c in found] == [("paragraph", 1), ("clause", 1), ("clause", 1)]


def test_a_table_of_contents_is_not_the_contract() -> None:
    found = clauses(
        """
        LICENCE

        TABLE OF CONTENTS

        1. Film ............................ 1
        2. Fee ............................. 2
        2.1 Day ............................ 2
        3. Law ............................. 3

        1. Film

        The Studio owns the film.

        2. Fee

        2.1 Day. The fee is ten.

        3. Law. The law is plain.
        """
    )
    assert [c.kind for c in found][:2] == ["heading", "contents"]
    assert found[1].sentences == ()
    assert numbers(found) == ["1", "2", "2.1", "3"]


def test_contents_without_page_numbers_end_where_the_first_entry_returns() -> None:
    found = clauses("Contents\n\nFilm\n\nFee\n\nLaw\n\nEnd\n\nFilm\n\nThe Studio owns it.\n\nFee\n\nTen.")
    assert [(c.kind, c.heading) for c in found] == [("contents", None), ("clause", "Film"), ("clause", "Fee")]


def test_signatures_are_no_part_of_the_last_clause() -> None:
    found = clauses(
        """
        9. Law. The law is plain.

        IN WITNESS WHEREOF, the parties have signed.

        By: ____________
        Name: Jo Ray
        Title: Singer
        """
    )
    assert found[0].text == "9. Law. The law is plain."
    assert all(c.parent is None and c.kind == "paragraph" for c in found[1:])


def test_definitions_stand_one_by_one_under_their_clause() -> None:
    found = clauses(
        """
        1. DEFINITIONS
        In this Agreement:
        "Film" means the work that the Studio makes with the Artist in
        the year of this Agreement.
        "Sound" means what is heard in the Film.
        2. FEE
        The fee is ten.
        """
    )
    assert [c.text[:8] for c in found] == ["1. DEFIN", '"Film" m', '"Sound" ', "2. FEE T"]
    assert [c.parent for c in found] == [None, 0, 0, None]


def test_markdown() -> None:
    text = (
        "# Terms of Larkspur\n\n## 1. **Your** voice\n\nYou keep it.\n\n1. **Cloning.** We clone\n   it.\n"
        "2. **Sale.** We sell it.\n\n## 2. Ours\n\nWe may:\n\n- sing *it*;\n- sell it.\n\n"
        "Law\n---\n\nPlain.\n"
    )
    found = split(document(text, "markdown"))
    assert [(c.number, c.heading, body(c)) for c in found] == [
        (None, "Terms of Larkspur", ""),
        ("1", "Your voice", "You keep it."),
        ("1.1", "Cloning", "We clone it."),
        ("1.2", "Sale", "We sell it."),
        ("2", "Ours", "We may:"),
        (None, None, "sing it;"),
        (None, None, "sell it."),
        (None, "Law", "Plain."),
    ]
    assert found[5].lead_in is not None


def test_one_clause_alone() -> None:
    found = clauses("The Artist grants the Studio a perpetual licence. It is irrevocable.")
    assert (len(found), found[0].kind, found[0].number, len(found[0].sentences)) == (1, "paragraph", None, 2)
    found = clauses("7.2 The Artist waives all moral rights.")
    assert numbers(found) == ["7.2"]


def test_a_filing_number_is_no_annex() -> None:
    found = clauses("EXHIBIT 10.4\n\nLICENCE\n\n1. Film. The Studio owns it.\n\n2. Fee. Ten.")
    assert numbers(found) == ["1", "2"]


def test_nothing_in_nothing_out() -> None:
    assert split(document("")) == ()
    assert split(document(" \n\t\n")) == ()


def test_a_list_that_lost_its_bullets() -> None:
    found = clauses(
        """
        3. Rules. You may not use the film in a way that:

        harms the Artist.

        mocks the Studio;

        Sells the sound; or

        Burns it.

        The Studio may sing.
        """
    )
    assert [(c.kind, lead_in(found, c)) for c in found[1:5]] == [
        ("item", "You may not use the film in a way that:"),
    ] * 4
    assert (found[5].kind, found[5].lead_in, found[5].parent) == ("paragraph", None, 0)


def test_a_heading_that_runs_in_to_a_paragraph_without_a_number() -> None:
    found = clauses(
        """
        Moral Rights. The Artist waives all moral rights in the film and in its sound.

        Larkspur Films Inc. The Studio is named so in this deed, and in all others too.
        """
    )
    assert [(c.kind, c.heading) for c in found] == [("clause", "Moral Rights"), ("paragraph", None)]


def test_where_all_is_in_capitals_they_are_no_heading() -> None:
    found = clauses("THE STUDIO MAY SCAN YOUR HEAD. THE SCAN IS KEPT.")
    assert sentences(found[0]) == ["THE STUDIO MAY SCAN YOUR HEAD.", "THE SCAN IS KEPT."]
    found = clauses("4. THE STUDIO MAY SCAN YOU. THE SCAN IS KEPT.\n5. TERM. THE LICENCE LASTS A YEAR.")
    assert [len(c.sentences) for c in found] == [2, 1]
    found = clauses("YOU GRANT THE STUDIO A PERPETUAL\nLICENCE OF YOUR VOICE. IT IS FREE.")
    assert [len(c.sentences) for c in found] == [2]
