"""References in sentences that kept their words → those that now point to another clause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from clausecheck.compare.align import Group
from clausecheck.model import Effect, Severity, Wording
from clausecheck.words import tokens

# A reference in such a sentence says which clauses hold.
_TURNS = re.compile(
    r"\b(?:apply|applies|bound|binds?|surviv\w+|notwithstanding|subject to|except)\b", re.IGNORECASE
)


class References:
    """Numbers → clauses, in both drafts."""

    def __init__(
        self,
        old: Sequence[Wording],
        new: Sequence[Wording],
        clauses: Mapping[int, int],
        *,
        printed: bool = False,
    ) -> None:
        """``clauses``: old clause → new clause. ``printed``: one may be a print of the other."""
        self._old, self._new, self._clauses = _numbers(old), _numbers(new), clauses
        self._printed = printed

    def effects(self, group: Group, old: Sequence[Wording], new: Sequence[Wording]) -> Iterator[Effect]:
        """Of one group: a reference that names another clause than before; the new number of it is none."""
        was = [(t, old[i]) for i in group.old for t in tokens.targets(old[i].text)]
        now = [(t, new[j]) for j in group.new for t in tokens.targets(new[j].text)]
        if len(was) != len(now):
            return
        for (before, one), (after, other) in zip(was, now, strict=True):
            source, goal = _find(self._old, before, one), _find(self._new, after, other)
            if source is None or goal is None or (self._printed and before == after):
                same = before == after
            else:
                same = self._clauses.get(source, goal) == goal
            if not same:
                says = "It points to another clause"
                grave = bool(other.defines) or _TURNS.search(other.text) is not None
                severity = Severity.HIGH if grave else Severity.LOW
                yield Effect("reference", "unclear", severity, says, before, after)


def _numbers(wordings: Sequence[Wording]) -> dict[str, int]:
    """Number → clause, for numbers that stand once."""
    found = {each.clause: each.number.casefold() for each in wordings if each.number}
    counts = Counter(found.values())
    return {number: clause for clause, number in found.items() if counts[number] == 1}


def _find(numbers: Mapping[str, int], target: str, wording: Wording) -> int | None:
    """The clause of that number: in the annex that the words stand in, else anywhere."""
    low = target.casefold()
    annex, comma, _ = (wording.number or "").casefold().partition(", ")
    if comma and f"{annex}, {low}" in numbers:
        return numbers[f"{annex}, {low}"]
    return numbers.get(low)
