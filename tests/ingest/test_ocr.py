"""What text recognition makes of pages that are pictures, and what is said where it fails."""

from __future__ import annotations

import sys
import time
from math import cos, radians, sin
from pathlib import Path

import pytest
from PIL import Image

from clausecheck import ingest, load_packs, pipeline
from clausecheck.errors import ReadError
from clausecheck.ingest import scans, tesseract
from clausecheck.model import Document, Line, Mark, Ocr, Page, Source, Span
from tests.ingest.build import CURVES, LETTERS, PICTURE, Leaf, agreement, pdf, text
from tests.ingest.scan import bound, needs_tesseract, pdf_of, printed, saved, scanned, stand_in, table

posix = pytest.mark.skipif(sys.platform == "win32", reason="a script as a program")


# Small pages that show a drawing and no words; that of the first lies where the stand-in sees its first word.
SHAPE = Leaf(b"q 0.05 0 0 0.03 26 136 cm " + CURVES + b" Q", media="[0 0 200 150]")
LARGE = Leaf(CURVES, media="[0 0 200 150]")


def notices(document: Document) -> list[tuple[str, int | None]]:
    return [(notice.code, notice.page) for notice in document.notices]


@pytest.fixture(scope="module")
def strip(root: Path) -> Image.Image:
    """Six printed lines of the sample agreement."""
    data = (root / "samples" / "emotion-study" / "agreement.pdf").read_bytes()
    return printed(bound((data, 1)), 300)[0].crop((150, 450, 2400, 1000))


@pytest.fixture(scope="module")
def words(strip: Image.Image) -> str:
    return ingest.read("a.png", data=saved([strip], "PNG")).text


# ---------------------------------------------------------------- with Tesseract


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize(("sample", "page"), [("emotion-study", 1), ("long-services", 4)])
def test_a_bad_scan_keeps_the_findings(root: Path, sample: str, page: int) -> None:
    original = bound(((root / "samples" / sample / "agreement.pdf").read_bytes(), page))
    copy = pdf_of([scanned(printed(original)[0], skew=3, noise=20, blur=0.7, shadow=0.5)])
    packs = load_packs("performer")
    reports = [pipeline.analyze(Source("a.pdf", data), packs) for data in (original, copy)]
    found = [{(finding.rule.id, finding.clause) for finding in report.findings} for report in reports]
    assert len(found[0]) > 9
    assert len(found[0] & found[1]) >= 0.9 * len(found[0])
    assert len(found[1] - found[0]) <= 0.1 * len(found[0])
    assert reports[1].reading.ocr_pages == (1,)
    assert reports[1].reading.pages_unread == ()


@needs_tesseract
@pytest.mark.parametrize("angle", [90, 180, 268, 6])
def test_a_page_is_read_however_it_lies(strip: Image.Image, words: str, angle: float) -> None:
    assert len(words.split()) > 60
    turned = strip.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    found = ingest.read("a.png", data=saved([turned], "PNG")).text
    assert len(set(found.split()) & set(words.split())) > 0.95 * len(set(words.split()))


@needs_tesseract
def test_a_shadow_hides_nothing(strip: Image.Image, words: str) -> None:
    dark = scanned(strip, shadow=0.8, noise=5)
    found = ingest.read("a.jpg", data=saved([dark], "JPEG")).text
    assert len(set(found.split()) & set(words.split())) > 0.95 * len(set(words.split()))


@needs_tesseract
@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_only_the_page_that_needs_it(strip: Image.Image, words: str, engine: ingest.Engine) -> None:
    book = agreement(2)
    scan = pdf_of([strip], 300)
    data = bound((book, 0), (scan, 0), (book, 1))
    document = ingest.read("a.pdf", data=data, engine=engine)
    whole = ingest.read("a.pdf", data=book, engine=engine)
    assert [page.ocr for page in document.pages] == [False, True, False]
    assert all(page.read for page in document.pages)
    assert document.notices == ()
    for page, same in ((document.pages[0], whole.pages[0]), (document.pages[2], whole.pages[1])):
        assert document.text[page.start : page.end] == whole.text[same.start : same.end]
        assert [line.box for line in page.lines] == [line.box for line in same.lines]
    middle = document.pages[1]
    assert document.text[middle.start : middle.end] == words
    for page in document.pages:
        assert (
            "\n".join(document.text[line.start : line.end] for line in page.lines)
            == (document.text[page.start : page.end])
        )
    at = document.text.index(words.split()[30], middle.start)
    last = document.pages[2].start
    boxes = ingest.boxes("a.pdf", document, [Span(0, 9), Span(at, at + 9), Span(last, last + 9)], data=data)
    assert [len(each) for each in boxes] == [1, 1, 1]


