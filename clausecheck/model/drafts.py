"""Two drafts of one contract: what changed between them."""

from __future__ import annotations

from typing import Literal, TypeAlias

from clausecheck.model.document import Span
from clausecheck.model.findings import Report
from clausecheck.model.noun import NamedTuple
from clausecheck.model.scale import Severity
from clausecheck.model.wording import Wording

# Seen from the other side: they gain a right, they lose one, or the words do not say who is better off.
# "other": words that are none of these.
Gain: TypeAlias = Literal["gained", "lost", "unclear", "other"]
EffectKind: TypeAlias = Literal[
    "finding", "grant", "field", "pay", "promise", "duty", "permission", "limit", "definition", "figure",
    "reference", "place", "topic",
]  # fmt: skip


class Effect(NamedTuple):
    """One thing that a change does. ``old`` and ``new`` are words of the drafts, or values in plain words."""

    kind: EffectKind
    gain: Gain
    severity: Severity
    says: str  # in plain words: "how long", "They can use you for ever"
    old: str = ""
    new: str = ""
    rule: str = ""  # id
    ask: str = ""  # the question to send
    settled: bool = False  # a finding that is in both drafts, and only graver or milder


class Words(NamedTuple):
    """A stretch of a word diff."""

    kind: Literal["same", "old", "new"]
    text: str


class Change(NamedTuple):
    """One place that changed. Only one of ``old`` and ``new`` is there where words are new or gone."""

    gain: Gain
    effects: tuple[Effect, ...]  # gravest first; empty for words alone
    old: tuple[Wording, ...]  # several where sentences were split or put together
    new: tuple[Wording, ...]
    words: tuple[Words, ...]
    gone: tuple[Span, ...] = ()  # what is no more, in the old sentences with one space between them
    come: tuple[Span, ...] = ()  # what is new, in the new sentences

    @property
    def severity(self) -> Severity:
        """That of its gravest effect."""
        return max((effect.severity for effect in self.effects), default=Severity.INFO)


class Shuffle(NamedTuple):
    """What changed its place or number and kept its words, counted in clauses; and what was left aside."""

    renumbered: int = 0
    moved: int = 0
    split: int = 0
    merged: int = 0
    read: int = 0  # places where a text and its print differ in labels and numbers of pages alone
    margins: int = 0  # lines in the margins of pages, in one of the drafts alone


class DraftDiff(NamedTuple):
    """Two drafts side by side. ``changes``: gained, lost, unclear, other; in each the gravest first."""

    old: Report
    new: Report
    changes: tuple[Change, ...]
    shuffle: Shuffle
    common: float = 1.0  # share of the longer draft's words that stand in sentences of both, 0-1
    tracked: bool = False  # both are one Word document, without its tracked changes and with them

    def of(self, gain: Gain) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.gain == gain)
