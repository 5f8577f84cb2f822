"""Documents and a revision → those that are not known to be the same as there.

Git is asked which files are the same as where this branch left the revision; all others are checked:
changed, untracked, ignored, in a submodule, outside the repository. What git does not know is never taken for
unchanged. Where all are the same the command ends well, with code 0: a change that touches no contract must
pass, and what is not checked again is said on standard error. Code 3 stays for paths that hold no document.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.model import Source

_TIMEOUT = 120  # seconds for one question; a repository of 100,000 files answers in one
# The checkout may come from a stranger: none of its settings may start a program.
_GIT = (
    "git",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "--no-pager",
    "--literal-pathspecs",
)


def since(sources: list[Source], revision: str | None, *, together: bool = False) -> list[Source]:
    """The sources that differ from the merge base with ``revision``; all of one deal, if any of it does.

    Raises:
        UsageError: no git, no repository, no such revision, or nothing in common with it.
    """
    if revision is None:
        return sources
    same = _unchanged(revision)
    kept = [source for source in sources if not _is_same(source.path, same)]
    if together and kept:
        kept = sources
    _tell(len(kept), len(sources), revision)
    return kept


def _tell(kept: int, total: int, revision: str) -> None:
    from clausecheck.report.inert import inert

    documents = f"{total} document{'s' if total > 1 else ''}"
    said = f"{kept} of {documents} changed since {revision}"
    if not kept:
        said = f"nothing changed since {revision}: {documents} not checked again"
    typer.echo(inert(said), err=True)


def _is_same(path: str, same: frozenset[str]) -> bool:
    """Whether the file, and what it points to if it is a link, are the same."""
    place = Path(os.path.realpath(Path(path).parent)) / Path(path).name
    return path != "-" and {str(place), os.path.realpath(path)} <= same


def _unchanged(revision: str) -> frozenset[str]:
    top = Path(_ask(None, "rev-parse", "--show-toplevel").removesuffix("\n"))
    commit = _ask(
        top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    ).strip()
    base = _ask(top, "merge-base", commit, "HEAD").strip()
    changed = _ask(
        top, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules", base, "--"
    )
    tracked = _ask(top, "ls-files", "-z", "--cached")
    root = Path(os.path.realpath(top))
    return frozenset(str(root / name) for name in {*tracked.split("\0")} - {*changed.split("\0")} if name)


def _ask(top: Path | None, *arguments: str) -> str:
    import subprocess

    quiet = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            [*_GIT, *arguments], cwd=top, env=quiet, stdin=subprocess.DEVNULL,
            capture_output=True, check=False, timeout=_TIMEOUT,
        )  # fmt: skip
    except FileNotFoundError:
        raise UsageError(
            "--changed-since needs the program git", "install git, or check without it"
        ) from None
    except subprocess.TimeoutExpired:
        raise UsageError(
            f"git took longer than {_TIMEOUT} seconds", "check without --changed-since"
        ) from None
    if done.returncode:
        raise _failure(arguments, done.stderr.decode("utf-8", "replace").strip())
    return os.fsdecode(done.stdout)


def _failure(arguments: Sequence[str], said: str) -> UsageError:
    """What git refuses, in our words."""
    last = said.rsplit("\n", maxsplit=1)[-1].removeprefix("fatal: ")
    if "--show-toplevel" in arguments:
        if "dubious ownership" in said:
            return UsageError("git does not trust this repository: it belongs to another user", last)
        return UsageError("--changed-since works inside a git repository, and this folder is in none", last)
    if "--verify" in arguments:
        revision = arguments[-1].removesuffix("^{commit}")
        hint = "`git branch --all` lists branches; a shallow clone has few: `git fetch --unshallow`"
        return UsageError(f"git knows no revision '{revision}'", hint)
    if "merge-base" in arguments:
        return UsageError(
            "this branch and that revision have no commit in common",
            "a shallow clone ends too early: `git fetch --unshallow`, or fetch-depth: 0 in CI",
        )
    return UsageError(f"git failed: {last}", "run it with --changed-since left out")
