"""The nouns of a batch: what is to be read, how, and what came of it. All of them can be sent elsewhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from clausecheck.model import Ocr

Value: TypeAlias = str | int | float | bytes | None
Row: TypeAlias = tuple[Value, ...]

INSIDE = "!/"  # between the path of an archive and that of what lies in it

# Failures that another run may not meet: the machine was busy, a cable was loose. The others are the file's.
PASSING = frozenset(("crashed", "internal", "not-found", "unreadable", "changed"))


class Aim(NamedTuple):
    """How a document is to be judged: small, for it goes with every task."""

    packs: tuple[str, ...]  # names or folders
    packs_sha256: str  # of the packs that are meant, in case another machine has others
    side: str = "us"
    jurisdictions: tuple[str, ...] = ()
    answers: tuple[tuple[str, bool], ...] = ()
    excerpt: bool = False
    engine: Literal["pdfium", "pdfplumber"] = "pdfium"
    ocr: Ocr = "auto"
    password: str | None = None
    timeout: float = 120.0  # seconds for one document
    memory: int = 2 << 30  # bytes for one document

    @property
    def options(self) -> Mapping[str, object]:
        """All that the result depends on, but for the packs and the program."""
        return {
            "as": self.side,
            "jurisdiction": list(self.jurisdictions),
            "answers": dict(self.answers),
            "excerpt": self.excerpt,
            "pdf_engine": self.engine,
            "ocr": self.ocr,
        }

    def key(self, version: str) -> str:
        """The same for two aims that give the same results. ``version``: of clausecheck."""
        told = json.dumps([version, self.packs_sha256, self.options], sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()

    @property
    def limits(self) -> str:
        """What decides, beside the file, whether it can be read."""
        password = "yes" if self.password else "no"
        return f"timeout={self.timeout:g} memory={self.memory >> 20} password={password}"


class Task(NamedTuple):
    """One document to read."""

    id: int  # of its row in the store
    path: str  # of the file, or of the archive that it lies in
    aim: Aim
    member: str = ""  # path within the archive
    known: str = ""  # SHA-256 of the bytes that the stored result is of, if that still holds but for them

    @property
    def name(self) -> str:
        """How the document is called in reports."""
        return f"{self.path}{INSIDE}{self.member}" if self.member else self.path


class Result(NamedTuple):
    """What came of a task: columns and rows of the store, ready to be written."""

    id: int
    columns: Mapping[str, Value]  # of the table ``documents``; empty: the file is as it was
    rows: Mapping[str, tuple[Row, ...]] = {}  # table → rows
    sha256: str | None = None
    seconds: float = 0.0
    attempts: int = 1

    @property
    def unchanged(self) -> bool:
        """The bytes are those that the stored result is of."""
        return not self.columns

    @property
    def status(self) -> str:
        """The outcome: analyzed, partial or failed; "" where the file is as it was."""
        return str(self.columns.get("status", ""))
