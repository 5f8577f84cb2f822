"""The nouns: what every word in this project means. Frozen, complete at birth, standard library only.

Units, written once:

- *offset*: index into ``Document.text`` in Unicode code points; ranges are half-open.
- *healed offset*: index into ``Clause.text``, the readable copy of a clause (words that were broken over
  lines joined, line breaks as spaces, quotes straightened, page headers and footers left out).
- *page*: 1-based position in the file, not the printed number. *line*: 1-based, on the page for PDF,
  in the file for text.
- *box*: PDF points, origin top-left.
- *confidence*: how sure a match is, as a weight of 0-1. *risk*: 0-100, higher is riskier.
"""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Scope: TypeAlias = Literal["sentence", "clause", "section", "heading", "definition", "document"]
Side: TypeAlias = Literal["us", "them", "other"]
Role: TypeAlias = Literal["trigger", "lead-in", "definition", "limit", "cue", "grant"]
Reason: TypeAlias = Literal["negated", "direction", "object", "not"]
Kind: TypeAlias = Literal["clause", "item", "paragraph", "heading", "contents"]


class Severity(enum.IntEnum):
    """How bad a risk is for the signer: five steps, ordered."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        """The word used in rule files and reports: ``"critical"``."""
        return self.name.lower()


class Confidence(enum.IntEnum):
    """How sure a match is: three steps, ordered."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2

    @property
    def label(self) -> str:
        """The word used in rule files and reports: ``"high"``."""
        return self.name.lower()

    @property
    def weight(self) -> float:
        """The factor of 0-1 that the score multiplies with."""
        return (0.5, 0.8, 1.0)[self]


# ---------------------------------------------------------------- stage 1: what was read


