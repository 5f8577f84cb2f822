"""``clausecheck grants``: a list for a person, and the same for machines, every word of it verbatim."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from clausecheck import report as report_package
from tests.cli.conftest import Run

SCHEMA = json.loads((Path(report_package.__file__).parent / "grants-1.schema.json").read_text("utf-8"))
STUDY = Path("samples/emotion-study/agreement.txt")


def test_the_list_says_who_gives_what_to_whom(run: Run) -> None:
    done = run("grants", STUDY)
    assert done.returncode == 0
    assert "You → Orbita, Orbita Parties   2.2 · line " in done.stdout
    assert "how long  for ever “perpetuity”" in done.stdout
    assert "take it back  no “irrevocably”" in done.stdout
    assert "not stated" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_for_machines_every_word_stands_in_the_text(run: Run) -> None:
    made = json.loads(run("grants", STUDY, "--format", "json").stdout)
    jsonschema.validate(made, SCHEMA)
    text = STUDY.read_text("utf-8")
    proofs = [one["evidence"] for grant in made["grants"] for one in grant["stated"]]
    proofs += [proof for payment in made["payments"] for proof in payment["evidence"]]
    assert len(proofs) > 40
    for proof in proofs:
        assert proof["quote"] == " … ".join(text[part["start"] : part["end"]] for part in proof["parts"])
    orbita = next(grant for grant in made["grants"] if "Orbita Parties" in grant["to"])
    assert {"3.1(a)", "3.1(b)"} <= {grant["evidence"][0]["clause"] for grant in made["grants"]}
    assert (orbita["from"], orbita["giver"], orbita["term"]) == ("us", "You", "perpetual")
    assert (orbita["territory"], orbita["media"], orbita["revocable"]) == ("worldwide", "any", False)
    assert [(p["amount"], p["per"], p["least"]) for p in made["payments"]] == [(150.0, "hour", 2.0)]


def test_what_the_other_side_gives_is_shown_on_request(run: Run) -> None:
    text = (
        b"1. You grant Tarn Ltd the right to use your voice.\n\n2. Tarn Ltd grants you a licence to show it."
    )
    text = text.replace(b"show it", b"show the film")
    short, full = (run("grants", "-", *more, stdin=text).stdout for more in ((), ("--all",)))
    assert "WHAT YOU GET" not in short and "What you get: 1 more with --all" in short
    assert "WHAT YOU GET" in full


@pytest.mark.parametrize("path", ["missing.pdf", "samples"])
def test_what_cannot_be_read_has_no_list(run: Run, path: str) -> None:
    done = run("grants", path)
    assert (done.returncode, done.stdout) == (4, "")
    assert "error:" in done.stderr and "hint:" in done.stderr


def test_nothing_given_is_said(run: Run) -> None:
    done = run(
        "grants", "-", stdin=b"1. Tea. The parties drink tea on Mondays, and each of them agrees to pay."
    )
    assert done.returncode == 0
    assert "No words that give rights were found." in done.stdout


def test_the_command_that_it_names_reads_the_paper_the_same_way(run: Run) -> None:
    shown = run("grants", "samples/photo-app/terms.txt", "--pack", "consumer").stdout
    assert "clausecheck ask samples/photo-app/terms.txt --pack consumer" in shown
    assert "--pack" not in run("grants", STUDY).stdout
