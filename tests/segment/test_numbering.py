"""What is a label, what it can mean, and what is none."""

from __future__ import annotations

import pytest

from clausecheck.segment import numbering
from tests.segment.build import clauses, numbers


@pytest.mark.parametrize(
    ("line", "printed", "core"),
    [
        ("ARTICLE IV", "ARTICLE IV", "IV"),
        ("Article 4: Fees", "Article 4:", "4"),
        ("Section 2. Term", "Section 2.", "2"),
        ("Section 4.2 Term", "Section 4.2", "4.2"),
        ("\u00a7 3 Rights", "\u00a7 3", "3"),
        ("Clause 4", "Clause 4", "4"),
        ("1. Fees", "1.", "1"),
        ("1.1 Fees", "1.1", "1.1"),
        ("1.1.1. Fees", "1.1.1.", "1.1.1"),
        ("(a) fees", "(a)", "a"),
        ("(iv) fees", "(iv)", "iv"),
        ("(A) fees", "(A)", "A"),
        ("(aa) fees", "(aa)", "aa"),
        ("A. Fees", "A.", "A"),
        ("a) fees", "a)", "a"),
        ("1) fees", "1)", "1"),
        ("4", "4", "4"),
        ("Exhibit A", "Exhibit A", "A"),
        ("SCHEDULE 1 - FEES", "SCHEDULE 1", "1"),
        ("Annex B", "Annex B", "B"),
        ("2A. Fees", "2A.", "2A"),
        ("1.B. Fees", "1.B.", "1.B"),
        ("\u2022 fees", "\u2022", ""),
        ("- fees", "-", ""),
    ],
)
def test_label(line: str, printed: str, core: str) -> None:
    label = numbering.read(line)
    assert label is not None
    assert (label.text, label.core) == (printed, core)


@pytest.mark.parametrize(
    "line",
    [
        "2027. The fee",
        "12 months later",
        "$5.00 a day",
        "U.S. law",
        "e.g. a song",
        "P.O. Box 7",
        "the (a) part",
        "I am",
        "",
    ],
)
def test_no_label(line: str) -> None:
    assert numbering.read(line) is None


def test_a_label_is_read_in_every_way() -> None:
    label = numbering.read("(i) fees")
    assert label is not None
    assert {(r.series, r.value) for r in label.readings} == {("(a)", 9), ("(i)", 1)}
    assert [numbering.roman(text) for text in ("iv", "XL", "xc", "iiii", "abc", "")] == [
        4,
        40,
        90,
        None,
        None,
        None,
    ]
    assert [numbering.letter(text) for text in ("a", "Z", "bb", "ab")] == [1, 26, 28, None]


def test_roman_or_letter_is_decided_by_the_list() -> None:
    letters = "\n".join(f"({c}) item {c};" for c in "abcdefghijk")
    assert numbers(clauses(f"1. The Studio may:\n{letters}"))[-3:] == ["1(i)", "1(j)", "1(k)"]
    nested = (
        "\n".join(f"({c}) item {c};" for c in "abcdefg") + "\n(h) these:\n(i) one;\n(ii) two;\n(i) three."
    )
    found = numbers(clauses(f"1. The Studio may:\n{nested}"))
    assert found[-3:] == ["1(h)(i)", "1(h)(ii)", "1(i)"]
    many = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    romans = "\n".join(f"({c}) item;" for c in many)
    assert numbers(clauses(f"1. The Studio may:\n{romans}"))[1:] == [f"1({c})" for c in many]


@pytest.mark.parametrize(
    "text",
    [
        "1. Fees. The fee is due under\n2. of the Order, as agreed.\n2. Term. One year.",
        "1. Fees. The fee is set out in Section\n4.2 of the Order.\n2. Term. One year.",
        "1. Fees. The Artist, as said in paragraph\n(b) above, is paid.\n2. Term. One year.",
        "1. Fees. The deed was made in\n2027. It ended after\n12 months by law.\n2. Term. One year.",
        "1. Fees. The daily fee of a singer is about\n5.50 dollars, or more.\n2. Term. One year.",
        "1. Fees. As agreed between them in\nSection 9.1 of the Order, fees are due.\n2. Term. One year.",
        "1. Fees. The Artist may rest (a) on Sundays, (b) on\nMondays, or\n(c) at night.\n2. Term. One year.",
    ],
)
def test_a_reference_at_the_start_of_a_line_is_no_clause(text: str) -> None:
    assert numbers(clauses(text)) == ["1", "2"]
