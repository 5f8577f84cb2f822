"""The name of a copy → the file, written whole or not at all, and never over the original."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from clausecheck.errors import UsageError

OTHER = "name another place with `-o`"


def place(source: str, out: str | None, *, force: bool) -> Path | None:
    """Where the copy of ``source`` goes: by default beside it, as ``agreement.checked.pdf``.

    None for standard output.

    Raises:
        UsageError: the place is the original itself, is taken, is no place, or is the terminal.
    """
    if out == "-":
        if sys.stdout.isatty():
            raise UsageError(
                "the copy is no text for a terminal", "name a file, or send it on: `-o - > copy.pdf`"
            )
        return None
    if out is None and source == "-":
        raise UsageError("the copy has no name", "give it one: `-o copy.pdf`, or `-o -` for standard output")
    path = Path(out) if out is not None else _beside(Path(source))
    if path.is_dir():
        raise UsageError(f"'{path}' is a folder", "name the file to write: `-o copy.pdf`")
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder '{path.parent}'", "make it first, or " + OTHER)
    if _same(path, source):
        raise UsageError(f"'{path}' is the original, which is never changed", OTHER)
    if not force and os.path.lexists(path):
        raise UsageError(f"'{path}' is there already", "`--force` replaces it; or " + OTHER)
    return path


@contextmanager
def draft(path: Path | None, source: str) -> Iterator[Path]:
    """A file to write to, which becomes ``path`` (or goes to standard output) if nothing goes wrong.

    Raises:
        UsageError: nothing can be written there.
    """
    import tempfile

    try:
        handle, name = tempfile.mkstemp(dir=path.parent if path else None, prefix=".clausecheck-")
        os.close(handle)
    except OSError as error:
        where = f"in '{path.parent}'" if path else "in the folder for temporary files"
        raise UsageError(f"nothing can be written {where}: {error.strerror}", OTHER) from error
    try:
        yield Path(name)
        if path is None:
            _send(Path(name))
        else:
            _settle(Path(name), path, source)
    finally:
        with suppress(OSError):
            Path(name).unlink()


def _beside(source: Path) -> Path:
    return source.with_name(f"{source.stem}.checked{source.suffix or '.pdf'}")


def _same(path: Path, source: str) -> bool:
    """Whether both are one file, by links of any kind, too."""
    try:
        return path.samefile(source)
    except OSError:
        return False


def _settle(name: Path, path: Path, source: str) -> None:
    """Give the copy its name, and let those read it who may read the original."""
    try:
        with suppress(OSError):
            name.chmod(Path(source).stat().st_mode & 0o666 | 0o600)
        name.replace(path)
    except OSError as error:
        raise UsageError(f"'{path}' cannot be written: {error.strerror}", OTHER) from error


def _send(name: Path) -> None:
    try:
        sys.stdout.buffer.write(name.read_bytes())
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
