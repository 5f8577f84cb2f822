"""A compiled program finds what its expression finds; a strange one is put aside."""

from __future__ import annotations

import re
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.match import phrase
from clausecheck.model import Sentence, Span
from clausecheck.rulepack import programs

EXPRESSIONS = [
    r"\bperpetual(?:ly)?\b",
    r"(?<!non-)exclusive|sole(?= right)",
    r"[a-c]{2,3}?x|\d+ (?:days?|years?)",
    r"(a|b)(c|d)?\s*e",
    r"(?i:AB)c",
    r"[^;]{0,40}?\bacting\b",
]


def sentence(text: str) -> Sentence:
    return Sentence(0, text, text.lower(), 0, ((0, 0, 0),))


@pytest.mark.parametrize("text", EXPRESSIONS)
@given(st.text(alphabet="abcdex ;-0129nonsolerightactingdayperpetually\n", max_size=80))
def test_a_program_finds_the_same(text: str, read: str) -> None:
    program = programs.dump(text)
    assert program
    expected = [Span(*m.span()) for m in re.finditer(text, read.lower()) if m[0]]
    assert phrase.regex(text, program, sentence(read), None) == expected


@pytest.mark.parametrize(
    "program", [b"", b"xx", b"\0" * 8, b"\0" * 12, b"\xff" * 40, array("I", [32, 2**32 - 5, 0]).tobytes()]
)
def test_a_strange_program_is_put_aside(program: bytes) -> None:
    phrase._regex.cache_clear()
    assert phrase.regex("perpetual", program, sentence("A perpetual right"), None) == [Span(2, 11)]


def test_named_groups_have_no_program() -> None:
    assert programs.dump("(?P<x>a)") == b""
