"""Offsets of a report → the sentences that they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from clausecheck.compare.align import Group
from clausecheck.model import Evidence, Grant, Report


class Places:
    """Finds the group of sentences that words of one draft stand in."""

    def __init__(self, report: Report, groups: Sequence[Group], new: bool) -> None:
        self._order = sorted(range(len(report.wordings)), key=lambda i: report.wordings[i].start)
        self._starts = [report.wordings[i].start for i in self._order]
        self._group: Mapping[int, int] = {
            i: number for number, group in enumerate(groups) for i in (group.new if new else group.old)
        }

    def at(self, offset: int) -> int | None:
        """Index of the group; None for words of no sentence: a list of contents."""
        found = bisect_right(self._starts, offset) - 1
        return self._group.get(self._order[found]) if found >= 0 else None

    def of(self, proof: Evidence) -> int | None:
        """The group that the words begin in."""
        return self.at(proof.parts[0].start) if proof.parts else None

    def grant(self, grant: Grant) -> tuple[int, ...]:
        """The groups that a grant is read from, that of its own words first."""
        proofs: Iterable[Evidence] = (*grant.evidence, *(one.evidence for one in grant.stated))
        found = (self.of(proof) for proof in proofs)
        return tuple(dict.fromkeys(group for group in found if group is not None))
