"""Letters of other alphabets that look like Latin ones, and words that mix them with Latin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from clausecheck.model.noun import NamedTuple

# One for one, those of Unicode's confusables (UTS 39) that look the same in the typefaces of print.
_PAIRS = (
    ("аеорсухіјѕһԁԛԝѵкАВЕКМНОРСТУХІЈЅ", "aeopcyxijshdqwvkABEKMHOPCTYXIJS"),  # Cyrillic
    ("αικνορυχγηϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aikvopuxyncjABEZHIKMNOPTYX"),  # Greek
    ("օոսհցզ", "onuhgq"),  # Armenian
    ("ɑɡ", "ag"),  # phonetic
)
WIDE = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum()}  # full-width
_WIDE_LETTERS = {wide: plain for wide, plain in WIDE.items() if plain.isalpha()}
LOOKALIKES: Mapping[str, str] = {a: b for pair in _PAIRS for a, b in zip(*pair, strict=True)} | _WIDE_LETTERS
_ANY = re.compile(f"[{''.join(LOOKALIKES)}]")
_LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\ufb00-\ufb06]")
_REACH = 40  # letters of a word, on each side


class Disguised(NamedTuple):
    """A word with letters that look Latin and are not."""

    start: int
    end: int
    latin: str  # the same word in Latin letters, as long
    signs: tuple[str, ...]  # the letters that are not what they look like


def disguised(text: str) -> Iterator[Disguised]:
    """Words of Latin and other letters all of which look Latin. Whole words of another alphabet are none.

    >>> [
    ...     word.latin
    ...     for word in disguised(
    ...         "irrevoc\\u0430bly, \\u0421\\u043e\\u0444\\u0438\\u044f, 5 \\u00b5m"
    ...     )
    ... ]
    ['irrevocably']
    """
    end = 0
    if text.isascii() or LOOKALIKES.keys().isdisjoint(set(text)):  # five times faster than to search
        return
    for match in _ANY.finditer(text):
        if match.start() < end:
            continue
        start, end = _word(text, match.start())
        word = text[start:end]
        signs = tuple(dict.fromkeys(letter for letter in word if letter in LOOKALIKES))
        others = [letter for letter in word if letter not in LOOKALIKES]
        if others and all(map(_LATIN.match, others)) and not _scientific(others, signs):
            yield Disguised(start, end, "".join(LOOKALIKES.get(letter, letter) for letter in word), signs)


def _word(text: str, at: int) -> tuple[int, int]:
    start = end = at
    while start > max(0, at - _REACH) and text[start - 1].isalpha():
        start -= 1
    while end < min(len(text), at + _REACH) and text[end].isalpha():
        end += 1
    return start, end


def _scientific(latin: list[str], signs: tuple[str, ...]) -> bool:
    """Whether small Greek letters stand among Latin capitals, as in NFκB and TNFα."""
    return all("α" <= sign <= "ω" for sign in signs) and sum(map(str.islower, latin)) < 2


def alphabet(letter: str) -> str:
    """Its name.

    >>> alphabet("\\u0430"), alphabet("\\uff41")
    ('Cyrillic', 'full-width')
    """
    first = unicodedata.name(letter, "other").split()[0]
    return {"FULLWIDTH": "full-width", "LATIN": "phonetic"}.get(first, first.title())
