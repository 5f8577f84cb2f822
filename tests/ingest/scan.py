"""Pages printed to pictures and made worse, as scanners and phones do; and a stand-in for Tesseract."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
WHITE = 255


def printed(data: bytes, dpi: int = 200) -> list[Image.Image]:
    """The pages of a PDF as grey pictures."""
    book = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in book]
    finally:
        book.close()


def bound(*pages: tuple[bytes, int]) -> bytes:
    """A PDF of single pages of others, each by its index."""
    new = pypdfium2.PdfDocument.new()
    for data, index in pages:
        book = pypdfium2.PdfDocument(data)
        new.import_pages(book, [index])
        book.close()
    buffer = io.BytesIO()
    new.save(buffer)
    new.close()
    return buffer.getvalue()


def scanned(
    picture: Image.Image, *, skew: float = 0, noise: float = 0, blur: float = 0, shadow: float = 0
) -> Image.Image:
    """A page as it comes out of a scanner: turned left by ``skew`` degrees, blurred, in a shadow, noisy."""
    picture = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=WHITE)
    picture = picture.filter(ImageFilter.GaussianBlur(blur))
    light = Image.linear_gradient("L").resize(picture.size).point(lambda v: round(WHITE - shadow * v))
    picture = ImageChops.multiply(picture, light)
    return ImageChops.add(picture, grain(picture.size, noise), 1, -128) if noise else picture


def grain(size: tuple[int, int], spread: float) -> Image.Image:
    """Grey noise around the middle, the same each time: that of Pillow is another one in each run."""
    chance = numpy.random.default_rng(7)
    values = chance.normal(128, spread, (size[1], size[0])).clip(0, WHITE)
    return Image.fromarray(values.astype(numpy.uint8))


def pdf_of(pictures: Sequence[Image.Image], dpi: int = 200) -> bytes:
    """A PDF of nothing but pictures."""
    return saved(pictures, "PDF", resolution=dpi)


def saved(pictures: Sequence[Image.Image], kind: str, **options: object) -> bytes:
    """The bytes of a picture file of one or more frames."""
    buffer = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if kind in ("PDF", "TIFF", "GIF") else {}
    pictures[0].save(buffer, kind, **more, **options)
    return buffer.getvalue()


def stand_in(folder: Path, code: str, languages: str = "eng") -> str:
    """A program that runs ``code`` in place of Tesseract's work."""
    path = folder / "tesseract"
    asked = f"if '--list-langs' in sys.argv: sys.exit(print({languages!r}))"
    path.write_text(f"#!{sys.executable} -I\nimport sys, time\n{asked}\n{code}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def table(*lines: Sequence[tuple[str, float]], size: str = "90 20") -> str:
    """Code that prints Tesseract's table of words, each with its confidence in percent: 40 pixels a line.

    ``size``: width and height of each word.
    """
    rows = ["level page_num block_num par_num line_num word_num left top width height conf text"]
    for number, line in enumerate(lines, 1):
        for at, (word, sure) in enumerate(line, 1):
            rows.append(f"5 1 1 1 {number} {at} {100 * at} {40 * number} {size} {sure} {word}")
    text = "\n".join(row.replace(" ", "\t") for row in rows)
    return f"sys.stdin.buffer.read(); print({text!r})"
