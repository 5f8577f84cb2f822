"""Rows → rows without furniture: page headers, page footers and numbers of pages and lines.

Losing the contract's own words is far worse than keeping a footer, so a row is dropped only with
evidence: it is outermost on its page (or follows only furniture) and stands on at least three pages word
for word or with a number that counts the pages; or it is a page number of a run that counts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from clausecheck.segment import headings, numbering
from clausecheck.segment.layout import Layout, Row

_DEPTH = 5  # rows of a header or footer, at most
_LONGEST = 300  # characters of one row of it
_PAGES = 3  # as many pages must show it
_SHARE = 0.3  # of the pages between its first and last must show it
_INNER = 0.6  # the same for rows that only follow other furniture: tables and forms repeat there
_TOGETHER = 0.5  # of the pages that show the furniture just outside must show it
_FROM_TEXT, _FROM_NUMBER = 2.0, 5.0  # lines between two rows of a footer, and from its page number
_NEARLY_ALL = 0.8  # a row outermost on so many pages is furniture wherever it stands
_MOST = 0.25  # of all characters may be headers and footers; more is a misreading
_SHORTEST = 600  # characters; pages of a text file are longer
_LINE_NUMBERS = {1: 10, 5: 4}  # by how far they count: how many make a run
_WANDER = 8.0  # points by which a header or footer may move from page to page
_NUMBER = re.compile(
    r"(?P<open>[-\u2013\u2014~*\[<|]\s?)?(?P<word>(?:page|pg\.?|p\.|seite)\s?)?(?P<value>\d{1,4}|[ivxlc]{1,7})"
    r"(?P<of>\s?(?:of|/)\s?\d{1,4})?(?P<close>\s?[-\u2013\u2014~*\]>|])?",
    re.I,
)
_DIGITS = re.compile(r"\d+")
_TAG = re.compile(r"<page>(?:\s+\d+)?", re.I)
_LETTERS = re.compile(r"[^\W\d_]")
_ENDED = re.compile(r"[.:;!?][\"')\]]*\Z")


def remove(layout: Layout) -> Layout:
    """The layout without its furniture; the row after it is marked as bridged."""
    rows = layout.rows
    gone = _line_numbers(layout)
    gone |= _page_numbers(layout, gone)
    repeated = _repeated(layout, gone)
    size = sum(len(rows[i].text) for i in repeated)
    if size <= _MOST * sum(len(row.text) for row in rows):
        gone |= repeated
    gone |= _page_numbers(layout, gone)
    kept: list[Row] = []
    missing = False
    for i, row in enumerate(rows):
        if i in gone:
            missing = True
            continue
        kept.append(row._replace(bridged=True) if missing and not row.bridged else row)
        missing = False
    return layout._replace(rows=tuple(kept))


def _pages(layout: Layout) -> list[list[int]]:
    """Row indexes of each page, from top to bottom."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(layout.rows):
        pages[row.page].append(i)
    if layout.boxed:
        for page in pages.values():
            page.sort(key=lambda i: (layout.rows[i].top or 0.0, i))
    return list(pages.values())


def _edge(page: Sequence[int], gone: set[int], bottom: bool) -> int | None:
    """The outermost row that is still there, if it is near enough to the edge."""
    for i in list(reversed(page[-_DEPTH:])) if bottom else page[:_DEPTH]:
        if i not in gone:
            return i
    return None


# ------------------------------------------------------------ numbers of lines and pages


def _line_numbers(layout: Layout) -> set[int]:
    """The numbers in the margin that count the lines of a page: reading put them together, at its end."""
    found: set[int] = set()
    rows = layout.rows if layout.boxed else ()
    for end in range(1, len(rows) + 1):
        if end < len(rows) and rows[end].page == rows[end - 1].page:
            continue
        start = end
        while start and rows[start - 1].page == rows[end - 1].page and _counted(rows[start - 1].text):
            start -= 1
        numbers = [int(row.text) for row in rows[start:end]]
        step = numbers[0] if numbers else 0
        if step in _LINE_NUMBERS and numbers == list(range(step, step * len(numbers) + 1, step)):
            found.update(range(start, end) if len(numbers) >= _LINE_NUMBERS[step] else ())
    return found


def _counted(text: str) -> bool:
    return len(text) <= 3 and text.isascii() and text.isdecimal()


