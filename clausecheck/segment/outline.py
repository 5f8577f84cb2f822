"""Rows → blocks: where a clause begins, its label and heading, and the block that it stands under."""

from __future__ import annotations

import re
from collections import Counter

from clausecheck.segment import flow, headings, numbering
from clausecheck.segment.layout import Layout, Row
from clausecheck.segment.numbering import Label
from clausecheck.segment.placement import CONTAINERS, Frame, Places

_CLOSES = re.compile(
    r"in witness whereof|\[?signature page|(?:agreed|accepted) (?:and|by)\b.*:?\Z|"
    r"the parties (?:hereto )?have (?:duly )?(?:executed|caused|signed)",
    re.I,
)
_SAID = 50  # characters; a row that is so long and ends says something, and continues no heading
_RECITALS = re.compile(r"(?:the)?(?:recitals?|background|witnesseth|preamble|whereas|premises)\W*\Z", re.I)
_AGREES = re.compile(
    r"now,? therefore|(?:now )?it is (?:hereby )?agreed|(?:the )?parties (?:hereto )?(?:hereby )?agree", re.I
)


_FRONT = 3  # blocks of a contract in which the number of a filing may stand


class Block:
    """Rows that make one clause, its label, and the block it stands under."""

    def __init__(
        self,
        rows: list[Row],
        label: Label | None = None,
        parent: int | None = None,
        *,
        contents: bool = False,
        heading_rows: int = 0,
        series: str = "",
    ) -> None:
        self.rows, self.label, self.parent, self.contents = rows, label, parent, contents
        self.heading_rows = heading_rows  # so many rows are nothing but label and heading
        self.series = series  # the list that the label belongs to
        self.listed = False  # an item without a sign: the words of its parent lead in to it
        self.number: str | None = None  # in full

    @property
    def text(self) -> str:
        """The last row."""
        return self.rows[-1].text

    @property
    def headed(self) -> bool:
        """All rows so far are label and heading."""
        return self.heading_rows == len(self.rows)


