"""A run: what is read, what is not read again, and what happens when it is stopped."""

from __future__ import annotations

import hashlib
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clausecheck.batch.store import Store
from clausecheck.batch.tasks import Result, Task
from clausecheck.errors import Stopped, UsageError
from tests.batch.papers import agreements, aim, batch, rows, statuses


def quick(task: Task) -> Result:
    """A reader that finds nothing, and fails for files that say so."""
    data = Path(task.path).read_bytes() if Path(task.path).exists() else b""
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 == task.known:
        return Result(task.id, {}, sha256=sha256)
    if not data:
        told = {"status": "failed", "error": "not-found", "message": "gone", "limits": task.aim.limits}
        return Result(task.id, told)
    return Result(task.id, {"status": "analyzed", "words": len(data.split()), "pages": 1}, sha256=sha256)


def test_what_is_unchanged_is_not_read_again(tmp_path: Path) -> None:
    paths = agreements(tmp_path / "in", 6)
    out = tmp_path / "out"
    assert len(batch([tmp_path / "in"], out, read=quick).todo) == 6
    again = batch([tmp_path / "in"], out, read=quick)
    assert (len(again.todo), again.unchanged) == (0, 6)
    paths[2].write_text("other words", "utf-8")
    assert [found.path for _, found in batch([tmp_path / "in"], out, read=quick).todo] == [str(paths[2])]
    assert rows(out, "SELECT words FROM documents WHERE path LIKE '%002.txt'") == [(2,)]


def test_a_file_that_was_only_touched_keeps_its_result(tmp_path: Path) -> None:
    (path,) = agreements(tmp_path / "in", 1)
    out = tmp_path / "out"
    batch([path], out, read=quick)
    run = rows(out, "SELECT run FROM documents")
    os.utime(path, (1, 1))
    assert len(batch([path], out, read=quick).todo) == 1
    assert rows(out, "SELECT run, stale FROM documents") == [(*run[0], 0)]
    assert batch([path], out, read=quick).unchanged == 1


def test_same_size_and_time_other_bytes(tmp_path: Path) -> None:
    (path,) = agreements(tmp_path / "in", 1)
    batch([path], tmp_path / "out", read=quick)
    about = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Performer", b"Performed"))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert batch([path], tmp_path / "out", read=quick).unchanged == 1
    before = rows(tmp_path / "out", "SELECT sha256 FROM documents")
    batch([path], tmp_path / "out", read=quick, verify=True)
    assert rows(tmp_path / "out", "SELECT sha256 FROM documents") != before


@pytest.mark.parametrize("other", [{"side": "them"}, {"packs_sha256": "x"}, {"ocr": "never"}])
def test_other_options_or_rules_read_all_again(tmp_path: Path, other: dict[str, object]) -> None:
    agreements(tmp_path / "in", 3)
    batch([tmp_path / "in"], tmp_path / "out", read=quick)
    assert len(batch([tmp_path / "in"], tmp_path / "out", read=quick, asked=aim(**other)).todo) == 3


def test_limits_matter_to_what_failed_alone(tmp_path: Path) -> None:
    agreements(tmp_path / "in", 2)
    (tmp_path / "in" / "empty.txt").touch()
    out = tmp_path / "out"
    batch([tmp_path / "in"], out, read=quick)
    assert statuses(out)["empty.txt"] == "not-found"
    assert batch([tmp_path / "in"], out, read=quick).unchanged == 3
    assert len(batch([tmp_path / "in"], out, read=quick, asked=aim(timeout=999.0)).todo) == 1
    named = batch([tmp_path / "in" / "empty.txt"], out, read=quick, asked=aim(timeout=999.0))
    assert len(named.todo) == 1


def test_deleted_files_are_gone_and_come_back(tmp_path: Path) -> None:
    paths = agreements(tmp_path / "in", 3)
    out, kept = tmp_path / "out", tmp_path / "kept.txt"
    batch([tmp_path / "in"], out, read=quick)
    paths[1].rename(kept)
    assert batch([tmp_path / "in"], out, read=quick).gone == 1
    assert rows(out, "SELECT count(*) FROM read_documents") == [(2,)]
    kept.rename(paths[1])
    assert batch([tmp_path / "in"], out, read=quick).unchanged == 3
    assert rows(out, "SELECT count(*) FROM read_documents") == [(3,)]


def test_another_folder_makes_nothing_gone(tmp_path: Path) -> None:
    agreements(tmp_path / "a", 2)
    agreements(tmp_path / "ab", 2)
    batch([tmp_path / "a", tmp_path / "ab"], tmp_path / "out", read=quick)
    assert batch([tmp_path / "a"], tmp_path / "out", read=quick).gone == 0


def test_a_wrong_name_does_not_stay_for_ever(tmp_path: Path) -> None:
    paths = agreements(tmp_path / "in", 1)
    batch([*paths, tmp_path / "typo.pdf"], tmp_path / "out", read=quick)
    assert statuses(tmp_path / "out")["typo.pdf"] == "not-found"
    batch(paths, tmp_path / "out", read=quick)
    assert statuses(tmp_path / "out") == {"release-000.txt": "analyzed"}


