"""Sentences → the few patterns that each one could match: one Aho-Corasick pass over the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import ahocorasick

from clausecheck.match.patterns import Finder, finder
from clausecheck.model import AllOf, AnyOf, FindingOf, GrantOf, Near, Pattern, Phrase, Regex, Sentence, Tokens


class Candidate(NamedTuple):
    """A pattern that could hold in a sentence, by these of its alternatives."""

    pattern: int  # index of the pattern
    alternatives: list[Finder]


class Gate:
    """Built once from the patterns of a run: what stands behind each literal is an alternative of one."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._alternatives: list[tuple[int, Pattern]] = []
        self._finders: dict[int, Finder] = {}  # of the alternatives that came up
        self._always: set[int] = set()
        behind: dict[str, list[int]] = {}
        for i, whole in enumerate(patterns):
            for pattern in _alternatives(whole):
                literals = _entry(pattern)
                for literal in literals:
                    behind.setdefault(literal, []).append(len(self._alternatives))
                if not literals:
                    self._always.add(len(self._alternatives))
                for literal in _leaves(pattern):
                    behind.setdefault(literal, [])
                self._alternatives.append((i, pattern))
        self._automaton = ahocorasick.Automaton()
        for literal, indexes in behind.items():
            self._automaton.add_word(literal, (literal, len(literal) - 1, indexes))
        self._empty = not behind
        if behind:
            self._automaton.make_automaton()

    def candidates(
        self, sentences: Sequence[Sentence]
    ) -> Iterator[tuple[Sentence, list[Candidate], Mapping[str, Sequence[int]]]]:
        """(sentence, the patterns that could hold in it, the literals that stand in it and where)."""
        for sentence in sentences:
            indexes, present = set(self._always), dict[str, list[int]]()
            for last, (literal, more, behind) in () if self._empty else self._automaton.iter(sentence.lower):
                if literal in present:
                    present[literal].append(last - more)
                else:
                    present[literal] = [last - more]
                    if behind:
                        indexes.update(behind)
            found: list[Candidate] = []
            for index in sorted(indexes):
                number, pattern = self._alternatives[index]
                alternative = self._finders.get(index)
                if alternative is None:
                    alternative = self._finders[index] = finder(pattern)
                if found and found[-1].pattern == number:
                    found[-1].alternatives.append(alternative)
                else:
                    found.append(Candidate(number, [alternative]))
            if found:
                yield sentence, found, present


def _alternatives(pattern: Pattern) -> Iterator[Pattern]:
    if isinstance(pattern, AnyOf):
        for part in pattern.patterns:
            yield from _alternatives(part)
    else:
        yield pattern


def _entry(pattern: Pattern) -> Sequence[str]:
    """The most selective literals of an alternative."""
    match pattern:
        case AnyOf():
            return ()
        case AllOf() | Near():
            return pattern.literals
        case FindingOf() | GrantOf():
            raise TypeError("findings and grants are no words")
        case _:
            return pattern.needs[0] if pattern.needs else ()


def _leaves(pattern: Pattern) -> Iterator[str]:
    match pattern:
        case AnyOf(parts):
            for part in parts:
                yield from _leaves(part)
        case AllOf(parts):
            for part in parts:
                yield from _leaves(part)
        case Near(a, b):
            yield from _leaves(a)
            yield from _leaves(b)
        case FindingOf() | GrantOf():
            return
        case Tokens():
            for group in pattern.needs:
                yield from group
        case Phrase() | Regex():
            for group in pattern.needs:
                yield from group
            yield from pattern.starts
