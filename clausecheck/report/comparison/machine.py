"""DraftDiff → the machine form, schema ``clausecheck/diff/1``: keys always there, sorted, byte-identical."""

from __future__ import annotations

from typing import Final

from clausecheck.model import Change, DraftDiff, Effect, Report, Wording
from clausecheck.report.comparison.said import headline, quiet, remarks, strangers
from clausecheck.report.json import Object, dumps
from clausecheck.report.options import Options
from clausecheck.report.reading import header

SCHEMA: Final = "clausecheck/diff/1"


def render(found: DraftDiff, options: Options, *, words: bool) -> str:
    """One JSON object. It always holds the words that changed: ``words`` changes nothing."""
    return dumps(
        {
            "schema": SCHEMA,
            "tool": {"name": "clausecheck", "version": options.version},
            "settings": {name: options.settings[name] for name in sorted(options.settings)},
            "old": _draft(found.old),
            "new": _draft(found.new),
            "tracked_changes": found.tracked,
            "summary": _summary(found),
            "remarks": [*strangers(found), *remarks(found)],
            "changes": [_change(change) for change in found.changes],
        }
    )


def _draft(report: Report) -> Object:
    score, reading = report.score, report.reading
    return {
        "path": report.path,
        "sha256": report.sha256,
        "text_sha256": report.text_sha256,
        "format": report.format,
        "pages": reading.pages,
        "pages_unread": list(reading.pages_unread),
        "language": report.language,
        "reading": header(report),
        "risk": score.risk,
        "grade": score.grade,
        "reason": score.reason,
        "provisional": score.provisional,
    }


def _summary(found: DraftDiff) -> Object:
    return {
        "says": headline(found),
        "gained": len(found.of("gained")),
        "lost": len(found.of("lost")),
        "unclear": len(found.of("unclear")),
        "other": len(found.of("other")),
        "same_words": {**found.shuffle._asdict(), "says": quiet(found) or None},
        "common": round(found.common, 4),
    }


def _change(change: Change) -> Object:
    return {
        "gain": change.gain,
        "severity": change.severity.label if change.effects else None,
        "effects": [_effect(one) for one in change.effects],
        "old": [_wording(one) for one in change.old],
        "new": [_wording(one) for one in change.new],
        "words": [{"kind": one.kind, "text": one.text} for one in change.words],
    }


def _effect(one: Effect) -> Object:
    return {
        "kind": one.kind,
        "gain": one.gain,
        "severity": one.severity.label,
        "says": one.says,
        "old": one.old or None,
        "new": one.new or None,
        "rule": one.rule or None,
        "ask": one.ask or None,
    }


def _wording(one: Wording) -> Object:
    return {
        "clause": one.number,
        "heading": one.heading,
        "file": one.file or None,
        "page": one.page,
        "line": one.line,
        "start": one.start,
        "end": one.end,
        "text": one.text,
    }