@dataclass(frozen=True, slots=True)
class Source:
    """What to read, and how."""

    path: str  # "-" for standard input
    data: bytes | None = None  # contents that were read already
    password: str | None = None
    engine: Literal["pdfium", "pdfplumber"] = "pdfium"
    excerpt: bool = False  # only a part of a contract: no letter


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range; which text it indexes is said where it is used."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points, origin top-left."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of PDF text drawn in one go: one font, one size, one colour."""

    start: int  # offset
    end: int  # offset
    box: Box
    size: float  # font size as drawn, points
    font: str
    colour: int  # 0xRRGGBB of the fill
    mode: int  # PDF text render mode; 3 is invisible

    @property
    def bold(self) -> bool:
        """Bold by its font name: the declared weight is often 0 (Times-Bold)."""
        name = self.font.lower()
        return "bold" in name or "black" in name or "heavy" in name


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, without its line break."""

    start: int  # offset
    end: int  # offset
    number: int  # 1-based, on the page for PDF, in the file for text
    box: Box | None = None  # None in text files
    size: float = 0.0  # font size of most of the line, points; 0 where unknown
    bold: bool = False  # most of the line is bold


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a PDF; a text file is one page."""

    number: int  # 1-based position in the file
    start: int  # offset
    end: int  # offset
    lines: tuple[Line, ...] = ()
    width: float = 0.0  # points; 0 in text files
    height: float = 0.0  # points; 0 in text files
    runs: tuple[Run, ...] = ()  # PDF only
    read: bool = True  # False: the page could not be read (a scan without text)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader should know about the reading: never a judgement of the contract."""

    code: str  # stable slug, e.g. "page-unread"
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. ``text`` is never changed after this: every quote points into it."""

    path: str  # as the user gave it; "-" for standard input
    format: str  # "pdf", "text", "markdown"
    sha256: str  # of the file's bytes, hexadecimal
    text: str
    pages: tuple[Page, ...]
    notices: tuple[Notice, ...] = ()

    def page_at(self, offset: int) -> Page:
        """The page that holds ``offset``; the last one for the end of the text."""
        return self.pages[max(0, bisect_right(self.pages, offset, key=lambda p: p.start) - 1)]

    def line_at(self, offset: int) -> Line:
        """The line that holds ``offset`` (a line break belongs to the line it ends)."""
        lines = self.page_at(offset).lines
        return lines[max(0, bisect_right(lines, offset, key=lambda line: line.start) - 1)]


# ---------------------------------------------------------------- stage 2: how it is split


@dataclass(frozen=True, slots=True)
class LeadIn:
    """The words before a list that each item goes on from: a sentence of an earlier clause."""

    clause: int  # index of that clause
    span: Span  # healed offsets in that clause


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the tree, without its children's text. ``text`` is healed; ``breaks`` maps it back.

    ``breaks`` are pairs (healed offset, offset), ascending: from each healed offset on, the text runs
    character by character beside the document's text, until the next pair.
    """

    index: int  # position in document order
    parent: int | None  # index of the enclosing clause
    level: int  # 1 for the outermost
    kind: Kind
    label: str | None  # as printed here: "(ii)", "Section 2."
    number: str | None  # in full: "4(b)(ii)"; None where there is none
    heading: str | None  # as printed, healed
    text: str  # label, heading and body
    body: int  # healed offset at which the body starts (after label and heading)
    breaks: tuple[tuple[int, int], ...]
    sentences: tuple[Span, ...]  # of the body, healed offsets
    lead_in: LeadIn | None
    start: int  # offset of the first character
    end: int  # offset after the last character

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Healed range → ranges of the document, in order, one for each unbroken stretch.

        Two stretches with nothing but white space or a line-end hyphen between them belong together;
        ``match.evidence`` joins them, for it has the document's text.
        """
        first = max(0, bisect_right(self.breaks, (start, 1 << 62)) - 1)
        found: list[Span] = []
        for i in range(first, len(self.breaks)):
            healed, origin = self.breaks[i]
            if healed >= end:
                break
            stop = self.breaks[i + 1][0] if i + 1 < len(self.breaks) else len(self.text)
            lo, hi = max(start, healed), min(end, stop)
            if lo < hi:
                found.append(Span(origin + lo - healed, origin + hi - healed))
        return tuple(found)


# ---------------------------------------------------------------- stage 3: what the contract says


@dataclass(frozen=True, slots=True)
class Party:
    """Someone named in the contract, and the words it is called by."""

    name: str
    aliases: tuple[str, ...]
    side: Side


@dataclass(frozen=True, slots=True)
class Definition:
    """``"Study Data" means …``: a defined term and the place that defines it."""

    term: str
    clause: int  # index of the clause
    span: Span  # healed offsets in that clause: the whole definition


@dataclass(frozen=True, slots=True)
class Grant:
    """A clause in which one side gives rights to the other: as much as exposure and direction need."""

    clause: int  # index of the clause
    giver: Side | Literal["unknown"]
    purpose: Literal["named", "open", "unclear"]
    recipients: Literal["named", "open", "unclear"]
    span: Span  # healed offsets in that clause

    @property
    def exposure(self) -> float:
        """How far the grant reaches, 0-1: .3 closed on both counts, 1 open on either, else .6."""
        if "open" in (self.purpose, self.recipients):
            return 1.0
        return 0.3 if self.purpose == self.recipients == "named" else 0.6


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a rule reads at once: by default a sentence, or a list item with its lead-in before it.

    For rules of a wider scope it is a clause, a section, a heading, a definition or the whole document.
    """

    clause: int  # index of the clause that it belongs to
    text: str  # healed: lead-ins, then the sentence itself
    lower: str  # ``text`` in lower case, of the same length
    lead: int  # length of the lead-ins in ``text``; 0 where there are none
    pieces: tuple[tuple[int, int, int], ...]  # (index into text, clause index, healed offset), ascending

    def ranges(self, start: int, end: int) -> tuple[tuple[int, Span], ...]:
        """A range of ``text`` as (clause index, healed range) pairs, one for each piece that it touches."""
        found = []
        for i, (at, clause, healed) in enumerate(self.pieces):
            stop = self.pieces[i + 1][0] if i + 1 < len(self.pieces) else len(self.text)
            lo, hi = max(start, at), min(end, stop)
            if lo < hi:
                found.append((clause, Span(healed + lo - at, healed + hi - at)))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that turn a hit around ("shall not"), or that say who acts ("you grant")."""

    text: str
    span: Span  # index into ``Sentence.text``


@dataclass(frozen=True, slots=True)
class Terms:
    """What the contract says, read before any rule runs."""

    units: Mapping[Scope, tuple[Sentence, ...]]  # "sentence" always, the others where a rule reads them
    parties: tuple[Party, ...]
    sides: Mapping[str, Side]  # every name and alias, and the packs' words for the sides, lower case
    definitions: tuple[Definition, ...]
    grants: tuple[Grant, ...]
    language: str  # "en", or "unknown"
    contract: bool  # it reads like a contract


# ---------------------------------------------------------------- rules


@dataclass(frozen=True, slots=True)
class Phrase:
    """Literal words, case-insensitive, tolerant of line breaks, hyphenation, quotes and spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Regex:
    """A Python regular expression, case-insensitive, on the healed text."""

    text: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """One spaCy Matcher pattern, as canonical JSON (so that the rule stays hashable).

    ``gate`` is a regular expression that every matching text, in lower case, satisfies: its words in
    their order. spaCy takes 0.7 s to load and is not asked where they are not there.
    """

    json: str
    gate: str = ""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the patterns; each hit counts."""

    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of the patterns within the scope; the first one is the trigger."""

    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Two patterns at most ``within`` words apart; ``forward``: a before b."""

    a: Pattern
    b: Pattern
    within: int  # words between the two
    forward: bool


Pattern: TypeAlias = Phrase | Regex | Tokens | AnyOf | AllOf | Near


@dataclass(frozen=True, slots=True)
class Veto:
    """A pattern that takes a hit back. ``scope`` None: where it overlaps the hit or its phrase."""

    pattern: Pattern
    scope: Scope | None


@dataclass(frozen=True, slots=True)
class Direction:
    """Who must be the one that grants, waives or promises for the rule to hold."""

    actor: Literal["us", "them", "any"] = "any"
    unknown: Literal["report", "lower", "skip"] = "lower"


@dataclass(frozen=True, slots=True)
class Reference:
    """A law, a union term or a guide that a rule rests on: dated."""

    kind: Literal["law", "union", "guidance"]
    title: str
    section: str | None = None
    jurisdiction: str | None = None
    url: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the verdict that the rule must reach on it."""

    text: str
    match: bool
    side: str = "us"  # whose side is read: us, them, any, or a party's name
    parties: Mapping[str, Side] = field(default_factory=dict)  # names beyond the pack's own
    document: bool = False  # the text is a whole contract, not one clause
    severity: Severity | None = None  # expected, where given
    span: str | None = None  # expected trigger quote, where given
    because: Literal["negation", "direction", "not", "scope", "object"] | None = None
    variants: bool = True  # also run wrapped, upper-cased, hyphenated …
    line: int = 0  # 1-based line in the rule file


