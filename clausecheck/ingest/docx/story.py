"""One story of a document (its body, a header, a note) → paragraphs, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from clausecheck.ingest.docx import drawings, properties, symbols, tables, tree
from clausecheck.ingest.docx.colours import AUTO
from clausecheck.ingest.docx.fields import Fields
from clausecheck.ingest.docx.looks import Layers, Trick, vanishes
from clausecheck.ingest.docx.numbering import Counts
from clausecheck.ingest.docx.pieces import PLAIN, Change, Paragraph, Piece, change
from clausecheck.ingest.docx.properties import NOTHING, Paragraphing, Props
from clausecheck.ingest.docx.setting import Setting
from clausecheck.ingest.docx.styles import Region
from clausecheck.ingest.docx.tables import CLIPPED, Table
from clausecheck.ingest.docx.tree import Node, attr, child, descend, name

_SPACES: Final = str.maketrans("\n\r\t", "   ")  # inside w:t they are spaces
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
# Word understands what Microsoft put into its own namespaces; of the rest it shows the fallback.
_UNDERSTOOD: Final = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
# What is looked at from its parent, or says nothing to read.
_SKIPPED: Final = frozenset(
    "w:pPr w:rPr w:tblPr w:trPr w:tcPr w:sectPr w:sdtPr w:sdtEndPr w:tblGrid w:tblPrEx w:rt w:ffData "
    "m:oMathParaPr m:rPr w:rubyPr w:fldData".split()
)
_SIGNS: Final = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}  # fmt: skip


class _Open:
    """A paragraph that is being read."""

    def __init__(self, part: str) -> None:
        self.made = Paragraph(part)
        self.paragraphing = Paragraphing()
        self.layers = Layers(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)
        self.look = self.number_look = PLAIN
        self.after: list[Paragraph] = []  # of its text boxes
        self.gone = False  # its mark is deleted: its words stand before those of the next paragraph
        self.veiled = False  # its mark is hidden: the next paragraph goes on in its line


class Story:
    """Reads one story. Nothing here calls itself, however deep the XML is."""

    def __init__(self, setting: Setting, part: str, root: Node, counts: Counts) -> None:
        """``counts``: how far the lists have counted in what comes before."""
        self._setting, self._part, self._root = setting, part, root
        self._counts = [counts]
        self._fields = Fields(root)
        self._flows: list[list[Paragraph]] = [[]]
        self._pending: list[Paragraph | None] = [None]  # for each flow: what the next paragraph goes on with
        self._paragraphs: list[_Open] = []
        self._tables: list[Table] = []
        self._rows: list[list[list[Paragraph]]] = []  # for each open row: its cells so far
        self._changes: list[Change] = []
        self._regions: list[Region] = [Region(NOTHING, setting.paper)]
        self._covers: list[Trick | None] = []
        self._crowded = sum(name(node) in ("wp:anchor", "v:shape", "v:rect") for node in root.iter()) > 1
        self._starts: dict[str, Callable[[Node], None]] = {
            "w:p": self._open_paragraph, "w:r": self._open_run, "w:t": self._text, "w:delText": self._text,
            "m:t": self._text, "w:tbl": self._open_table, "w:tr": self._open_row, "w:tc": self._open_cell,
            "w:txbxContent": self._open_box, "w:ins": self._open_change, "w:del": self._open_change,
            "w:moveFrom": self._open_change, "w:moveTo": self._open_change, "w:sym": self._symbol,
            "w:fldChar": self._field, "w:instrText": self._code, "w:footnoteReference": self._note,
            "w:endnoteReference": self._note, "w:commentRangeStart": self._comment,
            "w:commentRangeEnd": self._comment, "w:lastRenderedPageBreak": self._turn,
            "w:drawing": self._drawing, "w:pict": self._drawing, "w:object": self._object,
            "a:graphicData": self._graphic, "w:altChunk": self._chunk, "w:subDoc": self._chunk,
            **dict.fromkeys(_SIGNS, self._sign),
        }  # fmt: skip
        self._ends: dict[str, Callable[[Node], None]] = {
            "w:p": self._close_paragraph, "w:tbl": self._close_table, "w:tr": self._close_row,
            "w:tc": self._close_cell, "w:txbxContent": self._close_box, "w:ins": self._close_change,
            "w:del": self._close_change, "w:moveFrom": self._close_change, "w:moveTo": self._close_change,
        }  # fmt: skip

    def read(self) -> list[Paragraph]:
        """All paragraphs, empty ones too."""
        walk = tree.walk(self._root)
        for event, node in walk:
            key = name(node)
            if event == "end":
                close = self._ends.get(key)
                if close is not None:
                    close(node)
            elif key in _SKIPPED or (key in ("mc:Choice", "mc:Fallback") and not _chosen(node)):
                walk.skip_subtree()
            else:
                start = self._starts.get(key)
                if start is not None:
                    start(node)
        self._settle()
        return self._flows[0]

    # ------------------------------------------------------------ paragraphs

    def _open_paragraph(self, node: Node) -> None:
        setting, about = self._setting, child(node, "w:pPr")
        paragraphing, props = setting.styles.paragraph(tree.value(about, "w:pStyle"))
        if about is not None:
            paragraphing = properties.of_paragraph(about, setting.palette).over(paragraphing)
        region = self._regions[-1]
        own = paragraphing.paper
        paper = region.paper if own is None or own == AUTO else own
        open_ = _Open(self._part)
        open_.paragraphing = paragraphing
        open_.layers = Layers(setting.styles.defaults, region.props, props, NOTHING, NOTHING, paper)
        open_.look = setting.look(open_.layers)
        if paragraphing.outline is not None and 0 <= paragraphing.outline <= 8:
            open_.made.level = paragraphing.outline + 1
        mark = child(about, "w:rPr")
        taken = ("w:ins", "w:moveTo") if setting.before else ("w:del", "w:moveFrom")
        gone = any(child(mark, key) is not None for key in taken)
        direct = properties.of_run(mark, setting.palette)
        marked = open_.layers._replace(direct=direct)
        open_.number_look = setting.look(marked)._replace(hidden=None)
        open_.gone, open_.veiled = gone, vanishes(marked)
        self._covers.append(CLIPPED if paragraphing.clipped else None)
        self._paragraphs.append(open_)

    def _close_paragraph(self, node: Node) -> None:
        """Finish a paragraph, or keep it for the next one.

        Where marks are deleted, Word keeps the last one with all that it says (so Open XML PowerTools); the
        mark of a run-in heading ("style separator") is hidden, and the heading's number counts.
        """
        open_ = self._paragraphs.pop()
        self._covers.pop()
        made, before, flow = open_.made, self._pending[-1], self._flows[-1]
        if before is not None:
            _join(before, made)
        seen = any(not piece.look.hidden and not piece.deleted for piece in made.pieces if piece.text.strip())
        if not made.numbered and not open_.gone and (seen or not open_.veiled):
            self._number(open_)
        if open_.gone or (open_.veiled and seen):
            self._pending[-1] = made
        else:
            self._pending[-1] = None
            flow.append(made)
        flow += open_.after

    def _number(self, open_: _Open) -> None:
        """Count the paragraph, and put its number before its text."""
        number = self._setting.numbering.next(open_.paragraphing, self._counts[-1])
        if number:
            open_.made.pieces.insert(0, Piece(number, open_.number_look))
            open_.made.numbered = True

    def _settle(self) -> None:
        """A paragraph that nothing goes on with stands alone."""
        if self._pending[-1] is not None:
            self._flows[-1].append(self._pending[-1])
            self._pending[-1] = None

    # ------------------------------------------------------------ runs and text

    def _open_run(self, node: Node) -> None:
        if not self._paragraphs:
            return
        open_, about, setting = self._paragraphs[-1], child(node, "w:rPr"), self._setting
        style = tree.value(about, "w:rStyle")
        character = setting.styles.character(style) if style is not None else NOTHING
        direct: Props = properties.of_run(about, setting.palette)
        open_.look = setting.look(open_.layers._replace(character=character, direct=direct))

    def _add(self, text: str, node: Node | None = None, at: int = 0, deleted: bool = False) -> None:
        if not text or not self._paragraphs or self._fields.in_code:
            return
        open_ = self._paragraphs[-1]
        look, changed = open_.look, self._change()
        if deleted and not self._setting.before and (changed is None or changed.kind != "deleted"):
            changed = Change("deleted", "deleted", "deleted")
        cover = next((trick for trick in reversed(self._covers) if trick is not None), None)
        if cover is not None and look.hidden is None:
            look = look._replace(hidden=cover)
        if look.caps and len(upper := text.upper()) == len(text):
            text = upper
        open_.made.pieces.append(Piece(text, look, changed, node, at))

    def _text(self, node: Node) -> None:
        text = (node.text or "").translate(_SPACES)
        at = 0
        if node.get(_XML_SPACE) != "preserve":
            at = len(text) - len(text.lstrip(" "))
            text = text.strip(" ")
        key = name(node)
        self._add(text, node if key != "m:t" else None, at, deleted=key == "w:delText")

    def _sign(self, node: Node) -> None:
        self._add(_SIGNS[name(node)])

    def _symbol(self, node: Node) -> None:
        self._add(symbols.read(node))

    def _field(self, node: Node) -> None:
        self._add(self._fields.mark(node))

    def _code(self, node: Node) -> None:
        self._fields.code(node.text or "")

    def _note(self, node: Node) -> None:
        """A footnote's or endnote's sign, in brackets: it must not run into the word before it."""
        changed, own = self._change(), attr(node, "customMarkFollows") in ("1", "true", "on")
        counts = not own and (changed is None or changed.kind != "deleted")
        kind = name(node)[2:].removesuffix("Reference")
        sign = self._setting.call(kind, attr(node, "id") or "", counts)
        self._add(f"[{sign}]" if sign else "")

    def _comment(self, node: Node) -> None:
        sign = "+" if name(node) == "w:commentRangeStart" else "-"
        if self._paragraphs:
            self._paragraphs[-1].made.pieces.append(Piece("", comment=sign + (attr(node, "id") or "")))

    # ------------------------------------------------------------ changes

    def _change(self) -> Change | None:
        """What holds here: a deletion wherever it stands, else the innermost insertion."""
        deleted = next((each for each in reversed(self._changes) if each.kind == "deleted"), None)
        return deleted or (self._changes[-1] if self._changes and not self._setting.before else None)

    def _open_change(self, node: Node) -> None:
        key = name(node)
        self._changed(node, key in ("w:del", "w:moveFrom"), moved=key in ("w:moveFrom", "w:moveTo"))

    def _changed(self, node: Node, deleted: bool, moved: bool = False) -> None:
        """Begin a change; before all changes, what was put in is not there, and nothing was taken out."""
        made = change(node, "deleted" if deleted else "inserted", moved)
        if self._setting.before:
            made = made._replace(kind="inserted" if deleted else "deleted")
        self._changes.append(made)

    def _close_change(self, node: Node) -> None:
        self._changes.pop()

    # ------------------------------------------------------------ tables and boxes

    def _open_flow(self, region: Region) -> None:
        self._settle()
        self._flows.append([])
        self._pending.append(None)
        self._regions.append(region)

    def _close_flow(self) -> list[Paragraph]:
        self._settle()
        self._pending.pop()
        self._regions.pop()
        return self._flows.pop()

    def _open_table(self, node: Node) -> None:
        self._settle()
        self._tables.append(Table(node, self._setting.styles, self._setting.palette))

    def _close_table(self, node: Node) -> None:
        self._tables.pop()

    def _open_row(self, node: Node) -> None:
        if not self._tables:
            return
        self._covers.append(self._tables[-1].open_row(node))
        self._rows.append([])
        for key in ("w:del", "w:ins"):
            if (given := descend(node, "w:trPr", key)) is not None:
                self._changed(given, key == "w:del")

    def _close_row(self, node: Node) -> None:
        if not self._tables:
            return
        self._covers.pop()
        for key in ("w:del", "w:ins"):
            if descend(node, "w:trPr", key) is not None:
                self._changes.pop()
        self._flows[-1] += tables.lines(self._rows.pop())

    def _open_cell(self, node: Node) -> None:
        behind = self._regions[-1]
        region, cover = self._tables[-1].open_cell(node) if self._tables else (Region(), None)
        paper = region.paper if region.paper not in (None, AUTO) else behind.paper
        self._open_flow(Region(region.props, paper))
        self._covers.append(cover)

    def _close_cell(self, node: Node) -> None:
        self._covers.pop()
        cell = self._close_flow()
        if self._rows:
            self._rows[-1].append(cell)
        else:
            self._flows[-1] += cell

    def _open_box(self, node: Node) -> None:
        behind = self._regions[-1].paper
        paper = drawings.ground(node, self._setting.palette, behind, self._crowded)
        self._flows.append([])
        self._pending.append(None)
        self._regions.append(Region(NOTHING, paper))
        self._counts.append(Counts())
        self._covers.append(drawings.concealed(node))

    def _close_box(self, node: Node) -> None:
        self._covers.pop()
        self._counts.pop()
        content = self._close_flow()
        if self._paragraphs:
            self._paragraphs[-1].after += content
        else:
            self._flows[-1] += content

    # ------------------------------------------------------------ what is not text

    def _turn(self, node: Node) -> None:
        if self._paragraphs and not self._fields.in_code:
            made = self._paragraphs[-1].made
            if made.text.strip():
                made.late += 1
            else:
                made.turns += 1

    def _drawing(self, node: Node) -> None:
        if self._paragraphs and drawings.fills_page(node):
            self._paragraphs[-1].made.pages_unread += 1

    def _object(self, node: Node) -> None:
        self._setting.unread.append("object")

    def _chunk(self, node: Node) -> None:
        self._flows[-1].append(Paragraph(self._part, pages_unread=1))

    def _graphic(self, node: Node) -> None:
        if (node.get("uri") or "").endswith(("/diagram", "/chart")):
            self._setting.unread.append("drawing")


def _join(before: Paragraph, made: Paragraph) -> None:
    """Put the words of ``before`` in front of ``made``."""
    made.pieces[:0] = before.pieces
    made.numbered = before.numbered
    made.turns += before.turns
    made.late += before.late
    made.pages_unread += before.pages_unread
    made.level = before.level if before.numbered or not made.level else made.level


def _chosen(node: Node) -> bool:
    """Whether ``mc:Choice`` or ``mc:Fallback`` is the one that Word shows."""
    parent = node.getparent()
    for each in parent if parent is not None else ():
        if name(each) == "mc:Fallback":
            return each is node
        needs = (each.get("Requires") or "").split()
        if name(each) == "mc:Choice" and all(
            (each.nsmap.get(prefix) or "").startswith(_UNDERSTOOD) for prefix in needs
        ):
            return each is node
    return False
