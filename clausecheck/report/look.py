"""How the terminal report looks and speaks: styles, the big letters, fixed words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from clausecheck.model import Reason, Severity

SEVERITY: Final = {
    Severity.CRITICAL: "bold white on red",
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "bold yellow",
    Severity.LOW: "cyan",
    Severity.INFO: "dim",
}
GRADE: Final = {
    "A": "bold green",
    "B": "bold cyan",
    "C": "bold yellow",
    "D": "bold dark_orange",
    "E": "bold red",
}
LETTER: Final = {
    "A": ("▄▀▄", "█▀█", "▀ ▀"),
    "B": ("█▀▄", "█▀▄", "▀▀ "),
    "C": ("▄▀▀", "█  ", " ▀▀"),
    "D": ("█▀▄", "█ █", "▀▀ "),
    "E": ("█▀▀", "█▀▀", "▀▀▀"),
    None: ("▀▀▄", " ▄▀", " ▀ "),  # a question mark
}
WHY_NOT: Final[Mapping[Reason, str]] = {
    "negated": "taken back by",
    "direction": "the other side gives this:",
    "object": "about something else:",
    "not": "the rule leaves this out:",
}
VECTOR: Final = {
    "D:P": "no end",
    "R:I": "no way back",
    "U:O": "any use",
    "P:O": "anyone",
    "I:L": "your likeness",
    "I:B": "data of your face, voice or body",
    "X:N": "no way out",
    "M:F": "no pay for new uses",
    "M:N": "no pay",
}
HOW: Final = "100 × (1 − (1 − p₁)(1 − p₂)…), groups held to their ceilings; the points share it out."
ADVICE: Final = "Not legal advice. Nothing left this computer."