def _page_numbers(layout: Layout, gone: Iterable[int] = ()) -> set[int]:
    """Page numbers: at an edge in a run of two, elsewhere in a run of three that stands free."""
    rows, taken = layout.rows, set(gone)
    pages = _pages(layout)
    found = {i for i, row in enumerate(rows) if _TAG.fullmatch(row.text)}
    for bottom in (True, False):
        edge = [
            i for page in pages if (i := _edge(page, taken, bottom)) is not None and not _over_title(rows, i)
        ]
        found |= _counting(rows, edge, 2 if layout.boxed else _PAGES)
    found |= {i for i, row in enumerate(rows) if i not in taken and _decorated(row.text)}
    free = [i for i in range(len(rows)) if i not in taken and i not in found and _stands_free(layout, i)]
    for run in _runs(rows, free):
        cuts = sum(_cuts_sentence(rows, i) for i in run)
        if len(run) >= _PAGES and (layout.boxed or 5 * cuts >= len(run)):
            found.update(run)
    taken |= found
    for i in range(len(rows)):  # the next page's own number, straight after the last one's
        if i not in taken and any(j in found and _follows(rows, j, i) for j in (i - 1, i + 1)):
            found.add(i)
    return found


def _over_title(rows: Sequence[Row], i: int) -> bool:
    """Whether a heading stands close under a number, which is a clause's then."""
    if i + 1 == len(rows) or rows[i].top is None:
        return False
    below = rows[i + 1]
    if rows[i].indent > below.indent + _WANDER:
        return False  # in the middle of the page
    return (
        not below.apart
        and not below.bridged
        and headings.brief(below.text)
        and headings.title_case(below.text)
    )


def _value(text: str) -> int | None:
    """The page number that the whole row is, if it is one."""
    match = _NUMBER.fullmatch(text) if len(text) < 24 else None
    if match is None:
        return None
    return int(match["value"]) if match["value"].isdigit() else numbering.roman(match["value"])


def _decorated(text: str) -> bool:
    match = _NUMBER.fullmatch(text) if len(text) < 24 else None
    if match is None or _value(text) is None:
        return False
    dashes = match["open"] and match["close"] and match["open"].strip() in "-\u2013\u2014~"
    return bool(dashes or (match["word"] and (match["of"] or match["value"].isdigit())))


def _runs(rows: Sequence[Row], candidates: Sequence[int]) -> list[list[int]]:
    """Candidates that count up by one, in order."""
    runs: list[list[int]] = []
    last: int | None = None
    for i in candidates:
        value = _value(rows[i].text)
        if value is None:
            continue
        if last is not None and value == last + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
        last = value
    return runs


def _counting(rows: Sequence[Row], candidates: Sequence[int], least: int) -> set[int]:
    """Page numbers among the outermost rows of the pages."""
    found: set[int] = set()
    for run in _runs(rows, candidates):
        if len(run) >= least:
            found.update(run)
    return found


def _stands_free(layout: Layout, i: int) -> bool:
    """Whether a page number may stand here: in the middle of the line, with space around it."""
    rows, row = layout.rows, layout.rows[i]
    if _value(row.text) is None:
        return False
    after = rows[i + 1] if i + 1 < len(rows) else None
    if (not row.apart and not row.bridged) or (after is not None and not (after.apart or after.bridged)):
        return False
    return not layout.boxed or row.indent > 0.35 * layout.margin


def _follows(rows: Sequence[Row], i: int, j: int) -> bool:
    """Whether two neighbouring page numbers are the same or the next."""
    one, other = _value(rows[i].text), _value(rows[j].text)
    return one is not None and other is not None and abs(one - other) <= 1 and rows[j].text.isdigit()


def _cuts_sentence(rows: Sequence[Row], i: int) -> bool:
    """Whether the rows around go on with each other."""
    if i == 0 or i + 1 == len(rows):
        return False
    return rows[i + 1].text[:1].islower() and not _ENDED.search(rows[i - 1].text[-9:])


# ------------------------------------------------------------ headers and footers


def _key(row: Row) -> str:
    return _DIGITS.sub("#", row.text)


def _near(row: Row, outer: Row) -> bool:
    """Whether a row may belong to the furniture outside it: the next line, or not far from a number."""
    if row.top is None or outer.top is None:
        return True
    lines = abs(row.top - outer.top) / (row.size or 10.0)
    return lines <= (_FROM_NUMBER if _value(outer.text) is not None else _FROM_TEXT)


