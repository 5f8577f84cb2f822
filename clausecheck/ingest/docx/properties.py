"""Properties of runs and paragraphs, as one element gives them: None is what it does not speak of."""

from __future__ import annotations

from typing import Final

from clausecheck.ingest.docx import tree
from clausecheck.ingest.docx.colours import AUTO, HIGHLIGHTS, Palette
from clausecheck.ingest.docx.tree import Node
from clausecheck.model.noun import NamedTuple

_CLEAR: Final = 90_000  # thousandths of a percent of transparency; letters as clear cannot be seen
_CLIPPED: Final = 60  # twips, 3 points: lines of exactly this height show no letter whole


class Props(NamedTuple):
    """How letters look."""

    vanish: bool | None = None
    bold: bool | None = None
    caps: bool | None = None
    size: float | None = None  # points
    colour: int | None = None
    paper: int | None = None  # behind the letters: shading or highlighter
    clear: bool | None = None  # drawn without a fill, or with a transparent one
    scale: int | None = None  # width of the letters, percent

    def over(self, under: Props) -> Props:
        """These where they are given, else those of ``under``."""
        if self == NOTHING:
            return under
        return Props._make(a if a is not None else b for a, b in zip(self, under, strict=True))


NOTHING: Final = Props()


class Paragraphing(NamedTuple):
    """How a paragraph is set."""

    list_id: int | None = None  # w:numId; 0 takes a number away
    list_level: int | None = None  # from 0
    list_style: str | None = None  # the style that gave the list
    outline: int | None = None  # from 0; 9 is text
    paper: int | None = None
    clipped: bool | None = None  # lines too low to show letters

    def over(self, under: Paragraphing) -> Paragraphing:
        """These where they are given, else those of ``under``."""
        merged = Paragraphing._make(a if a is not None else b for a, b in zip(self, under, strict=True))
        return merged if self.list_id is None else merged._replace(list_style=self.list_style)


def of_run(node: Node | None, palette: Palette) -> Props:
    """What ``w:rPr`` says."""
    if node is None or not len(node):
        return NOTHING
    said: dict[str, Node] = {tree.name(each): each for each in node}
    colour = palette.read(said["w:color"]) if "w:color" in said else None
    clear, filled = _fill(said.get("w14:textFill"), palette)
    return Props(
        vanish=_either(tree.switch(node, "w:vanish"), tree.switch(node, "w:specVanish")),
        bold=tree.switch(node, "w:b"),
        caps=tree.switch(node, "w:caps"),
        size=_size(said.get("w:sz")),
        colour=filled if filled is not None else colour,
        paper=_paper(said, palette),
        clear=clear and "w14:textOutline" not in said if clear is not None else None,
        scale=tree.number((tree.attr(said["w:w"], "val") or "").rstrip("%")) if "w:w" in said else None,
    )


def of_paragraph(node: Node | None, palette: Palette, style: str | None = None) -> Paragraphing:
    """What ``w:pPr`` says, as a part of ``style`` or of a paragraph itself."""
    if node is None or not len(node):
        return Paragraphing()
    numbering, spacing = tree.child(node, "w:numPr"), tree.child(node, "w:spacing")
    list_id = tree.number(tree.value(numbering, "w:numId"))
    exact = spacing is not None and tree.attr(spacing, "lineRule") == "exact"
    height = tree.number(tree.attr(spacing, "line")) if spacing is not None else None
    return Paragraphing(
        list_id=list_id,
        list_level=tree.number(tree.value(numbering, "w:ilvl")),
        list_style=style if list_id is not None else None,
        outline=tree.number(tree.value(node, "w:outlineLvl")),
        paper=palette.shading(tree.child(node, "w:shd")),
        clipped=exact and height is not None and abs(height) <= _CLIPPED if spacing is not None else None,
    )


def _either(one: bool | None, other: bool | None) -> bool | None:
    return other if one is None else one if other is None else one or other


def _size(node: Node | None) -> float | None:
    """Points, from half-points; Strict documents may give a unit ("12pt")."""
    text = (tree.attr(node, "val") or "") if node is not None else ""
    if text.endswith("pt"):
        points = tree.number(text[:-2].partition(".")[0])
        return None if points is None else float(points)
    half = tree.number(text.partition(".")[0])
    return None if half is None else half / 2


def _paper(said: dict[str, Node], palette: Palette) -> int | None:
    """The highlighter lies over the shading."""
    marker = tree.attr(said["w:highlight"], "val") if "w:highlight" in said else None
    if marker in HIGHLIGHTS:
        return HIGHLIGHTS[marker]
    shaded = palette.shading(said.get("w:shd"))
    return AUTO if marker == "none" and shaded is None else shaded


def _fill(node: Node | None, palette: Palette) -> tuple[bool | None, int | None]:
    """Whether Word 2010's text effect makes letters clear, and the colour that it gives them."""
    if node is None:
        return None, None
    if tree.child(node, "w14:noFill") is not None:
        return True, None
    solid = tree.child(node, "w14:solidFill")
    given = next(iter(solid), None) if solid is not None else None
    alpha = tree.child(given, "w14:alpha")
    through = tree.number(tree.w14(alpha)) if alpha is not None else None
    return through is not None and through >= _CLEAR, palette.drawing(solid)
