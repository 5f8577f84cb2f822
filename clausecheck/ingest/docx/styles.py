"""styles.xml → what each style means, with all that it is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.ingest.docx import properties, tree
from clausecheck.ingest.docx.colours import Palette
from clausecheck.ingest.docx.properties import NOTHING, Paragraphing, Props
from clausecheck.ingest.docx.tree import Node
from clausecheck.model.noun import NamedTuple

_DEEPEST: Final = 64  # styles based on each other; Word's own dialogue stops at 11
_HEADING: Final = re.compile(r"heading ([1-9])\Z", re.I)  # English in the file, whatever Word shows


class Region(NamedTuple):
    """What a table style says of a part of the table: ``paper`` lies behind the cells."""

    props: Props = NOTHING
    paper: int | None = None

    def over(self, under: Region) -> Region:
        """This where it speaks, else ``under``."""
        return Region(self.props.over(under.props), under.paper if self.paper is None else self.paper)


class TableStyle(NamedTuple):
    """A table style: the whole table (``""``) and its regions ("firstRow", "band1Horz" …)."""

    regions: dict[str, Region]
    rows: int = 1  # in a band
    columns: int = 1  # in a band


class Styles:
    """All styles of a document. What is asked for is worked out once."""

    def __init__(self, root: Node | None, palette: Palette) -> None:
        self._palette = palette
        self._nodes: dict[tuple[str, str], Node] = {}
        self._default: dict[str, str] = {}
        for node in tree.children(root, "w:style"):
            kind, id_ = tree.attr(node, "type") or "paragraph", tree.attr(node, "styleId")
            if id_ is not None:
                self._nodes.setdefault((kind, id_), node)
                if tree.attr(node, "default") in ("1", "true", "on"):
                    self._default.setdefault(kind, id_)
        defaults = tree.child(root, "w:docDefaults")
        run = tree.descend(defaults, "w:rPrDefault", "w:rPr")
        paragraph = tree.descend(defaults, "w:pPrDefault", "w:pPr")
        self.defaults: Final = properties.of_run(run, palette)
        self._paragraphing: Final = properties.of_paragraph(paragraph, palette)
        self._paragraphs: dict[str | None, tuple[Paragraphing, Props]] = {}
        self._characters: dict[str | None, Props] = {}
        self._tables: dict[str | None, TableStyle] = {}

    def paragraph(self, id_: str | None) -> tuple[Paragraphing, Props]:
        """Of a paragraph style, or of the default one."""
        if id_ not in self._paragraphs:
            paragraphing, props = Paragraphing(), NOTHING
            for style, node in self._chain("paragraph", id_):
                own = properties.of_paragraph(tree.child(node, "w:pPr"), self._palette, style)
                heading = _HEADING.match(tree.value(node, "w:name") or "")
                if heading and own.outline is None:
                    own = own._replace(outline=int(heading[1]) - 1)
                paragraphing = paragraphing.over(own)
                props = props.over(properties.of_run(tree.child(node, "w:rPr"), self._palette))
            self._paragraphs[id_] = paragraphing.over(self._paragraphing), props
        return self._paragraphs[id_]

    def character(self, id_: str | None) -> Props:
        """Of a character style."""
        if id_ not in self._characters:
            props = NOTHING
            for _, node in self._chain("character", id_):
                props = props.over(properties.of_run(tree.child(node, "w:rPr"), self._palette))
            self._characters[id_] = props
        return self._characters[id_]

    def table(self, id_: str | None) -> TableStyle:
        """Of a table style, or of the default one."""
        if id_ not in self._tables:
            regions: dict[str, Region] = {}
            rows = columns = None
            for _, node in self._chain("table", id_):
                about = tree.child(node, "w:tblPr")
                rows = rows or tree.number(tree.value(about, "w:tblStyleRowBandSize"))
                columns = columns or tree.number(tree.value(about, "w:tblStyleColBandSize"))
                for part in (node, *tree.children(node, "w:tblStylePr")):
                    key = (tree.attr(part, "type") or "") if part is not node else ""
                    regions[key] = regions.get(key, Region()).over(self._region(part))
            self._tables[id_] = TableStyle(regions, max(rows or 1, 1), max(columns or 1, 1))
        return self._tables[id_]

    def list_of(self, id_: str) -> int | None:
        """The list (``w:numId``) that a numbering style stands for."""
        node = self._nodes.get(("numbering", id_))
        return tree.number(tree.value(tree.descend(node, "w:pPr", "w:numPr"), "w:numId"))

    def _region(self, node: Node) -> Region:
        shade = tree.descend(node, "w:tcPr", "w:shd")
        if shade is None:
            shade = tree.descend(node, "w:tblPr", "w:shd")
        props = properties.of_run(tree.child(node, "w:rPr"), self._palette)
        return Region(props, self._palette.shading(shade))

    def _chain(self, kind: str, id_: str | None) -> Iterator[tuple[str, Node]]:
        """The style, the one that it is based on, and so on; a circle is cut."""
        id_ = id_ if id_ is not None and (kind, id_) in self._nodes else self._default.get(kind)
        if kind == "character" and id_ == self._default.get(kind):
            return
        seen: set[str] = set()
        while id_ is not None and id_ not in seen and len(seen) < _DEEPEST:
            seen.add(id_)
            node = self._nodes.get((kind, id_))
            if node is None:
                return
            yield id_, node
            id_ = tree.value(node, "w:basedOn")
