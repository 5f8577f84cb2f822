"""Report → what a person is told first: one topic a rule, what is given away, what is not in there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

from clausecheck.model import Evidence, Finding, NotAssessed, Reading, Report, Rule, Severity
from clausecheck.report.options import Options

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


def place(evidence: Evidence | None, clause: str | None, pages: int) -> str:
    """``"2.2 · page 1, line 23"``, as far as it is known; the page only where there are several."""
    where = [clause] if clause else []
    if evidence is not None and evidence.parts:
        part = evidence.parts[0]
        where.append(f"page {part.page}, line {part.line}" if pages > 1 else f"line {part.line}")
    return " · ".join(where)


def quotes(topic: Topic) -> tuple[str, ...]:
    """The words that the topic was found by, each once."""
    found = (evidence.quote for f in topic.findings if (evidence := trigger(f)) is not None)
    return tuple({quote.casefold(): quote for quote in found}.values())


def notices(reading: Reading) -> tuple[str, ...]:
    """What is odd about the reading, with the pages where it is so."""
    pages: dict[str, list[int]] = {}
    for notice in reading.notices:
        pages.setdefault(notice.message, []).extend([notice.page] if notice.page else [])
    return tuple(f"{_pages(on)}{message}" for message, on in pages.items())


def _pages(pages: list[int]) -> str:
    """``"pages 3, 4: "``, empty where there is none."""
    if not pages:
        return ""
    return f"page{'' if len(pages) == 1 else 's'} {', '.join(map(str, pages))}: "


def unjudged(skipped: Iterable[NotAssessed]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Reason → the rules that could not be judged for it, in order."""
    rules: dict[str, list[str]] = {}
    for one in skipped:
        rules.setdefault(one.reason, []).append(one.rule)
    return tuple((reason, tuple(ids)) for reason, ids in rules.items())
