"""HTML → its elements and text in document order, with lexbor, the parser of the HTML standard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from clausecheck.errors import ReadError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

DEPTH = 10_000  # parts within parts; browsers flatten from 512 on, lexbor's time grows with the square
ATTRIBUTES = 5_000  # of one element; lexbor's time grows with the square
_PRINT = "open it in a browser, print it to a PDF and check that"
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
# Elements without an end, and those whose end tag may be left out: they say nothing about the depth.
_ENDLESS = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody "
    "tfoot colgroup option optgroup rp rt body html head a".split()
)
# In XHTML any element may end in its own tag; the HTML standard ignores that slash.
_EMPTY = re.compile(r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta)\b)([a-zA-Z][\w:-]*)\b([^<>]*)/>")


class Element:
    """An element of a page: its tag, attributes and place."""

    __slots__ = ("attributes", "before", "classes", "depth", "id", "index", "parent", "tag")

    def __init__(
        self,
        index: int,
        tag: str,
        attributes: Mapping[str, str | None],
        parent: Element | None,
        before: Element | None,
    ) -> None:
        self.index, self.tag, self.attributes = index, tag, attributes
        self.parent, self.before = parent, before  # the element around it, and the sibling before it
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.id = attributes.get("id") or ""
        self.classes = (attributes.get("class") or "").split()

    def get(self, name: str) -> str:
        """An attribute; empty where there is none."""
        return self.attributes.get(name) or ""


# An element that begins, text in it, or the end of the last element that is open.
Event: TypeAlias = Element | str | None


def events(path: str, html: str) -> list[Event]:
    """The page from its root on. Scripts run in the browser, so ``noscript`` is text that nobody sees.

    Raises:
        ReadError: too-deep, damaged.
    """
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, SelectolaxError

    if html.lstrip().startswith("<?xml"):
        html = _EMPTY.sub(r"<\1\2></\1>", html)
    if html.count("<") > DEPTH and _depth(html) > DEPTH:
        raise ReadError("too-deep", "The page nests its parts deeper than a browser can show", _PRINT, path)
    if any(tag.count("=") > ATTRIBUTES for tag in _LONG_TAG.findall(html)):
        raise ReadError(
            "damaged", f"A part of the page has more than {ATTRIBUTES:,} attributes", _PRINT, path
        )
    try:
        # Without what scripts would hear of a change: a menu with n options took n² steps to read.
        parser = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS, scripting=True)
        return list(_walk(parser))
    except (SelectolaxError, UnicodeError, ValueError, RuntimeError) as error:
        raise ReadError("damaged", "The page is damaged and cannot be read", _PRINT, path) from error


def _depth(html: str) -> int:
    depth = deepest = 0
    for end, tag in _TAG.findall(html):
        if tag.lower() not in _ENDLESS:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _walk(parser: LexborHTMLParser) -> Iterator[Event]:
    """Without recursion: pages are nested as deep as their authors like."""
    shadows = {
        fragment.parent.mem_id: fragment.first_child
        for fragment in parser.template_fragments()
        if fragment.parent is not None and "shadowrootmode" in fragment.parent.attributes
    }  # what a browser shows in the place of its parent
    count = 0
    around: list[Element] = []
    before: list[Element | None] = [None]
    ahead: list[LexborNode | None] = [parser.root]
    while ahead:
        node = ahead[-1]
        if node is None:
            ahead.pop()
            before.pop()
            if around:
                around.pop()
                yield None
            continue
        ahead[-1] = node.next if around else None
        tag = node.tag
        if tag == "-text":
            yield node.text_content or ""
        elif tag is not None and not tag.startswith("-"):
            tag = "shadow" if node.mem_id in shadows else tag.lower()
            around_it = around[-1] if around else None
            element = Element(count, tag, node.attributes, around_it, before[-1])
            count += 1
            before[-1] = element
            around.append(element)
            before.append(None)
            ahead.append(shadows.get(node.mem_id, node.first_child))
            yield element
