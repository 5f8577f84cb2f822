"""Offsets of a report → the sentences that they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from clausecheck.compare.align import Group
from clausecheck.model import Evidence, Grant, Report


class Places:
    """Finds the group of sentences that words of one draft stand in."""

    def __init__(self, report: Report, groups: Sequence[Group], new: bool) -> None:
        self._wordings = report.wordings
        self._order = sorted(range(len(report.wordings)), key=lambda i: report.wordings[i].start)
        self._starts = [report.wordings[i].start for i in self._order]
        self._group: Mapping[int, int] = {
            i: number for number, group in enumerate(groups) for i in (group.new if new else group.old)
        }

    def at(self, offset: int) -> int | None:
        """Index of the group; None for words of no sentence: a list of contents."""
        index = self._index(offset)
        return None if index is None else self._group.get(index)

    def _index(self, offset: int) -> int | None:
        found = bisect_right(self._starts, offset) - 1
        return self._order[found] if found >= 0 else None

    def of(self, proof: Evidence) -> int | None:
        """The group that the words begin in."""
        return self.at(proof.parts[0].start) if proof.parts else None

    def grant(self, grant: Grant) -> tuple[int, ...]:
        """The groups of its own clause that a grant is read from: not those of definitions that it uses."""
        proofs: Iterable[Evidence] = (*grant.evidence, *(one.evidence for one in grant.stated))
        starts = (proof.parts[0].start for proof in proofs if proof.parts)
        found = (index for index in map(self._index, starts) if index is not None)
        own = (self._group.get(i) for i in found if self._wordings[i].clause == grant.clause)
        return tuple(dict.fromkeys(group for group in own if group is not None))
