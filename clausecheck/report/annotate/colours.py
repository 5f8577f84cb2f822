"""Severity and grade → colours, strong for print and pale for the words behind which they stand."""

from __future__ import annotations

from typing import Final

from clausecheck.model import Severity
from clausecheck.report.annotate.sheet import Colour

INK: Final[Colour] = (28, 31, 38)
GREY: Final[Colour] = (102, 108, 120)
RULE: Final[Colour] = (222, 225, 230)
BACK: Final[Colour] = (246, 247, 249)
LINK: Final[Colour] = (24, 84, 160)
WARN: Final[Colour] = (255, 244, 214)
WHITE: Final[Colour] = (255, 255, 255)

# White letters on each have a contrast of at least 4.5 to 1 (WCAG 2.2, AA).
STRONG: Final[dict[Severity, Colour]] = {
    Severity.CRITICAL: (190, 30, 36),
    Severity.HIGH: (184, 74, 0),
    Severity.MEDIUM: (130, 102, 0),
    Severity.LOW: (28, 100, 166),
    Severity.INFO: (102, 108, 120),
}
GRADE: Final[dict[str | None, Colour]] = {
    "A": (24, 120, 60),
    "B": (16, 116, 130),
    "C": STRONG[Severity.MEDIUM],
    "D": STRONG[Severity.HIGH],
    "E": STRONG[Severity.CRITICAL],
    None: STRONG[Severity.INFO],
}
# Highlights: black letters stay readable through two of them, one on the other (they multiply).
PALE: Final[dict[Severity, Colour]] = {
    Severity.CRITICAL: (255, 178, 172),
    Severity.HIGH: (255, 208, 148),
    Severity.MEDIUM: (255, 240, 140),
    Severity.LOW: (188, 222, 255),
    Severity.INFO: (222, 224, 230),
}


def faint(colour: Colour) -> Colour:
    """Half way to white: for words that a finding rests on, without being the risk itself."""
    red, green, blue = ((part + 255) // 2 for part in colour)
    return red, green, blue
