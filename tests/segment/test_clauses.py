"""The clause tree of small contracts: headings, paragraphs, contents, signatures, Markdown."""

from __future__ import annotations

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


def test_a_heading_in_small_letters_over_a_line_that_says_something() -> None:
    text = (
        "1. Your photos\nYou own your photos, and we do not claim any ownership over them.\n\n"
        "2. Face data\nTo power filters we collect scans of the shape of your face. We keep them.\n\n"
        "3. You agree to this\nYou own your photos, and we do not claim any ownership over them.\n"
    )
    headings = [clause.heading for clause in clauses(text) if clause.number]
    assert headings == ["Your photos", "Face data", None]
