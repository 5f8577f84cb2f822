"""A text and its print: labels and page numbers within a sentence are no words; all else is."""

from __future__ import annotations

import pytest

from clausecheck.compare import (
    prints,
)
from clausecheck.compare.diff import diff
from clausecheck.model import DraftDiff
from clausecheck.report import Options
from clausecheck.report.comparison import render
from tests.compare.build import HEAD, read

TEXT = f"""{HEAD}1. Performer grants Producer a licence to use the recordings in the Film for two years.

2. Producer shall not sell the recordings to others, and shall keep them in the iron safe of the studio.

3. Producer shall pay Performer $500 within ten days after the shoot.
"""


def printed(text: str) -> DraftDiff:
    """The text against another, as if that were its print."""
    return diff(read(TEXT), read(text)._replace(format="pdf"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("keep them in", "keep them 3 in"),
        ("Producer shall not sell", "A. Producer shall not sell"),
        ("the iron safe", "the ir- on safe"),
        ("pay Performer", "pay Page 2 of 9 Performer"),
    ],
)
def test_what_a_print_adds_is_no_change(old: str, new: str) -> None:
    found = printed(TEXT.replace(old, new))
    assert found.changes == ()
    assert found.shuffle.read == 1
    assert "looks like a print of the other" in " ".join(render(found, "auto", Options()).split())


@pytest.mark.parametrize(
    ("old", "new", "gain"),
    [
        ("shall not sell", "shall sell", "gained"),
        ("within ten days", "within 90 days", "gained"),
        ("$500", "$5", "gained"),
        ("Producer shall pay Performer", "Performer shall pay Producer", "gained"),
    ],
)
def test_what_a_print_does_not_add_is_one(old: str, new: str, gain: str) -> None:
    assert gain in {change.gain for change in printed(TEXT.replace(old, new)).changes}


def test_a_number_that_counts_something_stays() -> None:
    assert prints.words(["within 3 days"]) != prints.words(["within days"])
    assert prints.words(["for 5 % of it"]) != prints.words(["for of it"])
    assert prints.words(["the 12 safe of it"]) == prints.words(["the safe of it"])


def test_two_texts_are_not_a_print() -> None:
    found = diff(read(TEXT), read(TEXT.replace("keep them in", "keep them 3 in")))
    assert found.changes and found.shuffle.read == 0
