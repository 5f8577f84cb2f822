"""Wordings of one clause → what they agree on, and where each of them is unlike the rest.

Where many wordings are each filled in otherwise (a title, an address) is a blank of the form, and no
difference. A "not" is a difference even there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from clausecheck.batch.families import near
from clausecheck.batch.families.shape import FILLED, Filled
from clausecheck.words.edits import Edit, between

AGREED: Final = 0.6  # share of the wordings from which they agree: two of three do, one of two does not
_OTHERS: Final = 2  # fillings, beside the middle wording's, from which a stretch is a blank, no alternative
_BETWEEN: Final = 2  # words that stand alike between two changes that are told as one
NOTS: Final = frozenset(
    "not no never nor neither none nothing cannot without unless except shant wont dont doesnt isnt".split()
)


def few(agreements: int) -> int:
    """So many of them at most are odd ones: a quarter, and one of three. More are a version of the form."""
    return max(1, agreements // 4)


class Odd(NamedTuple):
    """A stretch where one wording is unlike the middle one."""

    edit: Edit  # old: indexes of the middle wording's words, new: of this one's
    others: int  # agreements whose wording changes the same stretch, this one's among them
    negation: bool


class Consensus(NamedTuple):
    """Several wordings, and what each says otherwise than the middle one."""

    middle: int  # index of the wording that is least unlike all others
    odd: tuple[tuple[Odd, ...], ...]  # of each wording, without what is filled in
    blanks: tuple[range, ...]  # stretches of the middle wording that are filled in
    edits: tuple[tuple[Edit, ...], ...]  # of each wording, all of them


def consensus(wordings: Sequence[Sequence[str]], weights: Sequence[int]) -> Consensus:
    """``weights``: the number of agreements with each wording. The wordings are all different."""
    middle = near.central([tuple(near.features(words)) for words in wordings], weights)
    form = wordings[middle]
    edits = [between(form, words) for words in wordings]
    touched = Counter[int]()
    fillings: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for words, changes, weight in zip(wordings, edits, weights, strict=True):
        places: set[int] = set()
        for edit in changes:
            said = tuple(words[edit.new.start : edit.new.stop])
            for place in _places(edit):
                places.add(place)
                fillings[place].add(said)
        touched.update(dict.fromkeys(places, weight))
    total = sum(weights)
    open_ = {
        place
        for place, count in touched.items()
        if count >= (1 - AGREED) * total and len(fillings[place]) >= _OTHERS
    }
    nots = _nots(wordings, edits, weights)
    odd = tuple(
        _joined(_odd(form, words, changes, touched, open_, nots, total))
        for words, changes in zip(wordings, edits, strict=True)
    )
    return Consensus(middle, odd, tuple(_ranges(open_)), tuple(edits))


def _places(edit: Edit) -> Iterator[int]:
    """Even numbers: words of the middle wording; odd ones: the gap behind a word (-1: before the first)."""
    if edit.old:
        yield from (2 * i for i in edit.old)
    else:
        yield 2 * edit.old.start - 1


def _odd(
    form: Sequence[str],
    words: Sequence[str],
    changes: Sequence[Edit],
    touched: Mapping[int, int],
    open_: set[int],
    nots: Mapping[int, int],
    total: int,
) -> Iterator[Odd]:
    for edit in changes:
        places = tuple(_places(edit))
        negation = negated(form, words, edit)
        if negation and nots[places[0]] <= (1 - AGREED) * total:
            yield Odd(edit, nots[places[0]], True)
        elif not all(place in open_ or (place % 2 and {place - 1, place + 1} & open_) for place in places):
            yield Odd(edit, min(touched[place] for place in places), negation)


def _joined(odd: Iterable[Odd]) -> tuple[Odd, ...]:
    """Changes with a word or two between them as one."""
    found: list[Odd] = []
    for one in odd:
        last = found[-1] if found else None
        if last and one.edit.old.start - last.edit.old.stop <= _BETWEEN:
            edit = Edit(
                range(last.edit.old.start, one.edit.old.stop), range(last.edit.new.start, one.edit.new.stop)
            )
            found[-1] = Odd(edit, min(last.others, one.others), last.negation or one.negation)
        else:
            found.append(one)
    return tuple(found)


def negated(form: Sequence[str], words: Sequence[str], edit: Edit) -> bool:
    """Whether the two have not the same "nots"."""
    was = Counter(word for word in form[edit.old.start : edit.old.stop] if word in NOTS)
    now = Counter(word for word in words[edit.new.start : edit.new.stop] if word in NOTS)
    return was != now


def _nots(
    wordings: Sequence[Sequence[str]], edits: Sequence[Sequence[Edit]], weights: Sequence[int]
) -> Counter[int]:
    """How many agreements have another "not" at a place of the middle wording."""
    form = wordings[next(i for i, changes in enumerate(edits) if not changes)]
    counts = Counter[int]()
    for words, changes, weight in zip(wordings, edits, weights, strict=True):
        for edit in changes:
            if negated(form, words, edit):
                for place in _places(edit):
                    counts[place] += weight
    return counts


def _ranges(places: set[int]) -> Iterator[range]:
    """Runs of words among the places."""
    words = sorted(place // 2 for place in places if not place % 2)
    start = 0
    for i, word in enumerate(words):
        if i + 1 == len(words) or words[i + 1] != word + 1:
            yield range(words[start], word + 1)
            start = i + 1


def moved(stretch: range, edits: Sequence[Edit]) -> range:
    """A stretch of the middle wording in the wording that the edits make."""

    def at(index: int, *, behind: bool) -> int:
        shift = 0
        for edit in edits:
            if edit.old.stop < index or (edit.old.stop == index and (behind or edit.old)):
                shift = edit.new.stop - edit.old.stop
            elif edit.old.start < index:
                return edit.new.stop if behind else edit.new.start
        return index + shift

    return range(at(stretch.start, behind=False), at(stretch.stop, behind=True))


class Slot(NamedTuple):
    """One sign of the middle wording, and what stands there."""

    at: int  # index of the middle wording's words
    values: tuple[tuple[str, int], ...]  # to compare, with the number of agreements, commonest first
    printed: Mapping[str, str]


def slots(
    wordings: Sequence[Sequence[str]],
    edits: Sequence[Sequence[Edit]],
    middle: int,
    fills: Sequence[Mapping[tuple[Filled, ...], int]],
) -> tuple[Slot, ...]:
    """What is filled in at each sign of the middle wording. ``fills``: of each wording, and how often."""
    values: dict[int, Counter[str]] = {
        i: Counter() for i, word in enumerate(wordings[middle]) if word in FILLED
    }
    printed: dict[int, dict[str, str]] = {i: {} for i in values}
    for changes, filled in zip(edits, fills, strict=True):
        for each, count in sorted(filled.items()):
            for at, fill in aligned(each, changes):
                if at in values:
                    values[at][fill.value] += count
                    printed[at].setdefault(fill.value, fill.printed)
    return tuple(
        Slot(at, tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))), printed[at])
        for at, counts in sorted(values.items())
    )


def aligned(filled: Sequence[Filled], edits: Sequence[Edit]) -> Iterator[tuple[int, Filled]]:
    """Each filling that stands for a word of the middle wording, with the index of that word."""
    for fill in filled:
        shift = 0
        for edit in edits:
            if edit.new.start > fill.at:
                break
            if fill.at in edit.new:
                shift = -1 - fill.at
                if len(edit.old) == len(edit.new):
                    shift = edit.old.start - edit.new.start
                break
            shift += len(edit.old) - len(edit.new)
        if fill.at + shift >= 0:
            yield fill.at + shift, fill
