"""The text of a page with filled-in fields → the same text, each value where its blank is.

PDFium gives the words of fields after those of the page. A value is moved into the printed line that it
stands on: over a blank ("____", which gives way to it), or next to the words of the line, as close as a
person fills in. A value printed over other words, as a stamp is, stays where it was.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence

from clausecheck.ingest import pdfium
from clausecheck.ingest.pagetext import Raw
from clausecheck.ingest.strips import Corners, Place, hull
from clausecheck.model import Box
from clausecheck.model.noun import NamedTuple

SAME = 0.5  # share of the lower one's height that a value and a line have in common
NEAR = 2.0  # line heights between a field and the words next to it; the gutter of two columns is wider
UNDER = 0.3  # share of a character's width under a value from which the value stands over it
BLANKS = "_.…·-–—"  # what blanks are made of
ROW = 24.0  # points; a value is looked for in the lines whose middles are that close
DEPTH = 8  # forms within forms
EMPTY = "[ ]"


class _Host:
    """A printed line of the page itself."""

    def __init__(self, at: list[int], text: str, boxes: list[Box], box: Box | None) -> None:
        self.at, self.text, self.boxes, self.box = at, text, boxes, box  # at: indices into the raw text
        self.inside: list[tuple[int, float, int, list[int]]] = []  # start, left edge, end; and the value
        self.below: list[list[int]] = []  # lines of a value of several lines


class _Spot(NamedTuple):
    """A place for a value: the range of the line that gives way to it."""

    off: float  # points between the field and the words next to it
    start: int
    end: int
    host: _Host


def put(raw: Raw, first: int, fields: Sequence[Corners], place: Place) -> tuple[Raw, bool]:
    """Put the values of a page where they stand; whether some are left at its end.

    ``first`` is the page's first object that came of its annotations, ``fields`` are their places;
    ``place``: where things are when most of the text stands upright.
    """
    owners = _owners(raw.page, first)
    if not owners:
        return raw, False
    hosts, values = _Pen(raw, place).split(owners)
    rows, frames = _Rows(hosts), _Frames([place(x0, top, x1, low) for x0, top, x1, low in fields])
    loose: list[list[int]] = []
    for lines in values:
        words = [raw.text[at[0] : at[-1] + 1] for at, _ in lines]
        spot = min(_spots(rows, frames, lines[0][1]), default=None, key=lambda each: each.off)
        if spot is None:
            loose += [] if words == [EMPTY] else [at for at, _ in lines]
        elif len(lines) == 1:
            spot.host.inside.append((spot.start, lines[0][1].x0, spot.end, lines[0][0]))
        else:
            spot.host.below += [at for at, _ in lines]
    return _written(raw, hosts, loose), bool(loose)


def _owners(page: int, first: int) -> dict[int, int]:
    """Text objects that are not the page's own → number of the annotation that each belongs to."""
    found: dict[int, int] = {}
    number = 0
    for i in range(first, pdfium.count_objects(page)):
        for whole in _inside(pdfium.page_object(page, i)):  # all of them are one form, with one for each
            things = [(whole, DEPTH)]
            number += 1
            while things:
                thing, depth = things.pop()
                if pdfium.object_type(thing) == pdfium.TEXT:
                    found[thing] = number
                elif depth:
                    things += [(each, depth - 1) for each in _inside(thing)]
    return found


def _inside(thing: int) -> Iterator[int]:
    if pdfium.object_type(thing) == pdfium.FORM:
        for i in range(pdfium.count_form_objects(thing)):
            yield pdfium.form_object(thing, i)


class _Pen:
    """Tells the lines of the page from what was filled in."""

    def __init__(self, raw: Raw, place: Place) -> None:
        self._raw, self._place = raw, place
        self._sides = (ctypes.c_double * 4)()
        self._at = [ctypes.addressof(self._sides) + 8 * i for i in range(4)]

    def split(self, owners: dict[int, int]) -> tuple[list[_Host], list[list[tuple[list[int], Box]]]]:
        """The lines of the page; of each annotation, its lines and their places."""
        hosts: list[_Host] = []
        values: dict[int, list[tuple[list[int], Box]]] = {}
        for start, text in self._raw.lines():
            parts = self._parts(start, text, owners)
            own = parts.pop(0, [])
            if own or not parts:
                hosts.append(self._host(own))
            for owner, at in parts.items():
                kept = self._trimmed(at)
                if kept:
                    values.setdefault(owner, []).append((kept, hull(map(self._box, kept))))
        return hosts, list(values.values())

    def _parts(self, start: int, text: str, owners: dict[int, int]) -> dict[int, list[int]]:
        """Owner (0: the page) → its characters in one line. What PDFium put in goes with the one before."""
        parts: dict[int, list[int]] = {}
        owner = 0
        for i in range(start, start + len(text)):
            drawn = pdfium.text_object(self._raw.handle, self._raw.chars[i])
            owner = owners.get(drawn, 0) if drawn else owner
            parts.setdefault(owner, []).append(i)
        return parts

    def _trimmed(self, at: list[int]) -> list[int]:
        inked = [k for k, i in enumerate(at) if not self._raw.text[i].isspace()]
        return at[inked[0] : inked[-1] + 1] if inked else []

    def _host(self, at: list[int]) -> _Host:
        boxes = [self._box(i) for i in at]
        text = "".join(self._raw.text[i] for i in at)
        inked = [box for box, char in zip(boxes, text, strict=True) if not char.isspace()]
        return _Host(at, text, boxes, hull(inked) if inked else None)

    def _box(self, i: int) -> Box:
        self._sides[:] = [0.0] * 4
        pdfium.char_box(self._raw.handle, self._raw.chars[i], *self._at)
        left, right, bottom, top = self._sides
        return self._place(left, top, right, bottom)


