"""The same words in another form, order or numbering: no difference."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausecheck.compare.diff import diff
from clausecheck.model import DraftDiff
from tests.compare.build import LONG, ROOT, opened, read

RECORDED = ROOT / "tests" / "ingest" / "recorded"
SAMPLES = ROOT / "samples"


def places(found: DraftDiff) -> list[str]:
    return [each.text for change in found.changes for each in (*change.old, *change.new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SAMPLES / "emotion-study" / "agreement.txt", SAMPLES / "emotion-study" / "agreement.pdf"),
        (SAMPLES / "long-services" / "agreement.txt", SAMPLES / "long-services" / "agreement.pdf"),
        (RECORDED / "agreement.docx", RECORDED / "agreement.pdf"),
    ],
    ids=["short", "long", "word"],
)
def test_a_text_and_its_print(old, new) -> None:  # type: ignore[no-untyped-def]
    there, back = diff(opened(old), opened(new)), diff(opened(new), opened(old))
    assert places(there) == places(back) == []
    assert not there.changes
    assert there.shuffle.margins == 1  # the name of the contract at the top of each page


def numbered(body: str) -> dict[str, list[str]]:
    """Section → its clauses without their numbers, of the body of the sample."""
    found: dict[str, list[str]] = {}
    for section, clause in re.findall(r"^(\d+)\.\d+ (.+)$", body, re.M):
        found.setdefault(section, []).append(clause)
    return found


BODY = LONG[: LONG.index("\nANNEX 1\n")].replace("\n\n\n", "\n\n")


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.integers(1, 9))
def test_clauses_in_another_order_and_numbering(seed: int, first: int) -> None:
    order, renumbered, moved = random.Random(seed), dict[str, str](), dict[str, str]()
    for section, clauses in numbered(BODY).items():
        sequence = list(range(len(clauses)))
        order.shuffle(sequence)
        for place, source in enumerate(sequence, 1):
            renumbered[f"{section}.{source + 1}"] = f"{int(section) + first}.{place}"
            moved[f"{section}.{place}"] = f"{int(section) + first}.{place} {clauses[source]}"
        renumbered[section] = str(int(section) + first)

    def sections(match: re.Match[str]) -> str:
        return f"{int(match[1]) + first}. {match[2]}"

    text = re.sub(r"^(\d+\.\d+) .+$", lambda m: moved[m[1]], BODY, flags=re.M)
    text = re.sub(r"^(\d+)\. ([A-Z][A-Z ,]+)$", sections, text, flags=re.M)
    text = re.sub(r"\bclauses? (\d+(?:\.\d+)?)", lambda m: m[0].replace(m[1], renumbered[m[1]]), text)
    found = diff(read(BODY), read(text))
    assert places(found) == []
    assert found.shuffle.renumbered > 60


def test_annexes_in_another_order() -> None:
    body, *annexes = re.split(r"\n\n(?=ANNEX \d+\n)", LONG)
    found = diff(read(LONG), read("\n\n".join([body, *reversed(annexes)])))
    assert places(found) == []
    assert found.shuffle.moved > 100


def test_a_reference_that_was_not_renumbered_with_its_clause() -> None:
    text = LONG.replace("5.3 The rights in clause 5.2", "5.3 The rights in clause 5.4")
    (change,) = diff(read(LONG), read(text)).changes
    assert [(e.kind, e.old, e.new) for e in change.effects] == [("reference", "5.2", "5.4")]
