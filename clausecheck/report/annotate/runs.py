"""Places in a story of a Word document → comments around exactly those letters: runs are cut where needed."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

SPACES: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
# Where the marks of a comment's range may stand among runs (ECMA-376 part 1, 17.13.4.4).
_HOLDS: Final = frozenset(
    "p hyperlink ins del moveFrom moveTo sdtContent smartTag customXml fldSimple dir bdo".split()
)
_BOX: Final = "txbxContent"
_BLANK: Final = " \t\r\n"


class Place(NamedTuple):
    """Letters from one element to another, as ``model.Anchor`` counts them, within one part."""

    first: int
    start: int  # index into the first element's text
    last: int
    end: int  # index into the last element's text


class Runs:
    """The text of one part. All is cut first; then marks are set."""

    def __init__(self, root: etree._Element) -> None:
        self.space: Final = str(root.tag).partition("}")[0] + "}"
        self._texts: list[etree._Element] = list(
            root.iter(*(f"{{{space}}}{tag}" for space in SPACES for tag in ("t", "delText")))
        )
        self._pieces: dict[int, list[tuple[int, etree._Element]]] = {}  # index → (start, element), ascending

    def __len__(self) -> int:
        return len(self._texts)

    def text(self, index: int) -> str:
        """Of an element, before any cut."""
        return str(self._texts[index].text or "")

    def boxed(self, index: int) -> bool:
        """Whether the element stands in a text box, where Word has no comments."""
        return any(_local(each) == _BOX for each in self._texts[index].iterancestors())

    def host(self, index: int) -> int:
        """The nearest element before a text box that can carry a comment; else the first one after it."""
        near: list[int] = [*range(index, -1, -1), *range(index + 1, len(self))]
        for other in near:
            if not self.boxed(other) and self.text(other).strip():
                return other
        return index

    def calls(self, kind: str, id_: str) -> int | None:
        """Index of the last text before the call of a note ("footnote")."""
        last = None
        at = {element: i for i, element in enumerate(self._texts)}
        for element in self._texts[0].getroottree().iter() if self._texts else ():
            if element in at:
                last = at[element]
            elif _local(element) == f"{kind}Reference" and element.get(f"{self.space}id") == id_:
                return last
        return None

    def cut(self, places: Sequence[Place]) -> None:
        """Cut the runs so that each place begins and ends with one."""
        wanted: dict[int, set[int]] = {}
        for place in places:
            wanted.setdefault(place.first, set()).add(place.start)
            wanted.setdefault(place.last, set()).add(place.end)
        for index in sorted(wanted):
            self._pieces[index] = list(self._cut(self._texts[index], sorted(wanted[index])))

    def enclose(self, place: Place, id_: str) -> None:
        """Set the marks of comment ``id_``, and the call of it behind the words."""
        before = _held(self._at(place.first, place.start))
        after = _held(self._at(place.last, place.end - 1))
        if before is None or after is None:
            return  # text that stands in no paragraph: Word does not show it
        before.addprevious(self._made("commentRangeStart", id_))
        mark = self._made("commentRangeEnd", id_)
        after.addnext(mark)
        while _local(mark.getparent()) != "p" and mark.getparent().getparent() is not None:
            mark = mark.getparent()
        run = mark.makeelement(f"{self.space}r")
        run.append(self._made("commentReference", id_))
        mark.addnext(run)

    def _at(self, index: int, at: int) -> etree._Element:
        pieces = self._pieces[index]
        return next((element for start, element in reversed(pieces) if start <= at), pieces[0][1])

    def _made(self, tag: str, id_: str) -> etree._Element:
        return self._texts[0].makeelement(f"{self.space}{tag}", {f"{self.space}id": id_})

    def _cut(self, text: etree._Element, cuts: Sequence[int]) -> Iterator[tuple[int, etree._Element]]:
        """The element cut at these places of its text, each piece the only text in its run."""
        words = text.text or ""
        done, stop = 0, len(words)
        if text.get(_SPACE) != "preserve":  # white space around it is none, and must not come to count
            done, stop = stop - len(words.lstrip(_BLANK)), len(words.rstrip(_BLANK))
        _part(text)
        yield 0, text
        for at in cuts:
            if done < at < stop:
                behind = text.makeelement(text.tag, dict(text.attrib))
                behind.text, text.text = words[at:stop], words[done:at]
                for piece in (text, behind):
                    piece.set(_SPACE, "preserve")
                text.addnext(behind)
                _part(behind)
                text, done = behind, at
                yield at, text
        following = text.getnext()
        if following is not None and any(at >= stop for at in cuts):
            _part(following)


def _part(child: etree._Element) -> None:
    """Let a child of a run begin a run of its own."""
    run = child.getparent()
    if run is None or _local(run) != "r":
        return
    before = child.getprevious()
    if before is None or _local(before) == "rPr":
        return
    behind = run.makeelement(run.tag, dict(run.attrib))
    look = run[0] if _local(run[0]) == "rPr" else None
    if look is not None:
        behind.append(copy.deepcopy(look))
    behind.extend([child, *child.itersiblings()])
    run.addnext(behind)


def _held(element: etree._Element) -> etree._Element | None:
    """The element, or what is around it, that stands where marks may stand; None outside of paragraphs."""
    while (parent := element.getparent()) is not None:
        if _local(parent) in _HOLDS:
            return element
        element = parent
    return None


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
