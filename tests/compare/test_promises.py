"""What a posting promised, against what an agreement says: each verdict, with words that stand there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clausecheck import load_packs
from clausecheck.compare.promises import Read, compare
from clausecheck.model import Comparison, Evidence, Failed, PromiseKind, Source
from clausecheck.pipeline import promised
from clausecheck.rulepack import promisetest, shipped
from clausecheck.rulepack.load import load

PACKS = load_packs("performer")
(PERFORMER,) = load([shipped() / "performer"])
PAIRS = Path(__file__).parent / "pairs"

# What must come out of each pair, all of it: `tests/compare/pairs`.
VERDICTS = {
    "voice-app": {
        "contradicted": "no-sale no-ai",
        "weaker": "withdraw",
        "silent": "ownership",
        "kept": "pay pay-time session",
    },
    "theatre-film": {"kept": "not-public one-project travel meals credit no-nudity session"},
    "photo-brand": {
        "contradicted": "term territory pay-time reuse-pay approval",
        "weaker": "no-sale",
        "silent": "session",
        "kept": "pay",
    },
    "mocap": {"kept": "deletion no-digital-copy one-project travel session pay"},
    "survey": {"kept": "not-public no-sharing anonymous deletion withdraw pay voluntary private"},
    "extras": {
        "contradicted": "no-advertising likeness-limits anonymous pay pay-time travel meals session",
    },
    "audiobook": {
        "silent": "no-changes",
        "kept": "no-digital-copy pay reuse-pay credit non-exclusive",
    },
    "corporate": {"kept": "not-public term pay travel session"},
    "crypto": {"contradicted": "no-ai no-digital-copy", "kept": "term pay pay-time approval"},
    "notes": {},
}


def read(path: Path, part: str) -> Read:
    outcome = promised(Source(str(path)), PACKS, part)  # type: ignore[arg-type]
    assert not isinstance(outcome, Failed)
    return outcome


def told(text: str, part: str) -> Read:
    outcome = promised(Source("-", text.encode()), PACKS, part)  # type: ignore[arg-type]
    assert not isinstance(outcome, Failed)
    return outcome


def compared(*texts: str) -> Comparison:
    *postings, paper = texts
    return compare([told(one, "posting") for one in postings], told(paper, "agreement"), PACKS)


def by_verdict(found: Comparison) -> dict[str, set[str]]:
    verdicts: dict[str, set[str]] = {}
    for pair in found.pairs:
        verdicts.setdefault(pair.verdict, set()).add(pair.kind.id.removeprefix("promise."))
    return verdicts


@pytest.fixture(scope="module")
def study(root: Path) -> tuple[Read, Read, Comparison]:
    folder = root / "samples" / "emotion-study"
    posting, paper = read(folder / "posting.txt", "posting"), read(folder / "agreement.txt", "agreement")
    return posting, paper, compare([posting], paper, PACKS)


def test_the_study_breaks_what_its_posting_said(study: tuple[Read, Read, Comparison]) -> None:
    assert by_verdict(study[2]) == {
        "contradicted": {"research-only", "no-commercial-use", "not-public"},
        "weaker": {"likeness-limits"},
        "silent": {"not-struck-work"},
        "kept": {"pay", "pay-time", "session"},
    }
    pairs = {pair.kind.id: pair for pair in study[2].pairs}
    commercial = pairs["promise.no-commercial-use"]
    assert commercial.said[0].evidence.quote == "commercial purposes"
    assert commercial.signed[0].clause == "2.4"
    assert commercial.kind.rule == "mismatch.research-vs-commercial"
    likeness = pairs["promise.likeness-limits"]
    assert "your specific face or voice in any Orbita product" in likeness.signed[0].quote
    assert likeness.signed[0].clause == "3.2"
    assert "only not to copy you exactly" in likeness.because


def test_what_else_the_study_kept_to_itself(study: tuple[Read, Read, Comparison]) -> None:
    found = study[2]
    assert [party.name for party in found.late if party.named] == ["Orbita Platforms, Inc."]
    assert [saying.evidence.sentence for saying in found.hints] == [
        "A technology partner supports the study."
    ]
    assert {"likeness", "commercial"} <= {loose.term for loose in found.loose}
    assert found.exchange is not None
    assert found.exchange.said.evidence.quote == "$150"
    assert [proof.quote for proof in found.exchange.signed] == ["in perpetuity", "No further compensation"]
    assert found.entire is not None
    assert found.entire.clause == "8.1"
    assert [saying.evidence.quote[:17] for saying in found.unsorted] == ["You will be given"]


def test_nothing_is_quoted_that_is_not_in_the_two_texts(study: tuple[Read, Read, Comparison]) -> None:
    posting, paper, found = study
    said, signed = posting.report.text, paper.report.text
    for proof in quotes_of_postings(found):
        assert " … ".join(said[part.start : part.end] for part in proof.parts) == proof.quote
    for proof in quotes_of_papers(found):
        assert " … ".join(signed[part.start : part.end] for part in proof.parts) == proof.quote
        assert proof.clause


def quotes_of_postings(found: Comparison) -> Iterator[Evidence]:
    yield from (saying.evidence for pair in found.pairs for saying in pair.said)
    yield from (saying.evidence for saying in (*found.unsorted, *found.hints))
    yield from (loose.said.evidence for loose in found.loose)


def quotes_of_papers(found: Comparison) -> Iterator[Evidence]:
    yield from (proof for pair in found.pairs for proof in pair.signed)
    yield from (proof for party in found.late for proof in party.evidence)
    yield from (loose.signed for loose in found.loose)


def test_a_fair_pair_keeps_all(root: Path) -> None:
    folder = root / "samples" / "fair-licence"
    posting, paper = read(folder / "posting.txt", "posting"), read(folder / "agreement.txt", "agreement")
    found = compare([posting], paper, PACKS)
    assert {pair.verdict for pair in found.pairs} == {"kept"}
    assert len(found.pairs) >= 15
    assert not (found.late or found.loose or found.exchange or found.entire)


@pytest.mark.parametrize("name", VERDICTS)
def test_pairs_as_people_write_them(name: str) -> None:
    posting = read(PAIRS / f"{name}.posting.txt", "posting")
    paper = read(PAIRS / f"{name}.agreement.txt", "agreement")
    found = by_verdict(compare([posting], paper, PACKS))
    assert found == {verdict: set(names.split()) for verdict, names in VERDICTS[name].items()}


@pytest.mark.parametrize("kind", PERFORMER.promises, ids=lambda kind: kind.id)
def test_examples_of_the_shipped_kinds(kind: PromiseKind) -> None:
    from clausecheck.compare.promises import verdicts

    small = promisetest.alone(kind, PERFORMER)
    results = promisetest.run(kind, small, lambda said, signed, pack: verdicts(said, signed, (pack,)))
    assert [result for result in results if result.fault] == []


SALE = "We will never sell your footage."


@pytest.mark.parametrize(
    ("signed", "verdict"),
    [
        ("The Company may sell the footage.", "contradicted"),
        ("The Company may sell the footage without your consent.", "contradicted"),
        ("You agree that the Company may sell the footage.", "contradicted"),
        ("The Company will not sell the footage.", "kept"),
        ("The footage shall never be sold.", "kept"),
        ("Neither the Company nor its partners may sell the footage.", "kept"),
        ("The Company may sell the footage only with your written consent.", "weaker"),
        ("The Company may sell the footage if you agree in writing.", "weaker"),
        ("You may not sell the footage.", "unsure"),
        ("You may sell copies of the footage.", "unsure"),
        ("The Company will not sell your telephone number.", "unsure"),
        ("The Company films you.", "silent"),
    ],
)
def test_negations_and_who_acts(signed: str, verdict: str) -> None:
    found = {pair.kind.id: pair.verdict for pair in compared(SALE, signed).pairs}
    assert found == {"promise.no-sale": verdict}


@pytest.mark.parametrize(
    "posting",
    [
        "You must be 18 or older.",
        "Union members are welcome.",
        "We sell software to studios.",
        "Please do not share this post.",
        "This is not a commercial.",
    ],
)
def test_what_is_no_promise_to_the_reader(posting: str) -> None:
    paper = (
        "You agree that the Company may sell the footage for commercial purposes and share it with others."
    )
    assert compared(posting, paper).pairs == ()


def test_what_fits_no_kind_is_named() -> None:
    found = compared("We will give you a puppy. No AI, and you will get a hat.", "The Company films you.")
    assert [saying.evidence.quote for saying in found.unsorted] == [
        "We will give you a puppy.",
        "you will get a hat.",
    ]


def test_several_postings_name_their_own() -> None:
    found = compared("You are paid $500.", "You are paid $300. No AI.", "The Company pays you $300.")
    verdicts = {(pair.kind.id, saying.posting): pair.verdict for pair in found.pairs for saying in pair.said}
    assert verdicts == {
        ("promise.pay", 0): "contradicted",
        ("promise.pay", 1): "kept",
        ("promise.no-ai", 1): "silent",
    }


@pytest.mark.parametrize(
    ("said", "signed", "verdict"),
    [
        ("$200 to $300 per day.", "The Company pays you $250 per day.", "kept"),
        ("$200 to $300 per day.", "The Company pays you $150 per day.", "contradicted"),
        ("Half a day, £350 plus travel.", "The Company pays you £350.", "kept"),
        ("€300 per day.", "The Company pays you €300 per day and reimburses travel.", "kept"),
        ("You are paid within two weeks.", "The Company pays you $5 within 14 days.", "kept"),
        ("You are paid within two weeks.", "The Company pays you $5 within sixty days.", "contradicted"),
    ],
)
def test_sums_and_times_are_compared(said: str, signed: str, verdict: str) -> None:
    pairs = [pair for pair in compared(said, signed).pairs if pair.kind.compare in ("pay", "at-most")]
    assert [pair.verdict for pair in pairs] == [verdict]


@pytest.mark.parametrize("sum_", ["The film has a budget of $9,000.", "You get a gift card worth $20."])
def test_other_sums_are_no_pay(sum_: str) -> None:
    found = compared(sum_, "The Company pays you $5.")
    assert found.pairs == ()
    assert found.unsorted


def test_a_clause_that_loses_nothing_is_not_raised() -> None:
    entire = " This agreement is the entire agreement and supersedes all earlier statements."
    assert compared(SALE, f"The Company will not sell the footage.{entire}").entire is None
    assert compared(SALE, f"The Company may sell the footage.{entire}").entire is not None


def test_a_term_that_is_defined_is_not_loose() -> None:
    paper = "The Company may show your likeness."
    assert [one.term for one in compared("We use your likeness.", paper).loose] == ["likeness"]
    defined = f'"Likeness" means your face and voice. {paper}'
    assert compared("We use your likeness.", defined).loose == ()
