"""Outcomes → outcomes whose settled findings are marked, and what is to be said of the ledger itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from clausecheck import score
from clausecheck.ledger.baseline import Baseline, Entry
from clausecheck.ledger.waivers import Waiver, Waivers
from clausecheck.model import Failed, Outcome, Report


class Settled(NamedTuple):
    """The outcomes, and which entries met nothing."""

    outcomes: tuple[Outcome, ...]
    gone: tuple[Entry, ...]  # of the baseline, in documents that were checked
    unused: tuple[Waiver, ...]
    expired: tuple[Waiver, ...]


def settle(
    outcomes: Sequence[Outcome],
    baseline: Baseline,
    waivers: Waivers,
    today: date,
    name: Callable[[str], str],
    waived_as: Callable[[str], str] | None = None,
) -> Settled:
    """Mark the findings that are waived or known.

    ``name``: a path as the baseline writes it; ``waived_as``: as the waivers do, where that differs.
    """
    gone: list[Entry] = []
    used: set[Waiver] = set()
    marked: list[Outcome] = []
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            marked.append(outcome)
            continue
        path = name(outcome.path)
        own = (waived_as or name)(outcome.path)
        report, left, by = _marked(outcome.report, (path, own), baseline, waivers, today)
        gone += left
        used |= by
        marked.append(outcome._replace(report=report))
    expired = waivers.expired(today)
    unused = tuple(waiver for waiver in waivers.each if waiver not in used and waiver not in expired)
    order = sorted(gone, key=lambda e: (e.path, e.rule, e.sentence))
    return Settled(tuple(marked), tuple(order), unused, expired)


def _marked(
    report: Report, paths: tuple[str, str], baseline: Baseline, waivers: Waivers, today: date
) -> tuple[Report, frozenset[Entry], set[Waiver]]:
    known, left = baseline.known(paths[0], report.findings)
    waived = dict(waivers.waived(paths[1], report.findings, today))
    findings = tuple(
        finding._replace(state="waived", because=(*finding.because, f"waived: {waived[i].reason}"))
        if i in waived
        else finding._replace(state="baselined")
        if i in known
        else finding
        for i, finding in enumerate(report.findings)
    )
    rating = report.score
    if waived:
        after = score.rate(findings, no_grade=rating.reason).risk
        rating = rating._replace(waived=after or 0.0)
    return report._replace(findings=findings, score=rating), left, set(waived.values())
