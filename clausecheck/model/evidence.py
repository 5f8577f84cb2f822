"""The words that a finding rests on, and where they are printed."""

from __future__ import annotations

from clausecheck.model.document import Box, Span
from clausecheck.model.noun import NamedTuple
from clausecheck.model.scale import Role


class Part(NamedTuple):
    """A verbatim slice of the document's text, on one page."""

    start: int  # offset
    end: int  # offset
    page: int
    line: int
    boxes: tuple[Box, ...] = ()  # PDF only, one a line
    file: str = ""  # path, where the report is about several files


class Evidence(NamedTuple):
    """The words that a finding rests on, where they stand, and the sentence around them."""

    role: Role
    quote: str  # the parts, verbatim, joined with " … "
    sentence: str  # healed, for reading; begins with the lead-in where there is one
    marks: tuple[Span, ...]  # where the quote stands in ``sentence``
    parts: tuple[Part, ...]
    clause: str | None = None  # number as printed of the clause that the words stand in
