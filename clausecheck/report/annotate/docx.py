"""DOCX and the findings in it → a copy with a Word comment on the words of each.

Everything else in the package stays as it is: other comments, pending changes, pictures. Word has comments in
the body only, so what stands in a text box, a note, a header or a footer gets its comment on the words that
stand next to it in the body.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from clausecheck.errors import ReadError
from clausecheck.model import Anchor, Finding
from clausecheck.report.annotate.notes import AUTHOR, said
from clausecheck.report.annotate.runs import Place, Runs

if TYPE_CHECKING:
    from lxml import etree

_LARGEST: Final = 512 << 20  # bytes of all parts together, unpacked; as much as a file may have
_STAMP: Final = (1980, 1, 1, 0, 0, 0)  # of a new part: the copy is the same each time
_TYPES: Final = "[Content_Types].xml"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS: Final = {  # namespace of the document → of its relations
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_AGAIN: Final = "open it in Word or LibreOffice, save it again and annotate that"


def annotate(data: bytes, findings: Sequence[Finding], anchors: Sequence[Sequence[Anchor]]) -> bytes:
    """A copy of the Word document ``data`` with one comment for each finding.

    ``anchors``: for each finding the places of its words, as ``ingest.anchors`` gives them; where there are
    none, the comment stands at the first words of the document.

    Raises:
        ReadError: damaged, too-big, annotated (it is such a copy itself).
    """
    package = _Package(data)
    root = package.changed(package.main)
    runs = Runs(root)
    if not len(runs):
        raise _damaged()
    placed = [_place(package, runs, where) for where in anchors]
    runs.cut(placed)
    comments = package.comments(runs.space)
    at = max(
        (int(id_) for each in comments if (id_ := each.get(f"{runs.space}id", "")).isdecimal()), default=-1
    )
    for place, _, finding in sorted(
        zip(placed, range(len(placed)), findings, strict=True), key=lambda x: x[:2]
    ):
        at += 1
        comments.append(_comment(comments, runs.space, str(at), said(finding)))
        runs.enclose(place, str(at))
    return package.written()


def _place(package: _Package, runs: Runs, anchors: Sequence[Anchor]) -> Place:
    """Where the comment on some words stands in the body."""
    body = [one for one in anchors if one.part == package.main and one.index < len(runs)]
    inside = [one for one in body if not runs.boxed(one.index)]
    if inside:
        first, last = inside[0], inside[-1]
        return Place(first.index, first.start, last.index, last.end)
    at = runs.host(body[0].index if body else package.call(runs, anchors[0]) if anchors else 0)
    return Place(at, 0, at, len(runs.text(at)))


def _comment(comments: etree._Element, space: str, id_: str, words: str) -> etree._Element:
    about = {f"{space}id": id_, f"{space}author": AUTHOR, f"{space}initials": "cc"}
    comment = comments.makeelement(f"{space}comment", about)
    for line in words.split("\n"):
        paragraph = comments.makeelement(f"{space}p")
        run = comments.makeelement(f"{space}r")
        text = comments.makeelement(f"{space}t")
        text.text = line
        run.append(text)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


class _Package:
    """The parts of the document, some of them changed."""

    def __init__(self, data: bytes) -> None:
        self._parts: dict[str, bytes] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._infos = archive.infolist()
                left = _LARGEST
                for info in self._infos:
                    with archive.open(info) as file:
                        self._parts[info.filename] = file.read(left + 1)
                    left -= len(self._parts[info.filename])
                    if left < 0:
                        raise ReadError("too-big", "The Word document is too large to annotate", _AGAIN)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise _damaged() from error
        self._trees: dict[str, etree._Element] = {}
        self._changed: set[str] = set()
        self.main = self._related("", "officeDocument") or ""

    def changed(self, part: str) -> etree._Element:
        """Root of a part that is going to be changed, and so written anew."""
        self._changed.add(part)
        return self.tree(part)

    def tree(self, part: str) -> etree._Element:
        """Root of a part."""
        from lxml import etree

        if part not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            try:
                self._trees[part] = etree.fromstring(self._parts[self._name(part)], parser)
            except (etree.XMLSyntaxError, KeyError) as error:
                raise _damaged() from error
        return self._trees[part]

    def comments(self, space: str) -> etree._Element:
        """Root of the comments; a new one where the document has none."""
        part = self._related(self.main, "comments")
        if part is None:
            part = self._added(space)
        root = self.changed(part)
        if any(each.get(f"{space}author") == AUTHOR for each in root):
            message = "This is a copy that clausecheck made"
            raise ReadError("annotated", message, "annotate the original instead")
        return root

    def call(self, runs: Runs, anchor: Anchor) -> int:
        """Where the body calls the note that the anchor is in; its beginning for headers and footers."""
        texts = self.tree(anchor.part).iter(f"{runs.space}t", f"{runs.space}delText")
        node = next((each for i, each in enumerate(texts) if i == anchor.index), None)
        for around in node.iterancestors() if node is not None else ():
            kind = str(around.tag).rpartition("}")[2]
            if kind in ("footnote", "endnote"):
                return runs.calls(kind, around.get(f"{runs.space}id", "")) or 0
        return 0

    def written(self) -> bytes:
        """The package, with new parts at its end."""
        from lxml import etree

        for part in sorted(self._changed):
            root = self._trees[part]
            xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            self._parts[self._name(part)] = xml
        infos = {info.filename: info for info in self._infos}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._parts.items():
                old = infos.get(name)
                info = zipfile.ZipInfo(name, old.date_time if old else _STAMP)
                info.external_attr = old.external_attr if old else 0
                kind = old.compress_type if old else zipfile.ZIP_DEFLATED
                archive.writestr(info, content, kind)
        return buffer.getvalue()

    def _added(self, space: str) -> str:
        """Make a part for comments, and let the package know of it."""
        folder = posixpath.dirname(self.main)
        part = posixpath.join(folder, "comments.xml")
        if self._name(part) in self._parts:
            part = posixpath.join(folder, "clausecheck-comments.xml")
        prefix = "w" if space in _KINDS else "x"
        self._parts[part] = f'<{prefix}:comments xmlns:{prefix}="{space[1:-1]}"/>'.encode()
        relations = self._relations(self.main)
        if self._name(relations) not in self._parts:
            self._parts[relations] = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
        root, kind = self.changed(relations), _KINDS.get(space, next(iter(_KINDS.values())))
        about = {"Id": "clausecheck", "Type": f"{kind}/comments", "Target": posixpath.basename(part)}
        root.append(root.makeelement(f"{{{_RELATIONS}}}Relationship", about))
        types = self.changed(_TYPES)
        named = {"PartName": f"/{part}", "ContentType": _CONTENT_TYPE}
        types.append(types.makeelement(str(types.tag).replace("}Types", "}Override"), named))
        return part

    def _related(self, part: str, kind: str) -> str | None:
        relations = self._relations(part)
        if self._name(relations) not in self._parts:
            return None
        for node in self.tree(relations):
            if (node.get("Type") or "").endswith(f"/{kind}") and node.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(part), node.get("Target") or "")
                return posixpath.normpath(target).lstrip("/")
        return None

    def _relations(self, part: str) -> str:
        return posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels")

    def _name(self, part: str) -> str:
        """As the archive spells it."""
        return next((name for name in self._parts if name.lower() == part.lower()), part)


def _damaged() -> ReadError:
    return ReadError("damaged", "This Word document cannot be opened to annotate it", _AGAIN)
