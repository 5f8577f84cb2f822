"""The text of a clause → its words as forms are compared, with figures, dates, names and blanks told apart.

Two agreements on one form differ in who signs, for how much and until when. These stand as one sign each;
what was filled in is kept beside the words.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import Final, NamedTuple

from clausecheck.words.figures import COUNTS, MONEY, MONTHS, TIMES, UNITS, value_of
from clausecheck.words.tokens import plain

FIGURE: Final = "#"
DATE: Final = "#date"
NAME: Final = "#name"
BLANK: Final = "#blank"
REFERENCE: Final = "§"
FILLED: Final = frozenset((FIGURE, DATE, NAME, BLANK))

_PIECE: Final = re.compile(
    r"_{2,}|[.…]{4,}|…+|\[[\s_●•.…]*\]|●+"  # blanks
    r"|\d+(?:[.,:/\-]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])|\d+"
    r"|[^\W\d_](?:-\s*\n\s*(?=[^\W\d_])|[\u0300-\u036f]|[-'\u2019\u2018\u2010\u2011\u00ad](?=[^\W\d_])|[^\W\d_])*"
    r"|[☐☑☒✓✗✔✘$£€¥%§]"
)
_LABEL: Final = re.compile(
    r"\s*(?:(?:section|article|clause|paragraph|schedule|§)\s*(?:\d[\d.]*|[ivxlc]{1,5}|[a-z])\b[.:)]?"
    r"|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,5})\)[.:]?"
    r"|\d{1,3}(?:\.\d{1,3})*[a-z]?\.?(?=\s)"
    r"|[a-z]{1,5}\.(?=\s))",
    re.IGNORECASE,
)
_POINTING: Final = frozenset(
    "clause clauses section sections article articles paragraph paragraphs subclause subsection schedule "
    "annex exhibit appendix attachment".split()
)
_TARGET: Final = re.compile(r"\d[\d.]*|[IVXLC]{1,5}|[A-Z]|[a-z]|[ivx]{1,4}")
_JOIN: Final = re.compile(r"\s+")
_DAY: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_OPENS: Final = MONEY | MONTHS | COUNTS.keys() | TIMES.keys() | {"us"}  # words that a figure can begin with
_UNIT: Final = frozenset("percent cent dollars dollar euros euro pounds pound usd eur gbp us".split()) | {"%"}


class Filled(NamedTuple):
    """What stands at a sign."""

    at: int  # index of the sign in the words
    value: str  # to compare: "2" for "two (2)"
    printed: str  # verbatim, white space single


class Shape(NamedTuple):
    """A clause as forms are compared."""

    words: tuple[str, ...]
    filled: tuple[Filled, ...]


class _Step(NamedTuple):
    word: str
    first: int  # index of its first piece
    last: int


def shape(text: str, names: Set[tuple[str, ...]] = frozenset(), *, label: bool = True) -> Shape:
    """The words of a clause. ``names``: the parties' names, as :func:`name_words` gives them.

    >>> shape(
    ...     "3. Fee. Bell Film LLC pays $500 within two (2) days.", {("bell", "film", "llc")}
    ... ).words
    ('fee', '#name', 'pays', '#', 'within', '#', 'day')
    """
    pieces = _pieces(text, label=label)
    words: list[str] = []
    filled: list[Filled] = []
    for word, first, last in _steps([piece[0] for piece in pieces], names):
        if word in FILLED:
            end = pieces[last].end()
            end += text[end : end + 1] == ")" and "(" in text[pieces[first].start() : end]  # "two (2)"
            printed = " ".join(text[pieces[first].start() : end].split())
            filled.append(Filled(len(words), _value(printed, word), printed))
        words.append(word)
    return Shape(tuple(words), tuple(filled))


@lru_cache(maxsize=64)
def places(
    text: str, names: frozenset[tuple[str, ...]] = frozenset(), *, label: bool = True
) -> tuple[tuple[int, int], ...]:
    """Where each word of the shape stands: ranges of the text."""
    pieces = _pieces(text, label=label)
    steps = _steps([piece[0] for piece in pieces], names)
    return tuple((pieces[step.first].start(), pieces[step.last].end()) for step in steps)


def name_words(name: str) -> tuple[str, ...]:
    """A name as its words are compared."""
    return tuple(_word(piece[0]) for piece in _PIECE.finditer(name))


def _pieces(text: str, *, label: bool) -> list[re.Match[str]]:
    found = _LABEL.match(text) if label else None
    return list(_PIECE.finditer(text, found.end() if found else 0))


def _word(piece: str) -> str:
    if piece.isascii() and piece.isalpha():
        return piece.lower()
    return plain(_JOIN.sub("", piece))


def _steps(pieces: Sequence[str], names: Set[tuple[str, ...]]) -> Iterator[_Step]:
    words = [_word(piece) for piece in pieces]
    openings: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names, key=len, reverse=True):
        openings.setdefault(name[0], []).append(name)
    i = 0
    while i < len(words):
        word = words[i]
        if word in openings and (end := _name(words, i, openings[word])):
            yield _Step(NAME, i, end - 1)
        elif not word or word[0] in "_.…[●":
            end = i + 1
            yield _Step(BLANK, i, i)
        elif (word in _OPENS or word[0].isdigit()) and (end := _figure(pieces, words, i)) > i:
            dated = any(w in MONTHS for w in words[i:end]) or _DAY.fullmatch(pieces[i])
            yield _Step(DATE if dated else FIGURE, i, end - 1)
        else:
            end = i + 1
            yield _Step(_one(word), i, i)
            if word in _POINTING and (target := _target(pieces, end)) > end:
                yield _Step(REFERENCE, end, target - 1)
                end = target
        i = end


@lru_cache(maxsize=65_536)
def _one(word: str) -> str:
    """A unit in the singular: "1 year" may become "5 years"."""
    return sys.intern(word[:-1] if word[-1] == "s" and UNITS.fullmatch(word) else word)


def _name(words: Sequence[str], i: int, names: Sequence[tuple[str, ...]]) -> int:
    """The index behind the longest of the names that stands here; 0: none."""
    return next((i + len(name) for name in names if tuple(words[i : i + len(name)]) == name), 0)


def _figure(pieces: Sequence[str], words: Sequence[str], i: int) -> int:
    """The index behind a sum, number or date; ``i`` itself where none begins."""
    at, numbers = i, 0
    while at < len(words):
        word = words[at]
        following = words[at + 1] if at + 1 < len(words) else ""
        if _number(word, following):
            numbers += 1
        elif word in MONTHS and pieces[at][0].isupper():
            if not numbers and not following[:1].isdigit():
                break
        elif word in MONEY or word in _UNIT:
            if following != "$" if word == "us" else not (numbers or _number(following, "")):
                break
        elif not (numbers and _bridge(words, at)):
            break
        at += 1
    return at if numbers else i


def _bridge(words: Sequence[str], at: int) -> bool:
    """Whether a word goes on between the parts of a number or date: "1st day of March", "per cent"."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in ("day", "of"):
        ahead = words[at + 2] if word == "day" and following == "of" and at + 2 < len(words) else following
        return ahead in MONTHS
    return (word == "per" and following == "cent") or (
        word == "and" and words[at - 1] in TIMES and _number(following, "")
    )


