"""``clausecheck batch``: many agreements, and whatever may happen while they are read."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.batch.papers import agreements, rows, statuses
from tests.cli.conftest import Run

KILLS = 10
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("agreements")
    agreements(made, 40)
    return made


def exported(run: Run, out: Path) -> str:
    done = run("batch", "export", out, f"jsonl={out}.jsonl", f"csv={out}.csv")
    assert (done.returncode, done.stderr) == (0, "")
    return Path(f"{out}.jsonl").read_text("utf-8") + Path(f"{out}.csv").read_text("utf-8")


@pytest.fixture(scope="module")
def whole(run: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The export of a run that nothing disturbed."""
    out = tmp_path_factory.mktemp("whole") / "out"
    done = run("batch", folder, "--out", out)
    assert (done.returncode, "40 documents: 40 read" in done.stdout) == (0, True)
    assert "40 to read" in done.stderr
    return exported(run, out)


def start(root: Path, *arguments: str | Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((os.environ.get("PYTHONPATH", ""), str(root)))}
    command = [sys.executable, "-m", "clausecheck", "batch", *map(str, arguments)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=root
    )


def done_so_far(out: Path) -> int:
    try:
        return int(str(rows(out, "SELECT count(*) FROM documents WHERE status <> 'waiting'")[0][0]))
    except Exception:
        return 0


def test_a_second_run_reads_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    given = tmp_path / "in"
    shutil.copytree(folder, given)
    for path in sorted(given.iterdir())[5:]:
        path.unlink()
    assert run("batch", given, "--out", tmp_path / "out", "-q").stdout == ""
    again = run("batch", given, "--out", tmp_path / "out")
    assert "0 to read, 5 unchanged" in again.stderr
    assert again.returncode == 0


def test_it_says_the_same_as_check(run: Run, folder: Path, tmp_path: Path) -> None:
    path = sorted(folder.iterdir())[0]
    run("batch", path, "--out", tmp_path / "out", "-q")
    checked = json.loads(run("check", path, "--format", "json").stdout)["documents"][0]
    shown = json.loads(run("batch", "show", tmp_path / "out", path, "--format", "json").stdout)
    assert (shown["risk"], shown["grade"]) == (checked["score"]["risk"], checked["score"]["grade"])
    assert [(one["rule"], one["fingerprint"]) for one in shown["findings"]] == [
        (one["rule"], one["fingerprint"]) for one in checked["findings"]
    ]
    first = checked["findings"][0]["evidence"][0]
    assert shown["findings"][0]["page"] == first["page"]
    assert "in perpetuity" in run("batch", "show", tmp_path / "out", path.name).stdout


@linux
@pytest.mark.slow
def test_killed_at_random_points_it_goes_on(
    run: Run, root: Path, folder: Path, tmp_path: Path, whole: str
) -> None:
    chance, out = random.Random(8), tmp_path / "out"
    for _ in range(KILLS):
        process = start(root, folder, "--out", out, "--jobs", "2", "-q")
        time.sleep(chance.uniform(0.3, 1.5))
        process.kill()
        process.communicate()
    assert run("batch", folder, "--out", out).returncode == 0
    assert exported(run, out) == whole


@linux
@pytest.mark.slow
def test_workers_killed_at_random_points_cost_nothing(
    run: Run, root: Path, folder: Path, tmp_path: Path, whole: str
) -> None:
    chance, out, killed = random.Random(9), tmp_path / "out", 0
    process = start(root, folder, "--out", out, "--jobs", "2", "-q")
    while process.poll() is None and killed < KILLS:
        time.sleep(chance.uniform(0.04, 0.12))
        if workers := children(process.pid):
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                killed += 1
    process.communicate()
    assert killed >= 2
    assert process.returncode in (0, 4)
    if process.returncode == 4:  # a document was hit twice: it is named, and fed back
        assert set(statuses(out).values()) == {"analyzed", "crashed"}
        assert run("batch", "--from", out / "failed.txt", "--out", out).returncode == 0
    assert exported(run, out) == whole


def children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path("/proc").glob(f"{pid}/task/*/children"):
        with suppress(OSError):  # a thread that has just ended
            found += map(int, task.read_text("utf-8").split())
    return found


