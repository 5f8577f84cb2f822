"""Label → place in the outline: which open series it goes on with, or which it opens.

A label counts only with evidence: it stands where a clause may begin, and it goes on from an open series
(1, 2, 3; 1.1, 1.2; (a), (b)) or opens one. So "Section 4.2 of this Agreement" at the start of a row, a
year or a price stay in their sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.model.noun import NamedTuple
from clausecheck.segment import flow, headings, numbering
from clausecheck.segment.layout import Layout, Row
from clausecheck.segment.numbering import Label, Reading

_LOOK_AHEAD = 80  # rows in which the next label of a series is looked for
_RESTARTS = 5  # lists within a list that are passed over on the way
_FAR_AHEAD = 300  # rows in which an outer list may go on
_JUMP = 3  # labels that may be missing in a series
_DEEPEST = 16  # places open at once; contracts stay under ten
CONTAINERS = ("annex", "part", "article")


class Frame(NamedTuple):
    """An open place in the outline: the last label of a series, a heading, or words that lead in."""

    block: int
    rank: str
    reading: Reading | None = None
    indent: float = 0.0
    mark: int = 0  # level of a Markdown heading; 0: none
    listed: bool = False  # an item of a list that words lead in to
    headed: bool = False  # a heading stands behind the label


class Place(NamedTuple):
    """Where a label goes."""

    depth: int  # of the stack, under which it goes
    reading: Reading
    listed: bool


class Seen(NamedTuple):
    """The last label of an outer series, wherever it was."""

    reading: Reading
    headed: bool  # it stands under a heading


class Places:
    """What is open, outermost first, and how far every series has come."""

    def __init__(self, layout: Layout, labels: Sequence[Label | None]) -> None:
        self.layout, self.labels = layout, labels
        self.stack: list[Frame] = []
        self.seen: dict[str, Seen] = {}
        self.shadow: list[Frame] = []  # what a heading closed: it may have been no heading

    def find(self, i: int, label: Label, leading: bool) -> Place | None:
        """Where the label of row ``i`` goes; None: it is no label.

        ``leading``: the words before it lead in to a list.
        """
        leading = leading and len(self.stack) < _DEEPEST
        strength = flow.strength(self.layout, i)
        row = self.layout.rows[i]
        rest = row.text[label.end :]
        if not strength or numbering.refers(rest) or (label.bare and not self._over_heading(i, rest)):
            return None
        if label.word and (rest[:1].islower() or rest[:1] in tuple(",;)")):
            return None
        if label.rank == "bullet":
            return Place(self._bullet(row, label), label.readings[0], True)
        if row.rank:
            return Place(self.under_mark(row.rank), self._marked(label), False)
        readings = self._disambiguated(i, label)
        found = self._going_on(self.stack, row, label, readings)
        if not found and (label.rank in ("item", "section") or len(readings[0].parts) > 1):
            found = self._going_on(self.shadow, row, label, readings)
            if found:
                self.stack = self.shadow
        if not found:
            found = [
                (*place, reading)
                for reading in readings
                if (place := self._opens(i, label, reading, strength, leading))
            ]
        if (
            not found
            and label.rank in ("plain", "section")
            and strength == 2
            and flow.is_heading(self.layout, i)
        ):
            found = [(0, self.top(), readings[0])]
        if not found:
            return None
        _, depth, reading = max(found, key=lambda f: f[:2])
        frame = self.stack[depth] if depth < len(self.stack) else None
        goes_on = frame is not None and frame.reading is not None and frame.reading.series == reading.series
        listed = leading or (goes_on and frame is not None and frame.listed and reading.value > 1)
        return Place(depth, reading, listed or label.rank == "item")

    def open(self, block: int, row: Row, label: Label, place: Place) -> int | None:
        """Put the label there; returns the block it stands under."""
        depth, reading = place.depth, place.reading
        parent = self.stack[depth - 1].block if depth else None
        del self.stack[depth:]
        self.shadow = []
        if label.rank == "annex":
            self.seen = {}
        outer = all(f.rank in (*CONTAINERS, "heading", "paragraph") for f in self.stack)
        alone = not any(f.reading and f.reading.series == reading.series for f in self.stack)
        if outer or (alone and not place.listed):
            under = any(frame.rank == "heading" and not frame.mark for frame in self.stack)
            self.seen[reading.series] = Seen(reading, under)  # lists within clauses come and go
        recital = depth and self.stack[-1].rank == "recitals" and label.rank == "plain"
        rank = "recital" if recital else label.rank
        self.stack.append(
            Frame(block, rank, reading, row.indent, row.rank, place.listed, _headed(row, label))
        )
        return parent

    def push(self, depth: int, frame: Frame) -> int | None:
        """Open a heading at that depth; returns the block it stands under."""
        parent = self.stack[depth - 1].block if depth else None
        if any(f.reading for f in self.stack[depth:]):
            self.shadow = list(self.stack)
        del self.stack[depth:]
        self.stack.append(frame)
        return parent

    def close_paragraph(self) -> None:
        """Forget the last paragraph: nothing stands under it."""
        if self.stack and self.stack[-1].rank == "paragraph":
            self.stack.pop()

    def push_paragraph(self, block: int, row: Row) -> int | None:
        """Open a paragraph under the last clause that is no list item; returns that clause.

        The items stay open, for their list may go on after it; one older paragraph at most does.
        """
        self.close_paragraph()
        older = [frame for frame in self.stack if frame.rank == "paragraph"]
        if len(older) > 1:
            self.stack.remove(older[0])
        holder = next((f for f in reversed(self.stack) if not f.listed and f.rank != "paragraph"), None)
        self.stack.append(Frame(block, "paragraph", indent=row.indent))
        return holder.block if holder else None

    def top(self) -> int:
        """Depth just under the annex, part or article that is open."""
        return next((d for d, f in enumerate(self.stack) if f.rank not in CONTAINERS), len(self.stack))

    # ------------------------------------------------------------ the rules

    def _over_heading(self, i: int, rest: str) -> bool:
        """Whether a number without a stop has a heading behind it, or in the next row."""
        rows = self.layout.rows
        if rest or i + 1 == len(rows):
            return bool(rest)
        return headings.brief(rows[i + 1].text) or flow.is_heading(self.layout, i + 1)

    def _bullet(self, row: Row, label: Label) -> int:
        """The same sign goes on with its list, further in begins a list in it."""
        reading = label.readings[0]
        for depth in range(len(self.stack) - 1, -1, -1):
            frame = self.stack[depth]
            if frame.rank == "bullet" and row.indent < frame.indent - 1:
                continue
            if frame.reading is not None and frame.reading.series == reading.series:
                inner = row.indent > frame.indent + 1
                return depth + 1 if inner else depth
        return len(self.stack)

    def _disambiguated(self, i: int, label: Label) -> tuple[Reading, ...]:
        """Of an ambiguous label: "(i)" after "(h)" is the letter, unless "(ii)" comes before "(j)"."""
        first = [reading for reading in label.readings if reading.value == 1]
        if len(label.readings) < 2 or not first:
            return label.readings
        following = [Reading(r.series, r.value + 1) for r in label.readings]
        for other in self.labels[i + 1 : i + 1 + _LOOK_AHEAD]:
            for reading in other.readings if other else ():
                for own, wanted in zip(label.readings, following, strict=True):
                    if (reading.series, reading.value) == (wanted.series, wanted.value):
                        return (own,)
        return label.readings

    def under_mark(self, rank: int) -> int:
        """Depth under the Markdown headings that stand above one of this level."""
        return next((d for d, f in enumerate(self.stack) if not 0 < f.mark < rank), len(self.stack))

    def _marked(self, label: Label) -> Reading:
        """The reading of a Markdown heading's label: the one that goes on, else the last."""
        last = {f.reading.series: f.reading.value for f in self.stack if f.reading and f.mark}
        fits = [reading for reading in label.readings if last.get(reading.series) == reading.value - 1]
        return (fits or list(label.readings))[-1]

    def _going_on(
        self, stack: Sequence[Frame], row: Row, label: Label, readings: Sequence[Reading]
    ) -> list[tuple[int, int, Reading]]:
        headed = _headed(row, label)
        return [(*place, r) for r in readings if (place := self._goes_on(stack, row, headed, r))]

    def _goes_on(
        self, stack: Sequence[Frame], row: Row, headed: bool, reading: Reading
    ) -> tuple[int, int] | None:
        """Score and depth at which an open series goes on with this label."""
        fits = [
            depth
            for depth, frame in enumerate(stack)
            if frame.reading is not None
            and frame.reading.series == reading.series
            and frame.mark == row.rank
            and frame.reading.parts[:-1] == reading.parts[:-1]
            and reading.value == frame.reading.value + 1
        ]
        if not fits:
            return None
        nearest = min(abs(stack[depth].indent - row.indent) for depth in fits)
        alike = [d for d in fits if abs(stack[d].indent - row.indent) <= nearest + self.layout.step / 3]
        return 4, max(alike, key=lambda d: (stack[d].headed == headed, d))

    def _opens(
        self, i: int, label: Label, reading: Reading, strength: int, leading: bool
    ) -> tuple[int, int] | None:
        """Score and depth at which the label opens a series, or jumps in one."""
        if len(reading.parts) > 1:
            return self._opens_decimal(i, reading, strength)
        if label.rank in CONTAINERS:
            keep = CONTAINERS[: CONTAINERS.index(label.rank)]
            depth = next((d for d, f in enumerate(self.stack) if f.rank not in keep), len(self.stack))
            return 2, depth
        if reading.value == 1:
            return self._first(i, label, reading, strength, leading)
        return self._jumps(i, label, reading, strength)

    def _first(
        self, i: int, label: Label, reading: Reading, strength: int, leading: bool
    ) -> tuple[int, int] | None:
        """The first label of a list: it stands under all that may hold it."""
        unsure = strength < 2 or (label.rank == "plain" and not reading.series.startswith("1."))
        if unsure and not self._ahead(i, reading):
            return None
        row = self.layout.rows[i]
        leading = leading or self._returns(i, reading)
        numbered = max((d for d, f in enumerate(self.stack) if f.rank in ("plain", "section")), default=0)
        for depth, frame in enumerate(self.stack):
            within = depth < numbered and frame.rank in ("heading", "recitals")
            if not within and not self._holds(frame, row, label, reading, leading):
                return 2, depth
        return 2, len(self.stack)

    def _returns(self, i: int, reading: Reading) -> bool:
        """Whether an open series of the same form goes on after the list that begins here."""
        last = next(
            (f.reading.value for f in reversed(self.stack) if f.reading and self._same(f, i, reading)), 0
        )
        if not last:
            return False
        value, restarts = 1, 0
        for j in range(i + 1, min(len(self.labels), i + 1 + _FAR_AHEAD)):
            label = self.labels[j]
            found = [r.value for r in label.readings if r.series == reading.series] if label else []
            if not found or self.layout.rows[j].rank:
                continue
            if found[0] == value + 1:
                value += 1
            elif found[0] != 1 or restarts > _RESTARTS:
                return found[0] == last + 1 > 1
            else:
                value, restarts = 1, restarts + 1
        return False

    def _same(self, frame: Frame, i: int, reading: Reading) -> bool:
        own = frame.reading
        return own is not None and own.series == reading.series and frame.mark == self.layout.rows[i].rank

    def _holds(self, frame: Frame, row: Row, label: Label, reading: Reading, leading: bool) -> bool:
        """Whether a new list may stand under what is open."""
        if frame.mark:
            return True
        inner = leading or row.indent > frame.indent + self.layout.step
        if frame.rank in CONTAINERS:
            return True
        if frame.rank in ("heading", "recitals"):
            if label.rank == "item" or reading.series in self.seen:
                return True
            numeral = reading.series[0] in "1sd"
            return frame.rank == "recitals" and (not numeral or frame is self.stack[-1])
        if frame.reading is not None and frame.reading.series == reading.series:
            return inner
        if frame.rank in ("bullet", "paragraph"):
            return leading
        if label.rank == "item":
            return True
        if frame.rank == "item":
            return inner
        if label.rank == "section":
            return (
                frame.reading is not None and frame.reading.series in ("A.", "I.") and frame.rank != "recital"
            )
        return frame.rank != "recital" or inner

    def _jumps(self, i: int, label: Label, reading: Reading, strength: int) -> tuple[int, int] | None:
        """A label that does not go on from the last one: after a new article or heading, or with a gap."""
        last = self.seen.get(reading.series)
        if label.rank != "item" and last is not None and reading.value == last.reading.value + 1:
            return 3, self._headed() if last.headed else self.top()
        heading = headings.after_label(self.layout.rows[i].text[label.end :])
        if (
            label.rank != "item"
            and last is not None
            and reading == last.reading
            and strength == 2
            and heading
        ):
            return 1, self._headed()  # the same number twice, by mistake
        if strength < 2 or reading.series == "1":
            return None
        for depth in range(len(self.stack) - 1, -1, -1):
            frame = self.stack[depth].reading
            if frame and frame.series == reading.series and 1 < reading.value - frame.value <= _JUMP:
                return 1, depth
        if (
            last is None
            and (label.rank == "item" or label.core[0].isdigit())
            and not any(f.reading for f in self.stack)
        ):
            return 0, self.top()
        return None

    def _headed(self) -> int:
        """Depth just under the innermost heading that is open, else under the containers."""
        headed = [depth + 1 for depth, frame in enumerate(self.stack) if frame.rank == "heading"]
        return headed[-1] if headed else self.top()

    def _opens_decimal(self, i: int, reading: Reading, strength: int) -> tuple[int, int] | None:
        """A decimal number says itself what it stands under: 4.2.1 under 4.2, else under 4."""
        parts, above = reading.parts, reading.parts[:-1]
        first = reading.value <= 1
        for depth in range(len(self.stack) - 1, -1, -1):
            frame = self.stack[depth]
            if frame.reading is None or frame.rank in ("item", "bullet"):
                continue
            own = frame.reading.parts or (frame.reading.value,)
            if own[: len(parts)] == (*above, reading.value - 1):
                outer = [d for d in range(depth + 1) if self._within(d, own[: len(parts)])]
                return 3, outer[0]
            if own == parts[: len(own)] and (first or strength == 2):
                return (3 if own == above else 2), depth + 1
            if frame.reading.series == reading.series and own < parts:
                near = own[:-1] == above and reading.value - own[-1] <= _JUMP
                if near or (first and 0 < above[-1] - own[-2] <= _JUMP):
                    return 2, depth
        if first and (strength == 2 or self._ahead(i, reading)):
            return 1, self._headed()
        return (0, self._headed()) if strength == 2 and reading.series not in self.seen else None

    def _within(self, depth: int, parts: tuple[int, ...]) -> bool:
        """Whether the place at that depth is numbered with these parts, or under them."""
        own = self.stack[depth].reading
        return own is not None and own.parts[: len(parts)] == parts

    def _ahead(self, i: int, reading: Reading) -> bool:
        """Whether the next label of the series begins one of the next rows, before the series restarts."""
        for j in range(i + 1, min(len(self.labels), i + 1 + _LOOK_AHEAD)):
            label = self.labels[j]
            for other in label.readings if label else ():
                if other.series != reading.series or other.parts[:-1] != reading.parts[:-1]:
                    continue
                if other.value == reading.value + 1 and flow.strength(self.layout, j):
                    return True
                if other.value == reading.value and not self.layout.rows[j].inline:
                    return False
        return False


def _headed(row: Row, label: Label) -> bool:
    """Whether a heading stands behind the label."""
    return headings.after_label(row.text[label.end :]) > 0
