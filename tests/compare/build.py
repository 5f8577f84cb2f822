"""Text or bytes → reports with their wordings, and their comparison, for these tests."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from pathlib import Path

from clausecheck import load_packs, pipeline
from clausecheck.compare.diff import diff
from clausecheck.model import DraftDiff, Effect, Report, Source

ROOT = Path(__file__).resolve().parents[2]
LONG = (ROOT / "samples" / "long-services" / "agreement.txt").read_text("utf-8")
HEAD = """RELEASE AGREEMENT

This Agreement is made between Bell Film LLC ("Producer") and Ann Roe ("Performer").

"""


@lru_cache(maxsize=64)
def read(text: str) -> Report:
    """A text file, as read and judged."""
    return pipeline.analyze(Source("draft.txt", text.encode(), wordings=True), load_packs("performer"))


def opened(path: Path, *, before: bool = False) -> Report:
    """A file, as read and judged."""
    source = Source(str(path), wordings=True, before=before)
    return pipeline.analyze(source, load_packs("performer"))


def compared(old: str, new: str) -> DraftDiff:
    """Two short releases: their clauses alone are given."""
    return diff(*(read(HEAD + textwrap.dedent(text).strip() + "\n") for text in (old, new)))


def effects(found: DraftDiff) -> set[tuple[str, str]]:
    """(gain, kind or rule) of all effects."""
    return {(e.gain, e.rule or e.kind) for change in found.changes for e in change.effects}


def said(found: DraftDiff) -> list[tuple[str, str]]:
    """(gain, words) of all effects, in order."""
    return [(e.gain, _words(e)) for change in found.changes for e in change.effects]


def _words(effect: Effect) -> str:
    return f"{effect.says}: {effect.old} → {effect.new} {effect.rule}".strip()
