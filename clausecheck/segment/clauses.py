"""Blocks → clauses: healed text, heading, sentences and lead-ins."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.model import Clause, Document, Kind, LeadIn, Span
from clausecheck.segment import emphasis, flow, headings, sentences
from clausecheck.segment.healing import Healed, Healer
from clausecheck.segment.layout import Row
from clausecheck.segment.outline import Block


def assemble(document: Document, healer: Healer, blocks: Sequence[Block]) -> tuple[Clause, ...]:
    """One clause for each block."""
    maker = _Maker(document, healer, blocks)
    for block in blocks:
        maker.add(block)
    return tuple(maker.clauses)


class _Maker:
    """Makes the clauses in order; a list's first item settles the lead-in of its siblings."""

    def __init__(self, document: Document, healer: Healer, blocks: Sequence[Block]) -> None:
        self.clauses: list[Clause] = []
        self._document = document
        self._text = document.text
        self._healer = healer
        self._parents = {block.parent for block in blocks if block.label is not None}
        self._lead_ins: dict[tuple[int, str], LeadIn | None] = {}

    def add(self, block: Block) -> None:
        """Append the block's clause."""
        index = len(self.clauses)
        healed = self._healer.heal(_ranges(self._text, block.rows))
        label = block.label
        lead_in = self._lead_in(block)
        start = min(label.end, len(healed.text)) if label is not None else 0
        body = self._body(block, healed, start, listed=lead_in is not None)
        heading = healed.text[start:body].strip(" .:;-\u2013\u2014\"'") or None
        while healed.text[body : body + 1] == " ":
            body += 1
        found = () if block.contents else sentences.split(healed.text, body)
        self.clauses.append(
            Clause(
                index=index,
                parent=block.parent,
                level=1 if block.parent is None else self.clauses[block.parent].level + 1,
                kind=_kind(block, heading is not None, bool(found), lead_in),
                label=label.text if label else None,
                number=block.number,
                heading=heading,
                text=healed.text,
                body=body,
                breaks=healed.breaks,
                sentences=found,
                lead_in=lead_in,
                start=block.rows[0].start,
                end=block.rows[-1].end,
            )
        )

    def _body(self, block: Block, healed: Healed, start: int, listed: bool) -> int:
        """Where the body starts: after the rows that are a heading, or after one that runs in."""
        label, text = block.label, healed.text
        if block.heading_rows:
            rows = block.rows[: block.heading_rows]
            head = self._healer.heal(_ranges(self._text, rows)).text
            return max(start, min(len(head), len(text)))
        if label is None:
            return 0 if listed or block.contents else headings.before_paragraph(text)
        if label.rank == "bullet":
            return start
        rest = text[start:]
        clause = label.rank != "item" and not listed
        if clause and len(self.clauses) in self._parents and headings.brief(rest):
            return len(text)
        run_in = headings.after_label(rest, sentence=clause)
        return start + (run_in or self._bold(healed, block.rows[0].end, start))

    def _bold(self, healed: Healed, end: int, start: int) -> int:
        """Length of the bold words that a clause starts with, where they make a heading."""
        if start >= len(healed.text):
            return 0
        stop = emphasis.bold_until(self._document, healed.origin(start), end)
        length = healed.shown(stop) - start
        return length if headings.bold(healed.text[start:], length) else 0

    def _lead_in(self, block: Block) -> LeadIn | None:
        """The unfinished sentence before the first item; the same one for its siblings, until another comes.

        "X shall not: (a) …; (b) …. However, X may: (c) …": what leads in to (c) decides what (c) means.
        """
        if block.parent is None or (block.label is None and not block.listed):
            return None
        key = (block.parent, block.series)
        before = self.clauses[-1] if self.clauses else None
        if before and before.sentences and before.label is None and block.label is not None:
            words = before.sentences[-1]
            if before.index != block.parent and flow.leads(before.text[words.start : words.end], block.label):
                self._lead_ins[key] = LeadIn(before.index, words)
        if key not in self._lead_ins:
            self._lead_ins[key] = self._opening(block)
        return self._lead_ins[key]

    def _opening(self, block: Block) -> LeadIn | None:
        parent = self.clauses[block.parent or 0]
        if not parent.sentences:
            return None
        last = parent.sentences[-1]
        words = parent.text[last.start : last.end].rstrip("\"') ]")
        follows = parent.index == len(self.clauses) - 1
        if block.label is None:
            return LeadIn(parent.index, last)
        if flow.leads(words, block.label) and (follows or parent.label is not None):
            return LeadIn(parent.index, last)
        breaks_off = words[-1:] not in tuple(".!?:") and block.label.rank in ("item", "bullet")
        return LeadIn(parent.index, last) if follows and breaks_off else None


def _ranges(text: str, rows: Sequence[Row]) -> tuple[Span, ...]:
    """Rows as ranges, with neighbours that only white space parts put together."""
    spans = [Span(rows[0].start, rows[0].end)]
    for row in rows[1:]:
        between = text[spans[-1].end : row.start]
        if not between or between.isspace():
            spans[-1] = Span(spans[-1].start, row.end)
        else:
            spans.append(Span(row.start, row.end))
    return tuple(spans)


def _kind(block: Block, heading: bool, body: bool, lead_in: LeadIn | None) -> Kind:
    if block.contents:
        return "contents"
    if lead_in is not None or (block.label is not None and block.label.rank == "bullet"):
        return "item"
    if not body:
        return "heading"
    return "clause" if block.label is not None or heading else "paragraph"
