"""A page as read → marks on the words that the eye cannot see, and notices of print that is hard to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausecheck.ingest import scene, signtags, suspects
from clausecheck.ingest.layout import Layout
from clausecheck.ingest.suspects import TINY, Sheet
from clausecheck.ingest.unseen import Judge, Unseen
from clausecheck.model import Mark, Notice

SMALL = 6.0  # points; smaller than any law on print allows (8 in New York, CPLR 4544)
FEW = 3  # letters of superscripts: "12", "th", "TM"
NOISE = 3  # words: text recognition reads one or two in specks where a picture shows nothing
SMALL_WORDS = 12  # of small print on a page; page numbers, form numbers and superscripts have fewer
PALE_WORDS = 5
LAYER_WORDS = 5

LAYER = "the page is a picture with text put behind it: what you see can differ from what was read"
PICTURE = 0.1  # of the page, from which a picture may hold clauses; logos are smaller
PAGE = 0.8  # of the page, above which a picture is a scan, or the paper behind the text
PICTURED = "a picture on the page was not read: `--ocr always` reads what is in it"
SMALL_PRINT = "the page has small print, under 6 pt"
PALE_PRINT = "the page has pale print that is hard to read"


def find(sheet: Sheet, found: Layout, base: int, layers_off: bool) -> Layout:
    """The page with its marks and notices; it begins at the offset ``base``. Notices have no page yet.

    ``layers_off``: the file may have layers that are switched off.
    """
    texts = frozenset(piece[3] for line in found.drawn for piece in line.pieces)
    drawn_on = scene.survey(sheet.handle, texts)
    words = suspects.words(sheet, found, base, drawn_on, layers_off)
    marks: tuple[Mark, ...] = ()
    notices: list[Notice] = []
    if words:
        judge = Judge(sheet, drawn_on, layers_off)
        letters = sum(line.end - line.start for line in found.lines)
        marks = _marks(judge.unseen(words, letters), found.text, base)
        if judge.layer >= LAYER_WORDS:
            notices.append(Notice("text-layer", LAYER))
        if judge.pale >= PALE_WORDS:
            notices.append(Notice("pale-print", PALE_PRINT))
    if drawn_on.areas and PICTURE <= drawn_on.pictured <= PAGE:
        notices.append(Notice("picture", PICTURED))
    if _small_words(found, base, marks) >= SMALL_WORDS:
        notices.append(Notice("small-print", SMALL_PRINT))
    return found._replace(marks=marks, notices=notices)


def _marks(unseen: Iterable[Unseen], text: str, base: int) -> tuple[Mark, ...]:
    """Neighbours with the same trick as one mark; what is harmless left out."""
    groups: list[list[Unseen]] = []
    for each in sorted(unseen, key=lambda each: each.word.start):
        last = groups[-1][-1] if groups else None
        between = text[last.word.end - base : each.word.start - base] if last else ""
        if last is not None and _alike(last, each) and not any(map(str.isalnum, between)):
            groups[-1].append(each)
        else:
            groups.append([each])
    marks = []
    for group in groups:
        start, end = group[0].word.start, group[-1].word.end
        if not _harmless(group, text[start - base : end - base]):
            marks.append(Mark("hidden", start, end, group[0].trick, group[0].how))
    return tuple(marks)


def _alike(a: Unseen, b: Unseen) -> bool:
    return a.trick == b.trick and (a.trick != "colour" or a.how == b.how)


def _harmless(group: Sequence[Unseen], text: str) -> bool:
    letters = sum(map(str.isalnum, text))
    if not letters or signtags.only(text):
        return True
    if group[0].trick == "tiny":
        return letters <= FEW
    return group[0].layer and len(group) < NOISE


def _small_words(found: Layout, base: int, marks: Sequence[Mark]) -> int:
    """How many visible words stand in lines of small print."""
    return sum(
        any(map(str.isalpha, word))
        for line in found.lines
        if TINY <= line.size < SMALL and line.box is not None
        if min(line.box.x1 - line.box.x0, line.box.bottom - line.box.top) < SMALL
        if not any(mark.start < line.end and line.start < mark.end for mark in marks)
        for word in found.text[line.start - base : line.end - base].split()
    )