@dataclass(frozen=True, slots=True)
class Rule:
    """One risk: what to look for, how bad it is, and what to say about it."""

    id: str
    title: str
    severity: Severity
    confidence: Confidence
    why: str
    ask: str
    match: Pattern | None = None
    undefined: tuple[str, ...] = ()  # terms that must be defined once they are used
    scope: Scope = "sentence"
    vetoes: tuple[Veto, ...] = ()  # `not` in the file
    negation: Literal["respect", "ignore", "only"] = "respect"
    direction: Direction = Direction()
    status: Literal["stable", "preview", "deprecated"] = "stable"
    replaced_by: str | None = None
    suggest: str | None = None
    gives: Mapping[str, str] = field(default_factory=dict)  # slot → words for the sentence at the top
    references: tuple[Reference, ...] = ()
    maps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    literals: tuple[str, ...] = ()  # lower case; a text without any of them cannot match. () = unknown
    pack: str = ""
    path: str = ""  # rule file, for messages
    line: int = 0  # 1-based line of the rule in it

    @property
    def category(self) -> str:
        """The first part of the id: ``"scope"``."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class RulePack:
    """A folder of rules for one kind of signer."""

    id: str
    version: str
    title: str
    sha256: str  # over its files, hexadecimal
    us: tuple[str, ...]  # words for the side that the pack protects
    them: tuple[str, ...]
    rules: tuple[Rule, ...]


# ---------------------------------------------------------------- stage 4: what was found


@dataclass(frozen=True, slots=True)
class Part:
    """A verbatim slice of the document's text, on one page."""

    start: int  # offset
    end: int  # offset
    page: int
    line: int
    boxes: tuple[Box, ...] = ()  # PDF only, one a line


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a finding rests on, where they stand, and the sentence around them."""

    role: Role
    quote: str  # the parts, verbatim, joined with " … "
    sentence: str  # healed, for reading; begins with the lead-in where there is one
    marks: tuple[Span, ...]  # where the quote stands in ``sentence``
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that holds in one clause; all its occurrences there are in ``evidence``."""

    rule: Rule
    severity: Severity
    confidence: Confidence
    message: str
    clause: str | None  # number as printed, in full
    heading: str | None
    evidence: tuple[Evidence, ...]
    because: tuple[str, ...]  # in words: what fired and what changed it
    fingerprint: str
    exposure: float = 1.0  # 0-1, read from the grants that touch the clause
    mitigation: float = 0.0  # 0-.6, earned by an unqualified promise
    state: Literal["active", "waived", "baselined"] = "active"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A hit that was not reported, with the words that took it back."""

    rule: str
    clause: str | None
    reason: Reason
    cue: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A rule that could not be judged here, and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class LawCheck:
    """The conditions of a statute, three-state."""

    check: str
    state: Literal["met", "not met", "unknown"]
    reference: Reference


# ---------------------------------------------------------------- stage 5: how bad it is


@dataclass(frozen=True, slots=True)
class Contribution:
    """One line of the score: a rule and the points it adds. The lines add up to the risk."""

    rule: str
    points: float
    because: str


@dataclass(frozen=True, slots=True)
class Floor:
    """A letter that the grade may not be better than, and why."""

    grade: str
    because: str


@dataclass(frozen=True, slots=True)
class Score:
    """Risk of 0-100 if signed as written. ``risk`` and ``grade`` are None where a figure would lie."""

    risk: float | None
    grade: Literal["A", "B", "C", "D", "E"] | None
    reason: str | None  # why there is no grade
    provisional: bool  # a page is unread
    vector: str
    floor: Floor | None
    lines: tuple[Contribution, ...]


# ---------------------------------------------------------------- the result


@dataclass(frozen=True, slots=True)
class Reading:
    """How much of the document was read."""

    pages: int
    pages_read: int
    pages_unread: tuple[int, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    hidden_runs: int = 0
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A clause as reports list it."""

    number: str | None
    heading: str | None
    level: int
    page: int
    start: int  # offset
    end: int  # offset
    words: str = ""  # the first words, healed


@dataclass(frozen=True, slots=True)
class PackInfo:
    """Which pack was run."""

    id: str
    version: str
    sha256: str
    rules: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is said about one document."""

    path: str
    format: str
    sha256: str
    text_sha256: str
    words: int
    language: str  # "en", or "unknown"
    side: str  # whose side was read
    reading: Reading
    packs: tuple[PackInfo, ...]
    parties: tuple[Party, ...]
    definitions: tuple[Definition, ...]
    grants: tuple[Grant, ...]
    score: Score
    findings: tuple[Finding, ...]  # worst first
    suppressed: tuple[Suppressed, ...]
    not_assessed: tuple[NotAssessed, ...]
    law: tuple[LawCheck, ...]
    clauses: tuple[Outline, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a document could not be read."""

    code: str  # stable slug, e.g. "encrypted"
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Analyzed:
    """The whole document was read and judged."""

    path: str
    report: Report


@dataclass(frozen=True, slots=True)
class Partial:
    """A part of the document could not be read: the grade is provisional."""

    path: str
    report: Report


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing could be read. Never to be mistaken for a clean report."""

    path: str
    problem: Problem


Outcome: TypeAlias = Analyzed | Partial | Failed
