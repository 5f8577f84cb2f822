"""The nouns: what every word in this project means. Frozen, complete at birth, standard library only.

They are named tuples: every command imports them, and 45 frozen dataclasses take 45 ms to define, 45 named
tuples 12. Read them by name, never by position; a changed copy is ``noun._replace(…)``.

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

from clausecheck.model.contract import (
    Clause,
    Cue,
    Definition,
    Grant,
    LeadIn,
    Party,
    Sentence,
    Terms,
)
from clausecheck.model.document import (
    Box,
    Document,
    Line,
    Notice,
    Page,
    Run,
    Source,
    Span,
)
from clausecheck.model.findings import (
    Analyzed,
    Contribution,
    Evidence,
    Failed,
    Finding,
    Floor,
    LawCheck,
    NotAssessed,
    Outcome,
    Outline,
    PackInfo,
    Part,
    Partial,
    Problem,
    Reading,
    Report,
    Score,
    Suppressed,
)
from clausecheck.model.rules import (
    AllOf,
    AnyOf,
    Direction,
    Example,
    Near,
    Pattern,
    Phrase,
    Reference,
    Regex,
    Rule,
    RulePack,
    Tokens,
    Veto,
)
from clausecheck.model.scale import (
    Confidence,
    Kind,
    Reason,
    Role,
    Scope,
    Severity,
    Side,
)

__all__ = [
    "AllOf",
    "Analyzed",
    "AnyOf",
    "Box",
    "Clause",
    "Confidence",
    "Contribution",
    "Cue",
    "Definition",
    "Direction",
    "Document",
    "Evidence",
    "Example",
    "Failed",
    "Finding",
    "Floor",
    "Grant",
    "Kind",
    "LawCheck",
    "LeadIn",
    "Line",
    "Near",
    "NotAssessed",
    "Notice",
    "Outcome",
    "Outline",
    "PackInfo",
    "Page",
    "Part",
    "Partial",
    "Party",
    "Pattern",
    "Phrase",
    "Problem",
    "Reading",
    "Reason",
    "Reference",
    "Regex",
    "Report",
    "Role",
    "Rule",
    "RulePack",
    "Run",
    "Scope",
    "Score",
    "Sentence",
    "Severity",
    "Side",
    "Source",
    "Span",
    "Suppressed",
    "Terms",
    "Tokens",
    "Veto",
]
