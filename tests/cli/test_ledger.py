"""A pull request, rehearsed: what is known passes, what is new fails, and nothing hides behind either."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Run

DRAFT = """\
This Agreement is between Bell Film LLC (the "Company") and Ada Moor (the "Participant").

1. Pay. Company shall pay Participant $300 for each day.

2. Grant. Participant grants Company the irrevocable right to use the recordings in any medium.

3. Courts. Participant waives trial by jury.
"""


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    made = run("baseline", "create", tmp_path, "--file", tmp_path / "known.json")
    assert (made.returncode, made.stdout) == (0, "")
    assert "are known" in made.stderr
    return tmp_path


def check(run: Run, folder: Path, *more: str | Path) -> tuple[int, list[str]]:
    done = run("check", folder, "--baseline", folder / "known.json", "--format", "json", *more)
    documents = json.loads(done.stdout)["documents"]
    return done.returncode, [f["rule"] for d in documents for f in d["findings"] if f["state"] == "active"]


def test_main_passes(run: Run, folder: Path) -> None:
    assert check(run, folder) == (0, [])
    assert check(run, folder, "--fail-on", "low") == (0, [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2. Grant", "5. Grant"),
        ("2. Grant", "2. Grants"),
        ("the recordings", "all of the recordings"),
        ("1. Pay. Company shall pay Participant $300 for each day.\n\n", ""),
    ],
    ids=["renumbered", "a typo in the heading", "a word more", "moved up"],
)
def test_what_is_not_new_passes(run: Run, folder: Path, old: str, new: str) -> None:
    (folder / "draft.txt").write_text(DRAFT.replace(old, new), "utf-8")
    code, found = check(run, folder, "--ignore", "missing,pay")
    assert (code, found) == (0, [])


def test_a_clause_may_move(run: Run, folder: Path) -> None:
    head, pay, grant, courts = DRAFT.strip().split("\n\n")
    (folder / "draft.txt").write_text("\n\n".join((head, courts, grant, pay)), "utf-8")
    assert check(run, folder) == (0, [])


def test_in_perpetuity_is_exactly_one_new_finding(run: Run, folder: Path) -> None:
    (folder / "draft.txt").write_text(DRAFT.replace("in any medium", "in any medium in perpetuity"), "utf-8")
    code, found = check(run, folder, "--ignore", "combo")
    assert (code, found) == (1, ["scope.perpetual"])


def test_what_is_unreadable_or_not_there_is_never_known(run: Run, folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    assert check(run, folder)[0] == 4
    empty = run("check", folder / "*.docx", "--baseline", folder / "known.json")
    assert empty.returncode == 3
    (folder / "none").mkdir()
    assert run("check", folder / "none", "--baseline", folder / "known.json").returncode == 3


def test_update_and_prune(run: Run, folder: Path) -> None:
    file = folder / "known.json"
    (folder / "draft.txt").write_text(DRAFT.replace("waives trial by jury", "waves"), "utf-8")
    done = run("check", folder, "--baseline", file)
    assert "the baseline met nothing here" in done.stderr
    before = len(json.loads(file.read_text("utf-8"))["findings"])
    assert run("baseline", "prune", folder, "--file", file).returncode == 0
    after = json.loads(file.read_text("utf-8"))["findings"]
    assert len(after) < before
    assert not any(entry["rule"] == "legal.jury-waiver" for entry in after)
    assert run("baseline", "create", folder, "--file", file).returncode == 2
    (folder / "draft.txt").write_text(DRAFT, "utf-8")
    assert run("baseline", "update", folder, "--file", file).returncode == 0
    assert check(run, folder) == (0, [])


def test_a_waiver_from_its_making_to_its_end(run: Run, folder: Path) -> None:
    file = folder / "waivers.toml"
    soon = (date.today() + timedelta(days=30)).isoformat()
    reason = ("--reason", "two years by side letter", "--file", file)
    assert run("waivers", "add", "scope.irrevocable", "--expires", soon, *reason).returncode == 0
    assert run("waivers", "add", "scope.irevocable", *reason).returncode == 2
    assert run("waivers", "add", "pay", "--expires", "2099-01-01", *reason).returncode == 2
    assert "two years by side letter" in run("waivers", "list", "--file", file).stdout
    done = run("check", folder, "--waivers", file, "--format", "json")
    (document,) = json.loads(done.stdout)["documents"]
    assert {f["rule"] for f in document["findings"] if f["state"] == "waived"} == {"scope.irrevocable"}
    assert document["score"]["risk_without_waived"] < document["score"]["risk"]
    file.write_text(file.read_text("utf-8").replace(soon, "2020-01-01"), "utf-8")
    done = run("check", folder, "--waivers", file, "--format", "concise")
    assert "scope.irrevocable" in done.stdout
    assert "ended on 2020-01-01" in done.stderr
    assert run("waivers", "check", "--file", file).returncode == 1


def test_reports_go_to_files_whole(run: Run, folder: Path) -> None:
    names = {"sarif": "a.sarif", "xlsx": "a.xlsx", "junit": "a.xml", "markdown": "a.md", "csv": "a.csv"}
    options = [part for kind, name in names.items() for part in ("-o", f"{kind}={folder / name}")]
    done = run("check", folder / "draft.txt", *options)
    assert done.returncode == 1
    assert "Grade" in done.stdout
    assert (folder / "a.xlsx").read_bytes().startswith(b"PK")
    assert json.loads((folder / "a.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert all((folder / name).stat().st_size > 200 for name in names.values())
    assert sorted(p.name for p in folder.iterdir()) == sorted([*names.values(), "draft.txt", "known.json"])


@pytest.mark.parametrize("value", ["sarif", "pdf=a", "sarif=", "sarif=no/such/folder/a.sarif"])
def test_a_file_that_cannot_be_written_is_told_before_the_work(run: Run, folder: Path, value: str) -> None:
    done = run("check", folder / "draft.txt", "-o", value)
    assert (done.returncode, done.stdout) == (2, "")
    assert "hint:" in done.stderr


def test_the_summary_of_a_step(run: Run, folder: Path) -> None:
    summary = folder / "summary.md"
    summary.write_text("before\n")
    done = run("check", folder / "draft.txt", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    assert done.stdout.startswith("::error file=")
    assert summary.read_text("utf-8").startswith("before\n## ")


def test_output_is_the_same_for_every_hash_seed(run: Run, folder: Path) -> None:
    for kind in ("json", "sarif", "csv", "markdown", "junit", "gitlab", "github", "jsonl", "concise", "full"):
        path = os.path.relpath(folder / "draft.txt")
        seen = {run("check", path, "--format", kind, PYTHONHASHSEED=seed).stdout for seed in ("1", "2")}
        assert len(seen) == 1


def test_a_report_never_replaces_what_it_is_about(run: Run, folder: Path) -> None:
    for taken in ("draft.txt", "known.json"):
        before = (folder / taken).read_bytes()
        done = run("check", folder, "--baseline", folder / "known.json", "-o", f"json={folder / taken}")
        assert (done.returncode, done.stdout) == (2, "")
        assert (folder / taken).read_bytes() == before
    assert run("check", folder / "draft.txt", "-o", "csv=-").returncode == 2


def test_what_is_settled_is_said_and_no_silence(run: Run, folder: Path) -> None:
    for kind in ("auto", "markdown"):
        shown = run("check", folder, "--baseline", folder / "known.json", "--format", kind).stdout
        assert "settled" in shown
        assert "on our list" not in shown


def test_limits_say_that_they_were_passed(run: Run, folder: Path) -> None:
    done = run("check", folder, "--fail-on", "never", "--max-score", "1", "--max-missing", "0")
    assert done.returncode == 1
    assert "is above --max-score 1" in done.stderr
    assert "above --max-missing 0" in done.stderr


def test_a_day_that_is_over_and_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "w.toml"
    done = run("waivers", "add", "pay", "--reason", "x", "--expires", "2020-01-01", "--file", file)
    assert (done.returncode, file.exists()) == (2, False)
    known = tmp_path / "known.json"
    assert run("baseline", "create", tmp_path / "none", "--file", known).returncode == 2
    assert not known.exists()


def test_prune_forgets_files_that_are_gone(run: Run, folder: Path) -> None:
    (folder / "draft.txt").rename(folder / "other.txt")
    assert run("baseline", "prune", folder, "--file", folder / "known.json").returncode == 0
    assert json.loads((folder / "known.json").read_text("utf-8"))["findings"] == []


def test_a_ledger_holds_wherever_one_stands(run: Run, folder: Path) -> None:
    file = folder / "waivers.toml"
    reason = ("--files", "draft*", "--reason", "agreed", "--file", file)
    assert run("waivers", "add", "scope.irrevocable", *reason).returncode == 0
    for place, path in ((folder, "draft.txt"), (folder.parent, f"{folder.name}/draft.txt")):
        ledger = ("--baseline", folder / "known.json", "--format", "json")
        done = run("check", path, *ledger, cwd=place)
        (document,) = json.loads(done.stdout)["documents"]
        assert {finding["state"] for finding in document["findings"]} == {"baselined"}
        done = run("check", path, "--waivers", file, "--format", "json", cwd=place)
        (document,) = json.loads(done.stdout)["documents"]
        assert "waived" in {finding["state"] for finding in document["findings"]}
