"""Password → the byte strings to try on a locked PDF.

How a password becomes bytes depends on the PDF's revision (ISO 32000-2, 7.6.4.3 and 7.6.4.4): PDFDocEncoding
up to revision 4, UTF-8 in 5, UTF-8 after SASLprep (RFC 4013) in 6; programs do not agree on any of them.
PDFium itself tries Latin-1 for UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator

# Codes 0x80 to 0x9e of PDFDocEncoding (ISO 32000-2, D.2); from 0xa1 on it is Latin-1.
_DOC = {ord(char): code for code, char in enumerate("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", 0x80)} | {0x20AC: 0xA0}


def tried(password: str | None) -> Iterator[bytes | None]:
    r"""Each once, the likely ones first. Several passwords stand one a line.

    Without any comes last: a file that is locked against changes alone opens to everybody, save to
    somebody who gives a wrong password.

    >>> list(tried("p\xe4ss"))
    [b'p\xc3\xa4ss', b'p\xe4ss', None]
    >>> list(tried(None))
    [None]
    """
    found: dict[bytes | None, None] = {}
    for each in (password or "").split("\n"):
        if each:
            found |= dict.fromkeys(_encoded(each))
    yield from found
    yield None


def _encoded(password: str) -> Iterator[bytes]:
    import unicodedata

    for text in (password, _saslprep(password), unicodedata.normalize("NFC", password)):
        yield text.encode("utf-8", "surrogateescape")
        doc = [_DOC.get(ord(char), ord(char)) for char in text]
        if max(doc, default=0) < 0x100:
            yield bytes(doc)
    if password != password.encode("cp1252", "ignore").decode("cp1252"):
        return
    yield password.encode("cp1252")


def _saslprep(password: str) -> str:
    r"""As RFC 4013 says, without its refusals: what it forbids may still be somebody's password.

    >>> _saslprep("I\u00adX \u2168")
    'IX IX'
    """
    import stringprep
    import unicodedata

    kept = (char for char in password if not stringprep.in_table_b1(char))
    spaced = (" " if stringprep.in_table_c12(char) else char for char in kept)
    return unicodedata.normalize("NFKC", "".join(spaced))
