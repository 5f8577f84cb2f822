"""Sentences → the few patterns that each one could match: one Aho-Corasick pass over the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import itemgetter, or_

import ahocorasick

from clausecheck.match.patterns import Finder, finder
from clausecheck.model import AllOf, AnyOf, FindingOf, GrantOf, Near, Pattern, Phrase, Regex, Sentence, Tokens
from clausecheck.model.noun import NamedTuple

_LITERAL = itemgetter(1)  # of a place that the automaton finds


class Candidate(NamedTuple):
    """A pattern that could hold in a sentence, by these of its alternatives."""

    pattern: int  # index of the pattern
    alternatives: list[Finder]


class Gate:
    """Built once from the patterns of a run: what stands behind each literal is groups that it satisfies.

    An alternative is a candidate where each of its groups is satisfied; it is asked where its most selective
    one is.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._alternatives = [(i, part) for i, whole in enumerate(patterns) for part in _alternatives(whole)]
        self._finders: dict[int, Finder] = {}  # of the alternatives that came up
        self._always: list[int] = []
        self._asked: dict[str, list[tuple[int, int]]] = {}  # literal → alternatives, all the groups they need
        numbers: dict[frozenset[str], int] = {}  # group → its bit
        for index, (_, pattern) in enumerate(self._alternatives):
            groups = _groups(pattern)
            needs = sum({numbers.setdefault(group, 1 << len(numbers)) for group in groups})
            for literal in groups[0] if groups else ():
                self._asked.setdefault(literal, []).append((index, needs))
            if not groups:
                self._always.append(index)
        every = (group for _, pattern in self._alternatives for group in _leaves(pattern))
        self._literals = dict.fromkeys(set().union(*every, *numbers), 0)  # → the groups that it satisfies
        for group, number in numbers.items():
            for literal in group:
                self._literals[literal] |= number
        self._automaton = ahocorasick.Automaton()
        for literal in self._literals:
            self._automaton.add_word(literal, literal)
        if self._literals:
            self._automaton.make_automaton()

    def candidates(
        self, sentences: Sequence[Sentence]
    ) -> Iterator[tuple[Sentence, list[Candidate], frozenset[str]]]:
        """(sentence, the patterns that could hold in it, the literals that stand in it)."""
        literals, asked = self._literals, self._asked
        for sentence in sentences:
            present = frozenset(map(_LITERAL, self._automaton.iter(sentence.lower) if literals else ()))
            satisfied = reduce(or_, map(literals.__getitem__, present), 0)
            indexes = {
                i
                for literal in present & asked.keys()
                for i, needs in asked[literal]
                if needs & satisfied == needs
            }
            if indexes or self._always:
                yield sentence, self._found(sorted([*indexes, *self._always])), present

    def _found(self, indexes: Iterable[int]) -> list[Candidate]:
        found: list[Candidate] = []
        for index in indexes:
            number, pattern = self._alternatives[index]
            alternative = self._finders.get(index)
            if alternative is None:
                alternative = self._finders[index] = finder(pattern)
            if found and found[-1].pattern == number:
                found[-1].alternatives.append(alternative)
            else:
                found.append(Candidate(number, [alternative]))
        return found


def _alternatives(pattern: Pattern) -> Iterator[Pattern]:
    if isinstance(pattern, AnyOf):
        for part in pattern.patterns:
            yield from _alternatives(part)
    else:
        yield pattern


def _groups(pattern: Pattern) -> list[frozenset[str]]:
    """Groups of literals of which every match holds one each, the most selective first."""
    match pattern:
        case AllOf(parts, literals):
            groups = [frozenset(literals), *(group for part in parts for group in _groups(part))]
        case Near(a, b, _, _, literals):
            groups = [frozenset(literals), *_groups(a), *_groups(b)]
        case AnyOf(parts):
            first = [_groups(part)[:1] for part in parts]
            groups = [frozenset().union(*(group for (group,) in first))] if all(first) else []
        case FindingOf() | GrantOf():
            raise TypeError("findings and grants are no words")
        case Tokens(_, _, needs):
            groups = list(map(frozenset, needs))
        case Phrase(_, needs, starts) | Regex(_, needs, _, starts):
            groups = list(map(frozenset, (*needs, starts)))
    return [group for group in groups if group]


def _leaves(pattern: Pattern) -> Iterator[Sequence[str]]:
    """Every group of literals that a part of the pattern asks for."""
    match pattern:
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from _leaves(part)
        case Near(a, b):
            yield from _leaves(a)
            yield from _leaves(b)
        case FindingOf() | GrantOf():
            return
        case Tokens():
            yield from pattern.needs
        case Phrase() | Regex():
            yield from (*pattern.needs, pattern.starts)
