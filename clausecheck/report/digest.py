"""Report → what a person is told first: one topic a rule, what is given away, what is not in there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from clausecheck.model import (
    Evidence,
    Finding,
    LawCheck,
    NotAssessed,
    Reference,
    Report,
    Rule,
    Severity,
)
from clausecheck.report.options import Options

_CHECKS = 2  # law checks on the first screen
STATES: Final = {"met": "✓", "not met": "✗", "unknown": "?"}
Kind: TypeAlias = Literal["clause", "together", "absent", "undefined"]

# The slots of a rule's ``gives``, in the order in which they are read, with the words in front of each.
SLOTS: Final = (
    ("what", "You give"),
    ("how long", "for how long"),
    ("where", "where"),
    ("to whom", "to whom"),
    ("for what", "for what"),
    ("pay", "and you get"),
)


class Topic(NamedTuple):
    """One rule with all the places where it holds, the worst first, and the points it adds."""

    rule: Rule
    findings: tuple[Finding, ...]
    points: float

    @property
    def severity(self) -> Severity:
        """That of the worst place."""
        return self.findings[0].severity

    @property
    def places(self) -> int:
        """In how many places it holds."""
        return sum(max(1, sum(e.role == "trigger" for e in f.evidence)) for f in self.findings)

    @property
    def kind(self) -> Kind:
        """What the topic is about: words in a clause, or the whole document."""
        if self.rule.undefined:
            return "undefined"
        return (
            "together"
            if self.rule.category == "combo"
            else ("absent" if self.rule.category == "missing" else "clause")
        )


def topics(report: Report, options: Options) -> tuple[Topic, ...]:
    """The findings that are shown, by rule, in the order of the report: worst first."""
    places: dict[str, list[Finding]] = {}
    for finding in active(report):
        if options.shows(finding):
            places.setdefault(finding.rule.id, []).append(finding)
    points = {line.rule: line.points for line in report.score.lines}
    return tuple(Topic(f[0].rule, tuple(f), points.get(rule, 0.0)) for rule, f in places.items())


def active(report: Report) -> tuple[Finding, ...]:
    """The findings that are neither waived nor in a baseline."""
    return tuple(f for f in report.findings if f.state == "active")


def gives(report: Report) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Label → what the findings say of it, each text once, worst first; labels without any are left out."""
    said: dict[str, list[str]] = {slot: [] for slot, _ in SLOTS}
    for finding in active(report):
        for slot, words in finding.rule.gives.items():
            if slot in said and words not in said[slot]:
                said[slot].append(words)
    if said["to whom"]:
        named = [party.name for party in report.parties if party.side == "them"]
        said["to whom"] = [*named, *said["to whom"]]
    return tuple((label, tuple(said[slot])) for slot, label in SLOTS if said[slot])


def settled(report: Report) -> str:
    """``"18 findings are settled, 5 critical · 13 low: waived or in the baseline"``; empty for none."""
    found = [finding for finding in report.findings if finding.state != "active"]
    if not found:
        return ""
    are = "finding is" if len(found) == 1 else "findings are"
    return f"{len(found)} {are} settled, {counts(found)}: waived or in the baseline"


def nothing(report: Report) -> str:
    """What is to be said where no finding is left to show."""
    if report.language != "en":
        return "Not judged: it does not read like English."
    if words := settled(report):
        return f"Nothing new: {words}."
    return "Nothing on our list matched. That is not a promise that it is safe."


def counts(findings: Iterable[Finding]) -> str:
    """``"3 critical · 1 low"``, over rules: a rule that holds in ten clauses is one risk."""
    worst: dict[str, Severity] = {}
    for finding in findings:
        worst[finding.rule.id] = max(finding.severity, worst.get(finding.rule.id, finding.severity))
    number = Counter(worst.values())
    return " · ".join(f"{number[s]} {s.label}" for s in sorted(number, reverse=True))


def trigger(finding: Finding) -> Evidence | None:
    """The words that the finding is about."""
    return next((e for e in finding.evidence if e.role == "trigger"), next(iter(finding.evidence), None))


def silent(shown: Iterable[Topic]) -> tuple[str, ...]:
    """What is not in the contract, as a list of things: "No end date" → "end date"."""
    return tuple(t.rule.title.removeprefix("No ") for t in shown if t.kind == "absent")


def law(report: Report, full: bool) -> tuple[str, ...]:
    """A line for each check, its conditions where all is shown, and the questions that would settle more.

    Checks with the same conditions in the same state are one line, for the places that they come from.
    """
    alike: dict[tuple[object, ...], list[LawCheck]] = {}
    for check in report.law:
        alike.setdefault(tuple((c.text, c.state) for c in check.conditions), []).append(check)
    groups = list(alike.values())
    asked = {c.ask.id: c.ask.text for check in report.law for c in check.conditions if c.ask}
    lines = [line for checks in groups[: None if full else _CHECKS] for line in _checked(checks, full)]
    if full:
        return (*lines, *(f"{text} Answer: --answer {name}=yes or {name}=no" for name, text in asked.items()))
    left = [_counted(len(groups) - _CHECKS, "more check")] if len(groups) > _CHECKS else []
    left += [_counted(len(asked), "question") + " for you"] if asked else []
    return (*lines, f"{' and '.join(left)}: --format full") if left else tuple(lines)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _checked(checks: Sequence[LawCheck], full: bool) -> Iterator[str]:
    first = checks[0]
    places = ", ".join(check.reference.jurisdiction for check in checks if check.reference.jurisdiction)
    title = first.title.partition(": ")[2] or first.title
    states = Counter(condition.state for condition in first.conditions)
    unknown = f", {states['unknown']} not known" if states["unknown"] else ""
    head = f"{title[:1].upper()}{title[1:]}{f' ({places})' if places else ''}"
    yield f"{head}: {states['met']} of {len(first.conditions)} met{unknown}"
    if full:
        yield from (f"{STATES[condition.state]} {condition.text}" for condition in first.conditions)
        yield from (f"→ {check.means} {_cited(check.reference)}" for check in checks)


def _cited(reference: Reference) -> str:
    section = f", {reference.section}" if reference.section else ""
    return f"({reference.title}{section}, as of {reference.as_of})"


def quotes(topic: Topic) -> tuple[str, ...]:
    """The words that the topic was found by, each once."""
    found = (evidence.quote for f in topic.findings if (evidence := trigger(f)) is not None)
    return tuple({quote.casefold(): quote for quote in found}.values())


def unjudged(skipped: Iterable[NotAssessed]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Reason → the rules that could not be judged for it, in order."""
    rules: dict[str, list[str]] = {}
    for one in skipped:
        rules.setdefault(one.reason, []).append(one.rule)
    return tuple((reason, tuple(ids)) for reason, ids in rules.items())
