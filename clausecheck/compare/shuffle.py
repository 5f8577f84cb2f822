"""Groups of sentences → how many clauses changed their place or number and kept their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from clausecheck.compare.align import Group, longest_rising
from clausecheck.model import Shuffle, Wording


def shuffle(
    groups: Sequence[Group], clauses: Mapping[int, int], old: Sequence[Wording], new: Sequence[Wording]
) -> Shuffle:
    """Counts of clauses that are there in both drafts. ``clauses``: old index → new index."""
    before = {each.clause: each.number for each in old}
    after = {each.clause: each.number for each in new}
    pairs = sorted(clauses.items())
    renumbered = sum(bool(before[i]) and bool(after[j]) and before[i] != after[j] for i, j in pairs)
    kept = [(i, j) for i, j in pairs if before[i] or after[j]]
    targets, sources = dict[int, set[int]](), dict[int, set[int]]()
    for group in groups:
        if group.same and not any(new[j].title for j in group.new):
            for i in group.old:
                for j in group.new:
                    targets.setdefault(old[i].clause, set()).add(new[j].clause)
                    sources.setdefault(new[j].clause, set()).add(old[i].clause)
    return Shuffle(
        renumbered=renumbered,
        moved=len(kept) - longest_rising([j for _, j in kept]),
        split=sum(_several(found, after) for i, found in targets.items() if before[i]),
        merged=sum(_several(found, before) for j, found in sources.items() if after[j]),
    )


def _several(clauses: Set[int], numbers: Mapping[int, str | None]) -> bool:
    """Whether they are several, by their numbers: a paragraph without one is a matter of layout."""
    return len({numbers[clause] for clause in clauses} - {None}) > 1
