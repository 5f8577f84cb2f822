"""A text and its print → the words that count between them, without list labels and numbers of pages.

Only where the two drafts come in different forms, or both as PDF: there a label or the number of a page may
stand in the midst of a sentence in one of them. The words and their order must be the same; a number that
counts something stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import Final

from clausecheck.compare.align import Group
from clausecheck.model import Report
from clausecheck.words import tokens
from clausecheck.words.edits import edits
from clausecheck.words.figures import MONEY, counted
from clausecheck.words.tokens import Token

_LABEL: Final = re.compile(r"[b-hj-z]|[ivx]{1,5}|\d{1,3}(?:\.\d{1,3}){0,3}")
# Words whose place matters: they bind, allow or limit; figures and money.
_WEIGHS: Final = re.compile(
    r"not?|never|nor|neither|none|nothing|cannot|without|may|can|shall|will|must|only|solely|except|unless|other"
    r"|consent\w*|approv\w*|\W|\w*\d\S*|grants?|assigns?|waives?|releases?|(?:non)?exclusive\w*|perpet\w+|world\w*"
)
_PAGE: Final = re.compile(r"\bpage \d{1,3}(?: of \d{1,3})?\b", re.IGNORECASE)


def printed(old: Report, new: Report) -> bool:
    """Whether one may be a print of the other."""
    return old.format != new.format or old.format == "pdf"


def words(texts: Sequence[str]) -> str:
    """The words of sentences without labels and page numbers, run together: "iron- woods" is "ironwoods"."""
    return "".join(word for text in texts for word in _kept(text))


def shuffled(groups: Sequence[Group], old: Report, new: Report) -> tuple[Group, ...]:
    """Those whose words stand elsewhere in the other draft are only read in another order.

    So it is with tables and signatures. Not sentences that bind or allow, no figures and no
    names of parties: of these the order counts.
    """
    names = {
        word
        for r in (old, new)
        for p in r.parties
        for name in (p.name, *p.aliases)
        for word in tokens.words(name)
    }
    changes: dict[int, tuple[Counter[str], Counter[str]]] = {}
    pools = Counter[str](), Counter[str]()
    for i, group in enumerate(groups):
        each = [old.wordings[k] for k in group.old], [new.wordings[k] for k in group.new]
        if not group.same and not group.read and not any(w.stances for side in each for w in side):
            found = edits(*(" ".join(w.text for w in side) for side in each))
            changes[i] = Counter(_words(found.gone())), Counter(_words(found.come()))
            for pool, words_ in zip(pools, changes[i], strict=True):
                pool.update(words_)
    return tuple(
        group._replace(read=True) if i in changes and _elsewhere(changes[i], pools, names) else group
        for i, group in enumerate(groups)
    )


def _elsewhere(
    change: tuple[Counter[str], Counter[str]],
    pools: tuple[Counter[str], Counter[str]],
    names: Set[str],
) -> bool:
    """Whether other places of the other draft have the words, and none of these weighs."""
    gone, come = change
    harmless = not any(word in names or _WEIGHS.fullmatch(word) for word in (*gone, *come))
    return harmless and gone <= pools[1] - come and come <= pools[0] - gone


def _words(found: Sequence[Token]) -> Iterator[str]:
    return (token.word for i, token in enumerate(found) if not _label(found, i))


def _kept(text: str) -> list[str]:
    bare = _PAGE.sub(" ", text)
    found = tokens.tokens(bare)
    return [token.word for i, token in enumerate(found) if not _label(found, i)]


def _label(found: Sequence[Token], i: int) -> bool:
    word = found[i].word
    if not _LABEL.fullmatch(word):
        return i == 0 and word == "a"
    if not word[0].isdigit():
        return True
    after = found[i + 1].word if i + 1 < len(found) else ""
    before = found[i - 1].word if i else ""
    return not (before in MONEY or after == "%" or after in MONEY or counted(after))
