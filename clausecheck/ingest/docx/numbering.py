"""numbering.xml → the number that Word shows before a paragraph.

Numbers are not in a document's text. Word counts them: each abstract list has one count a level, shared by
all lists made from it; a list may start a level over or replace it (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from typing import Final

from clausecheck.ingest.docx import numerals, properties, tree
from clausecheck.ingest.docx.colours import Palette
from clausecheck.ingest.docx.properties import Paragraphing
from clausecheck.ingest.docx.styles import Styles
from clausecheck.ingest.docx.tree import Node
from clausecheck.model.noun import NamedTuple

_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_LINKS: Final = 16  # lists that stand for lists; Word writes one
# Bullets of symbol fonts are letters or private signs in the file: Wingdings "§" is a small square. "o" in
# Courier New is Word's own second bullet.
_SYMBOL_FONTS: Final = ("symbol", "wingdings", "webdings", "courier new", "zapf dingbats", "marlett")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
BULLET: Final = "•"


class Level(NamedTuple):
    """One level of a list."""

    start: int
    form: str
    text: str  # "%1.%2"
    restart: int  # the level (1-based) that starts it over; 0: none
    legal: bool  # the numbers of the levels above are decimal
    suffix: str
    style: str | None  # the paragraph style that is linked to it
    hidden: bool


class Counts:
    """How far the lists have counted in one story: body, margins, notes and each text box count alone.

    So Word does it, as docx4j measured.
    """

    def __init__(self) -> None:
        self.of: dict[int, list[int | None]] = {}  # abstract list → the count of each level
        self.seen: set[tuple[int, int]] = set()  # (abstract list, level)
        self.started: set[tuple[int, int]] = set()  # (list, level) whose own start was used


class Numbering:
    """The lists of a document. Ask in document order, once a paragraph."""

    def __init__(self, root: Node | None, styles: Styles, palette: Palette) -> None:
        self._styles = styles
        self._palette = palette
        self._abstracts = _by_id(root, "w:abstractNum", "abstractNumId")
        self._lists = _by_id(root, "w:num", "numId")
        self._levels: dict[int, tuple[int, dict[int, Level]]] = {}
        self._overrides: dict[int, dict[int, int]] = {}

    def next(self, paragraphing: Paragraphing, counts: Counts) -> str:
        """The number of the next paragraph with what follows it (a tab, a space); ``""`` without."""
        list_id = paragraphing.list_id
        if not list_id or list_id not in self._lists:
            return ""
        abstract, levels = self._list(list_id)
        at = self._level_of(paragraphing, levels)
        level = levels.get(at)
        if level is None:
            return ""
        self._count(counts, list_id, at)
        if level.hidden:
            return ""
        count = counts.of[abstract]
        shown = _PLACE.sub(lambda place: _written(levels, count, at, int(place[1]) - 1), level.text)
        return shown + level.suffix if shown.strip() else ""

    def _count(self, counts: Counts, list_id: int, at: int) -> None:
        """Go one further, and let the deeper levels begin anew.

        A level above that has not been used yet counts as used once (docx4j and LibreOffice agree).
        """
        abstract, levels = self._list(list_id)
        count = counts.of.setdefault(abstract, [None] * _LEVELS)
        above = at
        while above and (abstract, above) not in counts.seen:
            counts.seen.add((abstract, above))
            above -= 1
            if (abstract, above) not in counts.seen and above in levels:
                count[above] = levels[above].start
        counts.seen.add((abstract, above))
        override, before = self._overrides[list_id].get(at), count[at]
        if override is not None and (list_id, at) not in counts.started:
            count[at] = override
        else:
            count[at] = levels[at].start if before is None else before + 1
        counts.started.add((list_id, at))
        for deeper in range(at + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else deeper
            if at < restart:
                count[deeper] = None

    def _level_of(self, paragraphing: Paragraphing, levels: dict[int, Level]) -> int:
        """A style's level is the one that is linked to it; a paragraph's own goes first."""
        style = paragraphing.list_style
        if style is not None:
            linked = next((at for at, level in levels.items() if level.style == style), None)
            if linked is not None and not paragraphing.list_level:
                return linked
        return max(0, min(paragraphing.list_level or 0, _LEVELS - 1))

    def _list(self, list_id: int) -> tuple[int, dict[int, Level]]:
        """The abstract list behind a list, and its levels with the list's own changes."""
        if list_id not in self._levels:
            abstract = self._abstract(list_id)
            levels = self._read(self._abstracts.get(abstract))
            overrides: dict[int, int] = {}
            for change in tree.children(self._lists[list_id], "w:lvlOverride"):
                at = tree.number(tree.attr(change, "ilvl"))
                if at is None or not 0 <= at < _LEVELS:
                    continue
                if (level := tree.child(change, "w:lvl")) is not None:
                    levels[at] = self._level(level, at)
                if (start := tree.number(tree.value(change, "w:startOverride"))) is not None:
                    overrides[at] = start
            self._levels[list_id], self._overrides[list_id] = (abstract, levels), overrides
        return self._levels[list_id]

    def _abstract(self, list_id: int) -> int:
        """The abstract list, through the numbering styles that may stand between (17.9.21)."""
        at: int | None = list_id
        abstract = -1
        for _ in range(_LINKS):
            found = tree.number(tree.value(self._lists.get(at or 0), "w:abstractNumId"))
            abstract = abstract if found is None else found
            link = tree.value(self._abstracts.get(abstract), "w:numStyleLink")
            if link is None:
                break
            at = self._styles.list_of(link)
        return abstract

    def _read(self, abstract: Node | None) -> dict[int, Level]:
        levels: dict[int, Level] = {}
        for node in tree.children(abstract, "w:lvl"):
            at = tree.number(tree.attr(node, "ilvl"))
            if at is not None and 0 <= at < _LEVELS:
                levels[at] = self._level(node, at)
        return levels

    def _level(self, node: Node, at: int) -> Level:
        look = tree.child(node, "w:rPr")
        form = _form(node)
        text = (tree.value(node, "w:lvlText") or "")[:100]
        picture = tree.child(node, "w:lvlPicBulletId") is not None
        if form == "bullet" and (picture or _in_symbols(look) or _PRIVATE.search(text)):
            text = BULLET
        restart = tree.number(tree.value(node, "w:lvlRestart"))
        suffix = {"space": " ", "nothing": ""}.get(tree.value(node, "w:suff") or "", "\t")
        return Level(
            start=tree.number(tree.value(node, "w:start")) or 0,
            form=form,
            text=text,
            restart=at if restart is None else restart,
            legal=bool(tree.switch(node, "w:isLgl")),
            suffix=suffix,
            style=tree.value(node, "w:pStyle"),
            hidden=bool(properties.of_run(look, self._palette).vanish),
        )


