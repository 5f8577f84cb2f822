"""Text → is it English, and does it read like a contract? Where not, a grade would be a lie."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausecheck.model import Clause

# The function words that make up about 40 % of any English text; legal English is no exception. A text
# in another language, or a column of figures, stays under 10 %.
_ENGLISH = frozenset(
    "the of and to in a is that for it as with be by on or any this shall not are at from such you your will "
    "may which all have an its their has we i my if other under".split()
)
_ENGLISH_SHARE = 0.15
_ENOUGH = 12  # words: below this nothing can be said about the language
_SHORTEST = 5  # words

# Words that parties use to bind themselves. One in two hundred words is far below any contract seen
# (releases, licences, terms of service: 1 in 10 to 1 in 40), and above news and letters.
_BINDING = re.compile(
    r"\b(?:agree(?:s|d|ment)?|shall|hereby|herein|hereto|hereunder|grants?|licen[cs](?:e|es|ed|or"
    r"|ee)|part(?:y|ies)"
    r"|terms?|consents?|waives?|releases?|rights?|warrants?|liab\w+|contract|obligations?|terminat\w+"
    r"|confidential\w*|(?:you|we|company|participant|producer|talent|artist) (?:may|will|must|shall"
    r"|grants?))\b"
)
_BINDING_SHARE = 1 / 60
_SAMPLE = 12_000  # characters


def read(clauses: Sequence[Clause]) -> tuple[str, bool]:
    """(language, reads like a contract), from the first 12,000 characters."""
    text, parts = "", iter(clauses)
    while len(text) < _SAMPLE and (clause := next(parts, None)) is not None:
        text += clause.text + " "
    lower = text.lower()
    words = re.findall(r"[^\W\d_]+", lower)
    if len(words) < _ENOUGH:  # too short to tell a language by, and no contract unless somebody is bound
        return "en", len(words) >= _SHORTEST and _BINDING.search(lower) is not None
    english = sum(word in _ENGLISH for word in words) / len(words)
    language = "en" if english >= _ENGLISH_SHARE else "unknown"
    return language, len(_BINDING.findall(lower)) / len(words) >= _BINDING_SHARE
