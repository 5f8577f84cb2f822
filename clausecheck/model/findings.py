"""Stages 4 and 5: what was found, how bad it is, and the report on it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from clausecheck.model.contract import Definition, Grant, Party, Payment
from clausecheck.model.document import File, Notice
from clausecheck.model.evidence import Evidence
from clausecheck.model.noun import NamedTuple
from clausecheck.model.promised import Statement
from clausecheck.model.rules import Question, Reference, Rule
from clausecheck.model.scale import Confidence, Reason, Severity
from clausecheck.model.why import Why
from clausecheck.model.wording import Wording

State: TypeAlias = Literal["met", "not met", "unknown"]


class Finding(NamedTuple):
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
    remarks: tuple[str, ...] = ()  # those of ``because`` that tell that its words are hidden or not settled


class Suppressed(NamedTuple):
    """A hit that was not reported, with the words that took it back."""

    rule: str
    clause: str | None
    reason: Reason
    cue: str
    evidence: tuple[Evidence, ...]


class NotAssessed(NamedTuple):
    """A rule that could not be judged here, and why."""

    rule: str
    reason: str


class LawCondition(NamedTuple):
    """One condition of a statute in this contract. ``ask``: the question that would settle it, if any."""

    text: str
    state: State
    evidence: tuple[Evidence, ...] = ()
    ask: Question | None = None


class LawCheck(NamedTuple):
    """A statute's conditions, three-state. It says nothing of whether the contract is valid."""

    check: str  # id, e.g. "law.ca-927"
    title: str
    state: State
    conditions: tuple[LawCondition, ...]
    means: str  # what it is worth where all conditions are met
    reference: Reference


class Contribution(NamedTuple):
    """One line of the score: a rule and the points it adds. The lines add up to the risk."""

    rule: str
    points: float
    because: str


class Floor(NamedTuple):
    """A letter that the grade may not be better than, and why."""

    grade: str
    because: str


class Score(NamedTuple):
    """Risk of 0-100 if signed as written. ``risk`` and ``grade`` are None where a figure would lie."""

    risk: float | None
    grade: Literal["A", "B", "C", "D", "E"] | None
    reason: str | None  # why there is no grade
    provisional: bool  # a page is unread
    vector: str
    floor: Floor | None
    lines: tuple[Contribution, ...]
    waived: float | None = None  # the risk without what is waived, where something is


class Reading(NamedTuple):
    """How much of the document was read."""

    pages: int
    pages_read: int
    pages_unread: tuple[int, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    hidden_runs: int = 0
    notices: tuple[Notice, ...] = ()
    changes: int = 0  # tracked insertions and deletions that nobody has accepted yet
    files: tuple[File, ...] = ()  # where several are read as one contract
    editors: tuple[str, ...] = ()  # who made tracked changes, and when: "Ann Roe on 2026-03-01"


class Outline(NamedTuple):
    """A clause as reports list it."""

    number: str | None
    heading: str | None
    level: int
    page: int
    start: int  # offset
    end: int  # offset
    words: str = ""  # the first words, healed
    text: str = ""  # label, heading and body, healed, where it was asked for
    body: int = 0  # index into ``text`` at which the body starts


class PackInfo(NamedTuple):
    """Which pack was run."""

    id: str
    version: str
    sha256: str
    rules: int


class Report(NamedTuple):
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
    grants: tuple[Grant, ...]  # those that are clear, one a clause, in document order
    payments: tuple[Payment, ...]
    score: Score
    findings: tuple[Finding, ...]  # worst first
    suppressed: tuple[Suppressed, ...]
    not_assessed: tuple[NotAssessed, ...]
    law: tuple[LawCheck, ...]
    clauses: tuple[Outline, ...]
    text: str
    statements: tuple[Statement, ...] = ()  # only where the document is compared with another one
    why: Why | None = None  # of one rule, where it was asked for
    wordings: tuple[Wording, ...] = ()  # each sentence, where it was asked for


class Problem(NamedTuple):
    """Why a document could not be read."""

    code: str  # stable slug, e.g. "encrypted"
    message: str
    hint: str


class Analyzed(NamedTuple):
    """The whole document was read and judged."""

    path: str
    report: Report


class Partial(NamedTuple):
    """A part of the document could not be read: the grade is provisional."""

    path: str
    report: Report


class Failed(NamedTuple):
    """Nothing could be read. Never to be mistaken for a clean report."""

    path: str
    problem: Problem


Outcome: TypeAlias = Analyzed | Partial | Failed