@linux
@pytest.mark.slow
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(
    run: Run, root: Path, folder: Path, tmp_path: Path, whole: str
) -> None:
    out = tmp_path / "out"
    process = start(root, folder, "--out", out, "--jobs", "1")
    while done_so_far(out) < 3 and process.poll() is None:
        time.sleep(0.05)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert time.monotonic() - begun < 20
    assert b"run the same command again to go on" in said
    assert b"Traceback" not in said
    assert done_so_far(out) >= 3
    assert "not read yet" in (out / "failed.txt").read_text("utf-8")
    assert run("batch", folder, "--out", out, "-q").returncode == 0
    assert not (out / "failed.txt").exists()
    assert exported(run, out) == whole


def test_what_fails_is_listed_and_can_be_fed_back(run: Run, tmp_path: Path) -> None:
    given, out = tmp_path / "in", tmp_path / "out"
    agreements(given, 2)
    odd = given / "a\n\x1b[31mb.txt"
    odd.touch()
    done = run("batch", given, tmp_path / "nothing.pdf", "--out", out)
    assert done.returncode == 4
    assert "4 documents: 2 read, 2 failed" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr
    listed = (out / "failed.txt").read_text("utf-8")
    assert "# empty: " in listed and "# not-found: " in listed
    shutil.copy(given / "release-000.txt", odd)
    again = run("batch", "--from", out / "failed.txt", "--out", out)
    assert "2 to read" in again.stderr
    assert "1 failed" in again.stdout
    last = run("batch", given, f"@{out / 'failed.txt'}", "--out", out)
    assert "1 to read, 3 unchanged" in last.stderr


def test_exit_codes(run: Run, tmp_path: Path) -> None:
    given, out = tmp_path / "in", tmp_path / "out"
    given.mkdir()
    empty = run("batch", given, "--out", out)
    assert (empty.returncode, "no document found" in empty.stderr) == (3, True)
    agreements(given, 1)
    assert run("batch", given, "--out", out, "-q").returncode == 0
    assert run("batch", given, "--out", out, "-q", "--fail-on", "high").returncode == 1
    for wrong in (
        ["batch", given],
        ["batch", "--out", out],
        ["batch", given, "--out", out, "--export", "docx=a"],
        ["batch", given, "--out", given / "release-000.txt"],
        ["batch", "--from", tmp_path / "none.txt", "--out", out],
        ["batch", "query", out, "DELETE FROM documents"],
        ["batch", "show", out, "none.pdf"],
        ["batch", "query", tmp_path, "SELECT 1"],
        ["batch", "export", out, f"csv={tmp_path}/no/a.csv"],
    ):
        done = run(*wrong)
        assert (done.returncode, done.stdout) == (2, ""), wrong
        assert done.stderr


def test_questions_and_exports(run: Run, tmp_path: Path) -> None:
    agreements(tmp_path / "in", 3)
    out = tmp_path / "out"
    done = run("batch", tmp_path / "in", "--out", out, "--export", f"xlsx={tmp_path / 'a.xlsx'}", "-q")
    assert done.returncode == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    asked = ("batch", "query", out, "SELECT rule, documents FROM prevalence WHERE rule = 'scope.perpetual'")
    assert run(*asked).stdout.splitlines()[2].split() == ["scope.perpetual", "3"]
    assert list(csv.reader(io.StringIO(run(*asked, "--format", "csv").stdout))) == [
        ["rule", "documents"],
        ["scope.perpetual", "3"],
    ]
    assert json.loads(run(*asked, "--format", "json").stdout) == {"rule": "scope.perpetual", "documents": 3}
    assert "CREATE TABLE findings" in run("batch", "schema").stdout
    assert rows(out, "SELECT agreements + copies FROM counted") == [(3,)]  # at the end of the run
    assert run("batch", "dashboard", out).stdout.startswith(f"{out / 'dashboard.html'}: agreements: ")
    odd = run("batch", "query", out, "SELECT char(27) || '[31m' AS x, '=1+1' AS y", "--format", "csv")
    assert odd.stdout.splitlines()[1].split(",") == ["\\x1b[31m", "'=1+1"]


