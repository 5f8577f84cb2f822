"""What questions ask of a contract's sentences: looked for when somebody wants to know."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from clausecheck.match.patterns import Finder, Hit
from clausecheck.model import Cue, Pattern, Sentence, Span, Stake
from clausecheck.model.noun import NamedTuple

ANSWERS = 50  # hits kept of one question; the first ones say it
_NOTES = 20_000  # sentences kept for questions that nobody asked yet


class Judge(Protocol):
    """Answers about one sentence, from the stage that read the terms."""

    def negation(self, sentence: Sentence, hit: Span) -> Cue | None:
        """The cue that negates the hit."""

    def scopes(self, sentence: Sentence) -> tuple[tuple[int, int, Span], ...]:
        """(start of the cue, its end, what it negates) of each negation."""

    def actor(self, sentence: Sentence, hit: Span, of: Stake = "act") -> tuple[str, Cue | None]:
        """Who acts: us, them, both, other or unknown."""

    def no_right(self, sentence: Sentence) -> Cue | None:
        """What the sentence is about, where that is no right that somebody could give."""


class Answer(NamedTuple):
    """Where the words of a question stand."""

    sentence: Sentence
    hit: Hit
    negated: bool


_Note = tuple[Sentence, list[Finder], list[tuple[str, ...]]]  # per finder, its literals that are present


class Answers:
    """The words of questions, looked for when somebody asks: most contracts make few of them matter."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._waiting: dict[int, list[_Note]] = {}  # by identity of the pattern
        self._found: dict[int, list[Answer]] = {}
        self._notes = 0

    def note(
        self,
        pattern: Pattern,
        sentence: Sentence,
        finders: list[Finder],
        present: frozenset[str],
    ) -> None:
        """The sentence could hold the pattern, by these of its alternatives."""
        if len(self._found.get(id(pattern), ())) < ANSWERS:
            theirs = [tuple(present & finder.literals) for finder in finders]  # all take 2 KB a sentence
            self._waiting.setdefault(id(pattern), []).append((sentence, finders, theirs))
            self._notes += 1
        if self._notes >= _NOTES:
            for key in list(self._waiting):
                self._settle(key)
            self._notes = 0

    def of(self, pattern: Pattern) -> list[Answer]:
        """Where the words stand, in order; the first ones, where they are many."""
        return self._settle(id(pattern))

    def _settle(self, key: int) -> list[Answer]:
        found = self._found.setdefault(key, [])
        found += islice(self._look(self._waiting.pop(key, [])), ANSWERS - len(found))
        return found

    def _look(self, notes: list[_Note]) -> Iterator[Answer]:
        for sentence, finders, present in notes:
            for part, literals in zip(finders, present, strict=True):
                for hit in part.hits(sentence, frozenset(literals)):
                    if hit[0].end > sentence.lead:
                        yield Answer(sentence, hit, self._judge.negation(sentence, hit[0]) is not None)
