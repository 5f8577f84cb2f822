"""Paths on the command line → the documents to read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from glob import glob
from pathlib import Path
from typing import Literal

from clausecheck.errors import NothingToCheck
from clausecheck.model import Ocr, Source

# What a folder of agreements holds. Kinds that cannot be read yet are taken along: they fail by name,
# for a document that was passed over in silence looks like a clean one.
DOCUMENTS = frozenset(
    ".pdf .txt .text .md .markdown .docx .doc .odt .rtf .pages .html .htm .xhtml .eml .emlx .msg .mht "
    ".mhtml .png .jpg .jpeg .tif .tiff .heic".split()
)
_STDIN_LIMIT = 64 << 20  # bytes


def sources(
    paths: Sequence[str],
    *,
    password: str | None,
    engine: Literal["pdfium", "pdfplumber"],
    ocr: Ocr,
    excerpt: bool,
    boxes: bool,
) -> list[Source]:
    """One source a document, in the order given, folders sorted; each document once.

    Raises:
        NothingToCheck: the folders hold no document.
    """
    found: dict[str, Source] = {}
    for path in paths:
        for each in _expand(path):
            data = _stdin() if each == "-" and each not in found else None
            found.setdefault(
                os.path.normpath(each),
                Source(each, data, password, engine, ocr, excerpt=excerpt, boxes=boxes),
            )
    if not found:
        where = ", ".join(paths)
        raise NothingToCheck(
            f"no document found in {where}",
            "put the agreement there, or give its file; to see first how it works: clausecheck demo",
        )
    return list(found.values())


def one(path: str, password: str | None) -> Source:
    """The source of a command that takes a single file; a folder is left to the reader to refuse."""
    return Source(path, _stdin() if path == "-" else None, password)


def _stdin() -> bytes:
    return sys.stdin.buffer.read(_STDIN_LIMIT) if sys.stdin else b""


def _expand(path: str) -> Iterator[str]:
    if path != "-" and not Path(path).exists() and any(sign in path for sign in "*?["):
        for match in sorted(glob(path, recursive=True)):  # noqa: PTH207 - a pattern that the shell left alone
            yield from _expand(match)
        return
    if path == "-" or not Path(path).is_dir():
        yield path
        return
    unread: list[str] = []  # a folder that cannot be opened is named, not passed over
    for folder, folders, files in os.walk(path, onerror=lambda error: unread.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in DOCUMENTS:
                yield str(Path(folder, name))
    yield from unread