def _repeated(layout: Layout, numbers: set[int]) -> set[int]:
    """Rows that stand at the edge of page after page, worked out from the edge inwards."""
    rows, pages = layout.rows, _pages(layout)
    found: set[int] = set()
    for bottom in (True, False):
        gone = set(numbers)
        for depth in range(_DEPTH):
            groups: dict[str, list[int]] = defaultdict(list)
            outer: dict[int, int] = {}  # row → the furniture just outside it
            for page in pages:
                i = _edge(page, gone, bottom)
                if i is None or len(rows[i].text) > _LONGEST:
                    continue
                at = page.index(i) + (1 if bottom else -1)
                if 0 <= at < len(page):
                    outer[i] = page[at]
                    if not _near(rows[i], rows[page[at]]):
                        continue
                if i in outer or len(_LETTERS.findall(rows[i].text)) > 3:
                    groups[_key(rows[i])].append(i)
            beside = Counter(_key(rows[i]) for i in outer.values())
            new = [
                same
                for group in groups.values()
                if (same := _furniture(layout, group, depth, outer))
                and len(same)
                >= _TOGETHER * max((beside[_key(rows[outer[i]])] for i in same if i in outer), default=0)
            ]
            if not new:
                break
            for same in new:
                gone.update(same)
                found.update(same[not bottom and _is_title(rows, same, len(pages)) :])
    return found


def _is_title(rows: Sequence[Row], group: Sequence[int], pages: int) -> bool:
    """Whether the first of these headers is kept: it may be the title of what follows.

    Not where the header runs through the whole document from its second page on.
    """
    if not group or (rows[group[0]].page == 1 and len(group) >= _NEARLY_ALL * (pages - 1)):
        return False
    return _value(rows[group[0]].text) is None


def _is_body(text: str) -> bool:
    """Whether a row is no furniture however often it comes: of a signature or a list, or going on."""
    label = numbering.read(text)
    item = label is not None and label.rank in ("item", "plain") and not label.bare
    return item or text[-1:] in tuple(":;,") or headings.signature(text)


def _furniture(layout: Layout, group: list[int], depth: int, outer: Mapping[int, int]) -> list[int]:
    """Those rows of the same wording that are furniture."""
    rows = layout.rows
    if _is_body(rows[group[0]].text):
        return []
    by_text: dict[str, list[int]] = defaultdict(list)
    for i in group:
        by_text[rows[i].text].append(i)
    if len(by_text) > 1 and _counts_pages(rows, group):
        by_text = {"": group}
    found: list[int] = []
    for same in by_text.values():
        least = 2 if layout.boxed and rows[-1].page == 1 else _PAGES
        reach = rows[same[-1]].page - rows[same[0]].page + 1
        if len(same) < least or len(same) < (_INNER if depth else _SHARE) * reach:
            continue
        between = (rows[same[-1]].start - rows[same[0]].start) / (len(same) - 1)
        if not layout.boxed and between < _SHORTEST:
            continue
        everywhere = len(same) > _PAGES and len(same) >= _NEARLY_ALL * reach
        if everywhere or _in_place(layout, same, outer):
            found += same
    return sorted(found)


def _counts_pages(rows: Sequence[Row], group: Sequence[int]) -> bool:
    """Whether a number in these rows goes up with the pages: "Agreement, page 3 of 12"."""
    label = numbering.read(rows[group[0]].text)
    if label is not None and label.word:
        return False  # "Schedule 2" at the top of the third page
    values = [[int(d) for d in _DIGITS.findall(rows[i].text)[:8]] for i in group]
    for column in range(len(values[0])):
        shifts = [row[column] - rows[i].page for row, i in zip(values, group, strict=True)]
        if max(shifts.count(shift) for shift in set(shifts)) >= 0.8 * len(group) and len(group) >= _PAGES:
            return True
    return False


def _in_place(layout: Layout, group: Sequence[int], outer: Mapping[int, int]) -> bool:
    """Whether these rows stand at one height, or at one distance from the furniture outside them."""
    if not layout.boxed:
        return True
    tops = [layout.rows[i].top or 0.0 for i in group]
    steps = [
        top - (layout.rows[outer[i]].top or 0.0) for i, top in zip(group, tops, strict=True) if i in outer
    ]
    return _alike(tops, len(group)) or _alike(steps, len(group))


def _alike(values: Sequence[float], count: int) -> bool:
    if not values:
        return False
    middle = sorted(values)[len(values) // 2]
    return sum(abs(value - middle) <= _WANDER for value in values) >= 0.7 * count
