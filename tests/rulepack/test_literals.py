"""The gate must never keep a rule from a text that it matches."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.match.patterns import hits
from clausecheck.model import AllOf, AnyOf, Near, Pattern, Phrase, Regex, Sentence, Tokens
from clausecheck.rulepack import literals, shipped
from clausecheck.rulepack.load import load


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (Phrase("in perpetuity"), ("perpetuity",)),
        (Regex(r"\bperpetual(?:ly)?\b"), ("perpetual",)),
        (Regex(r"\b(?:sell|lease)s? the data\b"), (" the data",)),
        (Regex(r"(?:sell|lease)"), ("lease", "sell")),
        (Regex(r"\bx?\w+"), ()),
        (Regex(r"AI training"), ("ai training",)),
        (AnyOf((Phrase("for ever"), Phrase("perpetual"))), ("ever", "perpetual")),
        (AnyOf((Phrase("for ever"), Regex(r"\w+"))), ()),
        (AllOf((Phrase("for ever"), Phrase("irrevocable"))), ("irrevocable",)),
        (Near(Phrase("a sale"), Phrase("recordings"), 3, False), ("recordings",)),
        (Tokens(json.dumps([{"LOWER": "no"}, {"LOWER": {"IN": ["limit", "limits"]}}])), ("limit", "limits")),
        (Tokens(json.dumps([{"LOWER": "limit", "OP": "?"}, {"LOWER": "time"}])), ("time",)),
    ],
)
def test_literals(pattern: Pattern, expected: tuple[str, ...]) -> None:
    assert literals.of(pattern) == expected


def sentence(text: str) -> Sentence:
    return Sentence(0, text, text.lower(), 0, ((0, 0, 0),))


def test_every_example_that_a_shipped_rule_matches_passes_its_gate() -> None:
    tried = 0
    for pack in load([shipped() / "core", shipped() / "performer"]):
        for rule in pack.rules:
            for example in rule.examples if rule.match else ():
                text = sentence(" ".join(example.text.split()))
                if rule.match and rule.literals and hits(rule.match, text):
                    tried += 1
                    assert any(word in text.lower for word in rule.literals), (rule.id, example.text)
    assert tried > 200


words = st.sampled_from(["no", "limit", "limits", "of", "time", "as", "to", "x", ",", "don't"])


@given(st.lists(words, min_size=1, max_size=12))
def test_the_token_gate_lets_every_match_through(drawn: list[str]) -> None:
    described = [
        {"LOWER": "no"},
        {"LOWER": "to", "OP": "?"},
        {"LOWER": {"IN": ["limit", "limits"]}, "OP": "{1,2}"},
        {"IS_ALPHA": True, "OP": "*"},
        {"LOWER": "time"},
    ]
    text = sentence(" ".join(drawn))
    free = hits(Tokens(json.dumps(described)), text)
    gated = hits(Tokens(json.dumps(described), literals.gate(described)), text)
    assert gated == free


@pytest.mark.parametrize("words", [["a", "b"], ["n't"], ["'s"]])
def test_a_gate_finds_contracted_words(words: list[str]) -> None:
    gate = literals.gate([{"LOWER": word} for word in words])
    assert re.search(
        gate, "don't a b's".replace("a b", " ".join(words)) if words == ["a", "b"] else "don't it's"
    )
