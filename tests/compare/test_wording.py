"""The wording that rules suggest: a change that it is said to bring must be one that the rules see."""

from __future__ import annotations

import pytest

from clausecheck import load_packs
from clausecheck.model import Rule, Source
from clausecheck.pipeline import analyze
from clausecheck.score import STRUCK, TWINS

PACKS = load_packs("performer")
RULES = {rule.id: rule for pack in PACKS for rule in pack.rules}
# A licence that makes every protection of the pack needed.
LICENCE = (
    "1. Use. Talent grants the Studio the right to use her voice and her likeness. The Studio may make a "
    "digital double of Talent and take a voiceprint of Talent, may sublicense it, and may show it in "
    "advertising.\n\n2. More. "
)
NOTHING = "The Studio pays for the taxi."
BLANK = "[name]"  # what the other side has to fill in


def fired(rule: str, words: str) -> bool:
    packs = [pack.alone(rule) for pack in PACKS]
    report = analyze(Source("a.txt", f"{LICENCE}{words}\n".encode()), packs)
    return any(finding.rule.id == rule for finding in report.findings)


def worded(rule: Rule) -> bool:
    return bool(rule.suggest) and not str(rule.suggest).startswith("(")


@pytest.mark.parametrize(
    ("silence", "express"),
    [pair for pair in TWINS.items() if pair[1] not in STRUCK and worded(RULES[pair[1]])],
)
def test_the_wording_for_a_clause_fills_the_silence_beside_it(silence: str, express: str) -> None:
    suggested = str(RULES[express].suggest)
    assert fired(silence, NOTHING)
    assert fired(silence, suggested) is (BLANK in suggested)


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if worded(rule)], ids=lambda rule: rule.id)
def test_no_wording_sets_off_the_rule_that_suggests_it(rule: Rule) -> None:
    if rule.absent or rule.undefined:
        assert not fired(rule.id, str(rule.suggest))
    else:
        assert fired(rule.id, str(rule.suggest)) is fired(rule.id, NOTHING)
