"""Phrases and regular expressions: a pattern → the places where a sentence holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from clausecheck import programs
from clausecheck.model import Sentence, Span


def phrase(text: str, sentence: Sentence, places: Sequence[int] | None) -> list[Span]:
    """Where the words stand, whatever their hyphens and spaces; ``places``: the only ones to try."""
    return _spans(_phrase(text), sentence.lower, places)


def regex(text: str, program: bytes, sentence: Sentence, places: Sequence[int] | None) -> list[Span]:
    """Where the expression matches the lower-cased text; ``program`` as in ``model.Regex``."""
    return _spans(_regex(text, program), sentence.lower, places)


def _spans(compiled: re.Pattern[str], lower: str, places: Sequence[int] | None) -> list[Span]:
    """Matches from left to right, none over another; with ``places``, ascending, those that begin there."""
    if places is None:
        found = [Span(match.start(), match.end()) for match in compiled.finditer(lower)]
        return [span for span in found if span.start < span.end]
    found, reached = [], 0
    for place in places:
        match = compiled.match(lower, place) if place >= reached else None
        if match and match.end() > place:
            reached = match.end()
            found.append(Span(place, reached))
    return found


@lru_cache(maxsize=2048)
def _phrase(text: str) -> re.Pattern[str]:
    """A space also matches a hyphen; a hyphen also a space, or nothing ("sub-licence", "sublicence")."""
    parts = re.split(r"([\s-]+)", text.lower().strip().replace("’", "'"))
    body = "".join(
        re.escape(part) if i % 2 == 0 else (r"(?: ?- ?| )?" if "-" in part else r"(?: ?- ?| )")
        for i, part in enumerate(parts)
    )
    return re.compile(rf"(?<!\w){body}(?!\w)")


@lru_cache(maxsize=2048)
def _regex(text: str, program: bytes) -> re.Pattern[str]:
    """The expression, from its compiled program where there is one that this Python takes."""
    loaded = programs.load(text, program) if program else None
    return loaded if loaded is not None else re.compile(text)
