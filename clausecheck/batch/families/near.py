"""Sets → groups of near-equal sets: exact, without chains, the same in any order.

A prefix filter instead of MinHash: two sets that share enough share one of their rarest members, so only sets
with a rare member in common are compared. Nothing is missed and nothing is left to chance. Each group has a
founder, and every member is near enough to it: A like B and B like C makes no group of A and C.

Source: Bayardo, Ma, Srikant, "Scaling Up All Pairs Similarity Search", 2007; Xiao and others, PPJoin, 2008.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from math import ceil
from typing import Final

_SLACK: Final = 1e-9  # for shares that are whole numbers but for rounding


# Founders that a set is compared with, and that are found by one member. Of 34,000 real clauses none has more
# than 346; of 100,000 that somebody shuffles out of a dozen words each would be compared with nearly all.
_MOST: Final = 1_000


def features(words: Sequence[str]) -> Iterator[Hashable]:
    """The words and the pairs of neighbours: order counts, and one word does not undo a short clause."""
    yield from set(words)
    yield from set(pairwise(words))


def ranked(sets: Iterable[Iterable[Hashable]]) -> list[array[int]]:
    """Each set as numbers, the rarest first; equal members have one number in all sets."""
    numbers: dict[Hashable, int] = {}
    raw = [array("I", sorted({numbers.setdefault(each, len(numbers)) for each in one})) for one in sets]
    del numbers
    counts = Counter[int]()
    for one in raw:
        counts.update(one)
    return [array("I", sorted(one, key=lambda each: (counts[each], each))) for one in raw]


def grouped(
    sets: Sequence[array[int]],
    least: float,
    alike: Callable[[int, int], float] | None = None,
    enough: float = 0.0,
) -> list[int]:
    """For each set the index of its founder, which may be itself. Sets come ordered, founders to be first.

    ``least``: the Jaccard index from which two sets are near. ``alike`` gives another measure of two of them
    (indexes), which must then be ``enough``; the nearest founder is taken, the first of equals.
    """
    index: dict[int, list[int]] = {}
    found: list[int] = []
    for i, one in enumerate(sets):
        here = frozenset(one)
        prefix = one[: len(one) - ceil(least * len(one) - _SLACK) + 1]
        best, nearest = i, 0.0
        for j in islice(sorted({j for each in prefix for j in index.get(each, ())}), _MOST):
            other = sets[j]
            if not least * len(here) - _SLACK <= len(other) <= len(here) / least + _SLACK:
                continue
            common = len(here.intersection(other))
            near = common / (len(here) + len(other) - common)
            if near < least - _SLACK:
                continue
            if alike is not None and (near := alike(i, j)) < enough:
                continue
            if near > nearest:
                best, nearest = j, near
        found.append(best)
        if best == i:
            for each in prefix:
                known = index.setdefault(each, [])
                if len(known) < _MOST:
                    known.append(i)
    return found


def central(sets: Sequence[Iterable[Hashable]], weights: Sequence[int]) -> int:
    """The index of the set that is least unlike all others, counted in members; the first of equals.

    The sum of the differences to a set is a constant less ``2 × held - all`` for each of its members.
    """
    counts = Counter[Hashable]()
    members = [tuple(one) for one in sets]
    for one, weight in zip(members, weights, strict=True):
        for each in one:
            counts[each] += weight
    total = sum(weights)
    gains = [sum(2 * counts[each] - total for each in one) for one in members]
    return max(range(len(gains)), key=lambda i: (gains[i], -i))