def _number(word: str, following: str) -> bool:
    if word[:1].isdigit():
        return True
    if not word or value_of(word) is None:
        return False
    return word != "one" or following[:1].isdigit() or following in TIMES or bool(UNITS.fullmatch(following))


def _target(pieces: Sequence[str], at: int) -> int:
    """The index behind the numbers that "clause" points to."""
    first = at
    while at < len(pieces):
        joined = at > first and pieces[at] in ("and", "or", "to", "through") and at + 1 < len(pieces)
        if joined and pieces[at + 1][0].isdigit():
            at += 1
        elif not _TARGET.fullmatch(pieces[at]) or (at == first and pieces[at].islower()):
            break
        at += 1
    return at


def _value(printed: str, word: str) -> str:
    """What tells two fillings apart: figures by their value, all else by its letters."""
    if word != FIGURE:
        return " ".join(printed.casefold().split())
    digits: list[str] = re.findall(r"\d[\d.,:/-]*", printed)
    sign = "%" if re.search(r"%|per ?cent", printed, re.IGNORECASE) else ""
    if digits:
        return digits[-1].replace(",", "").removesuffix(".").removesuffix(".00") + sign
    total = 0.0
    for piece in _PIECE.finditer(printed):
        number = value_of(_word(piece[0]))
        if number is not None:
            total = total * number if _word(piece[0]) in TIMES and total else total + number
    return f"{total:g}{sign}"
