"""An archive (zip, tar, and the latter compressed) → its documents, one by one and within limits.

Nothing is ever unpacked to disk, so a name like ``../../x`` leads nowhere. An archive within one is not
opened: it is a document that fails by name, like any kind of file that cannot be read.
"""

from __future__ import annotations

import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from clausecheck.errors import ReadError
from clausecheck.ingest.source import LIMIT

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
MEMBERS = 200_000  # entries that are looked at; a zip of 4 GB has 65,535
SCANNED = 64 << 30  # bytes of a tar that are unpacked to find what is in it
RATIO = 1000  # times its packed size: what zip reaches on zeros is 1,030, on a contract 5
SMALL = 1 << 20  # bytes at which the ratio begins to count
CHUNK = 1 << 20  # bytes read at once

_LIBRARY = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
    ValueError, OverflowError,
)  # fmt: skip
_WAY_OUT = "unpack it and give the folder"


class Member(NamedTuple):
    """A file within an archive."""

    name: str  # as the archive has it
    size: int  # bytes, as the archive says


def is_archive(path: str) -> bool:
    """Whether a file is one, by its name."""
    return path.lower().endswith(ENDINGS)


def members(path: str) -> list[Member]:
    """Its files, by name; of two with one name the last, as unpacking would leave it.

    Raises:
        ReadError: damaged, too-big, unreadable.
    """
    with _plain_errors(path):
        found: dict[str, Member] = {}
        for count, member in enumerate(_zip_list(path) if _zipped(path) else _tar_list(path)):
            if count >= MEMBERS:
                raise ReadError("too-big", f"The archive holds more than {MEMBERS:,} files", _WAY_OUT, path)
            found[member.name] = member
        return [found[name] for name in sorted(found)]


def load(path: str, name: str) -> bytes:
    """The bytes of one file in it.

    Raises:
        ReadError: not-found, damaged, too-big, encrypted, unreadable.
    """
    with _plain_errors(path):
        return _from_zip(path, name) if _zipped(path) else _from_tar(path, name)


def refuse(path: str) -> None:
    """Say of an archive or folder that was to be looked into why that failed; nothing of a document.

    Raises:
        ReadError: damaged, too-big, unreadable.
    """
    if is_archive(path):
        members(path)
    elif os.path.isdir(path):  # noqa: PTH112
        hint = "ask its owner, or copy it to a place that you may read"
        raise ReadError("unreadable", "This folder cannot be opened", hint, path)


def _zipped(path: str) -> bool:
    return path.lower().endswith(".zip")


def _zip_list(path: str) -> Iterator[Member]:
    with zipfile.ZipFile(path) as opened:
        yield from (Member(info.filename, info.file_size) for info in opened.infolist() if not info.is_dir())


def _tar_list(path: str) -> Iterator[Member]:
    with tarfile.open(path) as opened:
        for info in opened:
            if info.offset_data > SCANNED:
                raise ReadError("too-big", "The archive is larger than 64 GB unpacked", _WAY_OUT, path)
            if info.isreg():
                yield Member(info.name, info.size)
            opened.members = []  # type: ignore[attr-defined]  # or it remembers them all


def _from_zip(path: str, name: str) -> bytes:
    with zipfile.ZipFile(path) as opened:
        try:
            info = opened.getinfo(name)
        except KeyError:
            raise _missing(name, path) from None
        if info.flag_bits & 1:
            hint = "unpack it with its password and give the folder"
            raise ReadError("encrypted", "This file is locked within its archive", hint, path)
        if info.file_size > max(SMALL, info.compress_size * RATIO):
            raise ReadError("too-big", "This unpacks to far more than a document is", _WAY_OUT, path)
        with opened.open(info) as file:
            return _whole(file, path)


def _from_tar(path: str, name: str) -> bytes:
    with tarfile.open(path) as opened:
        found = None
        for info in opened:
            if info.isreg() and info.name == name:
                found = info
        if found is None:
            raise _missing(name, path)
        file = opened.extractfile(found)
        if file is None:
            raise _missing(name, path)
        with file:
            return _whole(file, path)


def _whole(file: IO[bytes], path: str) -> bytes:
    """All of it, counted while it is unpacked: what an archive says of sizes may be a lie."""
    parts, left = list[bytes](), LIMIT
    while part := file.read(CHUNK):
        left -= len(part)
        if left < 0:
            hint = "check the contract alone, without its attachments"
            raise ReadError("too-big", f"The file is larger than {LIMIT >> 20} MB", hint, path)
        parts.append(part)
    return b"".join(parts)


def _missing(name: str, path: str) -> ReadError:
    return ReadError("not-found", f"The archive holds no file {name}", "check the spelling", path)


@contextmanager
def _plain_errors(path: str) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReadError("not-found", "There is no such file", "check the spelling", path) from error
    except PermissionError as error:
        hint = "ask its owner, or copy it to a place that you may read"
        raise ReadError("unreadable", "You are not allowed to read this file", hint, path) from error
    except _LIBRARY as error:
        hint = "ask for the archive again, or unpack it and give the folder"
        raise ReadError("damaged", "The archive is damaged", hint, path) from error
