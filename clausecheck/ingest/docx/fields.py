"""Fields: their result is read, their code is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from clausecheck.ingest.docx import tree
from clausecheck.ingest.docx.tree import Node

_BUTTON: Final = re.compile(r"\s*MACROBUTTON\s+\S+\s+(.*\S)", re.I | re.S)
_LONGEST: Final = 500  # characters of a code that are looked at
CHECKED: Final = "☒"
UNCHECKED: Final = "☐"


@dataclass(slots=True)
class _Field:
    form: str  # what a form field shows
    code: str = ""
    in_code: bool = True  # its result has not begun


class Fields:
    """Which fields are open where the reader stands. One that never ends is no field: its text shows."""

    def __init__(self, root: Node) -> None:
        marks = [node for node in root.iter() if tree.name(node) == "w:fldChar"]
        open_: list[list[Node]] = []
        self._broken: set[Node] = set()
        for node in marks:
            match tree.attr(node, "fldCharType"):
                case "begin":
                    open_.append([node])
                case "separate" if open_:
                    open_[-1].append(node)
                case "end" if open_:
                    open_.pop()
                case _:
                    self._broken.add(node)
        self._broken.update(node for group in open_ for node in group)
        self._open: list[_Field] = []

    @property
    def in_code(self) -> bool:
        """Whether text that stands here belongs to a field's code."""
        return any(field.in_code for field in self._open)

    def mark(self, node: Node) -> str:
        """Go past ``w:fldChar``; at the end of a field the text that it shows without a result, if any."""
        if node in self._broken:
            return ""
        match tree.attr(node, "fldCharType"):
            case "begin":
                self._open.append(_Field(_form(tree.child(node, "w:ffData"))))
                return ""
            case "separate":
                self._open[-1].in_code = False
                return ""
            case _:
                field = self._open.pop()
                button = _BUTTON.match(field.code) if field.in_code else None
                return field.form or (button[1] if button is not None else "")

    def code(self, text: str) -> None:
        """Take a part of a field's code (``w:instrText``)."""
        if self._open and self._open[-1].in_code and len(self._open[-1].code) < _LONGEST:
            self._open[-1].code += text[:_LONGEST]


def _form(about: Node | None) -> str:
    """What a form field shows: a box with or without its cross, the chosen entry of a list."""
    box, choice = tree.child(about, "w:checkBox"), tree.child(about, "w:ddList")
    if box is not None:
        checked = tree.switch(box, "w:checked")
        checked = tree.switch(box, "w:default") if checked is None else checked
        return CHECKED if checked else UNCHECKED
    entries = [tree.attr(entry, "val") or "" for entry in tree.children(choice, "w:listEntry")]
    at = tree.number(tree.value(choice, "w:result")) or tree.number(tree.value(choice, "w:default")) or 0
    return entries[at] if 0 <= at < len(entries) else ""
