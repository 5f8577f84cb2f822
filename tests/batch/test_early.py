"""A child that starts before its task is known."""

from __future__ import annotations

import os
import pickle
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import clausecheck
from clausecheck.batch import early, judging, worker
from clausecheck.batch.judging import Wish
from clausecheck.model import Analyzed, Failed, Source
from tests.batch import works

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forked children")


@pytest.fixture(autouse=True)
def _none_is_left() -> Iterator[None]:
    yield
    while worker._early:
        worker._early.pop().stop()


def waiting() -> worker._Early:
    worker.expect(lambda: None)
    return worker._early[-1]


def test_it_does_the_first_task_and_no_other() -> None:
    child = waiting()._pid
    first, second = worker.Worker(works.where, path="x"), worker.Worker(works.where, path="x")
    pids = [done.path for done in (first.result(), second.result())]
    assert pids[0] == str(child)
    assert pids[1] not in (str(child), str(os.getpid()))


def test_limits_hold_for_it() -> None:
    waiting()
    slow = worker.supervise(works.spin, path="x", timeout=0.3)
    assert isinstance(slow, Failed)
    assert slow.problem.code == "too-slow"


def test_one_that_has_died_is_replaced() -> None:
    child = waiting()
    os.kill(child._pid, 9)
    time.sleep(0.05)
    assert worker.supervise(works.fine, "well", path="x") == works.fine("well")


def test_without_a_task_it_ends() -> None:
    child = waiting()
    worker._early.clear()
    os.close(child._to)
    _, status = os.waitpid(child._pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    child._pid = 0


def test_packs_that_it_can_load_are_not_sent() -> None:
    wish = Wish(clausecheck.load_packs("performer"), "them", timeout=3)
    sent = pickle.dumps(wish)
    assert len(sent) < 1000
    assert pickle.loads(sent) == wish
    changed = wish._replace(packs=wish.packs[:1])
    assert pickle.loads(pickle.dumps(changed)) == changed
    assert len(pickle.dumps(changed)) > 10_000


def test_it_judges_as_any_other(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("You grant us your voice in perpetuity.")
    early.start(["check", str(paper)])
    assert worker._early
    wish = Wish(clausecheck.load_packs("performer"))
    got, again = (
        worker.supervise(judging.judge, Source(str(paper)), wish, path=str(paper)) for _ in range(2)
    )
    assert isinstance(got, Analyzed)
    assert got == again


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("FILE", True),
        ("check FILE --pack consumer", True),
        ("demo", True),
        ("check FILE --help", False),
        ("check nowhere.pdf", False),
        ("batch FILE", False),
        ("", False),
    ],
)
def test_it_starts_only_where_a_paper_will_be_judged(words: str, wanted: bool, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text("x")
    early.start(words.replace("FILE", str(tmp_path / "paper.txt")).split())
    assert bool(worker._early) == wanted


def test_it_guesses_the_packs() -> None:
    assert early._named(["check", "--pack", "consumer", "x", "--pack=mine"]) == ["consumer", "mine"]
