"""Reports of postings and of an agreement → Comparison: kept, contradicted, weaker, silent; both quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from clausecheck.compare.amounts import SLACK, comparable, hours, missing_share, pays, span
from clausecheck.compare.limited import Judged, judged
from clausecheck.compare.strangers import hints, strangers
from clausecheck.compare.wrong_files import warnings
from clausecheck.model import (
    VERDICTS,
    Analyzed,
    Comparison,
    Evidence,
    Exchange,
    Failed,
    LooseTerm,
    Pair,
    Partial,
    Payment,
    PromiseKind,
    Report,
    RulePack,
    Saying,
    Source,
    Span,
    Statement,
    Told,
    Verdict,
)

_ENTIRE = "legal.entire-agreement"  # the rule on papers by which nothing counts that was said before
_NEW_YES = "only after a new yes of yours"
_UNCLEAR = "the words are there, but it is not clear enough who is bound or what is meant"
# Countries by one name; "united" alone would make one of two kingdoms and states.
_SHORT = re.compile(r"\b(?:u\.?k\.?|u\.?s\.?a?\.?|e\.?u\.?)(?!\w)|\bunited (?:kingdom|states)\b")
_LONG = {
    "uk": "kingdom",
    "us": "states",
    "usa": "states",
    "eu": "europe",
    "united kingdom": "kingdom",
    "united states": "states",
}
_GENERAL = frozenset(
    "territory territories only usage rights used shown market within throughout runs means this that".split()
)
_ONE_VERB = re.compile(r" (?:will|shall|is|are|be|not|never|ever|to| )*")
_TO = re.compile(r"\s*(?:-|–|—|to|and|or)\s*(?:up to )?")
_UNREAD = "nothing was found, but a part of the paper was not read"
_QUOTES = 3  # of one verdict

_BEST: tuple[Verdict, ...] = ("kept", "unsure", "weaker")
SPOKEN_OF = "the paper speaks of it in words that we cannot compare: look at this yourself"

Read = Analyzed | Partial
_Told = Mapping[Told, Sequence[Statement]]


class _Answer(NamedTuple):
    verdict: Verdict
    signed: tuple[Evidence, ...] = ()
    because: str = ""


def compare(postings: Sequence[Read], agreement: Read, packs: Sequence[RulePack]) -> Comparison:
    """What the postings promise, against what the agreement says."""
    reports, paper = [one.report for one in postings], agreement.report
    kinds = [kind for pack in packs for kind in pack.promises]
    every = [pair for kind in kinds for pair in _pairs(kind, reports, paper)]
    promised = [pair for pair in every if pair.kind.topic != "exchange"]
    promised = _said_once(promised)
    if isinstance(agreement, Partial):
        promised = [_doubted(pair) for pair in promised]
    pairs = sorted(promised, key=_worst_first)
    entire = next((f.evidence[0] for f in paper.findings if f.rule.id == _ENTIRE), None)
    lost = any(pair.verdict != "kept" for pair in pairs)
    return Comparison(
        pairs=tuple(pairs),
        unsorted=(*_sayings(reports, "unsorted"), *_sums(kinds, reports)),
        late=tuple(strangers(reports, paper, packs)),
        hints=tuple(hints(reports)),
        loose=tuple(_loose(reports, paper)),
        exchange=next((Exchange(pair.said[0], pair.signed) for pair in every if _endless(pair, paper)), None),
        entire=entire if lost else None,
        whole=all(isinstance(one, Analyzed) for one in (*postings, agreement)),
        warnings=tuple(warnings(reports, paper)),
    )


def _said_once(pairs: Sequence[Pair]) -> list[Pair]:
    """Without those that found nothing for words that another kind of promise has an answer to."""
    empty = [pair.verdict == "silent" or pair.because == SPOKEN_OF for pair in pairs]
    answered = [saying for pair, none in zip(pairs, empty, strict=True) if not none for saying in pair.said]
    kept = []
    for pair, none in zip(pairs, empty, strict=True):
        said = tuple(
            one for one in pair.said if not none or not any(_one_phrase(one, other) for other in answered)
        )
        if said:
            kept.append(pair._replace(said=said))
    return kept


def _one_phrase(one: Saying, other: Saying) -> bool:
    """Whether two promises are read from one phrase: "Your name will not be published"."""
    a, b = one.evidence, other.evidence
    if one.posting != other.posting or a.sentence != b.sentence or not (a.marks and b.marks):
        return False
    first, last = sorted(((a.marks[0].start, a.marks[-1].end), (b.marks[0].start, b.marks[-1].end)))
    return first[1] > last[0] or _ONE_VERB.fullmatch(a.sentence.lower(), first[1], last[0]) is not None


def _doubted(pair: Pair) -> Pair:
    """Of a paper that was not all read nobody can say that it is silent."""
    return pair._replace(verdict="unsure", because=_UNREAD) if pair.verdict == "silent" else pair


def verdicts(said: str, signed: str, packs: Sequence[RulePack]) -> dict[str, str]:
    """Kind of promise → what comes out for a posting and an agreement that are given as texts."""
    from clausecheck import pipeline

    posting = pipeline.promised(Source("posting", said.encode()), packs, "posting")
    paper = pipeline.promised(Source("agreement", signed.encode()), packs, "agreement")
    if isinstance(posting, Failed) or isinstance(paper, Failed):
        return {}
    found = compare([posting], paper, packs)
    exchange = {
        kind.id: "contradicted" for pack in packs for kind in pack.promises if kind.topic == "exchange"
    }
    worst = {pair.kind.id: pair.verdict for pair in reversed(found.pairs)}
    return worst | (exchange if found.exchange else {})


def _worst_first(pair: Pair) -> int:
    return VERDICTS.index(pair.verdict)


# ---------------------------------------------------------------- one kind of promise


def _pairs(kind: PromiseKind, postings: Sequence[Report], paper: Report) -> Iterator[Pair]:
    """What was said of one kind, by what the paper makes of it."""
    told: dict[Told, list[Statement]] = {}
    for statement in paper.statements:
        if statement.kind == kind.id and statement.told != "term":
            told.setdefault(statement.told, []).append(statement)
    found: dict[_Answer, list[Saying]] = {}
    for i, posting in enumerate(postings):
        said = [one for one in posting.statements if one.kind == kind.id and one.told == "said"]
        left = list(paper.payments)
        for statement, payment in _promised(kind, said, posting):
            answer = _answer(kind, statement, payment, told, left)
            if answer.verdict == "kept" and payment is not None:
                share = missing_share(payment, paper.text)
                answer = answer._replace(verdict="weaker", because=share) if share else answer
            found.setdefault(answer, []).append(Saying(i, _of_sum(statement.evidence[0], payment)))
    for answer, sayings in found.items():
        yield Pair(kind, answer.verdict, tuple(sayings), answer.signed, answer.because)


def _promised(
    kind: PromiseKind, said: Sequence[Statement], posting: Report
) -> Iterator[tuple[Statement, Payment | None]]:
    """The promises; of sums only those that are pay."""
    for statement in said:
        if kind.compare != "pay" and kind.topic != "exchange":
            yield statement, None
            continue
        sums = [one for one in _ranges(posting.payments) if _within(one, statement.evidence[0])]
        if kind.topic == "exchange":
            yield from [(statement, None)] if sums else []
        else:
            yield from ((statement, payment) for payment in sums)


def _of_sum(evidence: Evidence, payment: Payment | None) -> Evidence:
    """The words of the sum itself, where a sentence names several."""
    if payment is None or not payment.evidence:
        return evidence
    own = payment.evidence[0]
    cut = len(own.sentence) - len(evidence.sentence)
    marks = tuple(Span(mark.start - cut, mark.end - cut) for mark in own.marks)
    return evidence._replace(quote=own.quote, parts=own.parts, marks=marks)


def _ranges(payments: Sequence[Payment]) -> Iterator[Payment]:
    """The payments; of "$200 to $300 per day" the first one, by the day."""
    last: Payment | None = None
    for payment in payments:
        if last is not None and last.evidence and payment.evidence:
            before, after = last.evidence[0], payment.evidence[0]
            gap = before.sentence[before.marks[-1].end : after.marks[0].start]
            if before.sentence == after.sentence and _TO.fullmatch(gap):
                last = last._replace(per=payment.per, least=payment.least)
                continue
        if last is not None:
            yield last
        last = payment
    if last is not None:
        yield last


def _within(payment: Payment, evidence: Evidence) -> bool:
    """Whether the payment stands in the sentence of the evidence."""
    own = evidence.sentence.rpartition(" … ")[2]  # without the lead-in of a list
    return any(one.sentence.endswith(own) for one in payment.evidence)


def _answer(
    kind: PromiseKind, said: Statement, payment: Payment | None, told: _Told, paid: list[Payment]
) -> _Answer:
    """What the paper makes of one promise; the worst counts. Of the sums ``paid`` each keeps one promise."""
    against = next(iter(told.get("contradicted", ())), None)
    if against is not None and against.gated:
        verdict: Verdict = "kept" if said.gated else "weaker"
        return _Answer(verdict, against.evidence[:_QUOTES], "" if said.gated else _NEW_YES)
    if against is not None:
        return _settled("contradicted", against)
    if payment is not None:
        return _paid(said, payment, told, paid)
    if kind.compare and (measured := _COMPARED[kind.compare](kind, said, told.get("states", ()))):
        return measured
    weaker = next(iter(told.get("weaker", ())), None)
    kept = _kept(said, told.get("kept", ()))
    if weaker is not None and not (weaker.general and kept is not None and kept.verdict == "kept"):
        return _settled("weaker", weaker)
    return kept or _spoken_of(told)


def _kept(said: Statement, found: Sequence[Statement]) -> _Answer | None:
    """The best of the promises of the paper; where one is kept and another has a hole, a reader must look."""
    each = [judged(said, one) for one in found]
    if not each:
        return None
    best = min(each, key=lambda one: _BEST.index(one.verdict))
    hole = next((one for one in each if one.verdict == "weaker"), None)
    if best.verdict == "kept" and hole is not None:
        return _answered(hole._replace(verdict="unsure"))
    return _answered(best)


def _answered(found: Judged) -> _Answer:
    because = found.because or (_UNCLEAR if found.verdict == "unsure" else "")
    return _Answer(found.verdict, found.evidence[:_QUOTES], because)


def _spoken_of(told: _Told) -> _Answer:
    """Silent only where no word of the topic stands in the paper."""
    about = next(iter(told.get("about", ())), None)
    return _Answer("silent") if about is None else _Answer("unsure", about.evidence[:_QUOTES], SPOKEN_OF)


def _paid(said: Statement, promised: Payment, told: _Told, paid: list[Payment]) -> _Answer:
    """The promised sum against those of the paper that no other promise has used up."""
    verdict, because, sums = pays(promised, paid)
    evidence = tuple(e for one in sums for e in one.evidence)
    if verdict == "silent":
        return _spoken_of(told)
    if verdict == "kept":
        paid.remove(sums[0])
        for one in told.get("paid", ()):
            if one.evidence[0].parts == evidence[0].parts:
                found = judged(said, one)
                if found.verdict != "kept":
                    return _answered(found)
    return _Answer(verdict, evidence[:_QUOTES], because)


def _settled(verdict: Verdict, statement: Statement) -> _Answer:
    evidence = statement.evidence[:_QUOTES]
    return (
        _Answer(verdict, evidence, statement.because)
        if statement.sure
        else _Answer("unsure", evidence, _UNCLEAR)
    )


def _measured(kind: PromiseKind, said: Statement, stated: Sequence[Statement]) -> _Answer | None:
    """The paper's span of time against the one that was promised; None where one of them names none."""
    every = list(hours(said.evidence[0].quote)) or list(hours(said.evidence[0].sentence))
    values = [(value, one) for one in stated for value in hours(one.evidence[0].quote)]
    if not every or not values:
        return None
    most, promised = kind.compare == "at-most", every[0]
    if kind.topic == "time":  # "two days, 10 hours a day": the hours are compared with hours
        values.sort(key=lambda pair: comparable(every, pair[0]) is None)
        for value, one in values:
            limit = comparable(every, value)
            if (
                limit is not None
                and value > limit * SLACK
                and all(
                    other > limit * SLACK for other, _ in values if comparable([limit], other) is not None
                )
            ):
                because = f"{span(value)} in the paper, {span(limit)} in the posting"
                return _settled("contradicted", one._replace(because=because))
    value, best = min(values, key=lambda pair: pair[0] if most else -pair[0])
    enough = value <= promised * SLACK if most else value * SLACK >= promised
    if enough:
        return _answered(judged(said, best))
    because = f"{span(value)} in the paper, {span(promised)} in the posting"
    return _settled("contradicted", best._replace(because=because))


