"""Reports of postings and of an agreement → warnings that the files may be the wrong ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import Report
from clausecheck.report.excerpt import shortened

# Written from the pairs of postings and agreements in the tests and samples of this project.
_AGREEMENT = re.compile(
    r"\bthis (?:\w+ )?(?:agreement|contract|licen[cs]e|release)\b|\bgoverned by\b|\bthe parties\b|\bhereby\b"
    r"|\bhereinafter\b|\bshall\b|\bgrants?\b|\(\"|\bbetween\b|\bas follows\b|\bdeemed\b|\bin witness\b"
)
_POSTING = re.compile(
    r"\b(?:wanted|needed|looking for|casting|apply|audition|hi\b|non-?union|we need|roles?|seeking"
    r"|cast call)\b"
)
_QUOTED = 50  # characters of older mail
_LOOKS = 4  # different words of an agreement


def warnings(postings: Sequence[Report], paper: Report) -> Iterator[str]:
    """In plain words, for the top of the report."""
    for report in postings:
        if report.text_sha256 == paper.text_sha256:
            yield f"{report.path} and {paper.path} hold the same text: a paper is compared with itself"
    if postings and _agreement_like(postings[0]) and not _agreement_like(paper) and _posting_like(paper):
        yield (
            f"{postings[0].path} reads like an agreement and {paper.path} like a posting: "
            "the agreement must come last"
        )
    for report in postings:
        older = next((one.evidence[0] for one in report.statements if one.told == "quoted"), None)
        if older is not None:
            left = f'{report.path} quotes older mail ("{shortened(older.quote, _QUOTED)}")'
            yield f"{left}: those lines are no promise of the sender and were left out"


def _agreement_like(report: Report) -> bool:
    return len(set(_AGREEMENT.findall(report.text.lower()))) >= _LOOKS


def _posting_like(report: Report) -> bool:
    return _POSTING.search(report.text.lower()) is not None
