"""How letters look in the end: styles and direct formatting together, and whether they can be seen."""

from __future__ import annotations

from typing import Final

from clausecheck.ingest.docx.colours import AUTO, LEAST_CONTRAST, WHITE, contrast, spoken
from clausecheck.ingest.docx.properties import NOTHING, Props
from clausecheck.model.noun import NamedTuple

TINY: Final = 4.0  # points; letters below are read by no one
SMALL_PRINT: Final = 6.0  # points; below this it is small print, the smallest of newspapers' tables
_SQUEEZED: Final = 10  # percent of their width; Word's own dialogue starts at 1
_USUAL: Final = 10.0  # points, where no style says a size (ECMA-376 part 1, 17.3.2.38)


class Trick(NamedTuple):
    """Why letters cannot be seen: a stable slug, and words for the report."""

    slug: str
    how: str


class Look(NamedTuple):
    """What a run's letters look like."""

    size: float = _USUAL  # points
    bold: bool = False
    caps: bool = False
    hidden: Trick | None = None


class Layers(NamedTuple):
    """Where a run's properties come from, outermost first, and what lies behind the paragraph."""

    defaults: Props
    table: Props
    paragraph: Props
    character: Props
    direct: Props
    paper: int | None = WHITE  # None: not known, for example a picture


VANISHED: Final = Trick("vanish", "formatted as hidden text")


def vanishes(layers: Layers) -> bool:
    """Whether Word leaves the letters out."""
    return _toggled(layers, 0)


def look(layers: Layers) -> Look:
    """All layers together."""
    merged = NOTHING
    for props in (layers.direct, layers.character, layers.paragraph, layers.table, layers.defaults):
        merged = merged.over(props)
    size = merged.size if merged.size is not None else _USUAL
    hidden = VANISHED if vanishes(layers) else _hidden(merged, size, layers.paper)
    return Look(size, _toggled(layers, 1), _toggled(layers, 2), hidden)


def _toggled(layers: Layers, field: int) -> bool:
    """Hidden, bold, capitals: set directly, or on in an odd number of styles (ECMA-376 part 1, 17.7.3)."""
    direct, default = layers.direct[field], layers.defaults[field]
    if direct is not None:
        return bool(direct)
    on = sum(bool(props[field]) for props in (layers.table, layers.paragraph, layers.character))
    return bool(default) or on % 2 == 1


def _hidden(props: Props, size: float, ground: int | None) -> Trick | None:
    if props.clear:
        return Trick("invisible", "letters that are drawn without a colour")
    if props.scale is not None and 0 < props.scale <= _SQUEEZED:
        return Trick("squeezed", f"letters squeezed to {props.scale} % of their width")
    if size < TINY:
        return Trick("tiny", f"letters of {size:g} point{'' if size == 1 else 's'}")
    paper = props.paper if props.paper not in (None, AUTO) else ground
    if props.colour in (None, AUTO) or paper is None or props.colour is None:
        return None
    if contrast(props.colour, paper) >= LEAST_CONTRAST:
        return None
    return Trick("colour", f"{spoken(props.colour)} letters on {spoken(paper)}")
