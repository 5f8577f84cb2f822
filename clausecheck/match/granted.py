"""Records of grants and payments → the same with their words, verbatim, field by field."""

from __future__ import annotations

from clausecheck.match.compose import grant_words
from clausecheck.match.hits import Run
from clausecheck.model import Evidence, Grant, Payment, Record, Span, Stated

_QUOTED = 240  # characters of a grant that are quoted at most


def quoted(record: Record, run: Run) -> Grant:
    """The grant with the words that each of its fields was read from."""
    words = _words(record, run)
    stated = (
        Stated(place.field, place.value, run.proof(place.sentence, (place.span,), "grant"))
        for place in record.places
    )
    return record.grant._replace(
        evidence=(words,) if words.parts else (),
        stated=tuple(one for one in stated if one.evidence.parts),
    )


def _words(record: Record, run: Run) -> Evidence:
    """From the first act or thing of the sentence itself to the last, or to where it gets long."""
    own = [
        place
        for place in record.places
        if place.field in ("acts", "subject") and place.span.start >= place.sentence.lead
    ]
    alone = [place for place in own if place.sentence.text == own[0].sentence.text]
    if not alone:
        return grant_words(record.grant, ("subject", "acts"), run)
    sentence, start = alone[0].sentence, min(place.span.start for place in alone)
    here = [place for place in alone if sentence.ranges(*place.span)[0][0] == record.grant.clause]
    end = max((p.span.end for p in here if p.span.end - start < _QUOTED), default=alone[0].span.end)
    return run.proof(sentence, (Span(start, end),), "grant")


def paid(payment: Payment, run: Run) -> Payment:
    """The payment with its words."""
    sentence = run.terms.units["sentence"][payment.sentence]
    proof: Evidence = run.proof(sentence, (payment.span,), "grant")
    return payment._replace(evidence=(proof,) if proof.parts else ())
