"""Documents at URLs: found, read, known again; what cannot be reached is named."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from clausecheck.batch import reading, remote
from clausecheck.batch.gather import gather
from clausecheck.errors import ReadError, UsageError
from tests.batch.papers import AGREEMENT, ENDINGS, batch, rows, statuses

TEXT = AGREEMENT.format(company="Bell Film LLC", how="exclusive", fee=100).encode()


@pytest.fixture
def store() -> Iterator[MemoryFileSystem]:
    """A store in memory: it is there in forked children, too."""
    fs = MemoryFileSystem()
    for name in ("deals/a.txt", "deals/2024/b.txt", "deals/2024/c.doc", "deals/.hidden.txt"):
        fs.pipe_file(f"/{name}", TEXT)
    yield fs
    fs.store.clear()
    reading.end()


def names(*given: str) -> list[str]:
    return [one.name for one in gather(given, ENDINGS).documents]


def test_folders_patterns_and_files(store: MemoryFileSystem) -> None:
    everything = ["memory:///deals/2024/b.txt", "memory:///deals/a.txt"]
    assert names("memory://deals") == everything
    assert names("memory://deals/*.txt") == everything[1:]
    assert names("memory://deals/**/*.txt", "memory://deals/a.txt") == everything
    assert names("memory://deals/2024/c.doc") == ["memory:///deals/2024/c.doc"], "what is named is taken"
    assert names("memory://none/*.txt") == []
    assert gather(["memory://deals"], ENDINGS).roots == ("memory:///deals",)
    assert gather(["memory://deals/*.txt"], ENDINGS).roots == ()


def test_a_run_knows_what_it_has_read(store: MemoryFileSystem, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(["memory://deals"], out)
    assert statuses(out) == {"a.txt": "analyzed", "b.txt": "analyzed"}
    assert rows(out, "SELECT folder, name, size FROM documents WHERE name = 'b.txt'") == [
        ("memory:///deals/2024", "b.txt", len(TEXT))
    ]
    assert batch(["memory://deals"], out).unchanged == 2
    store.pipe_file("/deals/a.txt", TEXT.replace(b"voice", b"face!"))
    assert [found.path for _, found in batch(["memory://deals"], out).todo] == ["memory:///deals/a.txt"]
    store.rm("/deals/2024/b.txt")
    assert batch(["memory://deals"], out).gone == 1


def test_what_is_not_there_fails_by_name(store: MemoryFileSystem, tmp_path: Path) -> None:
    batch(["memory://deals/none.pdf", "memory://deals/a.txt"], tmp_path / "out")
    assert statuses(tmp_path / "out") == {"none.pdf": "not-found", "a.txt": "analyzed"}
    with pytest.raises(ReadError, match="no such file"):
        remote.load("memory://deals/none.pdf")


@pytest.mark.skipif(find_spec("s3fs") is not None, reason="the driver is there")
def test_a_driver_that_is_missing_is_named() -> None:
    with pytest.raises(UsageError, match="s3:// needs a driver") as caught:
        gather(["s3://bucket/*.pdf"], ENDINGS)
    assert caught.value.hint == "install it: pip install s3fs"
    with pytest.raises(ReadError, match="s3:// needs a driver"):
        remote.load("s3://bucket/a.pdf")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense://a/b.pdf", "no driver for nonsense://"),
        ("https://ann:secret@example.org/a.pdf", "a password in this URL"),
        ("zip://a.pdf::https://example.org/a.zip", "an address within an address"),
        ("https://example.org/**/a.pdf", "cannot be searched through"),
    ],
)
def test_what_cannot_be_asked_for(url: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        gather([url], ENDINGS)
    assert "secret" not in str(caught.value)


def test_a_place_that_cannot_be_listed_is_a_document_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise ConnectionError("no route")

    monkeypatch.setattr(MemoryFileSystem, "find", away)
    monkeypatch.setattr(MemoryFileSystem, "isdir", lambda *_: True)
    assert names("memory://deals") == ["memory://deals"]


def test_a_file_that_is_too_big(store: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "LIMIT", 10)
    with pytest.raises(ReadError, match="larger than"):
        remote.load("memory://deals/a.txt")


def test_a_lost_store_is_no_missing_document(store: MemoryFileSystem) -> None:
    assert remote.there("memory://deals")
    assert not remote.there("memory://gone")
    assert not remote.there("nonsense://gone")
