"""What blows up is found, shown by a text and confirmed by the clock; what does not is left alone."""

from __future__ import annotations

import re
from time import perf_counter

import pytest

from clausecheck.rulepack.lint.backtracking import ambiguity
from clausecheck.rulepack.lint.probe import confirm, probe
from clausecheck.rulepack.lint.samples import samples

EXPLODES = [
    r"(?:a+)+b",
    r"(a*)*b",
    r"(?:\w+ ?)*;",
    r"(?:a|a)*b",
    r"(?:a|ab?|b)*c",
    r"\bgrant(?:\s*\w+\s*)+\bperpetual",
    r"(?:[a-z]+[ ,]*)*\bfor ever",
    r"x(?:aa|a)+y",
    r"(?:(?:a|b)+|c)*d",
    r"(?:\w{1,40} ?){0,40};",
]
HARMLESS = [
    r"\bperpetual(?:ly)?\b",
    r"(?:\w+ )*for ever",
    r"(?:\w+, )*(?:and )?\w+ rights",
    r"[^;]{0,60}\bperpetual",
    r"(?:ab|ac)*d",
    r"(?:in|on|at) (?:any|all) (?:media|form)",
    r"_{4,}|\.{12,}(?! ?\d)",
    r"\d+(?:,\d{3})*(?:\.\d+)? dollars",
    r"(?:right|rights|licen[cs]es?)(?: \w+){0,6} in perpetuity",
    r"(?:a?b)*c",
    r"(?:a|\w)+;",  # `re` makes one set of it
]


@pytest.mark.parametrize("text", EXPLODES)
def test_a_loop_that_can_be_passed_in_two_ways(text: str) -> None:
    found = ambiguity(text)
    assert found
    assert found.stretch
    assert confirm(text, found)


@pytest.mark.parametrize("text", HARMLESS)
def test_a_loop_that_can_be_passed_in_one_way(text: str) -> None:
    assert ambiguity(text) is None


@pytest.mark.parametrize("text", EXPLODES)
def test_no_probe_hangs(text: str) -> None:
    start = perf_counter()
    found = ambiguity(text)
    assert found
    confirm(text, found)
    probe(text)
    assert perf_counter() - start < 10


def test_many_wide_gaps_are_slow_though_no_loop_is_ambiguous() -> None:
    text = r"\ba\b[^;]{0,900}\bb\b[^;]{0,900}\bb\b[^;]{0,900}\bc\b"
    assert ambiguity(text) is None
    assert probe(text)


@pytest.mark.parametrize("text", [*HARMLESS, *EXPLODES, r"(?<!non-)exclusive", r"a(?=b)b|\bx{3}[^a-z]"])
def test_samples_match(text: str) -> None:
    found = samples(text)
    assert found
    assert all(re.search(text, sample) for sample in found)


def test_samples_go_through_every_alternative() -> None:
    assert set(samples(r"(?:a|b)c|d(?:e|f)?")) == {"ac", "bc", "d"}


@pytest.mark.parametrize(
    ("expression", "bad"),
    [
        (r"\A(?:[^a-z_]{0,6}_{4,}){1,7}\Z", True),  # a run of blanks in many ways
        (r"\A(?:[^a-z_]{0,6}_{4,}(?!_)){1,7}\Z", False),
        (r"(?:\.{3,} ?){1,9}x", True),
    ],
)
def test_a_form_with_long_lines_is_tried(expression: str, bad: bool) -> None:
    assert (probe(expression) is not None) is bad
