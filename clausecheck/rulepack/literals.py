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
        case Tokens(_, needs):
            return _best(frozenset(group) for group in needs)
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


def of_tokens(text: str) -> tuple[tuple[str, ...], ...]:
    """What each obligatory token of a Matcher pattern (JSON) needs: groups of words, lower case."""
    found: list[Literals] = []
    for token in json.loads(text):
        if token.get("OP", "1")[0] in "!?*" or token.get("OP", "").startswith(("{0", "{,")):
            continue
        lower = token.get("LOWER")
        if isinstance(lower, str):
            found.append(_usable([lower.lower()]))
        elif isinstance(lower, dict) and "IN" in lower:
            found.append(_usable(word.lower() for word in lower["IN"]))
        elif isinstance(lower, dict) and "REGEX" in lower:
            found.append(_regex(lower["REGEX"]))
    return tuple(tuple(sorted(group)) for group in found if group)


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
