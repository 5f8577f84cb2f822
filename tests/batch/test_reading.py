"""One task → one result, whatever happens, and the same as ``check`` comes to."""

from __future__ import annotations

import pickle
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import clausecheck
from clausecheck import pipeline
from clausecheck.batch import reading, rows
from clausecheck.batch.servant import Servant
from clausecheck.batch.tasks import Result, Task
from clausecheck.model import Analyzed, Outline, Source
from tests.batch import works
from tests.batch.papers import agreements, aim

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each document has its own child")


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    yield
    reading.end()


def judged(task: Task) -> Result:
    """Misbehaves as the file says."""
    word = Path(task.path).read_text("utf-8")
    once = Path(f"{task.path}.seen")
    if word.endswith("-once"):
        if once.exists():
            return Result(task.id, {"status": "analyzed"})
        once.touch()
    getattr(works, word.removesuffix("-once"))()
    return Result(task.id, {"status": "analyzed"})


def poison(folder: Path, word: str, **limits: object) -> Task:
    path = folder / f"{word}.txt"
    path.write_text(word, "utf-8")
    return Task(1, str(path), aim(**limits))


@linux
@pytest.mark.parametrize(
    ("word", "code", "attempts"),
    [
        ("abort", "crashed", 2),
        ("vanish", "crashed", 2),
        ("spin", "too-slow", 2),
        ("swell", "too-big", 2),
        ("wrong", "internal", 1),
        ("locked", "encrypted", 1),
        ("abort-once", "", 2),
        ("spin-once", "", 2),
        ("fine", "", 1),
    ],
)
def test_a_poisonous_file_costs_that_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, code: str, attempts: int
) -> None:
    monkeypatch.setattr(reading, "judge", judged)
    slow = {"spin": 0.5, "spin-once": 6.0}.get(word, 30.0)  # the second try has to be in time
    result = reading.read(poison(tmp_path, word, timeout=slow, memory=600 << 20))
    assert (result.columns.get("error", ""), result.attempts) == (code, attempts)
    assert result.status == ("failed" if code else "analyzed")
    after = reading.read(poison(tmp_path, "fine"))
    assert (after.status, after.attempts) == ("analyzed", 1)


def test_tasks_and_results_can_be_sent(tmp_path: Path) -> None:
    (path,) = agreements(tmp_path, 1)
    task = Task(7, str(path), aim())
    assert len(pickle.dumps(task)) < 1000
    result = reading.judge(pickle.loads(pickle.dumps(task)))
    assert pickle.loads(pickle.dumps(result)) == result


def test_results_are_those_of_check_in_any_order(tmp_path: Path) -> None:
    paths = agreements(tmp_path, 6)
    packs = clausecheck.load_packs("performer")
    expected = []
    for path in paths:
        outcome = pipeline.judged(Source(str(path), clauses=True), packs)
        expected.append((rows.columns(outcome, aim().limits), rows.details(1, outcome)))
    for order in (paths, paths[::-1]):
        found = {path: reading.read(Task(1, str(path), aim())) for path in order}
        assert [(found[path].columns, found[path].rows) for path in paths] == expected


def test_a_child_a_document_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = agreements(tmp_path, 1)
    task = Task(1, str(path), aim())
    usual = reading.read(task)
    monkeypatch.setattr(reading.sys, "platform", "darwin")  # type: ignore[attr-defined]
    other = reading.read(task)
    assert usual._replace(seconds=0) == other._replace(seconds=0)


def test_other_rules_on_another_machine(tmp_path: Path) -> None:
    (path,) = agreements(tmp_path, 1)
    result = reading.judge(Task(1, str(path), aim(packs_sha256="those of another one")))
    assert result.columns["error"] == "other-rules"


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "not-found"), (b"", "empty"), (b"PK\x03\x04junk", "unsupported"), (b"%PDF-", "damaged")],
)
def test_what_cannot_be_read_fails_by_name(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "a.pdf"
    if content is not None:
        path.write_bytes(content)
    result = reading.read(Task(3, str(path), aim()))
    assert (result.status, result.columns["error"], result.attempts) == ("failed", code, 1)
    assert result.columns["message"] and result.columns["hint"]
    assert (result.sha256 is None) == (content is None)


def test_stop_ends_who_is_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    if sys.platform != "linux":
        pytest.skip("children of single documents end by themselves")
    monkeypatch.setattr(reading, "judge", judged)
    monkeypatch.setattr(reading, "AGAIN", frozenset[str]())
    found: list[Result] = []
    thread = threading.Thread(target=lambda: found.append(reading.read(poison(tmp_path, "spin"))))
    thread.start()
    while not any(isinstance(one, Servant) for one in tuple(reading._all)):
        time.sleep(0.01)
    time.sleep(0.1)
    reading.stop()
    thread.join(10)
    assert found[0].columns["error"] == "crashed"


def test_words_and_clauses_are_told_apart(tmp_path: Path) -> None:
    paths = agreements(tmp_path, 1)
    other = tmp_path / "other.txt"
    travel = "2. Travel. The Producer shall pay for travel.\n\n3. Fee"
    text = paths[0].read_text("utf-8").replace("2. Fee", travel).replace("3. Entire", "4. Entire")
    other.write_text(text.replace("session.", "SESSION ."), "utf-8")
    first, second = (reading.judge(Task(i, str(path), aim())) for i, path in enumerate((paths[0], other)))
    texts = {text: words for _, words, _, text in first.rows["texts"]}
    again = {text: words for _, words, _, text in second.rows["texts"]}
    fee = next(text for text in texts if str(text).startswith("2. Fee"))
    moved = str(fee).replace("2.", "3.", 1).replace("session.", "SESSION .")
    assert texts[fee] == again[moved], "a label is not among the words, nor is case"
    assert len(first.rows["clauses"]) >= 3


def test_surrogates_are_written_out() -> None:
    listed = (Outline("1", "A\ud800", 1, 1, 0, 3, text="A\ud800 b", body=0),)
    ((_, _, length, text),) = rows._texts(listed)
    assert (length, text) == (4, "A\\ud800 b")
    report = pipeline.analyze(Source("-", b"You grant us your voice in perpetuity."), ())
    found = rows.details(1, Analyzed("-", report._replace(clauses=listed)))
    assert found["clauses"][0][3] == "A\\ud800"
