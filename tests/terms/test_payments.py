"""Sums that the other side pays the signer, and sums that are none of these."""

from __future__ import annotations

import pytest

from clausecheck import ingest, load_packs, segment, terms

PACKS = load_packs("performer")


def payments(text: str) -> list[tuple[float, str, str, float]]:
    said, _ = terms.read(segment.split(ingest.read("-", data=text.encode())), PACKS)
    return [(p.amount, p.currency, p.per, p.least) for p in said.payments]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Studio will pay you $150 per hour, with a minimum of two hours.", [(150, "$", "hour", 2)]),
        ("Producer shall pay Performer a flat fee of £1,200.50 within 30 days.", [(1200.5, "£", "", 1)]),
        ("You receive 300 US dollars for each session.", [(300, "$", "session", 1)]),
        ("We pay you EUR 80 an hour, four hours guaranteed.", [(80, "€", "hour", 4)]),
        ("The Studio pays you a fee of $5k.", [(5000, "$", "", 1)]),
        (
            "The Studio pays you $20 for a post and $30 for a video.",
            [(20, "$", "post", 1), (30, "$", "video", 1)],
        ),
    ],
)
def test_what_the_signer_is_paid(text: str, found: list[tuple[float, str, str, float]]) -> None:
    assert payments(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The Studio will not pay you $150.",
        "You shall pay the Studio a fee of $50.",
        "Our liability to you is limited to $100.",
        "You pay liquidated damages of $10,000 for each breach.",
        "The Studio reimburses travel expenses up to $40.",
        "The film cost $2,000,000.",
    ],
)
def test_what_is_no_pay(text: str) -> None:
    assert payments(text) == []


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Norton Ltd shall pay you $4,150 per month.", True),
        ("Fees: $4,150 per month.", False),
        ("You shall pay Norton Ltd $4,150 per month.", False),
    ],
)
def test_where_either_side_may_pay_somebody_must_be_named(text: str, paid: bool) -> None:
    sentences = segment.split(ingest.read("-", data=text.encode()))
    said, _ = terms.read(sentences, load_packs("commercial"), "us")
    assert bool(said.payments) == paid


def test_what_is_billed_to_the_reader_is_no_pay() -> None:
    assert payments("Fees: $4,150 per month, invoiced annually in advance.") == []
    assert payments("The subscription fee is $9 per month.") == []
    assert payments("Fee: $150 per hour.") == [(150, "$", "hour", 1)]
