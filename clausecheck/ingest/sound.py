"""Bytes of a PDF → which pages are not whole. PDFium shows what it can of a broken page and says nothing.

A look at the compressed streams costs a fortieth of the reading (50 real contracts). The page tree is walked
with pdfminer, which takes much longer, only where something is odd: a table of objects that was rebuilt, a
stream that cannot be unpacked, a page without anything on it, or more pages than the file counts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from clausecheck.model.noun import NamedTuple

if TYPE_CHECKING:
    from pdfminer.pdftypes import PDFStream

STREAM = re.compile(rb">>\s{0,9}stream\r?\n")
PAGE = re.compile(rb"/Type\s{0,9}/Page\b")
DICTIONARY = 800  # bytes before a stream in which its dictionary is looked for
# What is in the dictionaries of pictures, fonts, colour profiles, functions and the file's own tables.
OTHER = re.compile(
    rb"/(Width|Length[13]|FunctionType|XRef|Metadata|EmbeddedFile|Alternate|\w*Type1C|OpenType)\b"
)
FLATE = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\b")
LARGEST = 32 << 20  # bytes unpacked of one stream
CHUNK = 1 << 16
CHECKSUM = 4  # bytes at the end of a stream that some programs leave out
NODES = 200_000  # of a page tree; the longest real contract has 154 pages


class Damage(NamedTuple):
    """What is wrong with a file that opened."""

    pages: frozenset[int] = frozenset()  # indices of pages that are not whole
    uncounted: int = 0  # pages that the file holds beyond its own count
    unknown: bool = False  # something is broken, and it cannot be said what


def check(
    data: bytes, password: str | None, count: int, blank: Collection[int], *, rebuilt: bool, locked: bool
) -> Damage:
    """Look for damage in a file of ``count`` pages, of which those with the indices ``blank`` show nothing.

    ``rebuilt``: PDFium found no good table of objects. ``locked``: the file is encrypted.
    """
    more = count < len(PAGE.findall(data)) if not locked else False
    broken = not locked and any(not whole(part) for part in _packed(data))
    if not (more or broken or blank or rebuilt):
        return Damage()
    try:
        return _walk(data, password, count, broken=broken)
    except Exception:  # pdfminer raises what it likes: KeyError, struct.error, RecursionError …
        return Damage(unknown=broken or rebuilt)


def whole(packed: bytes) -> bool:
    """Whether a compressed stream unpacks to its end.

    >>> import zlib
    >>> whole(zlib.compress(b"This Agreement")), whole(zlib.compress(b"This Agreement")[:9])
    (True, False)
    """
    if not packed.strip():
        return True  # there is nothing in it
    unpacker = zlib.decompressobj()
    size = 0
    rest = packed
    try:
        while rest and not unpacker.eof:
            size += len(unpacker.decompress(rest, CHUNK))
            rest = unpacker.unconsumed_tail
            if size > LARGEST:
                return True
        if unpacker.eof:
            return True
        unpacker.decompress(bytes(CHECKSUM))  # it is whole if nothing but its checksum lacks
    except zlib.error as error:
        return "data check" in str(error)
    return False


def _packed(data: bytes) -> Iterator[bytes]:
    """The compressed streams that may be of a page: its commands, forms, letters' meanings, objects."""
    for match in STREAM.finditer(data):
        head = data[max(0, match.start() - DICTIONARY) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        if FLATE.search(head) and not OTHER.search(head):
            end = data.find(b"endstream", match.end())
            yield data[match.end() : end if end >= 0 else len(data)]


def _walk(data: bytes, password: str | None, count: int, *, broken: bool) -> Damage:
    from clausecheck.ingest import objects

    found: set[int] = set()
    number = 0
    with objects.tree(data, password) as root:
        for page in _leaves(root):
            if page is None or not _sound(page):
                found.add(number)
            number += 1
    lost = frozenset(index for index in found if index < count)
    return Damage(lost, max(0, number - count), broken and not lost)


def _leaves(root: object) -> Iterator[dict[str, object] | None]:
    """Pages in their order, as PDFium counts them; None for one that is not there."""
    from pdfminer.pdftypes import PDFObjRef, resolve1

    nodes, seen = [root], set[int]()
    for _ in range(NODES):
        if not nodes:
            return
        node = nodes.pop()
        if isinstance(node, PDFObjRef):
            if node.objid in seen:
                continue
            seen.add(node.objid)
            node = resolve1(node)
        kids = resolve1(node.get("Kids")) if isinstance(node, dict) else None
        if isinstance(kids, list):
            nodes += reversed(kids)
        else:
            yield node if isinstance(node, dict) else None


def _sound(page: dict[str, object]) -> bool:
    """Whether all that a page is drawn from is there, and whole."""
    from pdfminer.pdftypes import PDFStream, resolve1

    if page.get("Contents") is not None:
        contents = resolve1(page["Contents"])
        for part in contents if isinstance(contents, list) else [contents]:
            stream = resolve1(part)
            if not isinstance(stream, PDFStream) or not _stream(stream):
                return False
    resources = resolve1(page.get("Resources"))
    forms = resolve1(resources.get("XObject")) if isinstance(resources, dict) else None
    for part in forms.values() if isinstance(forms, dict) else ():
        form = resolve1(part)
        if isinstance(form, PDFStream) and str(form.get("Subtype")) == "/'Form'" and not _stream(form):
            return False
    return True


def _stream(stream: PDFStream) -> bool:
    raw = stream.rawdata
    if raw is None:
        return True  # unpacked already
    if stream.decipher and not (stream.objid is None or stream.genno is None):
        raw = stream.decipher(stream.objid, stream.genno, raw, stream.attrs)
    filters = [str(name).strip("/'") for name, _ in stream.get_filters()]
    if filters[:1] in (["FlateDecode"], ["Fl"]):
        return whole(raw)
    return bool(filters) or raw.rfind(b"BT") <= raw.rfind(b"ET")  # commands that end within a text
