"""Elements of a page → how each looks: what is hidden, bold, a block, kept as typed, marked as a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from clausecheck.ingest.html import cascade, hiding, sheet
from clausecheck.ingest.html import colour as colours
from clausecheck.ingest.html.cascade import Cascade
from clausecheck.ingest.html.colour import Colour
from clausecheck.ingest.html.folding import Controls, gentle
from clausecheck.ingest.html.hiding import Cause
from clausecheck.ingest.html.sheet import Declaration, View
from clausecheck.ingest.html.tree import Element, Event
from clausecheck.model.noun import NamedTuple

_BOLD = frozenset("h1 h2 h3 h4 h5 h6 b strong th".split())
_TYPED = frozenset("pre textarea listing xmp plaintext".split())
_SIZES = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0,
          "xx-large": 32.0}  # fmt: skip
_COLOURS = frozenset("color background-color background-image -webkit-text-fill-color".split())
_FONT_SIZE = re.compile(r"(?<![\w.#-])((?:\d+\.?\d*|\.\d+)(?:px|r?em|pt|%|ex|vw|vh)|0)(?=\s*/|\s+\S)")


class Look(NamedTuple):
    """How the text of an element looks; handed down to what is within it, but for ``display``."""

    size: float = 16.0  # CSS pixels
    colour: Colour | None = colours.BLACK  # None: not known
    background: Colour | None = colours.WHITE
    hidden: Cause | None = None  # the element, and all in it
    unseen: Cause | None = None  # until something in it is visible again
    tiny: Cause | None = None
    faint: Cause | None = None
    indent: Cause | None = None
    bold: bool = False
    space: str = "normal"  # as CSS's white-space
    marker: str = ""  # list-style-type; empty: as the kind of list has it
    display: str = ""  # empty: as the tag has it

    @property
    def cause(self) -> Cause | None:
        """Why text here is not seen."""
        return self.hidden or self.unseen or self.tiny or self.faint or self.indent


def looks(events: Sequence[Event], rules: Cascade, controls: Controls, known: bool) -> list[Look]:
    """One for each element, in their order; ``known``: no style sheet lies outside the page.

    Text counts as hidden where no view shows it: neither a desktop nor a telephone, nor print.
    """
    elements = [event for event in events if isinstance(event, Element)]
    views = sheet.VIEWS if rules.views_differ else sheet.VIEWS[:1]
    start = Look() if known else Look(colour=None, background=None)
    seen: list[list[Look]] = [[] for _ in views]
    for element in elements:
        found = rules.declared(element)
        inline = sheet.declarations(element.get("style")) if "style" in element.attributes else ()
        for view, done in zip(views, seen, strict=True):
            above = done[element.parent.index] if element.parent is not None else start
            done.append(_look(element, above, found, inline, view, controls))
    if len(views) == 1:
        return seen[0]
    return [_everywhere(several) for several in zip(*seen, strict=True)]


def _everywhere(several: Sequence[Look]) -> Look:
    """As on the first view, hidden only if it is so in all of them."""
    first = several[0]
    if first.cause is None or all(look.cause is not None for look in several[1:]):
        return first
    return first._replace(hidden=None, unseen=None, tiny=None, faint=None, indent=None)


def _look(
    element: Element,
    above: Look,
    found: tuple[list[cascade._Entry], bool],
    inline: Iterable[Declaration],
    view: View,
    controls: Controls,
) -> Look:
    declared = _by_tag(element)
    entries, opens = found
    if entries or inline:
        declared |= cascade.values(entries, inline, view)
    if not declared:
        return above._replace(display="") if above.display else above
    size = _size(declared.get("font-size", ""), above.size)
    look = above._replace(
        size=size,
        bold=_bold(declared.get("font-weight", ""), above.bold),
        space=declared.get("white-space", above.space),
        marker=declared.get("list-style-type", above.marker),
        display=declared.get("display", ""),
    )
    if not hiding.BOX.isdisjoint(declared):
        look = _boxed(element, declared, look, opens, controls)
    return look if hiding.INK.isdisjoint(declared) else _ink(element, declared, look)


def _by_tag(element: Element) -> dict[str, str]:
    """What tag and attributes say without a style sheet, as in the HTML standard's own."""
    tag, found = element.tag, {}
    if tag in _BOLD:
        found["font-weight"] = "bold"
    elif tag in _TYPED:
        found["white-space"] = "pre"
    elif tag == "a" and "href" in element.attributes:
        found["color"] = "#0000ee"
    elif tag in ("ol", "ul"):
        found["list-style-type"] = ""
    elif tag == "font" and element.get("color"):
        found["color"] = element.get("color").lower()
    elif tag == "body" and element.get("text"):
        found["color"] = element.get("text").lower()
    if "bgcolor" in element.attributes:
        found["background-color"] = element.get("bgcolor").lower()
    if "background" in element.attributes and tag in ("body", "table", "td", "th", "tr"):
        found["background-image"] = "url()"
    if "hidden" in element.attributes or (tag == "dialog" and "open" not in element.attributes):
        found["display"] = "none"
    return found


