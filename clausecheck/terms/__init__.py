"""Clauses → Terms: what the contract says, read before any rule runs."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.model import Clause, RulePack, Scope, Sentence, Terms
from clausecheck.terms import definitions, grants, nature, parties, sentences
from clausecheck.terms.judge import Judge

__all__ = ["Judge", "read"]


def read(clauses: Sequence[Clause], packs: Sequence[RulePack], side: str = "us") -> Terms:
    """Parties, definitions, grants and the texts that rules read; ``side`` is us, them, any or a name."""
    units: dict[Scope, tuple[Sentence, ...]] = {"sentence": tuple(sentences.read(clauses))}
    who, sides = parties.read(clauses, packs, side)
    defined = definitions.read(clauses)
    for scope in sorted(_scopes(packs) - {"sentence"}):
        units[scope] = tuple(sentences.wider(scope, clauses, defined))
    language, contract = nature.read(clauses)
    return Terms(
        units=units,
        parties=who,
        sides=sides,
        definitions=defined,
        grants=grants.read(units["sentence"], Judge(sides)),
        language=language,
        contract=contract,
    )


def _scopes(packs: Sequence[RulePack]) -> set[Scope]:
    rules = [rule for pack in packs for rule in pack.rules]
    vetoes = {veto.scope for rule in rules for veto in rule.vetoes if veto.scope}
    return vetoes | {rule.scope for rule in rules if rule.match}
