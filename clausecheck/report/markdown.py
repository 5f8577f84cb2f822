"""Outcomes → Markdown, for pull requests, step summaries and mails: verdicts, and findings as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import Analyzed, Failed, Outcome, Partial
from clausecheck.report.digest import active, counts, gives, nothing, settled, silent, topics, trigger
from clausecheck.report.excerpt import shortened
from clausecheck.report.exchange import sentence
from clausecheck.report.inert import inert
from clausecheck.report.look import ADVICE
from clausecheck.report.options import Options
from clausecheck.report.reading import header, notices, place

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$@:])")
_QUOTED = 300  # characters of a quote


def render(outcomes: Sequence[Outcome], options: Options) -> str:
    """A section a document."""
    return "\n".join(line for outcome in outcomes for line in _section(outcome, options)) + f"\n{ADVICE}\n"


def _section(outcome: Outcome, options: Options) -> Iterator[str]:
    yield f"## {plain(outcome.path)}"
    yield ""
    if isinstance(outcome, Failed):
        problem = outcome.problem
        yield f"**Not read.** {plain(problem.message)}. {plain(problem.hint)}"
        yield ""
        return
    yield from _verdict(outcome)
    if exchange := sentence(outcome.report):
        yield f"**{plain(exchange)}**"
        yield ""
    for label, words in gives(outcome.report):
        yield f"- **{label}** {plain('; '.join(words))}"
    yield ""
    yield from _findings(outcome, options)
    missing = silent(topics(outcome.report, options))
    if missing:
        yield f"**Not in here:** {plain(', '.join(missing))}"
        yield ""
    for notice in notices(outcome.report.reading):
        yield f"> {plain(notice)}"
        yield ""


def _verdict(outcome: Analyzed | Partial) -> Iterator[str]:
    report, score = outcome.report, outcome.report.score
    grade = f"Grade {score.grade}" if score.grade else f"No grade: {plain(score.reason or '')}"
    risk = "" if score.risk is None else f", {score.risk:.1f} of 100"
    yield f"**{grade}{risk}.** {counts(active(report)) or nothing(report)}"
    yield f"{header(report)}{' (provisional)' if score.provisional else ''}."
    if words := settled(report):
        yield f"{words}."
    yield ""


def _findings(outcome: Analyzed | Partial, options: Options) -> Iterator[str]:
    report = outcome.report
    shown = [finding for finding in active(report) if options.shows(finding)]
    if not shown:
        return
    yield "| severity | finding | where | words | ask |"
    yield "|---|---|---|---|---|"
    for finding in shown:
        proof = trigger(finding)
        quote = shortened(proof.quote, _QUOTED) if proof else ""
        cells = (
            finding.severity.label,
            f"{plain(finding.message)} (`{finding.rule.id}`)",
            plain(place(proof, finding.clause, report)),
            f"“{plain(quote)}”" if quote else "",
            plain(finding.rule.ask),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def plain(words: str) -> str:
    """Words that come from outside, as words only: no link, picture, tag, mention or table cell of theirs."""
    return _SPECIAL.sub(_escaped, inert(words))


def _escaped(match: re.Match[str]) -> str:
    return f"&#{ord(match[1])};" if match[1] in "<>&@|" else f"\\{match[1]}"
