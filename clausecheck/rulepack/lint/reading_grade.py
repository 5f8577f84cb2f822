"""Text → the school grade that reads it with ease.

Flesch-Kincaid grade level = 0.39 × words / sentences + 11.8 × syllables / words − 15.59, from Kincaid,
Fishburne, Rogers, Chissom: "Derivation of New Readability Formulas for Navy Enlisted Personnel" (Research
Branch Report 8-75, Naval Air Station Memphis, 1975). Syllables are groups of vowels, without a silent e.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.!?]+(?=[\s\"')\]]|$)")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<![aeiouy])(?:(?<![td])ed|(?<![sxzcgh])es|e)$")
_SPOKEN = re.compile(r"[^aeiouyl]le[sd]?$")  # "table", "handled"


def grade(text: str) -> float:
    """The Flesch-Kincaid grade; 0 for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """How many syllables a word has, at least one; figures and signs count as one."""
    return sum(max(1, _spoken(part)) for part in word.lower().replace("’", "'").split("-"))


def _spoken(word: str) -> int:
    word = word.removesuffix("'s").replace("'", "")
    groups = len(_VOWELS.findall(word))
    if groups > 1 and not _SPOKEN.search(word) and _SILENT.search(word):
        groups -= 1
    return groups
