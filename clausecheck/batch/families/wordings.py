"""Agreements → the different wordings of their clauses, and which of these are one family."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from clausecheck.batch.families import near
from clausecheck.batch.families.consensus import Odd
from clausecheck.batch.families.shape import Filled, Shape, name_words, places, shape
from clausecheck.model.families import Agreement, Passage, Place, Said
from clausecheck.words.edits import Edit

# Jaccard index over words and pairs of neighbours: 15 words with one taken out have .87, a fifth of 60 words
# written anew .67.
NEAR: Final = 0.8
SHORTEST: Final = 5  # words of a clause that can be alike to another: below stand headings and signatures
_AROUND: Final = 4  # words around a difference, to read it by
_LONGEST: Final = 60  # words of a quote

Names = frozenset[tuple[str, ...]]


class Wording(NamedTuple):
    """The words of a clause, without what is filled in, and where they stand."""

    words: tuple[str, ...]
    fills: Mapping[Place, tuple[Filled, ...]]  # ascending

    @property
    def agreements(self) -> tuple[int, ...]:
        """Ids, ascending."""
        return tuple(sorted({place.agreement for place in self.fills}))


class Wordings:
    """All clauses of the agreements by their words, the commonest first."""

    def __init__(self, agreements: Sequence[Agreement]) -> None:
        self.agreements = {agreement.id: agreement for agreement in sorted(agreements, key=lambda a: a.id)}
        self._names = {one.id: _names(one) for one in self.agreements.values()}
        self._passages = {
            Place(one.id, passage.clause): passage
            for one in self.agreements.values()
            for passage in one.passages
        }
        self.each = sorted(self._read(), key=lambda one: (-len(one.agreements), one.words))
        sets = near.ranked(near.features(one.words) for one in self.each)
        self.family = near.grouped(sets, NEAR)  # of each wording: the index of the one that it is like
        self.of = {place: i for i, one in enumerate(self.each) for place in one.fills}

    def unite(self, families: Mapping[int, int]) -> None:
        """Make each of these families a part of another one."""
        self.family = [families.get(family, family) for family in self.family]

    def passage(self, place: Place) -> Passage:
        """The clause itself."""
        return self._passages[place]

    def clauses(self, agreement: int) -> tuple[tuple[Place, int], ...]:
        """Its clauses that are long enough, each with its wording, in their order."""
        found = ((Place(agreement, passage.clause)) for passage in self.agreements[agreement].passages)
        return tuple((place, self.of[place]) for place in found if place in self.of)

    def quote(self, place: Place, words: range, *, around: int = _AROUND) -> str:
        """A stretch of a clause's words verbatim, and a few around it; long ones are cut in the middle."""
        passage = self._passages[place]
        at = places(passage.text, self._near_names(place.agreement, passage.text), label=bool(passage.number))
        if not at or not (words or around):
            return ""
        first, last = max(0, words.start - around), min(len(at), words.stop + around) - 1
        if last - first <= _LONGEST:
            return passage.text[at[first][0] : at[last][1]]
        half = _LONGEST // 2
        head = passage.text[at[first][0] : at[first + half][1]]
        return f"{head} … {passage.text[at[last - half][0] : at[last][1]]}"

    def said(self, form: Place, here: Place, odd: Odd) -> Said:
        """Both sides of a difference, verbatim."""
        edit: Edit = odd.edit
        return Said(self.quote(form, edit.old), self.quote(here, edit.new), odd.negation)

    def _read(self) -> Iterator[Wording]:
        fills: dict[tuple[str, ...], dict[Place, tuple[Filled, ...]]] = {}
        known: dict[tuple[str, bool, Names], Shape] = {}
        for place, passage in self._passages.items():
            names = self._near_names(place.agreement, passage.text)
            key = (passage.text, bool(passage.number), names)
            if key not in known:
                known[key] = shape(passage.text, names, label=bool(passage.number))
            if len(known[key].words) >= SHORTEST:
                fills.setdefault(known[key].words, {})[place] = known[key].filled
        return (Wording(words, dict(sorted(at.items()))) for words, at in fills.items())

    def _near_names(self, agreement: int, text: str) -> Names:
        """The names that may stand in the text: clauses without any are the same work for all agreements."""
        names = self._names[agreement]
        lower = text.casefold()
        return frozenset(name for name in names if name[0] in lower) if names else names


def _names(agreement: Agreement) -> Names:
    return frozenset(words for name in agreement.names if (words := name_words(name)))
