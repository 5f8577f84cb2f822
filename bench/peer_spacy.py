"""PDF → hits, the usual way: pdfplumber for the text, spaCy and ``re`` over all of it.

    python -m bench.peer_spacy agreement.pdf performer

It runs the same shipped rules: phrases through spaCy's PhraseMatcher, token patterns through its Matcher,
regular expressions one by one. What clausecheck does on top (clauses, negation, direction, score, report) is
left out here, so the comparison favours this side.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher

import clausecheck
from clausecheck import model
from clausecheck.match.questions import questions


def leaves(pattern: model.Pattern | None) -> Iterator[model.Phrase | model.Regex | model.Tokens]:
    """The literal, regular and token patterns that a rule is made of."""
    match pattern:
        case model.AnyOf(patterns) | model.AllOf(patterns):
            for each in patterns:
                yield from leaves(each)
        case model.Near(a, b):
            yield from leaves(a)
            yield from leaves(b)
        case model.Phrase() | model.Regex() | model.Tokens():
            yield pattern


class Peer:
    """Everything that one would set up once."""

    def __init__(self, packs: tuple[model.RulePack, ...]) -> None:
        self.nlp: Language = spacy.blank("en")
        self.nlp.max_length = 1 << 30
        self.phrases = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        self.tokens = Matcher(self.nlp.vocab)
        self.regexes: list[re.Pattern[str]] = []
        rules = [rule for pack in packs for rule in pack.rules]
        for rule in rules:
            for pattern in leaves(rule.match):
                self._add(rule.id, pattern)
        for asked in questions(rules, [law for pack in packs for law in pack.laws], ()):
            for pattern in leaves(asked):
                self._add("asked", pattern)

    def _add(self, name: str, pattern: model.Phrase | model.Regex | model.Tokens) -> None:
        match pattern:
            case model.Phrase(text):
                self.phrases.add(name, [self.nlp.make_doc(text)])
            case model.Regex(text):
                self.regexes.append(re.compile(text, re.IGNORECASE))
            case model.Tokens(text):
                loaded: list[dict[str, Any]] = json.loads(text)
                self.tokens.add(name, [loaded])

    def hits(self, text: str) -> int:
        """How often any pattern of any rule stands in ``text``."""
        doc = self.nlp.make_doc(text)
        found = len(self.phrases(doc)) + len(self.tokens(doc))
        return found + sum(1 for regex in self.regexes for _ in regex.finditer(text))


def text_of(path: str) -> str:
    """The text of a PDF, as pdfplumber gives it."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        pages = []
        for page in pdf.pages:
            pages.append(page.extract_text())
            page.close()
    return "\n".join(pages)


def main() -> None:
    text = text_of(sys.argv[1])
    print(Peer(clausecheck.load_packs(sys.argv[2])).hits(text))


if __name__ == "__main__":
    main()
