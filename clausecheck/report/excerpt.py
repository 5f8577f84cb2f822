"""A sentence and the words that matter in it → as much of it as there is room for, around those words.

All outputs that shorten a quote do it here, so that none cuts through a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from clausecheck.model import Span
from clausecheck.report.inert import inert

NEARBY: Final = 12  # characters: a gap as small as this is not worth an ellipsis
LONGEST: Final = 40  # characters of a word; what is longer is an address or a hash, and may be cut


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


def shortened(words: str, most: int) -> str:
    """The words on one line, ``most`` characters at most: cut behind a word, with ``…`` for the rest.

    >>> shortened("one two  three", 9), shortened("one two", 9), shortened("x" * 60, 9)
    ('one two …', 'one two', 'xxxxxxxx…')
    """
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    end = _word_end(line, max(0, most - 2), 0)
    return f"{line[:end]} …" if end else f"{line[: max(0, most - 1)]}…"


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
    kept = list(_fitting(sentence, marks, room)) or [Span(0, 0)]
    around = max(0, room - sum(m.end - m.start for m in kept)) // (2 * len(kept))
    spans = []
    for mark in kept:
        before, after = min(around, mark.start), min(around, len(sentence) - mark.end)
        start = _word_start(sentence, mark.start - before - (around - after), mark.start)
        spans.append(Span(start, _word_end(sentence, mark.end + after + (around - before), mark.end)))
    return _merged(spans, gap=NEARBY)


def _fitting(sentence: str, marks: Sequence[Span], room: int) -> Iterator[Span]:
    """As many marks as there is room for, in whole words; one that is too long alone keeps its two ends."""
    whole = [Span(_opening(sentence, mark.start), _closing(sentence, mark.end)) for mark in marks]
    for i, mark in enumerate(whole):
        length = mark.end - mark.start
        if length <= room:
            room -= length
            yield mark
        elif i == 0:
            head, tail = mark.start + room * 2 // 3, mark.end - room // 3
            end, start = _word_end(sentence, head, mark.start), _word_start(sentence, tail, mark.end)
            yield Span(mark.start, end if end > mark.start else _closing(sentence, head))
            yield Span(start if start < mark.end else _opening(sentence, tail), mark.end)
            return


def _opening(sentence: str, at: int) -> int:
    """Where the word begins that ``at`` is in, but for a word without an end."""
    back = at
    while sentence[at : at + 1].isalnum() and back > max(0, at - LONGEST) and sentence[back - 1].isalnum():
        back -= 1
    return at if sentence[max(0, back - 1) : back].isalnum() else back


def _closing(sentence: str, at: int) -> int:
    """Where the word ends that ``at`` is in, but for a word without an end."""
    on = at
    while at and sentence[at - 1].isalnum() and on < at + LONGEST and sentence[on : on + 1].isalnum():
        on += 1
    return at if sentence[on : on + 1].isalnum() else on


def _word_start(sentence: str, at: int, latest: int) -> int:
    """The first beginning of a word from ``at`` on; ``latest`` where there is none before it."""
    at = max(0, at)
    while at < latest and at and not (sentence[at - 1].isspace() and not sentence[at].isspace()):
        at += 1
    return at


def _word_end(sentence: str, at: int, earliest: int) -> int:
    """The last end of a word up to ``at``; ``earliest`` where there is none behind it."""
    at = min(at, len(sentence))
    inside = at < len(sentence)
    while at > earliest and inside and not (sentence[at].isspace() and not sentence[at - 1].isspace()):
        at -= 1
    return at


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
