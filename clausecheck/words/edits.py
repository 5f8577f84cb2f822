"""Two texts → the words that one has and the other has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from clausecheck.model import Span, Words
from clausecheck.words.tokens import Token, tokens

# Pairs of words above which the middle of two texts is called other words, and not compared: SequenceMatcher
# takes time in their product where words repeat. Two sentences of 500 words are below it, 0.1 s at worst.
MOST: Final = 250_000
_REMEMBERED: Final = 512  # pairs of texts: each is asked for its effects, its words and its marks
_EMPTY: Final = frozenset(
    "a an and any as at be by for in is its of on or that the then this to which".split()
)


class Edit(NamedTuple):
    """One stretch of words that changed, as indexes of tokens; one of the two may be empty."""

    old: range
    new: range


class Edits(NamedTuple):
    """What changed between two texts."""

    before: tuple[Token, ...]
    after: tuple[Token, ...]
    each: tuple[Edit, ...]

    def gone(self) -> tuple[Token, ...]:
        """The words of the old text that are no more."""
        return tuple(self.before[i] for edit in self.each for i in edit.old)

    def come(self) -> tuple[Token, ...]:
        """The words of the new text that were not."""
        return tuple(self.after[i] for edit in self.each for i in edit.new)


def content(edits: Edits) -> tuple[Counter[str], Counter[str]]:
    """Words that are gone and that have come, without those that only moved, or say nothing alone."""
    was, now = (
        Counter(token.word for token in tokens if token.word not in _EMPTY)
        for tokens in (edits.gone(), edits.come())
    )
    return was - now, now - was


@lru_cache(maxsize=_REMEMBERED)
def edits(old: str, new: str) -> Edits:
    """The shortest list of changes that difflib finds."""
    before, after = tokens(old), tokens(new)
    return Edits(before, after, between([token.word for token in before], [token.word for token in after]))


def between(a: Sequence[str], b: Sequence[str]) -> tuple[Edit, ...]:
    """The changes between two sequences of words; one for the whole middle where both are very long."""
    first = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    last = 0
    while last < min(len(a), len(b)) - first and a[-1 - last] == b[-1 - last]:
        last += 1
    return tuple(_middle(a[first : len(a) - last], b[first : len(b) - last], first))


def _middle(a: Sequence[str], b: Sequence[str], shift: int) -> Iterator[Edit]:
    if not a and not b:
        return
    if len(a) * len(b) > MOST:
        yield Edit(range(shift, shift + len(a)), range(shift, shift + len(b)))
        return
    for tag, i, i_end, j, j_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(range(shift + i, shift + i_end), range(shift + j, shift + j_end))


def words(old: str, new: str) -> tuple[Words, ...]:
    """Both texts as one, with what is old and new told apart; white space single.

    >>> [(w.kind, w.text) for w in words("It shall not sell.", "It shall sell.")]
    [('same', 'It shall '), ('old', 'not '), ('same', 'sell.')]
    """
    found = edits(old, new)
    parts: list[Words] = []
    at = 0
    for edit in found.each:
        start_old, end_old = _range(found.before, edit.old, len(old))
        start_new, end_new = _range(found.after, edit.new, len(new))
        parts.append(Words("same", new[at:start_new]))
        parts += [Words("old", old[start_old:end_old]), Words("new", new[start_new:end_new])]
        at = end_new
    parts.append(Words("same", new[at:]))
    return tuple(part._replace(text=" ".join(part.text.split(" "))) for part in parts if part.text)


def marks(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where the words stand that are gone from the old text, and those that are new in the new one."""
    found = edits(old, new)
    return (
        tuple(_span(found.before, edit.old) for edit in found.each if edit.old),
        tuple(_span(found.after, edit.new) for edit in found.each if edit.new),
    )


def _span(words: Sequence[Token], edit: range) -> Span:
    return Span(words[edit.start].start, words[edit.stop - 1].end)


def _range(words: Sequence[Token], edit: range, length: int) -> tuple[int, int]:
    """Where the words of an edit stand in the text, up to the next word."""
    start = words[edit.start].start if edit.start < len(words) else length
    if not edit:
        return start, start
    return start, words[edit.stop].start if edit.stop < len(words) else length
