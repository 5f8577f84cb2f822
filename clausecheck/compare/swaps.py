"""Parties whose names changed places, or who took the place of another: who does what may have turned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from clausecheck.compare.positions import Names
from clausecheck.model import Effect, Severity
from clausecheck.words import tokens

_SIDE: Final = {"us": "you", "them": "them"}
_PASSIVE: Final = re.compile(r"\bby (?:the )?\Z")


def effects(old: str, new: str, before: Names, after: Names) -> Iterator[Effect]:
    """Where two texts have the same words but for the names, and these in another order or number."""
    was, now = list(before.mentions(old.lower())), list(after.mentions(new.lower()))
    if (
        not was
        or not now
        or _without(old, [name for *_, name in was]) != _without(new, [name for *_, name in now])
    ):
        return
    names = [name for *_, name in was], [name for *_, name in now]
    if names[0] == names[1]:
        return
    if Counter(names[0]) == Counter(names[1]):
        says = "The names of the parties changed places"
        yield Effect("place", "unclear", Severity.HIGH, says, " … ".join(names[0]), " … ".join(names[1]))
        return
    sides = [side for _, side, _ in was], [side for _, side, _ in now]
    if len(sides[0]) == len(sides[1]) and sides[0] != sides[1]:
        turned = next((a, b) for a, b in zip(*sides, strict=True) if a != b)
        says = f"It spoke of {_SIDE[turned[0]]}, and now speaks of {_SIDE[turned[1]]}"
        yield Effect("place", "unclear", Severity.HIGH, says)


def _without(text: str, names: list[str]) -> list[str]:
    """The other words, in order."""
    for name in sorted(set(names), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text, flags=re.IGNORECASE)
    return [word for word in tokens.words(text) if word not in ("the",)]
