"""The literals of gated expressions: every way through an expression must pass one."""

from __future__ import annotations

from collections.abc import Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from clausecheck.terms import (
    cues,
    fields,
    frames,
    grants,
    holders,
    lexicon,
    payments,
    promises,
    records,
    roles,
    wording,
)
from clausecheck.terms.gated import Gated

_ANY = "\0"  # a character that is not known
_MODULES = (cues, fields, frames, grants, holders, lexicon, payments, promises, records, roles, wording)
_GATED = (
    {
        f"{module.__name__}.{name}": value
        for module in _MODULES
        for name, value in vars(module).items()
        if isinstance(value, Gated)
    }
    | {
        f"{module.__name__} {name}": words
        for module in (lexicon, wording)
        for families in (module.SUBJECTS, module.ACTS)
        for name, words in families.items()
        if isinstance(words, Gated)
    }
    | {f"frame {i}": frame.verb for i, frame in enumerate((*frames.STRONG, *frames.WEAK))}
)


def uncovered(items: Any, tails: set[str], needs: Sequence[str]) -> set[str]:
    """The ends of the texts that got this far without one of ``needs``."""
    for operation, argument in items:
        if operation in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            continue
        tails = _kept(_step(operation, argument, tails, needs), needs)
    return tails


def _kept(tails: set[str], needs: Sequence[str]) -> set[str]:
    longest = max(map(len, needs))
    return {tail[-longest:] for tail in tails if not any(need in tail for need in needs)}


def _step(operation: Any, argument: Any, tails: set[str], needs: Sequence[str]) -> set[str]:
    if operation is sre.LITERAL:
        return {tail + chr(argument) for tail in tails}
    if operation is sre.IN and all(kind is sre.LITERAL for kind, _ in argument):
        return {tail + chr(value) for tail in tails for _, value in argument}
    if operation is sre.BRANCH:
        return {tail for branch in argument[1] for tail in uncovered(branch, tails, needs)}
    if operation is sre.SUBPATTERN:
        return uncovered(argument[3], tails, needs)
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        least, most, repeated = argument
        for _ in range(min(least, 2)):
            tails = uncovered(repeated, tails, needs)
        more = uncovered(repeated, tails, needs) if most > least else set()
        return tails | more | ({_ANY} if more and most > least + 1 else set())
    return {_ANY} if tails else set()


@pytest.mark.parametrize("name", sorted(_GATED))
def test_every_match_holds_one_of_the_literals(name: str) -> None:
    assert uncovered(_parser.parse(_GATED[name].pattern), {""}, _GATED[name].needs) == set()


@pytest.mark.parametrize(
    ("pattern", "needs", "safe"),
    [
        (r"\b(?:no|not any) licen[cs]es?\b", ("licen",), True),
        (r"\b(?:no|not any) licen[cs]es?\b", ("not", "no "), True),
        (r"\b(?:no|not any) licen[cs]es?\b", ("not",), False),
        (r"sub-?licen|third[ -]part", ("sublic", "sub-", "third"), True),
        (r"sub-?licen|third[ -]part", ("sub-", "third"), False),
        (r"(?:own )?it", ("own",), False),
        (r"(?:own |have )+it", ("own", "have"), True),
        (r"\w+ed by", ("ed by",), True),
        (r"o\w+wn", ("own",), False),
    ],
)
def test_the_test_itself(pattern: str, needs: tuple[str, ...], safe: bool) -> None:
    assert (uncovered(_parser.parse(pattern), {""}, needs) == set()) is safe


def test_where_no_literal_stands_nothing_is_found() -> None:
    words = Gated(r"\bsells? it\b", "sell")
    assert words.search("they sell it") and not words.search("they buy it")
    assert words.search("they sell it", 6) is None
    assert [match.span() for match in words.finditer("sell it, sells it")] == [(0, 7), (9, 17)]
    assert list(words.finditer("sold")) == []
