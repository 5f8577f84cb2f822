"""Many agreements: what they have in common, and where one of them is unlike its form."""

from __future__ import annotations

from typing import Literal, TypeAlias

from clausecheck.model.noun import NamedTuple

# What one agreement has that its form has not: words, a "not" more or less, another figure, a whole clause.
DifferenceKind: TypeAlias = Literal["negation", "missing", "added", "figure", "changed"]


class Passage(NamedTuple):
    """One clause of one agreement."""

    clause: int  # its ordinal in the agreement
    number: str | None
    heading: str | None
    page: int  # 1-based
    text: str  # label, heading and body, healed


class Fired(NamedTuple):
    """A rule that holds in an agreement."""

    rule: str  # id
    severity: int  # 0-4, as in ``Severity``
    clause: int | None  # ordinal of the clause that it holds in


class Agreement(NamedTuple):
    """What is compared of one agreement. Agreements with the same words are one."""

    id: int
    path: str
    names: tuple[str, ...] = ()  # of its parties, without the words that stand for them
    counterparties: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    fired: tuple[Fired, ...] = ()
    copies: tuple[int, ...] = ()  # ids of agreements with the same words


class Place(NamedTuple):
    """A clause of an agreement."""

    agreement: int  # id
    clause: int  # ordinal


class Said(NamedTuple):
    """A stretch where two texts differ, each with a few words around it, verbatim; one may be empty."""

    form: str
    here: str
    negation: bool  # a "not" more or less


class Variant(NamedTuple):
    """One wording of a clause."""

    places: tuple[Place, ...]
    differs: tuple[Said, ...]  # from the commonest; none: it is the commonest


class Blank(NamedTuple):
    """A figure, date or name that is filled in differently, or a stretch of words that is."""

    before: str  # the words in front of it, verbatim
    values: tuple[tuple[str, int], ...]  # as printed, with the number of agreements, commonest first


class Family(NamedTuple):
    """Near-identical clauses of several agreements."""

    id: int
    number: str | None  # the commonest
    heading: str | None
    agreements: tuple[int, ...]
    example: Place  # in the commonest wording
    text: str  # of the example
    variants: tuple[Variant, ...]  # commonest first
    blanks: tuple[Blank, ...]
    rules: tuple[tuple[str, int], ...]  # rules that fire on its clauses, with the number of agreements


class Difference(NamedTuple):
    """What one agreement says otherwise than its form."""

    kind: DifferenceKind
    heading: str  # number and heading of the clause
    here: Place | None  # None: it is missing here
    form: Place | None  # where the form's words stand; None: no clause of the form
    says: Said
    agree: int  # agreements that say it as the form does
    of: int  # agreements of the form
    page: int | None  # of ``here``


class Outlier(NamedTuple):
    """An agreement that is unlike its form."""

    agreement: int
    differences: tuple[Difference, ...]  # gravest first
    rules: tuple[tuple[Fired, int], ...]  # that fire here and in few others, with how many others


class Template(NamedTuple):
    """Agreements that are the same form."""

    id: int
    name: str
    agreements: tuple[int, ...]  # the most typical first
    counterparties: tuple[tuple[str, int], ...]
    clauses: int  # that most of them have
    outliers: tuple[Outlier, ...]  # the most unlike first
