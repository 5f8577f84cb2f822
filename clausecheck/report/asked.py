"""Asking → JSON, schema ``clausecheck/ask/1``."""

from __future__ import annotations

from typing import Final

from clausecheck.model import Asking, Change, Report, Score, Smallest, Step
from clausecheck.report.json import Object, citation, dumps, proof
from clausecheck.report.letter import strikes, text, wording
from clausecheck.report.options import Options

SCHEMA: Final = "clausecheck/ask/1"


def render(report: Report, asking: Asking, options: Options, *, sources: bool = False) -> str:
    """One JSON object: the points, what they would bring, and the message."""
    return dumps(
        {
            "schema": SCHEMA,
            "tool": {"name": "clausecheck", "version": options.version},
            "path": report.path,
            "sha256": report.sha256,
            "pages_unread": list(report.reading.pages_unread),
            "score": _score(report.score),
            "points": [_point(change) for change in asking.points],
            "possible": asking.possible,
            "outlook": [_step(step) for step in asking.steps],
            "goal": _goal(asking.goal, asking.smallest),
            "message": text(report, asking, sources=sources),
        }
    )


def _score(score: Score) -> Object:
    floor = {"grade": score.floor.grade, "because": score.floor.because} if score.floor else None
    return {
        "risk": score.risk,
        "grade": score.grade,
        "reason": score.reason,
        "provisional": score.provisional,
        "floor": floor,
    }


def _step(step: Step) -> Object:
    """``falls``: what the last point of the step ends besides itself."""
    return {"points": step.points, **_score(step.score), "falls": [rule.id for rule in step.falls]}


def _goal(grade: str, smallest: Smallest | None) -> Object:
    """``changes`` is null where the letter cannot be reached, or there is none."""
    return {
        "grade": grade,
        "changes": [change.rule.id for change in smallest.changes] if smallest else None,
        "exact": smallest.exact if smallest else None,
    }


def _point(change: Change) -> Object:
    first = change.places[0]
    return {
        "rule": change.rule.id,
        "also": [rule for rule in change.rules if rule != change.rule.id],
        "title": change.rule.title,
        "severity": change.severity.label,
        "missing": change.rule.absent is not None,
        "ask": change.rule.ask,
        "suggest": wording(change) or None,
        "strike": strikes(change),
        "references": [citation(one) for one in change.rule.references],
        "places": [
            {"clause": f.clause, "heading": f.heading, "evidence": [proof(e) for e in f.evidence]}
            for f in ([first] if change.rule.absent else change.places)
        ],
    }
