"""Kinds of promises × one document → Statements: what a posting promises, or what an agreement says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, TypeAlias

from clausecheck.match.answers import Answer
from clausecheck.match.beside import Beside
from clausecheck.match.compose import Known, holds
from clausecheck.match.limits import Nature
from clausecheck.match.posted import Posted
from clausecheck.match.undefined import first_uses
from clausecheck.model import (
    AnyOf,
    Confidence,
    Evidence,
    FindingOf,
    Limit,
    Pattern,
    PromiseKind,
    Sign,
    Statement,
    Suppressed,
    Told,
    composed,
)
from clausecheck.model.noun import NamedTuple

Part: TypeAlias = Literal["posting", "agreement"]

_LOOP = "loop"  # category of the rules on promises that are smaller than they sound
_SAID = 6  # places of one kind of promise that are quoted

# It waits for a new yes. "You consent that they may sell it" is the yes itself. Written from the pack's
# `consent-first` and read against the project's own pairs of postings and agreements.
GATED = re.compile(
    r"\b(?:only|solely|not|never) (?:\w+ ){0,3}?(?:with|after|on condition|if|when|unless|without"
    r"|subject to)\b[^.;]{0,60}"
    r"\b(?:consents?|approv\w+|agree(?:s|d|ment)?|permission|say yes|said yes|licen[cs]e)\b"
    r"|\b(?:subject to|with|after|until|unless|without|no [\w ]{1,40} without)\b[^.;,]{0,30}?"
    r"\b(?:your|(?:the )?(?:artist|performer|talent|participant|actor|model|contributor)(?:'s|s'))"
    r" (?:(?:prior|express|written|separate|explicit|further|new|own|and) ){0,3}(?:consent|approval"
    r"|permission"
    r"|agreement)\b"
    r"|\b(?:unless|until|if) (?:you|(?:the )?(?:artist|performer|talent|participant|actor|model|contributor))"
    r" (?:(?:have|has|first|also|separately|expressly|specifically) ){0,2}(?:agrees?d?|consents?(?:ed)?"
    r"|approves?d?"
    r"|says? yes)\b"
    r"|\b(?:needs?|requires?) (?:(?:a|the|your|artist's|performer's|new|prior|separate|further|written"
    r"|express) )"
    r"{1,4}(?:\w+'s )?(?:consent|approval|permission|agreement|licen[cs]e)\b"
)
_UNGATED = re.compile(
    r"\bwithout (?:(?:any|further|your|the|prior|additional|\w+'s) ){0,3}(?:consent|approval|permission)"
)


# "No AI.", "Zero exclusivity": the rooms that read contracts take "no" for a negation only before a verb.
_NONE = re.compile(
    r"\b(?:no|zero|without|without any|nor|neither|isn't|aren't|not)(?: \w+(?:[,/]| or| and)?){0,2}[ -]$"
    r"|\b(?:nobody|no one|no-one)\b[^.;]*$"
)
_ORDER = re.compile(r"\b(?:please|kindly) (?:do not|don't|never)\b|^(?:do not|don't) ")  # asked of the reader
_PAID = re.compile(r"\b(?:are|is|be|get|gets) paid\b|\breceives?\b")
_NONE_LENGTH = 40  # characters
_KEPT = 6  # promises of a paper on one point that are looked at
_RIGHTS = frozenset(("withdrawal", "work", "approval"))  # topics on what the signer may do
# A limit that is the promise itself: to see it "before" it is used, and to be asked for a yes.
_ITSELF = {"approval": frozenset(("time", "consent")), "deletion": frozenset(("notice",))}
_NEW_USE = frozenset("uses used renew renews longer extend extends reuse sell sells buys broadcaster".split())
_SUFFERED = re.compile(r"\b(?:not|never|nor) (?:ever )?be\b|\bno\b")


class _Proof(NamedTuple):
    evidence: tuple[Evidence, ...]
    sure: bool


def read(
    kinds: Sequence[PromiseKind],
    key_terms: Sequence[str],
    known: Known,
    suppressed: Sequence[Suppressed],
    part: Part,
) -> tuple[Statement, ...]:
    """What the document says of each kind of promise, and its first use of each key term it leaves open."""
    reader = _Reader(known, suppressed, spoken=part == "posting")
    posted = Posted(known.run)
    found = list(_posting(kinds, reader, posted) if part == "posting" else _agreement(kinds, reader))
    quote = posted.quoted if part == "posting" else known.run.proof
    for term, sentence, span in first_uses(key_terms, known.run.terms, lambda *_: True):
        proof = quote(sentence, (span,))
        if proof.parts:
            found.append(Statement(term, "term", (proof,)))
    return tuple(found)


# ---------------------------------------------------------------- a posting


def _posting(kinds: Sequence[PromiseKind], reader: _Reader, posted: Posted) -> Iterator[Statement]:
    """Each kind that is promised with its places, then the promises that no kind takes."""
    for kind in kinds:
        every = (answer for sign in kind.said for answer in reader.answers(sign, sign.pattern, lenient=True))
        places = [answer for answer in every if not posted.is_quoted(answer.sentence, answer.hit)]
        shown: dict[str, tuple[Evidence, Answer]] = {}
        for proof, answer in sorted(((posted.proof(one), one) for one in places), key=lambda p: _reach(p[0])):
            if proof.parts:
                shown.setdefault(proof.sentence, (proof, answer))
        ordered = sorted(shown.values(), key=lambda pair: pair[0].parts[0].start)[:_SAID]
        for proof, answer in ordered:
            limits = reader.beside.said(answer.sentence, answer.hit)
            yield Statement(kind.id, "said", (proof,), gated=gated(proof.sentence), limits=limits)
    yield from (Statement("", "unsorted", (proof,)) for proof in posted.rest())
    yield from (Statement("", "aside", (proof,)) for proof in posted.somebody())
    yield from (Statement("", "quoted", (proof,)) for proof in posted.older())


def _reach(proof: Evidence) -> int:
    """How far apart the words stand: of several ways to read a sentence the closest."""
    return proof.marks[-1].end - proof.marks[0].start if proof.marks else 0


# ---------------------------------------------------------------- an agreement


def _agreement(kinds: Sequence[PromiseKind], reader: _Reader) -> Iterator[Statement]:
    for kind in kinds:
        for told, signs in (("contradicted", kind.contradicted), ("weaker", kind.weaker)):
            yield from _first(kind, told, signs, reader)  # type: ignore[arg-type]
        yield from _kept(kind, reader)
        for sign in kind.states:
            for proof in reader.proofs(sign, sign.pattern):
                yield Statement(
                    kind.id, "states", proof.evidence, limits=reader.limits(kind, sign, proof.evidence)
                )
        if kind.compare == "pay":
            yield from reader.paid(kind)
        yield from _about(kind, reader)


def _about(kind: PromiseKind, reader: _Reader) -> Iterator[Statement]:
    """The first sentences that speak of the topic."""
    for sign in kind.about:
        for answer in islice(reader.known.run.answers.of(sign.pattern), _SAID):
            proof = reader.known.run.proof(answer.sentence, answer.hit)
            if proof.parts:
                yield Statement(kind.id, "about", (proof,))


def _first(kind: PromiseKind, told: Told, signs: Sequence[Sign], reader: _Reader) -> Iterator[Statement]:
    """The surest proof; one that waits for a new yes of the signer only where there is no other."""
    found = [
        Statement(
            kind.id,
            told,
            proof.evidence,
            proof.sure,
            sign.because,
            gated(proof.evidence[0].sentence),
            sign.general,
        )
        for sign in signs
        for proof in reader.proofs(sign, sign.pattern)
    ]
    if found:
        yield min(found, key=lambda one: (one.general, one.gated, not one.sure))


def _kept(kind: PromiseKind, reader: _Reader) -> Iterator[Statement]:
    """The promises of the paper with their limits; one with a loophole is a weaker one."""
    kept, holed = list[Statement](), list[Statement]()
    for sign in kind.kept:
        for proof in reader.proofs(sign, sign.pattern):
            if sign.duty and reader.beside.signer_must(proof.evidence[0]):
                continue
            hole = reader.loophole(proof.evidence[0])
            if hole is None:
                limits = reader.limits(kind, sign, proof.evidence)
                kept.append(
                    Statement(kind.id, "kept", proof.evidence, proof.sure, sign.because, limits=limits)
                )
            else:
                evidence = hole.evidence or proof.evidence
                holed.append(Statement(kind.id, "weaker", evidence, proof.sure, hole.because))
    kept.sort(key=lambda one: (not one.sure, len(one.limits)))
    if holed and not (kept and kept[0].sure and not kept[0].limits):
        yield min(holed, key=lambda one: not one.sure)
    yield from kept[:_KEPT]


def _on_new_use(kind: PromiseKind, limit: Limit) -> bool:
    """Whether the condition is the promise: "If they renew, they pay again"."""
    return kind.topic == "pay" and limit.kind == "condition" and bool(limit.about & _NEW_USE)


def _lowered(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"


def _none(answer: Answer) -> bool:
    """Whether a "no" stands right before the words."""
    at = answer.hit[0].start
    before = answer.sentence.lower[max(0, at - _NONE_LENGTH) : at].rpartition(". ")[2]
    found = _NONE.search(before)
    return found is not None and not before[found.start() :].startswith(("no later", "no less", "not only"))


def gated(sentence: str) -> bool:
    """Whether what the sentence allows waits for a new yes of the signer."""
    lower = sentence.lower()
    return GATED.search(_UNGATED.sub(_denied, lower)) is not None


def _denied(found: re.Match[str]) -> str:
    """To sell "without your consent" waits for nothing; not to sell "without your consent" does."""
    before = found.string[max(0, found.start() - 120) : found.start()].rpartition(". ")[2]
    return found[0] if re.search(r"\b(?:not|never|no|nothing|nobody|cannot|won't)\b", before) else ""


class _Hole(NamedTuple):
    """What makes a promise smaller than it sounds."""

    because: str
    evidence: tuple[Evidence, ...] = ()


def _both(one: _Hole, other: _Hole) -> _Hole:
    """Two holes in one sentence, which is quoted once."""
    parts = sorted({*one.evidence[0].parts, *other.evidence[0].parts}, key=lambda part: part.start)
    marks = tuple(sorted({*one.evidence[0].marks, *other.evidence[0].marks}))
    apart = [part for i, part in enumerate(parts) if i == 0 or part.start >= parts[i - 1].end]
    if len(apart) < len(parts):  # one lies in the other: the longer words hold both
        longer = max(one, other, key=lambda hole: len(hole.evidence[0].quote))
        return longer._replace(because=f"{one.because}, and {other.because}")
    quote = f"{one.evidence[0].quote} … {other.evidence[0].quote}"
    if one.evidence[0].parts[0].start > other.evidence[0].parts[0].start:
        quote = f"{other.evidence[0].quote} … {one.evidence[0].quote}"
    joined = one.evidence[0]._replace(quote=quote, parts=tuple(parts), marks=marks)
    return _Hole(f"{one.because}, and {other.because}", (joined,))


class _Reader:
    """Looks for signs in one document."""

    def __init__(self, known: Known, suppressed: Sequence[Suppressed], *, spoken: bool) -> None:
        """``spoken``: a posting, which says no in fewer words than a contract."""
        self.known, self._suppressed, self._spoken = known, suppressed, spoken
        run = known.run
        self.beside = Beside(run)
        ours = sorted(re.escape(name) for name, side in run.terms.sides.items() if side == "us" and name)
        self._ours = re.compile(rf"\b(?:{'|'.join(ours) or 'you'})\b")
        self._holes: dict[str, _Hole] = {}
        loops = (one for found in known.findings.values() for _, one in found if one.rule.category == _LOOP)
        for one in loops:
            hole = _Hole(_lowered(one.rule.title), one.evidence[:1])
            before = self._holes.get(one.evidence[0].sentence)
            self._holes[one.evidence[0].sentence] = _both(before, hole) if before else hole
        for promise in run.terms.promises:
            if promise.loophole:
                sentence = run.terms.units["sentence"][promise.sentence].text.strip()
                self._holes.setdefault(sentence, _Hole(f'it leaves a gap: "{promise.loophole}"'))

    def loophole(self, evidence: Evidence) -> _Hole | None:
        """What makes the promise smaller than it sounds; None where nothing does."""
        return self._holes.get(evidence.sentence)

    def limits(self, kind: PromiseKind, sign: Sign, evidence: Sequence[Evidence]) -> tuple[Limit, ...]:
        """What stands beside the promise and makes it smaller."""
        nature: Nature = "right" if kind.topic in _RIGHTS else "scope"
        if sign.negation == "only":
            nature = "ban"
        elif sign.duty or kind.compare:
            nature = "duty"
        most = kind.compare == "at-most" and kind.topic != "pay"
        found = self.beside.limits(evidence[0], nature, most=most, may=sign.duty)
        own = _ITSELF.get(kind.topic, frozenset()) | ({"cap"} if kind.compare == "at-most" else frozenset())
        return tuple(one for one in found if one.kind not in own and not _on_new_use(kind, one))

    def paid(self, kind: PromiseKind) -> Iterator[Statement]:
        """The sums of the paper that have a limit: "up to", "less a charge"."""
        run = self.known.run
        for payment in run.terms.payments:
            proof = run.proof(run.terms.units["sentence"][payment.sentence], (payment.span,))
            limits = self.beside.limits(proof, "duty") if proof.parts else ()
            if limits:
                yield Statement(kind.id, "paid", (proof,), limits=limits)

    def answers(self, sign: Sign, pattern: Pattern, *, lenient: bool = False) -> Iterator[Answer]:
        """Where the words stand as the sign wants them; ``lenient``: also where it is unclear who acts."""
        for answer in self.known.run.answers.of(pattern):
            if self._spoken and _ORDER.search(answer.sentence.lower):
                continue
            negated = answer.negated or (self._spoken and _none(answer))
            if (sign.negation == "respect" and negated) or (sign.negation == "only" and not negated):
                continue
            if sign.negation == "only" and not self._spoken and self._forbids_us(answer):
                continue
            if sign.actor == "them" and _PAID.search(answer.sentence.lower, 0, answer.hit[0].end):
                yield answer  # "you are paid within": she is the subject, and they act
                continue
            acting = {sign.actor, "both", *(("unknown",) if lenient else ())}
            if sign.actor == "any" or self._acts(answer) in acting:
                yield answer

    def _forbids_us(self, answer: Answer) -> bool:
        """What the signer may not do is no promise to her; what shall not be done to her is one."""
        actor, cue = self.known.run.judge.actor(answer.sentence, answer.hit[0])
        if actor != "us" or cue is None or not self._ours.search(cue.text.lower()):
            return False  # "neither Company nor its partners may": they are the ones that may not
        return not _SUFFERED.search(answer.sentence.lower, cue.span.start, answer.hit[0].end)

    def _acts(self, answer: Answer) -> str:
        return self.known.run.judge.actor(answer.sentence, answer.hit[0])[0]

    def proofs(self, sign: Sign, pattern: Pattern) -> Iterator[_Proof]:
        """Everything that the sign rests on, the sure ones of a list of words first."""
        match pattern:
            case AnyOf(parts) if composed(pattern):
                for part in parts:
                    yield from self.proofs(sign, part)
            case FindingOf(rule) if sign.negation == "only":
                for hit in self._suppressed:
                    if hit.rule == rule and hit.reason == "negated":
                        yield _Proof(hit.evidence, sure=True)
            case FindingOf(rule):
                found = sorted(self.known.findings.get(rule, ()), key=lambda one: -one[1].confidence)
                for _, finding in found:
                    yield _Proof(finding.evidence[:1], finding.confidence > Confidence.LOW)
            case _ if composed(pattern):
                proof = holds(pattern, self.known)
                if proof is not None:
                    yield _Proof(tuple(one.evidence for one in proof), sure=True)
            case _:
                yield from self._words(sign, pattern)

    def _words(self, sign: Sign, pattern: Pattern) -> Iterator[_Proof]:
        sure = list(self.answers(sign, pattern))
        places = {id(answer) for answer in sure}
        rest = (one for one in self.answers(sign, pattern, lenient=True) if id(one) not in places)
        for answer in (*sure, *rest):
            proof = self.known.run.proof(answer.sentence, answer.hit)
            if proof.parts:
                yield _Proof((proof,), id(answer) in places)
