"""Folders, files, patterns, lists, archives and URLs → the documents of a batch, each once, sorted.

What cannot be listed is not passed over: it comes as a document of its own, which fails by name. The names
of a list stand one a line; what stands behind "#" at the beginning of a line is a comment; a name with odd
characters is a JSON string.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Sequence
from glob import glob
from typing import NamedTuple

from clausecheck.batch import archive, remote
from clausecheck.batch.tasks import INSIDE
from clausecheck.errors import ReadError, UsageError


class Found(NamedTuple):
    """A document that is to be in the store."""

    path: str  # absolute, or a URL: of the file, or of the archive that it lies in
    member: str = ""  # path within the archive
    root: str = ""  # the folder or archive that it was found through; "": it was named itself
    size: int | None = None  # bytes; None: it could not be looked at
    mtime_ns: int | None = None  # last change of the file or archive

    @property
    def name(self) -> str:
        """How the document is called."""
        return f"{self.path}{INSIDE}{self.member}" if self.member else self.path


class Gathered(NamedTuple):
    """All documents, and what was looked through wholly: what lies there and was not found is gone."""

    documents: tuple[Found, ...]
    roots: tuple[str, ...]  # absolute folders and archives
    remarks: tuple[str, ...] = ()  # what was passed over, in words


def gather(given: Sequence[str], endings: Collection[str], out: str = "") -> Gathered:
    """The documents at these paths; ``endings`` (".pdf") are what a folder is searched for.

    ``out``: the folder of the results, which is never looked into.

    Raises:
        UsageError: a URL needs a library that is not installed, or holds a password.
    """
    walk = _Walk(frozenset(endings), os.path.abspath(out) if out else "")  # noqa: PTH100 - here and below: links are kept, and pathlib is slow for 100,000 files
    for path in given:
        walk.add(path)
    documents = sorted(walk.found.values(), key=lambda one: os.fsencode(one.name))
    return Gathered(tuple(documents), tuple(walk.roots), tuple(walk.remarks))


def listed(path: str) -> list[str]:
    """The names in a list file.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        with open(path, encoding="utf-8-sig", errors="surrogateescape") as file:  # noqa: PTH123
            lines = file.read().split("\n")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no list"
        raise UsageError(
            f"this list cannot be read: {reason}", "give a text file, one path a line", path
        ) from error
    return [_name(line.rstrip("\r")) for line in lines if line.strip() and not line.startswith("#")]


def line(name: str) -> str:
    r"""A name as a list holds it.

    >>> line("/x/a b.pdf"), line("/x/a\nb.pdf")
    ('/x/a b.pdf', '"/x/a\\nb.pdf"')
    """
    plain = name.isprintable() and name == name.strip() and not name.startswith(("#", '"'))
    return name if plain else json.dumps(name)


def _name(text: str) -> str:
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        try:
            return str(json.loads(text))
        except ValueError:
            return text
    return text


class _Walk:
    def __init__(self, endings: frozenset[str], out: str) -> None:
        self.found: dict[str, Found] = {}
        self.roots: dict[str, None] = {}
        self.remarks: list[str] = []
        self._endings, self._out = endings, out

    def add(self, given: str) -> None:
        if remote.is_url(given) and not os.path.lexists(given):
            return self._remote(given)
        path = os.path.abspath(given)  # noqa: PTH100
        if not os.path.lexists(path) and INSIDE in given:
            home, _, member = path.partition(INSIDE)
            return self._put(Found(home, member, "", *_stat(home)))
        if not os.path.lexists(path) and any(sign in given for sign in "*?["):
            for match in sorted(glob(given, recursive=True)):  # noqa: PTH207
                self.add(match)
            return None
        if os.path.isdir(path):  # noqa: PTH112
            return self._folder(path)
        if archive.is_archive(path):
            return self._archive(path, "")
        return self._put(Found(path, "", "", *_stat(path)))

    def _remote(self, url: str) -> None:
        remote.check(url)
        try:
            places, root = remote.find(url)
        except ReadError:
            self._put(Found(url))  # fails when it is read, in words
            return
        for place in places:
            last = place.url.rpartition("/")[2]
            wanted = not last.startswith(".") and os.path.splitext(last)[1].lower() in self._endings  # noqa: PTH122
            if wanted or not root:
                self._put(Found(place.url, "", root, place.size, place.mtime_ns))
        if root and not any(sign in url for sign in "*["):
            self.roots[root] = None

    def _put(self, one: Found) -> None:
        before = self.found.get(one.name)
        if before is None or (before.root and not one.root):
            self.found[one.name] = one

    def _folder(self, root: str) -> None:
        """Links to folders are not followed, so no circle is ever walked; they are mentioned."""
        if root == self._out:
            return
        whole, todo = True, [root]
        while todo:
            folder = todo.pop()
            try:
                with os.scandir(folder) as entries:
                    inside = sorted(entries, key=lambda entry: entry.name)
            except OSError:
                whole = False
                self._put(Found(folder, "", root))
                continue
            for entry in inside:
                if not entry.name.startswith("."):
                    todo += self._entry(entry, root)
        if whole:
            self.roots[root] = None

    def _entry(self, entry: os.DirEntry[str], root: str) -> Iterator[str]:
        try:
            if entry.is_dir(follow_symlinks=False):
                if entry.path != self._out:
                    yield entry.path
                return
            linked = entry.is_symlink() and entry.is_dir()
        except OSError:
            linked = False
        if linked:
            self.remarks.append(f"{entry.path}: a link to a folder is not followed")
        elif archive.is_archive(entry.name):
            self._archive(entry.path, root)
        elif os.path.splitext(entry.name)[1].lower() in self._endings:  # noqa: PTH122
            self._put(Found(entry.path, "", root, *_entry_stat(entry)))

    def _archive(self, path: str, root: str) -> None:
        size, mtime = _stat(path)
        try:
            inside = archive.members(path)
        except ReadError:
            self._put(Found(path, "", root, size, mtime))  # fails when it is read, in words
            return
        documents = 0
        for member in inside:
            last = member.name.rstrip("/").rpartition("/")[2]
            hidden = last.startswith(".") or member.name.startswith("__MACOSX/")
            wanted = os.path.splitext(last)[1].lower() in self._endings or archive.is_archive(last)  # noqa: PTH122
            if wanted and not hidden:
                documents += 1
                self._put(Found(path, member.name, path, member.size, mtime))
        if documents == 0:
            self.remarks.append(f"{path}: no document in this archive")
        self.roots[path] = None


def _stat(path: str) -> tuple[int | None, int | None]:
    try:
        about = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None, None
    return about.st_size, about.st_mtime_ns


def _entry_stat(entry: os.DirEntry[str]) -> tuple[int | None, int | None]:
    try:
        about = entry.stat()
    except OSError:
        return None, None
    return about.st_size, about.st_mtime_ns
