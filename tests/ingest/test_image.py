"""Picture files: what each kind becomes, and one clear error for each that is none of ours."""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from clausecheck import ingest
from clausecheck.errors import ReadError
from clausecheck.ingest import tesseract
from clausecheck.model import Box, Document, Page, Span
from tests.ingest.scan import saved, stand_in, table

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script as a program")

WORDS = [("The", 96), ("Performer", 95), ("grants", 97)]
# Answers with the size of the picture that it is given.
SIZE = """
picture = sys.stdin.buffer.read()
print("head")
words = picture.split(maxsplit=3)[1:3]
for at, word in enumerate(words):
    print(5, 1, 1, 1, 1, at, 0, 0, 9000, 9000, 95, word.decode() + "-pixels", sep="\\t")
"""


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(tesseract.VARIABLE, stand_in(tmp_path, table(WORDS, size="9000 9000")))


def sheet(width: int, height: int, *, mode: str = "L") -> Image.Image:
    """White paper with a black bar on it."""
    paper = Image.new("L", (width, height), 255)
    paper.paste(0, (width // 4, height // 4, width // 2, height // 4 + 9))
    return paper.convert(mode)


def refused(data: bytes, path: str = "a.jpg") -> ReadError:
    with pytest.raises(ReadError) as caught:
        ingest.read(path, data=data)
    assert caught.value.hint and caught.value.message.isprintable()
    return caught.value


def size(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"])
def test_every_kind(kind: str) -> None:
    document = ingest.read("a", data=saved([sheet(850, 1100)], kind))
    assert (document.format, document.text, document.notices) == ("image", "The Performer grants", ())
    (page,) = document.pages
    assert (page.ocr, page.read, page.number, size(page)) == (True, True, 1, (612, 792))


@pytest.mark.parametrize("mode", ["1", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_mode(mode: str) -> None:
    picture = sheet(400, 300)
    if mode == "I;16":
        picture = Image.frombytes("I;16", (400, 300), bytes(b for v in picture.tobytes() for b in (0, v)))
    assert ingest.read("a", data=saved([picture.convert(mode)], "PNG")).text == "The Performer grants"


def test_ink_on_nothing_is_ink_on_white() -> None:
    clear = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    assert "blank" in refused(saved([clear], "PNG")).message
    clear.paste((0, 0, 0, 255), (100, 100, 200, 110))
    assert ingest.read("a", data=saved([clear], "PNG")).text == "The Performer grants"


def test_a_page_for_each_frame_of_a_tiff() -> None:
    pages = [sheet(850, 1100), Image.new("L", (850, 1100), 255), sheet(1100, 850)]
    document = ingest.read("a.tif", data=saved(pages, "TIFF"))
    assert document.text == "The Performer grants\n\nThe Performer grants"
    assert [(page.read, page.start, page.end) for page in document.pages] == [
        (True, 0, 20), (False, 21, 21), (True, 22, 42)
    ]  # fmt: skip
    assert [(notice.code, notice.page) for notice in document.notices] == [("page-unread", 2)]


def test_an_animation_is_one_page() -> None:
    assert len(ingest.read("a.gif", data=saved([sheet(400, 300), sheet(401, 300)], "GIF")).pages) == 1


@pytest.mark.parametrize(("kind", "orientation"), [("JPEG", 6), ("PNG", 8), ("TIFF", 6)])
def test_a_photo_lies_as_a_viewer_shows_it(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    document = ingest.read("a", data=saved([sheet(1100, 850)], kind, exif=exif))
    assert size(document.pages[0]) == (612, 792)


def test_a_fax_has_square_pixels_again() -> None:
    data = saved([sheet(1728, 1100)], "TIFF", dpi=(204, 98))
    assert size(ingest.read("a.tif", data=data).pages[0]) == (610, 808)


def test_resolution_is_believed_where_it_can_be_true() -> None:
    for dpi, wide in ((200, 612), (72, 612), (0, 612), (400, 306)):
        data = saved([sheet(1700, 2200)], "PNG", dpi=(dpi, dpi))
        assert size(ingest.read("a.png", data=data).pages[0])[0] == wide


@pytest.mark.parametrize(("given", "read"), [(500, 1500), (1500, 3300), (3000, 3000), (6000, 4300)])
def test_letters_get_a_good_size(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: int, read: int
) -> None:
    monkeypatch.setenv(tesseract.VARIABLE, stand_in(tmp_path, SIZE))
    words = ingest.read("a.png", data=saved([sheet(given // 2, given)], "PNG")).text.split()
    assert max(int(word.split("-")[0]) for word in words) == read


def test_boxes_are_those_of_the_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(tesseract.VARIABLE, stand_in(tmp_path, table(WORDS * 20)))
    data = saved([sheet(850, 1100)], "PNG")
    document = ingest.read("a.png", data=data)
    ((box,), none) = _boxes(document, data, (4, 13), (9, 9))
    scale = 612 / 2550  # three times as large as given
    assert (box.x0, box.x1) == pytest.approx((200 * scale, 290 * scale), abs=0.1)
    assert (box.top, box.bottom) == pytest.approx((40 * scale, 60 * scale), abs=0.1)
    assert none == ()


def _boxes(document: Document, data: bytes, *spans: tuple[int, int]) -> tuple[tuple[Box, ...], ...]:
    return ingest.boxes("a.png", document, [Span(*span) for span in spans], data=data)


def _huge(width: int, height: int) -> bytes:
    """A PNG that says it is of this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    end = struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + end + b"\0\0\1\0IDAT" + b"x" * 256


@pytest.mark.parametrize("side", [10_000, 60_000])
def test_a_picture_that_would_fill_the_memory(side: int) -> None:
    assert refused(_huge(side, side)).code == "too-big"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"])
@pytest.mark.parametrize("cut", [3, 6, 9])
def test_a_picture_cut_short_is_one_error(kind: str, cut: int) -> None:
    whole = saved([Image.effect_noise((300, 200), 90)], kind)
    assert refused(whole[: len(whole) * cut // 10]).code == "damaged"


def test_no_other_code_of_pillow_sees_the_file() -> None:
    assert refused(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n").code == "unsupported"
