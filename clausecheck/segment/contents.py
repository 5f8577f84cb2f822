"""Rows → the stretches that are a table of contents.

It begins with its title, or with rows of dot leaders, and goes on while rows end in page numbers or hold
nothing but labels and titles. The wording is that of the tables in the CUAD texts, where a whole table
may stand in one row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausecheck.segment import numbering
from clausecheck.segment.layout import Layout, Row

_TITLE = re.compile(r"(?:TABLE OF CONTENTS|Table of [Cc]ontents)\b|(?:CONTENTS|Contents|INDEX|Index)\W*\Z")
_DOTS = re.compile(r"\.\s?(?:\.\s?){3}")
_PAGE = re.compile(r"(?:\A|[\s.\u2026])(?:\d{1,3}|[ivxlc]{1,6}|[A-Z]-\d{1,3})\Z")
_ENTRY = re.compile(
    r"(?:\A|\s)(?:\d{1,2}(?:\.\d{1,2})*\.?|(?:ARTICLE|Article|SECTION|Section) [\w.]+)\s+[A-Z\"\[]"
)
_BODY = re.compile(
    r"\b(?:shall|will|means|hereby|agrees?|this agreement (?:is|\()|is made|whereas|entered into|pursuant)\b",
    re.I,
)
_LONGEST = 200  # characters of an entry that stands alone
_GAP = 5  # rows without a page number that may stand between two with one
_LEAST = 3  # entries
_FARTHEST = 1000  # rows of a table without page numbers
_TITLES = 20  # as many are looked at: a contract has one table, with its annexes a few


def mark(layout: Layout) -> Layout:
    """The layout with the rows of tables of contents marked."""
    inside = {i for span in find(layout.rows) for i in span}
    rows = [row._replace(listing=True) if i in inside else row for i, row in enumerate(layout.rows)]
    return layout._replace(rows=tuple(rows)) if inside else layout


def find(rows: Sequence[Row]) -> list[range]:
    """Ranges of row indexes, in order."""
    found: list[range] = []
    i = titles = 0
    while i < len(rows):
        end = i
        text = rows[i].text
        if titles < _TITLES and _TITLE.match(text):
            titles += 1
            end = max(_numbered(rows, i), _unnumbered(rows, i))
        elif _leaders(text) and _entries(text) and len(text) < _LONGEST:
            end = _numbered(rows, i)
        if end > i:
            found.append(range(i, end))
        i = max(end, i + 1)
    return found


def _leaders(text: str) -> bool:
    """Whether dots, or a line, lead to a page number."""
    return "____" in text or "\u2026\u2026" in text or _DOTS.search(text) is not None


def _entries(text: str) -> int:
    """How many entries a row holds: one that ends in a page number, or several labels with titles."""
    if len(text) <= _LONGEST and _PAGE.search(text):
        return 1
    if _BODY.search(text):
        return 0
    labels = len(_ENTRY.findall(text))
    return labels if labels >= _LEAST or _leaders(text) else 0


def _numbered(rows: Sequence[Row], first: int) -> int:
    """End of the entries from the title on; the title itself where there are too few."""
    last, count = first, _entries(rows[first].text)
    for i in range(first + 1, len(rows)):
        text = rows[i].text
        entries = _entries(text)
        if entries:
            last, count = i, count + entries
        elif i - last > _GAP or (_BODY.search(text) and not _leaders(text)):
            break
    return last + 1 if count >= _LEAST else first


def _unnumbered(rows: Sequence[Row], title: int) -> int:
    """End of entries without page numbers: where the first one comes again, as the first heading."""
    first = title + 1
    if first >= len(rows) or len(_key(rows[first].text)) < 3:
        return title
    key = _key(rows[first].text)
    for i in range(first + 1, min(len(rows), first + _FARTHEST)):
        text = rows[i].text
        if len(text) > _LONGEST:
            return title
        if i - first >= _LEAST and _key(text) == key:
            return i
    return title


def _key(text: str) -> str:
    """The words of an entry, without its label and its page number."""
    label = numbering.read(text)
    words = text[label.end :] if label and len(text) > label.end else text
    return "".join(c for c in _PAGE.sub("", words).casefold() if c.isalpha())
