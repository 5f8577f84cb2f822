"""Form fields: a value stands where its blank is, a state can be read, what is not shown is hidden text."""

from __future__ import annotations

import pytest

from clausecheck import ingest
from clausecheck.model import Document, Span
from tests.ingest.build import form, looks, note, text, widget

FEE = text("The fee is ____________ per day.", "It is due on Monday.")
BLANK = "130 716 210 732"  # over the blank


def read(data: bytes) -> Document:
    return ingest.read("a.pdf", data=data)


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def test_a_value_takes_the_place_of_its_blank() -> None:
    document = read(form(FEE, widget(BLANK, "/FT /Tx /V (300)")))
    assert document.text == "The fee is 300 per day.\nIt is due on Monday."
    assert (document.notices, document.marks) == ((), ())


def test_an_empty_field_is_a_blank() -> None:
    for rest in ("/FT /Tx", "/FT /Tx /V ()", "/FT /Tx /V ( )", "/FT /Ch /Opt [(a) (b)] /Ff 131072"):
        document = read(form(FEE, widget(BLANK, rest)))
        assert document.text == "The fee is ____________ per day.\nIt is due on Monday."
        assert document.notices == ()


@pytest.mark.parametrize(
    ("content", "rect", "says"),
    [
        (text("Name:"), "180 716 300 732", "Name: Ann"),  # far off, but nothing else follows the label
        (text("Name"), "112 716 300 732", "Name Ann"),
        (text("$_______, in all"), "80 716 120 732", "$Ann, in all"),
        (text("paid _ _ _ _ _ _ a day"), "100 716 150 732", "paid Ann a day"),
        (text("paid ........... a day."), "104 716 130 732", "paid Ann a day."),
        (text("(the Company)", x=140), "100 716 136 732", "Ann (the Company)"),
    ],
)
def test_a_value_stands_next_to_its_words(content: bytes, rect: str, says: str) -> None:
    assert read(form(content, widget(rect, "/FT /Tx /V (Ann)"))).text == says


def test_two_values_in_one_line() -> None:
    content = text("Name: ________ and Date: ________.")
    fields = widget("108 716 158 732", "/FT /Tx /V (Ann)"), widget("222 716 270 732", "/FT /Tx /V (May 5)")
    for each in (fields, fields[::-1]):
        assert read(form(content, *each)).text == "Name: Ann and Date: May 5."


def test_a_value_of_several_lines_stays_whole() -> None:
    rest = "/FT /Tx /Ff 4096 /V (one two\\rthree four)"
    content = text("Comments:") + text("Below it", top=600)
    assert read(form(content, widget("140 690 300 732", rest))).text == (
        "Comments:\none two\nthree four\nBelow it"
    )


def test_a_value_far_from_any_words_stays_apart() -> None:
    content = text("The Company may use the recording for the product alone")
    document = read(form(content, widget("460 716 560 732", "/FT /Tx /V (Ann)")))  # in another column
    assert document.text == "The Company may use the recording for the product alone\nAnn"
    assert codes(document) == ["filled-in"]


def test_what_is_printed_over_words_stays_apart() -> None:
    stamp = note("Stamp", "80 710 200 730", "/AP << /N 6 0 R >>")
    document = read(form(FEE, stamp, extra=[looks("DRAFT")], acroform=False))
    assert document.text == "The fee is ____________ per day.\nIt is due on Monday.\nDRAFT"
    assert codes(document) == ["filled-in"]


def test_words_typed_over_a_blank() -> None:
    typed = note("FreeText", BLANK, "/AP << /N 6 0 R >> /Contents (300)")
    document = read(form(FEE, typed, extra=[looks("300")], acroform=False))
    assert document.text == "The fee is 300 per day.\nIt is due on Monday."


def test_words_typed_in_the_margin_are_no_part_of_the_line() -> None:
    typed = note("FreeText", "258 712 400 732", "/AP << /N 6 0 R >> /Contents (what?)")
    document = read(form(FEE, typed, extra=[looks("what?")], acroform=False))
    assert document.text == "The fee is ____________ per day.\nIt is due on Monday.\nwhat?"


def test_check_boxes_say_their_state() -> None:
    content = text("I agree to arbitration", x=90) + text("I do not", x=90, top=700)
    yes = widget("72 718 84 730", "/FT /Btn /V /Yes /AS /Yes /MK << /CA (4) >>")
    no = widget("72 698 84 710", "/FT /Btn /MK << /CA (4) >>")
    assert read(form(content, yes, no)).text == "[x] I agree to arbitration\n[ ] I do not"


