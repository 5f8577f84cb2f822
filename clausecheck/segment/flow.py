"""Row after row: whether a row goes on with the sentence before it, or may begin something."""

from __future__ import annotations

import re

from clausecheck.segment import headings, numbering
from clausecheck.segment.layout import Layout, Row
from clausecheck.segment.numbering import Label

_ENDED = re.compile(
    r"[.:;!?][\"')\]]*\Z|[;,]\s*(?:and|or|and/or|but|plus)\Z|_{3,}\Z|[\u2014\u2013]\Z|\A(?:and|or|and/or)\Z",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?:][\"')\]]*\Z")
_ITEM = re.compile(r"\((?:[a-z]{1,4}|[A-Z]|\d{1,2})\) ")
_ITEM_END = re.compile(r"[;,]\Z|[;,]\s*(?:and|or|and/or)\Z", re.I)
# A row that ends like this goes on with a number: "as set out in Section / 4.2".
_POINTING = re.compile(
    r"(?:\b(?:sections?|secs?\.|articles?|art\.|clauses?|paragraphs?|sub-?(?:section|clause|paragraph)s?|"
    r"schedules?|exhibits?|annex(?:es)?|appendix|parts?|no\.|nos\.|under|in|of|to|by|with|the|an?|and|or|than|"
    r"from|per|rule|form|regulation|at|on|for|about|least|page|only|within|EUR|USD|GBP)|[§$£€(])\Z",
    re.I,
)
_OPENS = re.compile(
    r"WHEREAS\b|Whereas,|NOW,? THEREFORE|Now,? therefore|IN WITNESS WHEREOF|In witness whereof|"
    r"\"[A-Z][^\"]{1,80}\"[^.\"]{0,60}?\b(?:means?|shall mean|has the meaning|have the meaning|refers to)\b"
)
_AGREE = re.compile(
    r"now,? therefore|"
    r"\b(?:agree[sd]?|covenant|acknowledge|contract|witnesseth|follows|conditions|terms)\b[^.]{0,40}\Z",
    re.I,
)
_TAIL = 24  # characters at the end of a row that are looked at
_TORN = 16  # characters; a last row of a page that is as long and not ended goes on overleaf
_LARGER = 1.15  # times the size of most of the type; a heading of 12 points over a body of 10 is 1.2
_LONG = 150  # characters; in a text without line wrapping, a longer row that is not ended was cut


def ended(text: str) -> bool:
    """Whether a row ends where something may begin: after a stop, a semicolon, "; and", a blank."""
    return _ENDED.search(text[-_TAIL:]) is not None


def unfinished(layout: Layout, row: Row) -> bool:
    """Whether the row breaks off: no stop at its end, though it had no room to go on."""
    if ended(row.text) or layout.flowing:
        return False
    return layout.full(row) if layout.wrapped else len(row.text) > _LONG


def leads(text: str, label: Label) -> bool:
    """Whether words lead in to a list that ``label`` opens; "the parties agree as follows:" leads to all."""
    if not text.endswith((":", "\u2014", "\u2013", ":-", " -")):
        return False
    return label.rank in ("item", "bullet") or leads_on(text)


def leads_on(text: str) -> bool:
    """Whether words that end in a colon lead in to a list of anything; not those before a whole contract."""
    return not _AGREE.search(text)


def is_item(text: str) -> bool:
    """Whether the last row of a paragraph ends as an item does that is not the last."""
    return _ITEM_END.search(text[-_TAIL:]) is not None


def _torn(row: Row) -> bool:
    """Whether the last row of a page breaks off in the middle of a sentence."""
    title = headings.capitals(row.text) or headings.title_case(row.text)
    return len(row.text) >= _TORN and not title and not ended(row.text)


def points(row: Row) -> bool:
    """Whether the row ends on words that a number follows, so that a label after it is none."""
    return (
        not ended(row.text) and not headings.capitals(row.text) and bool(_POINTING.search(row.text[-_TAIL:]))
    )


def strength(layout: Layout, i: int) -> int:
    """How much row ``i`` looks like a beginning, by its surroundings: 0 no, 1 perhaps, 2 yes."""
    row = layout.rows[i]
    if i == 0:
        return 2
    before = layout.rows[i - 1]
    if points(before):
        return 0
    if row.inline:
        return 1
    if row.tabular or before.tabular:
        return 2
    if row.apart or row.bridged or not layout.wrapped:
        return 1 if unfinished(layout, before) or (row.bridged and _torn(before)) else 2
    if headings.capitals(before.text) or _is_label_heading(before):
        return 2
    return ended(before.text) + (not layout.full(before))


def _is_label_heading(row: Row) -> bool:
    """Whether the row is a label and a heading, and nothing else."""
    label = numbering.read(row.text)
    return label is not None and label.rank != "item" and headings.brief(row.text[label.end :])


def goes_on(layout: Layout, i: int) -> bool:
    """Whether row ``i``, which has no label and is no heading, belongs to the paragraph before it."""
    row, before = layout.rows[i], layout.rows[i - 1]
    if row.inline:
        return True
    if row.tabular or before.tabular:
        return False
    done = ended(before.text)
    if (
        _ITEM.match(row.text)
        and not _SENTENCE_END.search(before.text[-_TAIL:])
        and not headings.capitals(before.text)
    ):
        return True  # a list that began inside the paragraph
    loud = headings.capitals(before.text)
    if not done and ((loud and headings.capitals(row.text)) or (not loud and row.text[:1].islower())):
        return not row.apart or not loud
    if row.bridged and not done and _torn(before):
        return True
    if row.bridged and done and layout.full(before):
        return not _OPENS.match(row.text) and row.indent <= before.indent + layout.step
    if row.apart or row.bridged or not layout.wrapped:
        return unfinished(layout, before) and not _OPENS.match(row.text)
    if headings.signature(row.text):
        return False
    if not _SENTENCE_END.search(before.text[-_TAIL:]):
        return not (done and _OPENS.match(row.text))
    if _OPENS.match(row.text):
        return False
    if row.text[:1].islower():
        return True
    return layout.full(before) and row.indent <= before.indent + layout.step


def is_heading(layout: Layout, i: int) -> bool:
    """Whether row ``i``, which has no label, is a heading that stands alone."""
    row = layout.rows[i]
    if row.inline or row.tabular:
        return False
    if row.rank or (row.ruled and headings.short(row.text)):
        return True
    before = layout.rows[i - 1] if i else None
    after = layout.rows[i + 1] if i + 1 < len(layout.rows) else None
    large = 0 < _LARGER * layout.size <= row.size
    if (
        before is not None
        and not row.apart
        and (unfinished(layout, before) or (row.bridged and _torn(before)))
    ):
        return False
    larger = large and after is not None and after.size < row.size
    if after is not None and layout.full(row) and not (after.apart or larger) and layout.wrapped:
        return False
    if after is not None and not after.apart and after.text[:1].islower() and not headings.capitals(row.text):
        return False
    close = after is not None and not after.apart and not after.bridged
    if (
        after is not None
        and close
        and headings.capitals(after.text)
        and not headings.alone(after.text, after.bold)
    ):
        return False  # a sentence in capitals, over several rows
    if headings.alone(row.text.rstrip("?") if large else row.text, row.bold or large):
        return True
    return row.apart and (after is None or after.apart) and headings.titled(row.text)
