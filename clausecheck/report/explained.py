"""Why → what its reader sees of one rule in one document: plain words first, the patterns after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from clausecheck.model import (
    Clue,
    Denial,
    Evidence,
    Finding,
    LawCheck,
    Pattern,
    Report,
    Rule,
    Spot,
    Trial,
    Why,
)
from clausecheck.report.digest import STATES
from clausecheck.report.inert import inert
from clausecheck.report.lines import Lines
from clausecheck.report.look import ADVICE, WHY_NOT
from clausecheck.report.options import Options
from clausecheck.report.reading import notices, number, place

Describe = Callable[[Pattern], Iterable[str]]  # a pattern in words

_WHO: Final = {
    "us": "you",
    "them": "the other side",
    "both": "both sides alike",
    "other": "somebody else",
    "unknown": "nobody that the words name",
}
_ROLE: Final = {"definition": "Defined", "grant": "Given", "limit": "Limit", "lead-in": "List"}
_SAID: Final = ('the words "', "it is you who gives", "it is they who promise")  # said in lines of their own
_SHOWN: Final = 5  # places of each kind
_PATTERN: Final = 3  # lines of a pattern


def screen(report: Report, options: Options, describe: Describe) -> str:
    """All about the rule as text for a terminal. Raises ValueError where the report tells about none."""
    if report.why is None:
        raise ValueError("the report tells about no rule")
    return "\n".join(_Page(report, report.why, options).lines(describe)) + "\n"


def law(report: Report, check: str, options: Options) -> str:
    """A law check on this document."""
    found = next((one for one in report.law if one.check == check), None)
    return "\n".join(_Law(options).lines(report, found)) + "\n"


class _Page(Lines):
    label = 9

    def __init__(self, report: Report, why: Why, options: Options) -> None:
        super().__init__(options)
        self.report, self.why, self.rule = report, why, why.rule
        self.findings = [f for f in report.findings if f.rule.id == why.rule.id]

    def lines(self, describe: Describe) -> Iterator[str]:
        yield ""
        yield from self.titled(" ", inert(self.rule.title), "")
        yield from self.prose(f"{self.rule.id} in {inert(self.report.path)}", dim=True)
        for words in notices(self.report.reading):
            yield from self.prose(f"! {inert(words)}")
        yield ""
        yield from self.found() if self.findings else self.silence()
        yield from self.aside()
        yield from self.conditions()
        yield from self.advice(self.trials(None))
        yield from self.technical(describe)
        yield from self.prose(ADVICE, dim=True)

    # ------------------------------------------------------------ where it fired

    def found(self) -> Iterator[str]:
        places = [(f, e) for f in self.findings for e in f.evidence if e.role == "trigger"]
        if (self.why.clues and not self.rule.undefined) or not places:
            yield from self.prose(f"It fired: {'; '.join(map(inert, self.findings[0].because))}.")
            yield from self.prose(_weight(self.findings[0]), dim=True)
            yield ""
            return
        spots = {spot.evidence.parts[0].start: i for i, spot in enumerate(self.why.spots)}
        for count, (finding, proof) in enumerate(places[:_SHOWN], 1):
            at = inert(place(proof, proof.clause or finding.clause, self.report))
            yield from self.titled(f" {count:>2}  ", f"Found{' in ' if at else ''}{at}", _weight(finding))
            index = spots.get(proof.parts[0].start)
            yield from self.labelled("Says", self.quote(proof, 4))
            yield from self.reasons(finding, proof)
            if index is not None:
                yield from self.spot(self.why.spots[index])
                yield from self.advice(self.trials(index))
            yield ""
        if len(places) > _SHOWN:
            yield from self.prose(f"and in {number(len(places) - _SHOWN, 'more place')}")
            yield ""

    def reasons(self, finding: Finding, proof: Evidence) -> Iterator[str]:
        """What fired, what changed it, and the definitions that it came through."""
        rest = [words for words in finding.because if not words.startswith(_SAID)]
        if rest:
            yield from self.labelled("Because", inert("; ".join(rest)))
        for other in finding.evidence:
            if other.role != "trigger":
                at = place(other, other.clause, self.report)
                yield from self.labelled(
                    _ROLE.get(other.role, "Beside"), f"{inert(at)}: {self.quote(other, 2)}"
                )
        if finding.mitigation:
            yield from self.labelled("Softened", f"a promise elsewhere takes off {finding.mitigation:.0%}")

    def spot(self, spot: Spot) -> Iterator[str]:
        if spot.actor:
            acts = f": “{inert(spot.acts)}”" if spot.acts else ""
            who = "Who gives" if self.rule.direction.actor == "us" else "Who acts"
            yield from self.labelled(who, f"{_WHO.get(spot.actor, spot.actor)}{acts}")
        for denial in spot.denials[:_SHOWN]:
            yield from self.labelled("Denial", _denied(denial, self.rule))
        if not spot.denials:
            yield from self.labelled("Denial", "there is none in the sentence")
        if spot.guards:
            near = "; ".join(f"“{inert(words)}”" for words in spot.near)
            close = f" (close, but not in the same phrase: {near})" if near else ""
            yield from self.labelled(
                "Guards", f"{number(spot.guards, 'guard')} tried, none takes it back{close}"
            )

    # ------------------------------------------------------------ where it did not

    def silence(self) -> Iterator[str]:
        fates = [spot.fate for spot in self.why.spots]
        if "partly" in fates:
            said = "It did not fire. Of what it asks for, only a part stands here:"
        elif fates:
            said = "It did not fire: its words stand here, and each was taken back."
        elif self.why.clues:
            said = "It did not fire: not all that it asks for holds."
        elif self.rule.match:
            said = "It did not fire: its words do not stand in this document."
        else:
            said = "It did not fire: what it looks for is not there."
        yield from self.prose(said)
        yield ""

    def aside(self) -> Iterator[str]:
        """The places that do not count, with the words that took each back."""
        rest = [spot for spot in self.why.spots if spot.fate != "found"]
        if rest and self.findings:
            yield from self.titled(" ", "Found, and not held against the agreement", "")
        for spot in rest[:_SHOWN]:
            at = inert(place(spot.evidence, spot.clause, self.report))
            yield from self.titled("  ·  ", at or "somewhere", "")
            yield from self.labelled("Says", self.quote(spot.evidence, 3))
            if why := _fate(spot):
                yield from self.labelled("But", why)
        if len(rest) > _SHOWN:
            yield from self.prose(f"and {len(rest) - _SHOWN} more")
        if rest:
            yield ""

    # ------------------------------------------------------------ what it asks of the whole

    def conditions(self) -> Iterator[str]:
        if not self.why.clues:
            return
        yield f" {self.bold('What it asks for')}"
        for clue in self.why.clues:
            yield from self.clue(clue)
        yield ""

    def clue(self, clue: Clue) -> Iterator[str]:
        mark = STATES["met" if clue.met else "not met"]
        yield from self.hanging(f"{'  ' * clue.depth}{mark} ", inert(clue.text))
        for proof in clue.evidence[:2]:
            at = inert(place(proof, proof.clause, self.report))
            yield from self.hanging(f"{'  ' * clue.depth}    ", f"{at}: {self.quote(proof, 1)}")

    # ------------------------------------------------------------ what would make it go

    def trials(self, place: int | None) -> list[Trial]:
        return [trial for trial in self.why.trials if trial.place == place]

    def advice(self, trials: Sequence[Trial]) -> Iterator[str]:
        if not trials:
            return
        goes = [trial for trial in trials if trial.gone]
        for i, trial in enumerate(goes):
            yield from self.labelled("Goes" if i == 0 else "", _tried(trial))
        for trial in trials:
            if not trial.gone and "suggested" in trial.what:
                yield from self.labelled("Stays", _tried(trial))
        if not goes:
            yield from self.labelled("Goes", "with none of the changes that were tried")
        if trials[0].place is None:
            yield ""

    def technical(self, describe: Describe) -> Iterator[str]:
        branches = dict.fromkeys(branch for spot in self.why.spots for branch in spot.branches)
        if not branches:
            return
        yield from self.prose("The patterns that matched:", dim=True)
        cut = False
        for branch in list(branches)[:_SHOWN]:
            lines = [part for line in describe(branch) for part in self.parts(inert(line), 5)]
            yield from (f"   {self.dim(line)}" for line in lines[:_PATTERN])
            cut = cut or len(lines) > _PATTERN
        if cut:
            yield from self.prose(f"… and more: clausecheck rules show {self.rule.id}", dim=True)
        yield ""


class _Law(Lines):
    label = 9

    def lines(self, report: Report, check: LawCheck | None) -> Iterator[str]:
        yield ""
        if check is None:
            yield from self.prose(
                f"This check is not about {inert(report.path)}: what it is for does not stand there."
            )
        else:
            yield from self.titled(" ", inert(check.title), "")
            yield from self.prose(f"{check.check} in {inert(report.path)}: {check.state}", dim=True)
            yield ""
            for condition in check.conditions:
                yield from self.hanging(f"{STATES[condition.state]} ", inert(condition.text))
                for proof in condition.evidence:
                    at = inert(place(proof, proof.clause, report))
                    yield from self.hanging("    ", f"{at}: {self.quote(proof, 2)}")
                if condition.ask:
                    asked = condition.ask
                    yield from self.hanging(
                        "    ", f"{inert(asked.text)} Answer: --answer {asked.id}=yes or no"
                    )
            yield ""
            yield from self.prose(inert(check.means))
        yield from self.prose(ADVICE, dim=True)


def _weight(finding: Finding) -> str:
    return f"{finding.severity.label}, confidence {finding.confidence.label}"


def _denied(denial: Denial, rule: Rule) -> str:
    cue, reach = f"“{inert(denial.cue)}”", f"“{inert(denial.reach)}”" if denial.reach else "nothing"
    if denial.where == "is part of it":
        return f"{cue} is part of the words themselves"
    if denial.where == "reaches it":
        counts = {"ignore": "the rule counts it all the same", "only": "that is what the rule looks for"}
        return f"{cue} reaches these words; {counts.get(rule.negation, 'something else in them stands')}"
    return f"{cue} {denial.where} these words: it reaches {reach}"


def _fate(spot: Spot) -> str:
    """Why a place does not count."""
    if spot.fate == "partly":
        return "the rest of what the rule asks for does not stand close enough, or not at all"
    if spot.fate == "outside":
        return "no promise holds these words, and the rule is about promises"
    if spot.fate == "found":
        return ""
    reach = next((d.reach for d in spot.denials if d.where == "reaches it"), "")
    reaches = f", which reaches “{inert(reach)}”" if reach and spot.fate == "negated" else ""
    return f"{WHY_NOT[spot.fate]} “{inert(spot.cue)}”{reaches}"


def _tried(trial: Trial) -> str:
    return f"{trial.what}{f': “{inert(trial.words)}”' if trial.words else ''}"
