"""Text that is kept as typed → the same with whole paragraphs, where print had broken them into lines.

Contracts in registers stand between ``<pre>`` tags, wrapped at 70 to 90 columns; in all else that a page
holds, a line is a paragraph.
"""

from __future__ import annotations

import re
from itertools import pairwise

NARROW, WIDE = 60, 132  # columns between which a text was wrapped by hand or by a typewriter
LAST_WORD = 16  # columns that a line may lack to be full: the word that had no room
LINES = 5  # fewer tell nothing
# Begins a paragraph of its own: a label, a bullet, or what is set in columns.
_BEGINS = re.compile(
    r"\s*(?:[(\[]?(?:\d{1,3}(?:\.\d+)*|[A-Za-z]|[ivxIVX]{2,5})[.)\]]\s|[•·*–—-]\s|\S.*?\S {3,}\S)"
)


def whole(text: str) -> str:
    """With a space for each line break within a paragraph, and without the white space around it."""
    lines = text.split("\n")
    longest = max(len(line.rstrip()) for line in lines)
    if len(lines) < LINES or not NARROW <= longest <= WIDE:
        return text
    done = [lines[0]]
    for above, line in pairwise(lines):
        full = len(above.rstrip()) >= longest - LAST_WORD and not _columns(above)
        if full and line.strip() and not _BEGINS.match(line):
            done[-1] = f"{done[-1].rstrip()} {line.lstrip()}"
        else:
            done.append(line)
    return "\n".join(done)


def _columns(line: str) -> bool:
    return re.search(r"\S {3,}\S", line) is not None
