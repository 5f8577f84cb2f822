"""Document → how far a stretch of text is bold from its beginning on: what type says of a heading.

In a PDF the runs tell, in Markdown the asterisks. Plain text has none.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from clausecheck.model import Document

_MARKED = re.compile(r"[\s_]*(\*\*|__)(?=\S)(.{1,120}?)(?<=\S)\1")
_NOTHING = re.compile(r"[\s.:;)\u2014\u2013-]*")


def bold_until(document: Document, start: int, end: int) -> int:
    """Offset up to which ``text[start:end]`` is bold; ``start`` where it begins otherwise."""
    if document.format == "markdown":
        before = document.text[max(0, start - 4) : start]
        match = _MARKED.match(document.text, start - len(before) + len(before.rstrip("*_")), end)
        return match.end(2) if match else start
    runs = document.page_at(start).runs if document.pages else ()
    at = max(0, bisect_right(runs, start, key=lambda run: run.start) - 1)
    stop = start
    for run in runs[at:]:
        if run.start >= end or not run.bold:
            break
        if run.end > start:
            stop = min(run.end, end)
    match = _NOTHING.match(document.text, stop, end)
    return end if match and match.end() == end else stop
