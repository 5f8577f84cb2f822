"""Folder → the settings file that holds there, or none.

A contract comes from the other side, and so may the folder that it comes in: a file that switches rules off
must not come along. So the search begins where the person stands, never where the documents lie, and goes up
no further than the root of the repository; where there is none, no folder above is known to be the person's
own, and the current folder alone counts. The command names the file that it uses, each time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from clausecheck.errors import UsageError

NAME, SHARED = "clausecheck.toml", "pyproject.toml"
_LIMIT = 1 << 20  # characters; a longer file cannot be read as settings anyway


def find(paths: Sequence[str] = ()) -> Path | None:
    """The settings file for somebody who stands in the current folder and checks ``paths``.

    A file strictly inside a checked folder is never used: from within ``a/b``, ``check ..`` begins in ``a``.

    Raises:
        UsageError: it belongs to another user of this computer.
    """
    here = Path.cwd()
    checked = [Path(os.path.realpath(path)) for path in paths]
    start = min((path for path in checked if path in here.parents), default=here)
    for folder in _upwards(start):
        for name in (NAME, SHARED):
            file = folder / name
            if file.is_file() and (name == NAME or _is_ours(file)):
                _refuse_a_strangers(file, start)
                return file
    return None


def _upwards(start: Path) -> Iterator[Path]:
    folders = (start, *start.parents)
    root = next((at for at, folder in enumerate(folders) if (folder / ".git").exists()), 0)
    return iter(folders[: root + 1])


def _is_ours(file: Path) -> bool:
    """Whether a pyproject.toml has our table. One that is no TOML is not our business, unless it names us."""
    import tomllib

    try:
        with file.open(encoding="utf-8-sig") as opened:
            text = opened.read(_LIMIT)
    except (OSError, UnicodeDecodeError):
        return False
    if "clausecheck" not in text:  # most: reading TOML takes a while
        return False
    try:
        tools: object = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError):
        return "tool.clausecheck" in text
    return isinstance(tools, dict) and "clausecheck" in tools


def _refuse_a_strangers(file: Path, start: Path) -> None:
    """As git does: on a shared computer everybody may put a file into a folder above ours."""
    if not hasattr(os, "getuid"):
        return
    if file.stat().st_uid not in (os.getuid(), 0, start.stat().st_uid):
        raise UsageError(
            "these settings belong to another user of this computer",
            f"--config {file} uses them, --config off goes without",
            str(file),
        )
