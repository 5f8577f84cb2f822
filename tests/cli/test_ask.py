"""``clausecheck ask`` and ``clausecheck explain --in``, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import clausecheck.report
from tests.cli.conftest import Run
from tests.report.test_json import closed

REPORT = Path(clausecheck.report.__file__).parent
STUDY = "samples/emotion-study/agreement.pdf"


def schema(name: str) -> Any:
    found = json.loads((REPORT / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return closed(found)


def test_ask_shows_the_points_and_what_they_bring(run: Run) -> None:
    done = run("ask", STUDY)
    assert (done.returncode, done.stderr) == (0, "")
    assert "If they agree" in done.stdout
    assert "Hello" not in done.stdout


@pytest.mark.parametrize("path", [STUDY, "samples/mutual-nda/agreement.txt"])
def test_the_records_are_what_their_published_schemas_say(run: Run, path: str) -> None:
    jsonschema.validate(json.loads(run("ask", path, "--format", "json").stdout), schema("ask-1"))
    for rule in (
        "scope.perpetual",
        "missing.deletion",
        "combo.ai-without-limit",
        "law.bipa",
        "legal.indemnity",
    ):
        done = run("explain", rule, "--in", path, "--format", "json")
        jsonschema.validate(json.loads(done.stdout), schema("explanation-1"))


def test_the_message_goes_to_a_file_in_the_form_of_its_name(run: Run, tmp_path: Path) -> None:
    done = run("ask", STUDY, "-o", tmp_path / "message.md", "--top", "2")
    assert done.returncode == 0
    assert "If they agree" in done.stdout
    assert "wrote" in done.stderr
    written = (tmp_path / "message.md").read_text("utf-8")
    assert written.startswith("Hello,")
    assert "1. **Clause 2.2, page 1" in written
    plain = run("ask", STUDY, "--top", "2", "--format", "text", "-o", tmp_path / "message")
    assert plain.stdout == ""
    assert "**" not in (tmp_path / "message").read_text("utf-8")


def test_the_message_never_replaces_the_agreement(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("You grant us your voice in perpetuity.\n", "utf-8")
    done = run("ask", paper, "-o", paper)
    assert done.returncode == 2
    assert paper.read_text("utf-8").startswith("You grant")
    assert run("ask", paper, "-o", tmp_path).returncode == 2
    assert run("ask", paper, "-o", tmp_path / "no" / "where.txt").returncode == 2


def test_what_if_of_rules(run: Run) -> None:
    done = run("ask", STUDY, "--if", "scope.perpetual", "--without", "ai.training")
    assert "2 of 44 points" in done.stdout
    assert run("ask", STUDY, "--if", "scope.perpetal").returncode == 2


@pytest.mark.parametrize("arguments", [("ask",), ("explain", "scope.perpetual", "--in")])
def test_a_file_that_cannot_be_read(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "nowhere.pdf")
    assert (done.returncode, done.stdout) == (4, "")
    assert "hint:" in done.stderr


@pytest.mark.parametrize("arguments", [("ask", "-"), ("explain", "scope.perpetual", "--in", "-")])
def test_what_is_not_english_is_not_judged(run: Run, arguments: tuple[str, ...]) -> None:
    text = "Der Darsteller räumt dem Produzenten alle Rechte an den Aufnahmen zeitlich unbegrenzt ein. " * 20
    done = run(*arguments, stdin=text.encode())
    assert done.returncode == 4
    assert "English" in done.stdout + done.stderr
    assert "did not fire" not in done.stdout


def test_explain_in_a_document(run: Run) -> None:
    done = run("explain", "scope.perpetual", "--in", STUDY)
    assert done.returncode == 0
    assert "▸in perpetuity◂" in done.stdout
    assert "without these words: “in perpetuity”" in done.stdout
    assert run("explain", "scope.perpetal", "--in", STUDY).returncode == 2


def test_explain_without_a_document_is_as_before(run: Run) -> None:
    assert "Why" in run("explain", "scope.perpetual").stdout
    assert json.loads(run("explain", "scope.perpetual", "--format", "json").stdout)["id"] == "scope.perpetual"
    assert "law check" in run("explain", "law.ca-927").stdout


def test_the_report_names_the_next_steps(run: Run) -> None:
    shown = " ".join(run("check", STUDY, "--fail-on", "never").stdout.split())
    assert f"what to send them: clausecheck ask {STUDY}" in shown
    assert "clausecheck explain third.sell --in FILE" in shown
    several = run("check", "samples", "--fail-on", "never").stdout
    assert "clausecheck ask" not in several
