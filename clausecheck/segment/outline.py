"""Rows → blocks: where a clause begins, what it is called, and what it stands under.

A label counts only with evidence: it begins a row that may begin a clause, and it goes on from an open
series (1, 2, 3; 1.1, 1.2; (a), (b)) or opens one. So "Section 4.2 of this Agreement" at the start of a
row, a year or a price stay in their sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from clausecheck.segment import headings, numbering
from clausecheck.segment.layout import Layout, Row
from clausecheck.segment.numbering import Label, Reading

_ENDED = re.compile(r"[.:;!?][\"')\]]*\Z|[;,]\s*(?:and|or|and/or|but)\Z|_{3,}\Z", re.I)
_SENTENCE_END = re.compile(r"[.!?:][\"')\]]*\Z")
# A row that ends like this goes on with a number: "as set out in Section / 4.2".
_POINTING = re.compile(
    r"\b(?:sections?|secs?\.|articles?|art\.|clauses?|paragraphs?|sub-?(?:section|clause|paragraph)s?|schedules?|"
    r"exhibits?|annex(?:es)?|appendix|parts?|§+|no\.|nos\.|under|in|of|to|by|with|the|an?|and|or|than|from|per|"
    r"\(|\$|US\$|USD|EUR|£|€|rule|form|regulation|at|on|for|about|least|page)\Z",
    re.I,
)
_OPENS_PARAGRAPH = re.compile(
    r"WHEREAS\b|Whereas,|NOW,? THEREFORE|Now,? therefore|IN WITNESS WHEREOF|In witness whereof|"
    r"\"[A-Z][^\"]{1,80}\"[^.]{0,60}?\b(?:means?|shall mean|has the meaning|have the meaning|refers to)\b"
)
_CLOSES = re.compile(
    r"in witness whereof|\[?signature page|executed (?:by|as of)|the parties have (?:executed|caused)", re.I
)
_RECITALS = re.compile(r"(?:recitals?|background|witnesseth|preamble|whereas)\W*\Z", re.I)
_LOOK_AHEAD = 80  # rows in which the next label of a series is looked for
_JUMP = 3  # labels that may be missing in a series


@dataclass(slots=True)
class Block:
    """Rows that make one clause, its label, and the block it stands under."""

    rows: list[Row]
    label: Label | None = None
    number: str | None = None
    parent: int | None = None
    kind: str = "paragraph"  # labelled, heading, paragraph, contents
    heading_rows: int = 0  # so many rows are nothing but label and heading
    heading_done: bool = False
    series: str = ""


@dataclass(slots=True)
class Frame:
    """An open place in the outline: the last label of a series, or a heading."""

    block: int
    rank: str
    reading: Reading | None
    number: str


@dataclass(slots=True)
class Outline:
    """Reads rows in order and builds the blocks."""

    layout: Layout
    blocks: list[Block] = field(default_factory=list)
    stack: list[Frame] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)  # series → last value, wherever it was
    closing: bool = False
    labels: list[Label | None] = field(default_factory=list)

    def build(self) -> list[Block]:
        """All blocks, in order."""
        self.labels = [numbering.read(row.text) for row in self.layout.rows]
        for i in range(len(self.layout.rows)):
            self._row(i)
        return self.blocks

    # ------------------------------------------------------------ one row

    def _row(self, i: int) -> None:
        row, label = self.layout.rows[i], self.labels[i]
        if label is not None:
            strength = self._strength(i)
            place = self._place(i, label, strength) if strength else None
            if place is not None:
                self._open(i, label, *place)
                return
        block = self.blocks[-1] if self.blocks else None
        if block is not None and self._takes(block, i):
            block.rows.append(row)
            return
        if self._is_heading(i):
            self._heading(i)
        elif block is None or self._begins(i):
            self._paragraph(i)
        else:
            block.rows.append(row)

    def _previous(self, i: int) -> Row | None:
        return self.layout.rows[i - 1] if i else None

    def _strength(self, i: int) -> int:
        """How much the row looks like the beginning of something: 0 no, 1 perhaps, 2 yes."""
        row, before = self.layout.rows[i], self._previous(i)
        if before is None:
            return 2
        ended = _ENDED.search(before.text) is not None
        if not ended and _POINTING.search(before.text) and not headings.capitals(before.text):
            return 0
        if row.apart or not self.layout.wrapped:
            return 2
        if self.blocks and self.blocks[-1].kind == "heading" or headings.capitals(before.text):
            return 2
        if ended or not self.layout.full(before):
            return 1
        return 0

    def _begins(self, i: int) -> bool:
        """Whether a row without a label begins a paragraph."""
        row, before = self.layout.rows[i], self._previous(i)
        if before is None:
            return True
        ended = _ENDED.search(before.text) is not None
        if row.apart or not self.layout.wrapped:
            return ended or not row.text[:1].islower() or headings.capitals(before.text)
        if headings.signature(row.text):
            return True
        if not _SENTENCE_END.search(before.text):
            return False
        if _OPENS_PARAGRAPH.match(row.text):
            return True
        if row.text[:1].islower():
            return False
        return not self.layout.full(before) or row.indent > before.indent + self.layout.step

    def _is_heading(self, i: int) -> bool:
        row = self.layout.rows[i]
        if row.rank:
            return True
        after = self.layout.rows[i + 1] if i + 1 < len(self.layout.rows) else None
        before = self._previous(i)
        if (
            before is not None
            and not row.apart
            and self.layout.full(before)
            and not _ENDED.search(before.text)
        ):
            return False
        free = after is None or after.apart or not self.layout.full(row) or not self.layout.wrapped
        if not free:
            return False
        if headings.alone(row.text, row.bold):
            return True
        both = row.apart and (after is None or after.apart)
        return both and not self.closing and headings.titled(row.text)

    def _takes(self, block: Block, i: int) -> bool:
        """Whether the open block takes the row in as its heading or as its first words."""
        row = self.layout.rows[i]
        if block.kind == "contents":
            return False
        text = block.rows[-1].text
        bare = block.label is not None and len(block.rows) == 1 and not text[block.label.end :].strip()
        if bare and block.label is not None and block.label.rank != "bullet":
            if self._is_heading(i) or headings.titled(row.text):
                block.heading_rows = 2
                return True
            if block.label.word:
                return False
            return True
        if self._is_heading(i):
            if block.kind == "heading" and not row.apart and block.heading_rows == len(block.rows):
                if not row.rank and headings.capitals(text) == headings.capitals(row.text):
                    block.heading_rows += 1
                    return True
            return False
        if block.heading_rows == len(block.rows):
            return not headings.signature(row.text)
        if block.label is not None and len(block.rows) == 1:
            rest = text[block.label.end :]
            if rest and headings.after_label(rest) == len(rest) and not rest.endswith((".", ":")):
                block.heading_rows = 1
                return not headings.signature(row.text)
        return False

    # ------------------------------------------------------------ labels

    def _place(self, i: int, label: Label, strength: int) -> tuple[int, Reading] | None:
        """Depth of the stack under which the label belongs, and the reading that holds."""
        rest = self.layout.rows[i].text[label.end :]
        if numbering.refers(rest) or label.word and (rest[:1].islower() or rest[:1] in ",;)"):
            return None
        if label.rank == "bullet":
            return self._bullet(label)
        best: tuple[int, int, Reading] | None = None
        for reading in label.readings:
            found = self._goes_on(reading) or self._opens(i, label, reading, strength)
            if found is not None:
                score, depth = found
                if best is None or (score, depth) > best[:2]:
                    best = (score, depth, reading)
        return None if best is None else (best[1], best[2])

    def _bullet(self, label: Label) -> tuple[int, Reading]:
        reading = label.readings[0]
        for depth in range(len(self.stack) - 1, -1, -1):
            open_ = self.stack[depth].reading
            if open_ is not None and open_.series == reading.series:
                return depth, reading
        return len(self.stack), reading

    def _goes_on(self, reading: Reading) -> tuple[int, int] | None:
        """Score and depth at which an open series goes on with this label."""
        for depth in range(len(self.stack) - 1, -1, -1):
            last = self.stack[depth].reading
            if last is None or last.series != reading.series or last.parts[:-1] != reading.parts[:-1]:
                continue
            if reading.value == last.value + 1:
                return 4, depth
        return None

    def _opens(self, i: int, label: Label, reading: Reading, strength: int) -> tuple[int, int] | None:
        """Score and depth at which the label opens a series, or jumps in one."""
        if len(reading.parts) > 1:
            return self._opens_decimal(reading, strength)
        if label.rank in ("annex", "part", "article"):
            keep = {"annex": (), "part": ("annex",), "article": ("annex", "part")}[label.rank]
            depth = next((d for d, f in enumerate(self.stack) if f.rank not in keep), len(self.stack))
            return 2, depth
        last = self.seen.get(reading.series)
        bare = reading.series == "1"
        if bare and (strength < 2 or last is None and reading.value != 1):
            return None
        top = self._top_level(label)
        if label.rank != "item" and reading.value == 1 and last is None:
            return (2, top) if strength == 2 or self._ahead(i, reading) else None
        if reading.value == 1:
            if strength == 2 or self._ahead(i, reading):
                return 2, len(self.stack)
            return None
        if last is not None and reading.value == last + 1 and label.rank != "item":
            return 3, top
        if strength < 2 or bare:
            return None
        for depth in range(len(self.stack) - 1, -1, -1):
            frame = self.stack[depth].reading
            if (
                frame is not None
                and frame.series == reading.series
                and 1 < reading.value - frame.value <= _JUMP
            ):
                return 1, depth
        if last is None and not any(frame.reading for frame in self.stack):
            return (0, top)
        return None

    def _opens_decimal(self, reading: Reading, strength: int) -> tuple[int, int] | None:
        above = reading.parts[:-1]
        for depth in range(len(self.stack) - 1, -1, -1):
            frame = self.stack[depth].reading
            if frame is None:
                continue
            parts = frame.parts or (frame.value,)
            if parts == above and self.stack[depth].rank != "item":
                if reading.value <= 1 or strength == 2:
                    return 3, depth + 1
            if frame.series == reading.series and frame.parts < reading.parts and strength:
                near = frame.parts[:-1] == above and reading.value - frame.value <= _JUMP
                if near or reading.value <= 1 and above[-1] - frame.parts[-2] in (1, 2):
                    return 2, depth
        if strength == 2 and (reading.series not in self.seen or reading.value <= 1):
            return 1, self._top_level(None)
        return None

    def _top_level(self, label: Label | None) -> int:
        """Depth just under the annex, part or article that is open."""
        keep = ("annex", "part", "article")
        return next((d for d, f in enumerate(self.stack) if f.rank not in keep), len(self.stack))

    def _ahead(self, i: int, reading: Reading) -> bool:
        """Whether the next label of the series begins one of the next rows."""
        for label in self.labels[i + 1 : i + 1 + _LOOK_AHEAD]:
            for other in label.readings if label else ():
                if other.series == reading.series and other.value == reading.value + 1:
                    return True
        return False

    def _open(self, i: int, label: Label, depth: int, reading: Reading) -> None:
        row = self.layout.rows[i]
        del self.stack[depth:]
        parent = self.stack[-1] if self.stack else None
        number = self._number(label, reading, parent)
        block = Block(
            [row], label, number, parent.block if parent else None, "labelled", series=reading.series
        )
        self.seen[reading.series] = reading.value
        if label.rank == "annex":
            self.seen = {}
            self.closing = False
        self.stack.append(
            Frame(len(self.blocks), label.rank, reading, number or (parent.number if parent else ""))
        )
        self.blocks.append(block)

    def _number(self, label: Label, reading: Reading, parent: Frame | None) -> str | None:
        if label.rank == "bullet":
            return None
        if label.word and label.rank != "section":
            return f"{label.word} {label.core}"
        above = parent.number if parent else ""
        if len(reading.parts) > 1 or not above:
            return label.core
        if label.bracketed:
            return f"{above}({label.core})"
        return f"{above}.{label.core}" if label.rank == "plain" else label.core

    # ------------------------------------------------------------ headings and paragraphs

    def _heading(self, i: int) -> None:
        row = self.layout.rows[i]
        depth = self._top_level(None)
        parent = self.stack[depth - 1].block if depth else None
        del self.stack[depth:]
        self.stack.append(Frame(len(self.blocks), "heading", None, ""))
        self.blocks.append(Block([row], parent=parent, kind="heading", heading_rows=1))

    def _paragraph(self, i: int) -> None:
        row = self.layout.rows[i]
        if _CLOSES.match(row.text):
            self.closing = True
            self.stack.clear()
        while self.stack and self.stack[-1].rank in ("item", "bullet", "paragraph"):
            self.stack.pop()
        parent = self.stack[-1].block if self.stack else None
        if row.text.endswith(":"):
            self.stack.append(
                Frame(len(self.blocks), "paragraph", None, self.stack[-1].number if self.stack else "")
            )
        self.blocks.append(Block([row], parent=parent))
