"""Which papers are plainly none that a performer signs."""

from __future__ import annotations

import pytest

from clausecheck import ingest, load_packs, pipeline, segment, terms
from clausecheck.model import Source

PERFORMER = load_packs("performer")
SERVICE = (
    "Chatter Terms of Service\n\n"
    + "You may use the Service as long as you keep your account safe. You agree that we may close it. " * 16
)
TRADE = (
    'This Agreement is between Mill Ltd ("Supplier") and Barn Inc. ("Buyer").\n\n'
    + "Supplier shall deliver the goods by the shipment date, invoice them, and mend each defect. The "
    "products are made to the specifications. Buyer shall forecast its needs. " * 12
)
RELEASE = (
    'This Agreement is between Bell Film LLC ("Company") and Moor Films Inc. ("Lender").\n\n'
    + "Lender shall deliver the services of the Artist for the film, and the Company may use her voice, her "
    "likeness and the recordings with the products, goods, shipments and invoices of its customers. " * 12
)


def fits(text: str) -> str:
    clauses = segment.split(ingest.read("-", data=text.encode()))
    return terms.fitting(clauses, terms.read(clauses, PERFORMER)[0].parties)


@pytest.mark.parametrize(("text", "pack"), [(SERVICE, "consumer"), (TRADE, "commercial")])
def test_a_paper_that_no_performer_signs_has_a_notice_with_the_way_out(text: str, pack: str) -> None:
    report = pipeline.analyze(Source("-", text.encode()), PERFORMER)
    (told,) = (one.message for one in report.reading.notices if one.code == "other-pack")
    assert told.endswith(f"--pack {pack}")
    fitting = pipeline.analyze(Source("-", text.encode()), load_packs(pack))
    part = pipeline.analyze(Source("-", text.encode(), excerpt=True), PERFORMER)
    assert not [one for seen in (fitting, part) for one in seen.reading.notices if one.code == "other-pack"]


@pytest.mark.parametrize(
    "text",
    [
        RELEASE,
        SERVICE[:300],
        TRADE[:300],
        TRADE.replace("Mill Ltd", "Ann Mill").replace("Barn Inc.", "Bo Barn"),
        SERVICE.replace("use the Service", "send us your voice and your likeness"),
        SERVICE.replace("Service", "Data").replace("your account", "it"),
    ],
    ids=["a loan-out", "a part", "a part of a deal", "no firms", "a performer's", "a data licence"],
)
def test_what_a_performer_may_sign_has_none(text: str) -> None:
    assert fits(text) == ""


def test_the_samples(request: pytest.FixtureRequest) -> None:
    samples = request.config.rootpath / "samples"
    fit = {path.parent.name: fits(path.read_text("utf-8")) for path in samples.glob("*/*.txt")}
    assert {name: pack for name, pack in fit.items() if pack} == {
        "photo-app": "consumer",
        "parts-supply": "commercial",
    }