def test_a_lost_folder_stops_and_keeps(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    agreements(folder, 30)
    count = iter(range(100))

    def unplug(task: Task) -> Result:
        if next(count) == 15:
            folder.rename(tmp_path / "away")
        return quick(task)

    with pytest.raises(Stopped, match="not any more") as caught:
        batch([folder], out, read=unplug, jobs=1)
    assert caught.value.exit_code == 4
    found = rows(out, "SELECT status, count(*) FROM documents GROUP BY status ORDER BY 1")
    assert {status for status, _ in found} == {"analyzed", "waiting"}
    (tmp_path / "away").rename(folder)
    assert batch([folder], out, read=quick).unchanged >= 10
    assert set(statuses(out).values()) == {"analyzed"}


def test_a_full_disk_stops_and_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    agreements(folder, 120)
    saved = Store.save
    full = threading.Event()

    def save(self: Store, results, version):  # type: ignore[no-untyped-def]
        if full.is_set():
            self._db.execute("PRAGMA max_page_count = 1")  # SQLite never goes below what it has
            results = [
                (result._replace(columns={**result.columns, "reason": "x" * 500_000}), found, asked)
                for result, found, asked in results
            ]
        saved(self, results, version)
        full.set()

    monkeypatch.setattr(Store, "save", save)
    with pytest.raises(Stopped, match="the disk is full") as caught:
        batch([folder], out, read=quick)
    assert "kept" in caught.value.hint
    monkeypatch.setattr(Store, "save", saved)
    done = rows(out, "SELECT count(*) FROM documents WHERE status = 'analyzed'")[0][0]
    assert isinstance(done, int) and 0 < done < 120
    assert batch([folder], out, read=quick).unchanged == done
    assert set(statuses(out).values()) == {"analyzed"}


def test_lost_results_stop_the_run(tmp_path: Path) -> None:
    agreements(tmp_path / "in", 120)
    count = iter(range(200))

    def lose(task: Task) -> Result:
        if next(count) == 30:
            (tmp_path / "out").rename(tmp_path / "elsewhere")
        return quick(task)

    with pytest.raises(Stopped, match="results was there"):
        batch([tmp_path / "in"], tmp_path / "out", read=lose, jobs=1)


def test_an_executor_of_someone_else(tmp_path: Path) -> None:
    agreements(tmp_path / "in", 20)
    with ThreadPoolExecutor(3) as executor:
        batch([tmp_path / "in"], tmp_path / "out", read=quick, executor=executor)
        assert executor.submit(int, "3").result() == 3, "it is not ours to shut down"
    assert set(statuses(tmp_path / "out").values()) == {"analyzed"}


def test_two_runs_do_not_mix(tmp_path: Path) -> None:
    import subprocess
    import sys

    agreements(tmp_path / "in", 1)
    code = (
        f"from pathlib import Path; from clausecheck.batch.store import Store; Store(Path({str(tmp_path)!r}))"
    )
    with Store(tmp_path):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "another run is at work" in done.stderr
    with Store(tmp_path):
        pass


def test_a_store_of_another_version_or_kind(tmp_path: Path) -> None:
    import sqlite3

    with Store(tmp_path / "a"):
        pass
    db = sqlite3.connect(tmp_path / "a" / "clausecheck.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(UsageError, match="version 99") as caught:
        Store(tmp_path / "a")
    assert "--out" in caught.value.hint
    for content in (b"not a database at all" * 100,):
        (tmp_path / "b").mkdir()
        (tmp_path / "b" / "clausecheck.db").write_bytes(content)
        with pytest.raises(UsageError, match="no store of clausecheck"):
            Store(tmp_path / "b")
        assert (tmp_path / "b" / "clausecheck.db").read_bytes() == content
    db = sqlite3.connect(tmp_path / "c.db")
    db.execute("CREATE TABLE mine (x)")
    db.close()
    (tmp_path / "c").mkdir()
    (tmp_path / "c.db").rename(tmp_path / "c" / "clausecheck.db")
    with pytest.raises(UsageError, match="no store of clausecheck"):
        Store(tmp_path / "c")


@pytest.mark.skipif(os.name == "nt", reason="no modes")
def test_results_are_private(tmp_path: Path) -> None:
    agreements(tmp_path / "in", 1)
    batch([tmp_path / "in"], tmp_path / "out", read=quick)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "out").iterdir()} == {0o600}


def test_names_that_are_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    agreements(folder, 1)
    odd = [b"\xff\xfe.txt", b"a\nb.txt", b"=1+1.txt", b"\x1b[2J.txt", "né.txt".encode()]
    for name in odd:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text("words here", "utf-8")
    batch([folder], tmp_path / "out", read=quick)
    assert len(statuses(tmp_path / "out")) == 6
    assert set(statuses(tmp_path / "out").values()) == {"analyzed"}
    assert batch([folder], tmp_path / "out", read=quick).unchanged == 6
