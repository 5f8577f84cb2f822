"""Stages 2 and 3: how the document is split, and what the contract says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal, TypeAlias

from clausecheck.model.document import Span
from clausecheck.model.evidence import Evidence
from clausecheck.model.noun import NamedTuple
from clausecheck.model.scale import Kind, Scope, Side


class LeadIn(NamedTuple):
    """The words before a list that each item goes on from: a sentence of an earlier clause."""

    clause: int  # index of that clause
    span: Span  # healed offsets in that clause


class Clause(NamedTuple):
    """One clause of the tree, without its children's text. ``text`` is healed; ``breaks`` maps it back.

    ``breaks`` are pairs (healed offset, offset), ascending: from each healed offset on, the text runs
    character by character beside the document's text, until the next pair.
    """

    index: int  # type: ignore[assignment]  # position in document order; hides tuple.index, which has no use
    parent: int | None  # index of the enclosing clause
    level: int  # 1 for the outermost
    kind: Kind
    label: str | None  # as printed here: "(ii)", "Section 2."
    number: str | None  # in full: "4(b)(ii)"; None where there is none
    heading: str | None  # as printed, healed
    text: str  # label, heading and body
    body: int  # healed offset at which the body starts (after label and heading)
    breaks: tuple[tuple[int, int], ...]
    sentences: tuple[Span, ...]  # of the body, healed offsets
    lead_in: LeadIn | None
    start: int  # offset of the first character
    end: int  # offset after the last character

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Healed range → ranges of the document, in order, one for each unbroken stretch.

        Two stretches with nothing but white space or a line-end hyphen between them belong together;
        ``match.evidence`` joins them, for it has the document's text.
        """
        first = max(0, bisect_right(self.breaks, (start, 1 << 62)) - 1)
        found: list[Span] = []
        for i in range(first, len(self.breaks)):
            healed, origin = self.breaks[i]
            if healed >= end:
                break
            stop = self.breaks[i + 1][0] if i + 1 < len(self.breaks) else len(self.text)
            lo, hi = max(start, healed), min(end, stop)
            if lo < hi:
                found.append(Span(origin + lo - healed, origin + hi - healed))
        return tuple(found)


class Party(NamedTuple):
    """Someone named in the contract, and the words it is called by."""

    name: str
    aliases: tuple[str, ...]
    side: Side


class Definition(NamedTuple):
    """``"Study Data" means …``: a defined term and the place that defines it."""

    term: str
    clause: int  # index of the clause
    span: Span  # healed offsets in that clause: the whole definition


Reach: TypeAlias = Literal["named", "open", "unclear"]
Answer: TypeAlias = Literal["yes", "no", "unclear"]
Term: TypeAlias = Literal["fixed", "perpetual", "unclear"]
Pay: TypeAlias = Literal["none", "flat", "reuse", "unclear"]
Limit: TypeAlias = Literal["none", "equal", "narrower"]
Territory: TypeAlias = Literal["worldwide", "named", "unclear"]
Media: TypeAlias = Literal["any", "named", "unclear"]


class Stated(NamedTuple):
    """What a grant says of one field, and the words that say it, verbatim."""

    field: str  # from, to, subject, acts, purpose, term, territory, media, revocable, sublicensable …
    value: str  # one of the field's values; for to and from the name as printed
    evidence: Evidence


class Grant(NamedTuple):
    """What one side gives the other: of one sentence while rules run, of a whole clause in the report.

    A field that the words say nothing of is "unclear" or empty. ``places`` and ``stated`` hold the words
    that each field was read from.
    """

    clause: int  # index of the clause
    sentence: int  # index into ``Terms.units["sentence"]``
    giver: Side | Literal["unknown"]
    span: Span  # healed offsets in that clause
    by: str = ""  # who gives, as printed
    to: tuple[str, ...] = ()  # who receives, as printed
    subject: tuple[str, ...] = ()  # what is given: voice, face, likeness, name, recording, biometric, data …
    acts: tuple[str, ...] = ()  # what may be done: use, modify, sell, sublicense, train, replicate …
    purpose: Reach = "unclear"
    recipients: Reach = "unclear"
    term: Term = "unclear"
    territory: Territory = "unclear"
    media: Media = "unclear"
    revocable: Answer = "unclear"
    sublicensable: Answer = "unclear"
    exclusive: Answer = "unclear"
    pay: Pay = "unclear"
    limit: Limit = "none"  # the promises that limit it, beside the grant itself
    clear: bool = False  # words of giving stand there, not of use alone: only such grants are reported
    places: tuple[tuple[str, Span], ...] = ()  # (field, index into the sentence's text)
    evidence: tuple[Evidence, ...] = ()
    stated: tuple[Stated, ...] = ()  # in the report: the words of each field

    @property
    def exposure(self) -> float:
        """How far the grant reaches, 0-1: .3 closed on both counts, 1 open on either, else .6."""
        if "open" in (self.purpose, self.recipients):
            return 1.0
        return 0.3 if self.purpose == self.recipients == "named" else 0.6

    def has(self, field: str, values: tuple[str, ...]) -> bool:
        """Whether a field, by its name in rule files, is (or holds) one of the values."""
        own = getattr(self, FIELDS[field])
        return any(value in values for value in ((own,) if isinstance(own, str) else own))

    def value(self, field: str) -> str:
        """The value of a field that holds one."""
        return str(getattr(self, field))

    def words(self, field: str) -> tuple[Stated, ...]:
        """What is stated of a field; empty where the words say nothing of it."""
        return tuple(stated for stated in self.stated if stated.field == field)


