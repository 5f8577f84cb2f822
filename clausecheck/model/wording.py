"""The sentences of a contract as drafts are compared by them."""

from __future__ import annotations

from typing import Literal, TypeAlias

from clausecheck.model.noun import NamedTuple

Actor: TypeAlias = Literal["us", "them", "other", "both", "unknown"]
# What a word does to its sentence: takes back, allows, obliges, asks for a yes, needs none, limits, lets out.
StanceKind: TypeAlias = Literal["not", "may", "must", "consent", "free", "only", "except"]


class Stance(NamedTuple):
    """A word that says who may, must or must not."""

    kind: StanceKind
    start: int  # index into the wording's text
    end: int  # index into the wording's text
    actor: Actor  # whom it binds, or lets do something


class Wording(NamedTuple):
    """One sentence or heading, as drafts are compared by it."""

    clause: int  # index of the clause
    number: str | None  # of the clause, as printed, in full
    heading: str | None  # of the clause
    text: str  # healed, without label and lead-in
    lead: str  # the lead-in that it goes on from
    start: int  # offset
    end: int  # offset
    page: int
    line: int
    file: str = ""  # path, where several files are read as one contract
    stances: tuple[Stance, ...] = ()
    subjects: tuple[str, ...] = ()  # of a sentence with stances: voice, face … as in ``Grant``
    defines: tuple[str, ...] = ()  # terms that are defined in it
    title: bool = False  # a heading
    margin: bool = False  # a line at the edge of its page that other pages have, too
