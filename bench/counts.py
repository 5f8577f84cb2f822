"""Hits, false alarms and misses → precision, recall, F1, and sections of a report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

OUTSIDE = (
    "doc",
    "missing",
    "combo",
    "law",
)  # categories that no reader labelled: they leave the figures alone


class Counts(NamedTuple):
    """What was found and meant, found and not meant, meant and not found."""

    hits: float = 0
    alarms: float = 0
    misses: float = 0

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.alarms) if self.hits + self.alarms else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        errors = self.alarms + self.misses
        return 2 * self.hits / (2 * self.hits + errors) if self.hits + errors else 0.0

    @property
    def support(self) -> float:
        """How often the readers gave the label."""
        return self.hits + self.misses

    def plus(self, hits: float = 0, alarms: float = 0, misses: float = 0) -> Counts:
        return Counts(self.hits + hits, self.alarms + alarms, self.misses + misses)


class Section(NamedTuple):
    """One part of the report: counts by label, and single figures."""

    name: str
    note: str
    rows: tuple[tuple[str, Counts], ...]
    figures: tuple[tuple[str, float], ...]


class Error(NamedTuple):
    """One miss or false alarm, with its text."""

    kind: str  # "miss" or "alarm"
    label: str
    where: str
    text: str
    note: str  # what took the hit back, where something did


def for_measuring(name: str) -> bool:
    """Whether a clause or file is for measuring only: sha1 of its name is 0 modulo 3."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % 3 == 0


def counted(identity: str) -> bool:
    """Whether a rule answers to labels."""
    return identity.partition(".")[0] not in OUTSIDE


def ordered(rows: Mapping[str, Counts]) -> tuple[tuple[str, Counts], ...]:
    return tuple(sorted(rows.items()))


def total(rows: Iterable[Counts]) -> Counts:
    whole = Counts()
    for counts in rows:
        whole = whole.plus(*counts)
    return whole


def averages(rows: Iterable[Counts]) -> tuple[tuple[str, float], ...]:
    """Micro (every label that was given or reported) and macro F1 (every label that a reader gave)."""
    every = list(rows)
    micro = total(every)
    given = [counts.f1 for counts in every if counts.support]
    return (
        ("micro precision", micro.precision),
        ("micro recall", micro.recall),
        ("micro F1", micro.f1),
        ("macro F1", sum(given) / len(given) if given else 0.0),
    )
