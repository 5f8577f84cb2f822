"""What stands around the body: headers, footers, footnotes, endnotes and comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from clausecheck.ingest.docx import tree
from clausecheck.ingest.docx.numbering import Counts
from clausecheck.ingest.docx.pieces import Paragraph, Piece
from clausecheck.ingest.docx.setting import Setting
from clausecheck.ingest.docx.story import Story
from clausecheck.ingest.docx.tree import Node
from clausecheck.model.noun import NamedTuple

_TITLES: Final = {"footnote": "Footnote", "endnote": "Endnote"}


class Comment(NamedTuple):
    """A comment in the margin."""

    author: str
    text: str


def margins(setting: Setting, kind: Literal["header", "footer"], counts: Counts) -> list[Paragraph]:
    """The paragraphs of every header or footer that some page shows; of equal ones the first."""
    found: list[Paragraph] = []
    seen: set[tuple[str, ...]] = set()
    for part in dict.fromkeys(_shown(setting, kind)):
        root = setting.package.tree(part)
        if root is None:
            continue
        paragraphs = Story(setting, part, root, counts).read()
        words = tuple(paragraph.text for paragraph in paragraphs)
        if words not in seen:
            seen.add(words)
            found += paragraphs
    return found


def notes(setting: Setting, kind: Literal["footnote", "endnote"]) -> Iterator[Paragraph]:
    """The notes that the body calls, in that order, each with its sign."""
    called = [(id_, sign) for (its_kind, id_), sign in setting.notes.items() if its_kind == kind]
    names = setting.package.related(setting.package.main, f"{kind}s") if called else []
    root = setting.package.tree(names[0]) if names else None
    by_id = {tree.attr(node, "id"): node for node in tree.children(root, f"w:{kind}")}
    counts = Counts()
    for id_, sign in called:
        node = by_id.get(id_)
        if node is not None:
            paragraphs = Story(setting, names[0], node, counts).read()
            first = next((each for each in paragraphs if each.text.strip()), None)
            if first is not None and sign:
                first.pieces.insert(0, Piece(f"{_TITLES[kind]} {sign}:\t"))
            yield from paragraphs


def comments(setting: Setting) -> dict[str, Comment]:
    """All comments, by their ids."""
    found = {}
    for node in tree.children(setting.package.one("comments"), "w:comment"):
        words = " ".join("".join(t.text or "" for t in tree.texts(paragraph)) for paragraph in node)
        author = " ".join((tree.attr(node, "author") or "").split())
        found[tree.attr(node, "id") or ""] = Comment(author, " ".join(words.split()))
    return found


def _shown(setting: Setting, kind: str) -> Iterator[str]:
    """Parts of the headers or footers in use: first pages and even pages have theirs only if switched on."""
    main = setting.package.tree(setting.package.main)
    even = tree.switch(setting.settings, "w:evenAndOddHeaders")
    for section in _sections(main):
        first = tree.switch(section, "w:titlePg")
        for node in tree.children(section, f"w:{kind}Reference"):
            type_ = tree.attr(node, "type") or "default"
            part = setting.package.target(tree.relation(node))
            if part is not None and (type_ == "default" or (first if type_ == "first" else even)):
                yield part


def _sections(main: Node | None) -> Iterator[Node]:
    for node in main.iter() if main is not None else ():
        parent = node.getparent() if tree.name(node) == "w:sectPr" else None
        if parent is not None and tree.name(parent) != "w:sectPrChange":
            yield node
