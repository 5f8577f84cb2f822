"""Sentences that changed → what they are about: where to look even if nobody is known to gain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from clausecheck.model import Effect, Severity

_REACH: Final = "how far a right goes"
# The parts of a contract that lawyers bargain over beside the rights themselves.
_TOPICS: Final[Mapping[str, re.Pattern[str]]] = {
    about: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for about, words in {
        _REACH: r"(?:non-?)?exclusiv\w+|ir?revocabl\w+|(?:sub-?)?licen[cs]\w+|royalt\w+|unlimited"
        r"|transferabl\w+|world-?wide|territor\w+|universe|media",
        "which law and which court": r"governed by|governing law|laws? of (?:the )?\w+|courts? (?:of|at|in)"
        r"|jurisdiction"
        r"|arbitrat\w+|mediat\w+|venue",
        "how it goes on by itself": r"renew(?:s|ed|al)?|automatically|extend(?:s|ed)? for",
        "who pays for damage": r"liab(?:le|ility)|indemni\w+|damages|hold harmless",
        "how it ends": r"terminat\w+|expir\w+|cancel\w*|surviv\w+",
        "what is secret": r"confiden\w+|secrets?|disclos\w+",
        "how it can be changed": r"amend\w*|modif(?:y|ied) this|waiver|assign(?:s|ed|ment)?",
    }.items()
}


def effects(changed: str, whole: str) -> Iterator[Effect]:
    """The first topic of the words that changed, else of the whole sentence."""
    for text in (changed, whole):
        for about, words in _TOPICS.items():
            if words.search(text) and (text is changed or about != _REACH):
                yield Effect("topic", "unclear", Severity.LOW, f"about {about}")
                return
