"""The gate must never keep a rule from a text that it matches."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.match.gate import Gate
from clausecheck.match.patterns import Hit, finder
from clausecheck.model import AllOf, AnyOf, Near, Pattern, Phrase, Regex, Sentence, Tokens, composed
from clausecheck.rulepack import literals, shipped
from clausecheck.rulepack.load import load


def phrase(text: str) -> Phrase:
    return Phrase(text, literals.of_phrase(text))


def regex(text: str) -> Regex:
    return Regex(text, literals.of_regex(text))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (phrase("in perpetuity"), ("perpetuity",)),
        (regex(r"\bperpetual(?:ly)?\b"), ("perpetual",)),
        (regex(r"\b(?:sell|lease)s? the data\b"), (" the data",)),
        (regex(r"(?:sell|lease)"), ("lease", "sell")),
        (regex(r"\bx?\w+"), ()),
        (regex(r"AI training"), ("ai training",)),
        (AnyOf((phrase("for ever"), phrase("perpetual"))), ("ever", "perpetual")),
        (AnyOf((phrase("for ever"), regex(r"\w+"))), ()),
        (AllOf((phrase("for ever"), phrase("irrevocable"))), ("irrevocable",)),
        (Near(phrase("the sale"), phrase("recordings"), 3, False), ("recordings",)),
    ],
)
def test_the_literals_of_a_rule(pattern: Pattern, expected: tuple[str, ...]) -> None:
    assert literals.of(pattern) == expected


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ([{"LOWER": "no"}, {"LOWER": {"IN": ["limit", "limits"]}}], (("limit", "limits"),)),
        ([{"LOWER": "limit", "OP": "?"}, {"LOWER": "duration"}], (("duration",),)),
        ([{"LOWER": "limit", "OP": "*"}, {"IS_ALPHA": True}], ()),
    ],
)
def test_the_words_that_tokens_need(
    tokens: list[dict[str, object]], expected: tuple[tuple[str, ...], ...]
) -> None:
    assert literals.of_tokens(tokens) == expected


def hits(pattern: Pattern, text: Sentence) -> list[Hit]:
    return finder(pattern).hits(text, None)


def sentence(text: str) -> Sentence:
    return Sentence(0, text, text.lower(), 0, ((0, 0, 0),))


def test_the_gate_lets_every_example_through_that_a_shipped_rule_matches() -> None:
    tried = 0
    for pack in load([shipped() / "core", shipped() / "performer"]):
        for rule in pack.rules:
            words = rule.match is not None and not composed(rule.match)
            gate = Gate([rule.match] if rule.match and words else [])
            for example in rule.examples if words else ():
                text = sentence(" ".join(example.text.split()))
                if rule.match and hits(rule.match, text):
                    tried += 1
                    ((_, (candidate,), present),) = gate.candidates([text])
                    assert any(part.hits(text, present) for part in candidate.alternatives), rule.id
    assert tried > 400


words = st.sampled_from(["no", "limit", "limits", "of", "time", "as", "to", "x", ",", "don't"])


@given(st.lists(words, min_size=1, max_size=12))
def test_the_token_gate_lets_every_match_through(drawn: list[str]) -> None:
    described: list[dict[str, Any]] = [
        {"LOWER": "no"},
        {"LOWER": "to", "OP": "?"},
        {"LOWER": {"IN": ["limit", "limits"]}, "OP": "{1,2}"},
        {"IS_ALPHA": True, "OP": "*"},
        {"LOWER": "time"},
    ]
    text = sentence(" ".join(drawn))
    free = hits(Tokens(json.dumps(described)), text)
    gated = hits(Tokens(json.dumps(described), literals.gate(described), literals.of_tokens(described)), text)
    assert gated == free


@pytest.mark.parametrize("words", [["does", "n't"], ["it", "'s"], ["and", "/", "or"]])
def test_a_gate_lets_contractions_through(words: list[str]) -> None:
    gate = literals.gate([{"LOWER": word} for word in words])
    assert re.search(gate, "it's and/or doesn't")


PAIRS = tuple(first + second for first in "abcdefgh" for second in "ijklmnop")


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        (r"\bfor ?ever\b", ("for ever", "forever")),
        (r"\b(?:train|trains|training) (?:ai|models?)\b", ("train", "training", "trains a", "trains m")),
        (r"\bauthori[sz]es?\b", ("authoris", "authoriz")),
        (r"\b(?:the )?name\b", ("name", "the name")),
        (r"(?<!non)sub-?licen[sc]e", ("sub-lice", "sublicen")),
        (r"\w+ rights", ()),
        (r"\b(?:a|of) \w+", ()),  # too short to tell anything
        (r".{0,9}right", ()),
        (r"_{4,}|\.{12,}", ("____", "........")),
        (r"(?:ab|c){2,3}d", ("abab", "abc", "cab", "cc")),
        (r"(?:very )*good", ("very", "good")),
        (rf"(?:{'|'.join(PAIRS)})-(?:one|two|six)", PAIRS),  # 64 beginnings, not 192
    ],
)
def test_the_beginnings_of_an_expression(text: str, starts: tuple[str, ...]) -> None:
    found = literals.starts(text)
    assert set(found) == set(starts) or all(any(one.startswith(start) for start in starts) for one in found)
    assert bool(found) == bool(starts)


def test_tried_at_its_beginnings_an_expression_finds_what_it_finds_everywhere() -> None:
    tried = 0
    packs = load([shipped() / "core", shipped() / "performer"])
    texts = [sentence(" ".join(e.text.split())) for p in packs for r in p.rules for e in r.examples]
    texts = texts[::7]
    rules = [rule for pack in packs for rule in pack.rules]
    for pattern in (leaf for rule in rules if rule.match for leaf in every_leaf(rule.match)):
        gate = Gate([pattern])
        for text in texts if isinstance(pattern, Regex) and pattern.starts else ():
            anywhere = finder(pattern).hits(text, None)
            there = [
                hit
                for _, candidates, present in gate.candidates([text])
                for candidate in candidates
                for part in candidate.alternatives
                for hit in part.hits(text, present)
            ]
            assert there == anywhere
            tried += bool(anywhere)
    assert tried > 400


def every_leaf(pattern: Pattern) -> list[Pattern]:
    match pattern:
        case AnyOf(parts) | AllOf(parts):
            return [leaf for part in parts for leaf in every_leaf(part)]
        case Near(a, b):
            return [*every_leaf(a), *every_leaf(b)]
        case Phrase() | Regex():
            return [pattern]
        case _:
            return []
