"""Edits of the long sample, as a lawyer makes them: what is replaced by what, and what must be said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from clausecheck.model import Gain


class Made(NamedTuple):
    """One edit. ``old`` stands once in the text."""

    name: str
    old: str
    new: str
    gain: Gain  # as a reader must be told
    says: str  # a part of what is said: "rule", "kind: words"
    clause: str | None  # where, in the draft that has the words
    wide: frozenset[str] = frozenset()  # rules about the whole document that come or go with it


def made(text: str, old: str, new: str) -> str:
    """The text with one place changed, whatever line it is broken in."""
    pattern = re.compile(r"\s+".join(map(re.escape, old.split())))
    assert len(pattern.findall(text)) == 1, old
    return pattern.sub(lambda _: new, text)


def edit(*given: object) -> Made:
    return Made(*given)  # type: ignore[arg-type]


EDITS: Sequence[Made] = (
    edit(
        "term",
        "in perpetuity, and Performer may not revoke",
        "for two years, and Performer may not revoke",
        "lost",
        "scope.perpetual",
        "5.3",
    ),
    edit(
        "recipient",
        "Producer may use the name, biography",
        "Producer and its affiliates may use the name, biography",
        "gained",
        "to whom",
        "7.2",
    ),
    edit(
        "not removed",
        "shall not permit the Commissioner",
        "shall permit the Commissioner",
        "gained",
        "not",
        "6.5",
    ),
    edit(
        "not added",
        "Producer may insure the Series",
        "Producer may not insure the Series",
        "lost",
        "not",
        "11.2",
    ),
    edit("sum", "£6,400 for each Episode", "£5,400 for each Episode", "gained", "what you are paid", "4.1"),
    edit(
        "deleted",
        "15.2 Producer shall indemnify Performer against claims that arise from the script, from the "
        "Series or from the acts of the crew.",
        "",
        "gained",
        "A duty of theirs is gone",
        "15.2",
    ),
    edit(
        "inserted",
        "5.7 Nothing in this",
        "5.7 Producer may sell the Likeness of Performer to any third party for "
        "any purpose in perpetuity.\n\n5.8 Nothing in this",
        "gained",
        "scope.perpetual",
        "5.7",
    ),
    edit(
        "exclusivity",
        "Performer grants to Producer the consents",
        "Performer grants to Producer exclusively the exclusive consents",
        "gained",
        "only for them",
        "5.1",
    ),
    edit("territory", "in the Series.\n\n5.2", "in the Series, worldwide.\n\n5.2", "gained", "where", "5.1"),
    edit(
        "consent",
        "Other extracts need the consent of the agent and a fee.",
        "Other extracts need a fee.",
        "gained",
        "yes is no longer needed",
        "5.4",
    ),
    edit(
        "notice",
        "at least ten Working Days' notice",
        "at least two Working Days' notice",
        "unclear",
        "figure",
        "2.4",
    ),
    edit(
        "training",
        "6.5 Producer shall not",
        "Producer may license the Recordings to others to train artificial "
        "intelligence.\n\n6.5 Producer shall not",
        "gained",
        "ai.training",
        None,
    ),
    edit(
        "liability",
        "15.4 Neither party is liable to the other for loss of profit, and nothing in this Agreement "
        "limits liability for death or injury.",
        "",
        "unclear",
        "",
        "15.4",
    ),
    edit(
        "definition",
        "gestures and signature of Performer",
        "gestures, signature and mannerisms of Performer",
        "gained",
        "“Likeness” covers more",
        "1.7",
    ),
    edit(
        "renewal",
        "A later date needs the written consent of Performer's agent.",
        "A later date needs the written "
        "consent of Performer's agent. The engagement renews automatically for further periods of one year.",
        "gained",
        "renew",
        "2.2",
    ),
    edit("law", "the law of England and Wales", "the law of the State of California", "other", "", "16.5"),
    edit(
        "survival",
        "16.6 This Agreement",
        "16.6 The rights of Producer survive any termination.\n\n16.7 This Agreement",
        "gained",
        "surviv",
        "16.6",
    ),
    edit(
        "reworded",
        "Performer may choose the daily allowance instead.",
        "Instead, the daily allowance may be chosen by Performer.",
        "other",
        "",
        "9.2",
    ),
    edit(
        "may and shall",
        "and shall let the agent approve the biography",
        "and may let the agent approve the biography",
        "gained",
        "They may, not must",
        "7.2",
    ),
    edit("exception", "to make a game other than", "x", "gained", "", "5.6"),
)
