"""Wordings → clause families: how many agreements say it, in how many ways, and what differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from clausecheck.batch.families.consensus import Consensus, consensus, moved, slots
from clausecheck.batch.families.wordings import Wordings
from clausecheck.model.families import Blank, Family, Place, Variant

_BEFORE = 4  # words in front of a blank


def families(read: Wordings, *, least: int = 2) -> tuple[Family, ...]:
    """The families that ``least`` agreements or more have a clause of, the commonest first."""
    groups: dict[int, list[int]] = defaultdict(list)
    for i, founder in enumerate(read.family):
        groups[founder].append(i)
    held = {
        founder: len({agreement for i in group for agreement in read.each[i].agreements})
        for founder, group in groups.items()
    }
    chosen = sorted((f for f in groups if held[f] >= least), key=lambda f: (-held[f], read.each[f].words))
    return tuple(_family(number, groups[founder], read) for number, founder in enumerate(chosen, 1))


def _family(number: int, group: Sequence[int], read: Wordings) -> Family:
    each = [read.each[i] for i in group]
    found = consensus([one.words for one in each], [len(one.agreements) for one in each])
    places = tuple(sorted(place for one in each for place in one.fills))
    example = min(each[found.middle].fills)
    passages = [read.passage(place) for place in places]
    return Family(
        id=number,
        number=_commonest([passage.number for passage in passages]),
        heading=_commonest([passage.heading for passage in passages]),
        agreements=tuple(sorted({place.agreement for place in places})),
        example=example,
        text=read.passage(example).text,
        variants=_variants(group, found, read, example),
        blanks=tuple(_blanks(group, found, read, example)),
        rules=_rules(places, read),
    )


def _commonest(values: Sequence[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _variants(group: Sequence[int], found: Consensus, read: Wordings, example: Place) -> tuple[Variant, ...]:
    """The wordings with the same differences are one variant."""
    same: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, odd in enumerate(found.odd):
        words = read.each[group[i]].words
        same[tuple((one.edit.old, words[one.edit.new.start : one.edit.new.stop]) for one in odd)].append(i)
    variants = []
    for members in same.values():
        places = tuple(sorted(place for i in members for place in read.each[group[i]].fills))
        first = members[0]
        here = min(read.each[group[first]].fills)
        said = [read.said(example, here, odd) for odd in found.odd[first]]
        variants.append(Variant(places, tuple(sorted(said, key=lambda one: not one.negation))))
    return tuple(sorted(variants, key=lambda v: (bool(v.differs), -len(v.places), v.places)))


def _blanks(group: Sequence[int], found: Consensus, read: Wordings, example: Place) -> Iterator[Blank]:
    each = [read.each[i] for i in group]
    fills = [Counter(one.fills.values()) for one in each]
    for slot in slots([one.words for one in each], found.edits, found.middle, fills):
        if len(slot.values) > 1:
            before = read.quote(example, range(max(0, slot.at - _BEFORE), slot.at), around=0)
            yield Blank(before, tuple((slot.printed[value], count) for value, count in slot.values))
    for blank in found.blanks:
        before = read.quote(example, range(max(0, blank.start - _BEFORE), blank.start), around=0)
        values = Counter[str]()
        for one, edits in zip(each, found.edits, strict=True):
            words = read.quote(min(one.fills), moved(blank, edits), around=0)
            values[words] += len(one.agreements)
        yield Blank(before, tuple(sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))))


def _rules(places: Sequence[Place], read: Wordings) -> tuple[tuple[str, int], ...]:
    """Rules that fire on these clauses, with the number of agreements."""
    counts = Counter[str]()
    seen: dict[int, set[int]] = defaultdict(set)
    for place in places:
        seen[place.agreement].add(place.clause)
    for agreement, clauses in seen.items():
        fired = read.agreements[agreement].fired
        counts.update({each.rule for each in fired if each.clause in clauses})
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
