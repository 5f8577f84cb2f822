"""Words that many nouns share: severity, confidence, and the few values that a field can take."""

from __future__ import annotations

import enum
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
