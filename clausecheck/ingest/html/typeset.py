"""Paragraphs → text, its lines, and the marks of what is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausecheck.ingest.html import prose
from clausecheck.ingest.html.blocks import Paragraph
from clausecheck.ingest.html.hiding import Cause
from clausecheck.model import Line, Mark
from clausecheck.model.noun import NamedTuple

_APART = "\n\n"


class Whole(NamedTuple):
    """A page, set."""

    text: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]


class _Run(NamedTuple):
    start: int  # offset
    end: int  # offset
    cause: Cause
    link: bool


def whole(paragraphs: Sequence[Paragraph]) -> Whole:
    """The paragraphs with a blank line between them, which is not counted."""
    texts: list[str] = []
    lines: list[Line] = []
    runs: list[_Run] = []
    at = 0
    for paragraph in paragraphs:
        if texts:
            texts.append(_APART)
            at += len(_APART)
        start, heavy = at, []
        for piece in paragraph.pieces:
            end = at + len(piece.text)
            if piece.cause is not None:
                runs.append(_Run(at, end, piece.cause, piece.link))
            if piece.bold:
                heavy.append((at, end))
            texts.append(piece.text)
            at = end
        for line in _lines(paragraph.text, start, heavy, paragraph.level):
            lines.append(line._replace(number=len(lines) + 1))
    text = "".join(texts)
    return Whole(text, tuple(lines), tuple(_marks(text, runs)))


def _lines(text: str, base: int, heavy: Sequence[tuple[int, int]], level: int) -> Iterator[Line]:
    at = 0  # of the bold stretches, those before it end before the line
    start = base
    for each in text.split("\n"):
        end, bold = start + len(each), 0
        while at < len(heavy) and heavy[at][1] <= start:
            at += 1
        for i in range(at, len(heavy)):
            if heavy[i][0] >= end:
                break
            bold += min(end, heavy[i][1]) - max(start, heavy[i][0])
        if each.strip():
            yield Line(start, end, 0, bold=2 * bold > len(each), level=level)
        start = end + 1


def _marks(text: str, runs: Sequence[_Run]) -> Iterator[Mark]:
    """Runs that one element hides are one, and count where they say something."""
    group: list[_Run] = []
    for run in runs:
        if group and (run.cause != group[0].cause or text[group[-1].end : run.start].strip()):
            yield from _mark(text, group)
            group = []
        group.append(run)
    if group:
        yield from _mark(text, group)


def _mark(text: str, group: Sequence[_Run]) -> Iterator[Mark]:
    start, end, cause = group[0].start, group[-1].end, group[0].cause
    start += len(text[start:end]) - len(text[start:end].lstrip())
    words = text[start:end].strip()
    if _says(text, group, words) and not _meant(words, cause):
        yield Mark("hidden", start, start + len(words), cause.trick, cause.how)


def _says(text: str, group: Sequence[_Run], words: str) -> bool:
    plain = [each for run in group if not run.link for each in text[run.start : run.end].split("\n")]
    linked = any(prose.closed(text[run.start : run.end]) for run in group if run.link)
    return linked or any(prose.sentence(each) for each in (*plain, " ".join(plain))) or prose.denies(words)


def _meant(words: str, cause: Cause) -> bool:
    """Whether it is what its element says it is: a word for screen readers, a note for visitors."""
    gentle = cause.gentle or ("reader" if cause.trick in ("clipped", "no-room") else "")
    return bool(gentle) and prose.harmless(words, gentle == "service")
