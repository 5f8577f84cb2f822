"""``--changed-since``: only what git does not know to be the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_check import AGREEMENT, MILD

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(folder: Path, *arguments: str) -> None:
    names = {
        f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    alone = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], cwd=folder, env=alone, check=True, capture_output=True)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """On branch ``work``, which left ``main`` after a commit of three agreements."""
    folder = tmp_path / "repo"
    (folder / "in").mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    for name in ("a.txt", "in/b.txt", "in/ü c.txt"):
        (folder / name).write_bytes(MILD)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=first")
    git(folder, "checkout", "--quiet", "-b", "work")
    return folder


def checked(run: Run, folder: Path, *arguments: str) -> list[str]:
    done = run("check", *arguments, "--changed-since", "main", "--format", "json", cwd=folder)
    return [each["path"] for each in json.loads(done.stdout)["documents"]]


def test_nothing_changed_passes_and_says_so(run: Run, repo: Path) -> None:
    for form in ("json", "concise", "auto"):
        done = run("check", ".", "--changed-since", "main", "--format", form, cwd=repo)
        assert done.returncode == 0
        assert done.stderr == "nothing changed since main: 3 documents not checked again\n"
    assert checked(run, repo, ".") == []


def test_nothing_to_check_stays_nothing_to_check(run: Run, repo: Path) -> None:
    (repo / "empty").mkdir()
    assert run("check", "empty", "--changed-since", "main", cwd=repo).returncode == 3


def test_changes_of_every_kind(run: Run, repo: Path) -> None:
    (repo / "in" / "ü c.txt").write_bytes(AGREEMENT)
    git(repo, "commit", "--quiet", "--all", "--message=committed")
    assert checked(run, repo, ".") == ["in/ü c.txt"]
    (repo / "staged.txt").write_bytes(AGREEMENT)
    git(repo, "add", "staged.txt")
    (repo / "in" / "b.txt").write_bytes(AGREEMENT)
    (repo / "untracked.txt").write_bytes(AGREEMENT)
    (repo / ".gitignore").write_text("ignored.txt\n")
    (repo / "ignored.txt").write_bytes(AGREEMENT)
    git(repo, "mv", "a.txt", "moved.txt")
    assert checked(run, repo, ".") == [
        "ignored.txt", "moved.txt", "staged.txt", "untracked.txt", "in/b.txt", "in/ü c.txt",
    ]  # fmt: skip
    assert checked(run, repo / "in", ".") == ["b.txt", "ü c.txt"]
    done = run("check", ".", "--changed-since", "main", cwd=repo)
    assert "6 of 6 documents changed since main" in done.stderr
    assert done.returncode == 1


def test_what_main_changed_since_is_not_ours(run: Run, repo: Path) -> None:
    (repo / "a.txt").write_bytes(AGREEMENT)
    git(repo, "commit", "--quiet", "--all", "--message=ours")
    git(repo, "checkout", "--quiet", "main")
    (repo / "in" / "b.txt").write_bytes(AGREEMENT)
    git(repo, "commit", "--quiet", "--all", "--message=theirs")
    git(repo, "checkout", "--quiet", "work")
    assert checked(run, repo, ".") == ["a.txt"]


def test_what_git_does_not_know_is_checked(run: Run, repo: Path) -> None:
    outside = repo.parent / "outside.txt"
    outside.write_bytes(MILD)
    assert checked(run, repo, str(outside), "a.txt") == [str(outside)]
    done = run("check", "-", "--changed-since", "main", cwd=repo, stdin=AGREEMENT)
    assert done.returncode == 1
    done = run("check", "gone.txt", "--changed-since", "main", cwd=repo)
    assert done.returncode == 4


def test_a_deleted_file_that_was_named_is_not_read(run: Run, repo: Path) -> None:
    (repo / "a.txt").unlink()
    assert run("check", "a.txt", "--changed-since", "main", cwd=repo).returncode == 4


def test_a_link_to_what_changed(run: Run, repo: Path) -> None:
    (repo / "link.txt").symlink_to("in/b.txt")
    git(repo, "add", "link.txt")
    git(repo, "commit", "--quiet", "--message=link")
    git(repo, "branch", "--force", "main", "work")
    assert checked(run, repo, ".") == []
    (repo / "in" / "b.txt").write_bytes(AGREEMENT)
    assert checked(run, repo, ".") == ["link.txt", "in/b.txt"]


def test_one_deal_is_read_whole(run: Run, repo: Path) -> None:
    (repo / "in" / "b.txt").write_bytes(AGREEMENT)
    assert checked(run, repo, "a.txt", "in/b.txt", "--together") == ["a.txt + in/b.txt"]
    assert checked(run, repo, "a.txt", "in/ü c.txt", "--together") == []


@pytest.mark.parametrize("revision", ["nope", "--output=x", "-x", "HEAD:a.txt", "main; true", ""])
def test_a_revision_that_is_none(run: Run, repo: Path, revision: str) -> None:
    done = run("check", ".", f"--changed-since={revision}", cwd=repo)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"git knows no revision '{revision}'" in done.stderr
    assert "hint:" in done.stderr
    assert not (repo / "x").exists()


def test_nothing_in_common(run: Run, repo: Path) -> None:
    git(repo, "checkout", "--quiet", "--orphan", "other")
    git(repo, "commit", "--quiet", "--message=other")
    done = run("check", ".", "--changed-since", "main", cwd=repo)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no commit in common" in done.stderr and "fetch-depth" in done.stderr


def test_no_repository_and_no_git(run: Run, repo: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(MILD)
    done = run("check", "a.txt", "--changed-since", "main", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "inside a git repository" in done.stderr
    done = run("check", ".", "--changed-since", "main", cwd=repo, PATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "needs the program git" in done.stderr


def test_a_repository_of_a_stranger_starts_nothing(run: Run, repo: Path) -> None:
    trap = repo / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {repo}/sprung\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "core.pager"):
        git(repo, "config", name, str(trap))
    (repo / "a.txt").write_bytes(AGREEMENT)
    assert "a.txt" in checked(run, repo, ".")
    assert not (repo / "sprung").exists()
