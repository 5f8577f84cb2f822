"""What holds for every document, however strange: nothing is lost, everything leads back, nothing hangs."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.model import Clause, Document
from clausecheck.segment import split
from clausecheck.segment.healing import INVISIBLE, LIGATURES
from tests.segment.build import document, paper

_WORDS = st.sampled_from(
    [
        *(
            "The Studio",
            "the Artist",
            "shall",
            "not",
            "lia-",
            "bility",
            "non-",
            "exclusive",
            "o\ufb03ce",
            "\u201cFilm\u201d",
        ),
        *(
            "per\u00adpetual",
            "licence.",
            "means",
            "Inc.",
            "No. 5",
            "\u00a0",
            "  ",
            "all:",
            "; or",
            "and/",
            "\u2014",
            "----",
        ),
        *(
            "RIGHTS",
            "Fee",
            "2027",
            "____",
            "\u200b",
            "\x07",
            "''",
            "``",
            "\U0001f3ac",
            "\u05d0\u05d1",
            "e\u0301",
        ),
    ]
)
_LABELS = st.sampled_from(
    [
        *(
            "",
            "",
            "",
            "1.",
            "2.",
            "3.",
            "1.1",
            "1.2",
            "2.1",
            "(a)",
            "(b)",
            "(i)",
            "(ii)",
            "(A)",
            "A.",
            "B.",
            "a)",
            "1)",
            "4",
        ),
        *(
            "ARTICLE I",
            "ARTICLE II",
            "Section 1.",
            "\u00a7 2",
            "Schedule 1",
            "Exhibit A",
            "\u2022",
            "-",
            "*",
            "##",
            "- 3 -",
            "7",
        ),
        *(
            "TABLE OF CONTENTS",
            "RECITALS",
            "WHEREAS",
            "IN WITNESS WHEREOF",
            "Page 2 of 9",
            "Fee ..... 4",
            "   ",
            "\t",
        ),
    ]
)
_BREAKS = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\n\n\n\n\n\n", "\f", "\n   ", "\u2028", "\n-----\n"])
_TEXTS = st.lists(st.tuples(_LABELS, st.lists(_WORDS, max_size=9), _BREAKS), max_size=25).map(
    lambda rows: "".join(f"{label} {' '.join(words)}{end}" for label, words, end in rows)
)
_INVISIBLE = frozenset(
    chr(code) for code in range(0x300) if unicodedata.category(chr(code)) == "Cc"
) | frozenset("\u00ad\u200b")


def shown(text: str, at: int) -> str:
    """What healed text may show for the character at an offset."""
    sign = text[at]
    if sign.isspace():
        return " "
    table = {"\u201c": '"', "\u201d": '"', "\u00a0": " ", "`": '`"', "'": "'\"", "\ufb03": "ffi"}
    return table.get(sign, sign)


def check(source: Document, found: tuple[Clause, ...]) -> set[int]:
    """Order, parents, and the way back of every character; returns the offsets that healed text shows."""
    text, done = source.text, 0
    seen: set[int] = set()
    for index, clause in enumerate(found):
        assert clause.index == index
        assert done <= clause.start < clause.end <= len(text)
        done = clause.end
        parent = clause.parent
        assert clause.level == (1 if parent is None else found[parent].level + 1)
        assert parent is None or parent < index
        assert clause.lead_in is None or clause.lead_in.clause < index
        assert 0 <= clause.body <= len(clause.text)
        last = clause.body
        for sentence in clause.sentences:
            assert last <= sentence.start < sentence.end <= len(clause.text)
            last = sentence.end
        offsets = []
        for at in range(len(clause.text)):
            (span,) = clause.spans(at, at + 1)
            assert span.end == span.start + 1
            assert clause.start <= span.start < clause.end
            assert clause.text[at] in shown(text, span.start), (clause.text[at], text[span.start])
            offsets.append(span.start)
        assert offsets == sorted(offsets)
        flat = [
            offset for span in clause.spans(0, len(clause.text)) for offset in range(span.start, span.end)
        ]
        assert flat == offsets
        assert "  " not in clause.text
        assert clause.text == clause.text.strip()
        seen.update(offsets)
    return seen


@given(_TEXTS)
def test_every_character_leads_back(text: str) -> None:
    source = document(text)
    check(source, split(source))


@given(st.lists(st.lists(_WORDS, min_size=3, max_size=9), max_size=20), _LABELS.filter(str.strip))
def test_every_letter_and_digit_is_shown(rows: list[list[str]], label: str) -> None:
    text = "\n".join(f"{label if i % 3 == 0 else 'x'} {' '.join(words)} x" for i, words in enumerate(rows))
    source = document(text)
    assert {i for i, sign in enumerate(text) if sign.isalnum()} <= check(source, split(source))


@given(_TEXTS)
def test_nothing_but_furniture_is_left_out(text: str) -> None:
    found = split(document(text))
    left = list(text)
    for clause in found:
        left[clause.start : clause.end] = " " * (clause.end - clause.start)
    for line in "".join(left).split("\n"):
        signs = "".join(sign for sign in line if sign.isalnum())
        blank = not signs and "_" not in line  # the rule under a page number goes with it
        assert blank or signs.isdigit() or "Page 2 of 9" in line, line


@given(_TEXTS)
def test_markdown_is_ordered_and_leads_back(text: str) -> None:
    source = document(text, "markdown")
    found = split(source)
    assert [clause.start for clause in found] == sorted(clause.start for clause in found)
    for clause in found:
        for span in clause.spans(0, len(clause.text)):
            assert clause.start <= span.start < span.end <= clause.end


@given(
    st.lists(st.lists(st.tuples(_LABELS, st.lists(_WORDS, max_size=9)), max_size=8), min_size=1, max_size=5)
)
def test_pages_lead_back(pages: list[list[tuple[str, list[str]]]]) -> None:
    source = paper(*([f"{label} {' '.join(words)}" for label, words in page] for page in pages))
    check(source, split(source))


@given(st.text(max_size=400))
def test_any_text_at_all(text: str) -> None:
    found = split(document(text))
    assert [clause.start for clause in found] == sorted(clause.start for clause in found)
    kept = "".join(text[clause.start : clause.end] for clause in found)
    assert sum(c.isalpha() for c in kept) >= sum(c.isalpha() for c in text) - 8  # a Roman page number


HOSTILE = {
    "one line of a megabyte": "lorem " * 170_000,
    "one word of a megabyte": "x" * 1_000_000,
    "blank lines": "\n" * 100_000 + "The end.",
    "blank lines between lines": "The Studio pays.\n\n\n\n\n\n" * 7_000,
    "list items": "(a) one;\n" * 50_000,
    "list items that lead in": "(a) one:\n" * 15_000,
    "lists and paragraphs": "We may:\n(a) sing;\nThe end is near.\n" * 5_000,
    "bullets": "- one\n" * 15_000,
    "numbers": "\n".join(f"{n}. The fee is ten." for n in range(1, 9_999)),
    "numbers alone": "\n".join(str(n) for n in range(1, 9_999)),
    "the same page number": "12\n\n" * 10_000,
    "full stops": "." * 1_000_000,
    "full stops and quotes": '."' * 300_000,
    "hyphens": "-" * 1_000_000,
    "hyphens and letters": "a-\n" * 50_000,
    "spaced hyphens": "- " * 300_000,
    "spaces": "a" + " " * 1_000_000 + "b",
    "dot leaders": ("Fee " + "." * 200 + " 4\n") * 4_000,
    "titles of contents": "TABLE OF CONTENTS\n" * 10_000,
    "contents without end": "CONTENTS\nFilm\n" + "".join(f"Entry number {n}x\n" for n in range(10_000)),
    "headings": "RIGHTS\n\n" * 10_000,
    "brackets": "(" * 500_000,
    "open links": "[a](" * 100_000,
    "stars": "*a " * 200_000 + "**" * 100_000,
    "quotes": "\u201c" * 500_000,
    "soft hyphens": "\u00ad" * 500_000 + "x",
    "abbreviations": "No. " * 100_000,
    "inline numbers": "The fee. 1. The film. 2. The sound. " * 7_000,
    "inline letters": "1. Fee: (a) ten. " * 15_000,
    "defined terms": '"Film" ' * 100_000,
    "form feeds": "The Studio pays.\f" * 10_000,
    "repeated pages": "LARKSPUR\nThe Studio pays.\n7\n\f" * 4_000,
    "decimal numbers": "\n".join(f"{n % 9}.{n % 7}.{n % 5} The fee." for n in range(10_000)),
    "deep decimals": "1." * 300_000,
    "roman numerals": "\n".join("(i)\n(v)\n(x)" for _ in range(5_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_does_not_hang(name: str) -> None:
    check_time(document(HOSTILE[name]))


@pytest.mark.parametrize(
    "name", ["open links", "stars", "hyphens", "spaces", "bullets", "headings", "deep decimals"]
)
def test_hostile_markdown_does_not_hang(name: str) -> None:
    check_time(document(HOSTILE[name], "markdown"))


def check_time(source: Document) -> None:
    """Seconds of this process, generous: a step that grows with the square takes minutes here."""
    start = time.process_time()
    found = split(source)
    assert time.process_time() - start < 15
    assert max((clause.level for clause in found), default=1) < 100


def test_the_lists_of_signs_are_sound() -> None:
    assert all(not sign.isspace() and not sign.isalnum() for sign in _INVISIBLE if sign in INVISIBLE)
    assert all(len(letters) > 1 for letters in LIGATURES.values())