def _boxed(
    element: Element, declared: Mapping[str, str], look: Look, opens: bool, controls: Controls
) -> Look:
    """With what hides the element as a whole."""
    visibility = declared.get("visibility", "")
    if look.hidden is None:
        trick = hiding.box(declared, look.size)
        fades = trick is not None and trick[0] == "transparent" and hiding.moves(declared)
        shown = opens or (fades and controls.scripts) or controls.shows(element)
        if trick is not None and not shown:
            look = look._replace(hidden=Cause(element.index, *trick, gentle(element)))
    if visibility in ("hidden", "collapse") and not (opens or controls.shows(element)):
        how = "the page leaves its place blank (visibility: hidden)"
        return look._replace(unseen=Cause(element.index, "invisible", how, gentle(element)))
    return look._replace(unseen=None) if visibility == "visible" else look


def _ink(element: Element, declared: Mapping[str, str], look: Look) -> Look:
    """With what hides its letters: their size, their colour, and where the first one stands."""
    name = gentle(element)
    if "font-size" in declared:
        how = f"its letters are {look.size:.2g} pixels high"
        small = look.size < hiding.TINY
        look = look._replace(tiny=Cause(element.index, "tiny", how, name) if small else None)
    if "text-indent" in declared:
        indent = hiding.length(declared["text-indent"], look.size, 1280)
        how = "it is moved outside the page (text-indent)"
        far = indent is not None and indent <= hiding.AWAY
        look = look._replace(indent=Cause(element.index, "off-page", how, name) if far else None)
    if not _COLOURS.isdisjoint(declared):
        look = _coloured(element, declared, look)
    return look


def _coloured(element: Element, declared: Mapping[str, str], look: Look) -> Look:
    below = _background(declared, look.background)
    said = declared.get("-webkit-text-fill-color") or declared.get("color", "")
    ink = look.colour
    if said == "initial":
        ink = colours.BLACK
    elif said and said not in ("inherit", "currentcolor", "unset"):
        ink = colours.read(said)
    look = look._replace(colour=ink, background=below, faint=None)
    if ink is None or "text" in declared.get("background-clip", ""):
        return look  # letters cut out of a picture
    name = gentle(element)
    if ink.opaque <= hiding.NOTHING:
        how = "its letters are fully transparent"
        return look._replace(faint=Cause(element.index, "transparent", how, name))
    if below is None or colours.contrast(colours.over(ink, below), below) >= hiding.FAINT:
        return look
    how = f"its letters have the colour of the ground behind them ({_named(ink)} on {_named(below)})"
    return look._replace(faint=Cause(element.index, "colour", how, name))


def _background(declared: Mapping[str, str], above: Colour | None) -> Colour | None:
    """What is behind the letters; None where it is a picture or not known."""
    image = declared.get("background-image", "none")
    if "url(" in image or "gradient(" in image or "image(" in image:
        return None
    said = declared.get("background-color", "")
    if not said or said in ("inherit", "initial", "unset", "none"):
        return above
    found = colours.first(said)
    if found is None or found.opaque >= 1:
        return found
    return above if found.opaque <= 0 else colours.over(found, above) if above is not None else None


def _named(ink: Colour) -> str:
    if min(ink[:3]) > 0.9:
        return "white"
    return "black" if max(ink[:3]) < 0.1 else "#" + "".join(f"{round(part * 255):02x}" for part in ink[:3])


def _size(value: str, above: float) -> float:
    if value in _SIZES:
        return _SIZES[value]
    if value in ("smaller", "larger"):
        return above * (5 / 6 if value == "smaller" else 1.2)
    match = _FONT_SIZE.search(f" {value} ") if " " in value else None  # the shorthand
    given = hiding.length(match[1] if match else value, above, above)
    return above if given is None or given < 0 else min(given, 1000.0)


def _bold(value: str, above: bool) -> bool:
    if not value:
        return above
    if value.isdigit():
        return int(value[:4]) >= 600
    return "bold" in value or (value == "inherit" and above)
