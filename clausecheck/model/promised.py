"""What was promised before the signing, and what the paper that is signed says of it."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from clausecheck.model.evidence import Evidence
from clausecheck.model.noun import NamedTuple
from clausecheck.model.rules import PromiseKind, Verdict

Told: TypeAlias = Literal[
    "said",
    "unsorted",
    "aside",
    "quoted",
    "contradicted",
    "weaker",
    "kept",
    "states",
    "about",
    "paid",
    "term",
]  # of a posting: promised; promised, of no known kind; of somebody without a name; older mail that it quotes
# of a paper: what it makes of the promise; a figure; the topic is spoken of; a sum that has a limit

VERDICTS: Final[tuple[Verdict, ...]] = (
    "contradicted",
    "weaker",
    "unsure",
    "silent",
    "kept",
)  # the worst first


class Limit(NamedTuple):
    """Words that make a promise smaller than it sounds: "except that", "up to"."""

    kind: str
    words: str  # verbatim
    hole: bool  # False: it may be harmless
    about: frozenset[str]  # words behind it, in lower case
    evidence: Evidence


class Statement(NamedTuple):
    """What one document says of one kind of promise, and the words that it rests on."""

    kind: str  # id of the kind; the term itself for "term"; "" for a promise of no known kind
    told: Told
    evidence: tuple[Evidence, ...]
    sure: bool = True
    because: str = ""
    gated: bool = False  # it waits for a new yes of the signer
    general: bool = False  # as of its sign
    limits: tuple[Limit, ...] = ()


class Saying(NamedTuple):
    """Words of one of the postings."""

    posting: int  # index of the posting
    evidence: Evidence


class Pair(NamedTuple):
    """One kind of promise: what was said, and what is signed."""

    kind: PromiseKind
    verdict: Verdict
    said: tuple[Saying, ...]
    signed: tuple[Evidence, ...]
    because: str


class LateParty(NamedTuple):
    """Somebody who gets rights by the paper and was not named before."""

    name: str
    evidence: tuple[Evidence, ...]  # where the paper gives them
    named: bool = True  # False: a group without names, "others"


class LooseTerm(NamedTuple):
    """A word that both papers rest on and neither defines."""

    term: str
    said: Saying
    signed: Evidence


class Exchange(NamedTuple):
    """Pay that is promised once, against use without an end."""

    said: Saying
    signed: tuple[Evidence, ...]


class Comparison(NamedTuple):
    """Everything that is said about the postings and the agreement."""

    pairs: tuple[Pair, ...]  # the worst first
    unsorted: tuple[Saying, ...]  # promises that were compared with nothing
    late: tuple[LateParty, ...]
    hints: tuple[Saying, ...]  # where a posting speaks of somebody without a name
    loose: tuple[LooseTerm, ...]
    exchange: Exchange | None
    entire: (
        Evidence | None
    )  # the clause by which what was said before does not count, where something is lost
    whole: bool  # every page of every document was read
    warnings: tuple[str, ...] = ()  # that the files may be the wrong ones, in plain words
