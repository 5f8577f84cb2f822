"""Pattern → the words that any matching text must contain: what the gate searches for in one pass.

Each leaf gets groups of literals; a text that matches holds at least one word of every group. A regular
expression is read with the parser of ``re`` itself, so nothing has to be declared twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

from clausecheck.model import AllOf, AnyOf, FindingOf, GrantOf, Near, Pattern, Phrase, Regex, Tokens

_SHORTEST = 2  # characters: a single letter stands in every sentence
_MOST = 40  # alternatives: more are no gate
_LENGTHS = (8, 6, 5, 4, 3)  # characters of a beginning: more tell little more; fewer where they are many
_STARTS = 80  # beginnings of one expression
_CLASS = 4  # characters of a class that are spelled out
_GROUPS = 3  # more do not keep out much
_TOKEN_LENGTH = 26  # characters of a long word and its space
_MANY = 12  # tokens, for a repeated one
_LONGEST_GAP = 400  # characters

# Words that stand in more than one of thirty sentences of a contract (counted on 358 commercial
# agreements), and are no help in keeping a pattern away from a sentence.
_COMMON = frozenset(
    "the of and to in or any such by for this be shall with as on that is not other its all will under it at "
    "from are may an which if has have each no party parties agreement right rights use used term terms "
    "other time provided set date products services section company".split()
)
_COMMON_COST, _RARE_COST = 30.0, 1.0

Group: TypeAlias = frozenset[str]  # empty: nothing is known


def of(pattern: Pattern) -> tuple[str, ...]:
    """The most selective group of a whole pattern, sorted; empty where every text must be tried."""
    return tuple(sorted(_of(pattern)))


def lightened(pattern: Pattern) -> Pattern:
    """A part of an `all` or a `near` without its commonest literals: they keep out little, and stand often.

    The whole is gated by the most selective of its parts, so nothing is tried more often than that.
    """
    match pattern:
        case AnyOf(parts):
            return AnyOf(tuple(map(lightened, parts)))
        case Phrase() | Regex() | Tokens():
            return pattern._replace(needs=tuple(group for group in pattern.needs if _rare(group)))
        case _:
            return pattern


def _rare(group: Sequence[str]) -> bool:
    return _cost(frozenset(group)) < _COMMON_COST


def of_phrase(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a phrase: its hyphens and spaces may be missing in print."""
    return _groups(_usable([word]) for word in re.findall(r"\w+", text.lower()))


def of_regex(text: str) -> tuple[tuple[str, ...], ...]:
    """What every match of a regular expression contains."""
    try:
        return _groups(_sequence(_parser.parse(text)))
    except (re.error, RecursionError, OverflowError):
        return ()


def starts(text: str) -> tuple[str, ...]:
    """Words of which every match of a regular expression begins with one; () where that is not known.

    Such an expression is tried only where one of them stands, and not at every character.
    """
    try:
        parsed = _parser.parse(text)
        for length in _LENGTHS:
            found = frozenset[str]().union(*_starts(parsed, length))
            if 0 < len(found) <= _STARTS and all(map(_selective, found)):
                return tuple(sorted(found))
    except (re.error, RecursionError, OverflowError):
        pass
    return ()


def _starts(items: Any, length: int) -> tuple[set[str], set[str]]:
    """(beginnings that the next item goes on from, beginnings that are cut off), of a concatenation."""
    opened, closed = {""}, set[str]()
    for operation, argument in items:
        if operation in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            continue
        on, off = _start(operation, argument, length)
        closed |= {(one + end)[:length] for one in opened for end in off}
        grown = {(one + end)[:length] for one in opened for end in on}
        closed |= {one for one in grown if len(one) == length}
        opened = grown - closed
        if not opened:
            break
        if len(opened) + len(closed) > 4 * _STARTS:
            return set(), opened | closed
    return opened, closed


def _start(operation: Any, argument: Any, length: int) -> tuple[set[str], set[str]]:
    if operation is sre.LITERAL:
        return {chr(argument).lower()}, set()
    if operation is sre.BRANCH:
        parts = [_starts(branch, length) for branch in argument[1]]
        return {s for on, _ in parts for s in on}, {s for _, off in parts for s in off}
    if operation is sre.SUBPATTERN:
        return _starts(argument[3], length)
    if operation is sre.ATOMIC_GROUP:
        return _starts(argument, length)
    if operation is sre.IN and len(argument) <= _CLASS and all(op is sre.LITERAL for op, _ in argument):
        return {chr(value).lower() for _, value in argument}, set()
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, repeated = argument
        if most == 1:
            on, off = _starts(repeated, length)
            return (on | {""} if least == 0 else on), off
        on, off = _starts([part for _ in range(min(least, length) or 1) for part in repeated], length)
        return ({""} if least == 0 else set()), on | off  # once more, or what comes next: cut off
    return set(), {""}


def of_tokens(tokens: list[dict[str, Any]]) -> tuple[tuple[str, ...], ...]:
    """The obligatory words of a Matcher pattern."""
    return _groups(_usable(_words(token)) for token in tokens)


