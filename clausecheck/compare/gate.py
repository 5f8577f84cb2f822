"""``gained:high,figures`` → does a comparison go over the limits that a run was given?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from clausecheck.errors import UsageError, nearest
from clausecheck.model import Change, DraftDiff, Effect, Severity

WHAT: Final = ("gained", "lost", "unclear", "new", "figures", "any", "never")
_GRADED: Final = ("gained", "lost", "unclear", "new")
_HINT: Final = "for example gained:high, lost, new:medium, figures, any or never"


class Limit(NamedTuple):
    """One thing that fails a run, from a severity on."""

    what: str
    least: Severity

    def holds(self, found: DraftDiff) -> bool:
        """Whether the comparison has such a thing."""
        return any(self._meets(change) for change in found.changes)

    def _meets(self, change: Change) -> bool:
        if self.what in ("any", "never"):
            return self.what == "any"
        return any(self._counts(effect) and effect.severity >= self.least for effect in change.effects)

    def _counts(self, effect: Effect) -> bool:
        match self.what:
            case "new":
                return effect.kind == "finding" and effect.gain == "gained"
            case "figures":
                return effect.kind in ("figure", "pay")
            case _:
                return effect.gain == self.what


def limits(given: Sequence[str], where: str = "") -> tuple[Limit, ...]:
    """``["gained:high,figures"]`` → limits; with commas, or repeated.

    Raises:
        UsageError: one is not known.
    """
    words = [word.strip().lower() for text in given for word in text.split(",") if word.strip()]
    return tuple(_limit(word, where) for word in words)


def _limit(word: str, where: str) -> Limit:
    what, colon, grade = word.partition(":")
    if what not in WHAT:
        raise UsageError(f"--fail-on {word!r} is not known", nearest(what, WHAT) or _HINT, where)
    if not colon:
        return Limit(what, Severity.INFO)
    levels = [severity.label for severity in Severity]
    if what not in _GRADED or grade not in levels:
        raise UsageError(f"--fail-on {word!r} is not known", nearest(grade, levels) or _HINT, where)
    return Limit(what, Severity[grade.upper()])
