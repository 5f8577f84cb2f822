"""Text boxes and pictures: whether a box shows its words, what lies behind them, what fills a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.ingest.docx import tree
from clausecheck.ingest.docx.colours import HIGHLIGHTS, WHITE, Palette
from clausecheck.ingest.docx.looks import Trick
from clausecheck.ingest.docx.tree import Node

POINT: Final = 12_700  # EMU
_NARROW: Final = 4 * POINT  # a box as narrow or low shows no letter
_FAR: Final = 144 * POINT  # two inches beyond what it is placed by: off every page
_FARTHEST: Final = 30 * 72 * POINT  # Word's largest page is 22 inches
_PAGE: Final = 612 * 792 * POINT * POINT  # Letter; A4 is 3 % larger
_MOST_OF: Final = 0.6  # of a page that a picture takes: a scan of a page, not a logo
_LENGTH: Final = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(-?[\d.]{1,12})(pt|in|cm|mm|px)?", re.I)
_UNITS: Final = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 0.75}
_FILLS: Final = ("a:solidFill", "a:noFill", "a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill")

ROOMLESS: Final = Trick("box", "in a text box without room to show it")
OFF_PAGE: Final = Trick("box", "in a text box that lies off the page")
CONCEALED: Final = Trick("box", "in a drawing that is set to be hidden")


def concealed(content: Node) -> Trick | None:
    """Why the words of a text box (``w:txbxContent``) cannot be seen, if so."""
    for node in _around(content):
        match tree.name(node):
            case "wp:inline" | "wp:anchor":
                about = tree.child(node, "wp:docPr")
                if about is not None and about.get("hidden") in ("1", "true"):
                    return CONCEALED
                return _placed(node, content)
            case "v:shape" | "v:rect" | "v:roundrect" | "v:oval" | "v:group":
                style = node.get("style") or ""
                if re.search(r"visibility\s*:\s*hidden|display\s*:\s*none", style):
                    return CONCEALED
                if "fit-shape-to-text:t" not in style and any(size < 4 for size in _lengths(style)):
                    return ROOMLESS
            case _:
                pass
    return None


def ground(content: Node, palette: Palette, behind: int | None, crowded: bool) -> int | None:
    """The colour behind the words of a text box; None where it cannot be known.

    ``behind``: of what the box lies on; ``crowded``: there are other drawings that it may lie on.
    """
    for node in _around(content):
        key = tree.name(node)
        if key == "wps:wsp":
            return _filled(node, palette, None if crowded else behind)
        if key in ("v:shape", "v:rect", "v:roundrect", "v:oval"):
            return _vml(node, None if crowded else behind)
    return behind


def fills_page(node: Node) -> bool:
    """Whether a drawing (``w:drawing``, ``w:pict``, ``w:object``) is a picture of the size of a page.

    What lies behind the text is decoration: a watermark, the ground of a cover.
    """
    for each in node:
        if tree.name(each) in ("wp:inline", "wp:anchor"):
            behind = each.get("behindDoc") in ("1", "true")
            holds = any(tree.name(inner) == "a:blip" for inner in each.iter())
            width, height = _extent(each)
            return holds and not behind and width * height >= _MOST_OF * _PAGE
        if tree.name(each) == "v:shape" and tree.child(each, "v:imagedata") is not None:
            sizes = list(_lengths(each.get("style") or ""))
            return len(sizes) > 1 and sizes[0] * sizes[1] * POINT * POINT >= _MOST_OF * _PAGE
    return False


def _around(content: Node) -> Iterator[Node]:
    """The elements around a text box, up to the run that it is anchored in."""
    node = content.getparent()
    while node is not None and tree.name(node) not in ("w:r", "w:p"):
        yield node
        node = node.getparent()


def _placed(node: Node, content: Node) -> Trick | None:
    width, height = _extent(node)
    grows = any(tree.name(each) == "a:spAutoFit" for around in _around(content) for each in _body(around))
    if not grows and min(width, height) < _NARROW:
        return ROOMLESS
    for side, size in (("wp:positionH", width), ("wp:positionV", height)):
        given = tree.descend(node, side, "wp:posOffset")
        offset = tree.number(given.text) if given is not None else None
        if offset is not None and (offset + size < -_FAR or offset > _FARTHEST):
            return OFF_PAGE
    return None


def _body(node: Node) -> Iterator[Node]:
    body = tree.child(node, "wps:bodyPr")
    return iter(body if body is not None else ())


def _extent(node: Node) -> tuple[int, int]:
    """Width and height, EMU; where they are not given, as large as a box is."""
    given = tree.child(node, "wp:extent")
    width = tree.number(given.get("cx")) if given is not None else None
    height = tree.number(given.get("cy")) if given is not None else None
    return _PAGE if width is None else width, _PAGE if height is None else height


def _filled(shape: Node, palette: Palette, behind: int | None) -> int | None:
    about = tree.child(shape, "wps:spPr")
    for key in _FILLS:
        fill = tree.child(about, key)
        if fill is not None:
            return palette.drawing(fill) if key == "a:solidFill" else behind if key == "a:noFill" else None
    style = tree.descend(shape, "wps:style", "a:fillRef")
    if style is not None and style.get("idx") not in (None, "0"):
        return palette.drawing(style)
    return behind


def _vml(shape: Node, behind: int | None) -> int | None:
    """VML fills a shape with white where it does not say otherwise."""
    if shape.get("filled") in ("f", "false"):
        return behind
    colour = (shape.get("fillcolor") or "white").partition(" ")[0]
    if re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        return int(colour[1:], 16)
    if re.fullmatch(r"#[0-9A-Fa-f]{3}", colour):
        return int("".join(digit * 2 for digit in colour[1:]), 16)
    return WHITE if colour == "window" else HIGHLIGHTS.get(colour)


def _lengths(style: str) -> Iterator[float]:
    """Width and height of a VML shape, points."""
    for _, size, unit in _LENGTH.findall(style):
        try:
            yield float(size) * _UNITS[unit.lower()]
        except ValueError:
            continue
