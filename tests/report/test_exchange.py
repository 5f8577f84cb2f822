"""The exchange in one sentence: every part rests on a grant, a payment or a finding."""

from __future__ import annotations

import textwrap

import pytest

from clausecheck import load_packs, pipeline
from clausecheck.model import Payment, Source, Span
from clausecheck.report.exchange import price, sentence

PACKS = load_packs("performer")


def exchange(text: str) -> str:
    data = textwrap.dedent(text).strip().encode()
    return sentence(pipeline.analyze(Source("-", data), PACKS))


def paid(amount: float, per: str = "", least: float = 1.0, currency: str = "$") -> Payment:
    return Payment(amount, currency, per, least, 0, Span(0, 1))


def test_the_sample_says_what_the_actor_gives() -> None:
    said = sentence(pipeline.analyze("samples/emotion-study/agreement.txt", PACKS))
    assert said.startswith("For about $300 you give your face, voice, ")
    for part in ("for ever", "worldwide", "in every medium", "Lumenface, Orbita, Orbita Parties"):
        assert part in said
    assert "people whom nobody controls" in said
    assert "; you cannot take it back." in said


def test_a_fair_deal_reads_as_one() -> None:
    said = sentence(pipeline.analyze("samples/fair-licence/agreement.txt", PACKS))
    assert "for two years, in the United Kingdom and Ireland, to Harbourline." in said
    assert "cannot" not in said and "for ever" not in said


def test_nothing_given_is_no_sentence() -> None:
    assert exchange("The parties drink tea together, and each party agrees to be on time.") == ""


def test_the_same_party_is_named_once() -> None:
    said = exchange(
        """
        This agreement is between Ada Moor ("Performer") and Tarn Films Ltd ("Tarn").

        1. Performer grants Tarn the right to use her voice. 2. Performer grants Tarn Films Ltd the right to
        use her face for two years.
        """
    )
    assert said.count("Tarn") == 1


@pytest.mark.parametrize(
    ("payments", "words"),
    [
        ((), ""),
        ((paid(150, "hour", 2),), "for about $300 "),
        ((paid(450, "day"),), "for $450 per day "),
        ((paid(1200),), "for $1,200 "),
        ((paid(900), paid(450, "year")), "for $900 and further sums "),
        ((paid(0.5, currency="CAD"),), "for CAD 0.50 "),
    ],
)
def test_the_price(payments: tuple[Payment, ...], words: str) -> None:
    assert price(payments) == words