def test_a_check_box_on_a_turned_page() -> None:
    content = b"q 0 1 -1 0 612 0 cm " + text("I agree", x=90, top=500) + b" Q"
    box = widget("100 70 112 82", "/FT /Btn /V /Yes /AS /Yes /MK << /CA (4) >>")
    assert read(form(content, box, rotate=90)).text == "[x] I agree"


def test_an_empty_check_box_without_words_says_nothing() -> None:
    assert read(form(FEE, widget("400 300 412 312", "/FT /Btn"))).text.count("[") == 0


def test_the_choice_that_is_made() -> None:
    document = read(form(text("State:"), widget(BLANK, "/FT /Ch /Ff 131072 /Opt [(CA) (NY)] /V (NY)")))
    assert document.text == "State: NY"
    document = read(form(text("State:"), widget("130 680 210 732", "/FT /Ch /Opt [(CA) (NY)] /V (NY)")))
    assert [notice.message for notice in document.notices] == ['Of a list of choices, "NY" is chosen']


@pytest.mark.parametrize("flags", [2, 6, 32, 36])
def test_a_field_that_nobody_sees_is_hidden_text(flags: int) -> None:
    data = form(FEE, widget(BLANK, "/FT /Tx /V (nothing at\rall)", flags))
    document = read(data)
    assert document.text == "The fee is ____________ per day.\nIt is due on Monday.\nnothing at\nall"
    assert [(mark.kind, mark.trick, document.text[mark.start : mark.end]) for mark in document.marks] == [
        ("hidden", "hidden-field", "nothing at"),
        ("hidden", "hidden-field", "all"),
    ]
    for mark in document.marks:
        assert document.line_at(mark.start).box is None
    assert ingest.boxes("a.pdf", document, [Span(54, 60)], data=data) == ((),)


@pytest.mark.parametrize("rect", ["130 716 130 716", "700 716 800 732", "130 -40 210 -20"])
def test_a_field_without_a_place_on_the_page_is_hidden_text(rect: str) -> None:
    document = read(form(FEE, widget(rect, "/FT /Tx /V (secretly)")))
    assert [document.text[mark.start : mark.end] for mark in document.marks] == ["secretly"]


def test_hidden_fields_that_say_nothing_are_harmless() -> None:
    for rest in (
        "/FT /Tx",
        "/FT /Sig",
        "/FT /Btn /Ff 65536 /MK << /CA (Print) >>",
        "/FT /Btn /V /Yes /AS /Yes",
    ):
        document = read(form(FEE, widget(BLANK, rest, 2)))
        assert document.text == "The fee is ____________ per day.\nIt is due on Monday."
        assert (document.marks, document.notices) == ((), ())


@pytest.mark.parametrize("flags", [4, 2])
def test_a_password_is_not_shown(flags: int) -> None:
    rest = "/FT /Tx /Ff 8192 /V (swordfish) /AP << /N 6 0 R >>"
    document = read(form(FEE, widget(BLANK, rest, flags), extra=[looks("swordfish")]))
    assert "swordfish" not in document.text + str(document.notices)


def test_a_field_that_shows_something_else_than_it_holds() -> None:
    document = read(form(FEE, widget(BLANK, "/FT /Tx /V (900) /AP << /N 6 0 R >>"), extra=[looks("300")]))
    assert document.text.startswith("The fee is 300 per day.")  # as viewers show it
    assert [notice.message for notice in document.notices] == ['A field holds "900" but shows "300"']


def test_a_format_is_no_difference() -> None:
    rest = "/FT /Tx /V (1000) /AP << /N 6 0 R >>"
    assert read(form(FEE, widget(BLANK, rest), extra=[looks("$1,000.00")])).notices == ()


def test_each_word_of_a_filled_page_has_its_place() -> None:
    data = form(FEE, widget(BLANK, "/FT /Tx /V (300)"))
    document = read(data)
    spans = [Span(0, 3), Span(11, 14), Span(15, 18), Span(0, 23)]
    the, value, per, whole = ingest.boxes("a.pdf", document, spans, data=data)
    assert [len(each) for each in (the, value, per, whole)] == [1, 1, 1, 1]
    assert the[0].x1 < 130 < value[0].x0 < value[0].x1 < 160
    assert per[0].x0 > 200
    assert (whole[0].x0, whole[0].x1) == pytest.approx((72, 254), abs=2)
    for run in document.pages[0].runs:
        assert document.line_at(run.start) is document.line_at(run.end - 1)


def test_pdfplumber_says_that_it_leaves_fields_out() -> None:
    document = ingest.read("a.pdf", data=form(FEE, widget(BLANK, "/FT /Tx /V (300)")), engine="pdfplumber")
    assert "300" not in document.text
    assert codes(document) == ["filled-in"]
    assert "not read" in document.notices[0].message
