"""DraftDiff → Markdown, for pull requests and mails."""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.model import Change, DraftDiff
from clausecheck.report.comparison.said import (
    TITLES,
    effect,
    grade,
    headline,
    place,
    quiet,
    remarks,
    strangers,
    text,
)
from clausecheck.report.excerpt import shortened
from clausecheck.report.look import ADVICE
from clausecheck.report.markdown import plain
from clausecheck.report.options import Options

_QUOTED = 400  # characters of a sentence


def render(found: DraftDiff, options: Options, *, words: bool) -> str:
    """A table for each kind of change. ``words``: what changed is struck out, or bold."""
    return "\n".join(_lines(found, words)) + "\n"


def _lines(found: DraftDiff, words: bool) -> Iterator[str]:
    name = plain(found.new.path) if found.tracked else f"{plain(found.old.path)} → {plain(found.new.path)}"
    yield f"## {name}"
    yield ""
    yield f"**{grade(found.old.score)} → {grade(found.new.score)}.** {headline(found)}"
    yield ""
    for gain, title in TITLES.items():
        changes = found.of(gain)
        if not changes:
            continue
        yield f"### {title}"
        yield ""
        yield (
            "| severity | what | where | before | now |"
            if not words
            else "| severity | what | where | words |"
        )
        yield "|---|---|---|---|---|" if not words else "|---|---|---|---|"
        for change in changes:
            yield f"| {' | '.join(_cells(change, found, words))} |"
        yield ""
    for line in filter(None, (quiet(found), *strangers(found), *remarks(found))):
        yield f"> {plain(line)}"
        yield ""
    yield ADVICE


def _cells(change: Change, found: DraftDiff, words: bool) -> Iterator[str]:
    yield change.severity.label if change.effects else ""
    yield "; ".join(plain(effect(one)) for one in change.effects)
    yield plain(place(change, found))
    if words:
        wrapped = {"same": ("", ""), "old": ("~~", "~~ "), "new": ("**", "** ")}
        yield "".join(
            f"{wrapped[w.kind][0]}{plain(w.text if w.kind == 'same' else w.text.strip())}{wrapped[w.kind][1]}"
            for w in change.words
        )
        return
    for side in (change.old, change.new):
        cut = shortened(text(side), _QUOTED)
        yield f"“{plain(cut)}”" if cut else ""
