"""Phrases and regular expressions: a pattern → the places where a sentence holds it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from clausecheck import programs
from clausecheck.model import Sentence, Span


class Words:
    """A phrase or an expression; it is compiled when it is first looked for."""

    def __init__(self, compiled: Callable[[], re.Pattern[str]]) -> None:
        self._compile = compiled
        self._compiled: re.Pattern[str] | None = None

    def __call__(self, sentence: Sentence, starts: frozenset[str] | None) -> list[Span]:
        """Matches from left to right, none over another.

        ``starts``: literals of which each match begins with one; None: not known.
        """
        if self._compiled is None:
            self._compiled = self._compile()
        lower = sentence.lower
        if starts is None:
            found = [Span(match.start(), match.end()) for match in self._compiled.finditer(lower)]
            return [span for span in found if span.start < span.end]
        found, reached, tried = [], 0, self._compiled.match
        for place in _places(lower, starts):
            match = tried(lower, place) if place >= reached else None
            if match and match.end() > place:
                reached = match.end()
                found.append(Span(place, reached))
        return found


def _places(text: str, literals: frozenset[str]) -> list[int]:
    """Where one of the literals stands, in order."""
    found = []
    for literal in literals:
        at = text.find(literal)
        while at >= 0:
            found.append(at)
            at = text.find(literal, at + 1)
    return found if len(literals) == 1 else sorted(set(found))


@lru_cache(maxsize=2048)
def phrase(text: str) -> re.Pattern[str]:
    """A space also matches a hyphen; a hyphen also a space, or nothing ("sub-licence", "sublicence")."""
    parts = re.split(r"([\s-]+)", text.lower().strip().replace("’", "'"))
    body = "".join(
        re.escape(part) if i % 2 == 0 else (r"(?: ?- ?| )?" if "-" in part else r"(?: ?- ?| )")
        for i, part in enumerate(parts)
    )
    return re.compile(rf"(?<!\w){body}(?!\w)")


@lru_cache(maxsize=2048)
def regex(text: str, program: bytes) -> re.Pattern[str]:
    """The expression, from its compiled program where there is one that this Python takes."""
    loaded = programs.load(text, program) if program else None
    return loaded if loaded is not None else re.compile(text)
