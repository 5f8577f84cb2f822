"""Sentences that undo others → what they do: silence that counts as a yes, promises that do not bind all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from clausecheck.compare.positions import Names, Text, Who, serves
from clausecheck.model import Effect, Gain, Severity
from clausecheck.words import tokens

_YES: Final = r"(?:consents?|approv\w+|agree[sd]?|accept\w*|given|granted)"
_SILENCE: Final = re.compile(
    r"\b(?:(?:does|do|did|shall|has|have) not|fail(?:s|ed|ure)? to|without) "
    rf"(?:object|respon|repl|answer|reject|refus)\w*\b[^.]*\b{_YES}\b"
    rf"|\bdeemed (?:to (?:be|have)(?: been)? )?(?:\w+ )?{_YES}\b|\bsilence (?:is|means|counts as"
    rf"|shall be|constitutes)(?! not)\b"
)
_EXEMPTS: Final = re.compile(
    r"\b(?:(?:do|does|shall|will|is|are) not (?:be )?(?:apply|bind|extend|bound|binding)\w*"
    r"|(?:is|are) exempt from|ceases? to (?:apply|bind))\b"
)


class Promises:
    """Which side the clauses of one draft serve, by their numbers."""

    def __init__(self, served: Mapping[str, Who]) -> None:
        self._served = served

    def of(self, text: str) -> Who:
        """The side that all clauses serve to which a text refers."""
        sides = {self._served.get(target.casefold(), "unknown") for target in tokens.targets(text)}
        return sides.pop() if len(sides) == 1 else "unknown"


def served(texts: Iterator[tuple[str, Text]]) -> Mapping[str, Who]:
    """Number → the side that a clause serves, where all its sentences serve one."""
    found: dict[str, set[Who]] = {}
    for number, text in texts:
        found.setdefault(number, set()).update(serves(p) for p in text.positions if p.start >= 0)
    return {number: sides.pop() for number, sides in found.items() if len(sides) == 1}


def effects(old: str, new: str, names: Names, promises: Promises) -> Iterator[Effect]:
    """Of the sentences of one place: an empty text where they came, or went."""
    for pattern, says in ((_SILENCE, _silence), (_EXEMPTS, _exempts)):
        was, now = pattern.search(old.lower()), pattern.search(new.lower())
        if (was is None) == (now is None):
            continue
        text, found, took = (old, was, True) if was else (new, now, False)
        assert found is not None
        gain, words = says(text, found, names, promises)
        if took:
            gain = {"gained": "lost", "lost": "gained"}.get(gain, gain)  # type: ignore[assignment]
            words = f"{words} – no longer"
        printed = text[found.start() : found.end()]
        old_words, new_words = (printed, "") if took else ("", printed)
        yield Effect("promise", gain, Severity.HIGH, words, old_words, new_words)


def _silence(text: str, found: re.Match[str], names: Names, promises: Promises) -> tuple[Gain, str]:
    """Whose silence it is: the last party named before the words, else the first in them."""
    sides = [side for at, side, _ in names.mentions(text.lower()) if at < found.end()]
    before = [side for at, side, _ in names.mentions(text.lower()) if at < found.start()]
    who = (before or sides or ["unknown"])[-1]
    if who == "us":
        return "gained", "Silence counts as your yes"
    return "unclear", "Silence counts as a yes"


def _exempts(text: str, found: re.Match[str], names: Names, promises: Promises) -> tuple[Gain, str]:
    behind = text.lower()[found.end() :]
    side = promises.of(text)
    freed = {who for _, who, _ in names.mentions(behind)} or {
        who for at, who, _ in names.mentions(text.lower()) if at < found.start()
    }
    gain: Gain = "unclear"
    if freed == {"them"} and side == "us":
        gain = "gained"
    elif freed == {"us"} and side == "them":
        gain = "lost"
    return gain, "Some clauses do not bind everybody"