@needs_tesseract
def test_quotes_have_their_place_on_a_crooked_page(root: Path) -> None:
    data = bound(((root / "samples" / "emotion-study" / "agreement.pdf").read_bytes(), 1))
    straight = ingest.read("a.pdf", data=data)
    turned = pdf_of([scanned(printed(data)[0].crop((0, 0, 1700, 700)), skew=3)])
    crooked = ingest.read("b.pdf", data=turned)
    size = crooked.pages[0]
    assert size.width == pytest.approx(612, abs=1)
    for word in ("recognizing", "machine"):
        spans = [Span(at, at + len(word)) for at in (straight.text.find(word), crooked.text.find(word))]
        assert spans[0].start >= 0 and spans[1].start >= 0
        ((before,),) = ingest.boxes("a.pdf", straight, spans[:1], data=data)
        ((after,),) = ingest.boxes("b.pdf", crooked, spans[1:], data=turned)
        dx, dy = (before.x0 + before.x1 - size.width) / 2, (before.top + before.bottom - size.height) / 2
        x = dx * cos(radians(3)) + dy * sin(radians(3)) + size.width / 2
        y = dy * cos(radians(3)) - dx * sin(radians(3)) + size.height / 2
        assert (after.x0 + after.x1) / 2 == pytest.approx(x, abs=4)
        assert (after.top + after.bottom) / 2 == pytest.approx(y, abs=4)


@needs_tesseract
def test_letters_without_meaning_are_read_from_the_page() -> None:
    lines = text("the Performer grants a licence", "for the use of the recordings", font="F3", size=20)
    nonsense = Leaf(lines, unicode=dict.fromkeys(LETTERS, "\ufffd"))
    document = ingest.read("a.pdf", data=pdf(text("a page of text"), nonsense))
    assert [page.ocr for page in document.pages] == [False, True]
    assert len({"the", "Performer", "grants", "licence", "recordings"} & set(document.text.split())) > 2


@needs_tesseract
def test_a_stamp_on_a_picture_is_not_its_text() -> None:
    stroke = b"q 1 0 0 1 0 %d cm 2 w 72 50 m 100 90 130 20 160 60 c 200 90 260 20 330 60 c S Q\n"
    scribbles = b"".join(stroke % (50 * i) for i in range(12))
    leaf = Leaf(PICTURE + b" " + scribbles + text("Envelope ID 12345, page 1 of 9", top=740, size=14))
    document = ingest.read("a.pdf", data=pdf(text("a page of text"), leaf))
    assert [page.read for page in document.pages] == [True, False]
    assert notices(document) == [("page-unread", 2)]


@needs_tesseract
def test_always_reads_what_is_seen() -> None:
    unseen = b"3 Tr " + text("but nobody sees this line", top=500) + b"0 Tr "
    data = pdf(text("The Performer grants a licence", size=20) + unseen, b"", text("a page of text", size=20))
    own = ingest.read("a.pdf", data=data)
    seen = ingest.read("a.pdf", data=data, ocr="always")
    assert "nobody" in own.text
    assert seen.text == "The Performer grants a licence\nbut nobody sees this line\n\na page of text"
    assert [seen.text[mark.start : mark.end] for mark in seen.marks] == ["but nobody sees this line"]
    assert [page.ocr for page in seen.pages] == [True, False, True]
    assert all(page.read for page in seen.pages)
    assert notices(seen) == [("ocr-unread", 2)]


@needs_tesseract
@pytest.mark.parametrize("leaf", [Leaf(PICTURE), SHAPE], ids=["blank", "drawing"])
def test_a_picture_without_words_stays_unread(leaf: Leaf) -> None:
    document = ingest.read("a.pdf", data=pdf(leaf, text("a page of text")))
    assert [(page.read, page.ocr) for page in document.pages] == [(False, False), (True, False)]
    assert notices(document) == [("page-unread", 1)]


@needs_tesseract
def test_noise_is_not_text() -> None:
    data = saved([Image.effect_noise((300, 200), 90)], "PNG")
    with pytest.raises(ReadError) as caught:
        ingest.read("a.png", data=data)
    assert caught.value.code == "no-text"


# ---------------------------------------------------------------- with a stand-in

CLEAR = [[("The", 96), ("Performer", 95), ("grants", 97)], [("a", 90), ("licence", 91), (".", 12)]]


def read(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str, ocr: Ocr = "auto") -> Document:
    """A page that shows a drawing, between two of text, read by a program that runs ``code``."""
    monkeypatch.setenv(tesseract.VARIABLE, stand_in(folder, code))
    return ingest.read("a.pdf", data=pdf(text("the first page"), SHAPE, text("the last page")), ocr=ocr)


@posix
def test_lines_and_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    document = read(monkeypatch, tmp_path, table(*CLEAR))
    assert document.text == "the first page\nThe Performer grants\na licence\nthe last page"
    page = document.pages[1]
    printed = [(document.text[line.start : line.end], line.number, line.confidence) for line in page.lines]
    assert printed == [("The Performer grants", 1, 0.958), ("a licence", 2, 0.909)]
    assert [document.text[run.start : run.end] for run in page.runs] == [
        "The", "Performer", "grants", "a", "licence"
    ]  # fmt: skip
    assert (page.width, page.height) == (200, 150)
    assert document.notices == ()


