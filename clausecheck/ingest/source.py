"""Path → bytes, and bytes → what kind of file they are."""

from __future__ import annotations

import codecs
import hashlib
import re
import stat
from pathlib import Path
from typing import Literal, TypeAlias

from clausecheck.errors import ReadError

Kind: TypeAlias = Literal["pdf", "docx", "html", "image", "mail", "text"]

LIMIT = 512 * 1024 * 1024  # bytes; the longest contract seen (300 pages of scans) is 60 MB
HEAD = 1024  # bytes within which PDFium, like Acrobat, accepts the "%PDF-" header
SAVE_AS_PDF = "save or print it as PDF (or plain text) and check that file"
PHOTO = "save it as JPEG or PDF: on an iPhone, set Settings, Camera, Formats to Most Compatible"
PICTURE = rb"\x89PNG\r|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|BM.{4}\x00{4}|RIFF.{4}WEBP"

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
    (rb"(\xef\xbb\xbf)?\s*<\?xml", "an XML file", SAVE_AS_PDF),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "a PostScript file", "convert it to PDF, for example with ps2pdf"),
    (rb".{4}ftyp(hei|hev|mif|msf)", "a photo in a format of Apple's (HEIC)", PHOTO),
    (rb".{4}ftypavi[fs]", "a picture in the format AVIF", "save it as PNG or JPEG and check that"),
    (
        rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!",
        "a compressed archive",
        "unpack it and check the files inside",
    ),
    (
        rb"\d{1,9}[ \t]*\r?\n[A-Za-z-]{2,40}:[ \t](?=.{0,8000}?^(?i:MIME-Version|From|Subject):)",
        "a message of Apple Mail (.emlx)",
        "open it in Mail, save it as Raw Message Source (.eml) and check that file",
    ),
)

# A web page, after what may stand before it; an e-mail, by its first line and a line that all of them have.
HTML = re.compile(
    rb"(?:\s|<!--(?:[^-]|-(?!->)){0,20000}-->|<\?xml[^>]{0,200}\?>)*(?i:<!doctype\s+html|<html[\s>])"
)
HTML_NAMES = (".html", ".htm", ".xhtml", ".xht")
MAIL = re.compile(rb"(?:From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]{1,40}:[ \t\r\n]")
MAIL_VERSION = re.compile(rb"^MIME-Version:", re.I | re.M)
MAIL_FIELD = re.compile(rb"^(?:From|To|Subject|Date|Message-ID|Received|Content-Type):", re.I | re.M)
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
        far = "://" in path
        hint = (
            "save the page and check that, or use `clausecheck batch`, which reads addresses"
            if far
            else "check the spelling"
        )
        raise ReadError("not-found", "There is no such file", hint, path) from error
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


def sniff(path: str, data: bytes) -> Kind:
    """What the bytes are, whatever the file is called; a name decides only where they leave it open.

    Raises:
        ReadError: empty, unsupported, encrypted.
    """
    if data.startswith(b"%PDF-"):
        return "pdf"
    if _is_docx(data):
        return "docx"
    _refuse_ole(path, data)
    head = data[:65536]
    if not head.strip() and not data.strip():
        raise ReadError("empty", "The file is empty", "ask for the file again", path)
    name = path.lower()
    if re.match(PICTURE, head, re.DOTALL):
        return "image"
    if HTML.match(_plain(head)) and not name.endswith((".md", ".markdown")):
        return "html"
    for pattern, what, hint in MAGIC:
        if re.match(pattern, head, re.DOTALL | re.MULTILINE):
            raise ReadError("unsupported", f"This is {what}, which cannot be read yet", hint, path)
    if _is_mail(name, head):
        return "mail"
    if b"%PDF-" in data[:HEAD]:
        return "pdf"
    if name.endswith(".pdf"):
        raise ReadError("damaged", "This is called a PDF but is none", "ask for the file again", path)
    if name.endswith(HTML_NAMES):
        return "html"
    return "text"


def _refuse_ole(path: str, data: bytes) -> None:
    """Refuse a container of Microsoft's that is known by what is in it; MAGIC names the others."""
    if not data.startswith(OLE):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        hint = "open it with its password, save a copy without one, and check the copy"
        raise ReadError("encrypted", "This Word or Office document is locked with a password", hint, path)
    if "__substg1.0_".encode("utf-16-le") in data:
        hint = "open it in Outlook, save its attachments and check those files"
        raise ReadError(
            "unsupported", "This is a message of Outlook (.msg), which cannot be read yet", hint, path
        )


def _plain(head: bytes) -> bytes:
    """Without a byte order mark, and one byte a character."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.replace(b"\0", b"")[2:]
    return head.removeprefix(codecs.BOM_UTF8)


def _is_mail(name: str, head: bytes) -> bool:
    """A message says its version; a file that is called one needs only two fields."""
    head = head.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    if not MAIL.match(head):
        return False
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if MAIL_VERSION.search(fields):
        return True
    return name.endswith((".eml", ".mht", ".mhtml")) and len(MAIL_FIELD.findall(fields)) > 1


def _is_docx(data: bytes) -> bool:
    """Whether a ZIP archive is a Word document: by its first names, or by the list at its end."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    head, tail = data[:65536], data[-65536:]
    return b"[Content_Types].xml" in head + tail and (b"word/" in head or b"word/document" in tail)
