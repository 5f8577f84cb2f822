"""Words that changed → figures that changed: sums, shares, periods, dates, and the law that governs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import inf
from typing import Final, NamedTuple

from clausecheck.words.edits import Edits
from clausecheck.words.tokens import REFERENCE, Token

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SINGLE: Final = {word: float(i) for i, word in enumerate(_ONES)} | {
    word: 10.0 * i for i, word in enumerate(_TENS, 2)
}
COUNTS: Final = _SINGLE | {ten + one: _SINGLE[ten] + _SINGLE[one] for ten in _TENS for one in _ONES[1:10]}
TIMES: Final = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "half": 0.5}
MONEY: Final = frozenset("$ £ € ¥ usd eur gbp cad aud dollars dollar euros euro pounds pound".split())
MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)
_DAYS: Final = {  # of one unit, roughly: enough to tell which of two periods is longer
    "minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30.4, "quarter": 91.3,
    "year": 365.25, "decade": 3652.5,
}  # fmt: skip
UNITS: Final = re.compile(
    r"(?:minute|hour|day|week|month|year|episode|showing|copy|copies|use|session|night|time|person|percent)s?"
)
_FOREVER: Final = frozenset("perpetuity perpetual perpetually forever indefinitely evergreen".split())
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_REACH: Final = 3  # words behind a number in which its unit stands: "ten (10) working days"


class Figure(NamedTuple):
    """A number of a text with what it counts."""

    first: int  # index of its first token
    last: int  # index of its last token
    value: float
    days: float | None  # of a period
    money: bool
    words: str  # as printed

    @property
    def kind(self) -> str:
        """What is counted, for a first comparison."""
        return "period" if self.days is not None else "sum" if self.money else "number"


def figures(text: str, tokens: Sequence[Token]) -> tuple[Figure, ...]:
    """All figures of a text, in order."""
    return tuple(_figures(text, tokens))


def changed(old: str, new: str, edits: Edits) -> Iterator[tuple[Figure | None, Figure | None]]:
    """Figures that an edit touches, the old one beside the new one."""
    before, after = figures(old, edits.before), figures(new, edits.after)
    for edit in edits.each:
        gone = [f for f in before if any(f.first <= i <= f.last for i in edit.old)]
        come = [f for f in after if any(f.first <= i <= f.last for i in edit.new)]
        # the unit of a number may have changed and the number not: "ten days" → "ten weeks"
        for i in range(max(len(gone), len(come))):
            one, other = (found[i] if i < len(found) else None for found in (gone, come))
            if (one and one.words.casefold()) != (other and other.words.casefold()):
                yield one, other


def _figures(text: str, tokens: Sequence[Token]) -> Iterator[Figure]:
    i = 0
    while i < len(tokens):
        if tokens[i].word in _FOREVER:
            first = i - (i > 0 and tokens[i - 1].word == "in")
            words = text[tokens[first].start : tokens[i].end]
            yield Figure(first, i, inf, inf, False, " ".join(words.split()))
        if value_of(tokens[i].word) is None or tokens[i].word == REFERENCE:
            i += 1
            continue
        first, value = i, 0.0
        while i < len(tokens) and (number := value_of(tokens[i].word)) is not None:
            value = value * number if tokens[i].word in TIMES and value else number
            i += 1
        last = i - 1
        end = i
        money = first > 0 and tokens[first - 1].word in MONEY
        days = None
        for j in range(i if not money else len(tokens), min(i + _REACH, len(tokens))):
            word = tokens[j].word
            if value_of(word) is not None:
                continue  # "fifteen (15)"
            if word in MONEY or word == "%" or (word == "per" and tokens[j + 1 : j + 2]):
                money, last = money or word in MONEY, j + (word == "per")
                break
            if word in MONTHS:
                last = j + (j + 1 < len(tokens) and _YEAR.fullmatch(tokens[j + 1].word) is not None)
                break
            if UNITS.fullmatch(word):
                unit = _DAYS.get(word.removesuffix("s"))
                days, last = (value * unit if unit else None), j
                break
        bare = last < i and not money
        if bare and tokens[first].word == "one":
            continue  # "one of the parties"
        first -= first > 0 and tokens[first - 1].word in MONEY | MONTHS
        words = " ".join(text[tokens[first].start : tokens[last].end].split())
        yield Figure(first, last, value, days, money, words)
        i = max(end, last + 1)


def counted(word: str) -> bool:
    """Whether a word is a unit, or a month: the number before it counts something."""
    return word in MONTHS or UNITS.fullmatch(word) is not None or word in COUNTS


def value_of(word: str) -> float | None:
    """``"1,200"`` → 1200, ``"seventytwo"`` → 72, ``"million"`` → 1000000; None for other words."""
    if word[0].isdigit():
        digits = re.sub(r"[^\d.]", "", word)
        return float(digits) if digits.count(".") <= 1 and digits.strip(".") else 0.0
    found = COUNTS.get(word)
    return TIMES.get(word) if found is None else found
