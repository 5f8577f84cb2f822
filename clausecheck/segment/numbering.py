"""Line → label: what numbers a clause, and which label goes on from which.

A label is read in every way that it allows: "(i)" is the ninth letter and the first Roman numeral.
Which one holds is decided by what came before (``clauses.py``).
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from clausecheck.model.noun import NamedTuple

Rank: TypeAlias = Literal["annex", "part", "article", "section", "plain", "item", "bullet"]

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_FORM = re.compile(r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
_NAMES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_ANNEXES = "schedule exhibit annex annexure appendix attachment addendum".split()
_DIVISIONS: dict[str, Rank] = {"part": "part", "chapter": "part", "title": "part", "article": "article"}
_WORDS = "|".join([*_ANNEXES, *_DIVISIONS, "section", "sec", "clause", "paragraph"])
_WORD = re.compile(
    rf"(?P<word>(?i:{_WORDS})\b\.?|§§?)[ ]?(?:(?i:no)\. ?)?"
    rf"(?P<value>\d{{1,3}}(?:[.-]\d{{1,3}})*[A-Z]?|[IVXLC]+|[A-Z](?:-?\d{{1,2}})?|(?i:{'|'.join(_NAMES)}))"
    r"(?P<stop>[.:)]*)(?=[\s\-\u2013\u2014(\[]|$)"
)
_DECIMAL = re.compile(
    r"(?P<value>\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?:\.\d{1,3})*\.[A-Z](?=[.\s)]))(?P<stop>[.):]*)(?=\s|$|[A-Z\"(\[])"
)
_SIMPLE = re.compile(
    r"(?P<open>\(|\[)?(?P<value>\d{1,3}[A-Z]?|[a-z]{1,6}|[A-Z]{1,6}|[ivxlc]{1,7}|[IVXLC]{1,7})"
    r"(?P<close>\)\.?|\]| ?\.|:)(?=\s|$|[A-Z\"(\[]|(?<=[A-Z\d]\.)[a-z]{2})(?!(?<=[A-Z]\.)[A-Z]\.)"
)
_BARE = re.compile(r"(?P<value>\d{1,2})(?=\s+[A-Z\"]|$)")
_BULLET = re.compile(
    r"(?P<value>[\u2022\u25cf\u25cb\u25e6\u25aa\u25ab\u25a0\u25a1\u2023\u2043\u00b7\u27a2\u2756"
    r"\u2713\u2714\uf0b7\uf0a7\uf0d8\uf02d*+\u2013\u2014-])[ ]+(?=[^\s\-*])|o[ ](?=[A-Za-z])"
)
_PAIRS = {"(": ")", "[": "]"}
# After a number, these go on with a reference or a quantity, not with a clause.
_NOT_A_CLAUSE = re.compile(
    r"of (?:this|the|that|these|any|such)|above|below|hereof|herein|hereto|thereof|hereunder|through|"
    r"and \(|or \(|to \(|inclusive|per cent|percent|%|months?\b|days?\b|years?\b|[ap]\.?m\b|[),;]"
)


class Reading(NamedTuple):
    """One way to read a label: a series, and the place in it."""

    series: str  # labels of one list share it: "(a)", "(i)", "1.", "d2", "article"
    value: int  # 1-based place in the series
    parts: tuple[int, ...] = ()  # of a decimal number: (2, 10)


class Label(NamedTuple):
    """A label at the start of a line."""

    text: str  # as printed, healed: "Section 2."
    core: str  # what is cited: "2", "a", "2.1"
    word: str  # "Schedule", "Article"; empty where there is none
    rank: Rank
    readings: tuple[Reading, ...]
    end: int  # where the rest of the line starts

    @property
    def of_filing(self) -> bool:
        """Perhaps the number of a filing: "EXHIBIT 10(d)" at the top of a contract from a register."""
        return self.word == "Exhibit" and self.core.isdigit()

    @property
    def bare(self) -> bool:
        """A number without a stop: "2"."""
        return self.readings[0].series == "1"

    @property
    def bracketed(self) -> bool:
        """Cited in brackets, as in ``4(b)``."""
        return self.rank == "item"


def read(text: str) -> Label | None:
    """The label that a healed line starts with."""
    return _word(text) or _decimal(text) or _simple(text) or _bare(text) or _bullet(text)


def refers(rest: str) -> bool:
    """Whether the words behind a number make it a reference or a quantity."""
    return _NOT_A_CLAUSE.match(rest) is not None


def roman(text: str) -> int | None:
    """``"iv"`` → 4."""
    low = text.lower()
    if not _ROMAN_FORM.match(low):
        return None
    values = [_ROMAN[letter] for letter in low]
    return sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0], strict=True))


def letter(text: str) -> int | None:
    """``"a"`` → 1, ``"z"`` → 26, ``"aa"`` → 27."""
    if not text or len(set(text)) > 1 or not text.isalpha():
        return None
    return 26 * (len(text) - 1) + ord(text[0].lower()) - 96


def _word(text: str) -> Label | None:
    match = _WORD.match(text)
    if match is None:
        return None
    word, value = match["word"].rstrip(".").lower(), match["value"]
    if not (match["word"][0].isupper() or match["word"][0] == "§"):
        return None
    if word in _ANNEXES and "." in value:
        return None  # "Exhibit 10.4": the number of a filing, at the top of a contract from a register
    if word in _ANNEXES:
        rank: Rank = "annex"
    elif word in _DIVISIONS:
        rank = _DIVISIONS[word]
    else:
        rank, word = "section", "section"
    return _label(text, match, word.capitalize(), value, rank, _ordinals(value, word))


def _ordinals(value: str, series: str) -> tuple[Reading, ...]:
    """Every way to read the value behind a word."""
    low = value.lower()
    if low in _NAMES:
        return (Reading(series, _NAMES.index(low) + 1),)
    if value[0].isdigit():
        parts = tuple(
            int(part) for part in value.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").replace("-", ".").split(".")
        )
        return (Reading(series if len(parts) == 1 else f"d{len(parts)}", parts[-1], parts),)
    found = []
    if (number := roman(value)) is not None:
        found.append(Reading(series, number))
    if len(value) == 1 and (number := letter(value)) is not None:
        found.append(Reading(f"{series} letter", number))
    return tuple(found) or (Reading(f"{series} other", 1),)


def _decimal(text: str) -> Label | None:
    match = _DECIMAL.match(text)
    if match is None:
        return None
    value = match["value"]
    parts = tuple(int(part) if part.isdigit() else ord(part) - 64 for part in value.split("."))
    series = f"d{len(parts)}" + ("A" if value[-1].isupper() else "")
    return _label(text, match, "", value, "plain", (Reading(series, parts[-1], parts),))


def _simple(text: str) -> Label | None:
    match = _SIMPLE.match(text)
    if match is None:
        return None
    value, opened, close = match["value"], match["open"] or "", match["close"].strip()[0]
    if _PAIRS.get(opened, close) != close or (close == ":" and not value[0].isdigit()):
        return None
    form = opened + "{}" + close
    readings: list[Reading] = []
    if value.isdigit():
        readings.append(Reading(form.format("1"), int(value), (int(value),)))
    elif value[0].isdigit():  # "2A." comes after "2."
        readings.append(
            Reading(form.format("1A"), ord(value[-1]) - 64, (int(value[:-1]), ord(value[-1]) - 64))
        )
    else:
        upper = value[0].isupper()
        if (number := letter(value)) is not None:
            readings.append(Reading(form.format("A" if upper else "a"), number))
        if (number := roman(value)) is not None:
            readings.append(Reading(form.format("I" if upper else "i"), number))
    if not readings:
        return None
    dotted = match["close"].strip() in (".", ":")
    rank: Rank = "plain" if dotted and (value[0].isdigit() or value[0].isupper()) else "item"
    return _label(text, match, "", value, rank, tuple(readings))


def _bare(text: str) -> Label | None:
    match = _BARE.match(text)
    if match is None:
        return None
    value = int(match["value"])
    return _label(text, match, "", match["value"], "plain", (Reading("1", value, (value,)),))


def _bullet(text: str) -> Label | None:
    match = _BULLET.match(text)
    if match is None or text.endswith((" -", " \u2013", " \u2014")):  # "- and -"
        return None
    sign = match.group().strip()
    return Label(sign, "", "", "bullet", (Reading(f"bullet {sign}", 0),), match.end())


def _label(
    text: str, match: re.Match[str], word: str, core: str, rank: Rank, readings: tuple[Reading, ...]
) -> Label:
    end = match.end()
    while end < len(text) and text[end] in " \u2013\u2014-:":
        if text[end] in "\u2013\u2014-:" and not word:
            break
        end += 1
    return Label(match.group().strip(), core, word, rank, readings, end)
