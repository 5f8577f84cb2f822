"""File → Document, for text and Markdown: one page, lines numbered as in the file."""

from __future__ import annotations

import codecs
import re

from clausecheck.errors import ReadError
from clausecheck.ingest.source import digest
from clausecheck.model import Document, Line, Page

CONTROL = r"[\x00-\x08\x0e-\x1f\x7f]"
SAMPLE = 65536  # characters looked at
JUNK = 0.02  # share of control characters above which it is no text; real texts have none


def read(path: str, data: bytes) -> Document:
    """Decode UTF-8, or UTF-16 with its mark. Line ends become ``\\n``; all else is kept.

    Raises:
        ReadError: empty, binary, encoding.
    """
    text = re.sub(r"\r\n?", "\n", _decode(path, data))
    if not text.strip():
        raise ReadError("empty", "The file holds nothing but white space", "ask for the file again", path)
    page = Page(number=1, start=0, end=len(text), lines=lines(text))
    markdown = path.lower().endswith((".md", ".markdown"))
    return Document(path, "markdown" if markdown else "text", digest(data), text, (page,))


def lines(text: str) -> tuple[Line, ...]:
    """Every line of the text, blank ones too.

    >>> [(line.start, line.end) for line in lines("ab\\n\\nc")]
    [(0, 2), (3, 3), (4, 5)]
    """
    found = []
    start = 0
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        found.append(Line(start, start + len(line), number))
        start += len(line) + 1
    return tuple(found)


def _decode(path: str, data: bytes) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if wide else "utf-8"
    head = data[:SAMPLE].decode(encoding, "replace")
    if len(re.findall(CONTROL, head)) > JUNK * len(head) or (b"\0" in data and not wide):
        hint = "a contract is a PDF or a text file: check that this is the right one"
        raise ReadError("binary", "This is neither a PDF nor text", hint, path)
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"byte {error.start + 1:,}, line {line:,}"
        hint = "open it in an editor and save it as UTF-8"
        raise ReadError("encoding", f"The text is not {encoding.upper()} ({where})", hint, path) from error
