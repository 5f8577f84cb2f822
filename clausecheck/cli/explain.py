"""``clausecheck explain RULE --in FILE``: why a rule fired in a document, or did not."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from clausecheck.cli.clauses import ListFormat
from clausecheck.cli.locked import known, opened

if TYPE_CHECKING:
    from clausecheck.model import Outcome, Pattern, RulePack, Source


def explain_in(
    rule: str,
    path: str,
    side: str,
    packs: tuple[RulePack, ...],
    format: ListFormat,
    passwords: Sequence[str],
) -> None:
    """Print all about one rule, or law check, in one document."""
    from clausecheck.batch.worker import Worker
    from clausecheck.cli.inputs import one
    from clausecheck.cli.output import options
    from clausecheck.cli.progress import patience
    from clausecheck.errors import EXIT_OK, EXIT_UNREAD, ReadError
    from clausecheck.model import Analyzed, Failed
    from clausecheck.report import explained, explanation

    def work(files: list[Source]) -> list[Outcome]:
        with Worker(_judge, files[0], packs, rule, side, path=path) as worker, patience(path):
            return [worker.result()]

    (outcome,) = opened([one(path, known(passwords))], work)
    if isinstance(outcome, Failed):
        raise ReadError(outcome.problem.code, outcome.problem.message, outcome.problem.hint, path)
    report, choices = outcome.report, options(packs, {})
    law = any(check.id == rule for pack in packs for check in pack.laws)
    if report.why is None and not law:
        raise ReadError("not-judged", report.score.reason or "no rule was run on it", "", path)
    if format is ListFormat.json:
        sys.stdout.write(explanation.render(report, rule, choices))
    elif law:
        sys.stdout.write(explained.law(report, rule, choices))
    else:
        sys.stdout.write(explained.screen(report, choices, _described))
    raise typer.Exit(EXIT_OK if isinstance(outcome, Analyzed) else EXIT_UNREAD)


def _described(pattern: Pattern) -> list[str]:
    from clausecheck.rulepack.shown import described

    return list(described(pattern))


def _judge(source: Source, packs: tuple[RulePack, ...], rule: str, side: str) -> Outcome:
    from clausecheck.compare.explain import explained

    return explained(source, packs, rule, side)
