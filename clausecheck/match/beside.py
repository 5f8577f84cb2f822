"""Evidence of one document × its sentences → Limits: what stands beside a promise and makes it smaller."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from clausecheck.match.hits import Run
from clausecheck.match.limits import Found, Nature, limits, only_may, takes_back
from clausecheck.model import Evidence, Limit, Sentence, Span

_BOUND = re.compile(
    r"\b(?:shall|will|must|agrees? to|undertakes? to|has to|have to)\b (?!(?:also )?(?:be|receive|get"
    r"|have)\b)"
)
# "Clauses 2.2 and 6.3 do not bind a successor": a clause that takes back others by their numbers.
_NUMBERED = re.compile(
    r"\b(?:clauses?|sections?|paragraphs?|articles?) (?P<numbers>\d[\d.]*(?:(?:, and|,| and| or|, or"
    r"| to)? \d[\d.]*)*)"
    r"[^.;]{0,40}\b(?:do|does|shall|will) not (?:bind|apply|extend|cover)"
)


class Beside:
    """The limits of what the sentences of one document say."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._sentences = run.terms.units["sentence"]
        self._at = {sentence.text.strip(): i for i, sentence in reversed(list(enumerate(self._sentences)))}
        ours = (re.escape(name) for name, side in run.terms.sides.items() if side == "us" and name)
        self._ours = re.compile(rf"\b(?:{'|'.join(sorted(ours)) or 'you'})\b")
        self._undone: list[tuple[frozenset[str], Sentence, Span]] | None = None

    def limits(
        self, evidence: Evidence, nature: Nature, *, most: bool = False, may: bool = False
    ) -> tuple[Limit, ...]:
        """What makes the promise smaller; ``may``: it is a duty, so that a "may" does, too."""
        at = self._at.get(evidence.sentence)
        if at is None:
            return ()
        sentence = self._sentences[at]
        hits = self._hits(sentence, evidence)
        found = [(sentence, one) for one in limits(sentence.lower, hits, nature, most=most)]
        if may and hits and (word := only_may(sentence.lower, hits[0])):
            found.append((sentence, Found("may", word, True, frozenset())))
        found += self._after(at)
        return tuple(self._limit(where, one, hits if where is sentence else ()) for where, one in found)

    def said(self, sentence: Sentence, hit: Sequence[Span]) -> tuple[Limit, ...]:
        """The limits that a posting itself names."""
        found: dict[tuple[str, Span], Found] = {}
        for nature in get_args(Nature):
            for one in limits(sentence.lower, tuple(hit), nature, most=True):
                found.setdefault((one.kind, one.span), one)
        return tuple(self._limit(sentence, one, ()) for one in found.values())

    def signer_must(self, evidence: Evidence) -> bool:
        """Whether it is the signer that is bound to do it: "Performer shall pay for a hotel"."""
        at = self._at.get(evidence.sentence)
        if at is None:
            return False
        sentence = self._sentences[at]
        hits = self._hits(sentence, evidence)
        actor, cue = self._run.judge.actor(sentence, hits[0]) if hits else ("unknown", None)
        if actor != "us" or cue is None or cue.span.start > hits[0].end:
            return False
        if not self._ours.search(cue.text.lower()):
            return False  # "Company will store": the signer lets them, and it is they who act
        return _BOUND.search(sentence.lower, cue.span.start, hits[-1].end) is not None

    @staticmethod
    def _hits(sentence: Sentence, evidence: Evidence) -> tuple[Span, ...]:
        shift = len(sentence.text) - len(sentence.text.lstrip())
        return tuple(Span(mark.start + shift, mark.end + shift) for mark in evidence.marks)

    def _after(self, at: int) -> Iterator[tuple[Sentence, Found]]:
        """The sentence that follows in its clause, and clauses that name it, where they take it back."""
        sentence = self._sentences[at]
        follows = self._sentences[at + 1] if at + 1 < len(self._sentences) else None
        if follows is not None and follows.clause - sentence.clause in (0, 1):
            spot = takes_back(follows.lower[follows.lead :])
            if spot is not None:
                moved = Span(spot.start + follows.lead, spot.end + follows.lead)
                yield follows, Found("taken back", moved, True, frozenset())
        number = self._run.clauses[sentence.clause].number
        for numbers, where, span in self._takers():
            if number is not None and number.rstrip(".") in numbers and where is not sentence:
                yield where, Found("taken back", span, True, frozenset())

    def _takers(self) -> list[tuple[frozenset[str], Sentence, Span]]:
        if self._undone is None:
            self._undone = []
            for sentence in self._sentences:
                for found in _NUMBERED.finditer(sentence.lower, sentence.lead):
                    numbers = frozenset(n.rstrip(".") for n in re.findall(r"\d[\d.]*", found["numbers"]))
                    self._undone.append((numbers, sentence, Span(found.start(), found.end())))
        return self._undone

    def _limit(self, sentence: Sentence, found: Found, hits: Sequence[Span]) -> Limit:
        words = " ".join(sentence.text[found.span.start : found.span.end].split())
        proof = self._run.proof(sentence, (*hits, found.span))
        return Limit(found.kind, words, found.hole, found.about, proof)
