"""What a batch is given → its documents."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from clausecheck.batch import archive, gather, reading
from clausecheck.batch.gather import Gathered
from clausecheck.batch.tasks import Task
from clausecheck.errors import ReadError, UsageError
from tests.batch.papers import aim

ENDINGS = (".pdf", ".txt")
WORDS = b"This agreement is made between Bell Film LLC and the Performer."


def gathered(*given: Path | str, out: Path | None = None) -> Gathered:
    return gather.gather([str(each) for each in given], ENDINGS, str(out or ""))


def names(found: Gathered, folder: Path) -> list[str]:
    return [one.name.removeprefix(f"{folder}/") for one in found.documents]


def tree(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(WORDS)
    return folder


def zipped(path: Path, *members: str, content: bytes = WORDS) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in members:
            made.writestr(name, content)
    return path


def test_folders_files_and_patterns_each_once(tmp_path: Path) -> None:
    tree(tmp_path, "b.pdf", "a/c.txt", "a/x.jpg.exe", "a/.hidden.pdf", ".git/d.pdf", "A.PDF")
    found = gathered(tmp_path, tmp_path / "a" / "c.txt", str(tmp_path / "*.pdf"), f"{tmp_path}/a/../b.pdf")
    assert names(found, tmp_path) == ["A.PDF", "a/c.txt", "b.pdf"]
    assert {one.name: bool(one.root) for one in found.documents}[str(tmp_path / "b.pdf")] is False
    assert str(tmp_path) in found.roots


def test_a_named_file_need_not_have_a_known_ending_or_be_there(tmp_path: Path) -> None:
    tree(tmp_path, "contract.xyz")
    found = gathered(tmp_path / "contract.xyz", tmp_path / "no.pdf")
    assert names(found, tmp_path) == ["contract.xyz", "no.pdf"]
    assert [one.size for one in found.documents] == [len(WORDS), None]


def test_links_to_folders_are_mentioned_and_not_walked(tmp_path: Path) -> None:
    tree(tmp_path, "a/b.pdf")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "twin.pdf").symlink_to(tmp_path / "a" / "b.pdf")
    (tmp_path / "a" / "broken.pdf").symlink_to(tmp_path / "nowhere")
    found = gathered(tmp_path)
    assert names(found, tmp_path) == ["a/b.pdf", "a/broken.pdf", "a/twin.pdf"]
    assert found.remarks == (f"{tmp_path}/a/loop: a link to a folder is not followed",)


def test_the_results_are_not_read(tmp_path: Path) -> None:
    tree(tmp_path, "a.pdf", "results/failed.txt")
    assert names(gathered(tmp_path, out=tmp_path / "results"), tmp_path) == ["a.pdf"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open every folder")
def test_a_folder_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    tree(tmp_path, "a/b.pdf").joinpath("a").chmod(0)
    found = gathered(tmp_path)
    assert names(found, tmp_path) == ["a"]
    assert str(tmp_path) not in found.roots, "what lies there is not gone"
    assert reading.judge(Task(1, str(tmp_path / "a"), aim())).columns["error"] == "unreadable"


def test_a_list_and_what_it_may_hold(tmp_path: Path) -> None:
    odd = [
        "/x/a.pdf",
        "/x/a\nb.pdf",
        " /x/c.pdf",
        '"q".pdf',
        "#1.pdf",
        "/x/é.pdf",
        "/x/\udcff.pdf",
        "a\x1b[2J.pdf",
    ]
    text = "# a comment\n\n" + "".join(f"{gather.line(name)}\n" for name in odd)
    path = tmp_path / "list.txt"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert gather.listed(str(path)) == odd
    path.write_bytes(b"\xef\xbb\xbfa.pdf\r\nb.pdf\r\n")
    assert gather.listed(str(path)) == ["a.pdf", "b.pdf"]
    with pytest.raises(UsageError, match="list cannot be read"):
        gather.listed(str(tmp_path / "none"))


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.xz"])
def test_archives(tmp_path: Path, kind: str) -> None:
    members = [
        "a/b.pdf",
        "../../evil.pdf",
        "/etc/c.pdf",
        "inner.zip",
        "d.jpg",
        "__MACOSX/._b.pdf",
        "C:\\x\\e.pdf",
    ]
    path = tmp_path / f"deals.{kind}"
    if kind == "zip":
        zipped(path, *members)
    else:
        with tarfile.open(path, f"w:{kind[4:]}") as made:  # type: ignore[call-overload]
            for name in members:
                info = tarfile.TarInfo(name)
                info.size = len(WORDS)
                made.addfile(info, io.BytesIO(WORDS))
            link = tarfile.TarInfo("link.pdf")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            made.addfile(link)
    found = gathered(tmp_path)
    inside = [one.member for one in found.documents]
    assert sorted(inside) == sorted(["a/b.pdf", "../../evil.pdf", "/etc/c.pdf", "inner.zip", "C:\\x\\e.pdf"])
    results = {one.member: reading.judge(Task(1, one.path, aim(), one.member)) for one in found.documents}
    assert not (tmp_path.parent.parent / "evil.pdf").exists()
    assert {r.sha256 for r in results.values()} == {reading_digest(WORDS)}
    by_name = gathered(f"{path}!/a/b.pdf")
    assert [(one.path, one.member) for one in by_name.documents] == [(str(path), "a/b.pdf")]


def reading_digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def test_an_archive_in_an_archive_is_not_opened_and_said(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", "a.pdf").read_bytes()
    zipped(tmp_path / "outer.zip", "inner.zip", content=inner)
    result = reading.judge(Task(1, str(tmp_path / "outer.zip"), aim(), "inner.zip"))
    assert result.columns["error"] == "unsupported"
    assert "unpack" in str(result.columns["hint"])


def test_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "bomb.zip", "a.txt", content=bytes(64 << 20))
    with pytest.raises(ReadError) as caught:
        archive.load(str(path), "a.txt")
    assert caught.value.code == "too-big"
    monkeypatch.setattr(archive, "RATIO", 1 << 30)
    monkeypatch.setattr(archive, "LIMIT", 1 << 20)
    with pytest.raises(ReadError) as caught:
        archive.load(str(path), "a.txt")
    assert caught.value.code == "too-big"
    monkeypatch.setattr(archive, "MEMBERS", 3)
    many = zipped(tmp_path / "many.zip", *(f"{i}.txt" for i in range(5)))
    with pytest.raises(ReadError) as caught:
        archive.members(str(many))
    assert caught.value.code == "too-big"


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz"])
@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04" + b"x" * 100])
def test_a_damaged_archive_is_one_document_that_fails(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    found = gathered(tmp_path)
    assert names(found, tmp_path) == [name]
    assert reading.judge(Task(1, found.documents[0].path, aim())).columns["status"] == "failed"


def test_a_locked_member(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", "a.txt")
    data = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    path.write_bytes(data)
    assert reading.judge(Task(1, str(path), aim(), "a.txt")).columns["error"] == "encrypted"


def test_an_archive_without_documents_is_mentioned(tmp_path: Path) -> None:
    zipped(tmp_path / "photos.zip", "a.gif")
    found = gathered(tmp_path)
    assert found.documents == ()
    assert "no document in this archive" in found.remarks[0]
