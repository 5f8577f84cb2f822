"""Text → marks on characters that are not seen, or are not what they look like, in any format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from clausecheck.model import Mark
from clausecheck.model.letters import LOOKALIKES, alphabet, disguised

# Characters without width: they part a word for a search and not for the eye. Between letters of Arabic or
# Indic scripts joiners have a meaning, between pictures they join them, and at the head of a text U+FEFF
# is a byte order mark: only those inside a Latin word are marked.
_WIDTHLESS = "\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufeff"
_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_INSIDE = re.compile(f"(?<=[{_LETTER}])[{_WIDTHLESS}\u00ad]+(?=[{_LETTER}])")
# A soft hyphen is put where a word may be broken: typesetters leave two letters and a vowel on each side.
_SOFT = "\u00ad"
_BREAKABLE = re.compile("(?i)[aeiouyà-æè-ïò-öø-ÿ]")
# Tag characters are ASCII that is not shown; in the flags of England, Scotland and Wales they follow U+1F3F4.
_TAGS = re.compile("(?<!\U0001f3f4)(?<![\U000e0020-\U000e007f])[\U000e0020-\U000e007e]{2,}")
# Overrides turn Latin letters around. Embeddings and isolates belong to texts in Hebrew or Arabic letters.
_TURNING = "\u202b\u202d\u202e\u2067"
_TURNED = re.compile("[\u202d\u202e]([^\u202c\n]*)|[\u202b\u2067]([^\u202c\u2069\n]*)")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ANY_LETTER = re.compile(f"[{_LETTER}]")
_WIDTH = re.compile(f"[{_WIDTHLESS}]")
_REACH = 40  # characters of a word, on each side
_SHORTEST = 3  # letters; a label of two ("рH") deceives nobody


def marks(text: str) -> tuple[Mark, ...]:
    """Marks of kind "hidden", ascending: the tricks zero-width, bidi and look-alike."""
    if text.isascii() or _signs().isdisjoint(set(text)):  # five times faster than to search
        return ()
    return tuple(sorted((*_widthless(text), *_bidi(text), *_lookalikes(text)), key=lambda mark: mark[1:3]))


@cache
def _signs() -> frozenset[str]:
    """The characters without which there is nothing to mark."""
    seen = f"{_WIDTHLESS}{_SOFT}{_TURNING}"
    ranges = re.sub("(.)-(.)", lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), seen)
    return frozenset((*ranges, *map(chr, range(0xE0020, 0xE007F)), *LOOKALIKES))


def _widthless(text: str) -> Iterator[Mark]:
    end = 0
    for match in _INSIDE.finditer(text):
        if match.start() < end:
            continue
        start, stop = _word(text, match.start())
        if match.group() != _SOFT or _odd(text[start:stop]):
            end = stop
            yield Mark("hidden", start, end, "zero-width", "characters without width inside a word")
    for match in _TAGS.finditer(text):
        yield Mark("hidden", *match.span(), "zero-width", "characters that are never shown")


def _odd(word: str) -> bool:
    """Whether soft hyphens stand where no typesetter breaks a word ("anti\u00adTNF" means a hyphen)."""
    parts = [part for part in word.split(_SOFT) if not part.isupper()]
    return any(len(part) < 2 or not _BREAKABLE.search(part) for part in parts)


def _bidi(text: str) -> Iterator[Mark]:
    foreign = bool(_RIGHT_TO_LEFT.search(text))
    for match in _TURNED.finditer(text):
        override, embedded = match.groups()
        if _ANY_LETTER.search(override or "") or (_ANY_LETTER.search(embedded or "") and not foreign):
            how = "signs that change the order in which letters are shown"
            yield Mark("hidden", *match.span(), "bidi", how)


def _lookalikes(text: str) -> Iterator[Mark]:
    for word in disguised(text):
        if word.end - word.start >= _SHORTEST:
            signs = ", ".join(f"{sign} ({alphabet(sign)})" for sign in word.signs)
            yield Mark("hidden", word.start, word.end, "look-alike", f"letters that only look Latin: {signs}")


def _word(text: str, at: int) -> tuple[int, int]:
    """The letters around a place, with what has no width between them."""
    start = end = at
    while start > max(0, at - _REACH) and _part(text[start - 1]):
        start -= 1
    while end < min(len(text), at + _REACH) and _part(text[end]):
        end += 1
    return start, end


def _part(sign: str) -> bool:
    return sign.isalpha() or sign == _SOFT or _WIDTH.match(sign) is not None
