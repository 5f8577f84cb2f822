"""A pattern on a sentence → hits. The kinds of pattern are few; each one is a small class.

A leaf runs only where one of its literals stands in the sentence: the gate finds those in one pass over
the text, so that of some 400 leaves a sentence tries two or three.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Protocol, TypeAlias

from clausecheck.match.phrase import Words, phrase, regex
from clausecheck.match.tokens import tokens
from clausecheck.model import (
    AllOf,
    AnyOf,
    FindingOf,
    GrantOf,
    Near,
    Pattern,
    Phrase,
    Regex,
    Sentence,
    Span,
    Tokens,
)

_MOST_HITS = 400  # of one rule in one sentence; more are an attack, and say nothing new
_WORD_LENGTH = 24  # characters of a long word, its space, and a part of the pattern before it

Hit: TypeAlias = tuple[Span, ...]  # the first span is the trigger: negation and direction are asked about it
Present: TypeAlias = frozenset[str] | None  # literals that stand in the sentence; None: not looked up
Find: TypeAlias = Callable[[Sentence, Present], list[Span]]  # of these literals each hit begins with one


class Finder(Protocol):
    """A pattern, ready to run."""

    literals: frozenset[str]  # all that it asks ``present`` for

    def possible(self, sentence: Sentence, present: Present) -> bool:
        """Whether the literals that the pattern needs are there."""

    def hits(self, sentence: Sentence, present: Present) -> list[Hit]:
        """Every place where the pattern holds, in order of position."""


def finder(pattern: Pattern) -> Finder:
    """Make ``pattern`` ready; regular expressions are compiled when they are first needed."""
    match pattern:
        case Phrase(text, needs, starts):
            return _Leaf(needs, starts, Words(partial(phrase, text)))
        case Regex(text, needs, program, starts):
            return _Leaf(needs, starts, Words(partial(regex, text, program)))
        case Tokens(text, gate, needs):
            return _Leaf(needs, (), lambda sentence, _: tokens(text, gate, sentence))
        case AnyOf(patterns):
            return _Any(tuple(map(finder, patterns)))
        case AllOf(patterns):
            return _All(tuple(map(finder, patterns)))
        case Near(a, b, within, forward, _):
            return _Near(finder(a), finder(b), within, forward)
        case FindingOf() | GrantOf():
            raise TypeError("findings and grants are no words")


class _Leaf:
    def __init__(self, needs: Iterable[Iterable[str]], starts: Sequence[str], find: Find) -> None:
        self._needs, self._starts, self._find = tuple(map(frozenset, needs)), frozenset(starts), find
        self.literals = self._starts.union(*self._needs)

    def possible(self, sentence: Sentence, present: Present) -> bool:
        if present is None:
            return all(any(literal in sentence.lower for literal in group) for group in self._needs)
        return not any(map(present.isdisjoint, self._needs))

    def hits(self, sentence: Sentence, present: Present) -> list[Hit]:
        if not self.possible(sentence, present):
            return []
        starts = present & self._starts if present is not None and self._starts else None
        return [(span,) for span in self._find(sentence, starts)]


class _Any:
    def __init__(self, parts: tuple[Finder, ...]) -> None:
        self._parts, self.literals = parts, _literals(*parts)

    def possible(self, sentence: Sentence, present: Present) -> bool:
        return any(part.possible(sentence, present) for part in self._parts)

    def hits(self, sentence: Sentence, present: Present) -> list[Hit]:
        return distinct([hit for part in self._parts for hit in part.hits(sentence, present)])


class _All:
    def __init__(self, parts: tuple[Finder, ...]) -> None:
        self._parts, self.literals = parts, _literals(*parts)

    def possible(self, sentence: Sentence, present: Present) -> bool:
        return all(part.possible(sentence, present) for part in self._parts)

    def hits(self, sentence: Sentence, present: Present) -> list[Hit]:
        """Each hit of the first pattern, with the first hit of each of the others beside it."""
        if not self.possible(sentence, present):
            return []
        rest: list[Span] = []
        for part in self._parts[1:]:
            found = part.hits(sentence, present)
            if not found:
                return []
            rest += found[0]
        return [(*hit, *rest) for hit in self._parts[0].hits(sentence, present)]


class _Near:
    def __init__(self, a: Finder, b: Finder, within: int, forward: bool) -> None:
        self._a, self._b, self._within, self._forward = a, b, within, forward
        self.literals = _literals(a, b)

    def possible(self, sentence: Sentence, present: Present) -> bool:
        return self._a.possible(sentence, present) and self._b.possible(sentence, present)

    def hits(self, sentence: Sentence, present: Present) -> list[Hit]:
        """The stretch from one to the other, for each a with its nearest b; then the two, as they stand."""
        if not self.possible(sentence, present):
            return []
        seconds = sorted(hit[0] for hit in self._b.hits(sentence, present))
        room = (self._within + 1) * _WORD_LENGTH  # characters that so many words can take
        found: list[Hit] = []
        for first, *_ in self._a.hits(sentence, present) if seconds else ():
            low = bisect_left(seconds, first.start - room, key=lambda span: span.start)
            high = bisect_right(seconds, first.end + room, key=lambda span: span.start)
            gaps = [(self._gap(sentence.lower, first, second), second) for second in seconds[low:high]]
            near = min(((gap, second) for gap, second in gaps if gap <= self._within), default=None)
            if near:
                second = near[1]
                whole = Span(min(first.start, second.start), max(first.end, second.end))
                found.append((whole, *sorted((first, second))))
        return distinct(found)

    def _gap(self, text: str, first: Span, second: Span) -> int:
        """Words between the two; more than any limit where they overlap or stand the wrong way round."""
        if first.end <= second.start:
            return len(text[first.end : second.start].split())
        if second.end <= first.start and not self._forward:
            return len(text[second.end : first.start].split())
        return 1 << 30


def _literals(*parts: Finder) -> frozenset[str]:
    return frozenset[str]().union(*(part.literals for part in parts))


def distinct(found: list[Hit]) -> list[Hit]:
    """Of hits that overlap, the longest; alternatives of one rule often find the same words."""
    if len(found) < 2:
        return found
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda h: (h[0].start - h[0].end, h[0].start, len(h)))[:_MOST_HITS]:
        if not any(hit[0].overlaps(other[0]) for other in kept):
            kept.append(hit)
    return sorted(kept)
