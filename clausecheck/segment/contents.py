"""Rows → the stretches that are a table of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausecheck.segment import numbering
from clausecheck.segment.layout import Row

_TITLE = re.compile(
    r"(?:table of )?contents|index(?: of (?:terms|clauses|articles))?|table des matières", re.I
)
_COLUMNS = re.compile(r"(?:page(?: no\.?)?|section|article|clause|paragraph)(?: page)?", re.I)
_LEADERS = re.compile(r"(?:\.\s?){4,}|\u2026{2,}|_{4,}")
_PAGE = re.compile(r"(?:\A|[\s.\u2026])(?:\d{1,3}|[ivxlc]{1,6}|[A-Z]-\d{1,3})\Z")
_LONGEST = 200  # characters of an entry
_GAP = 5  # rows without a page number that may stand between two with one
_LEAST = 3  # entries


def find(rows: Sequence[Row]) -> list[range]:
    """Ranges of row indexes, in order."""
    found: list[range] = []
    i = 0
    while i < len(rows):
        end = i
        if _TITLE.fullmatch(rows[i].text.rstrip(" :")):
            end = max(_numbered(rows, i), _unnumbered(rows, i))
        elif _is_entry(rows[i].text) and _LEADERS.search(rows[i].text):
            end = _numbered(rows, i - 1)
        if end > i:
            found.append(range(i, end))
        i = max(end, i + 1)
    return found


def _is_entry(text: str) -> bool:
    return len(text) <= _LONGEST and _PAGE.search(text) is not None


def _numbered(rows: Sequence[Row], title: int) -> int:
    """End of the entries with page numbers after the title; the title itself where there are too few."""
    last, count = title, 0
    for i in range(title + 1, len(rows)):
        text = rows[i].text
        if _is_entry(text):
            last, count = i, count + 1
        elif i - last > _GAP or len(text) > _LONGEST or (text.endswith(".") and not _LEADERS.search(text)):
            break
    return last + 1 if count >= _LEAST else title


def _unnumbered(rows: Sequence[Row], title: int) -> int:
    """End of entries without page numbers: where the first one comes again, as the first heading."""
    first = title + 1
    while first < len(rows) and _COLUMNS.fullmatch(rows[first].text):
        first += 1
    if first >= len(rows) or len(_key(rows[first].text)) < 3:
        return title
    key = _key(rows[first].text)
    for i in range(first + 1, len(rows)):
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
