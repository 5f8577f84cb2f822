"""What is declared for an element → how that keeps its text from being seen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clausecheck.ingest.html.folding import Gentle
from clausecheck.model.noun import NamedTuple

AWAY = (
    -999.0
)  # CSS pixels to the left of the page or above it; menus that slide in stand at -300, text is sent to -9999
NOTHING = 0.05  # opacity under which nothing is seen
ROOM = 1.0  # CSS pixels; clips for screen readers leave 1
TINY = 4.0  # CSS pixels, 3 points; browsers show no text smaller than 6 to 10 px of their own will
FAINT = 1.2  # contrast ratio; the palest grey that designers use for text (#ccc on white) has 1.6

# Properties that hide an element as a whole, and those that hide its letters.
BOX = frozenset(
    "display visibility opacity filter position margin-left margin-top transform clip clip-path overflow-x "
    "overflow-y content-visibility".split()
)
INK = frozenset(
    "font-size text-indent color background-color background-image -webkit-text-fill-color".split()
)
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(px|r?em|ex|ch|pt|pc|cm|mm|in|q|%|vw|vh)?")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "cm": 37.8, "mm": 3.78, "q": 0.945, "in": 96.0,
          "vw": 12.8, "vh": 8.0}  # fmt: skip
_RECT = re.compile(r"rect\(([^()]*)\)")
_NO_CLIP_PATH = re.compile(
    r"inset\(\s*(?:5\d|[6-9]\d|\d{3,})(?:\.\d+)?%|circle\(\s*0|ellipse\(\s*0|"
    r"polygon\(\s*(?:0(?:px|%)?[\s,]+)+0(?:px|%)?\s*\)"
)
_SHIFT = re.compile(r"translate(?:x|y|3d)?\(([^()]*)\)")
_FLAT = re.compile(r"scale(?:x|y|3d)?\(\s*0(?:\.0+)?\s*[,)]")
_CLEAR = re.compile(r"opacity\(\s*(?:0(?:\.0\d*)?|\.0\d*)%?\s*\)")


class Cause(NamedTuple):
    """Why text is not seen."""

    element: int  # index of the element that began it
    trick: str  # stable slug, as in ``Mark``
    how: str  # in words, as in ``Mark``
    gentle: Gentle = ""


def length(value: str, em: float = 16.0, whole: float | None = None) -> float | None:
    """A CSS length in pixels; None where it is not known. ``whole``: what 100 % is.

    >>> length("-9999px"), length("1.5em", 10), length("calc(1px + 2%)")
    (-9999.0, 15.0, None)
    """
    match = _LENGTH.fullmatch(value.strip()[:40])
    if match is None:
        return None
    number, unit = float(match[1]), match[2] or ""
    match unit:
        case "em" | "ex" | "ch":
            return number * (em if unit == "em" else em / 2)
        case "rem":
            return number * 16
        case "%":
            return None if whole is None else number * whole / 100
    return number * _UNITS[unit]


def box(declared: Mapping[str, str], em: float) -> tuple[str, str] | None:
    """The trick, and in words how, by which the element and all within it is not to be seen."""
    if declared.get("display") == "none":
        return "not-displayed", "the page does not show it (display: none)"
    if declared.get("content-visibility") == "hidden":
        return "not-displayed", "the page does not show it (content-visibility: hidden)"
    if opacity(declared):
        return "transparent", "it is fully transparent (opacity: 0)"
    if _away(declared, em):
        return "off-page", "it stands outside the page, where no screen shows it"
    if _clipped(declared):
        return "clipped", "it is cut off so that nothing of it is left"
    if _no_room(declared, em):
        return "no-room", "it stands in a box without width or height"
    return None


def opacity(declared: Mapping[str, str]) -> bool:
    """Whether the element lets everything through."""
    value = length(declared.get("opacity", "1"), whole=1.0)
    return (value is not None and value <= NOTHING) or bool(_CLEAR.search(declared.get("filter", "")))


def moves(declared: Mapping[str, str]) -> bool:
    """Whether the element fades or moves in."""
    names = ("transition", "animation", "animation-name")
    return any(declared.get(name, "none") not in ("none", "initial", "unset") for name in names)


def _away(declared: Mapping[str, str], em: float) -> bool:
    sides = ["margin-left", "margin-top"]
    if declared.get("position") in ("absolute", "fixed", "relative", "sticky"):
        sides += ["left", "top", "right", "bottom"]
    lengths = [length(declared.get(side, ""), em, 1280) for side in sides]
    if match := _SHIFT.search(declared.get("transform", "")):
        lengths += [length(part, em) for part in match[1].split(",")]
    left, top = lengths[2:4] if len(sides) > 2 else (None, None)
    far = any(
        given is not None and given >= -10 * AWAY for given in (left, top)
    )  # as far to the right, or below
    return far or any(given is not None and given <= AWAY for given in lengths)


def _clipped(declared: Mapping[str, str]) -> bool:
    if _FLAT.search(declared.get("transform", "")):
        return True
    match = _RECT.search(declared.get("clip", ""))
    if match and declared.get("position") in ("absolute", "fixed"):
        edges = [length(part) for part in re.split(r"[\s,]+", match[1].strip())]
        if len(edges) == 4 and None not in edges:
            top, right, bottom, left = (edge or 0.0 for edge in edges)
            return right - left <= ROOM or bottom - top <= ROOM
    return bool(_NO_CLIP_PATH.search(declared.get("clip-path", "")[:500]))


def _no_room(declared: Mapping[str, str], em: float) -> bool:
    for sizes, overflow in ((("width", "max-width"), "overflow-x"), (("height", "max-height"), "overflow-y")):
        if declared.get(overflow) in ("hidden", "clip"):
            given = [length(declared.get(size, ""), em, 1000) for size in sizes]
            if any(size is not None and size <= ROOM for size in given):
                return True
    return False
