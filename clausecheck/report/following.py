"""Reports → what can be done next, with commands that exist."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence

from clausecheck.model import Report
from clausecheck.report.digest import topics
from clausecheck.report.options import Options


def following(reports: Sequence[Report], options: Options, width: int) -> Iterator[str]:
    """A line for each step; a command that is too long for ``width`` columns names no file."""
    worst = next((t.rule.id for r in reports for t in topics(r, options) if t.kind == "clause"), None)
    if worst is None:
        return
    more = [] if options.full else ["all, with every place: --format full"]
    more += [] if options.explain_score else ["the points: --explain-score"]
    if more:
        yield "   ".join(more)
    path = single(reports[0]) if len(reports) == 1 else None
    if path is None:
        yield f"one risk, and the law on it: clausecheck explain {worst}"
        return
    ask, why = "what to send them: clausecheck ask ", f"why it was found: clausecheck explain {worst} --in "
    flags = read_so(options.settings)
    for words in (ask, why):
        yield f"{words}{path if len(words) + len(path) + len(flags) <= width else 'FILE'}{flags}"


def read_so(settings: Mapping[str, object]) -> str:
    """The flags without which another command would read the paper by other rules, or for another side."""
    packs, side = settings.get("pack"), str(settings.get("as", "us"))
    named = [str(pack) for pack in packs] if isinstance(packs, list | tuple) else []
    flags = [f"--pack {shlex.quote(pack)}" for pack in named] if named != ["performer"] else []
    flags += [f"--as {shlex.quote(side)}"] if side != "us" and side.isprintable() else []
    return "".join(f" {flag}" for flag in flags)


def single(report: Report) -> str | None:
    """The one file, as a shell takes it; None where there are several, or none that could be read again."""
    if report.reading.files or report.path == "-":
        return None
    return shlex.quote(report.path) if report.path.isprintable() else "FILE"
