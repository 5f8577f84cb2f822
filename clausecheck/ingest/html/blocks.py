"""Elements and text of a page → its paragraphs, as a browser sets them one under the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from clausecheck.ingest.html import typed
from clausecheck.ingest.html.hiding import Cause
from clausecheck.ingest.html.listing import Listing
from clausecheck.ingest.html.look import Look
from clausecheck.ingest.html.tree import Element, Event
from clausecheck.model.noun import NamedTuple

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol optgroup p pre search section summary table tbody td tfoot th thead tr ul xmp listing".split()
)
# What is no text of the page, or is not shown as text.
LEFT_OUT = frozenset(
    "script style template noscript head title svg canvas video audio iframe object embed applet noembed "
    "noframes datalist map area frame frameset math-annotation rp colgroup".split()
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OUTER = re.compile(r"block|flex|grid|table(?:-caption)?|list-item|flow-root|table-row(?:-group)?")
_SPACES = re.compile(r"[ \t\n\f]+")
_TYPED = ("pre", "pre-wrap", "pre-line", "break-spaces")
_LABEL = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-z]|[ivxlcIVXLC]{1,7})[.)\]:]{0,2}|[•·–—*§-]")
_OWN_LABEL = re.compile(
    r"\s*(?:[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxl]{2,6}|[IVXL]{2,6})[.)\]](?=\s|\Z)|[•·]\s?)"
)
_BUTTONS = frozenset(("submit", "button", "reset"))
_VALUES = frozenset(
    ("", "text", "email", "tel", "url", "number", "date", "search", "datetime-local", "month")
)


class Piece(NamedTuple):
    """A stretch of a paragraph that looks alike."""

    text: str
    cause: Cause | None  # why it is not seen
    bold: bool
    link: bool  # of a link, a button or a menu


class Paragraph(NamedTuple):
    """What stands between two breaks."""

    pieces: tuple[Piece, ...]
    level: int  # of a heading; 0: none
    frame: str  # "nav", "header", "footer", where it stands in one of the page's; else empty

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)


def paragraphs(events: Sequence[Event], looks: Sequence[Look]) -> list[Paragraph]:
    """The page's paragraphs, in order."""
    unchosen = _unchosen(events)
    writer = _Writer(looks, _backwards(events))
    skip = 0  # elements that are open within one that is left out
    for event in events:
        if isinstance(event, str):
            if not skip:
                writer.write(event)
        elif event is None:
            skip -= skip > 0
            if not skip:
                writer.close()
        elif skip or event.tag in LEFT_OUT or event.index in unchosen:
            if not skip:
                writer.open(event, empty=True)
            skip += 1
        else:
            writer.open(event)
    writer.end_paragraph()
    return writer.done


def _unchosen(events: Sequence[Event]) -> set[int]:
    """Options that a menu does not show: all but the one that is chosen, or the first."""
    options: dict[int, list[Element]] = {}
    for event in events:
        if isinstance(event, Element) and event.tag == "option":
            menu = event.parent
            while menu is not None and menu.tag != "select" and menu.tag in ("optgroup", "hr"):
                menu = menu.parent
            if (
                menu is not None
                and menu.tag == "select"
                and not {"multiple", "size"} & menu.attributes.keys()
            ):
                options.setdefault(menu.index, []).append(event)
    quiet = set()
    for each in options.values():
        chosen = next((option for option in each if "selected" in option.attributes), each[0])
        quiet |= {option.index for option in each if option is not chosen}
    return quiet


def _backwards(events: Sequence[Event]) -> Counter[int]:
    """How many items a list has that counts down, by its index."""
    items = (event for event in events if isinstance(event, Element) and event.tag == "li")
    around = (item.parent for item in items)
    return Counter(each.index for each in around if each is not None and "reversed" in each.attributes)


class _Open(NamedTuple):
    element: Element
    look: Look
    block: bool
    link: bool
    level: int
    frame: str
    closing: str  # written as it ends: a quotation mark


class _Row:
    """A row of a table: the paragraphs of each of its cells."""

    def __init__(self) -> None:
        self.cells: list[list[Paragraph]] = []

    def add(self, paragraph: Paragraph) -> None:
        """To the cell that is open."""
        if not self.cells:
            self.cells.append([])
        self.cells[-1].append(paragraph)

    def lines(self) -> Iterator[Paragraph]:
        """One line with tabs, where each cell is one paragraph; what holds more is a layout, cell by cell."""
        cells = [cell for cell in self.cells if cell]
        if any(paragraph.level for cell in cells for paragraph in cell) and len(cells) > 1:
            yield from (paragraph for cell in cells for paragraph in cell)
        elif all(len(cell) == 1 for cell in cells):
            yield from _joined([cell[0] for cell in cells])
        elif len(cells) == 2 and len(cells[0]) == 1 and _LABEL.fullmatch(cells[0][0].text):
            yield from _joined([cells[0][0], cells[1][0]])
            yield from cells[1][1:]
        else:
            yield from (paragraph for cell in cells for paragraph in cell)


def _joined(cells: list[Paragraph]) -> Iterator[Paragraph]:
    if cells:
        pieces: list[Piece] = []
        for cell in cells:
            if pieces:
                pieces.append(Piece("\t", None, pieces[-1].bold, pieces[-1].link))
            pieces += [
                piece._replace(text=piece.text.replace("\n", " ")) if len(cells) > 1 else piece
                for piece in cell.pieces
            ]
        yield Paragraph(tuple(pieces), cells[0].level, cells[0].frame)


