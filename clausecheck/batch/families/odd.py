"""Agreements of one form → what each says otherwise than most of them.

What most of them say is the form's. What each fills in for itself, and what stands half and half, is no
difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from clausecheck.batch.families.consensus import AGREED, Consensus, aligned, consensus, few, slots
from clausecheck.batch.families.shape import FIGURE
from clausecheck.batch.families.skeleton import Form, Skeleton
from clausecheck.batch.families.wordings import Wordings
from clausecheck.model.families import Difference, DifferenceKind, Fired, Outlier, Place, Said

_FEWEST: Final = 3  # agreements of which one can be the odd one: of two nobody knows
_MANY: Final = 6  # places of one clause above which it is told as one
_ORDER: Final[Sequence[DifferenceKind]] = ("negation", "missing", "added", "figure", "changed")


def outliers(form: Form, read: Wordings) -> tuple[Outlier, ...]:
    """The agreements that are unlike their form, the most unlike first."""
    members = form.members
    if len(members) < _FEWEST:
        return ()
    found: dict[int, list[Difference]] = defaultdict(list)
    for clause in form.skeleton.clauses:
        for agreement, difference in _in_clause(clause, members, read):
            found[agreement].append(difference)
    for agreement, difference in _added(form.skeleton, members, read):
        found[agreement].append(difference)
    rules = _rules(members, read)
    unlike = [
        Outlier(member, _gravest_first(found[member]), rules.get(member, ()))
        for member in members
        if found.get(member)
    ]
    return tuple(sorted(unlike, key=_how_unlike))


def _gravest_first(differences: Sequence[Difference]) -> tuple[Difference, ...]:
    return tuple(sorted(differences, key=lambda one: (_ORDER.index(one.kind), -one.agree)))


def _how_unlike(outlier: Outlier) -> tuple[int, int, int, int]:
    alone = max((fired.severity for fired, others in outlier.rules if not others), default=-1)
    nots = sum(one.kind == "negation" for one in outlier.differences)
    return -alone, -nots, -len(outlier.differences), outlier.agreement


def _in_clause(
    clause: Sequence[Place], members: Sequence[int], read: Wordings
) -> Iterator[tuple[int, Difference]]:
    """What is missing, worded otherwise, or another figure."""
    by_wording: dict[int, list[Place]] = defaultdict(list)
    for place in clause:
        by_wording[read.of[place]].append(place)
    chosen = sorted(by_wording)
    words = [read.each[i].words for i in chosen]
    found = consensus(words, [len(by_wording[i]) for i in chosen])
    form = by_wording[chosen[found.middle]][0]
    total, holders = len(members), {place.agreement for place in clause}
    lacking = [member for member in members if member not in holders]
    if len(lacking) <= few(total):
        for member in lacking:
            said = Said(_whole(form, read), "", False)
            yield member, _difference("missing", None, form, said, len(holders), total, read)
    for i, odd in zip(chosen, found.odd, strict=True):
        told = [one for one in odd if one.others <= few(len(holders))]
        for place in by_wording[i]:
            says = [read.said(form, place, one) for one in told]
            if len(told) > _MANY:
                says = [Said(_whole(form, read), _whole(place, read), any(one.negation for one in told))]
            for one, each in zip(told, says, strict=False):
                kind: DifferenceKind = "negation" if each.negation else "changed"
                agree = len(holders) - one.others
                yield place.agreement, _difference(kind, place, form, each, agree, total, read)
    yield from _figures(chosen, by_wording, found, form, total, read)


def _figures(
    chosen: Sequence[int],
    by_wording: dict[int, list[Place]],
    found: Consensus,
    form: Place,
    total: int,
    read: Wordings,
) -> Iterator[tuple[int, Difference]]:
    """Sums and numbers that most have alike. Dates and names are filled in by everyone."""
    words = [read.each[i].words for i in chosen]
    fills = [Counter(read.each[i].fills[place] for place in by_wording[i]) for i in chosen]
    fixed: dict[int, tuple[str, int]] = {}
    rare: set[tuple[int, str]] = set()
    for slot in slots(words, found.edits, found.middle, fills):
        (value, count), *others = slot.values
        agreed = count >= AGREED * sum(n for _, n in slot.values)
        if agreed and others and words[found.middle][slot.at] == FIGURE:
            fixed[slot.at] = value, count
            rare |= {(slot.at, other) for other, n in others if n <= few(count + n)}
    for i, edits in zip(chosen, found.edits, strict=True):
        for place in by_wording[i]:
            for at, fill in aligned(read.each[i].fills[place], edits):
                if (at, fill.value) in rare:
                    holder = _holder(at, fixed[at][0], chosen, by_wording, found, read)
                    says = Said(
                        read.quote(holder[0], range(holder[1], holder[1] + 1)),
                        read.quote(place, range(fill.at, fill.at + 1)),
                        False,
                    )
                    yield place.agreement, _difference("figure", place, form, says, fixed[at][1], total, read)


def _holder(
    at: int,
    value: str,
    chosen: Sequence[int],
    by_wording: dict[int, list[Place]],
    found: Consensus,
    read: Wordings,
) -> tuple[Place, int]:
    """A clause that says the form's figure, and the index of its word."""
    return next(
        (place, fill.at)
        for i, edits in zip(chosen, found.edits, strict=True)
        for place in by_wording[i]
        for index, fill in aligned(read.each[i].fills[place], edits)
        if index == at and fill.value == value
    )


def _added(form: Skeleton, members: Sequence[int], read: Wordings) -> Iterator[tuple[int, Difference]]:
    for group in form.added:
        holders = len({place.agreement for place in group})
        for place in group:
            said = Said("", _whole(place, read), False)
            yield (
                place.agreement,
                _difference("added", place, None, said, len(members) - holders, len(members), read),
            )


def _whole(place: Place, read: Wordings) -> str:
    return read.quote(place, range(len(read.each[read.of[place]].words)), around=0)


def _difference(
    kind: DifferenceKind,
    here: Place | None,
    form: Place | None,
    says: Said,
    agree: int,
    of: int,
    read: Wordings,
) -> Difference:
    place = here or form
    assert place is not None
    passage = read.passage(place)
    name = " ".join(part for part in (passage.number, passage.heading) if part)
    page = read.passage(here).page if here else None
    return Difference(kind, name, here, form, says, agree, of, page)


def _rules(members: Sequence[int], read: Wordings) -> dict[int, tuple[tuple[Fired, int], ...]]:
    """Of each agreement the rules that fire in few others, the gravest first."""
    fired = {
        member: {each.rule: each for each in reversed(read.agreements[member].fired)} for member in members
    }
    counts = Counter(rule for rules in fired.values() for rule in rules)
    return {
        member: tuple(
            sorted(
                (
                    (each, counts[rule] - 1)
                    for rule, each in rules.items()
                    if counts[rule] <= few(len(members))
                ),
                key=lambda pair: (-pair[0].severity, pair[1], pair[0].rule),
            )
        )
        for member, rules in fired.items()
    }