def test_settings_hold_here_too(run: Run, tmp_path: Path) -> None:
    agreements(tmp_path / "in", 2)
    (tmp_path / "clausecheck.toml").write_text('as = "them"\nfail-on = "low"\n', "utf-8")
    done = run("batch", "in", "--out", "out", cwd=tmp_path)
    assert done.returncode in (0, 1)
    assert rows(tmp_path / "out", "SELECT side FROM settings") == [("them",)]
    assert "settings of" in done.stderr


def test_archives_and_their_documents(run: Run, tmp_path: Path) -> None:
    agreements(tmp_path / "in", 2)
    shutil.make_archive(str(tmp_path / "deals"), "zip", tmp_path / "in")
    done = run("batch", tmp_path / "deals.zip", "--out", tmp_path / "out", "-q")
    assert done.returncode == 0
    found = rows(tmp_path / "out", "SELECT path, archive, folder FROM documents ORDER BY path")
    home = str(tmp_path / "deals.zip")
    assert found[0] == (f"{home}!/release-000.txt", home, home)


@pytest.mark.slow
def test_awkward_files_have_exactly_one_outcome_each(run: Run, data: Path, tmp_path: Path) -> None:
    given, out = tmp_path / "in", tmp_path / "out"
    agreements(given, 140)
    awkward = sorted((data / "pdf_awkward").rglob("*.pdf"))
    assert len(awkward) > 30
    for number, path in enumerate(awkward):
        shutil.copy(path, given / f"awkward-{number:02}.pdf")
    done = run("batch", given, "--out", out, "--ocr", "never", "--timeout", "50")
    assert done.returncode == 4
    files = 140 + len(awkward)
    counted = rows(out, "SELECT count(*), count(DISTINCT path), sum(status = 'waiting') FROM documents")
    assert counted == [(files, files, 0)]
    clean = (
        "SELECT count(*) FROM documents WHERE status = 'analyzed' AND (words IS NULL OR error IS NOT NULL)"
    )
    assert rows(out, clean) == [(0,)], "what was not read is not among what was"
    unread = (
        "SELECT count(*) FROM documents WHERE status = 'failed' AND (message IS NULL OR grade IS NOT NULL)"
    )
    assert rows(out, unread) == [(0,)]
    names = "SELECT count(*) FROM documents WHERE name LIKE 'release%' AND status <> 'analyzed'"
    assert rows(out, names) == [(0,)], "they cost the others nothing"


def test_another_question_to_the_same_store_is_said(run: Run, tmp_path: Path) -> None:
    here, there, out = tmp_path / "here", tmp_path / "there", tmp_path / "out"
    for folder in (here, there):
        folder.mkdir()
        agreements(folder, 2)
    assert "note:" not in run("batch", here, there, "--out", out).stderr
    assert "note:" not in run("batch", here, there, "--out", out).stderr
    done = run("batch", here, "--out", out, "--pack", "commercial", "--as", "them")
    assert "note: 2 results of --pack performer --as us are replaced by this run" in done.stderr
    assert "note: 2 results of --pack performer --as us are kept, and counted with those" in done.stderr
    assert done.stderr.count("give another folder for --out") == 2


def test_a_name_that_not_all_papers_know(run: Run, tmp_path: Path) -> None:
    given, out = tmp_path / "in", tmp_path / "out"
    given.mkdir()
    deal = 'This Agreement is between Mill Ltd ("Mill") and {} ("{}"). Mill shall deliver.'
    (given / "a.txt").write_text(deal.format("Barn Inc.", "Barn"), "utf-8")
    (given / "b.txt").write_text(deal.format("Kiln Inc.", "Kiln"), "utf-8")
    done = run("batch", given, "--out", out, "--as", "Barn", "--pack", "commercial")
    assert (done.returncode, "2 documents: 1 read, 1 failed" in done.stdout) == (4, True)
    told = (out / "failed.txt").read_text("utf-8")
    assert 'no party is called "Barn" in this document, so it was not judged; parties named here: ' in told
    assert "Kiln Inc." in told
