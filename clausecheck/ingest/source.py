"""Path → bytes, and bytes → what kind of file they are."""

from __future__ import annotations

import hashlib
import re
import stat
from pathlib import Path
from typing import Literal

from clausecheck.errors import ReadError

LIMIT = 512 * 1024 * 1024  # bytes; the longest contract seen (300 pages of scans) is 60 MB
HEAD = 1024  # bytes within which PDFium, like Acrobat, accepts the "%PDF-" header
SAVE_AS_PDF = "save or print it as PDF (or plain text) and check that file"

# First bytes of what people send instead of a PDF, most specific first. Offsets and values are those of
# the formats' own specifications, as in file(1).
MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument", "an OpenDocument file", SAVE_AS_PDF),
    (rb"PK\x03\x04.{26}mimetypeapplication/epub", "an e-book (EPUB)", SAVE_AS_PDF),
    (rb"PK\x03\x04(?=.{0,60000}xl/)", "an Excel workbook (.xlsx)", SAVE_AS_PDF),
    (rb"PK\x03\x04(?=.{0,60000}ppt/)", "a PowerPoint file (.pptx)", SAVE_AS_PDF),
    (rb"PK(\x03\x04|\x05\x06)", "a ZIP archive", "unpack it and check the files inside"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office document (.doc)", SAVE_AS_PDF),
    (rb"\s*\{\\rtf", "a Rich Text file (.rtf)", SAVE_AS_PDF),
    (rb"(?i:(\xef\xbb\xbf)?\s*(<!doctype\s+html|<html[\s>]))", "a web page (HTML)", SAVE_AS_PDF),
    (rb"(\xef\xbb\xbf)?\s*<\?xml", "an XML file", SAVE_AS_PDF),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "a PostScript file", "convert it to PDF, for example with ps2pdf"),
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|BM.{4}\x00{4}|RIFF.{4}WEBP|.{4}ftyp(hei|mif|avif)",
        "a picture",
        "ask for the text PDF, or make one with text recognition (OCR), for example `ocrmypdf`",
    ),
    (
        rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!",
        "a compressed archive",
        "unpack it and check the files inside",
    ),
    (
        rb"[A-Za-z-]{2,40}:[ \t][^\n]*\n(?=.{0,8000}?^(?i:MIME-Version):)",
        "an e-mail message",
        "save its attachment, or print the message as PDF, and check that file",
    ),
)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what a locked .docx is wrapped in


def load(path: str) -> bytes:
    """The bytes of an ordinary file.

    Raises:
        ReadError: not-found, folder, not-a-file, too-big, unreadable.
    """
    try:
        about = Path(path).stat()
        if stat.S_ISDIR(about.st_mode):
            raise ReadError("folder", "This is a folder, not a file", "name the files in it", path)
        if not stat.S_ISREG(about.st_mode):
            hint = 'send its contents to standard input and use "-" as the path'
            raise ReadError("not-a-file", "This is a device or a pipe, not a file", hint, path)
        if about.st_size > LIMIT:
            hint = "check the contract alone, without its attachments"
            raise ReadError("too-big", f"The file is larger than {LIMIT >> 20} MB", hint, path)
        return Path(path).read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL in the path
        raise ReadError("not-found", "There is no such file", "check the spelling", path) from error
    except PermissionError as error:
        hint = "ask its owner, or copy it to a place that you may read"
        raise ReadError("unreadable", "You are not allowed to read this file", hint, path) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReadError(
            "unreadable", f"The file cannot be read: {reason}", "copy it and try again", path
        ) from error


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sniff(path: str, data: bytes) -> Literal["pdf", "docx", "text"]:
    """What the bytes are, whatever the file is called.

    Raises:
        ReadError: empty, unsupported, encrypted.
    """
    if data.startswith(b"%PDF-"):
        return "pdf"
    if _is_docx(data):
        return "docx"
    if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        hint = "open it with its password, save a copy without one, and check the copy"
        raise ReadError("encrypted", "This Word or Office document is locked with a password", hint, path)
    head = data[:65536]
    if not head.strip() and not data.strip():
        raise ReadError("empty", "The file is empty", "ask for the file again", path)
    markdown = path.lower().endswith((".md", ".markdown"))
    for pattern, what, hint in MAGIC:
        if re.match(pattern, head, re.DOTALL | re.MULTILINE) and not (markdown and what.endswith("(HTML)")):
            raise ReadError("unsupported", f"This is {what}, which cannot be read yet", hint, path)
    if b"%PDF-" in data[:HEAD]:
        return "pdf"
    if path.lower().endswith(".pdf"):
        raise ReadError("damaged", "This is called a PDF but is none", "ask for the file again", path)
    return "text"


def _is_docx(data: bytes) -> bool:
    """Whether a ZIP archive is a Word document: by its first names, or by the list at its end."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    head, tail = data[:65536], data[-65536:]
    return b"[Content_Types].xml" in head + tail and (b"word/" in head or b"word/document" in tail)
