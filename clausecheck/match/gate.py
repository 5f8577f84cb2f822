"""Sentences → the few rules that each one could match: one Aho-Corasick pass over the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import ahocorasick

from clausecheck.model import AllOf, AnyOf, Near, Pattern, Rule, Sentence


class Gate:
    """Built once from the rules of a run."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._always = frozenset(i for i, rule in enumerate(rules) if rule.match and not rule.literals)
        owners: dict[str, set[int]] = {}
        for i, rule in enumerate(rules):
            for literal in _leaves(rule.match) if rule.match else ():
                owners.setdefault(literal, set())
            for literal in rule.literals:
                owners.setdefault(literal, set()).add(i)
        self._automaton = ahocorasick.Automaton()
        for literal, indexes in owners.items():
            self._automaton.add_word(literal, (literal, tuple(indexes)))
        if owners:
            self._automaton.make_automaton()
        self._empty = not owners

    def candidates(self, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, list[int], Set[str]]]:
        """(sentence, indexes of the rules that could match it, literals that stand in it)."""
        for sentence in sentences:
            indexes, present = set(self._always), set[str]()
            if not self._empty:
                for _, (literal, owners) in self._automaton.iter(sentence.lower):
                    if literal not in present:
                        present.add(literal)
                        indexes.update(owners)
            if indexes:
                yield sentence, sorted(indexes), present


def _leaves(pattern: Pattern) -> Iterator[str]:
    match pattern:
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from _leaves(part)
        case Near(a, b):
            yield from _leaves(a)
            yield from _leaves(b)
        case _:
            for group in pattern.needs:
                yield from group
