"""Key terms that the contract uses and does not define."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import Definition, Rule, Sentence, Span, Terms


def undefined(rule: Rule, terms: Terms) -> Iterator[tuple[str, Sentence, Span]]:
    """(term, the sentence that uses it first, where), for each term of the rule that nobody defines."""
    for term in rule.undefined:
        if _defined(term, terms.definitions):
            continue
        used = _first_use(term, terms.units["sentence"])
        if used:
            yield term, *used


def _defined(term: str, definitions: Sequence[Definition]) -> bool:
    """A definition of "Likeness", "likenesses", or of a longer name that says more ("Your Likeness")."""
    wanted = _pattern(term)
    return any(wanted.search(definition.term.lower()) for definition in definitions)


def _first_use(term: str, sentences: Sequence[Sentence]) -> tuple[Sentence, Span] | None:
    wanted = _pattern(term)
    for sentence in sentences:
        match = wanted.search(sentence.lower, sentence.lead)
        if match:
            return sentence, Span(match.start(), match.end())
    return None


def _pattern(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(term.lower())}(?:s|es)?(?!\w)")