def _written(levels: dict[int, Level], counts: list[int | None], shown: int, at: int) -> str:
    """One number of a label; a level that has not counted yet shows where it will start.

    "Legal" writes the levels above in decimal, and the level itself in its own form: "Section 1.01".
    """
    level = levels.get(at)
    if level is None:
        return ""
    count = counts[at]
    plain = levels[shown].legal and at < shown and level.form != "none"
    return numerals.write(level.start if count is None else count, "decimal" if plain else level.form)


def _form(node: Node) -> str:
    """The format's name; a form of its own ("001, 002 …") stands in an alternative."""
    given = tree.child(node, "w:numFmt")
    if given is None:
        given = tree.descend(node, "mc:AlternateContent", "mc:Choice", "w:numFmt")
    if given is None:
        return "decimal"
    form = tree.attr(given, "val") or "decimal"
    return (tree.attr(given, "format") or "").split(",")[0].strip() if form == "custom" else form


def _in_symbols(look: Node | None) -> bool:
    fonts = tree.child(look, "w:rFonts")
    named = (tree.attr(fonts, "ascii") or tree.attr(fonts, "hAnsi") or "") if fonts is not None else ""
    return named.lower().startswith(_SYMBOL_FONTS)


def _by_id(root: Node | None, kind: str, key: str) -> dict[int, Node]:
    found: dict[int, Node] = {}
    for node in tree.children(root, kind):
        id_ = tree.number(tree.attr(node, key))
        if id_ is not None:
            found.setdefault(id_, node)
    return found
