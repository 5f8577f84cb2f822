"""``clausecheck promises``: exit codes, what is read, what is said of what was not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from clausecheck import report as report_package
from tests.cli.conftest import Run
from tests.report.test_json import closed

SCHEMA: Any = json.loads((Path(report_package.__file__).parent / "promises-1.schema.json").read_text("utf-8"))
PAPER = "The Company will not sell the footage. The Company pays you $5 within ten days."


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "agreement.txt"
    path.write_text(PAPER, "utf-8")
    return path


def test_the_study(run: Run, root: Path) -> None:
    folder = root / "samples" / "emotion-study"
    done = run("promises", folder / "posting.txt", folder / "agreement.pdf")
    assert done.returncode == 1
    assert done.stdout.startswith("3 promises broken · 1 with a hole · 1 not in the paper · 3 kept\n")
    for words in ("Orbita Platforms, Inc. gets rights", '"likeness", "commercial"', "▸entire agreement◂"):
        assert words in done.stdout
    assert done.stderr == ""


def test_a_fair_pair(run: Run, root: Path) -> None:
    folder = root / "samples" / "fair-licence"
    done = run("promises", folder / "posting.txt", folder / "agreement.txt")
    assert done.returncode == 0
    assert done.stdout.startswith("16 promises kept\n")


@pytest.mark.parametrize(
    ("said", "fail_on", "code"),
    [
        ("We never sell your footage.", "silent", 0),
        ("You are paid within a week.", "contradicted", 1),
        ("You are paid within a week.", "never", 0),
        ("You get a credit.", "weaker", 0),
        ("You get a credit.", "silent", 1),
    ],
)
def test_what_fails(run: Run, paper: Path, said: str, fail_on: str, code: int) -> None:
    done = run("promises", "-", paper, "--fail-on", fail_on, stdin=said.encode())
    assert done.returncode == code


def test_a_posting_may_be_a_page_or_a_mail(run: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "post.html").write_text(
        "<h2>Pay</h2><p>We pay $9.</p><p>We never sell your footage.</p>", "utf-8"
    )
    head = "From: a@b.example\nSubject: Job\nContent-Type: text/plain\n\n"
    mail = f"{head}Dear Ann,\n\nyou are paid within two weeks.\n"
    (tmp_path / "post.eml").write_text(mail, "utf-8")
    done = run("promises", tmp_path / "post.html", tmp_path / "post.eml", paper, "--format", "json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    verdicts = {
        (one["promise"], Path(one["said"][0]["posting"]).name): one["verdict"] for one in found["promises"]
    }
    assert verdicts == {
        ("promise.pay", "post.html"): "contradicted",
        ("promise.no-sale", "post.html"): "kept",
        ("promise.pay-time", "post.eml"): "kept",
    }


@pytest.mark.parametrize("name", ["emotion-study", "fair-licence"])
def test_the_machine_report_is_what_its_schema_says(run: Run, root: Path, name: str) -> None:
    folder = root / "samples" / name
    done = run("promises", folder / "posting.txt", folder / "agreement.txt", "--format", "json")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    found = json.loads(done.stdout)
    jsonschema.validate(found, closed(SCHEMA))
    assert found["complete"]
    assert sum(found["summary"].values()) == len(found["promises"])


@pytest.mark.parametrize("missing", ["posting", "agreement"])
def test_what_cannot_be_read_is_never_kept(run: Run, paper: Path, tmp_path: Path, missing: str) -> None:
    gone = tmp_path / "gone.txt"
    files = (gone, paper) if missing == "posting" else (paper, gone)
    done = run("promises", *files)
    assert (done.returncode, done.stdout) == (4, "")
    assert "gone.txt" in done.stderr
    done = run("promises", *files, "--format", "json")
    found = json.loads(done.stdout)
    jsonschema.validate(found, closed(SCHEMA))
    assert done.returncode == 4
    assert (found["complete"], found["promises"]) == (False, [])


def test_one_of_two_postings_is_gone(run: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text("We never sell your footage.", "utf-8")
    done = run("promises", tmp_path / "post.txt", tmp_path / "gone.txt", paper)
    assert done.returncode == 4
    assert "1 promise kept, and not all was read" in done.stdout
    assert "A part was not read" in done.stdout


def test_a_foreign_agreement_is_not_judged(run: Run, tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text("We never sell your footage.", "utf-8")
    german = (
        "Der Darsteller räumt der Gesellschaft das Recht ein, die Aufnahmen zu verkaufen und zu verbreiten. "
        * 8
    )
    (tmp_path / "vertrag.txt").write_text(german, "utf-8")
    done = run("promises", tmp_path / "post.txt", tmp_path / "vertrag.txt")
    assert done.returncode == 4
    assert done.stdout.startswith("1 promise not sure, and not all was read\n")
    assert "A part was not read" in done.stdout
    assert "says nothing of it" not in done.stdout


@pytest.mark.parametrize("files", [("one.txt",), ("-", "-")])
def test_wrong_usage(run: Run, files: tuple[str, ...]) -> None:
    done = run("promises", *files)
    assert done.returncode == 2
    assert "hint:" in done.stderr


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_it_fits_the_terminal(run: Run, root: Path, width: int) -> None:
    folder = root / "samples" / "emotion-study"
    done = run("promises", folder / "posting.txt", folder / "agreement.txt", COLUMNS=str(width))
    assert max(map(len, done.stdout.splitlines())) <= width
    coloured = run(
        "promises", folder / "posting.txt", folder / "agreement.txt", COLUMNS=str(width), FORCE_COLOR="1"
    )
    assert "\x1b[1m" in coloured.stdout
    assert "▸" not in coloured.stdout
    for line in coloured.stdout.splitlines():
        assert line.count("\x1b[") == 2 * line.count("\x1b[0m")


def test_a_hostile_posting_moves_nothing(run: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text("We never sell your \x1b[2Jfootage.\u202e No AI.", "utf-8")
    done = run("promises", tmp_path / "post.txt", paper)
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_a_kind_is_explained(run: Run) -> None:
    done = run("explain", "promise.no-sale")
    assert done.returncode == 0
    assert "It will not be sold" in done.stdout
    assert "promise.no-sale" in run("rules", "list").stdout
