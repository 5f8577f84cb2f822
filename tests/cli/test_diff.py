"""``clausecheck diff``: exit codes, tracked changes, what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ingest.docx_build import docx, gone, ins, p

PARTIES = 'This Agreement is made between Bell Film LLC ("Producer") and Ann Roe ("Performer").'
FAIR = "Performer grants Producer a licence to use the voice of Performer in the Film for two years."


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(f"RELEASE AGREEMENT\n\n{PARTIES}\n\n1. {FAIR}\n")
    new.write_text(f"RELEASE AGREEMENT\n\n{PARTIES}\n\n1. {FAIR.replace('for two years', 'in perpetuity')}\n")
    return old, new


def test_gains_fail_the_run_and_losses_do_not(run: Run, drafts: tuple[Path, Path]) -> None:
    old, new = drafts
    done = run("diff", old, new)
    assert (done.returncode, done.stderr) == (1, "")
    assert "They can use you for ever" in done.stdout
    assert run("diff", new, old).returncode == 0
    assert run("diff", new, old, "--fail-on", "lost").returncode == 1
    assert run("diff", old, new, "--fail-on", "never").returncode == 0


def test_a_draft_and_itself(run: Run, drafts: tuple[Path, Path]) -> None:
    done = run("diff", drafts[0], drafts[0], "--fail-on", "any")
    assert done.returncode == 0
    assert "No difference in words." in done.stdout


def test_standard_input(run: Run, drafts: tuple[Path, Path]) -> None:
    old, new = drafts
    done = run("diff", "-", new, "--format", "json", stdin=old.read_bytes())
    assert done.returncode == 1
    made = json.loads(done.stdout)
    assert (made["schema"], made["old"]["path"]) == ("clausecheck/diff/1", "-")
    assert run("diff", "-", "-", stdin=b"x").returncode == 2


def test_tracked_changes_are_a_diff_with_itself(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "contract.docx"
    path.write_bytes(
        docx(
            p("RELEASE AGREEMENT") + p(PARTIES)
            + p("1. ", FAIR.partition("for two years")[0], gone("for two years"), ins("in perpetuity"), ".")
            + p("2. Producer shall ", gone("not ", author="Bo"), "sell the recordings to third parties.")
        )
    )  # fmt: skip
    done = run("diff", path, "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    made = json.loads(done.stdout)
    assert made["tracked_changes"]
    assert {change["gain"] for change in made["changes"] if change["new"]} == {"gained"}
    assert not [
        e for change in made["changes"] for e in change["effects"] if (e["rule"] or "").startswith("doc.")
    ]
    assert "Changed by Ann Roe on 2026-03-01, Bo on 2026-03-01." in made["remarks"]


def test_one_file_without_tracked_changes(run: Run, drafts: tuple[Path, Path]) -> None:
    done = run("diff", drafts[0])
    assert done.returncode == 2
    assert "there are no tracked changes" in done.stderr and "clausecheck diff OLD NEW" in done.stderr


def test_a_draft_that_was_not_read_is_no_clean_one(
    run: Run, drafts: tuple[Path, Path], tmp_path: Path
) -> None:
    done = run("diff", drafts[0], tmp_path / "missing.pdf")
    assert (done.returncode, done.stdout) == (4, "")
    assert "missing.pdf" in done.stderr
    german = tmp_path / "german.txt"
    german.write_text(
        "Die Parteien vereinbaren, dass die Aufnahmen nur für den Film verwendet werden.\n" * 30
    )
    done = run("diff", drafts[0], german)
    assert done.returncode == 4
    assert "does not read like English" in done.stdout


def test_a_limit_with_a_typo(run: Run, drafts: tuple[Path, Path]) -> None:
    done = run("diff", *drafts, "--fail-on", "gained:hihg")
    assert done.returncode == 2
    assert "did you mean 'high'?" in done.stderr