class _Rows:
    """Lines by the height at which they stand."""

    def __init__(self, hosts: Iterable[_Host]) -> None:
        self._rows: dict[int, list[_Host]] = {}
        for host in hosts:
            if host.box is not None:
                self._rows.setdefault(_row(host.box), []).append(host)

    def near(self, box: Box) -> Iterator[_Host]:
        row = _row(box)
        for each in (row - 1, row, row + 1):
            yield from self._rows.get(each, ())


class _Frames:
    """Fields by the height at which they stand."""

    def __init__(self, fields: Iterable[Box]) -> None:
        self._rows: dict[int, list[Box]] = {}
        for field in fields:
            self._rows.setdefault(_row(field), []).append(field)

    def around(self, value: Box) -> Box | None:
        """The smallest field around the middle of a value; none for what was typed over the page."""
        x, y, row = (value.x0 + value.x1) / 2, (value.top + value.bottom) / 2, _row(value)
        fields = [field for each in (row - 1, row, row + 1) for field in self._rows.get(each, ())]
        fields = [each for each in fields if each.x0 <= x <= each.x1 and each.top <= y <= each.bottom]
        return min(fields, key=lambda each: each.x1 - each.x0, default=None)


def _row(box: Box) -> int:
    return int((box.top + box.bottom) / 2 // ROW)


def _spots(rows: _Rows, frames: _Frames, value: Box) -> Iterator[_Spot]:
    field = frames.around(value)
    for host in rows.near(value):
        line = host.box
        assert line is not None
        shared = min(line.bottom, value.bottom) - max(line.top, value.top)
        if shared < SAME * min(line.bottom - line.top, value.bottom - value.top):
            continue
        spot = _spot(host, value, field, NEAR * (line.bottom - line.top))
        if spot is not None:
            yield spot


def _spot(host: _Host, value: Box, field: Box | None, near: float) -> _Spot | None:
    under = [k for k, box in enumerate(host.boxes) if not host.text[k].isspace() and _over(value, box)]
    if any(host.text[k] not in BLANKS for k in under):
        return None
    if under:
        return _Spot(0.0, *_blank(host.text, under), host)
    if field is None:
        return None
    middle = (value.x0 + value.x1) / 2
    inked = [k for k, char in enumerate(host.text) if not char.isspace()]
    left = [k for k in inked if host.boxes[k].x0 < middle]
    right = [k for k in inked if host.boxes[k].x0 >= middle]
    gaps = [field.x0 - host.boxes[left[-1]].x1] if left else []
    gaps += [host.boxes[right[0]].x0 - field.x1] if right else []
    at = left[-1] + 1 if left else 0
    label = bool(left) and not right and host.text[left[-1]] == ":"
    off = max(0.0, min(gaps))
    return _Spot(off, at, at, host) if off <= near or label else None


def _over(value: Box, char: Box) -> bool:
    return min(value.x1, char.x1) - max(value.x0, char.x0) > UNDER * (char.x1 - char.x0)


def _blank(text: str, under: Sequence[int]) -> tuple[int, int]:
    """The whole blank of which a part is under a value: the same signs, with spaces between them."""
    signs = {text[k] for k in under} | {" ", "\xa0"}
    start, end = under[0], under[-1] + 1
    while start and text[start - 1] in signs:
        start -= 1
    while end < len(text) and text[end] in signs:
        end += 1
    blank = text[start:end]
    return start + len(blank) - len(blank.lstrip()), end - len(blank) + len(blank.rstrip())


class _Ink:
    """Raw text in the making. What PDFium's text does not have (a space, a line break) has the index -1."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._text: list[str] = []
        self._chars: list[int] = []

    def write(self, at: Iterable[int]) -> None:
        for i in at:
            self._text.append("-" if self._raw.text[i] == "\ufffe" else self._raw.text[i])
            self._chars.append(self._raw.chars[i])

    def space(self, *, before: str) -> None:
        """A space, where two words would become one."""
        last = self._text[-1] if self._text else "\n"
        if (last.isalnum() or last in ":,;.)]") and (before.isalnum() or before in "([$"):
            self._add(" ")

    def line(self, host: _Host) -> None:
        at = 0
        for start, _, end, value in sorted(host.inside):
            self.write(host.at[at : max(at, start)])
            at = max(at, start)
            self.space(before="x")
            self.write(value)
            at = max(at, end)
            if at < len(host.text):
                self.space(before=host.text[at])
        self.write(host.at[at:])
        self.end()

    def end(self) -> None:
        self._add("\r\n")

    def _add(self, more: str) -> None:
        self._text += more
        self._chars += [-1] * len(more)

    def raw(self) -> Raw:
        text, chars = "".join(self._text[:-2]), self._chars[:-2]
        breaks = [i for i in range(1, len(chars)) if chars[i] != chars[i - 1] + 1]
        return self._raw._replace(text=text, chars=chars, breaks=breaks)


def _written(raw: Raw, hosts: Sequence[_Host], loose: Sequence[list[int]]) -> Raw:
    ink = _Ink(raw)
    for host in hosts:
        ink.line(host)
        for line in host.below:
            ink.write(line)
            ink.end()
    for line in loose:
        ink.write(line)
        ink.end()
    return ink.raw()