def _alike(kind: PromiseKind, said: Statement, stated: Sequence[Statement]) -> _Answer | None:
    """The paper's words for it against those of the posting: a country by its name."""
    if not stated:
        return None
    promised = _names(said.evidence[0].quote)
    best = next((one for one in stated if promised & _names(one.evidence[0].quote)), None)
    return _answered(judged(said, best)) if best else _settled("unsure", stated[0])


def _names(text: str) -> set[str]:
    lower = _SHORT.sub(lambda found: _LONG[found[0].replace(".", "")], " ".join(text.lower().split()))
    return {word for word in re.findall(r"[a-z]{4,}", lower) if word not in _GENERAL}


_Compared = Callable[[PromiseKind, Statement, Sequence[Statement]], _Answer | None]
_COMPARED: Mapping[str, _Compared] = {"at-most": _measured, "at-least": _measured, "same": _alike}


# ---------------------------------------------------------------- beside the promises


def _sayings(postings: Sequence[Report], told: Told) -> Iterator[Saying]:
    for i, report in enumerate(postings):
        yield from (Saying(i, one.evidence[0]) for one in report.statements if one.told == told)


def _sums(kinds: Sequence[PromiseKind], postings: Sequence[Report]) -> Iterator[Saying]:
    """Sums of the postings that are no pay: compared with nothing, unless another kind took their words."""
    pay = {kind.id for kind in kinds if kind.compare == "pay" or kind.topic == "exchange"}
    for i, report in enumerate(postings):
        others = {
            one.evidence[0].sentence
            for one in report.statements
            if one.told == "said" and one.kind not in pay
        }
        seen: set[str] = set()
        for one in report.statements:
            sentence = one.evidence[0].sentence
            if one.kind in pay and sentence not in others | seen:
                seen.add(sentence)
                if not any(_within(payment, one.evidence[0]) for payment in report.payments):
                    yield Saying(i, one.evidence[0])


def _loose(postings: Sequence[Report], paper: Report) -> Iterator[LooseTerm]:
    """Key terms that are used in both, and defined in neither: whoever defines one has no statement of it."""
    signed = {one.kind: one.evidence[0] for one in paper.statements if one.told == "term"}
    seen: set[str] = set()
    for i, report in enumerate(postings):
        for one in report.statements:
            if one.told == "term" and one.kind in signed and one.kind not in seen:
                seen.add(one.kind)
                yield LooseTerm(one.kind, Saying(i, one.evidence[0]), signed[one.kind])


def _endless(pair: Pair, paper: Report) -> bool:
    paid = any(grant.pay == "reuse" for grant in paper.grants)
    return pair.kind.topic == "exchange" and pair.verdict == "contradicted" and not paid
