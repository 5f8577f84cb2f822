"""A limit beside a promise: never "kept" where the paper takes a part back; harmless twins stay kept."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from clausecheck import load_packs
from clausecheck.compare.promises import compare
from clausecheck.model import Comparison, Failed, Source
from clausecheck.pipeline import promised

PACKS = load_packs("performer")
TABLE = yaml.safe_load((Path(__file__).parent / "limits.yaml").read_text("utf-8"))
KINDS = {"pay": {"promise.pay"}, "days": {"promise.pay-time"}}
CASES = [
    pytest.param(group, row["said"], signed, verdict, id=f"{row['said']} / {signed}")
    for group, rows in TABLE.items()
    for row in rows
    for signed, verdict in row["cases"]
]
HEAD = (
    'AGREEMENT\n\nThis Agreement is made between Alder Films Ltd ("Company") and Mira Noon ("Performer").\n\n'
    '1. Performer works in the film "Tide" (the "Film").\n\n2. '
)
WORST = ("contradicted", "weaker", "unsure", "silent", "kept")


def compared(said: str, signed: str) -> Comparison:
    posting = promised(Source("posting", said.encode()), PACKS, "posting")
    paper = promised(Source("agreement", signed.encode()), PACKS, "agreement")
    assert not isinstance(posting, Failed)
    assert not isinstance(paper, Failed)
    return compare([posting], paper, PACKS)


@pytest.mark.parametrize(("group", "said", "signed", "verdict"), CASES)
def test_limits_and_their_harmless_twins(group: str, said: str, signed: str, verdict: str) -> None:
    found = compared(f"Actors for a film in Leeds.\n{said}\n", f"{HEAD}{signed}\n")
    wanted = KINDS.get(group)
    verdicts = [pair.verdict for pair in found.pairs if wanted is None or pair.kind.id in wanted]
    assert verdicts
    assert min(verdicts, key=WORST.index) == verdict


def test_a_hole_is_quoted_and_marked() -> None:
    found = compared(
        "No AI training.", f"{HEAD}Company shall not train AI, provided that it may train yours."
    )
    (pair,) = found.pairs
    assert pair.verdict == "weaker"
    assert pair.signed[0].quote == "AI … provided that"
    assert "provided that" in pair.because


def test_a_list_keeps_the_limit_of_its_lead_in() -> None:
    paper = f"{HEAD}Company shall endeavour not to:\n(a) sell the recordings; or\n(b) train AI.\n"
    found = compared("We never sell your recordings. No AI training.", paper)
    assert {pair.verdict for pair in found.pairs} == {"weaker"}


def test_a_clause_that_undoes_others_by_number() -> None:
    paper = f"{HEAD}Company shall not sell the recordings.\n\n3. Clauses 1 and 2 do not bind its licensees.\n"
    assert [pair.verdict for pair in compared("We never sell your recordings.", paper).pairs] == ["weaker"]
    other = paper.replace("1 and 2", "1 and 4")
    assert [pair.verdict for pair in compared("We never sell your recordings.", other).pairs] == ["kept"]


def test_one_phrase_stands_in_one_list() -> None:
    paper = f"{HEAD}Company shall not publish Performer's name.\n"
    found = compared("Your name will not be published.", paper)
    assert len({pair.verdict for pair in found.pairs}) == 1


def test_two_promises_of_one_sentence_are_both_there() -> None:
    found = compared("Nobody will sell it or pass it on to third parties.", f"{HEAD}Company films Performer.")
    assert {pair.kind.id for pair in found.pairs} == {"promise.no-sale", "promise.no-sharing"}


def test_each_sum_of_the_paper_keeps_one_promise() -> None:
    found = compared("Pay: $700. Buyout $700.", f"{HEAD}Company shall pay Performer $700.\n")
    assert sorted(pair.verdict for pair in found.pairs) == ["kept", "unsure"]


MAIL = """From: Dana <dana@whit.example>
To: Robin <robin@mail.example>
Subject: Your question
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hi Robin,

To confirm:
- you'll get a credit.
- we'll pay you 250 GBP.

On Mon, Robin wrote:
> Will I be paid 500 GBP?
> You will never sell my recordings.
"""


def test_older_mail_is_no_promise_of_the_sender(tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_text(MAIL, "utf-8")
    posting = promised(Source(str(tmp_path / "mail.eml")), PACKS, "posting")
    paper = promised(
        Source("agreement", f"{HEAD}Company shall pay Performer £250.".encode()), PACKS, "agreement"
    )
    assert not isinstance(posting, Failed)
    assert not isinstance(paper, Failed)
    found = compare([posting], paper, PACKS)
    assert {pair.kind.id: pair.verdict for pair in found.pairs} == {
        "promise.pay": "kept",
        "promise.credit": "silent",
    }
    assert all("confirm" not in saying.evidence.sentence for pair in found.pairs for saying in pair.said)
    assert ["older mail" in words for words in found.warnings] == [True]


def test_wrong_files_are_named() -> None:
    paper = f"{HEAD}Company shall pay Performer $5. This Agreement is governed by the law of England.\n"
    posting = "Actors wanted. You are paid $5. Apply now."
    assert "same text" in compared(paper, paper).warnings[0]
    assert "must come last" in compared(paper, posting).warnings[0]
    assert compared(posting, paper).warnings == ()
