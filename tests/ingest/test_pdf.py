"""What PDFium's reader makes of pages."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck import ingest
from clausecheck.ingest.pagetext import Raw, plain
from clausecheck.model import Box, Document
from tests.ingest.build import CURVES, LETTERS, PICTURE, Leaf, agreement, pdf, text

ODD = {1: "“", 2: "”", 3: "\xa0", 4: "\xad", 5: "ﬁ", 6: "’", 7: "—", 8: "😀", 9: "é", 10: "\u2011"}
UNICODE = LETTERS | ODD


def read(*leaves: Leaf | bytes) -> Document:
    return ingest.read("a.pdf", data=pdf(*leaves))


def odd(*lines: bytes) -> Leaf:
    return Leaf(text(*lines, font="F3"), unicode=UNICODE)


def printed(document: Document) -> list[list[str]]:
    return [[document.text[line.start : line.end] for line in page.lines] for page in document.pages]


def test_characters_are_kept_as_they_are() -> None:
    document = read(odd(b"\x01Data\x02\x03of the Performer\x06s \x07 so\x04ft caf\x09 non\x0aexclusive"))
    assert document.text == "“Data”\xa0of the Performer’s — so\xadft café non\u2011exclusive"


def test_pdfium_opens_ligatures_itself() -> None:
    assert read(odd(b"con\x05rm the o\x05cial")).text == "confirm the oficial"


def test_line_end_hyphens_stay_with_a_line_break() -> None:
    document = read(odd(b"any lia-", b"bility or soft\x04", b"ware, 2019-", b"2020"))
    assert document.text == "any lia-\nbility or soft-\nware, 2019-\n2020"
    assert printed(document) == [["any lia-", "bility or soft-", "ware, 2019-", "2020"]]


def test_beyond_the_basic_plane_offsets_are_code_points() -> None:
    document = read(odd(b"one \x08\x08 two", b"three \x08"))
    assert document.text == "one 😀😀 two\nthree 😀"
    assert printed(document) == [["one 😀😀 two", "three 😀"]]
    assert [document.text[run.start : run.end] for run in document.pages[0].runs] == printed(document)[0]


def test_glyphs_that_pdfium_leaves_out_do_not_shift_the_rest() -> None:
    leaf = Leaf(text(b"one\x0b two", b"\x0bthree", font="F3"), unicode=UNICODE | {11: "\x93"})
    document = read(leaf)
    assert printed(document) == [["one two", "three"]]
    assert [document.text[run.start : run.end] for run in document.pages[0].runs] == ["one two", "three"]
    box = document.pages[0].lines[1].box
    assert box is not None
    assert 72 < box.x0 < 80


def test_a_glyph_mapped_to_nothing_is_no_hyphen() -> None:
    leaf = Leaf(text(b"the word\x0b and the rest of the line", font="F3"), unicode=UNICODE | {11: "\0"})
    assert read(leaf).text == "the word\ufffd and the rest of the line"


def test_pages_lie_one_after_the_other() -> None:
    document = read(text("one"), b"", text("three", "lines", "here"))
    assert document.text == "one\n\nthree\nlines\nhere"
    assert [(page.number, page.start, page.end) for page in document.pages] == [
        (1, 0, 3),
        (2, 4, 4),
        (3, 5, 21),
    ]
    assert [line.number for line in document.pages[2].lines] == [1, 2, 3]
    assert document.page_at(document.text.index("lines")).number == 3
    assert document.line_at(document.text.index("here")).number == 3


def test_lines_of_white_space_do_not_count() -> None:
    lines = read(odd(b"one", b"\x03 \x03", b"three")).pages[0].lines
    assert [line.number for line in lines] == [1, 2]


def test_what_was_drawn_apart_is_put_in_order() -> None:
    body = text("1.1 The first item of it", "goes on", top=680) + text("1.2 Another item", top=600)
    content = text("page 1", top=50) + body + text("1. The heading", top=700) + text("the end", top=580)
    assert printed(read(content)) == [
        ["1. The heading", "1.1 The first item of it", "goes on", "1.2 Another item", "the end", "page 1"]
    ]


def test_columns_stay_apart() -> None:
    left = text("left one", "left two", "left three")
    right = text("right one", "right two", "right three", x=320, top=715)
    assert printed(read(left + right))[0] == [
        "left one", "left two", "left three", "right one", "right two", "right three"
    ]  # fmt: skip


def test_a_label_that_stands_a_little_low_keeps_its_place() -> None:
    content = text("A.", top=690) + text("The text of the item", "goes on", x=100, top=700)
    assert printed(read(content)) == [["A.", "The text of the item", "goes on"]]


def test_what_the_document_knows_of_its_file() -> None:
    data = agreement(2)
    document = ingest.read("some/agreement.pdf", data=data)
    assert document.path == "some/agreement.pdf"
    assert document.format == "pdf"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert [(page.width, page.height, page.read) for page in document.pages] == [(612, 792, True)] * 2
    assert document.notices == ()
    assert ingest.read("-", data=b"junk before\n" + data).text == document.text


def test_the_look_of_runs() -> None:
    content = (
        text("plain")
        + b"1 0 0.2 rg 0 0 1 RG " + text("red and large", size=20, top=600)
        + b"0 g 3 Tr " + text("invisible", font="F2", top=500)
        + b"0 Tr 1 g 0.5 0 0 0.5 0 0 cm " + text("white and halved", top=800)
    )  # fmt: skip
    document = read(content)
    runs = document.pages[0].runs
    looks = [(document.text[r.start : r.end], r.font, r.size, r.colour, r.mode, r.bold) for r in runs]
    assert looks == [
        ("plain", "Helvetica", 12, 0x000000, 0, False),
        ("red and large", "Helvetica", 20, 0xFF0033, 0, False),
        ("invisible", "Times-Bold", 12, 0x000000, 3, True),
        ("white and halved", "Helvetica", 6, 0xFFFFFF, 0, False),
    ]


def test_a_line_looks_like_most_of_it() -> None:
    content = b"BT /F1 10 Tf 72 700 Td (a) Tj /F2 14 Tf ( much longer and bold) Tj ET\n" + text(
        "plain", top=600
    )
    document = read(content)
    first, second = document.pages[0].lines
    assert (first.size, first.bold, second.size, second.bold) == (14, True, 12, False)
    assert len(document.pages[0].runs) == 3


def test_neighbours_that_look_alike_are_one_run() -> None:
    words = b"".join(b"BT /F1 10 Tf %d 700 Td (word) Tj ET\n" % (72 + 25 * i) for i in range(9))
    document = read(words + b"BT /F1 10 Tf 450 700 Td (apart) Tj ET")
    runs = document.pages[0].runs
    assert [document.text[run.start : run.end].strip() for run in runs] == ["word " * 8 + "word", "apart"]
    assert (round(runs[0].box.x0), round(runs[0].box.x1)) == (72, 293)


def test_a_run_ends_where_its_object_ends() -> None:
    for lengths in ([1, 1, 1], [3, 40, 2], [17, 1, 64, 5]):
        pieces, x = b"", 20.0
        for i, length in enumerate(lengths):
            pieces += b"%d 0 0 rg BT /F1 3 Tf %f 700 Td (%s) Tj ET\n" % (i % 2, x, b"n" * length)
            x += 1.668 * length
        runs = read(pieces).pages[0].runs
        assert [run.end - run.start for run in runs] == lengths


@pytest.mark.parametrize(
    ("media", "crop", "rotate", "size", "box"),
    [
        ("[0 0 612 792]", None, 0, (612, 792), Box(72, 63, 122, 72)),
        ("[100 50 712 842]", None, 0, (612, 792), Box(-28, 113, 22, 122)),
        ("[0 0 612 792]", "[50 60 500 750]", 0, (450, 690), Box(22, 21, 72, 30)),
        ("[0 0 612 792]", None, 90, (792, 612), Box(720, 72, 729, 122)),
        ("[0 0 612 792]", None, 180, (612, 792), Box(490, 720, 540, 729)),
        ("[0 0 612 792]", None, 270, (792, 612), Box(63, 490, 72, 540)),
        ("[10 20 612 792]", "[50 60 500 750]", 90, (690, 450), Box(660, 22, 669, 72)),
    ],
)
def test_boxes_are_where_the_page_is_seen(
    media: str, crop: str | None, rotate: int, size: tuple[float, float], box: Box
) -> None:
    page = read(Leaf(text("HELLO H"), media, crop, rotate)).pages[0]
    assert (page.width, page.height) == size
    found = page.lines[0].box
    assert found is not None
    assert page.runs[0].box == found
    assert (found.x0, found.top, found.x1, found.bottom) == pytest.approx(
        (box.x0, box.top, box.x1, box.bottom), abs=2
    )


BODY = text("This Agreement is made by the parties.")


@pytest.mark.parametrize(
    ("leaf", "read_"),
    [
        (b"", True),
        (text(" "), True),
        (b"0 0 612 792 re f 10 10 m 500 10 l S", True),  # a frame and a rule
        (b"BT /F1 12 Tf 72 700 Td () Tj ET", True),
        (PICTURE, False),
        (CURVES, False),  # letters drawn as shapes
        (PICTURE + text("Envelope 12345, page 1 of 1"), False),
        (b"q 0.2 0 0 0.2 0 0 cm " + PICTURE + b" Q" + text("Signature page"), True),  # a logo
        (PICTURE + text(*["A scan with recognised text under it."] * 9), True),
        (Leaf(text("qhyhu wr eh uhdg", font="F3"), unicode={}), False),
        (text('"7+%- 8>.&!'), False),
        (text('"Yes!" & "No!" (100%)', "- 2 -"), True),
    ],
    ids=[
        *("blank", "space", "frame", "nothing", "scan", "shapes", "stamped", "logo", "recognised"),
        *("unmapped", "signs", "quotes"),
    ],
)
def test_a_page_that_says_nothing_is_unread_or_blank(leaf: Leaf | bytes, read_: bool) -> None:
    document = ingest.read("a.pdf", data=pdf(BODY, leaf, BODY), ocr="never")
    assert [page.read for page in document.pages] == [True, read_, True]
    assert [(notice.code, notice.page) for notice in document.notices] == (
        [] if read_ else [("page-unread", 2)]
    )


def test_a_page_that_cannot_be_opened_is_unread() -> None:
    broken = pdf(BODY, BODY).replace(b"/Kids [8 0 R", b"/Kids [3 0 R", 1)  # a font where a page should be
    document = ingest.read("a.pdf", data=broken)
    assert [page.read for page in document.pages] == [False, True]
    assert [(notice.code, notice.page) for notice in document.notices] == [("page-unread", 1)]
    assert document.text == "\nThis Agreement is made by the parties."


def test_what_is_filled_in_is_read() -> None:
    look = b"BT /F1 12 Tf 2 4 Td (Ann Example, $500) Tj ET"
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (fee) /Rect [72 600 272 620] /F 4 /AP << /N 6 0 R >> >>"
    )
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 3 0 R >> >> "
        b"/Length %d >>\nstream\n%s\nendstream" % (len(look), look)
    )
    data = pdf(Leaf(BODY, annotations="5 0 R"), extra=(field, form))
    document = ingest.read("a.pdf", data=data)
    assert printed(document) == [["This Agreement is made by the parties.", "Ann Example, $500"]]
    assert [(notice.code, notice.page) for notice in document.notices] == [("filled-in", 1)]
    box = document.pages[0].lines[1].box
    assert box is not None
    assert (box.x0, box.top) == pytest.approx((74, 179), abs=3)


@given(st.lists(st.sampled_from(["a", "bc ", "\r\n", "\n", "\r", "\ufffe"])).map("".join))
def test_each_line_has_its_place_in_the_raw_text(raw: str) -> None:
    lines = list(Raw(0, raw, range(len(raw))).lines())
    assert [line for _, line in lines] == plain(raw).split("\n")
    for start, line in lines:
        assert raw[start : start + len(line)].replace("\ufffe", "-") == line
