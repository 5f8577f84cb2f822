"""Why → JSON, schema ``clausecheck/explanation/1``."""

from __future__ import annotations

from typing import Final

from clausecheck.model import Clue, Report, Spot, Trial
from clausecheck.report.json import Object, check, dumps, found, proof
from clausecheck.report.options import Options

SCHEMA: Final = "clausecheck/explanation/1"


def render(report: Report, rule: str, options: Options) -> str:
    """One JSON object: the findings of the rule, its places, what it asks for, what was tried."""
    findings = [finding for finding in report.findings if finding.rule.id == rule]
    why = report.why
    return dumps(
        {
            "schema": SCHEMA,
            "tool": {"name": "clausecheck", "version": options.version},
            "path": report.path,
            "sha256": report.sha256,
            "pages_unread": list(report.reading.pages_unread),
            "rule": rule,
            "fired": bool(findings),
            "findings": [found(finding) for finding in findings],
            "places": [_place(spot) for spot in why.spots] if why else [],
            "conditions": [_clue(clue) for clue in why.clues] if why else [],
            "trials": [_trial(trial) for trial in why.trials] if why else [],
            "law": [check(one) for one in report.law if one.check == rule],
        }
    )


def _place(spot: Spot) -> Object:
    return {
        "fate": spot.fate,
        "clause": spot.clause,
        "evidence": proof(spot.evidence),
        "sentence": {"start": spot.span.start, "end": spot.span.end},
        "cue": spot.cue or None,
        "actor": spot.actor or None,
        "acts": spot.acts or None,
        "denials": [{"cue": one.cue, "reach": one.reach, "where": one.where} for one in spot.denials],
        "guards_tried": spot.guards,
        "guards_near": list(spot.near),
    }


def _clue(clue: Clue) -> Object:
    return {
        "text": clue.text,
        "met": clue.met,
        "depth": clue.depth,
        "evidence": [proof(one) for one in clue.evidence],
    }


def _trial(trial: Trial) -> Object:
    return {"place": trial.place, "what": trial.what, "words": trial.words, "gone": trial.gone}
