"""Comparison → the machine report, schema ``clausecheck/promises/1``: ``promises-1.schema.json``.

Keys stand in the order of the schema and are always there; what is unknown is null or empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from clausecheck.model import VERDICTS, Comparison, Failed, Outcome, Pair, Partial, Report, Saying
from clausecheck.report.json import Object, dumps, pack_of, proof
from clausecheck.report.options import Options
from clausecheck.report.reading import header

SCHEMA: Final = "clausecheck/promises/1"


def render(
    comparison: Comparison | None, postings: Sequence[Outcome], agreement: Outcome, options: Options
) -> str:
    """One JSON object; without a comparison, because nothing could be compared, its lists are empty."""
    paths = [one.path for one in postings if not isinstance(one, Failed)]
    pairs = comparison.pairs if comparison else ()
    counted = Counter(pair.verdict for pair in pairs)
    packs = () if isinstance(agreement, Failed) else agreement.report.packs
    head: Object = {
        "schema": SCHEMA,
        "tool": {"name": "clausecheck", "version": options.version},
        "packs": [pack_of(pack) for pack in packs],
        "postings": [_document(one) for one in postings],
        "agreement": _document(agreement),
        "complete": comparison is not None and comparison.whole,
        "warnings": list(comparison.warnings) if comparison else [],
        "promises": [_pair(pair, paths) for pair in pairs],
    }
    return dumps(head | _beside(comparison, paths) | {"summary": {v: counted[v] for v in VERDICTS}})


def _beside(comparison: Comparison | None, paths: Sequence[str]) -> Object:
    if comparison is None:
        empty: Object = {"not_compared": [], "not_named": [], "spoken_of": [], "undefined": []}
        return empty | {"paid_once": None, "entire_agreement": None}
    exchange = comparison.exchange
    return {
        "not_compared": [_saying(saying, paths) for saying in comparison.unsorted],
        "not_named": [
            {"name": party.name, "named": party.named, "evidence": [proof(e) for e in party.evidence]}
            for party in comparison.late
        ],
        "spoken_of": [_saying(saying, paths) for saying in comparison.hints],
        "undefined": [
            {"term": term.term, "said": _saying(term.said, paths), "signed": proof(term.signed)}
            for term in comparison.loose
        ],
        "paid_once": {
            "said": _saying(exchange.said, paths),
            "signed": [proof(one) for one in exchange.signed],
        }
        if exchange
        else None,
        "entire_agreement": proof(comparison.entire) if comparison.entire else None,
    }


def _pair(pair: Pair, paths: Sequence[str]) -> Object:
    kind = pair.kind
    return {
        "promise": kind.id,
        "title": kind.title,
        "topic": kind.topic,
        "verdict": pair.verdict,
        "because": pair.because or None,
        "rule": kind.rule or None,
        "said": [_saying(saying, paths) for saying in pair.said],
        "signed": [proof(one) for one in pair.signed],
        "why": kind.why,
        "ask": kind.ask,
        "suggest": kind.suggest or None,
    }


def _saying(saying: Saying, paths: Sequence[str]) -> Object:
    return {"posting": paths[saying.posting], "evidence": proof(saying.evidence)}


def _document(outcome: Outcome) -> Object:
    """How a paper was read; of one that was not, why not."""
    keys = ("sha256", "text_sha256", "format", "pages", "words", "language", "reading")
    if isinstance(outcome, Failed):
        problem = outcome.problem
        error = {"code": problem.code, "message": problem.message, "hint": problem.hint}
        return {"path": outcome.path, "status": "failed", "error": error} | dict.fromkeys(keys)
    report = outcome.report
    status = "partial" if isinstance(outcome, Partial) else "analyzed"
    return {
        "path": outcome.path,
        "status": status,
        "error": None,
        "sha256": report.sha256,
        "text_sha256": report.text_sha256,
        "format": report.format,
        "pages": report.reading.pages,
        "words": report.words,
        "language": report.language,
        "reading": _reading(report),
    }


def _reading(report: Report) -> Object:
    reading = report.reading
    return {
        "summary": header(report),
        "pages_unread": list(reading.pages_unread),
        "notices": [{"message": notice.message, "page": notice.page} for notice in reading.notices],
    }
