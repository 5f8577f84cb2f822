"""Quotes are shortened around what matters, and hostile characters are shown, not obeyed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.model import Span
from clausecheck.report.excerpt import excerpt, shortened
from clausecheck.report.inert import inert

SENTENCE = (
    "You grant to Orbita, and to Orbita Parties acting on behalf of Orbita, the right to use and disclose "
    "the Study Data, worldwide, irrevocably and in perpetuity, and in all formats and media existing now or "
    "in the future."
)


def shown(sentence: str, *marked: str, room: int) -> str:
    marks = [Span(sentence.index(words), sentence.index(words) + len(words)) for words in marked]
    return "".join(f"▸{p.text}◂" if p.marked else p.text for p in excerpt(sentence, marks, room))


def test_a_short_sentence_stays_whole() -> None:
    assert shown("It ends never.", "never", room=40) == "It ends ▸never◂."


def test_a_long_sentence_is_cut_at_words_around_the_mark() -> None:
    assert shown(SENTENCE, "in perpetuity", room=60) == (
        "… irrevocably and ▸in perpetuity◂, and in all formats …"
    )


def test_room_that_one_side_does_not_need_goes_to_the_other() -> None:
    assert shown(SENTENCE, "You grant", room=40) == "▸You grant◂ to Orbita, and to Orbita …"
    assert shown(SENTENCE, "the future.", room=40) == "… media existing now or in ▸the future.◂"


def test_marks_that_stand_apart_are_both_there() -> None:
    assert shown(SENTENCE, "acting on behalf of Orbita", "in perpetuity", room=60) == (
        "… ▸acting on behalf of Orbita◂, the … and ▸in perpetuity◂, and …"
    )


def test_a_mark_that_is_too_long_keeps_its_two_ends() -> None:
    made = shown(SENTENCE, SENTENCE[4:200], room=60)
    assert made.startswith("… ▸grant to Orbita,")
    assert " … " in made
    assert len(made) < 80


def test_a_mark_that_is_too_long_is_cut_between_words() -> None:
    words = "IN NO EVENT SHALL THE PROVIDER BE LIABLE FOR ANY SPECIAL, INCIDENTAL OR CONSEQUENTIAL DAMAGES"
    for room in range(20, len(words)):
        assert {part.strip("▸◂") for part in shown(words, words, room=room).split()} <= {*words.split(), "…"}


@pytest.mark.parametrize("room", range(20, 90))
def test_no_word_of_a_sentence_is_cut(room: int) -> None:
    """Nor where the mark begins or ends within a word, nor at a line break."""
    sentence = SENTENCE.replace("worldwide, ", "worldwide,\n")
    made = shown(sentence, "vocably and in per", room=room).replace("▸", "").replace("◂", "")
    assert set(made.replace(",", "").split()) <= {*sentence.replace(",", "").split(), "…"}


def test_a_word_without_an_end_is_cut() -> None:
    assert len(shown("x" * 900, "x" * 800, room=60)) < 80
    assert len(shortened("y" * 900, 60)) == 60


def test_a_quote_alone_is_shortened_behind_a_word() -> None:
    assert shortened("They may use  it\nfor ever", 40) == "They may use it for ever"
    for most in range(8, 24):
        made = shortened("They may use it for ever", most)
        assert len(made) <= most
        assert set(made.split()) <= {*"They may use it for ever".split(), "…"}


def test_without_marks_the_beginning_is_shown() -> None:
    assert shown(SENTENCE, room=30) == "You grant to Orbita, and to …"


@given(
    st.text(),
    st.lists(st.tuples(st.integers(-5, 300), st.integers(-5, 300)), max_size=5),
    st.integers(10, 200),
)
def test_any_sentence_and_marks(sentence: str, ranges: list[tuple[int, int]], room: int) -> None:
    pieces = excerpt(sentence, [Span(*r) for r in ranges], room)
    for piece in pieces:
        assert piece.text in inert(sentence) or "…" in piece.text
        assert inert(piece.text) == piece.text
    if len(sentence) <= room:
        assert "".join(piece.text for piece in pieces) == inert(sentence)


@given(st.text(alphabet=st.characters(codec="utf-8")) | st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    assert not [
        c for c in inert(text) if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    ]
    assert inert(inert(text)) == inert(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x1b[31mb\x07", "a\\x1b[31mb\\x07"),
        ("never\u202e reven", "never\\u202e reven"),
        ("for\u200bever", "for\\u200bever"),
        ("soft\u00adhyphen", "soft\\xadhyphen"),
        ("\x9b31m", "\\x9b31m"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("two\nlines\tand\u00a0three\u3000", "two lines and three "),
        ("“§ 4(b)” – café 永遠 \U0001f3ad €", "“§ 4(b)” – café 永遠 \U0001f3ad €"),
    ],
)
def test_inert(text: str, seen: str) -> None:
    assert inert(text) == seen