class _Writer:
    def __init__(self, looks: Sequence[Look], backwards: Counter[int]) -> None:
        self._backwards = backwards
        self.done: list[Paragraph] = []
        self._looks = looks
        self._open: list[_Open] = []
        self._rows: list[_Row] = []
        self._lists: list[Listing] = []
        self._pieces: list[Piece] = []
        self._marker = ""  # of a list item that has no text yet
        self._fresh = True  # white space here is not shown: a line begins, or there is some already

    def open(self, element: Element, empty: bool = False) -> None:
        look = self._looks[element.index]
        above = self._open[-1] if self._open else None
        block = self._is_block(element, look)
        if block:
            self.end_paragraph()
        elif above is not None and above.look.display.endswith(("flex", "grid")):
            self.write(" ")  # its parts stand apart
        level = HEADINGS.get(element.tag, above.level if above else 0)
        link = element.tag in ("a", "button", "option", "label") or (above.link if above else False)
        frame = above.frame if above and above.frame else _frame(element)
        closing = "”" if element.tag == "q" else ""
        self._open.append(_Open(element, look, block, link, level, frame, closing))
        if not empty:
            self._begin(element, look)

    def close(self) -> None:
        closed = self._open[-1] if self._open else None
        if closed is None:
            return
        if closed.closing:
            self.write(closed.closing)
        if closed.block:
            self.end_paragraph()
        self._open.pop()
        match closed.element.tag:
            case "tr" if self._rows:
                for paragraph in self._rows.pop().lines():
                    self._put(paragraph)
            case "ol" | "ul" | "menu" | "dir" if self._lists:
                self._lists.pop()
            case "li":
                self._marker = ""

    def _begin(self, element: Element, look: Look) -> None:
        match element.tag:
            case "br":
                self._break()
            case "q":
                self.write("“")
            case "tr":
                self._rows.append(_Row())
            case "td" | "th" if self._rows:
                self._rows[-1].cells.append([])
            case "ol" | "ul" | "menu" | "dir":
                self._lists.append(Listing(element, look.marker, self._backwards[element.index]))
            case "li":
                self._marker += self._lists[-1].marker(element, look.marker) if self._lists else "• "
            case "input":
                kind = element.get("type").lower()
                if kind in _VALUES or kind in _BUTTONS:
                    self.write(f" {element.get('value')} ")

    def _is_block(self, element: Element, look: Look) -> bool:
        if look.display in ("", "none", "inherit", "initial", "unset", "revert"):
            return element.tag in BLOCKS
        if element.tag in ("tr", "td", "th"):
            return True
        return _OUTER.fullmatch(look.display) is not None

    def write(self, text: str) -> None:
        if not text or not self._open:
            return None
        here = self._open[-1]
        if here.look.space in _TYPED:
            return self._typed(text, here)
        text = _SPACES.sub(" ", text)
        if self._fresh:
            text = text.removeprefix(" ")
        if text:
            self._fresh = text.endswith(" ")
            self._add(text, here)
        return None

    def _typed(self, text: str, here: _Open) -> None:
        if here.look.space == "pre-line":
            text = re.sub(r"[ \t\f]+", " ", text)
        elif here.look.space == "pre":
            text = typed.whole(text)
        if not self._pieces:
            text = text.lstrip("\n")
        if text:
            self._fresh = text[-1] in " \n"
            self._add(text, here)

    def _add(self, text: str, here: _Open) -> None:
        if self._marker and text.strip():
            marker, self._marker = self._marker, ""
            if marker != "• " or not _OWN_LABEL.match(text):  # pages without their style sheets show both
                text = marker + text.lstrip()
        look = here.look
        piece = Piece(text, look.cause, look.bold, here.link)
        if self._pieces and self._pieces[-1][1:] == piece[1:]:
            self._pieces[-1] = piece._replace(text=self._pieces[-1].text + text)
        else:
            self._pieces.append(piece)

    def _break(self) -> None:
        if self._pieces:
            self._trim()
            here = self._open[-1]
            self._pieces.append(Piece("\n", None, here.look.bold, here.link))
            self._fresh = True

    def _trim(self) -> None:
        """Without the white space at the end, but for line breaks."""
        while self._pieces:
            last = self._pieces[-1]
            text = last.text.rstrip(" \t")
            if text:
                self._pieces[-1] = last._replace(text=text)
                return
            self._pieces.pop()

    def end_paragraph(self) -> None:
        """What was written so far is a paragraph."""
        pieces, self._pieces, self._fresh = self._pieces, [], True
        while pieces and not pieces[-1].text.strip():
            pieces.pop()
        if not pieces or not self._open:
            return
        pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.rstrip(" \t\n"))
        here = self._open[-1]
        self._put(Paragraph(tuple(pieces), here.level, here.frame))

    def _put(self, paragraph: Paragraph) -> None:
        if self._rows:
            self._rows[-1].add(paragraph)
        else:
            self.done.append(paragraph)


def _frame(element: Element) -> str:
    """Whether the element begins the page's navigation, head or foot."""
    role = element.get("role").lower()
    if element.tag == "nav" or role == "navigation":
        return "nav"
    if role in ("banner", "contentinfo"):
        return "header" if role == "banner" else "footer"
    if element.tag in ("header", "footer"):
        around = element.parent
        while around is not None and around.depth < 50:
            if around.tag in ("main", "article", "section", "aside", "blockquote", "dialog", "td"):
                return ""
            around = around.parent
        return element.tag
    return ""
