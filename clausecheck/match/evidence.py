"""Hits → Evidence: verbatim slices of the document, each on one page, and the sentence around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clausecheck.model import Clause, Document, Evidence, Part, Role, Sentence, Span

# What healing takes out between two stretches of one phrase: white space, line-end and soft hyphens,
# zero-width characters. Anything else between them was furniture.
_HEALED = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff\x00-\x1f-]*")


def evidence(
    document: Document,
    clauses: Sequence[Clause],
    sentence: Sentence,
    spans: Sequence[Span],
    role: Role = "trigger",
) -> Evidence:
    """The words at ``spans`` of ``sentence``, as they stand in the document."""
    ordered = _merged(spans)
    ranges: list[Span] = []
    number = None
    for span in ordered:
        for clause, healed in sentence.ranges(span.start, span.end):
            ranges += clauses[clause].spans(healed.start, healed.end)
            number = clauses[clause].number
    parts = tuple(part for joined in _join(document.text, ranges) for part in pieces(document, joined))
    quote = " … ".join(document.text[part.start : part.end] for part in parts)
    return Evidence(role, quote, sentence.text.strip(), _marks(sentence, ordered), parts, number)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _marks(sentence: Sentence, spans: Iterable[Span]) -> tuple[Span, ...]:
    shift = len(sentence.text) - len(sentence.text.lstrip())
    limit = len(sentence.text.strip())
    return tuple(Span(max(0, s.start - shift), min(limit, s.end - shift)) for s in spans)


def _join(text: str, ranges: Sequence[Span]) -> list[Span]:
    """Ranges with nothing but healed-away characters between them become one."""
    joined: list[Span] = []
    for span in ranges:
        last = joined[-1] if joined else None
        if last and last.start <= span.start <= last.end:
            joined[-1] = Span(last.start, max(last.end, span.end))
        elif last and last.end < span.start and _HEALED.fullmatch(text, last.end, span.start):
            joined[-1] = Span(last.start, span.end)
        else:
            joined.append(span)
    return joined


def pieces(document: Document, span: Span) -> Iterable[Part]:
    """A range of the document's text, one part a page, without white space at the ends."""
    start = span.start
    while start < span.end:
        if document.text[start].isspace():  # a page break belongs to no page
            start += 1
            continue
        page = document.page_at(start)
        end = min(span.end, page.end) if page.end > start else span.end
        piece = document.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        tail = len(piece.rstrip())
        if lead < tail:
            first = start + lead
            line = document.line_at(first).number
            yield Part(
                first,
                start + tail,
                page.number,
                line,
                file=document.files[page.file].path if document.files else "",
            )
        start = end
