"""Findings, grants and words of the whole contract → does a pattern over them hold, and by what proof?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from clausecheck.match.answers import Answer
from clausecheck.match.hits import Run
from clausecheck.model import (
    AllOf,
    AnyOf,
    Evidence,
    Finding,
    FindingOf,
    Grant,
    GrantOf,
    Pattern,
    Span,
    composed,
)
from clausecheck.model.noun import NamedTuple

_QUOTED = 240  # characters of a grant that are quoted at most


class Proof(NamedTuple):
    """Words that a pattern over the whole contract rests on, and the clause that they stand in."""

    clause: int
    evidence: Evidence


class Known(NamedTuple):
    """What is known of a contract when combinations are asked for."""

    run: Run
    findings: Mapping[str, Sequence[tuple[int, Finding]]]  # rule → (clause index, finding)


def holds(
    pattern: Pattern, known: Known, accept: Callable[[Answer], bool] = lambda answer: not answer.negated
) -> tuple[Proof, ...] | None:
    """The proof of the pattern, or None. ``accept``: which words count, by default those that stand."""
    if not composed(pattern):
        answer = next(filter(accept, known.run.answers.of(pattern)), None)
        return None if answer is None else _words(answer, known)
    match pattern:
        case AnyOf(parts):
            proofs = (holds(part, known, accept) for part in parts)
            return next((proof for proof in proofs if proof is not None), None)
        case AllOf(parts):
            found = [holds(part, known, accept) for part in parts]
            return None if None in found else tuple(proof for each in found for proof in each or ())
        case FindingOf(rule):
            there = known.findings.get(rule, ())
            return (Proof(there[0][0], there[0][1].evidence[0]),) if there else None
        case GrantOf(fields):
            return _granted(fields, known)
        case _:
            return None


def _words(answer: Answer, known: Known) -> tuple[Proof, ...] | None:
    proof = known.run.proof(answer.sentence, answer.hit)
    return (Proof(answer.sentence.clause, proof),) if proof.parts else None


def _granted(fields: Sequence[tuple[str, tuple[str, ...]]], known: Known) -> tuple[Proof, ...] | None:
    """The grant that reaches furthest of those with these fields, quoted by the words of the fields.

    What the other side gives counts only where it is asked for.
    """
    theirs = any(name == "from" and "them" in values for name, values in fields)
    asked = [grant for grant in known.run.terms.grants if theirs or grant.giver != "them"]
    fitting = [g for g in asked if all(g.has(name, values) for name, values in fields)]
    for grant in sorted(fitting, key=lambda grant: (-grant.exposure, grant.sentence)):
        proof = grant_words(grant, [name for name, _ in fields], known.run)
        if proof.parts:
            return (Proof(grant.clause, proof),)
    return None


def grant_words(grant: Grant, fields: Sequence[str], run: Run) -> Evidence:
    """The words of a grant from its verb to what it gives, with those of the fields that are asked for."""
    sentence = run.terms.units["sentence"][grant.sentence]
    verb = dict(grant.places)["from"]
    asked = [
        span for name, span in grant.places if name.partition(":")[0] in fields and span.start >= verb.start
    ]
    end = max((span.end for span in asked if span.end - verb.start < _QUOTED), default=verb.end)
    return run.proof(sentence, (Span(verb.start, end),), "grant")
