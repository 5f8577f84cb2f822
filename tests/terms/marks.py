"""A sentence with the hit in «» → what the judge is asked."""

from __future__ import annotations

from clausecheck.model import Sentence, Side, Span
from clausecheck.terms.judge import Judge

SIDES: dict[str, Side] = {
    **dict.fromkeys(("you", "i", "me", "participant", "talent", "artist", "performer"), "us"),
    **dict.fromkeys(("company", "producer", "we", "orbita", "licensee"), "them"),
}
JUDGE = Judge(SIDES)


def marked(text: str) -> tuple[Sentence, Span]:
    start, end = text.index("«"), text.index("»") - 1
    plain = text.replace("«", "").replace("»", "")
    return Sentence(0, plain, plain.lower(), 0, ((0, 0, 0),)), Span(start, end)
