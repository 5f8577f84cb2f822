"""Records of grants and payments → the same with their words, verbatim, field by field."""

from __future__ import annotations

from clausecheck.match.compose import grant_words
from clausecheck.match.hits import Run
from clausecheck.model import Evidence, Grant, Payment, Record, Stated


def quoted(record: Record, run: Run) -> Grant:
    """The grant with the words that each of its fields was read from."""
    words = grant_words(record.grant, ("subject", "acts"), run)
    stated = (
        Stated(place.field, place.value, run.proof(place.sentence, (place.span,), "grant"))
        for place in record.places
    )
    return record.grant._replace(
        evidence=(words,) if words.parts else (),
        stated=tuple(one for one in stated if one.evidence.parts),
    )


def paid(payment: Payment, run: Run) -> Payment:
    """The payment with its words."""
    sentence = run.terms.units["sentence"][payment.sentence]
    proof: Evidence = run.proof(sentence, (payment.span,), "grant")
    return payment._replace(evidence=(proof,) if proof.parts else ())