class Outline:
    """Reads rows in order and builds the blocks."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        labels = [None if row.listing else numbering.read(row.text) for row in layout.rows]
        self._places = Places(layout, labels)
        self._blocks: list[Block] = []
        self._closing = False  # among the signatures, where names in title case are no headings

    def build(self) -> list[Block]:
        """All blocks, in order, numbered."""
        for i, row in enumerate(self._layout.rows):
            if not row.listing:
                self._row(i)
            elif self._blocks and self._blocks[-1].contents:
                self._blocks[-1].rows.append(row)
            else:
                self._blocks.append(Block([row], contents=True))
        _list(self._blocks)
        _number(self._blocks)
        return self._blocks

    def _row(self, i: int) -> None:
        row, label = self._layout.rows[i], self._places.labels[i]
        block = self._blocks[-1] if self._blocks and not self._blocks[-1].contents else None
        if label is not None and not (len(self._blocks) < _FRONT and label.of_filing):
            leading = block is not None and not block.headed and flow.leads(block.text, label)
            if not leading:
                self._places.close_paragraph()
            place = self._places.find(i, label, leading)
            if place is not None:
                parent = self._places.open(len(self._blocks), row, label, place)
                self._blocks.append(Block([row], label, parent, series=place.reading.series))
                self._closing = self._closing and label.rank != "annex"
                return
        heading = flow.is_heading(self._layout, i) and not (self._closing and not headings.capitals(row.text))
        if block is not None and self._takes(block, row, heading):
            block.rows.append(row)
        elif heading:
            self._heading(row)
        elif block is not None and flow.goes_on(self._layout, i):
            block.rows.append(row)
        else:
            self._paragraph(row)

    def _takes(self, block: Block, row: Row, heading: bool) -> bool:
        """Whether the open block takes the row as its heading, or as its first words."""
        label = block.label
        if label is not None and len(block.rows) == 1 and label.rank != "bullet":
            rest = block.text[label.end :].strip()
            if not rest:
                if heading or headings.titled(row.text):
                    block.heading_rows = 2
                    return True
                return not label.word
            room = row.apart or row.rank or not self._layout.full(block.rows[0])
            if room and (headings.whole(rest) or (label.rank != "item" and self._over(rest, row))):
                block.heading_rows = 1
        if heading:
            joins = block.headed and label is None and not (row.apart or row.rank or row.bridged)
            if joins and headings.capitals(block.text) == headings.capitals(row.text):
                block.heading_rows += 1
                return True
            return False
        return block.headed and not headings.signature(row.text)

    def _over(self, rest: str, row: Row) -> bool:
        """Whether a few words behind a label are a heading in small letters over the row that follows."""
        said = len(row.text) >= _SAID and flow.ended(row.text)
        follows = row.text[:1].isupper() and (row.apart or self._layout.full(row) or said)
        return follows and headings.brief(rest)

    def _heading(self, row: Row) -> None:
        places = self._places
        depth = places.under_mark(row.rank) if row.rank else places.top()
        rank = "recitals" if _RECITALS.match("".join(row.text.split())) else "heading"
        parent = places.push(depth, Frame(len(self._blocks), rank, mark=row.rank))
        self._blocks.append(Block([row], parent=parent, heading_rows=1))

    def _paragraph(self, row: Row) -> None:
        places = self._places
        if _CLOSES.match(row.text):
            self._closing = True
            places.stack.clear()
        if _AGREES.match(row.text):
            del places.stack[places.top() :]
        self._blocks.append(Block([row], parent=places.push_paragraph(len(self._blocks), row)))


def _list(blocks: list[Block]) -> None:
    """Paragraphs that are a list though no sign says so: what lost its bullets goes on from its lead-in.

    They begin in small letters or end like items, and one that ends like an item has a next one.
    """
    leading: int | None = None  # the block that leads in, while its list goes on
    for i, block in enumerate(blocks[1:], 1):
        above = blocks[i - 1]
        if block.label is not None or block.heading_rows or block.contents:
            leading = None
            continue
        if not above.listed:
            leads = above.text.endswith(":") and not above.headed and not above.contents
            leading = i - 1 if leads and flow.leads_on(above.text) else None
        small = block.rows[0].text[:1].islower()
        if leading is not None and (
            small or flow.is_item(block.text) or (above.listed and flow.is_item(above.text))
        ):
            block.parent, block.listed = leading, True
        else:
            leading = None


# ------------------------------------------------------------ numbers in full


def _number(blocks: list[Block]) -> None:
    """Give each block its number; with its article's or part's where they count anew in each."""
    _cite(blocks, full=False)
    counts = Counter(block.number for block in blocks if _divided(blocks, block))
    if any(count > 1 for count in counts.values()):
        _cite(blocks, full=True)


def _divided(blocks: list[Block], block: Block) -> bool:
    """Whether the block is numbered within an article or part."""
    above = blocks[block.parent].label if block.parent is not None else None
    return above is not None and above.rank in ("article", "part") and block.number is not None


def _cite(blocks: list[Block], full: bool) -> None:
    for block in blocks:
        label = block.label
        if label is None or label.rank == "bullet":
            continue
        at, prefix, division = block.parent, "", False
        while at is not None:
            above = blocks[at]
            if above.number:
                prefix = above.number
                division = above.label is not None and above.label.rank in CONTAINERS
                break
            if (
                above.label is None
                and _RECITALS.match("".join(above.rows[0].text.split()))
                and label.rank != "section"
            ):
                prefix, division = "Recital", True
                break
            at = above.parent
        block.number = _joined(prefix, division, label, full)


def _joined(prefix: str, division: bool, label: Label, full: bool) -> str:
    """The number in full: ``4`` and ``b`` → ``4(b)``."""
    own = f"{label.word} {label.core}" if label.word and label.rank != "section" else label.core
    if not prefix or label.rank == "annex":
        return own
    if division:
        if prefix == "Recital":
            return f"Recital {own}"
        kept = prefix.startswith(("Article", "Part", "Chapter", "Title"))
        return own if kept and not full and not label.bracketed else f"{prefix}, {own}"
    if label.word or len(label.readings[0].parts) > 1:
        head = prefix.rpartition(", ")[0]
        return f"{head}, {own}" if head else own
    return f"{prefix}({own})" if label.bracketed else f"{prefix}.{own}"
