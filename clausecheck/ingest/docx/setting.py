"""What all stories of one document share."""

from __future__ import annotations

from typing import Final

from clausecheck.ingest.docx import numerals, tree
from clausecheck.ingest.docx.colours import AUTO, WHITE, Palette
from clausecheck.ingest.docx.looks import Layers, Look, look
from clausecheck.ingest.docx.numbering import Numbering
from clausecheck.ingest.docx.package import Package
from clausecheck.ingest.docx.styles import Styles


class Setting:
    """Styles, lists and colours; which notes have been called, what could not be read."""

    def __init__(self, package: Package, before: bool = False) -> None:
        """``before``: read what stood there before the tracked changes."""
        self.package: Final = package
        self.before: Final = before
        self.settings: Final = package.one("settings")
        self.palette: Final = Palette(package.one("theme"), self.settings)
        self.styles: Final = Styles(package.one("styles"), self.palette)
        self.numbering: Final = Numbering(package.one("numbering"), self.styles, self.palette)
        self.paper: Final = self._paper()
        self.notes: dict[tuple[str, str], str] = {}  # ("footnote", id) → its sign, in the order of the calls
        self.unread: list[str] = []  # kinds of what is embedded and not read: "object", "drawing"
        self._counts = {"footnote": 0, "endnote": 0}
        self._looks: dict[Layers, Look] = {}

    def look(self, layers: Layers) -> Look:
        """How letters look; most runs of a document look like another."""
        if layers not in self._looks:
            self._looks[layers] = look(layers)
        return self._looks[layers]

    def call(self, kind: str, id_: str, counts: bool) -> str:
        """The sign of a note where the text calls it; ``""`` for one that does not count."""
        if counts and not self.notes.get((kind, id_)):
            self._counts[kind] += 1
            count = self._counts[kind]
            self.notes[kind, id_] = str(count) if kind == "footnote" else numerals.roman(count)
        return self.notes.setdefault((kind, id_), "")

    def _paper(self) -> int:
        """The colour of the page, where the document shows one."""
        main = self.package.tree(self.package.main)
        given = tree.child(main, "w:background")
        shown = tree.switch(self.settings, "w:displayBackgroundShape")
        colour = self.palette.read(given, "color") if given is not None and shown else None
        return WHITE if colour in (None, AUTO) or colour is None else colour