def _of(pattern: Pattern) -> Group:
    match pattern:
        case AnyOf(patterns):
            return _union([_of(part) for part in patterns])
        case AllOf(patterns):
            return _best([_of(part) for part in patterns])
        case Near(a, b):
            return _best([_of(a), _of(b)])
        case FindingOf() | GrantOf():
            return frozenset()
        case _:
            return _best(map(frozenset, pattern.needs))


def _groups(found: Iterable[Group]) -> tuple[tuple[str, ...], ...]:
    """The most selective groups, best first."""
    ordered = sorted({group for group in found if group}, key=lambda group: (_cost(group), sorted(group)))
    useful = [group for i, group in enumerate(ordered) if i == 0 or _cost(group) < _COMMON_COST]
    return tuple(tuple(sorted(group)) for group in useful[:_GROUPS])


def _usable(words: Iterable[str]) -> Group:
    found = frozenset(words)
    usable = found and len(found) <= _MOST and all(map(_selective, found))
    return found if usable else frozenset()


def _selective(word: str) -> bool:
    return len(word.strip()) >= _SHORTEST or (word != "" and word in '[]{}_$£€%|<>#"')


def _union(parts: Sequence[Group]) -> Group:
    return _usable(frozenset().union(*parts)) if parts and all(parts) else frozenset()


def _best(parts: Iterable[Group]) -> Group:
    """The most selective of several necessary groups."""
    return min(
        (part for part in parts if part), key=lambda part: (_cost(part), sorted(part)), default=frozenset()
    )


def _cost(group: Group) -> float:
    """About how often one of the words stands in a sentence: short words stand inside others."""
    return sum(
        _COMMON_COST if word.strip() in _COMMON or len(word.strip()) < 3 else _RARE_COST + 4 / len(word)
        for word in group
    )


def _sequence(items: Any) -> list[Group]:
    """The groups of a concatenation: runs of plain characters, and what its parts need."""
    found: list[Group] = []
    run: list[str] = []
    for operation, argument in items:
        if operation is sre.LITERAL:
            run.append(chr(argument).lower())
        elif operation is not sre.AT:
            found += [_usable(["".join(run)]), *_part(operation, argument)]
            run = []
    return [*found, _usable(["".join(run)])]


def _part(operation: Any, argument: Any) -> list[Group]:
    if operation is sre.BRANCH:
        return [_union([_best(_sequence(branch)) for branch in argument[1]])]
    if operation is sre.SUBPATTERN:
        return _sequence(argument[3])
    if operation is sre.ATOMIC_GROUP:
        return _sequence(argument)
    if operation is sre.IN and all(kind is sre.LITERAL for kind, _ in argument):
        return [_usable(chr(value).lower() for _, value in argument)]  # "[$£€]"
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and argument[0] > 0:
        repeated = argument[2]
        if len(repeated) == 1 and repeated[0][0] is sre.LITERAL:
            return [_usable([chr(repeated[0][1]).lower() * min(argument[0], 8)])]
        return _sequence(repeated)
    return []


def gate(tokens: list[dict[str, Any]]) -> str:
    """A regular expression that the text of every match of a Matcher pattern satisfies.

    Tokens that are given by their words stand for these, others for anything of a token's length.
    """
    return "".join(_gate_part(token) for token in tokens)


def _gate_part(token: dict[str, Any]) -> str:
    words = _alternatives(token.get("LOWER"))
    operator = str(token.get("OP", "1"))
    low, high = _REPEATS.get(operator) or _range(operator)
    if not words or operator == "!":
        return rf"[\s\S]{{0,{min(high * _TOKEN_LENGTH, _LONGEST_GAP)}}}?"
    one = rf"\s*(?:{'|'.join(map(_bounded, sorted(words)))})"
    return one if (low, high) == (1, 1) else rf"(?:{one}){{{low},{high}}}"


_REPEATS = {"1": (1, 1), "!": (1, 1), "?": (0, 1), "*": (0, _MANY), "+": (1, _MANY)}


def _range(operator: str) -> tuple[int, int]:
    """Least and most of ``{n}``, ``{n,m}``, ``{n,}`` and ``{,m}``."""
    low, comma, high = operator.strip("{}").partition(",")
    return int(low or 0), int(high) if high else _MANY if comma else int(low)


def _alternatives(lower: object) -> Group:
    if isinstance(lower, str):
        return frozenset((lower.lower(),))
    if isinstance(lower, dict) and "IN" in lower:
        return frozenset(str(word).lower() for word in lower["IN"])
    return frozenset()


def _bounded(word: str) -> str:
    """A word at its start; its end is left open, for "doesn't" and "cannot" are two tokens each."""
    inner = word == "not" or "'" in word or not word[0].isalnum()
    return re.escape(word) if inner else rf"(?<!\w){re.escape(word)}"


def _words(token: dict[str, Any]) -> Group:
    """The words of which an obligatory token is one; empty where it may be missing or be anything."""
    operator = str(token.get("OP", "1"))
    if operator[0] in "!?*" or operator.startswith(("{0", "{,")):
        return frozenset()
    return _alternatives(token.get("LOWER"))
