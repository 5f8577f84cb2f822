"""Text → the words that count for a comparison: in small letters, without quotes, hyphens and stops.

A number behind "clause" or "Section" is a reference: it is told apart from other figures, for it may change
with the numbering and still point to the same clause.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

REFERENCE: Final = "§"
_REMEMBERED = 8_192  # sentences
_JOINERS: Final = "-'\u2019\u2018\u2010\u2011\u00ad"
_TOKEN: Final = re.compile(
    rf"\d+(?:[.,:/]\d+)*|[^\W\d_](?:[\u0300-\u036f]|[{_JOINERS}](?=[^\W\d_])|[^\W\d_])*"
    # signs that say something: money, per cent, ticked boxes; not stops, quotes, brackets, bullets, blanks
    r"|[^\w\s.,;:!?\"'()\[\]{}\-\u2010-\u201f\u2026\u2032\u2033\u00ab\u00bb\u00ad*/\\|<>#~`^\u00b7\u2022\u25cf\u25cb"
    r"\u25aa\u25a0\u25e6\u2023\u2043\uf0b7\u200b-\u200d\u2060\ufeff]"
)
_NUMBER: Final = (
    r"(?:\d{1,3}(?:\.\d{1,3})*(?:\s?\((?:[a-z]{1,4}|\d{1,2})\))*|[IVXLC]{1,6}\b|[A-Z]\b(?:-?\d{1,2})?)"
)
_REFERENCES: Final = re.compile(
    r"\b(?:(?i:clauses?|sections?|articles?|paragraphs?|sub-?(?:clauses?|sections?|paragraphs?)|schedules?"
    rf"|annex(?:es|ures?)?|exhibits?|appendi(?:x|ces)|attachments?|recitals?)|§§?)\s?({_NUMBER}"
    rf"(?:(?:,|\s?(?:and|or|to|through|[-\u2013]))\s?{_NUMBER})*)"
)
_ONE: Final = re.compile(_NUMBER)
# "(a)" within a sentence is a label of its list; "(15)" repeats a number
_LABEL: Final = re.compile(r"(?<!\w)\((?:[a-z]|[ivx]{1,5})\)(?=\s)")

_NOTE: Final = re.compile(r"(?i:footnote|endnote) (?=\w{1,4}\b)")  # as a Word document's notes are begun


class Token(NamedTuple):
    """One word."""

    word: str  # as it is compared
    start: int  # index into the text
    end: int  # index into the text
    target: str = ""  # of a reference: the number that it names


@lru_cache(maxsize=_REMEMBERED)
def tokens(text: str) -> tuple[Token, ...]:
    """The words in their order.

    >>> [token.word for token in tokens("The “Re-use Fee” under clause 4.2(b) is £6,400.")]
    ['the', 'reuse', 'fee', 'under', 'clause', '§', 'is', '£', '6,400']
    """
    return tuple(_tokens(text))


def words(text: str) -> tuple[str, ...]:
    """The words alone."""
    return tuple(token.word for token in tokens(text))


def targets(text: str) -> tuple[str, ...]:
    """What the references point to, in order.

    >>> targets("Sections 4.2(b) and 5 and Schedule A")
    ('4.2(b)', '5', 'Schedule A')
    """
    return tuple(token.target for token in tokens(text) if token.target)


def plain(text: str) -> str:
    """A word as it is compared."""
    if text.isascii() and text.isalnum():
        return text.lower()
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return re.sub(rf"[{_JOINERS}]", "", folded.casefold())


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    for start, end, target in _skipped(text):
        yield from _plain(text, at, start)
        if target:
            yield Token(REFERENCE, start, end, target)
        at = end
    yield from _plain(text, at, len(text))


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        yield Token(plain(match[0]), match.start(), match.end())


def _skipped(text: str) -> Sequence[tuple[int, int, str]]:
    """References, and labels of lists within the sentence (these without a target), in order."""
    found = [(match.start(), match.end(), "") for match in _LABEL.finditer(text)]
    if note := _NOTE.match(text):
        found.append((0, note.end(), ""))
    for match in _REFERENCES.finditer(text):
        annex = match[0].split()[0].rstrip("s").capitalize()
        named = f"{annex} " if annex in ("Schedule", "Annex", "Exhibit", "Appendix", "Attachment") else ""
        for each in _ONE.finditer(text, match.start(1), match.end(1)):
            found.append((each.start(), each.end(), named + re.sub(r"\s", "", each[0])))
    ordered: list[tuple[int, int, str]] = []
    last = 0
    for one in sorted(found, key=lambda each: (each[0], -each[1])):
        if one[0] >= last:
            ordered.append(one)
            last = one[1]
    return ordered
