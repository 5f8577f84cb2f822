"""Regular expression → short texts that it matches, read off the tree of ``re``'s own parser.

A sample holds no more than it must: optional parts are left out, repeats run as often as they have to, and
gaps are empty, or one space where the words around them need it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

# What stands in contracts, in lower case; letters first, for they make the plainest samples.
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789 ,.;:'\"()-/&$%_[]{}<>!?#*+=@\\^`|~\n\u00a0é’“”—•"
_MOST = 24  # samples of one expression
_LONGEST = 8  # times that a part is repeated
_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def tree(text: str) -> Any:
    """The expression as ``re`` parses it: a sequence of (operation, argument)."""
    return _parser.parse(text)


def samples(text: str) -> list[str]:
    """Texts that the expression matches, one for each way through its alternatives, up to a limit."""
    compiled = re.compile(text)
    kept: dict[str, None] = {}
    items = list(tree(text))
    for sample in chain.from_iterable(islice(_sequence(items, gap), 2 * _MOST) for gap in ("", " ")):
        if len(kept) < _MOST and compiled.search(sample):
            kept[sample] = None
    return list(kept)


def literals(items: Any) -> Iterator[int]:
    """The code points that stand in the expression as themselves."""
    for operation, argument in items:
        if operation is sre.LITERAL:
            yield argument
        elif operation is sre.BRANCH:
            for branch in argument[1]:
                yield from literals(branch)
        elif operation is sre.SUBPATTERN:
            yield from literals(argument[3])
        elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            yield from literals(argument[2])
        elif operation is sre.ATOMIC_GROUP:
            yield from literals(argument)


def admits(operation: Any, argument: Any, char: str) -> bool:
    """Whether a node that stands for one character admits ``char``."""
    if operation is sre.LITERAL:
        return bool(ord(char) == argument)
    if operation is sre.NOT_LITERAL:
        return bool(ord(char) != argument)
    if operation is sre.ANY:
        return char != "\n"
    if operation is sre.RANGE:
        return bool(argument[0] <= ord(char) <= argument[1])
    if operation is sre.CATEGORY:
        return bool(re.match(_CATEGORIES[argument], char))
    if operation is sre.IN:
        negated = argument[0][0] is sre.NEGATE
        return any(admits(op, arg, char) for op, arg in argument[negated:]) is not negated
    return False


def _sequence(items: list[Any], gap: str) -> Iterator[str]:
    """Samples of a concatenation: the alternatives of one part vary while the others stay at their first."""
    parts = [list(_part(operation, argument, gap)) for operation, argument in items]
    if not all(parts):
        return
    first = [part[0] for part in parts]
    yield "".join(first)
    for i, part in enumerate(parts):
        for other in part[1:]:
            yield "".join((*first[:i], other, *first[i + 1 :]))


def _part(operation: Any, argument: Any, gap: str) -> Iterator[str]:
    if operation is sre.BRANCH:
        for branch in argument[1]:
            yield from _sequence(list(branch), gap)
    elif operation is sre.SUBPATTERN:
        yield from _sequence(list(argument[3]), gap)
    elif operation is sre.ATOMIC_GROUP:
        yield from _sequence(list(argument), gap)
    elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        times = min(argument[0], _LONGEST)
        if times == 0:
            fits = len(argument[2]) == 1 and admits(argument[2][0][0], argument[2][0][1], " ")
            yield gap if fits else ""
        else:
            yield from (sample * times for sample in _sequence(list(argument[2]), gap))
    elif operation in (sre.AT, sre.ASSERT, sre.ASSERT_NOT, sre.GROUPREF, sre.GROUPREF_EXISTS):
        yield ""
    elif operation is sre.LITERAL:
        yield chr(argument)
    else:
        yield from islice((char for char in ALPHABET if admits(operation, argument, char)), 2)
