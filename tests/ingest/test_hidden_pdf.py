"""Words of a PDF that the eye cannot see are marked, whatever hides them; what only seems hidden is not."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from clausecheck import ingest
from clausecheck.model import Document
from tests.ingest.build import Leaf, box, pdf, picture, stream, text

FORM = "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
SEEN = text("The Performer keeps all other rights.")
LAYER = "<< /Type /OCG /Name (draft) >>"
OFF = "/OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >>"
ON = "/OCProperties << /OCGs [5 0 R] /D << /ON [5 0 R] >> >>"
WHOLE = (0, 0, 612, 792)  # a page
SCAN = picture(*WHOLE, rows="ff0000ff" * 99)  # two points of black, two of white


def shade(colour: str, *lines: str, top: float = 500, **more: float) -> bytes:
    return f"{colour} ".encode() + text(*lines, top=top, **more) + b"0 g\n"  # type: ignore[arg-type]


def read(content: bytes | Leaf, *extra: bytes | str, catalog: str = "") -> Document:
    objects = [each if isinstance(each, bytes) else each.encode() for each in extra]
    return ingest.read("a.pdf", data=pdf(content, extra=objects, catalog=catalog))


def hidden(document: Document) -> list[tuple[str, str]]:
    assert all(mark.kind == "hidden" and mark.how for mark in document.marks)
    return [(mark.trick, document.text[mark.start : mark.end]) for mark in document.marks]


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


@pytest.mark.parametrize(
    ("trick", "content"),
    [
        ("colour", shade("1 g", "perpetual and irrevocable")),
        ("colour", shade("0.996 0.996 0.996 rg", "perpetual and irrevocable")),
        ("colour", shade("1 1 0.8 rg", "perpetual and irrevocable")),
        ("colour", shade("0 0 0 0 k", "perpetual and irrevocable")),
        ("colour", box(60, 480, 400, 40) + shade("0 g", "perpetual and irrevocable")),
        ("colour", box(60, 480, 400, 40, "0 0 0.4 rg") + shade("0 0 0.4 rg", "perpetual and irrevocable")),
        ("colour", picture(60, 480, 400, 40, rows="ff") + shade("1 g", "perpetual and irrevocable")),
        ("colour", picture(60, 480, 400, 40, rows="20") + shade("0.1 g", "perpetual and irrevocable")),
        ("colour", b"1 Tr 1 G " + shade("0 g", "perpetual and irrevocable") + b"0 Tr 0 G "),
        ("invisible", b"3 Tr " + shade("0 g", "perpetual and irrevocable") + b"0 Tr "),
        ("invisible", b"q 7 Tr " + shade("0 g", "perpetual and irrevocable") + b"Q 0 Tr "),
        ("tiny", shade("0 g", "perpetual and irrevocable", size=2)),
        ("tiny", b"BT /F1 12 Tf 0.2 0 0 0.2 72 500 Tm (perpetual and irrevocable) Tj ET "),
        ("tiny", b"BT /F1 12 Tf 2 Tz 72 500 Td (perpetual and irrevocable) Tj ET 100 Tz\n"),
        ("tiny", b"BT /F1 12 Tf 0.02 0 0 1 72 500 Tm (perpetual and irrevocable) Tj ET "),
        ("off-page", shade("0 g", "perpetual and irrevocable", x=700)),
        ("off-page", shade("0 g", "perpetual and irrevocable", x=-300)),
        ("off-page", shade("0 g", "perpetual and irrevocable", top=900)),
        ("off-page", shade("0 g", "perpetual and irrevocable", top=-20)),
        ("covered", shade("0 g", "perpetual and irrevocable") + box(60, 480, 400, 40, "1 g")),
        ("covered", shade("0 g", "perpetual and irrevocable") + box(60, 480, 400, 40, "0 g")),
        ("covered", shade("0 g", "perpetual and irrevocable") + picture(60, 480, 400, 40, rows="c0")),
        ("covered", shade("0 g", "perpetual and irrevocable") + b"1 G 20 w 60 505 m 400 505 l S 0 G 1 w\n"),
        ("clipped", b"q 0 0 50 50 re W n " + shade("0 g", "perpetual and irrevocable") + b"Q "),
        ("clipped", b"q 0 0 m 0 50 l 50 0 l h W n " + shade("0 g", "perpetual and irrevocable") + b"Q "),
    ],
)  # fmt: skip
def test_each_trick_is_found(trick: str, content: bytes) -> None:
    document = read(SEEN + content + text("Fees are due.", top=300))
    assert hidden(document) == [(trick, "perpetual and irrevocable")]
    assert "perpetual and irrevocable" in document.text


@pytest.mark.parametrize(
    ("trick", "state"),
    [
        ("transparent", "<< /ca 0 >>"),
        ("transparent", "<< /ca 0.05 >>"),
        ("transparent", "<< /SMask << /S /Luminosity /G 5 0 R >> >>"),
    ],
)
def test_transparent_letters_are_found(trick: str, state: str) -> None:
    mask = stream(b"0 g 0 0 612 792 re f", FORM + " /Group << /S /Transparency /CS /DeviceGray >>")
    content = SEEN + b"q /G gs " + text("without a term", top=500) + b"Q " + text("Fees", top=300)
    document = read(Leaf(content, resources=f"/ExtGState << /G {state} >>"), mask)
    assert hidden(document) == [(trick, "without a term")]


def test_what_hides_is_told_in_words() -> None:
    content = SEEN + shade("1 g", "for ever") + box(0, 380, 612, 40) + shade("0.05 g", "and ever", top=400)
    assert [mark.how for mark in read(content).marks] == ["white letters on white", "black letters on black"]
    tiny, covered = read(
        shade("0 g", "for ever", size=1) + text("ever", top=400) + box(60, 390, 90, 30)
    ).marks
    assert (tiny.how, covered.how) == ("letters of 1 pt, too small to read", "letters under a box")


def test_only_the_hidden_words_of_a_line_are_marked() -> None:
    content = b"BT /F1 12 Tf 72 500 Td (The licence is) Tj 1 g ( not) Tj 0 g ( exclusive.) Tj ET"
    assert hidden(read(content)) == [("colour", "not")]
    half = text("The licence is not exclusive") + box(147, 715, 20, 14, "1 g")
    assert hidden(read(half)) == [("covered", "not")]
    assert hidden(read(text("The right to his voice and face", x=480))) == [("off-page", "face")]


def test_lines_that_follow_each_other_are_one_mark() -> None:
    document = read(
        SEEN + shade("1 g", "The licence is", "perpetual - and", "irrevocable.") + text("End", top=90)
    )
    assert hidden(document) == [("colour", "The licence is\nperpetual - and\nirrevocable.")]


@pytest.mark.parametrize("inner", [b"q 1 g BT /F1 12 Tf 0 0 Td (for ever) Tj ET Q", b"/Fy Do"])
def test_words_in_forms_are_found(inner: bytes) -> None:
    form = stream(text("shown", x=0, top=40) + inner, FORM[:-2] + " /XObject << /Fy 6 0 R >> >>")
    deeper = stream(
        text("for ever", x=0, top=0) + box(0, -10, 90, 22, "1 g"), FORM + " /Matrix [1 0 0 1 0 3]"
    )
    content = SEEN + b"q 1.5 0 0 1.5 100 300 cm /Fx Do Q"
    document = read(Leaf(content, resources="/XObject << /Fx 5 0 R >>"), form, deeper)
    assert [words for _, words in hidden(document)] == ["for ever"]


def test_a_form_may_be_drawn_see_through() -> None:
    form = stream(text("for ever", top=500), FORM + " /Group << /S /Transparency >>")
    faint = "/XObject << /Fx 5 0 R >> /ExtGState << /G << /ca 0.03 >> >>"
    assert hidden(read(Leaf(SEEN + b"/G gs /Fx Do", resources=faint), form)) == [("transparent", "for ever")]
    assert hidden(read(Leaf(SEEN + b"/Fx Do", resources=faint), form)) == []


@pytest.mark.parametrize("order", [1, -1])
def test_shadows_are_drawn_with_a_copy_that_is_not_seen(order: int) -> None:
    copies = [b"q /Z gs " + text("Talent release", top=500) + b"Q ", text("Talent release", top=500)][::order]
    leaf = Leaf(SEEN + copies[0] + copies[1], resources="/ExtGState << /Z << /ca 0 >> >>")
    document = read(leaf)
    assert hidden(document) == []
    assert document.text.count("Talent release") == 1


def test_layers_that_are_off_are_found() -> None:
    content = SEEN + b"/OC /L BDC " + text("for ever", top=500) + b"EMC /Fx Do"
    leaf = Leaf(content, resources="/Properties << /L 5 0 R >> /XObject << /Fx 6 0 R >>")
    form = stream(text("and ever", top=400), FORM + " /OC 5 0 R")
    assert hidden(read(leaf, LAYER, form, catalog=OFF)) == [("layer", "for ever\nand ever")]
    assert hidden(read(leaf, LAYER, form, catalog=ON)) == []


def test_notes_that_cover_words_are_found() -> None:
    look = stream(b"1 g 0 0 300 30 re f", "/Type /XObject /Subtype /Form /BBox [0 0 300 30]")
    note = "<< /Type /Annot /Subtype /Square /F 4 /Rect [60 490 360 520] /AP << /N 5 0 R >> >>"
    leaf = Leaf(SEEN + text("without a fee", top=500), annotations=note)
    assert hidden(read(leaf, look)) == [("covered", "without a fee")]


def test_white_words_typed_over_a_page_are_found() -> None:
    look = stream(b"1 g " + text("without a fee", x=5, top=10), FORM)
    note = "<< /Type /Annot /Subtype /FreeText /F 4 /Rect [60 490 672 1282] /AP << /N 5 0 R >> >>"
    assert hidden(read(Leaf(SEEN, annotations=note), look)) == [("colour", "without a fee")]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, "[40 40 580 760]"])
def test_turned_and_cropped_pages(turn: int, crop: str | None) -> None:
    banner = box(60, 580, 300, 40) + shade("1 g", "TALENT RELEASE", top=595)
    content = SEEN + banner + shade("1 g", "for ever", top=300, x=400)
    assert hidden(read(Leaf(content, rotate=turn, crop=crop))) == [("colour", "for ever")]


def test_what_a_crop_box_cuts_off_is_found() -> None:
    leaf = Leaf(SEEN + text("for ever", top=20), crop="[0 50 612 792]")
    assert hidden(read(leaf)) == [("off-page", "for ever")]


@pytest.mark.parametrize(
    "content",
    [
        box(60, 480, 400, 40, "0 0 0.4 rg") + shade("1 g", "Talent release"),
        picture(60, 480, 400, 40, rows="30") + shade("1 g", "Talent release"),
        box(60, 480, 400, 40, "1 0 0 rg") + shade("0 0.5 0 rg", "as bright as the ground, but green"),
        b"".join(box(72 + 90 * i, 490, 88, 20) + shade("1 g", f"Fee {i}", x=80 + 90 * i) for i in range(4)),
        box(*WHOLE, "1 g") + text("a page that a browser printed", top=500),
        box(60, 480, 400, 40, "0.05 g") + shade("0.9 g", "light on dark", "as some write"),
        picture(*WHOLE, rows="fd") + text(*["The fee is due within thirty days."] * 9, top=500),
        b"q 0.95 g BT /F1 80 Tf 0.7 0.7 -0.7 0.7 150 200 Tm (SAMPLE) Tj ET Q\n",
        b"0.6 g " + text("grey and legible", top=500) + b"0 g\n",
        text("its price", top=500) + text("12", size=3.5, x=123, top=505),
        text("mark", top=500) + text("TM", size=3, x=110, top=505) + text("or this", x=130, top=500),
        b"0.5 w 60 480 300 40 re S\n" + text("in a frame", top=500) + b"60 480 300 40 re S\n",
        text("underlined", top=500) + b"72 498 60 1 re f\n",
        b"q 60 480 300 40 re W n " + text("in a clip that holds it", top=500) + b"Q\n",
        text("bold by printing twice", top=500) + text("bold by printing twice", top=500) + b"q Q\n",
        b"1 g BT /F1 12 Tf 72 500 Td (. . . . ____) Tj ET 0 g\n",
        b"1 g " + text(r"\s1\ ", "/sn2/", "{{Sig_es_:signer1:signature}}", top=500) + b"0 g\n",
        b"2 Tr " + text("fattened", top=500) + b"0 Tr\n",
        b"1 Tr 0 G " + text("outlined", size=20, top=500) + b"0 Tr\n",
        b"q BT 7 Tr /F1 40 Tf 72 500 Td (cut out) Tj ET " + box(60, 480, 300, 60) + b"Q\n",
        text("a letter at the very edge", x=0, top=500),
        b"q BT /F1 12 Tf 0 1 -1 0 40 300 Tm (up the margin) Tj ET Q\n",
    ],
)  # fmt: skip
def test_harmless_twins_are_not_marked(content: bytes) -> None:
    document = read(content + SEEN)
    assert hidden(document) == []
    assert codes(document) == []


def test_a_see_through_watermark_is_not_marked() -> None:
    mark = b"q /G gs BT /F1 80 Tf 0.7 0.7 -0.7 0.7 150 200 Tm (DRAFT) Tj ET Q "
    assert hidden(read(Leaf(SEEN + mark, resources="/ExtGState << /G << /ca 0.15 >> >>"))) == []


def test_a_highlighter_does_not_hide() -> None:
    over = b"q /G gs 1 1 0 rg 60 490 300 25 re f Q"
    leaf = Leaf(SEEN + text("marked", top=500) + over, resources="/ExtGState << /G << /BM /Multiply >> >>")
    assert hidden(read(leaf)) == []


@pytest.mark.parametrize(
    "note",
    [
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (sign) /F 4 /Rect [60 690 360 740] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Sig /F 4 /Rect [60 90 672 882] /AP << /N 5 0 R >> >>",
        "<< /Type /Annot /Subtype /Link /Rect [60 690 360 740] /Border [0 0 0] /C [1 1 1] >>",
        "<< /Type /Annot /Subtype /Highlight /F 4 /Rect [60 710 360 740] /C [1 1 0]"
        " /QuadPoints [60 740 360 740 60 710 360 710] >>",
    ],
)
def test_fields_and_links_do_not_hide(note: str) -> None:
    look = stream(box(0, 0, 300, 30, "1 g") + text("Ann Roe", x=5, top=15), FORM)
    leaf = Leaf(SEEN + text("Signature:", top=130), annotations=note)
    assert hidden(read(leaf, look)) == []


OCR = [b"3 Tr ", b"0 g /Z gs "]


@pytest.mark.parametrize("ink", OCR)
def test_the_text_layer_of_a_scan_is_a_notice(ink: bytes) -> None:
    words = text(*["The Performer keeps all other rights under this agreement."] * 6, top=600)
    leaf = Leaf(SCAN + ink + words, resources="/ExtGState << /Z << /ca 0 >> >>")
    document = read(leaf)
    assert hidden(document) == []
    assert [(notice.code, notice.page) for notice in document.notices] == [("text-layer", 1)]
    under = read(words + SCAN)
    assert (hidden(under), codes(under)) == ([], ["text-layer"])


def test_invisible_words_where_a_scan_is_blank_are_found() -> None:
    scan = picture(*WHOLE, rows="ff0000ff" * 50 + "ff" * 200)
    words = ["The Performer keeps all other rights under this agreement."] * 6
    content = scan + b"3 Tr " + text(*words, top=700) + text("the Company owns the voice", top=100)
    document = read(content)
    assert hidden(document) == [("invisible", "the Company owns the voice")]
    assert codes(document) == ["text-layer"]
    specks = scan + b"3 Tr " + text(*words, top=700) + text("il l", top=100)
    assert hidden(read(specks)) == []


def test_invisible_words_beside_a_small_picture_are_found() -> None:
    logo = picture(400, 700, 100, 50, rows="ff0000ff" * 6)
    assert hidden(read(SEEN + logo + b"3 Tr " + text("for ever", x=410, top=720))) == [
        ("invisible", "for ever")
    ]


def test_small_print_and_pale_print_are_notices() -> None:
    many = ["the Company may use the voice of the Performer in any and all media"] * 2
    small = read(SEEN + text(*many, size=5, top=500))
    assert (hidden(small), codes(small)) == ([], ["small-print"])
    assert codes(read(SEEN + text("page 1 of 9", "form 27 b", size=5, top=40))) == []
    pale = read(SEEN + shade("0.8 g", *many))
    assert (hidden(pale), codes(pale)) == ([], ["pale-print"])
    assert codes(read(SEEN + shade("0.8 g", "page 1"))) == []


def test_a_picture_too_large_to_look_at_still_covers() -> None:
    about = "/Type /XObject /Subtype /Image /Width 50000 /Height 1000 /BitsPerComponent 1"
    vast = stream(zlib.compress(bytes(6_250_000)), about + " /ColorSpace /DeviceGray /Filter /FlateDecode")
    content = (
        SEEN + text("for ever", top=500) + b"q 400 0 0 40 60 480 cm /Im Do Q\n" + shade("1 g", "x", top=90)
    )
    document = read(Leaf(content, resources="/XObject << /Im 5 0 R >>"), vast)
    assert hidden(document) == [("covered", "for ever"), ("colour", "x")]


def test_the_second_page_and_offsets() -> None:
    data = pdf(SEEN, SEEN + shade("1 g", "for ever"), SEEN)
    document = ingest.read("a.pdf", data=data)
    assert hidden(document) == [("colour", "for ever")]
    assert document.page_at(document.marks[0].start).number == 2


def test_real_contracts_hide_what_we_know_they_hide(data: Path) -> None:
    """Of 50 contracts two: words of a picture in letters of 0.6 pt, a party's name in letters of 3 pt."""
    found = {}
    for path in sorted((data / "cuad" / "pdf").glob("*.pdf")):
        document = ingest.read(str(path))
        if document.marks:
            found[path.name[:5]] = [mark.trick for mark in document.marks]
    assert found == {"CERES": ["tiny"], "DIVER": ["tiny"]}
