"""Bytes → text, for web pages and e-mails: the encoding that they state, else the one that fits."""

from __future__ import annotations

import codecs
import re

HEAD = 1024  # bytes in which the HTML standard looks for <meta charset>
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)
_XML = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})[\"']", re.I)
# Encodings of the WHATWG Encoding standard; Python knows others that are traps ("idna", "unicode_escape").
_KNOWN = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|iso-?8859-?\d{1,2}|windows-?12\d\d|cp-?(?:12\d\d|866|932|936|949|950)|"
    r"koi8-?[ru]|mac-?(?:intosh|roman|cyrillic)|gb(?:k|2312|18030)|hz|big-?5|euc-?(?:jp|kr)|iso-?2022-?\w\w|"
    r"shift-?jis|ibm-?866|tis-?620|us-?ascii|ascii|latin-?1"
)
# What pages and mails call ASCII or Latin 1 is Windows Western, says that standard.
_WESTERN = re.compile(r"us-?ascii|ascii|iso-?8859-?1|latin-?1|windows-?1252|cp-?1252")


def decode(data: bytes, stated: str | None = None) -> str:
    """The text, with U+FFFD for what has no meaning in its encoding; line ends become ``\\n``.

    A byte order mark wins, then ``stated`` (of a mail's part), then what the page says of itself; with none
    of them the text is UTF-8 if it can be, else Windows Western (cp1252).

    >>> decode("caf\\xe9".encode("cp1252")), decode("caf\\xe9".encode())
    ('café', 'café')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lines(data[len(mark) :].decode(encoding, "replace"))
    named = known(stated) or known(_named(data))
    if named is None:
        try:
            return _lines(data.decode("utf-8"))
        except UnicodeDecodeError:
            named = "cp1252"
    return _lines(data.decode(named, "replace"))


def known(label: str | None) -> str | None:
    """The Python codec for an encoding's label; None where it is not one that pages and mails use."""
    low = (label or "").strip().lower().replace("_", "-").removeprefix("x-")
    if not _KNOWN.fullmatch(low):
        return None
    if _WESTERN.fullmatch(low):
        return "cp1252"
    try:
        return codecs.lookup(low.replace("macintosh", "mac-roman")).name
    except LookupError:
        return None


def _named(data: bytes) -> str | None:
    match = _META.search(data[:HEAD]) or _XML.match(data[:HEAD])
    label = match[1].decode("ascii", "replace") if match else None
    # A page that can be searched for a <meta> is not UTF-16, whatever it says.
    return "utf-8" if label is not None and label.lower().startswith("utf-16") else label


def _lines(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)
