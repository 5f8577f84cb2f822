"""``clausecheck doctor``: says what is there and what is not, and fails for nothing that is missing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clausecheck import __version__
from clausecheck.cli import _register, app, installed
from clausecheck.errors import Fault
from tests.cli.conftest import Run
from tests.ingest.build import PICTURE, pdf, text

WORDS = ["The Performer grants the Company the right to use her voice in perpetuity."] * 20


def test_it_names_what_is_there(run: Run) -> None:
    done = run("doctor", CLAUSECHECK_PASSWORD="opensesame")
    assert done.returncode == 0
    for said in (__version__, "core", "performer", "PDFium", "pdfplumber", "cache", "CLAUSECHECK_CACHE="):
        assert said in done.stdout
    assert "opensesame" not in done.stdout


def test_it_imports_no_reader(run: Run) -> None:
    done = run("doctor", PYTHONPROFILEIMPORTTIME="1")
    for heavy in ("spacy", "pdfplumber", "pypdfium2", "pypdfium2_raw", "rich", "lxml", "selectolax"):
        assert f" {heavy}\n" not in done.stderr


def test_a_file_is_read_and_not_judged(run: Run, root: Path) -> None:
    path = root / "samples" / "emotion-study" / "agreement.pdf"
    done = run("doctor", path)
    assert done.returncode == 0
    for said in ("pdf", "6,246 bytes", "3 of 3 pages", "English", "hidden text", "changes"):
        assert said in done.stdout
    assert "Grade" not in done.stdout
    record = json.loads(run("doctor", path, "--format", "json").stdout)
    assert record["schema"] == "clausecheck/doctor/1"
    assert (record["file"]["status"], record["file"]["pages_read"]) == ("analyzed", 3)
    assert {pack["id"] for pack in record["packs"]} >= {"core", "performer"}


def test_a_page_that_cannot_be_read_is_exit_4(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "half.pdf"
    path.write_bytes(pdf(text(*WORDS), PICTURE))
    done = run("doctor", path)
    assert done.returncode == 4
    assert "1 of 2 pages" in done.stdout
    assert "NOT READ     page 2\n" in done.stdout
    assert "it is a picture" in done.stdout


@pytest.mark.parametrize(("content", "code"), [(None, "not-found"), (b"", "empty"), (b"%PDF-1.7", "damaged")])
def test_a_file_that_cannot_be_read_is_exit_4(
    run: Run, tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "a.pdf"
    if content is not None:
        path.write_bytes(content)
    done = run("doctor", path)
    assert done.returncode == 4
    assert f"({code})" in done.stdout and "way out" in done.stdout
    record = json.loads(run("doctor", path, "--format", "json").stdout)["file"]
    assert (record["status"], record["error"]["code"]) == ("failed", code)


def test_another_language_is_said(run: Run) -> None:
    done = run(
        "doctor", "-", stdin="Der Darsteller überträgt der Firma alle Rechte an seiner Stimme. ".encode() * 9
    )
    assert done.returncode == 4
    assert "not English" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a folder under a file is another error there")
def test_a_cache_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("doctor", CLAUSECHECK_CACHE=str(tmp_path / "file" / "cache"))
    assert done.returncode == 0
    assert "cannot be written" in done.stdout
    assert "cache        off" in run("doctor", CLAUSECHECK_CACHE="off").stdout


def test_a_faulty_pack_is_exit_2(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Fault("rules/x.yaml", 3, 1, "no such key 'titel'")
    broken = installed.Pack("x", "", 0, (fault,), "1 mistake in the rule pack")
    monkeypatch.setattr(installed, "packs", lambda: (broken,))
    _register(None)
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 2
    assert "x: FAULTY: 1 mistake" in done.output
    assert "rules/x.yaml:3: no such key 'titel'" in done.output


def test_a_pack_that_does_not_load_names_its_mistakes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "pack.yaml").write_text("schema: 1\npack: core\n", encoding="utf-8")
    for module in ("clausecheck.rulepack", "clausecheck.rulepack.shipped"):
        monkeypatch.setattr(sys.modules[module], "shipped", lambda: tmp_path)
    (found,) = installed.packs()
    assert (found.id, found.rules) == ("core", 0)
    assert found.problem and found.faults[0].path.endswith("pack.yaml")


@pytest.mark.parametrize(
    ("program", "works", "said"),
    [
        (None, False, "tesseract is missing: "),
        ("echo 'tesseract 5.3.0'; echo eng; echo deu; echo osd", True, "languages: deu eng"),
        ("echo 'tesseract 5.3.0'; echo osd", False, "its English data is missing"),
        ("exit 7", False, "its English data is missing"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_text_recognition(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str | None, works: bool, said: str
) -> None:
    if program is not None:
        (tmp_path / "tesseract").write_text(f"#!/bin/sh\n{program}\n")
        (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")
    found = installed.tesseract()
    assert found.works is works
    assert said in found.note


def test_a_missing_library_is_said_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "READERS", (("PDF", "pdf", ("pypdfium2", "no-such-library")),))
    found = installed.readers()[0]
    assert not found.works
    assert found.note == "missing: python -m pip install no-such-library"
