"""A phrase is found over the break of a column, a page, a cell: reading and splitting together."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fpdf import FPDF

from clausecheck import ingest, segment
from clausecheck.model import Clause, Document
from tests.ingest.build import Leaf, pdf, text
from tests.ingest.draw import LEFT, RIGHT, across, rules, words

WIDE = (
    "The Performer grants to the Company the right to use each of the recordings, in all",
    "media now known or later devised and for the whole of the term of this agreement, in",
)
OVERLEAF = ("perpetuity throughout the universe, without any further payment of whatever kind.",)


def split(*pages: bytes | Leaf) -> tuple[Document, tuple[Clause, ...]]:
    document = ingest.read("a.pdf", data=pdf(*pages))
    return document, segment.split(document)


def texts(*pages: bytes) -> list[str]:
    return [clause.text for clause in split(*pages)[1]]


def joined(*parts: Sequence[str]) -> str:
    return " ".join(line for part in parts for line in part)


def test_a_sentence_goes_on_in_the_next_column() -> None:
    left = (*LEFT[:-1], "Company the right to make copies in")
    assert texts(across((left, RIGHT))) == [joined(left, RIGHT)]


def test_a_new_paragraph_at_the_top_of_a_column_is_one() -> None:
    left = (*LEFT[:-1], "Company this right.")
    right = ("The Performer waives her rights", *RIGHT[1:])
    assert texts(across((left, right))) == [joined(left), joined(right)]


def test_lists_go_on_in_the_next_column() -> None:
    left = ("2. The Performer shall not:", "(a) speak of the fees to the press, or", *LEFT[1:], "others;")
    right = (
        "(b) work for others in that time, or",
        "go on the stage while the term runs.",
        "3. The term is",
        *RIGHT,
    )
    found = split(across((left, right)))[1]
    assert [clause.number for clause in found] == ["2", "2(a)", "2(b)", "3"]


# ---------------------------------------------------------------- footnotes


def noted(mark: bytes = b"1") -> tuple[bytes, bytes]:
    """Two pages; a sentence of the first, with a mark set high in it, goes on overleaf."""
    body = text("Introductory words.", size=11, top=730) + text(*WIDE[:1], size=11, top=700)
    body += (
        b"BT /F1 11 Tf 72 686.25 Td (media) Tj /F1 6 Tf 4 Ts (%s) Tj /F1 11 Tf 0 Ts "
        b"( now known or later devised and for the whole of the term of this agreement, in) Tj ET\n" % mark
    )
    rule = b"72 110 150 0.5 re f\n"
    foot = b"BT /F1 6 Tf 4 Ts 72 96 Td (%s) Tj /F1 9 Tf 0 Ts ( Such as film,) Tj ET\n" % mark
    foot += text("sound and games.", size=9, top=84)
    return body + rule + foot, text(*OVERLEAF, size=11)


def test_a_footnote_does_not_cut_the_sentence_above_it() -> None:
    found = texts(*noted())
    assert found == ["Introductory words.", joined(WIDE, OVERLEAF), "1 Such as film, sound and games."]


def test_the_text_keeps_the_footnote_and_its_mark_in_their_places() -> None:
    document, found = split(*noted())
    assert "media1   now known" in document.text
    assert document.text.index("Such as film") < document.page_at(document.text.index("perpetuity")).start
    (note,) = [clause for clause in found if "film" in clause.text]
    start = note.text.index("film")
    assert [document.text[s.start : s.end] for s in note.spans(start, start + 4)] == ["film"]
    (body,) = [clause for clause in found if "universe" in clause.text]
    start = body.text.index("in perpetuity")
    assert [document.text[s.start : s.end].strip() for s in body.spans(start, start + 13)] == [
        "in",
        "perpetuity",
    ]


def test_a_mark_at_the_end_of_a_line_leaves_a_space() -> None:
    page = b"BT /F1 11 Tf 72 700 Td (The Performer grants it in perpetuity) Tj /F1 6 Tf 4 Ts (1) Tj ET\n"
    page += text("and throughout the universe, to the Company.", size=11, top=686)
    page += b"BT /F1 6 Tf 4 Ts 72 96 Td (1) Tj /F1 9 Tf 0 Ts ( For ever.) Tj ET\n"
    assert texts(page) == [
        "The Performer grants it in perpetuity and throughout the universe, to the Company.", "1 For ever."
    ]  # fmt: skip


def test_small_print_without_a_mark_and_lists_are_no_footnotes() -> None:
    small = text("The small print of this page has no mark, so it stays where it is.", size=8, top=96)
    found = texts(text(*WIDE, size=11) + small, text(*OVERLEAF, size=11))
    assert "The small print" in found[0]
    items = text("1. First of all, the fee is paid.", "2. Then the work is done.", size=8, top=96)
    found = texts(text(*WIDE, size=11) + items, text(*OVERLEAF, size=11))
    assert found[1:] == ["2. Then the work is done.", *OVERLEAF]


# ---------------------------------------------------------------- numbers of lines, tables, headings


def test_numbers_of_lines_stand_in_no_sentence() -> None:
    lines = (*WIDE, *OVERLEAF, *[line for line in LEFT if line[0].islower()], *RIGHT, *LEFT[1:4])
    numbers = [str(i) for i in range(1, len(lines) + 1)]
    page = across((numbers, lines), x=(40, 80))
    document, found = split(page, page)
    assert "in\nperpetuity" in document.text
    assert joined(WIDE, OVERLEAF) in found[0].text
    assert not any(number in clause.text.split() for clause in found for number in numbers)


def test_a_phrase_over_the_break_of_a_cell_and_within_one() -> None:
    table = rules((72, 200, 330, 460), (700, 680, 630, 610)) + across(
        ((*["Session"], "", ""), ("$300 for", "each day"), ("buyout in", "perpetuity,", "no residuals")),
        668,
        (76, 204, 334),
    )
    found = texts(
        text("The fees are:", top=730)
        + across((("Work",), ("Fee",), ("Terms",)), 686, (76, 204, 334))
        + table
    )
    assert found == [
        "The fees are:",
        "Work Fee Terms",
        "Session $300 for each day buyout in perpetuity, no residuals",
    ]


def test_tables_of_a_library() -> None:
    made = FPDF(format="letter")
    made.add_page()
    made.set_font("helvetica", size=11)
    rows = (
        ("Work", "Fee", "Terms"),
        (
            "Recording session of up to four hours in the studio",
            "$300 for each day or part of one",
            "Buyout in perpetuity for all of the uses named",
        ),
        ("Overtime", "$50", "Per hour"),
    )
    with made.table() as table:
        for cells in rows:
            row = table.row()
            for cell in cells:
                row.cell(cell)
    found = segment.split(ingest.read("a.pdf", data=bytes(made.output())))
    assert [clause.text for clause in found] == [" ".join(cells) for cells in rows]


def test_columns_of_a_library() -> None:
    made = FPDF(format="letter")
    made.add_page()
    made.set_font("helvetica", size=10)
    sentence = (
        "{}. The Company may use the voice of the Performer in perpetuity for the product named on page one, "
        "and it shall pay the fee within thirty days of each session.\n"
    )
    with made.text_columns(ncols=2, gutter=10, text_align="JUSTIFY") as columns:
        for number in range(1, 40):
            columns.write(sentence.format(number))
    found = segment.split(ingest.read("a.pdf", data=bytes(made.output())))
    assert [clause.text + "\n" for clause in found] == [sentence.format(number) for number in range(1, 40)]


def test_a_line_in_large_type_is_a_heading_also_in_small_letters() -> None:
    page = text("What we may do with your voice", size=16, top=730) + text(*WIDE, *OVERLEAF, size=11, top=700)
    page += text("How you are paid", size=16, top=640) + text(
        *(line + " and so on." for line in WIDE), size=11, top=610
    )
    found = split(page)[1]
    assert [clause.heading for clause in found if clause.heading] == [
        "What we may do with your voice",
        "How you are paid",
    ]
    assert found[0].text.endswith("of whatever kind.")


def test_large_type_within_a_sentence_is_no_heading() -> None:
    page = (
        text(WIDE[0], size=11, top=700)
        + text("media now known", size=14, top=684)
        + text(*OVERLEAF, size=11, top=668)
    )
    assert [clause.heading for clause in split(page)[1]] == [None]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_sentence_on_a_page_that_lies_on_its_side(rotate: int) -> None:
    lines = ("The right to use each recording in", "Perpetuity and in the whole of the", "Universe is hers.")
    assert [clause.text for clause in split(Leaf(words(lines, 0, 72, 700), rotate=rotate))[1]] == [
        joined(lines)
    ]
