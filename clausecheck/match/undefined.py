"""Key terms that the contract uses and does not define."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from clausecheck.model import Definition, Rule, Sentence, Span, Terms


def undefined(
    rule: Rule, terms: Terms, negated: Callable[[Sentence, Span], object]
) -> Iterator[tuple[str, Sentence, Span]]:
    """(term, the sentence that uses it first, where), for each term of the rule that nobody defines.

    A term that only prohibitions use costs nobody anything. Where the rule ignores negation it does, if the
    signer gives rights elsewhere: then the promise about it is as wide as the term.
    """
    gives = rule.negation == "ignore" and any(grant.giver == "us" for grant in terms.grants)
    yield from first_uses(rule.undefined, terms, lambda *use: gives or not negated(*use))


def first_uses(
    names: Sequence[str], terms: Terms, counts: Callable[[Sentence, Span], bool]
) -> Iterator[tuple[str, Sentence, Span]]:
    """(term, the first sentence that uses it and counts, where), for each of these that nobody defines."""
    for term in names:
        if not _defined(term, terms.definitions):
            used = next((use for use in _uses(term, terms.units["sentence"]) if counts(*use)), None)
            if used:
                yield term, *used


def _defined(term: str, definitions: Sequence[Definition]) -> bool:
    """A definition of "Likeness", "likenesses", or of a longer name that says more ("Your Likeness")."""
    wanted = _pattern(term)
    return any(wanted.search(definition.term.lower()) for definition in definitions)


def _uses(term: str, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Span]]:
    wanted, literal = _pattern(term), term.lower()
    for sentence in sentences:
        match = wanted.search(sentence.lower, sentence.lead) if literal in sentence.lower else None
        if match:
            yield sentence, Span(match.start(), match.end())


def _pattern(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(term.lower())}(?:s|es)?(?!\w)")