# Names in rule files → fields of a grant.
FIELDS: Mapping[str, str] = {
    "from": "giver", "to": "recipients", "subject": "subject", "acts": "acts", "purpose": "purpose",
    "term": "term", "revocable": "revocable", "sublicensable": "sublicensable", "pay": "pay",
    "territory": "territory", "media": "media", "exclusive": "exclusive", "limit": "limit",
}  # fmt: skip


class Payment(NamedTuple):
    """A sum that the other side pays the signer."""

    amount: float  # in units of the currency
    currency: str  # as printed before or after the sum: "$", "USD"
    per: str  # "hour", "day", "use" …; "" for a sum that is paid once
    least: float  # how many of these are paid at least; 1 where nothing is said
    sentence: int  # index into ``Terms.units["sentence"]``
    span: Span  # index into the sentence's text
    evidence: tuple[Evidence, ...] = ()

    @property
    def total(self) -> float:
        """What is paid at least."""
        return self.amount * self.least


class Promise(NamedTuple):
    """A sentence in which the other side binds itself not to do something, or only to do something."""

    sentence: int  # index into ``Terms.units["sentence"]``
    by: tuple[str, ...]  # who is bound, or may have it all the same: "to nobody but the Client"; lower case
    subject: tuple[str, ...]  # as in ``Grant``
    acts: tuple[str, ...]
    loophole: str  # the words that leave something open; "" where nothing does
    span: Span  # index into the sentence's text: from who is bound on


class Sentence(NamedTuple):
    """What a rule reads at once: by default a sentence, or a list item with its lead-in before it.

    For rules of a wider scope it is a clause, a section, a heading, a definition or the whole document.
    """

    clause: int  # index of the clause that it belongs to
    text: str  # healed: lead-ins, then the sentence itself
    lower: str  # ``text`` in lower case, of the same length
    lead: int  # length of the lead-ins in ``text``; 0 where there are none
    pieces: tuple[tuple[int, int, int], ...]  # (index into text, clause index, healed offset), ascending

    def ranges(self, start: int, end: int) -> tuple[tuple[int, Span], ...]:
        """A range of ``text`` as (clause index, healed range) pairs, one for each piece that it touches."""
        found = []
        for i, (at, clause, healed) in enumerate(self.pieces):
            stop = self.pieces[i + 1][0] if i + 1 < len(self.pieces) else len(self.text)
            lo, hi = max(start, at), min(end, stop)
            if lo < hi:
                found.append((clause, Span(healed + lo - at, healed + hi - at)))
        return tuple(found)


class Place(NamedTuple):
    """The words that one field of a grant was read from."""

    field: str
    value: str
    sentence: Sentence
    span: Span  # index into the sentence's text


class Record(NamedTuple):
    """A grant of a whole clause, before its words are looked up in the document."""

    grant: Grant
    places: tuple[Place, ...]


class Expansion(NamedTuple):
    """A sentence that gives rights, with the definitions of the terms that it uses written behind it."""

    alone: int  # index of the sentence without them, in ``Terms.units["sentence"]``
    sentence: Sentence  # its text, then the definitions; its pieces point into both
    tail: int  # index into ``sentence.text`` where the definitions begin
    uses: tuple[tuple[int, Span, str], ...]  # (definition's start in the text, its term's place, term)

    def use(self, index: int) -> Span:
        """The words of the sentence that stand for the definition around ``index``."""
        return next((span for start, span, _ in reversed(self.uses) if start <= index), self.uses[0][1])


class Cue(NamedTuple):
    """The words that turn a hit around ("shall not"), or that say who acts ("you grant")."""

    text: str
    span: Span  # index into ``Sentence.text``


class Terms(NamedTuple):
    """What the contract says, read before any rule runs."""

    units: Mapping[Scope, tuple[Sentence, ...]]  # "sentence" always, the others where a rule reads them
    parties: tuple[Party, ...]
    sides: Mapping[str, Side]  # every name and alias, and the packs' words for the sides, lower case
    definitions: tuple[Definition, ...]
    grants: tuple[Grant, ...]  # one a sentence, also where only a use is spoken of: what rules ask
    records: tuple[Record, ...]  # one a clause, where words of giving stand: what a reader is shown
    payments: tuple[Payment, ...]
    promises: tuple[Promise, ...]
    expansions: tuple[Expansion, ...]
    language: str  # "en", or "unknown"
    contract: bool  # it reads like a contract
