"""A Markdown page → the blocks of it that are run, the files that it shows, and what must come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

_FENCED = re.compile(
    r"(?:^<!-- (?P<marks>[a-z]+: [^\n]*?) -->\n)?^```(?P<language>\w*)(?P<title>[^\n]*)\n(?P<text>.*?)^```$",
    re.M | re.S,
)
_ELIDED = "…"


class Step(NamedTuple):
    """One command with the lines that the page shows below it."""

    command: str
    shown: tuple[str, ...]


class Block(NamedTuple):
    """A fenced block. Marks stand in a comment on the line before it: ``<!-- exit: 1; needs: git -->``."""

    line: int  # 1-based, of the fence
    language: str
    file: str  # the name in ``title="…"``: the block is this file
    text: str
    exit: int
    needs: tuple[str, ...]  # programs

    @property
    def steps(self) -> Iterator[Step]:
        """The commands: of ``console`` after "$ ", of ``bash`` all as one."""
        if self.language == "bash":
            yield Step(self.text, ())
        elif self.language == "console":
            for part in re.split(r"^\$ ", self.text, flags=re.M)[1:]:
                command, shown = re.match(r"((?:[^\n]*\\\n)*[^\n]*)\n(.*)", part, re.S).groups()  # type: ignore[union-attr]
                yield Step(command, tuple(shown.strip("\n").split("\n")) if shown.strip() else ())


def blocks(page: str) -> list[Block]:
    """All fenced blocks of a page, in order."""
    return [_block(found, page) for found in _FENCED.finditer(page)]


def _block(found: re.Match[str], page: str) -> Block:
    marks = dict(re.findall(r"(exit|needs): ([\w, -]+)", found["marks"] or ""))
    title = re.search(r'title="(.+?)"', found["title"])
    return Block(
        line=page.count("\n", 0, found.start("language")) + 1,
        language=found["language"],
        file=title[1] if title else "",
        text=found["text"],
        exit=int(marks.get("exit", 0)),
        needs=tuple(marks.get("needs", "").replace(",", " ").split()),
    )


def missing(shown: tuple[str, ...], real: str) -> str | None:
    """The first shown lines that the real output does not have there. A line "…" stands for any lines."""
    lines = [line.rstrip() for line in real.strip("\n").split("\n")]
    place, loose = 0, False
    for part in _parts(shown):
        if part is None:
            loose = True
            continue
        last = len(lines) - len(part)
        places = range(place, last + 1) if loose else range(place, min(place, last) + 1)
        at = next((i for i in places if lines[i : i + len(part)] == part), None)
        if at is None:
            return "\n".join(part)
        place, loose = at + len(part), False
    return None if loose or place == len(lines) else f"(the output goes on)\n{lines[place]}"


def renewed(shown: tuple[str, ...], real: str) -> tuple[str, ...]:
    """The shown lines as they are now: of the real output the runs of lines that are most like them."""
    lines = [line.rstrip() for line in real.strip("\n").split("\n")]
    if not any(line.strip() == _ELIDED for line in shown):
        return tuple(lines)
    new: list[str] = []
    for part in _parts(shown):
        if part is None:
            new.append(_ELIDED)
            continue
        runs = [list(lines[i : i + len(part)]) for i in range(len(lines) - len(part) + 1)]
        likest = [(_likeness(list(part), run), run) for run in runs]
        new += max(likest, key=itemgetter(0))[1] if likest else list(part)
    return tuple(new)


def _likeness(old: list[str], new: list[str]) -> float:
    if old == new:
        return 1.0
    return SequenceMatcher(None, "\n".join(old), "\n".join(new), autojunk=False).ratio()


def _parts(shown: tuple[str, ...]) -> Iterator[list[str] | None]:
    """Runs of lines, and None for each "…" between them."""
    part: list[str] = []
    for line in shown:
        if line.strip() != _ELIDED:
            part.append(line.rstrip())
            continue
        if part:
            yield part
        yield None
        part = []
    if part:
        yield part


def pages(root: Path) -> list[Path]:
    """What is read by people: the README and the pages of the site."""
    return [root / "README.md", *sorted((root / "docs").glob("*.md"))]
