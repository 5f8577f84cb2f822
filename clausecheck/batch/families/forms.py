"""Wordings → templates: agreements that are the same form, and those that are unlike the others of theirs."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from clausecheck.batch.families import near
from clausecheck.batch.families.consensus import consensus
from clausecheck.batch.families.odd import outliers
from clausecheck.batch.families.skeleton import Form, skeleton
from clausecheck.batch.families.wordings import Wordings
from clausecheck.model.families import Agreement, Template

# Share of the words that stand in clauses of the same families. Of all pairs of 357 real contracts six have
# .6 or more, each of them one form; the next ones have .47, .34 and .21.
SAME_FORM: Final = 0.6
_FIRST: Final = 0.5  # the same, at the first look
_LEAST: Final = 0.2  # Jaccard index of the families from which two agreements are compared: a sieve
_TITLE: Final = 10  # words


def forms(read: Wordings) -> tuple[Form, ...]:
    """The forms that two agreements or more use, the commonest first.

    Looked for twice: clauses of a form that are filled in so much that they were no family are one from
    then on, in ``read`` too, and agreements that these kept apart are found to be the same form.
    """
    read.unite(_together(_alike(read, _FIRST), read))
    return _alike(read, SAME_FORM)


def _alike(read: Wordings, enough: float) -> tuple[Form, ...]:
    ids = _typical_first(read)
    sizes = [_sizes(agreement, read) for agreement in ids]
    sets = [array("I", one) for one in near.ranked([tuple(size) for size in sizes])]

    def alike(i: int, j: int) -> float:
        small, large = sorted((sizes[i], sizes[j]), key=len)
        common = sum(min(words, large[family]) for family, words in small.items() if family in large)
        return 2 * common / (small.total() + large.total())

    groups: dict[int, list[int]] = defaultdict(list)
    for i, founder in enumerate(near.grouped(sets, _LEAST, alike, enough)):
        groups[founder].append(ids[i])
    found = sorted((g for g in groups.values() if len(g) > 1), key=lambda g: (-len(g), g))
    return tuple(Form(tuple(members), skeleton(members, read)) for members in found)


def _together(forms: Iterable[Form], read: Wordings) -> dict[int, int]:
    """Families that are one clause of a form, but for what is filled in: each with the first of them."""
    first: dict[int, int] = {}
    for form in forms:
        for clause in form.skeleton.clauses:
            here = Counter(read.of[place] for place in clause)
            if len({read.family[i] for i in here}) == 1:
                continue
            chosen = sorted(here)
            found = consensus([read.each[i].words for i in chosen], [here[i] for i in chosen])
            same = {read.family[i] for i, odd in zip(chosen, found.odd, strict=True) if not odd}
            lowest = min(first.get(family, family) for family in same)
            first.update((family, lowest) for family in same if family not in first)
    return first


def templates(found: Iterable[Form], read: Wordings) -> tuple[Template, ...]:
    """What is to be said of each form."""
    return tuple(_template(number, form, read) for number, form in enumerate(found, 1))


def _typical_first(read: Wordings) -> list[int]:
    """The agreements, those first whose words most others have."""
    held = Counter(read.family[i] for one in read.agreements for i in {i for _, i in read.clauses(one)})

    def typical(agreement: int) -> float:
        sizes = _sizes(agreement, read)
        return sum(held[family] * words for family, words in sizes.items()) / max(1, sizes.total())

    ids = [one for one in read.agreements if read.clauses(one)]
    return sorted(ids, key=lambda one: (-typical(one), one))


def _sizes(agreement: int, read: Wordings) -> Counter[int]:
    """Its families, each with the number of words that stand in it."""
    found = Counter[int]()
    for _, i in read.clauses(agreement):
        found[read.family[i]] += len(read.each[i].words)
    return found


def _template(number: int, form: Form, read: Wordings) -> Template:
    agreements = [read.agreements[member] for member in form.members]
    counterparties = Counter(name for one in agreements for name in set(one.counterparties))
    unlike = outliers(form, read)
    odd = {outlier.agreement for outlier in unlike}
    return Template(
        id=number,
        name=_name(agreements),
        agreements=tuple(sorted(form.members, key=lambda member: member in odd)),
        counterparties=tuple(sorted(counterparties.items(), key=lambda pair: (-pair[1], pair[0]))),
        clauses=len(form.skeleton.clauses),
        outliers=unlike,
    )


def _name(agreements: Sequence[Agreement]) -> str:
    """The commonest title."""
    titles = Counter(_title(agreement) for agreement in agreements)
    return min(titles, key=lambda title: (-titles[title], title))


def _title(agreement: Agreement) -> str:
    """What stands first: a heading, or the first words."""
    for passage in agreement.passages:
        said = passage.heading or passage.text
        if words := said.split():
            return " ".join(words[:_TITLE])
    return ""
