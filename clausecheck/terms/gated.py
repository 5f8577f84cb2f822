"""An expression and the literals that its matches hold → the same expression, tried only where one stands.

An expression of many words takes 20 to 250 µs for a sentence, and most sentences hold none of them; to look
for a literal takes 0.1. A test reads the expressions and holds the literals against them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TypeAlias


class Gated:
    """A regular expression of which every match holds one of ``needs`` as it is written there."""

    __slots__ = ("_words", "needs", "pattern")

    def __init__(self, pattern: str, *needs: str) -> None:
        self._words, self.needs, self.pattern = re.compile(pattern), needs, pattern

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As ``re.Pattern.match``, which looks at one place and needs no gate."""
        return self._words.match(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        for need in self.needs:
            if need in text:
                return self._words.search(text, start, end)
        return None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        for need in self.needs:
            if need in text:
                return self._words.finditer(text, start, end)
        return iter(())


def listed(words: str, pattern: str) -> Gated:
    """A list of words as it stands between the brackets of ``pattern``, where ``{}`` stands for it."""
    found = set(map(_literal, _flat(words).split("|")))
    least = {one for one in found if not any(other in one for other in found - {one})}
    return Gated(pattern.format(words), *sorted(least))


def _flat(words: str) -> str:
    """The list without its groups, sets and characters that may be missing."""
    before = ""
    while words != before:
        before, words = words, _INNERMOST.sub("\0", words)
    return _MISSING.sub("\0", words)


def _literal(alternative: str) -> str:
    """Its longest run of plain characters."""
    return max(alternative.split("\0"), key=len)


_INNERMOST = re.compile(r"\((?:[^()\\]|\\.)*\)(?:[?*]|\{[^}]*\})?\??")
_MISSING = re.compile(r"(?:\[[^\]]*\]|\\?.)(?:[?*]|\{[^}]*\})|\[[^\]]*\]|\\.|[.+]")

Words: TypeAlias = re.Pattern[str] | Gated  # anything that can be searched for
