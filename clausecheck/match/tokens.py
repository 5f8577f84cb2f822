"""Token patterns: the spaCy Matcher on sentences that passed the gate. The only room that knows spaCy.

``spacy.blank("en")`` is a tokenizer without a model. It loads on first use: most contracts never need it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from clausecheck.model import Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc


def tokens(text: str, gate: str, sentence: Sentence) -> list[Span]:
    """Where the token pattern matches; the longest where matches overlap."""
    if gate and not _gate(gate).search(sentence.lower):
        return []
    doc = _doc(sentence.text)
    found = []
    for _, start, end in _matcher(text)(doc):
        span = doc[start:end]
        found.append(Span(span.start_char, span.end_char))
    return sorted(found)


@lru_cache(maxsize=512)
def _gate(text: str) -> re.Pattern[str]:
    return re.compile(text)


@lru_cache(maxsize=1)
def _language() -> Language:
    import spacy

    return spacy.blank("en")


@lru_cache(maxsize=512)
def _matcher(text: str) -> Matcher:
    import json

    from spacy.matcher import Matcher

    matcher = Matcher(_language().vocab)
    matcher.add("rule", [json.loads(text)], greedy="LONGEST")
    return matcher


@lru_cache(maxsize=64)
def _doc(text: str) -> Doc:
    return _language().make_doc(text)
