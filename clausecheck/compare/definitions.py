"""Definitions that were edited → what they do to the grants that use their terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import Effect, Gain, Grant, Report, Severity, Wording
from clausecheck.words.edits import Edits, content

# Words by which a definition takes in more than is named.
_WIDER = re.compile(
    r"affiliat|licensees|sublicensees|successors|assigns|assignees|partners|customers|contractors"
)
_NAMED = 4  # grants that are named; the rest is counted


def effects(
    old: Sequence[Wording], new: Sequence[Wording], edits: Edits, before: Report, after: Report
) -> Iterator[Effect]:
    """Of one place: for each term that is defined in both drafts, the clauses of the grants that use it."""
    terms = [term for each in new for term in each.defines]
    both = [term for term in terms if any(term in each.defines for each in old)]
    gone, come = content(edits)
    if not gone and not come:
        return
    gain: Gain = "unclear" if gone and come else "gained" if come else "lost"
    if gone and come and any(map(_WIDER.match, come)) != any(map(_WIDER.match, gone)):
        gain = "gained" if any(map(_WIDER.match, come)) else "lost"
    for term in dict.fromkeys(both):
        report = before if gain == "lost" else after
        used = _using(term, report)
        if not used:
            continue
        listed = ", ".join(used[:_NAMED]) + (f" and {len(used) - _NAMED} more" if len(used) > _NAMED else "")
        says = {"gained": "covers more", "lost": "covers less"}.get(gain, "is not what it was")
        yield Effect(
            "definition",
            gain,
            Severity.HIGH if gain != "unclear" else Severity.MEDIUM,
            f"“{term}” {says}, and you give it in {listed}",
        )


def _using(term: str, report: Report) -> list[str]:
    """The clauses of the signer's grants whose words hold the term."""
    pattern = re.compile(rf"(?<!\w){re.escape(term)}(?!\w)")
    sentences = {grant: _sentence(grant) for grant in report.grants if grant.giver == "us"}
    numbers = {each.clause: each.number for each in report.wordings}
    found = [
        numbers.get(grant.clause) or "a clause" for grant, words in sentences.items() if pattern.search(words)
    ]
    return list(dict.fromkeys(found))


def _sentence(grant: Grant) -> str:
    proofs = (*grant.evidence, *(one.evidence for one in grant.stated))
    return " ".join(dict.fromkeys(proof.sentence for proof in proofs))
