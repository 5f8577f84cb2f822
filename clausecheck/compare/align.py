"""Two drafts' sentences → which is which: the same words anywhere, then the same run of words, then alike.

Near linear: sentences with the same words are found by their words; of the rest only those are compared that
stand in the same gap or share rare words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from clausecheck.model import Wording
from clausecheck.words import tokens

# Share of words in common (Dice) from which two sentences are one that was edited. In the edits of the long
# sample the least alike pair has .55; two different sentences of one contract seldom have .5.
ALIKE: Final = 0.5
ALIKE_HERE: Final = 0.35  # where both stand between the same neighbours, or in clauses of one number
RARE: Final = 8  # words of a sentence by which candidates are looked for: its rarest
COMMON: Final = 24  # sentences; a word that stands in more of them finds nobody
NEAR: Final = 12  # sentences of a gap that are compared with each
WHOLE: Final = 0.8  # share of words from which two sentences together are the one that was split


class Group(NamedTuple):
    """Sentences of the old draft, and what they are in the new one; indexes. One side may be empty."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    same: bool  # the same words in the same order
    read: bool = False  # but for labels and numbers of pages, that a print has and a text has not


class Side:
    """One draft, its sentences by their words."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self.wordings = wordings
        self.keys = [tokens.words(each.text) for each in wordings]
        self.partner: list[int | None] = [None] * len(wordings)  # index in the other draft
        self.free = [bool(key) for key in self.keys]


def align(
    old: Sequence[Wording], new: Sequence[Wording], bare: Callable[[Sequence[str]], str] | None = None
) -> tuple[Group, ...]:
    """Every sentence that has words, in one group, in the order of the new draft; what is gone first.

    ``bare``: sentences → what counts of them between a text and its print.
    """
    a, b = Side(old), Side(new)
    _exact(a, b)
    groups = [Group((i,), (j,), True) for i, j in enumerate(a.partner) if j is not None]
    groups += _runs(a, b)
    if bare is not None:
        groups += _read(a, b, bare)
    pairs = dict(_alike(a, b))
    groups += _extended(a, b, pairs)
    left = [Group((i,), (), False) for i, free in enumerate(a.free) if free]
    left += [Group((), (j,), False) for j, free in enumerate(b.free) if free]
    if bare is not None:
        groups, left = ([_settled(g, a, b, bare) for g in some] for some in (groups, left))
    return tuple(sorted(groups + left, key=lambda g: (g.new or (-1,), g.old)))


def _pair(a: Side, b: Side, i: int, j: int) -> None:
    a.partner[i], b.partner[j] = j, i
    a.free[i] = b.free[j] = False


# ---------------------------------------------------------------- the same words


def _exact(a: Side, b: Side) -> None:
    """Sentences that stand once in both; then their neighbours while these are the same; then the rest."""
    places: dict[tuple[str, ...], tuple[list[int], list[int]]] = {}
    for side, which in ((a, 0), (b, 1)):
        for i, key in enumerate(side.keys):
            if key:
                places.setdefault(key, ([], []))[which].append(i)
    for here, there in places.values():
        if len(here) == len(there) == 1:
            _pair(a, b, here[0], there[0])
    _grown(a, b)
    for here, there in places.values():  # in clauses of the same number, then in order
        by_clause = {_place(b.wordings[j]): j for j in reversed(there) if b.free[j]}
        for i in here:
            j = by_clause.get(_place(a.wordings[i]))
            if a.free[i] and j is not None and b.free[j]:
                _pair(a, b, i, j)
        for i, j in zip([i for i in here if a.free[i]], [j for j in there if b.free[j]], strict=False):
            _pair(a, b, i, j)


def _grown(a: Side, b: Side) -> None:
    """Pair what stands beside a pair and has the same words."""
    for step in (1, -1):
        order = range(len(a.keys)) if step == 1 else range(len(a.keys) - 1, -1, -1)
        for at in order:
            partner = a.partner[at]
            if partner is None:
                continue
            i, j = at + step, partner + step
            while 0 <= i < len(a.keys) and 0 <= j < len(b.keys):
                if not (a.free[i] and b.free[j] and a.keys[i] == b.keys[j]):
                    break
                _pair(a, b, i, j)
                i, j = i + step, j + step


def _place(wording: Wording) -> tuple[str | None, str | None]:
    return wording.number, wording.heading


# ---------------------------------------------------------------- the same words, split otherwise


def _runs(a: Side, b: Side) -> Iterator[Group]:
    """Neighbours that are free in both drafts and together have the same words."""
    for run in _free(a):
        for there in _opposite(a, b, run):
            if _joined(a, run) == _joined(b, there):
                for side, indexes in ((a, run), (b, there)):
                    for i in indexes:
                        side.free[i] = False
                for i in run:
                    a.partner[i] = there[0]
                for j in there:
                    b.partner[j] = run[0]
                yield Group(tuple(run), tuple(there), True)
                break


def _read(a: Side, b: Side, bare: Callable[[Sequence[str]], str]) -> Iterator[Group]:
    """The longest stretches of free neighbours that have the same words but for labels and page numbers."""
    for run in _free(a):
        for there in _opposite(a, b, run):
            one, other = (
                bare([side.wordings[i].text for i in each]) for side, each in ((a, run), (b, there))
            )
            if one == other and one and all(a.free[i] for i in run):
                for i in run:
                    a.free[i], a.partner[i] = False, there[0]
                for j in there:
                    b.free[j], b.partner[j] = False, run[0]
                yield Group(tuple(run), tuple(there), False, True)
                break


def _settled(group: Group, a: Side, b: Side, bare: Callable[[Sequence[str]], str]) -> Group:
    """A pair, or a line of its own, that differs from nothing but by a label or the number of a page."""
    if group.same or group.read:
        return group
    one = bare([a.wordings[i].text for i in group.old])
    return group._replace(read=one == bare([b.wordings[j].text for j in group.new]))


def _free(side: Side) -> list[list[int]]:
    """The runs of free sentences."""
    found: list[list[int]] = []
    for i, free in enumerate(side.free):
        if free and i and side.free[i - 1] and found:
            found[-1].append(i)
        elif free:
            found.append([i])
    return found


def _opposite(a: Side, b: Side, run: Sequence[int]) -> Iterator[list[int]]:
    """The free sentences of the other draft that stand where the run stands."""
    before, after = _neighbour(a, b, run[0], -1), _neighbour(a, b, run[-1], 1)
    if before is not None:
        yield _from(b, before + 1, 1)
    if after is not None:
        yield _from(b, after - 1, -1)


def _neighbour(a: Side, b: Side, i: int, step: int) -> int | None:
    """Where the neighbour stands in the other draft; the edge of the draft is a neighbour, too."""
    if 0 <= i + step < len(a.keys):
        return a.partner[i + step]
    return -1 if step < 0 else len(b.keys)


def _from(b: Side, j: int, step: int) -> list[int]:
    found = []
    while 0 <= j < len(b.keys) and b.free[j]:
        found.append(j)
        j += step
    return found[::step]


def _joined(side: Side, indexes: Iterable[int]) -> list[str]:
    return [word for i in indexes for word in side.keys[i]]


# ---------------------------------------------------------------- alike


def _alike(a: Side, b: Side) -> Iterator[tuple[int, int]]:
    """Pairs of free sentences that are one with edits, most alike first."""
    counts = {i: Counter(a.keys[i]) for i, free in enumerate(a.free) if free}
    others = {j: Counter(b.keys[j]) for j, free in enumerate(b.free) if free}
    found: dict[tuple[int, int], float] = {}
    for (i, j), here in _candidates(a, b, counts, others).items():
        same_place = here or (
            _place(a.wordings[i]) == _place(b.wordings[j]) and a.wordings[i].number is not None
        )
        likeness = dice(counts[i], others[j])
        if likeness >= (ALIKE_HERE if same_place else ALIKE):
            found[i, j] = likeness + 0.1 * same_place
    for (i, j), _ in sorted(
        found.items(), key=lambda item: (-item[1], abs(item[0][0] - item[0][1]), item[0])
    ):
        if a.free[i] and b.free[j]:
            _pair(a, b, i, j)
            yield i, j


def _candidates(
    a: Side, b: Side, counts: Mapping[int, Counter[str]], others: Mapping[int, Counter[str]]
) -> dict[tuple[int, int], bool]:
    """Pairs to compare, and whether both stand in the same gap."""
    index: dict[str, list[int]] = {}
    for j, words in others.items():
        for word in words:
            index.setdefault(word, []).append(j)
    found: dict[tuple[int, int], bool] = {}
    for i, words in counts.items():
        known = [word for word in words if 0 < len(index.get(word, ())) <= COMMON]
        for word in sorted(known, key=lambda w: (len(index[w]), w))[:RARE]:
            for j in index[word]:
                found.setdefault((i, j), False)
    for run in _free(a):
        for there in _opposite(a, b, run):
            for at, i in enumerate(run):
                for j in there[max(0, at - NEAR) : at + NEAR]:
                    found[i, j] = True
    return found


def dice(one: Counter[str], other: Counter[str]) -> float:
    """Words in common as a share of all, 0-1."""
    common = sum(min(count, other[word]) for word, count in one.items())
    return 2 * common / (one.total() + other.total())


# ---------------------------------------------------------------- split and put together


def _extended(a: Side, b: Side, pairs: Mapping[int, int]) -> Iterator[Group]:
    """The pairs; where a free neighbour makes one of them more complete, it belongs there, too."""
    for i, j in pairs.items():
        olds, news = [i], [j]
        for side, mine, there, theirs in ((b, news, a, olds), (a, olds, b, news)):
            for step in (1, -1):
                near = mine[-1 if step == 1 else 0] + step
                if (
                    0 <= near < len(side.keys)
                    and side.free[near]
                    and _completes(side, mine, near, there, theirs)
                ):
                    side.free[near] = False
                    side.partner[near] = theirs[0]
                    mine.append(near)
                    mine.sort()
        same = _joined(a, olds) == _joined(b, news)
        yield Group(tuple(olds), tuple(news), same)


def _completes(side: Side, mine: list[int], near: int, there: Side, theirs: list[int]) -> bool:
    whole = Counter(_joined(there, theirs))
    without = dice(Counter(_joined(side, mine)), whole)
    together = dice(Counter(_joined(side, sorted([*mine, near]))), whole)
    return together >= WHOLE and together > without


# ---------------------------------------------------------------- clauses


def clauses(groups: Iterable[Group], old: Sequence[Wording], new: Sequence[Wording]) -> dict[int, int]:
    """Old clause → new clause, by where most of its words went; indexes of clauses."""
    votes: dict[int, Counter[int]] = {}
    for group in groups:
        for i in group.old:
            for j in group.new:
                weight = len(new[j].text) * (1 + group.same)
                votes.setdefault(old[i].clause, Counter())[new[j].clause] += weight
    return {clause: max(found, key=lambda c: (found[c], -c)) for clause, found in votes.items()}


def longest_rising(values: Sequence[int]) -> int:
    """How many of the values stand in order: what is left has moved.

    >>> longest_rising([1, 2, 9, 3, 4])
    4
    """
    tails: list[int] = []
    for value in values:
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
    return len(tails)
