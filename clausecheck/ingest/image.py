"""File → Document, for pictures: photos and scans, a page for each frame of a TIFF."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from clausecheck.errors import ReadError
from clausecheck.ingest import picture, scans
from clausecheck.ingest.source import digest
from clausecheck.ingest.tesseract import Missing
from clausecheck.model import Document, Ocr, Page

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF")  # no other code of Pillow sees the file
FRAMES = 1000  # pages of a TIFF, at most
WIDE = 8.5  # inches; a page is taken to be as wide as letter paper where its resolution is not known
BELIEVED = (150, 1200)  # dots per inch; photos say 72 whatever they are
SQUARE = 1.1  # the two resolutions of a fax differ by a factor of 2
SMALL, LARGE = 2200, 4300  # pixels of the longer side between which letters have a good size for reading
TIMES = 3  # as large, at most
AGAIN = "ask for it again, or take the photo again"


def read(path: str, data: bytes, ocr: Ocr = "auto") -> Document:
    """Read every frame by text recognition.

    Raises:
        ReadError: damaged, too-big, no-text.
    """
    message = "This is a picture, which text recognition alone can read"
    if ocr == "never":
        raise ReadError("no-text", message, scans.NEVER, path)
    with _opened(path, data) as image:
        pages = tuple(Page(i + 1, i, i, read=False) for i in range(_frames(path, image)))
        document = Document(path, "image", digest(data), "\n" * (len(pages) - 1), pages)
        try:
            document = scans.recognised(document, range(len(pages)), lambda index: _frame(image, index))
        except Missing as error:
            raise ReadError("no-text", f"{message}. {error.message}", error.hint, path) from error
    if not any(page.read for page in document.pages):
        why = document.notices[0].message.partition(": ")[2]
        raise ReadError("no-text", f"The picture could not be read: {why}", scans.BETTER, path)
    return document


@contextmanager
def _opened(path: str, data: bytes) -> Iterator[Image.Image]:
    """The picture, its first frame decoded. Whatever Pillow has against it is one error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd metadata
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            image.load()
        except (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            hint = "save it smaller: 300 dpi are enough"
            raise ReadError("too-big", "The picture is too large to be read", hint, path) from error
        except Exception as error:  # hostile files raise nearly any kind
            raise ReadError("damaged", "The picture is damaged and cannot be opened", AGAIN, path) from error
        with image:
            yield image


def _frames(path: str, image: Image.Image) -> int:
    """Pages of a TIFF; an animation is one picture."""
    if image.format != "TIFF":
        return 1
    try:
        count = int(getattr(image, "n_frames", 1))
    except Exception as error:
        raise ReadError("damaged", "The picture is damaged and cannot be opened", AGAIN, path) from error
    if count > FRAMES:
        raise ReadError("too-big", f"The picture has more than {FRAMES} pages", "split it", path)
    return count


def _frame(image: Image.Image, index: int) -> tuple[Image.Image, float] | None:
    """A page as a viewer shows it, and its width in points; None if it is damaged."""
    try:
        image.seek(index)
        across, down = _resolution(image)
        frame = picture.grey(ImageOps.exif_transpose(image))
    except MemoryError:
        raise
    except Exception:
        return None
    width, height = frame.size
    if max(across, down) > SQUARE * min(across, down):
        width, height = round(width * max(1, down / across)), round(height * max(1, across / down))
    dpi = max(across, down)
    points = width * 72 / (dpi if BELIEVED[0] <= dpi <= BELIEVED[1] else width / WIDE)
    longer = max(width, height)
    times = min(TIMES, 3300 / longer) if longer < SMALL else min(1, LARGE / longer)
    size = max(1, round(width * times)), max(1, round(height * times))
    return (frame if size == frame.size else frame.resize(size, Image.Resampling.BICUBIC)), points


def _resolution(image: Image.Image) -> tuple[float, float]:
    """Dots per inch across and down; equal where the file says nothing that can be true."""
    try:
        across, down = (float(value) for value in image.info.get("dpi", ()))
    except (TypeError, ValueError, ZeroDivisionError):
        return 72.0, 72.0
    known = all(50 <= value <= BELIEVED[1] for value in (across, down))
    return (across, down) if known else (72.0, 72.0)
