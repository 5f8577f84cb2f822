"""Phrases and regular expressions: a pattern → the places where a sentence holds it."""

from __future__ import annotations

import re
from functools import lru_cache

from clausecheck.model import Sentence, Span

_NEEDS_LOWER = re.compile(r"\\.|\(\?P?[<=!:>]?\w*|[A-Z]")


def phrase(text: str, sentence: Sentence) -> list[Span]:
    """Where the words stand, whatever their hyphens and spaces."""
    return _spans(_phrase(text), sentence)


def regex(text: str, sentence: Sentence) -> list[Span]:
    """Where the expression matches the lower-cased text."""
    return _spans(_regex(text), sentence)


def _spans(compiled: re.Pattern[str], sentence: Sentence) -> list[Span]:
    found = [Span(match.start(), match.end()) for match in compiled.finditer(sentence.lower)]
    return [span for span in found if span.start < span.end]


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
def _regex(text: str) -> re.Pattern[str]:
    """The text is lower-cased once instead of ``re.IGNORECASE``, which costs a factor of 14 here.

    Capitals of the expression follow, escapes and group names do not.
    """
    return re.compile(_NEEDS_LOWER.sub(lambda m: m[0].lower() if len(m[0]) == 1 else m[0], text))
