"""Grants of sentences → Records: the grants that a reader is shown, with the words of each field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from clausecheck.model import Expansion, Grant, Place, Record, Sentence

# Words of giving, or of a right that somebody has; a sentence that only speaks of a use is no grant.
_GIVING = re.compile(
    r"\b(?:grants?|granted|granting|licen[cs](?:e|es|ed)|assigns?|assigned|transfers?|conveys?|gives?"
    r"|authori[sz]e[sd]?"
    r"|permits?|allows?|consents?|right to|rights to|may|owns?|owned|property of|vests?"
    r"|entitled|made for hire)\b"
)


def read(
    grants: Sequence[Grant], sentences: Sequence[Sentence], expansions: Mapping[int, Expansion]
) -> Iterator[Record]:
    """The grants with words of giving, each with the places of its fields."""
    for grant in grants:
        if _clear(grant, sentences[grant.sentence].lower):
            expansion = expansions.get(grant.sentence)
            sentence = expansion.sentence if expansion else sentences[grant.sentence]
            yield Record(grant._replace(clear=True), tuple(_places(grant, sentence)))


def _clear(grant: Grant, lower: str) -> bool:
    gives = grant.giver in ("us", "them") and bool(set(grant.acts) - {"waive"})
    return gives and bool(grant.subject) and _GIVING.search(lower) is not None


def _places(grant: Grant, sentence: Sentence) -> Iterator[Place]:
    for name, span in grant.places:
        field, _, value = name.partition(":")
        words = sentence.text[span.start : span.end]
        yield Place(
            field, value or (words if field in ("from", "to") else grant.value(field)), sentence, span
        )
