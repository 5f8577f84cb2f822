"""Asking → what its reader sees: the points with their proof, and what the score is if they agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from clausecheck.model import Asking, Change, Report, Score
from clausecheck.report.digest import nothing, trigger
from clausecheck.report.inert import inert
from clausecheck.report.letter import cited, question, strikes, wording
from clausecheck.report.lines import Lines
from clausecheck.report.look import ADVICE
from clausecheck.report.options import Options
from clausecheck.report.reading import notices, place

_MILESTONES: Final = (1, 3)  # points after which the score is told, beside the last
_TITLES: Final = 12  # changes that are named, of those that reach the goal
_MANY: Final = 14  # changes; more are a new contract


def screen(report: Report, asking: Asking, options: Options, *, sources: bool = False) -> str:
    """All of it as text for a terminal."""
    return "\n".join(_Page(report, asking, options).lines(sources)) + "\n"


class _Page(Lines):
    def __init__(self, report: Report, asking: Asking, options: Options) -> None:
        super().__init__(options)
        self.report, self.asking = report, asking

    def lines(self, sources: bool) -> Iterator[str]:
        yield ""
        yield from self.titled(" ", inert(self.report.path), "")
        yield from self.prose(f"{_verdict(self.report.score)}: risk to you if you sign as written")
        for words in notices(self.report.reading):
            yield from self.prose(f"! {words}")
        yield ""
        if not self.asking.points:
            yield from self.prose(f"There is nothing to ask. {nothing(self.report)}")
        else:
            yield from self.points(sources)
            yield from self.outlook()
            yield from self.goal()
            yield from self.steps()
        yield from self.prose(ADVICE, dim=True)

    # ------------------------------------------------------------ what to ask

    def points(self, sources: bool) -> Iterator[str]:
        count, possible = len(self.asking.points), self.asking.possible
        of = f" of {possible}" if possible > count else ""
        yield from self.titled(" ", "What to ask", f"{_number(count, of)}, what brings most first")
        yield ""
        for number, change in enumerate(self.asking.points, 1):
            yield from self.point(number, change, sources)
            yield ""

    def point(self, number: int, change: Change, sources: bool) -> Iterator[str]:
        first = change.places[0]
        more = len(change.places) - 1
        at = (
            "not in the agreement" if change.rule.absent else place(trigger(first), first.clause, self.report)
        )
        at = inert(f"{at}{f' and {more} more' if more and not change.rule.absent else ''}")
        title = inert(change.rule.title)
        yield from self.titled(f" {number:>2}  ", title, at)
        if not change.rule.absent and (proof := trigger(first)):
            yield from self.labelled("Says", self.quote(proof))
        yield from self.labelled("Ask", f"“{question(change)}”")
        if strikes(change):
            yield from self.labelled("Write", "strike out these words")
        elif words := wording(change):
            yield from self.labelled("Write", f"“{words}”")
        falls = self.asking.steps[number - 1].falls
        if falls:
            yield from self.labelled("Ends", f"also: {inert('; '.join(rule.title for rule in falls))}")
        if sources:
            for reference in change.rule.references:
                yield from self.labelled("Source", inert(cited(reference)))

    # ------------------------------------------------------------ what it brings

    def outlook(self) -> Iterator[str]:
        yield f" {self.bold('If they agree')}"
        before, steps = self.report.score, self.asking.steps
        for step in steps:
            if step.points in _MILESTONES or step.points == len(steps):
                yield from self.hanging(f"{_first(step.points, len(steps)):<16}", _change(before, step.score))
        if before.reason and before.grade is None:
            yield from self.prose(f"No letter: {inert(before.reason)}.")
        yield ""

    def goal(self) -> Iterator[str]:
        goal, least, before = self.asking.goal, self.asking.smallest, self.report.score.grade
        if before is None:
            return
        if before <= goal:
            said = f"It is {before} as it stands."
        elif least is None:
            said = f"No set of these changes reaches {goal}: what is known and settled counts, too."
        else:
            said = _to_goal(goal, least.changes, self.asking.points, least.exact)
        yield from self.prose(said)
        yield from self.prose(
            "Figured from this report, as if each change were made in words that bring nothing new: check "
            "the changed paper again.",
            dim=True,
        )
        yield ""

    def steps(self) -> Iterator[str]:
        """What can be done next, with commands that exist."""
        yield from self.prose("the message to send: --format text   in a file: -o message.txt")
        if len(self.asking.points) < self.asking.possible:
            more = min(self.asking.possible, len(self.asking.points) + 7)
            own = self.asking.points[-1].rule.id
            yield from self.prose(f"more points: --top {more}   a choice of yours: --if {own}")


def _number(count: int, of: str) -> str:
    return f"{count}{of} point{'s' if count > 1 or of else ''}"


def _first(count: int, all_: int) -> str:
    if count == all_:
        return "to all of it" if all_ > 1 else "to it"
    return "to the first" if count == 1 else f"to the first {count}"


def _verdict(score: Score) -> str:
    risk = "no figure" if score.risk is None else f"{int(score.risk)} of 100"
    letter = f"Grade {score.grade}" if score.grade else "No grade"
    return f"{letter} · {risk}{', so far' if score.provisional else ''}"


def _change(before: Score, then: Score) -> str:
    """``"97 → 71, grade E → D"``; a floor that holds the letter is named."""
    risk = "" if before.risk is None or then.risk is None else f"{int(before.risk)} → {int(then.risk)}"
    if before.grade is None:
        return risk
    if then.grade is None:
        letter = f"no letter: {then.reason}"
    else:
        letter = f"still {then.grade}" if then.grade == before.grade else f"{before.grade} → {then.grade}"
    held = f" (no better: {then.floor.because})" if then.floor else ""
    return inert(f"{risk}, grade {letter}{held}")


def _to_goal(goal: str, needed: Sequence[Change], points: Sequence[Change], exact: bool) -> str:
    sure = "fewer do not reach it" if exact else "the smallest set that was found"
    asked = {change.rule.id for change in points}
    rest = [change for change in needed if change.rule.id not in asked]
    many = (
        " That is more a new contract than a change: you can also ask for another one."
        if len(needed) > _MANY
        else ""
    )
    count = f"{len(needed)} change{'s' if len(needed) > 1 else ''}"
    if not rest:
        return f"To reach {goal} it takes {count}, all of them above ({sure})."
    both = len(needed) - len(rest)
    shown = "; ".join(inert(change.rule.title) for change in rest[:_TITLES])
    more = f"; and {len(rest) - _TITLES} more" if len(rest) > _TITLES else ""
    first = f"{both} of those above, and: " if both else ""
    return f"To reach {goal} it takes {count} ({sure}): {first}{shown}{more}.{many}"
