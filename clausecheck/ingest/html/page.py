"""Elements of a page → its style sheets, and what lies outside of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausecheck.ingest.html import hiding, sheet
from clausecheck.ingest.html.sheet import View
from clausecheck.ingest.html.tree import Element, Event
from clausecheck.model import Notice
from clausecheck.model.noun import NamedTuple

_ICON = 100.0  # CSS pixels; smaller pictures are signs and logos
_NAMED = 3  # frames named in a notice
_SHOWN = 80  # characters of an address


class Facts(NamedTuple):
    """What a page has besides its text."""

    sheets: tuple[tuple[str, frozenset[View]], ...]  # the text of each, and where it holds
    outside: int  # style sheets that lie outside the file
    frames: tuple[str, ...]  # addresses of what is shown in frames
    pictures: int  # without icons
    scripts: int
    struck: bool  # some words are struck out


def facts(events: Sequence[Event]) -> Facts:
    """What stands in the page's elements."""
    elements = [event for event in events if isinstance(event, Element)]
    outside = sum(e.tag == "link" and "stylesheet" in e.get("rel").lower().split() for e in elements)
    sheets = tuple(_sheets(events))
    return Facts(
        sheets,
        outside + sum("@import" in text[:2000] for text, _ in sheets),
        tuple(_frames(elements)),
        sum(e.tag in ("img", "svg", "canvas") and not _icon(e) for e in elements),
        sum(e.tag == "script" for e in elements),
        any(e.tag in ("del", "s", "strike") for e in elements),
    )


def _sheets(events: Sequence[Event]) -> Iterator[tuple[str, frozenset[View]]]:
    for i, event in enumerate(events):
        if not isinstance(event, Element) or event.tag != "style":
            continue
        if event.get("type").lower() in ("", "text/css"):
            text = events[i + 1] if i + 1 < len(events) else None
            yield text if isinstance(text, str) else "", sheet.media(event.get("media"))


def _frames(elements: Sequence[Element]) -> Iterator[str]:
    for each in elements:
        if each.tag in ("iframe", "frame", "object", "embed") and not _icon(each):
            hidden = "hidden" in each.attributes or "display:none" in each.get("style").replace(" ", "")
            if not hidden:
                address = each.get("src") or each.get("data")
                yield address if len(address) <= _SHOWN else address[:_SHOWN] + "…"


def _icon(element: Element) -> bool:
    sizes = [hiding.length(element.get(side)) for side in ("width", "height")]
    inline = sheet.declarations(element.get("style"))
    sizes += [hiding.length(each.value) for each in inline if each.name in ("width", "height")]
    small = any(size is not None and size < _ICON for size in sizes)
    return small or (element.tag == "svg" and not any(sizes))


def notices(facts: Facts, whole: bool, mail: bool) -> Iterator[Notice]:
    """What a reader of the report should know about the page."""
    if facts.frames:
        several = f"{len(facts.frames)} frames" if len(facts.frames) > 1 else "A frame"
        named = [f'"{address}"' for address in facts.frames[:_NAMED] if address.isprintable() and address]
        more = f" ({', '.join(named)})" if named else ""
        verb = "were" if len(facts.frames) > 1 else "was"
        yield Notice(
            "frames", f"{several} of the page{more} {verb} not read: save and check what is shown there"
        )
    if facts.outside and not mail:
        yield Notice(
            "styles-unread",
            "Style sheets of the page lie outside the file and were not read: they may hide text",
        )
    if not whole:
        yield Notice("styles-unread", "The page's style sheets are too large to be read to the end")
    if facts.struck:
        yield Notice("struck-out", "Some words are struck out on the page; they are read like the others")
