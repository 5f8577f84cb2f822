"""Report → how its document was read, in words: how much of it, what is odd, and where words stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from clausecheck.model import Evidence, Outline, Part, Reading, Report

_PARAGRAPHS = frozenset(("docx", "html"))  # kinds that have no printed lines


def header(report: Report) -> str:
    """``"7 of 9 pages read, 2 pages not read, 1 hidden run, 3 tracked changes"``."""
    return ", ".join(_header(report.reading, report.words))


def reservation(report: Report) -> str:
    """How it was read, and why there is no grade: what silence about it does not mean."""
    return "; ".join(part for part in (header(report), report.score.reason) if part)


def odd(reading: Reading) -> bool:
    """Whether the header says more than that all was read."""
    return bool(reading.pages_unread or reading.ocr_pages or reading.hidden_runs or reading.changes)


def _header(reading: Reading, words: int) -> Iterator[str]:
    if reading.files:
        yield number(len(reading.files), "file")
    if reading.pages > 1 or reading.pages_unread:
        yield f"{reading.pages_read} of {number(reading.pages, 'page')} read"
    else:
        yield f"{number(words, 'word')} read"
    for count, thing, after in (
        (len(reading.pages_unread), "page", " not read"),
        (len(reading.ocr_pages), "page", " by text recognition"),
        (reading.hidden_runs, "hidden run", ""),
        (reading.changes, "tracked change", ""),
    ):
        if count:
            yield number(count, thing) + after


def notices(reading: Reading) -> tuple[str, ...]:
    """What is odd about the reading, with the pages where it is so."""
    pages: dict[str, list[int]] = {}
    for notice in reading.notices:
        pages.setdefault(notice.message, []).extend([notice.page] if notice.page else [])
    return tuple(f"{_pages(on)}{message}" for message, on in pages.items())


def _pages(pages: list[int]) -> str:
    """``"pages 3, 4: "``, empty where there is none."""
    if not pages:
        return ""
    return f"page{'' if len(pages) == 1 else 's'} {', '.join(map(str, pages))}: "


def place(evidence: Evidence | None, clause: str | None, report: Report) -> str:
    """``"2.2 · page 1, line 23"``, as far as it is known; page and file only where there are several."""
    stands = evidence.parts[0].start if evidence is not None and evidence.parts else None
    clause = clause or (enclosing(stands, report.clauses) if stands is not None else "")
    where = [clause] if clause else []
    if evidence is not None and evidence.parts:
        where.append(_printed(evidence.parts[0], report))
    return " · ".join(where)


def enclosing(offset: int, clauses: Sequence[Outline]) -> str:
    """The number of the clause that holds the words at ``offset``: a paragraph may have none of its own."""
    at = bisect_right(clauses, offset, key=lambda clause: clause.start) - 1
    level = clauses[at].level + 1 if at >= 0 else 0
    for clause in reversed(clauses[: at + 1]):
        if clause.level < level:
            if clause.number:
                return clause.number
            level = clause.level
    return ""


def _printed(part: Part, report: Report) -> str:
    kinds = {file.path: file.format for file in report.reading.files}
    thing = "paragraph" if kinds.get(part.file, report.format) in _PARAGRAPHS else "line"
    page = f"page {part.page}, " if report.reading.pages > 1 else ""
    name = f"{PurePath(part.file).name}, " if part.file else ""
    return f"{name}{page}{thing} {part.line}"


def number(count: int, word: str) -> str:
    """``"1,204 pages"``."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
