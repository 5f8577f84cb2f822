"""Sentences → the few rules that each one could match: one Aho-Corasick pass over the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ahocorasick

from clausecheck.model import Rule, Sentence


class Gate:
    """Built once from the rules of a run."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._always = [i for i, rule in enumerate(rules) if rule.match and not rule.literals]
        owners: dict[str, list[int]] = {}
        for i, rule in enumerate(rules):
            for literal in rule.literals if rule.match else ():
                owners.setdefault(literal, []).append(i)
        self._automaton = ahocorasick.Automaton()
        for literal, indexes in owners.items():
            self._automaton.add_word(literal, tuple(indexes))
        if owners:
            self._automaton.make_automaton()
        self._empty = not owners

    def candidates(self, sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
        """(index of the rule, sentence), sentence by sentence."""
        for sentence in sentences:
            found = set(self._always)
            if not self._empty:
                for _, indexes in self._automaton.iter(sentence.lower):
                    found.update(indexes)
            for i in sorted(found):
                yield i, sentence
