"""Bytes → parts of a Word package, each within limits: nothing is unpacked that is not read."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections import Counter
from typing import Final

from clausecheck.errors import ReadError
from clausecheck.ingest.docx import tree
from clausecheck.ingest.docx.tree import Node, damaged

MOST_ENTRIES: Final = 10_000  # a contract has some 20 parts; one with many pictures some hundreds
LARGEST_PART: Final = 64 << 20  # bytes unpacked; 1,000 pages of Word's XML take about 20 MB
LARGEST_SUM: Final = 128 << 20  # bytes unpacked, all the parts that are read
RATIO: Final = 200  # unpacked to packed; Word's XML packs 10 to 40 times
SMALL: Final = 8 << 20  # bytes; a part as small may have any ratio


class Package:
    """The parts of a document. Names are as in the archive, without a leading slash."""

    def __init__(self, data: bytes) -> None:
        """Open the archive.

        Raises:
            ReadError: damaged, too-big.
        """
        self._left = LARGEST_SUM
        self._trees: dict[str, Node | None] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged("the archive is cut off or broken") from error
        names = Counter(info.filename for info in self._zip.infolist())
        if len(names) > MOST_ENTRIES:
            raise _too_big(f"it has more than {MOST_ENTRIES:,} parts")
        twice = next((name for name, count in names.items() if count > 1), None)
        if twice is not None:
            raise damaged(f'it has two parts called "{twice[:60]}"')
        self._names = {name.lower(): name for name in names}
        main = self.related("", "officeDocument")
        if not main:
            raise damaged("it does not say which part is the document")
        self.main: Final = main[0]
        self._by_kind = self._relations(self.main)

    def related(self, part: str, kind: str) -> list[str]:
        """Names of the parts that ``part`` (``""``: the package) has relations of this kind with."""
        relations = self._by_kind if part and part == self.main else self._relations(part)
        return [target for its_kind, target in relations.values() if its_kind == kind]

    def target(self, id_: str | None) -> str | None:
        """Name of the part that the main document knows by this id."""
        return self._by_kind.get(id_ or "", ("", None))[1]

    def one(self, kind: str) -> Node | None:
        """Root of the main document's only part of this kind ("styles", "numbering"); None without."""
        names = self.related(self.main, kind)
        return self.tree(names[0]) if names else None

    def tree(self, part: str) -> Node | None:
        """Root of a part, parsed once; None where the archive lacks it.

        Raises:
            ReadError: damaged, too-big, encrypted.
        """
        if part not in self._trees:
            data = self._read(part)
            self._trees[part] = tree.parse(data, part) if data is not None else None
        return self._trees[part]

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id → (kind, name of the part), without what lies outside of the package."""
        folder, base = posixpath.split(part)
        data = self._read(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for node in tree.children(tree.parse(data, "_rels"), "rel:Relationship") if data else ():
            target, kind, id_ = node.get("Target"), node.get("Type"), node.get("Id")
            if target and kind and id_ and node.get("TargetMode") != "External":
                name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[id_] = (kind.rpartition("/")[2], name)
        return found

    def _read(self, part: str) -> bytes | None:
        name = self._names.get(part.lower())
        if name is None:
            return None
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            hint = "unlock it and check the unlocked copy"
            raise ReadError("encrypted", "The Word document is locked with a password", hint)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(f'its part "{part}" is packed in a way that Word does not know')
        most = min(LARGEST_PART, self._left)
        try:
            with self._zip.open(info) as file:
                data = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise damaged(f'its part "{part}" cannot be unpacked') from error
        if len(data) > most or (len(data) > SMALL and len(data) > RATIO * max(1, info.compress_size)):
            raise _too_big(f'its part "{part}" unpacks to far more than a contract')
        self._left -= len(data)
        return data


def _too_big(why: str) -> ReadError:
    return ReadError(
        "too-big", f"The Word document is too large: {why}", "save it as PDF and check that file"
    )
