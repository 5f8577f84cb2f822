"""Bytes of one XML part → tree: the only file of this reader that calls lxml.

Transitional and Strict documents differ in their namespaces alone; ``name`` and ``attr`` know both.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol, cast

from clausecheck.errors import ReadError

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_R_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PREFIXES = {
    _W: "w",
    _W_STRICT: "w",
    _R: "r",
    _R_STRICT: "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "urn:schemas-microsoft-com:vml": "v",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
}
_MOST_TAGS = 4_000_000  # a contract of 1,000 pages has about 1.5 million; a node takes some 100 bytes
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


class Node(Protocol):
    """An element of lxml, as far as it is used."""

    @property
    def tag(self) -> str:
        """``{namespace}name``."""

    @property
    def text(self) -> str | None:
        """What stands before the first child."""

    @property
    def nsmap(self) -> dict[str | None, str]:
        """The namespaces that are known here, by their prefixes."""

    def get(self, key: str) -> str | None:
        """An attribute."""

    def getparent(self) -> Node | None:
        """The element around this one."""

    def iter(self, *tags: str) -> Iterator[Node]:
        """This element and all below that have one of the names, in document order."""

    def __iter__(self) -> Iterator[Node]: ...
    def __len__(self) -> int: ...


class Walk(Protocol):
    """Start and end of every element, in document order, without recursion."""

    def __iter__(self) -> Iterator[tuple[str, Node]]: ...
    def skip_subtree(self) -> None:
        """Leave out what is below the element that just started."""


def parse(data: bytes, part: str) -> Node:
    """The root element of a part; ``part`` is its name, for messages.

    Raises:
        ReadError: damaged, too-big.
    """
    from lxml import etree

    if data.count(b"<") > _MOST_TAGS:
        hint = "save it as PDF and check that file"
        raise ReadError("too-big", f'The part "{part}" of the document is too large to read', hint)
    if any(doctype in data for doctype in _DOCTYPES):
        raise damaged(f'its part "{part}" declares entities, which no Word document does')
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return cast(Node, etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        raise damaged(f'its part "{part}" is not well formed') from error


def damaged(why: str) -> ReadError:
    """The error of a package that Word would not open, or would want to repair."""
    hint = "open it in Word or LibreOffice, save it again, or ask for the file again"
    return ReadError("damaged", f"The Word document is damaged: {why}", hint)


def walk(root: Node) -> Walk:
    """Every element below and with ``root``."""
    from lxml import etree

    return cast(Walk, etree.iterwalk(cast(etree._Element, root), events=("start", "end")))


@lru_cache(4096)
def _short(tag: str) -> str:
    space, _, local = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    return f"{_PREFIXES.get(space, '?')}:{local}" if space else local


def name(node: Node) -> str:
    """The element's name with its usual prefix: ``"w:p"``; ``"?:x"`` in a namespace that is not known."""
    return _short(node.tag)


def attr(node: Node, key: str) -> str | None:
    """An attribute of Word's namespace."""
    value = node.get(f"{{{_W}}}{key}")
    return value if value is not None else node.get(f"{{{_W_STRICT}}}{key}")


def relation(node: Node, key: str = "id") -> str | None:
    """The relationship that an attribute names."""
    value = node.get(f"{{{_R}}}{key}")
    return value if value is not None else node.get(f"{{{_R_STRICT}}}{key}")


def w14(node: Node, key: str = "val") -> str | None:
    """An attribute of Word 2010's namespace."""
    return node.get(f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{key}")


def child(node: Node | None, key: str) -> Node | None:
    """The first child of that name."""
    return next((each for each in node if name(each) == key), None) if node is not None else None


def children(node: Node | None, key: str) -> Iterator[Node]:
    """All children of that name."""
    return (each for each in node if name(each) == key) if node is not None else iter(())


def descend(node: Node | None, *path: str) -> Node | None:
    """Child of child of child."""
    for key in path:
        node = child(node, key)
    return node


def value(node: Node | None, key: str) -> str | None:
    """``w:val`` of the child of that name."""
    found = child(node, key)
    return attr(found, "val") if found is not None else None


def number(text: str | None) -> int | None:
    """A whole number of sensible size, or None.

    >>> number("12"), number("-3"), number("twelve"), number(None)
    (12, -3, None, None)
    """
    if text is None or len(text) > 10:
        return None
    try:
        return int(text)
    except ValueError:
        return None


def switch(node: Node | None, key: str) -> bool | None:
    """A property that is on or off; None where it is not given."""
    found = child(node, key)
    return None if found is None else attr(found, "val") not in ("0", "false", "off")


def texts(root: Node) -> list[Node]:
    """Every ``w:t`` and ``w:delText`` in document order: what an anchor's index counts."""
    return list(root.iter(*(f"{{{space}}}{tag}" for space in (_W, _W_STRICT) for tag in ("t", "delText"))))
