"""Report × points that are changed → the score then. Arithmetic on the report: nothing is read again.

A change is what one wording puts right: a clause, with the silence that the same words fill ("two years" is
an end date, too). What rests on it goes with it, see ``model.changes``. What a grant reaches, what a promise
takes off and which law checks are met by words stay as they are in the report, so the risk is never stated
lower than a new reading of the changed paper would find it, if the new words bring nothing bad of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausecheck import score
from clausecheck.model import Change, Finding, Law, Report, Score, could_hold


class WhatIf:
    """The changes that one document calls for, and what each set of them would bring."""

    def __init__(self, report: Report, laws: Sequence[Law] = ()) -> None:
        """``laws``: those that were checked, so that a check of what is gone is not held against it."""
        self.report = report
        self.balance = score.Balance(report.findings)
        self.changes = self._changes()
        self._applies = {law.id: law.applies for law in laws}

    def without(self, changes: Iterable[Change]) -> Score:
        """The score when these are changed."""
        gone = self.gone(changes)
        was = self.report.score
        there = {finding.rule.id for finding in self.report.findings} - gone
        met = frozenset(
            check.check
            for check in self.report.law
            if check.state == "met"
            and (check.check not in self._applies or could_hold(self._applies[check.check], there, (), {}))
        )
        then = score.rate(
            [finding for finding in self.report.findings if finding.rule.id not in gone],
            no_grade=was.reason if was.grade is None else None,
            provisional=was.provisional,
            law=met,
        )
        return self._unread(then)

    def gone(self, changes: Iterable[Change]) -> frozenset[str]:
        """The rules that do not hold any more when these are changed."""
        return self.balance.gone(*(rule for change in changes for rule in change.rules))

    def wide(self) -> frozenset[str]:
        """The rules that alone keep a good letter away: critical, and nothing narrows what is given."""
        return frozenset(
            finding.rule.id
            for finding in self.report.findings
            if finding.state != "waived" and score.floors(finding)
        )

    def of(self, rule: str) -> Change | None:
        """The change that puts a rule right."""
        return next((change for change in self.changes if rule in change.rules), None)

    def _unread(self, then: Score) -> Score:
        """No good letter for a deal of which a file was not read, as in the report."""
        reading = self.report.reading
        if then.grade in ("A", "B") and reading.files and reading.pages_unread:
            return then._replace(grade=None, reason="a part of the deal was not read, and may hold risk")
        return then

    def _changes(self) -> tuple[Change, ...]:
        """In the order of the report: worst first. What compounds is asked for where nothing else ends it."""
        found: dict[str, list[Finding]] = {}
        for finding in self.report.findings:
            if finding.state == "active":
                found.setdefault(finding.rule.id, []).append(finding)
        brought = {score.silence(rule) for rule in found}
        asked = [rule for rule in found if rule not in brought and not _compounds(found[rule][0])]
        gone = self.balance.gone(*asked)
        asked += [rule for rule in found if rule not in gone and rule not in asked]
        return tuple(_change(rule, found) for rule in asked)


def _change(rule: str, found: dict[str, list[Finding]]) -> Change:
    beside = score.silence(rule)
    rules = (rule, beside) if beside in found else (rule,)
    return Change(found[rule][0].rule, rules, tuple(f for one in rules for f in found[one]))


def _compounds(finding: Finding) -> bool:
    return finding.rule.category == "combo"
