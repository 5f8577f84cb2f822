"""Pattern → literals, of which any matching text must contain at least one: what the gate searches for.

A regular expression is read with the parser of ``re`` itself, so nothing has to be declared twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from clausecheck.model import AllOf, AnyOf, Near, Pattern, Phrase, Regex, Tokens

_SHORTEST = 2  # characters: a single letter stands in every sentence
_MOST = 40  # alternatives: more are no gate
_TOKEN_LENGTH = 24  # characters of a long word and its space
_MANY = 12  # tokens, for a repeated one
_LONGEST_GAP = 400  # characters

Literals = frozenset[str]  # empty: nothing is known


def of(pattern: Pattern | None) -> tuple[str, ...]:
    """The literals of ``pattern``, lower case, sorted; empty where every text must be tried."""
    return tuple(sorted(_of(pattern))) if pattern else ()


def _of(pattern: Pattern) -> Literals:
    match pattern:
        case Phrase(text):
            words = re.findall(r"\w+", text.lower())
            return _usable([max(words, key=len)])
        case Regex(text):
            return _regex(text)
        case Tokens(text):
            return _best(_usable(_words(token)) for token in json.loads(text))
        case AnyOf(patterns):
            return _union([_of(part) for part in patterns])
        case AllOf(patterns):
            return _best([_of(part) for part in patterns])
        case Near(a, b):
            return _best([_of(a), _of(b)])


def _usable(words: Iterable[str]) -> Literals:
    found = frozenset(words)
    usable = found and len(found) <= _MOST and all(len(word) >= _SHORTEST for word in found)
    return found if usable else frozenset()


def _union(parts: Sequence[Literals]) -> Literals:
    return _usable(frozenset().union(*parts)) if parts and all(parts) else frozenset()


def _best(parts: Iterable[Literals]) -> Literals:
    """The most selective of several necessary sets: its shortest word is longest, then fewest words."""
    return max(parts, key=lambda part: (min(map(len, part), default=0), -len(part)), default=frozenset())


def gate(tokens: list[dict[str, Any]]) -> str:
    """A regular expression that the text of every match of a Matcher pattern satisfies.

    The words of the obligatory tokens in order, with room between them for the tokens that can be anything.
    """
    parts: list[str] = []
    room = 0  # tokens that may stand here, whatever they are
    for token in tokens:
        words = _words(token)
        if words:
            reach = min(room * _TOKEN_LENGTH + 2, _LONGEST_GAP)
            parts += [rf"[\s\S]{{0,{reach}}}?"] if parts else []
            parts.append("(?:" + "|".join(map(_bounded, sorted(words))) + ")")
            room = _MANY if str(token.get("OP", "1"))[0] in "+{" else 0
        else:
            room += _MANY if str(token.get("OP", ""))[:1] in ("*", "+", "{") else 1
    return "".join(parts)


def _bounded(word: str) -> str:
    start = r"(?<!\w)" if word[0].isalnum() else ""
    end = r"(?!\w)" if word[-1].isalnum() else ""
    return f"{start}{re.escape(word)}{end}"


def _words(token: dict[str, Any]) -> Literals:
    """The words of which an obligatory token is one; empty where it may be missing or be anything."""
    operator = str(token.get("OP", "1"))
    if operator[0] in "!?*" or operator.startswith(("{0", "{,")):
        return frozenset()
    lower = token.get("LOWER")
    if isinstance(lower, str):
        return frozenset((lower.lower(),))
    if isinstance(lower, dict) and "IN" in lower:
        return frozenset(str(word).lower() for word in lower["IN"])
    return frozenset()


def _regex(text: str) -> Literals:
    try:
        return _sequence(_parser.parse(text.lower() if "\\" not in text else text))
    except (re.error, RecursionError, OverflowError):
        return frozenset()


def _sequence(items: Any) -> Literals:
    """The best literals of a concatenation: runs of plain characters, and what its parts need."""
    found: list[Literals] = []
    run: list[str] = []
    for operation, argument in items:
        if operation is sre.LITERAL:
            run.append(chr(argument).lower())
            continue
        if operation is sre.AT:
            continue
        found.append(_usable(["".join(run)]))
        run = []
        found.append(_part(operation, argument))
    found.append(_usable(["".join(run)]))
    return _best(found)


def _part(operation: Any, argument: Any) -> Literals:
    if operation is sre.BRANCH:
        return _union([_sequence(branch) for branch in argument[1]])
    if operation is sre.SUBPATTERN:
        return _sequence(argument[3])
    if operation is sre.ATOMIC_GROUP:
        return _sequence(argument)
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and argument[0] > 0:
        return _sequence(argument[2])
    return frozenset()
