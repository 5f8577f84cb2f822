"""A run on Dask workers: the same results, and whatever happens to a worker costs its document at most."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from functools import partial
from multiprocessing import resource_tracker
from pathlib import Path

import pytest

import clausecheck
from clausecheck.batch import dask_client, dask_worker, reading
from clausecheck.batch.dask_client import Far, Read
from clausecheck.batch.tasks import Result, Task
from clausecheck.errors import Stopped, UsageError
from tests.batch import afar
from tests.batch.papers import agreements, aim, batch, rows, statuses
from tests.offline.sitecustomize import LOOPBACK

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
Crew = tuple[Far, Read]


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    """A cluster of two processes on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LOOPBACK, "1")
        with dask_client.cluster(clausecheck.load_packs("performer"), 2) as made:
            yield made
    reading.end()
    getattr(resource_tracker, "_resource_tracker")._stop()  # noqa: B009 - or it stays our child


def workers() -> list[int]:
    """Those of this process, which are not the helpers of multiprocessing."""
    threads = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    pids = {int(pid) for path in threads for pid in path.read_text("utf-8").split()}
    return [pid for pid in pids if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def lost(error: BaseException) -> Future[Result]:
    here: Future[Result] = Future()
    dask_client.settle(here, Task(5, "/x/a.pdf", aim()), error)
    return here


def test_the_results_are_those_of_this_machine(crew: Crew, tmp_path: Path) -> None:
    agreements(tmp_path / "in", 8)
    question = "SELECT path, risk, grade, words, sha256 FROM documents ORDER BY path"
    far, read = crew
    batch([tmp_path / "in"], tmp_path / "far", executor=far, read=read)
    batch([tmp_path / "in"], tmp_path / "near")
    assert rows(tmp_path / "far", question) == rows(tmp_path / "near", question)
    assert far.width() == 2


def test_rules_that_the_worker_has_not(crew: Crew, tmp_path: Path) -> None:
    agreements(tmp_path / "in", 2)
    far, read = crew
    with pytest.raises(Stopped, match="did not get the rules"):
        batch([tmp_path / "in"], tmp_path / "out", executor=far, read=read, asked=aim(packs_sha256="others"))
    with pytest.raises(
        Stopped, match=r"a worker runs clausecheck .* and this is clausecheck 0\.0\.0"
    ) as caught:
        other = partial(dask_worker.read, ("0.0.0", "3.99"))
        batch([tmp_path / "in"], tmp_path / "out", executor=far, read=other)
    assert "clausecheck[dask]==0.0.0" in caught.value.hint
    assert set(statuses(tmp_path / "out").values()) == {"waiting"}


def test_a_mistake_of_ours_stops_the_run(crew: Crew, tmp_path: Path) -> None:
    agreements(tmp_path / "in", 2)
    with pytest.raises(Stopped, match=r"could not do the work.*no answer for"):
        batch([tmp_path / "in"], tmp_path / "out", executor=crew[0], read=afar.wrong)


@linux
@pytest.mark.slow
def test_killed_workers_lose_nothing_and_double_nothing(crew: Crew, tmp_path: Path) -> None:
    agreements(tmp_path / "in", 60)
    seed = 4
    print(f"seed {seed}")
    chance, killed = random.Random(seed), list[int]()

    def kill() -> None:
        for _ in range(4):
            time.sleep(chance.uniform(0.2, 0.9))
            if found := workers():
                killed.append(chance.choice(found))
                os.kill(killed[-1], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    batch([tmp_path / "in"], tmp_path / "out", executor=crew[0], read=afar.quick)
    killer.join()
    assert len(killed) >= 2
    assert set(statuses(tmp_path / "out").values()) == {"analyzed"}
    assert rows(tmp_path / "out", "SELECT count(*) FROM documents") == [(60,)]
    agreements(tmp_path / "in", 4)
    batch([tmp_path / "in"], tmp_path / "again", executor=crew[0], read=crew[1])
    assert set(statuses(tmp_path / "again").values()) == {"analyzed"}, "new workers got the rules, too"


@linux
@pytest.mark.slow
def test_a_file_that_kills_its_workers_costs_that_file_only(crew: Crew, tmp_path: Path) -> None:
    paths = agreements(tmp_path / "in", 12)
    paths[3].rename(tmp_path / "in" / "poison.txt")
    batch([tmp_path / "in"], tmp_path / "out", executor=crew[0], read=afar.poisoned)
    found = statuses(tmp_path / "out")
    assert found.pop("poison.txt") == "crashed"
    assert (len(found), set(found.values())) == (11, {"analyzed"})
    assert rows(tmp_path / "out", "SELECT attempts FROM documents WHERE error = 'crashed'") == [(3,)]


def test_who_is_lost_is_never_clean() -> None:
    with pytest.raises(Stopped, match="gone, or dropped the work"):
        lost(CancelledError()).result()
    with pytest.raises(Stopped, match="cannot run this clausecheck"):
        lost(ModuleNotFoundError("No module named 'clausecheck'")).result()
    with pytest.raises(Stopped, match="the folder"):
        lost(Stopped("the folder is lost")).result()
    with pytest.raises(Stopped, match="could not do the work"):
        lost(OSError("broken pipe")).result()


@pytest.mark.parametrize(
    "address",
    ["10.0.0.5:8786", "http://10.0.0.5:8786", "tcp://10.0.0.5", "tcp://", "tcp://a:1:2", "tcp://u:p@h:1"],
)
def test_no_address(address: str) -> None:
    with pytest.raises(UsageError, match="no address of a scheduler"), dask_client.cluster((), 1, address):
        pass


def test_packs_that_were_given_win_until_they_are_forgotten(tmp_path: Path) -> None:
    packs = clausecheck.load_packs("performer")
    elsewhere = aim(packs=("/no/such/folder",))
    (path,) = agreements(tmp_path, 1)
    task = Task(1, str(path), elsewhere)
    for do in (reading.give, reading.give, reading.forget):
        do(packs)
    assert reading.judge(task).status == "analyzed"
    reading.forget(packs)
    with pytest.raises(UsageError):
        reading.judge(task)


def test_a_child_that_has_not_the_new_packs_is_replaced(tmp_path: Path) -> None:
    (path,) = agreements(tmp_path, 1)
    packs = clausecheck.load_packs("performer")
    ask: Callable[[], Result] = lambda: reading.read(Task(1, str(path), aim(packs=("/no/such/folder",))))  # noqa: E731
    try:
        assert ask().status == "failed"
        reading.give(packs)
        assert ask().status == "analyzed"
    finally:
        reading.forget(packs)
        reading.end()


def test_where_dask_is_missing_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)  # as if it were not installed
    with pytest.raises(UsageError, match="not installed") as caught:
        dask_client.installed()
    assert "clausecheck[dask]" in caught.value.hint
