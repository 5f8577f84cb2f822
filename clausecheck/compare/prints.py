"""A text and its print → the words that count between them, without list labels and numbers of pages.

Only where the two drafts come in different forms, or both as PDF: there a label or the number of a page stands
in the midst of a sentence in one of them. The words and their order must be the same; a number that counts
something stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from clausecheck.compare.figures import MONEY, counted
from clausecheck.compare.tokens import Token, tokens
from clausecheck.model import Report

MANY: Final = 3  # places that only reading tells apart, from which one paper looks like a print of the other
_LABEL: Final = re.compile(r"[b-hj-z]|[ivx]{1,5}|\d{1,3}(?:\.\d{1,3}){0,3}")
_PAGE: Final = re.compile(r"\bpage \d{1,3}(?: of \d{1,3})?\b", re.IGNORECASE)


def printed(old: Report, new: Report) -> bool:
    """Whether one may be a print of the other."""
    return old.format != new.format or old.format == "pdf"


def words(texts: Sequence[str]) -> str:
    """The words of sentences without labels and page numbers, run together: "iron- woods" is "ironwoods"."""
    return "".join(word for text in texts for word in _kept(text))



def _kept(text: str) -> list[str]:
    bare = _PAGE.sub(" ", text)
    found = tokens(bare)
    return [token.word for i, token in enumerate(found) if not _label(found, i)]


def _label(found: Sequence[Token], i: int) -> bool:
    word = found[i].word
    if not _LABEL.fullmatch(word):
        return i == 0 and word == "a" and len(found) > 1
    if not word[0].isdigit():
        return True
    after = found[i + 1].word if i + 1 < len(found) else ""
    before = found[i - 1].word if i else ""
    return not (before in MONEY or after == "%" or after in MONEY or counted(after))
