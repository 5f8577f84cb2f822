"""Grants of sentences → Records: the grants that a reader is shown, with the words of each field.

A record is one grant of a clause: its first sentence with words of giving, and what later sentences say of
"this licence".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from clausecheck.model import Expansion, Grant, Place, Record, Sentence, Side, Span
from clausecheck.model.noun import NamedTuple
from clausecheck.terms import fields, holders
from clausecheck.terms.fields import Read
from clausecheck.terms.gated import Gated
from clausecheck.terms.holders import Holders
from clausecheck.terms.judge import Judge

_GIVING = re.compile(
    r"\b(?:grant|licen[cs]e|assign|transfer|conve[yn]|giv|authori|permi|allow|consent|right|may|can|own|lets?\b"
    r"|property of"
    r"|vest|entitled|belong)"
)
_GIVINGS = 6  # that are read of one sentence
_NEAR = 60  # characters from a negation to the giving that it denies
_MAY = re.compile(r"(?:may|can|shall|will)\b")
_DEFINED = re.compile(r"[\"”]\)?,? (?:shall |will )?means?\b|\bis defined as\b|^definition")
_SIGNER = frozenset(("you", "your", "i", "my", "me"))
# A later sentence of the clause that goes on about the grant.
_GOES_ON = Gated(
    r"\b(?:this|such|the|these|those|foregoing|said) (?:\w+ ){0,2}?(?:licen[sc]e|rights?|grant|permission"
    r"|consent"
    r"|authori[sz]ation|assignment)\b",
    "licen", "right", "grant", "permission", "consent", "authori", "assignment",
)  # fmt: skip
# Elsewhere it must be "this licence" itself: "the rights of the parties" are others.
_THE_GRANT = Gated(
    r"\bthis (?:licen[sc]e|grant|release|consent|permission|assignment)\b"
    r"|\bthe licen[sc]es?\b|\bthe rights? (?:given|granted) (?:in|under|to|by|above|here)",
    "this ", "the licen", "the right",
)  # fmt: skip
_OF_ALL = frozenset(("term", "revocable", "sublicensable"))
# Not rights, though the verb is one of giving: the contract itself, notice, a court.
_NO_THING = re.compile(
    r"(?: (?:or|and) \w+)? (?:(?:any|all) (?:of )?)?(?:its |their |the |this )?(?:rights (?:and"
    r"|or) (?:obligations|duties)"
    r"|rights under|(?:agreement|contract)\b)|[^.;]{0,30}\b(?:jurisdiction|notice)\b"
    r"|\s*(?:to )?(?:\w+ly )?(?:(?:modify|change|update|amend|revise)\b[^.;]{0,30}\b(?:terms|agreement"
    r"|polic|guidelines"
    r"|services?|sites?|features?)|(?:terminate|suspend|withhold|discontinue|refuse|remove|delete|reject"
    r"|verify|request"
    r"|opt|lodge|cancel|audit|inspect|approve)\b)"
)
_WARRANTS = re.compile(r"\b(?:represents?|warrants?|ensure|guarantees?)\b[^.;]{0,120}\Z")


def read(
    grants: Sequence[Grant],
    sentences: Sequence[Sentence],
    expansions: Mapping[int, Expansion],
    sides: Mapping[str, Side],
    judge: Judge,
) -> tuple[Record, ...]:
    """The grants with words of giving, one a sentence, each with the places of its fields."""
    known = {grant.sentence: grant for grant in grants}
    found: dict[int, list[Record]] = {}
    for index, sentence in enumerate(sentences):
        if _GIVING.search(sentence.lower):
            held = [
                one
                for one in holders.read(sentence)[:_GIVINGS]
                if not _negated(sentence, one.verb, judge)
                and not _DEFINED.search(sentence.lower, 0, one.verb.start)
            ]
            source = _Source(index, sentence, expansions.get(index), known.get(index), sides)
            found[index] = list(_records(source, held))
    for index, each in found.items():
        if each:
            each[-1] = _completed(each[-1], sentences, index, found)
    every = [record for each in found.values() for record in each]
    return tuple(_with_rest(every, _elsewhere(sentences, found)))


def _negated(sentence: Sentence, verb: Span, judge: Judge) -> bool:
    """Whether "not" or "no" stands right before the giving; one further off denies something else."""
    cue = judge.negation(sentence, verb)
    if cue is None:
        return False
    return _MAY.match(sentence.lower, verb.start) is not None or -_NEAR <= cue.span.start - verb.start <= 0


class _Source(NamedTuple):
    """A sentence with all that is known of it."""

    number: int  # index into the sentences
    sentence: Sentence
    expansion: Expansion | None
    grant: Grant | None
    sides: Mapping[str, Side]

    def whole(self, first: int, stop: int) -> Sentence:
        """The sentence, with the definitions behind it where one of their terms stands in that stretch."""
        known = self.expansion
        if known and any(first <= place.start < stop for _, place, _ in known.uses):
            return known.sentence
        return self.sentence


def _records(source: _Source, held: Sequence[Holders]) -> Iterator[Record]:
    """A record for each giving; "grants, and will grant" are one, for the things stand behind the second."""
    first, i = 0, 0
    while i < len(held):
        for following in range(i + 1, len(held) + 1):
            end = len(source.sentence.text)
            stop = _begins(held[following], held[i].verb.end) if following < len(held) else end
            record = _record(source, _with_giver(source.sentence, held, i), first, stop)
            if record:
                yield record
                first, i = stop, following - 1
                break
        i += 1


def _begins(held: Holders, after: int) -> int:
    """Where a giving begins: at who gives or gets, where they stand right before the verb."""
    named = [span.start for span in (held.give, *held.get[:1]) if span]
    near = [start for start in named if after <= start < held.verb.start < start + _NEAR]
    return min([held.verb.start, *near])


def _with_giver(sentence: Sentence, held: Sequence[Holders], i: int) -> Holders:
    """Who gives may be told by the next giving to the same one: "A owns it, and B assigns it to A"."""
    one, after = held[i], held[i + 1] if i + 1 < len(held) else None
    names = [{sentence.lower[get.start : get.end] for get in each.get} for each in (one, after) if each]
    same = after is not None and one.give is None and bool(names[0] & names[-1])
    return one._replace(give=after.give) if after and same else one


def _record(source: _Source, held: Holders, first: int, stop: int) -> Record | None:
    """The grant of one giving, whose words stand from ``first`` to ``stop``."""
    sentence, whole = source.sentence, source.whole(first, stop)
    words = sentence.lower[held.verb.start : held.verb.end].split()
    if words[0] in ("may", "can") and "be" not in words and not fields.begins(sentence.lower, held.verb.end):
        return None
    if _NO_THING.match(sentence.lower, held.verb.end) or _WARRANTS.search(
        sentence.lower, first, held.verb.start
    ):
        return None
    said = tuple(fields.read(whole.lower, first, held.verb, stop, len(sentence.text)))
    if not {"subject", "acts"} <= {read.field for read in said} or _values(said, "acts") == ("waive",):
        return None
    give = held.give or holders.owner(sentence.text, held.verb.end, stop, held.get, source.sides)
    give = give or holders.owner(sentence.text, first, held.verb.start, held.get, source.sides)
    bare = source.grant or _bare(source.number, sentence, held.verb)
    giver = _giver(bare, sentence, give, held, source.sides)
    places = [*_named(whole, give, held), *(Place(r.field, r.value, whole, r.span) for r in said)]
    return Record(_filled(bare._replace(giver=giver, clear=True), places), tuple(places))  # type: ignore[arg-type]


def _bare(index: int, sentence: Sentence, verb: Span) -> Grant:
    """A grant of which nothing is known yet but where it stands."""
    clause, span = sentence.ranges(sentence.lead, len(sentence.text))[0]
    return Grant(clause, index, "unknown", span, places=(("from", verb),))


def _giver(
    grant: Grant, sentence: Sentence, give: Span | None, held: Holders, sides: Mapping[str, Side]
) -> Side | str:
    """Whose side gives: that of the name, else the other side than the one that gets, else as it was read."""
    if give and (side := _side(sentence.lower[give.start : give.end], sides)):
        return side
    for get in held.get:
        side = _side(sentence.lower[get.start : get.end], sides)
        if side in ("us", "them"):
            return "them" if side == "us" else "us"
    return grant.giver


def _side(name: str, sides: Mapping[str, Side]) -> Side | None:
    return sides.get(name) or sides.get(name.removesuffix("s")) or ("us" if name in _SIGNER else None)


def _named(whole: Sentence, give: Span | None, held: Holders) -> Iterator[Place]:
    if give:
        name = whole.text[give.start : give.end]
        yield Place("from", {"your": "you", "my": "I"}.get(name, name), whole, give)
    for get in held.get:
        yield Place("to", whole.text[get.start : get.end], whole, get)


def _values(said: Sequence[Read], field: str) -> tuple[str, ...]:
    return tuple(read.value for read in said if read.field == field)


def _filled(grant: Grant, places: Sequence[Place]) -> Grant:
    """The grant with the values of its places; what none of them holds stays unclear."""
    by_field: dict[str, list[str]] = {}
    for place in places:
        by_field.setdefault(place.field, []).append(place.value)
    single = ("purpose", "term", "territory", "media", "revocable", "sublicensable", "exclusive", "pay")
    values = {field: by_field.get(field, ["unclear"])[0] for field in single}
    lists = {field: tuple(dict.fromkeys(by_field.get(field, ()))) for field in ("to", "subject", "acts")}
    return grant._replace(by=by_field.get("from", [""])[0], **lists, **values)  # type: ignore[arg-type]


def _completed(
    record: Record, sentences: Sequence[Sentence], index: int, others: Mapping[int, Sequence[Record]]
) -> Record:
    """The record with what the next sentences of its clause say of "this licence"."""
    places = list(record.places)
    for at in range(index + 1, len(sentences)):
        sentence = sentences[at]
        if sentence.clause != record.grant.clause or others.get(at):
            break
        if _GOES_ON.search(sentence.lower):
            known = {place.field for place in places}
            for read in fields.read(sentence.lower, 0, Span(0, 0), len(sentence.text), len(sentence.text)):
                if read.field not in known and read.field not in ("acts", "subject"):
                    places.append(Place(read.field, read.value, sentence, read.span))
    return Record(_filled(record.grant, places), tuple(places))


def _elsewhere(sentences: Sequence[Sentence], found: Mapping[int, Sequence[Record]]) -> list[Place]:
    """What other clauses say of "this licence": how long, and whether it is taken back or passed on."""
    places = []
    for index, sentence in enumerate(sentences):
        if not found.get(index) and _THE_GRANT.search(sentence.lower):
            end = len(sentence.text)
            for read in fields.read(sentence.lower, 0, Span(0, 0), end, end):
                if read.field in _OF_ALL:
                    places.append(Place(read.field, read.value, sentence, read.span))
    return places


def _with_rest(records: Sequence[Record], places: Sequence[Place]) -> Iterator[Record]:
    """The records; what those of the signer leave open is filled with what is said of all."""
    for record in records:
        known = {place.field for place in record.places}
        more = {place.field: place for place in reversed(places) if place.field not in known}
        if record.grant.giver == "us" and more:
            filled = (*record.places, *more.values())
            yield Record(_filled(record.grant, filled), filled)
        else:
            yield record
