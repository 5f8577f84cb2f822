"""Clauses → Terms: what the contract says, read before any rule runs."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.model import Clause, Party, RulePack, Scope, Sentence, Terms, composed
from clausecheck.terms import (
    definitions,
    expansions,
    grants,
    nature,
    parties,
    payments,
    promises,
    records,
    sentences,
    stances,
)
from clausecheck.terms.judge import Judge

__all__ = ["Judge", "fitting", "read", "stances"]


def read(
    clauses: Sequence[Clause], packs: Sequence[RulePack], side: str = "us", *, advert: bool = False
) -> tuple[Terms, Judge]:
    """Parties, definitions, grants and the texts that rules read, and the judge of negation and direction.

    ``side`` is us, them, any or a party's name. ``advert``: it is no contract, it offers work.
    """
    units: dict[Scope, tuple[Sentence, ...]] = {"sentence": tuple(sentences.read(clauses))}
    who, sides = parties.read(clauses, packs, side)
    defined = definitions.read(clauses)
    for scope in sorted(_scopes(packs) - {"sentence"}):
        units[scope] = tuple(sentences.wider(scope, clauses, defined))
    language, contract = nature.read(clauses)
    every, judge = units["sentence"], Judge(sides)
    given = grants.acts(every, judge)
    promised = promises.read(every, judge)
    ours = [act.sentence for act in given if act.giver == "us"]
    expanded = expansions.read(ours, every, clauses, defined, sides.keys())
    granted = grants.read(given, every, expanded, promised, sides)
    terms = Terms(
        units=units,
        parties=who,
        sides=sides,
        definitions=defined,
        grants=granted,
        records=records.read(granted, every, expanded, sides, judge),
        payments=payments.read(every, judge, advert=advert, either=any(pack.two_sided for pack in packs)),
        promises=promised,
        expansions=tuple(expanded.values()),
        language=language,
        contract=contract,
    )
    return terms, judge


def english(clauses: Sequence[Clause]) -> bool:
    """Whether these clauses read like English, or are too few to tell."""
    return nature.read(clauses)[0] == "en"


def fitting(clauses: Sequence[Clause], parties: Sequence[Party]) -> str:
    """The pack for a paper that plainly no performer signs, "consumer" or "commercial"; else ""."""
    from clausecheck.terms import kind

    return kind.read(clauses, parties)


def _scopes(packs: Sequence[RulePack]) -> set[Scope]:
    """The scopes that a text is made for; composed rules ask their words of sentences."""
    rules = [rule for pack in packs for rule in pack.rules if rule.match and not composed(rule.match)]
    vetoes = {veto.scope for rule in rules for veto in rule.vetoes if veto.scope}
    return vetoes | {rule.scope for rule in rules}
