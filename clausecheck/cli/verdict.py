"""Outcomes → exit code, and which findings count for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from clausecheck.errors import EXIT_FINDINGS, EXIT_OK, EXIT_UNREAD, UsageError, nearest
from clausecheck.model import Analyzed, Confidence, Failed, Finding, Outcome, Report, RulePack, Severity
from clausecheck.report.inert import inert


def names(given: Sequence[str], packs: Sequence[RulePack], where: str = "") -> tuple[str, ...]:
    """Rules, categories and packs: repeated, or with commas. ``where`` they were set, if nobody typed them.

    Raises:
        UsageError: nothing is called so; a typo must not make every check pass.
    """
    rules = [rule for pack in packs for rule in pack.rules]
    known = {pack.id for pack in packs} | {rule.id for rule in rules} | {rule.category for rule in rules}
    found = tuple(name.strip() for text in given for name in text.split(",") if name.strip())
    for name in found:
        if name not in known:
            hint = nearest(name, known) or "`clausecheck rules list` shows all rules"
            raise UsageError(f"no rule, category or pack is called '{name}'", hint, where)
    return found


def chooser(
    select: Sequence[str], ignore: Sequence[str], min_confidence: str
) -> Callable[[Outcome], Outcome]:
    """Keeps the findings that were asked for. The score stays that of the whole document."""
    least = Confidence[min_confidence.upper()]

    def named(finding: Finding, wanted: Sequence[str]) -> bool:
        return any(name in (finding.rule.id, finding.rule.category, finding.rule.pack) for name in wanted)

    def wanted(finding: Finding) -> bool:
        chosen = not select or named(finding, select)
        return chosen and not named(finding, ignore) and finding.confidence >= least

    def choose(outcome: Outcome) -> Outcome:
        if isinstance(outcome, Failed):
            return outcome
        kept = tuple(finding for finding in outcome.report.findings if wanted(finding))
        return outcome._replace(report=outcome.report._replace(findings=kept))

    return choose


def exit_code(
    outcomes: Sequence[Outcome], fail_on: str, max_score: float | None, max_missing: int | None = None
) -> int:
    """4 where anything could not be read, else 1 for what is above a limit, else 0.

    The score is that without what is waived; missing protections are counted for each document.
    """
    if any(not isinstance(outcome, Analyzed) for outcome in outcomes):
        return EXIT_UNREAD
    reports = [outcome.report for outcome in outcomes if isinstance(outcome, Analyzed)]
    if any(limits(outcomes, max_score, max_missing)):
        return EXIT_FINDINGS
    if fail_on == "never":
        return EXIT_OK
    least = Severity[fail_on.upper()]
    active = (f for r in reports for f in r.findings if f.state == "active")
    return EXIT_FINDINGS if any(f.severity >= least for f in active) else EXIT_OK


def limits(outcomes: Sequence[Outcome], max_score: float | None, max_missing: int | None) -> Iterator[str]:
    """In words, each limit that a document is above."""
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            continue
        score = outcome.report.score
        risk = score.risk if score.waived is None else score.waived
        if max_score is not None and (risk or 0) > max_score:
            yield f"{inert(outcome.path)}: a score of {risk} is above --max-score {max_score:g}"
        missing = _missing(outcome.report)
        if max_missing is not None and missing > max_missing:
            limit = f"--max-missing {max_missing}"
            yield f"{inert(outcome.path)}: {missing} missing protections are above {limit}"


def _missing(report: Report) -> int:
    return len({f.rule.id for f in report.findings if f.state == "active" and f.rule.absent})
