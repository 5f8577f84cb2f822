"""A compiled program finds what its expression finds; a strange one is put aside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from array import array
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck import programs
from clausecheck.match import phrase
from clausecheck.model import Sentence, Span

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
    assert phrase.Words(partial(phrase.regex, text, program))(sentence(read), None) == expected


@pytest.mark.parametrize(
    "program", [b"", b"xx", b"\0" * 8, b"\0" * 12, b"\xff" * 40, array("I", [32, 2**32 - 5, 0]).tobytes()]
)
def test_a_strange_program_is_put_aside(program: bytes) -> None:
    phrase.regex.cache_clear()
    found = phrase.Words(partial(phrase.regex, "perpetual", program))(sentence("A perpetual right"), None)
    assert found == [Span(2, 11)]


def test_named_groups_keep_their_names() -> None:
    text = "(?P<first>a+)-(?P<second>b+)"
    loaded = programs.load(text, programs.dump(text), re.compile(text).groupindex)
    assert loaded is not None
    found = loaded.match("aa-bb")
    assert found is not None
    assert found.groupdict() == {"first": "aa", "second": "bb"}


def test_expressions_are_remembered_and_found_again(tmp_path: Path) -> None:
    """In processes of their own: `re` keeps what it compiled."""
    write = "import re; from clausecheck.rulepack import warm; import clausecheck.terms; warm.remember()"
    read = (
        "import re; from clausecheck.rulepack import warm; old = len(re._cache); warm.prime()\n"
        "ready = len(re._cache) - old\n"
        "before = re._compiler.compile; calls = []\n"
        "re._compiler.compile = lambda *a: calls.append(a) or before(*a)\n"
        "import clausecheck.terms; warm.remember(); print(ready, len(calls))"
    )
    env = {**os.environ, "CLAUSECHECK_CACHE": str(tmp_path)}
    subprocess.run([sys.executable, "-c", write], env=env, check=True)
    done = subprocess.run([sys.executable, "-c", read], env=env, check=True, capture_output=True, text=True)
    ready, compiled = map(int, done.stdout.split())
    assert ready > 50
    assert compiled < 5


def test_a_python_without_programs_writes_them_down_once(tmp_path: Path) -> None:
    program = (
        "from clausecheck import programs; from clausecheck.rulepack import warm\n"
        "programs.dump = lambda *a: b''; warm.prime(); import clausecheck.terms; warm.remember()"
    )
    env = {**os.environ, "CLAUSECHECK_CACHE": str(tmp_path)}
    written = []
    for _ in range(2):
        subprocess.run([sys.executable, "-c", program], env=env, check=True)
        written.append((tmp_path / "expressions.cache").stat().st_ino)
    assert written[0] == written[1]


def test_a_broken_memory_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "expressions.cache").write_bytes(b"\x00nothing")
    program = "from clausecheck.rulepack import warm; warm.prime(); import clausecheck.terms; warm.remember()"
    subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "CLAUSECHECK_CACHE": str(tmp_path)}, check=True
    )
    assert (tmp_path / "expressions.cache").stat().st_size > 10_000


def test_what_other_code_remembered_is_forgotten(tmp_path: Path) -> None:
    """Else each new version would add its expressions to those of all that were before it."""
    then = (
        "import re; from clausecheck.rulepack import warm; re.compile('left by an older version')\n"
        "warm._key = lambda: 'older'; import clausecheck.terms; warm.remember()"
    )
    env = {**os.environ, "CLAUSECHECK_CACHE": str(tmp_path)}
    subprocess.run([sys.executable, "-c", then], env=env, check=True)
    assert b"left by an older version" in (tmp_path / "expressions.cache").read_bytes()
    now = "from clausecheck.rulepack import warm; warm.prime(); import clausecheck.terms; warm.remember()"
    subprocess.run([sys.executable, "-c", now], env=env, check=True)
    assert b"left by an older version" not in (tmp_path / "expressions.cache").read_bytes()
