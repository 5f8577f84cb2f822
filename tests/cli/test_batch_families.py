"""``clausecheck batch families|templates|outliers|like``, on forty agreements and what a hostile one adds."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.batch.forms import FORMS, Forty, forty
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def planted() -> Forty:
    return forty()


@pytest.fixture(scope="module")
def results(run: Run, planted: Forty, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deals")
    for agreement in planted.agreements:
        text = "\n\n".join(passage.text for passage in agreement.passages)
        (folder / Path(agreement.path).name).write_text(text + "\n", "utf-8")
    shutil.copy(folder / "film-1.txt", folder / "film-1-again.txt")
    out = tmp_path_factory.mktemp("results")
    assert run("batch", folder, "--out", out, "--quiet").returncode == 0
    return out


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_forms_and_their_counterparties(run: Run, results: Path) -> None:
    told = run("batch", "templates", results).stdout
    assert "Performer Release: 16 agreements, 8 clauses, 4 unlike the others" in told
    assert "Voice Recording Terms: 13 agreements" in told
    assert "Photo Consent: 11 agreements" in told
    assert "used by Harbour Pictures Ltd (" in told
    assert told.count("the most typical") == len(FORMS)


def test_every_planted_edit_is_told_and_nothing_else(run: Run, results: Path, planted: Forty) -> None:
    told = records(run("batch", "outliers", results, "--format", "csv").stdout)
    names = {agreement.id: Path(agreement.path).name for agreement in planted.agreements}
    assert {(Path(row["path"]).name, row["kind"]) for row in told} == {
        (names[number], edit.kind) for number, edit in planted.planted.items()
    }
    assert all(int(row["agree"]) == int(row["of"]) - 1 for row in told)


def test_what_is_grave_and_stands_here_alone_comes_first(run: Run, results: Path) -> None:
    told = run("batch", "outliers", results).stdout
    first = told.split("\n\n", maxsplit=1)[0]
    assert "film-4.txt" in first
    assert "critical: ai.voice-clone, in none of the others" in first
    assert "NOT: 5 Voice and likeness, page 1" in first
    assert "15 of 16: “and likeness. Producer shall not use the recordings to”" in first


def test_families_say_how_many_and_what_differs(run: Run, results: Path) -> None:
    rows = records(run("batch", "families", results, "--limit", "100", "--format", "csv").stdout)
    assert len(rows) == sum(text.count("\n") for text in FORMS.values())
    fee = next(row for row in rows if row["heading"] == "Fee")
    assert (fee["documents"], fee["of"], fee["percent"], fee["variants"]) == ("16", "40", "40.0", "1")
    told = run("batch", "families", results, "--limit", "100").stdout
    assert "NOT: 1 agreement says “Training. The Company will use the recordings to”" in told
    assert "filled in, after “Performer a fee of”: $" in told


def test_the_same_document_twice_is_said_once(run: Run, results: Path) -> None:
    members = (
        "SELECT count(*) AS n FROM family_members m JOIN documents d ON d.id = m.document WHERE name LIKE "
    )
    counts = [
        int(records(run("batch", "query", results, f"{members}'{name}'", "--format", "csv").stdout)[0]["n"])
        for name in ("film-1.txt", "film-1-again.txt")
    ]
    assert sorted(counts) == [0, 8]
    one, other = (run("batch", "like", results, name).stdout for name in ("film-1.txt", "film-1-again.txt"))
    assert one == other


def test_like_says_what_share_of_the_others_says_this(run: Run, results: Path) -> None:
    told = run("batch", "like", results, "film-4.txt").stdout
    assert "15 of 39 others (38 %)    clause 5 Voice and likeness, page 1; 0 in the same words" in told
    rows = [
        json.loads(line)
        for line in run("batch", "like", results, "film-4.txt", "--format", "json").stdout.splitlines()
    ]
    clone = next(row for row in rows if row["name"] == "ai.voice-clone")
    assert (clone["what"], clone["of"]) == ("finding", 39)
    assert clone["others"] == 1  # voice-19, where a "never" is gone


def test_what_was_compared_is_compared_once(run: Run, results: Path) -> None:
    run("batch", "families", results)
    assert run("batch", "templates", results).stderr == ""


def test_a_document_more_is_compared_anew(run: Run, tmp_path: Path) -> None:
    text = "1. The Performer shall not show the recordings of the session to any other person.\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    out = tmp_path / "out"
    run("batch", tmp_path / "a.txt", "--out", out, "--quiet")
    assert "No two agreements share a clause" in run("batch", "families", out).stdout
    assert "no others" in run("batch", "like", out, "a.txt").stdout
    (tmp_path / "b.txt").write_text(text + "\n2. \x1b[2J Fee: none.\n", "utf-8")
    run("batch", tmp_path / "a.txt", tmp_path / "b.txt", "--out", out, "--quiet")
    done = run("batch", "families", out)
    assert "comparing 2 agreements" in done.stderr
    assert "2 of 2 agreements (100.0 %)" in done.stdout
    assert "\x1b" not in run("batch", "like", out, "b.txt").stdout


def test_names_and_their_short_forms_make_no_variant(run: Run, tmp_path: Path) -> None:
    for name in ("Bell Film LLC", "Harbour Pictures Ltd", "Orbita Sound Inc"):
        short = name.split()[0]
        text = (
            f'This release is between {name} ("{short}") and Ada Moor ("Performer").\n\n'
            f"1. {short} may show the film in cinemas, and {short} may sell copies of it on discs.\n\n"
            f"2. Performer attends the rehearsals that {short} holds before the first day of the shoot.\n"
        )
        (tmp_path / f"{short}.txt").write_text(text, "utf-8")
    run("batch", tmp_path, "--out", tmp_path / "out", "--quiet")
    rows = records(run("batch", "families", tmp_path / "out", "--format", "csv").stdout)
    assert [(row["documents"], row["variants"]) for row in rows] == [("3", "1")] * 3
    assert run("batch", "outliers", tmp_path / "out").stdout.startswith("No agreement is unlike its form.")


def test_where_there_is_no_form_that_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1. The Performer sings in the film.\n", "utf-8")
    out = tmp_path / "out"
    run("batch", tmp_path / "a.txt", "--out", out, "--quiet")
    assert run("batch", "templates", out).stdout == "No two agreements are the same form.\n"
    assert run("batch", "outliers", out).stdout.startswith("No agreement is unlike its form.")


@pytest.mark.parametrize("command", ["families", "templates", "outliers"])
def test_no_results_is_an_error_with_a_way_out(run: Run, tmp_path: Path, command: str) -> None:
    done = run("batch", command, tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "hint:" in done.stderr


def test_a_document_that_was_not_read_is_like_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no pdf")
    out = tmp_path / "out"
    run("batch", tmp_path / "a.pdf", "--out", out, "--quiet")
    done = run("batch", "like", out, "a.pdf")
    assert done.returncode == 2
    assert "was not read" in done.stderr
