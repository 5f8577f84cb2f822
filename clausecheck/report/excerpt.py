"""A sentence and the words that matter in it → as much of it as there is room for, around those words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from clausecheck.model import Span
from clausecheck.report.inert import inert

NEARBY: Final = 12  # characters: a gap as small as this is not worth an ellipsis
REACH: Final = 16  # characters: how far to look for the end of a word before cutting through it


class Piece(NamedTuple):
    """A stretch of an excerpt: inert text, and whether it is what the finding is about."""

    text: str
    marked: bool = False


def excerpt(sentence: str, marks: Sequence[Span], room: int) -> tuple[Piece, ...]:
    """The marked words with what stands around them, about ``room`` characters, ``…`` for what is left out.

    ``marks`` are offsets in ``sentence``. The first mark is always there; without marks it is the beginning.

    >>> "".join(p.text for p in excerpt("one two three four five six", (Span(8, 13),), 20))
    '… two three four …'
    """
    marks = _merged([Span(max(0, m.start), min(len(sentence), m.end)) for m in marks], gap=0)
    windows = (Span(0, len(sentence)),) if len(sentence) <= room else _windows(sentence, marks, room)
    pieces: list[Piece] = []
    end = 0
    for window in windows:
        if window.start > end:
            pieces.append(Piece(" … " if end else "… "))
        pieces.extend(_cut(sentence, window, marks))
        end = window.end
    if end < len(sentence):
        pieces.append(Piece(" …"))
    return tuple(pieces)


def _merged(spans: Sequence[Span], gap: int) -> tuple[Span, ...]:
    """In order, without empty ones; two that overlap or stand within ``gap`` become one."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if merged and span.start - merged[-1].end <= gap:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _windows(sentence: str, marks: Sequence[Span], room: int) -> tuple[Span, ...]:
    """What to keep of a sentence that is too long."""
    kept = list(_fitting(marks, room)) or [Span(0, 0)]
    around = max(0, room - sum(m.end - m.start for m in kept)) // (2 * len(kept))
    spans = []
    for mark in kept:
        before, after = min(around, mark.start), min(around, len(sentence) - mark.end)
        start = _word_start(sentence, mark.start - before - (around - after), mark.start)
        spans.append(Span(start, _word_end(sentence, mark.end + after + (around - before), mark.end)))
    return _merged(spans, gap=NEARBY)


def _fitting(marks: Sequence[Span], room: int) -> Iterator[Span]:
    """As many marks as there is room for; one that is too long alone keeps its two ends."""
    for i, mark in enumerate(marks):
        length = mark.end - mark.start
        if length <= room:
            room -= length
            yield mark
        elif i == 0:
            yield Span(mark.start, mark.start + room * 2 // 3)
            yield Span(mark.end - room // 3, mark.end)
            return


def _word_start(sentence: str, at: int, latest: int) -> int:
    """The first beginning of a word from ``at`` on, not after ``latest``."""
    if at <= 0:
        return 0
    space = sentence.find(" ", at - 1, min(at + REACH, latest))
    return space + 1 if space >= 0 else min(at, latest)


def _word_end(sentence: str, at: int, earliest: int) -> int:
    """The last end of a word up to ``at``, not before ``earliest``."""
    if at >= len(sentence):
        return len(sentence)
    space = sentence.rfind(" ", max(at - REACH, earliest), at + 1)
    return space if space >= 0 else max(at, earliest)


def _cut(sentence: str, window: Span, marks: Sequence[Span]) -> Iterator[Piece]:
    """The window in pieces, marked and not."""
    at = window.start
    for mark in marks:
        if mark.overlaps(window):
            start, end = max(mark.start, window.start), min(mark.end, window.end)
            if at < start:
                yield Piece(inert(sentence[at:start]))
            yield Piece(inert(sentence[start:end]), marked=True)
            at = end
    if at < window.end:
        yield Piece(inert(sentence[at : window.end]))