@posix
def test_what_is_hidden_on_a_page_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(tesseract.VARIABLE, stand_in(tmp_path, table(*CLEAR)))
    whole = "first\nstamp\nfor ever\nlast"
    lines = (Line(6, 11, 1), Line(12, 20, 2))
    pages = (Page(1, 0, 5), Page(2, 6, 20, lines, read=False), Page(3, 21, 25))
    marks = (Mark("hidden", 10, 20, "tiny", "letters of 1 point"), Mark("hidden", 21, 25, "tiny", ""))
    given = Document("a.pdf", "pdf", "", whole, pages, marks=marks)
    black = Image.new("L", (300, 300), 255)
    black.paste(0, (110, 44, 180, 56))
    document = scans.recognised(given, [1], lambda index: (black, 612.0))
    assert document.text == "first\nThe Performer grants\na licence\nstamp\nfor ever\nlast"
    marked = [document.text[mark.start : mark.end] for mark in document.marks]
    assert marked == ["p", "for ever", "last"]
    assert [document.text[line.start : line.end] for line in document.pages[1].lines] == [
        "The Performer grants", "a licence", "stamp", "for ever"
    ]  # fmt: skip
    assert (document.pages[1].width, document.pages[1].height) == (612, 612)


@posix
def test_unsure_words_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = [*CLEAR, [("perpetuaiiy", 31), ("sure", 93), ("words", 94), ("enough", 95)]]
    document = read(monkeypatch, tmp_path, table(*lines))
    (notice,) = document.notices
    assert notice == (
        "ocr-unsure",
        "Page 2 was read by text recognition, which is unsure of 11% of its words",
        2,
    )


@posix
@pytest.mark.parametrize(("words", "code"), [(3, "page-unread"), (60, "ocr-passed")])
def test_what_is_in_no_word_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: int, code: str
) -> None:
    monkeypatch.setenv(tesseract.VARIABLE, stand_in(tmp_path, table([("word", 95)] * words)))
    document = ingest.read("a.pdf", data=pdf(text("the first page"), LARGE))
    assert notices(document) == [(code, 2)]
    assert document.pages[1].read == (words == 60)


@posix
@pytest.mark.parametrize(
    ("code", "says"),
    [
        (table([("qhyhu", 30), ("wr", 20)] * 10), "hardly any words"),
        (table(), "hardly any words"),
        ("sys.exit(1)", "failed"),
        ("time.sleep(60)", "longer than 2 seconds"),
    ],
    ids=["unsure", "nothing", "fails", "hangs"],
)
def test_what_was_not_made_out_is_unread(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, says: str
) -> None:
    monkeypatch.setattr(tesseract, "SECONDS", 2 if "sleep" in code else 60)
    begin = time.monotonic()
    document = read(monkeypatch, tmp_path, code)
    assert time.monotonic() - begin < 50
    assert [page.read for page in document.pages] == [True, False, True]
    (notice,) = document.notices
    assert notice.code == "page-unread"
    assert notice.message.startswith("Page 2 could not be read: ")
    assert says in notice.message


@pytest.mark.parametrize("language", [None, pytest.param("deu", marks=posix)])
def test_where_it_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str | None) -> None:
    monkeypatch.delenv(tesseract.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    if language:
        stand_in(tmp_path, "sys.exit(1)", language)
    data = pdf(text("the first page"), SHAPE)
    document = ingest.read("a.pdf", data=data)
    assert document.text == "the first page\n"
    assert notices(document) == [("page-unread", 2), ("ocr-missing", None)]
    assert "tesseract" in document.notices[1].message
    picture = saved([Image.new("L", (50, 20), 255)], "PNG")
    for path, given, mode, problem in (
        ("a.pdf", pdf(SHAPE), "auto", "no-text"),
        ("a.png", picture, "auto", "no-text"),
        ("a.pdf", data, "always", "no-ocr"),
    ):
        with pytest.raises(ReadError) as caught:
            ingest.read(path, data=given, ocr=mode)  # type: ignore[arg-type]
        assert caught.value.code == problem
        assert tesseract.install() in caught.value.hint


def test_a_program_that_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(tesseract.VARIABLE, str(tmp_path / "nowhere"))
    document = ingest.read("a.pdf", data=pdf(text("the first page"), SHAPE))
    assert tesseract.VARIABLE in document.notices[1].message


@posix
def test_never_asks_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    document = read(monkeypatch, tmp_path, table(*CLEAR), ocr="never")
    assert notices(document) == [("page-unread", 2)]
    for data in (pdf(SHAPE), saved([Image.new("L", (50, 20))], "PNG")):
        with pytest.raises(ReadError) as caught:
            ingest.read("a", data=data, ocr="never")
        assert "--ocr never" in caught.value.hint
