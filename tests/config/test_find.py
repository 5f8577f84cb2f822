"""Which settings file is used, and which never."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clausecheck import config
from clausecheck.errors import UsageError
from tests.config.build import wrote


def test_the_nearest_file_wins_up_to_the_repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = here / "repo" / "a" / "b"
    inner.mkdir(parents=True)
    wrote(here, "")  # above the repository: never
    monkeypatch.chdir(inner)
    (here / "repo" / ".git").write_text("gitdir: elsewhere")  # a worktree has a file
    assert config.find() is None
    top = wrote(here / "repo", "")
    assert config.find() == top
    near = wrote(here / "repo" / "a", "[tool.clausecheck]\n", "pyproject.toml")
    assert config.find() == near
    both = wrote(here / "repo" / "a", "")
    assert config.find() == both


def test_without_a_repository_only_the_current_folder_counts(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = wrote(here, "")
    assert config.find() == own
    (here / "inner").mkdir()
    monkeypatch.chdir(here / "inner")
    assert config.find() is None


def test_a_file_inside_the_checked_folder_is_never_used(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = here / "theirs" / "deep"
    wrote(theirs, "")
    (theirs / "a.txt").write_text("x")
    assert config.find(("theirs", "theirs/deep", "theirs/deep/a.txt")) is None
    monkeypatch.chdir(theirs)
    assert config.find(("..",)) is None
    assert config.find(("a.txt",)) == theirs / "clausecheck.toml"


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("[tool.clausecheck]\nas = 'us'\n", True),
        ("tool.clausecheck.as = 'us'\n", True),
        ("[project]\nname = 'clausecheck'\n", False),
        ("[tool.other]\n", False),
        ("this is no TOML", False),
        ("[tool.clausecheck\n", True),  # meant to be ours: its mistake must be seen
        ("tool = 3 # clausecheck", False),
    ],
)
def test_a_shared_file_is_ours_where_it_has_our_table(here: Path, text: str, ours: bool) -> None:
    file = wrote(here, text, "pyproject.toml")
    assert config.find() == (file if ours else None)


def test_what_is_no_file_is_passed_over(here: Path) -> None:
    (here / "clausecheck.toml").mkdir()
    os.mkfifo(here / "pyproject.toml")
    assert config.find() is None


def test_a_file_of_another_user_is_refused(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    (here / ".git").mkdir()
    file = wrote(here, "")
    (here / "mine").mkdir()
    monkeypatch.chdir(here / "mine")
    assert config.find() == file
    os.chown(file, 12345, 12345)
    with pytest.raises(UsageError, match="another user") as caught:
        config.find()
    assert "--config" in caught.value.hint
    os.chown(here / "mine", 12345, 12345)  # a container: all is of one owner, who is not the one that runs
    assert config.find() == file
