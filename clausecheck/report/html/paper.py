"""Report → its whole contract as markup, clause by clause, with the words that findings rest on marked.

Findings overlap, and elements cannot: each stretch with the same findings on it is one link, back to the
worst of them. The page of a contract of 10 MB stays light: an element a clause and one a mark, no more.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from clausecheck.model import Finding, Outline, Report
from clausecheck.report.inert import inert

MARKED: Final = 4_000  # parts that are marked in one contract, the worst first: links that a browser bears
SHARED: Final = 8  # findings that one mark leads to
BLOCK: Final = 16_000  # characters of one element: what a browser lays out at once
LONG: Final = 300_000  # characters: from here on what is not on the screen is not laid out
SHORT: Final = 0.6  # of a usual line: a line that ends before was ended by its writer, not by the margin
FLOWING: Final = 200  # characters: lines as long as this are paragraphs
HEADING: Final = 120  # characters of a clause that is nothing but a heading


class Touch(NamedTuple):
    """A part of the text that a finding rests on; ``rank``: the order of findings, worst first."""

    start: int  # offset
    end: int  # offset
    rank: int
    trigger: bool  # the risky words themselves


class Stretch(NamedTuple):
    """A piece of the text with the same findings on all of it, the one to lead back to first."""

    start: int  # offset
    end: int  # offset
    touches: tuple[Touch, ...]


class Paper(NamedTuple):
    """The contract as markup."""

    markup: Markup
    marks: Mapping[int, str]  # offset at which a marked part starts → id of its mark
    long: bool
    unmarked: int  # parts beyond ``MARKED``


def paper(report: Report, findings: Sequence[Finding], ids: Sequence[str], name: str) -> Paper:
    """The contract. ``ids``: the element of each finding; ``name``: what the ids of this paper begin with."""
    touches = list(_touches(report, findings))
    stretches = list(_stretches(touches[:MARKED]))
    marks = {one.start: f"{name}m{i}" for i, one in enumerate(stretches)}
    ink = _Ink(report, findings, ids, stretches, marks)
    return Paper(
        Markup("\n").join(ink.blocks()), marks, len(report.text) > LONG, max(0, len(touches) - MARKED)
    )


def _touches(report: Report, findings: Sequence[Finding]) -> Iterator[Touch]:
    size = len(report.text)
    for rank, finding in enumerate(findings):
        for proof in finding.evidence:
            for part in proof.parts:
                if 0 <= part.start < part.end <= size:
                    yield Touch(part.start, part.end, rank, proof.role == "trigger")


def _stretches(touches: Sequence[Touch]) -> Iterator[Stretch]:
    """The touches cut where any of them begins or ends, so that none is over another."""
    begin: dict[int, list[Touch]] = {}
    for touch in touches:
        begin.setdefault(touch.start, []).append(touch)
    edges = sorted({edge for touch in touches for edge in (touch.start, touch.end)})
    over: list[Touch] = []
    for i, edge in enumerate(edges[:-1]):
        over = [touch for touch in over if touch.end > edge] + begin.get(edge, [])
        if over:
            first = {touch.rank: touch for touch in sorted(over, key=lambda t: (t.trigger, -t.rank))}
            kept = sorted(first.values(), key=lambda t: (not t.trigger, t.rank))[:SHARED]
            yield Stretch(edge, edges[i + 1], tuple(kept))


class _Ink:
    """Writes the text of one report."""

    def __init__(
        self,
        report: Report,
        findings: Sequence[Finding],
        ids: Sequence[str],
        stretches: Sequence[Stretch],
        marks: Mapping[int, str],
    ) -> None:
        self.report, self.text = report, report.text
        self.findings, self.ids = findings, ids
        self.stretches, self.marks = stretches, marks
        self.starts = [one.start for one in stretches]
        self.hard = _ended(report.text) if len(report.text) <= LONG else frozenset[int]()

    def blocks(self) -> Iterator[Markup]:
        """An element a clause, with its page where one begins; a long clause is cut into several."""
        page = 1
        for outline, end in _clauses(self.report):
            label = Markup("")
            if outline.page > page and self.report.reading.pages > 1:
                page = outline.page
                label = Markup('<span class="page">page {}</span>').format(page)
            yield from self.clause(outline, end, label)

    def clause(self, outline: Outline, end: int, label: Markup) -> Iterator[Markup]:
        start, head = outline.start, _head(self.text, outline)
        if head and not self.text[head:end].strip(" \n\t.") and head - start <= HEADING:
            yield Markup('<h4 class="l{}">{}{}</h4>').format(_level(outline), label, self.run(start, head))
            return
        for i, (at, stop) in enumerate(_cut(self.text, start, end)):
            bold = Markup("<b>{}</b>").format(self.run(start, head)) if head and not i else Markup("")
            words = bold + self.run(max(at, head) if not i else at, stop)
            kind = f"l{_level(outline)} h{_height(self.text, at, stop)}{' on' if i else ''}"
            yield Markup('<p class="{}">{}{}</p>').format(kind, Markup("") if i else label, words)

    def run(self, start: int, end: int) -> Markup:
        """A piece of the text with its marks."""
        made, at = list[Markup](), start
        for one in self.stretches[
            max(0, bisect_right(self.starts, start) - 1) : bisect_left(self.starts, end)
        ]:
            first, last = max(one.start, start), min(one.end, end)
            if first < last:
                made += [self.words(at, first), self.mark(one, first, last)]
                at = last
        return Markup("").join([*made, self.words(at, end)])

    def mark(self, one: Stretch, start: int, end: int) -> Markup:
        """A link back to the finding, named by its title for those who hear it."""
        lead, to = one.touches[0], [self.ids[touch.rank] for touch in one.touches]
        severity = self.findings[lead.rank].severity.label
        return Markup('<a {}class="m {}" href="#{}" data-to="{}" aria-describedby="{}t">{}</a>').format(
            Markup('id="{}" ').format(self.marks[one.start]) if start == one.start else "",
            severity if lead.trigger else "rest",
            to[0],
            " ".join(to),
            Markup("t ").join(to),
            self.words(start, end),
        )

    def words(self, start: int, end: int) -> Markup:
        """Text and nothing else. Only where its writer ended a line does it end on the screen, too."""
        lines = self.text[start:end].split("\n")
        made, at = [escape(inert(lines[0]))], start + len(lines[0])
        for line in lines[1:]:
            made += [self.end(at), escape(inert(line))]
            at += 1 + len(line)
        return Markup("").join(made)

    def end(self, at: int) -> Markup:
        """A line break as markup; nothing in the middle of a word that the margin has cut in two."""
        if at in self.hard:
            return Markup("<br>")
        cut = self.text[at - 1 : at] == "-" and self.text[at - 2 : at - 1].isalpha()
        return Markup("" if cut and self.text[at + 1 : at + 2].islower() else "\n")


def _clauses(report: Report) -> Iterator[tuple[Outline, int]]:
    """Each clause with where the next one begins; what no clause holds is one of its own."""
    at, listed = 0, [*report.clauses]
    if not listed or report.text[: listed[0].start].strip():
        listed.insert(0, Outline(None, None, 1, 1, 0, len(report.text)))
    for i, outline in enumerate(listed):
        start = max(at, outline.start)
        end = max(start, listed[i + 1].start) if i + 1 < len(listed) else len(report.text)
        last = len(report.text[start:end].rstrip()) + start
        if start < last:
            yield outline._replace(start=start), last
        at = end


def _head(text: str, outline: Outline) -> int:
    """Where the number and heading of a clause end; its start where it has none that is printed so."""
    words = [*(outline.heading or "").split()]
    if not words:
        return 0
    said = r"\s+".join(map(re.escape, words))
    found = re.compile(rf"[^\n]{{0,24}}?{said}[.:]?").match(text, outline.start)
    return found.end() if found else 0


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > BLOCK:
        at = max(text.rfind("\n", start + BLOCK // 2, start + BLOCK), start + BLOCK // 2)
        at = at if text[at] == "\n" else start + BLOCK
        yield start, at
        start = at + (text[at] == "\n")
    yield start, end


def _ended(text: str) -> frozenset[int]:
    """The offsets of line breaks that the writer has set: those after lines shorter than the usual one."""
    lines = text.split("\n")
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[len(lengths) * 4 // 5] if lengths else 0
    hard, at = set[int](), -1
    for line in lines:
        at += len(line) + 1
        if usual >= FLOWING or len(line) < usual * SHORT:
            hard.add(at)
    return frozenset(hard)


def _height(text: str, start: int, end: int) -> int:
    """About how many lines a block has, as a power of two: its room before it is laid out."""
    lines = max(text.count("\n", start, end) + 1, (end - start) // 90)
    return min(lines.bit_length(), 12)


def _level(outline: Outline) -> int:
    return max(1, min(outline.level, 5))
