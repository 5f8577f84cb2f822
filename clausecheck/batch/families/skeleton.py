"""Agreements of one form → its clauses, each with who has it, and the clauses that few have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from clausecheck.batch.families import near
from clausecheck.batch.families.consensus import AGREED, few
from clausecheck.batch.families.wordings import Wordings
from clausecheck.model.families import Place

# Jaccard index from which two clauses of agreements on one form are one that was written anew, or filled in.
_REWRITTEN: Final = 0.25

Clause = tuple[Place, ...]  # of different agreements
# Whether it is a wording that most have; that wording, or the first of a family; how often it stood before.
Key = tuple[bool, int, int]


class Skeleton(NamedTuple):
    """What a form consists of."""

    clauses: tuple[Clause, ...]  # that most have
    added: tuple[Clause, ...]  # that few have


class Form(NamedTuple):
    """Agreements that are the same form, and what it consists of."""

    members: tuple[int, ...]  # the most typical first
    skeleton: Skeleton


def skeleton(members: Sequence[int], read: Wordings) -> Skeleton:
    """The clauses of the form, in no order that says anything."""
    enough = AGREED * len(members)
    held = _held(members, read, enough)
    form = {key: dict(places) for key, places in held.items() if len(places) >= enough}
    loose = [place for key, places in held.items() if key not in form for place in places.values()]
    loose = _rewritten(form, sorted(loose), members, read)
    groups = _alike(loose, read)
    clauses = [tuple(places.values()) for places in form.values()]
    clauses += [_one_each(group) for group in groups if len({p.agreement for p in group}) >= enough]
    added = [group for group in groups if len({p.agreement for p in group}) <= few(len(members))]
    return Skeleton(tuple(clauses), tuple(added))


def _held(members: Sequence[int], read: Wordings, enough: float) -> dict[Key, dict[int, Place]]:
    """Clause of the form → agreement → place. Twins, as a promise of each party, are told by words."""
    counts = Counter(i for member in members for i in {i for _, i in read.clauses(member)})
    held: dict[Key, dict[int, Place]] = defaultdict(dict)
    for member in members:
        seen = Counter[tuple[bool, int]]()
        for place, i in read.clauses(member):
            usual = counts[i] >= enough
            said = usual, i if usual else read.family[i]
            held[(*said, seen[said])][member] = place
            seen[said] += 1
    return held


def _rewritten(
    form: dict[Key, dict[int, Place]], loose: Sequence[Place], members: Sequence[int], read: Wordings
) -> list[Place]:
    """Give agreements that lack a clause of the form the one that is most like it; what is left over."""
    left = set(loose)
    by_agreement: dict[int, list[Place]] = defaultdict(list)
    for place in loose:
        by_agreement[place.agreement].append(place)
    pairs = []
    for key, places in form.items():
        said = frozenset(near.features(read.each[key[1]].words))
        names = Counter(_heading(place, read) for place in places.values())
        usual = max(names, key=lambda name: (names[name], name))
        for member in members:
            if member in places:
                continue
            for place in by_agreement[member]:
                likeness = _likeness(said, near.features(read.each[read.of[place]].words))
                if likeness >= _REWRITTEN or (usual and _heading(place, read) == usual):
                    pairs.append((-likeness, place, key))
    for _, place, key in sorted(pairs):
        if place in left and place.agreement not in form[key]:
            form[key][place.agreement] = place
            left.discard(place)
    return sorted(left)


def _heading(place: Place, read: Wordings) -> str:
    return " ".join((read.passage(place).heading or "").casefold().split())


def _likeness(a: frozenset[object], others: Iterable[object]) -> float:
    b = frozenset(others)
    common = len(a & b)
    return common / (len(a) + len(b) - common)


def _alike(places: Sequence[Place], read: Wordings) -> list[Clause]:
    """Clauses that are one, filled in or written otherwise by each agreement."""
    order = sorted(places, key=lambda place: (read.of[place], place))
    sets = near.ranked(near.features(read.each[read.of[place]].words) for place in order)
    groups: dict[int, list[Place]] = defaultdict(list)
    for i, founder in enumerate(near.grouped(sets, _REWRITTEN)):
        groups[founder].append(order[i])
    return [tuple(group) for group in groups.values()]


def _one_each(group: Clause) -> Clause:
    """The first clause of each agreement."""
    first: dict[int, Place] = {}
    for place in sorted(group):
        first.setdefault(place.agreement, place)
    return tuple(first.values())
