"""Why a rule fired in a document, or did not: what was asked of each place, and what came of it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from clausecheck.model.document import Span
from clausecheck.model.evidence import Evidence
from clausecheck.model.noun import NamedTuple
from clausecheck.model.rules import Pattern, Rule
from clausecheck.model.scale import Reason

# found: it counts. partly: not all that the rule asks for stands there. outside: where the rule asks for a
# promise, there is none.
Fate: TypeAlias = Literal["found", "partly", "outside"] | Reason


class Denial(NamedTuple):
    """A negation in the sentence of a place, with the words that it reaches."""

    cue: str
    reach: str  # "" where it reaches nothing
    where: Literal["ends before", "begins after", "reaches it", "is part of it"]


class Spot(NamedTuple):
    """A place where words of the rule stand."""

    fate: Fate
    clause: str | None  # number as printed
    evidence: Evidence
    branches: tuple[Pattern, ...]  # the alternatives of the rule that match there
    span: Span  # of its sentence, in the document's text
    cue: str = ""  # what took it back
    actor: str = ""  # us, them, both, other, unknown; "" where the rule does not ask
    acts: str = ""  # the words that say who acts
    denials: tuple[Denial, ...] = ()
    guards: int = 0  # guards that were tried and do not hold
    near: tuple[str, ...] = ()  # words of guards that stand close, and do not reach


class Clue(NamedTuple):
    """One thing that the rule asks of the whole document. ``depth``: within the one before it."""

    text: str  # what holds or not, in plain words
    met: bool
    depth: int = 0
    evidence: tuple[Evidence, ...] = ()


class Trial(NamedTuple):
    """A change that was tried on the document: the rule was run again on the changed text."""

    place: int | None  # index of the spot; None: the whole document
    what: str
    words: str  # as they then stand
    gone: bool  # it is not found there any more


class Why(NamedTuple):
    """All of it for one rule."""

    rule: Rule
    spots: tuple[Spot, ...] = ()
    clues: tuple[Clue, ...] = ()
    trials: tuple[Trial, ...] = ()
