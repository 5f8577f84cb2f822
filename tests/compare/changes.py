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
    says: str  # a part of what is said, or the rule
    clause: str  # where


def made(text: str, edit: Made) -> str:
    """The text with one place changed, whatever line it is broken in."""
    pattern = re.compile(r"\s+".join(map(re.escape, edit.old.split())))
    assert len(pattern.findall(text)) == 1, edit.old
    return pattern.sub(lambda _: edit.new, text)


EDITS: Sequence[Made] = (
    Made("term: perpetual to two years", "and in perpetuity, and Performer", "and for two years, and Performer",
         "lost", "scope.perpetual", "5.3"),
    Made("recipient added", "Producer may use the name, biography",
         "Producer and its affiliates may use the name, biography", "gained", "to whom", "7.2"),
    Made("a not removed", "shall not permit the Commissioner", "shall permit the Commissioner",
         "gained", "A “not” is gone", "6.5"),
    Made("a not removed where no rule knows the topic", "Producer shall not set off any sum",
         "Producer shall set off any sum", "gained", "A “not” is gone", "4.5"),
    Made("a no removed, and nobody named", "No photograph of Performer shall be used", "A photograph of Performer "
         "shall be used", "gained", "A “not” is gone", "7.3"),
    Made("a not added", "Producer may insure the Series", "Producer may not insure the Series",
         "lost", "A “not” was put", "11.2"),
    Made("a not added for the signer", "Performer may talk freely", "Performer may not talk freely",
         "gained", "A “not” was put", "12.1"),
    Made("sum", "£6,400 for each Episode", "£5,400 for each Episode", "gained", "what you are paid", "4.1"),
    Made("a duty deleted", "15.2 Producer shall indemnify Performer against claims that arise from the script, from "
         "the Series or from the acts of the crew.", "", "gained", "A duty of theirs is gone", "15.2"),
    Made("a promise deleted", "Producer shall not ask for more than four nights in one week.", "",
         "gained", "A promise of theirs is gone", "3.4"),
    Made("a grant inserted", "5.7 Nothing in this", "5.7 Producer may sell the Likeness of Performer to any third "
         "party for any purpose in perpetuity.\n\n5.8 Nothing in this", "gained", "scope.perpetual", "5.7"),
    Made("exclusivity", "Performer grants to Producer the consents", "Performer grants to Producer the exclusive "
         "consents", "gained", "only for them", "5.1"),
    Made("territory", "and for its use in the Series.", "and for its use in the Series, worldwide.",
         "gained", "where", "5.1"),
    Made("consent dropped", "Other extracts need the consent of the agent and a fee.", "Other extracts need a fee.",
         "gained", "A yes is no longer needed", "5.4"),
    Made("notice period", "at least ten Working Days' notice", "at least two Working Days' notice",
         "unclear", "ten Working Days", "2.4"),
    Made("training added", "6.5 Producer shall not", "6.5 Producer may license the Recordings to others to train "
         "artificial intelligence.\n\n6.6 Producer shall not", "gained", "ai.training", "6.5"),
    Made("liability", "15.4 Neither party is liable to the other for loss of profit, and nothing in this Agreement "
         "limits liability for death or injury.", "", "unclear", "who pays for damage", "15.4"),
    Made("a definition widened", "gestures and signature of Performer", "gestures, signature and mannerisms of "
         "Performer", "gained", "“Likeness” covers more, and you give it in 7.2", "1.7"),
    Made("renewal", "A later date needs the written consent of Performer's agent.", "A later date needs the written "
         "consent of Performer's agent. The engagement renews automatically for further periods of one year.",
         "unclear", "how it goes on by itself", "2.2"),
    Made("law", "the law of England and Wales", "the law of the State of California",
         "unclear", "which law", "16.5"),
    Made("survival", "16.6 This Agreement", "16.6 The rights of Producer survive any termination.\n\n16.7 This "
         "Agreement", "gained", "scope.survives-termination", "16.6"),
    Made("may for shall", "and shall let the agent approve the biography",
         "and may let the agent approve the biography", "gained", "They may, not must", "7.2"),
    Made("an exception", "any right in songs, texts or choreography that Performer has written.", "any right in songs, "
         "texts or choreography that Performer has written, except songs.", "gained", "An exception", "5.7"),
    Made("reworded", "Performer may choose the daily allowance instead.", "Instead, the daily allowance may be chosen "
         "by Performer.", "other", "", "9.2"),
    Made("split", "Producer may correct colour, light and sound, remove wires", "Producer may correct colour, light "
         "and sound. Producer may remove wires", "other", "", "6.1"),
)  # fmt: skip

# Edits that change no word of any sentence.
QUIET: Sequence[Made] = (
    Made("a sentence moved to another clause", "Producer shall not set off any sum against the fee. 4.6 All sums are "
         "stated without value added tax, which Producer shall add where it is due.",
         "\n\n4.6 All sums are stated without value added tax, which Producer shall add where it is due. Producer "
         "shall not set off any sum against the fee.", "other", "", ""),
    Made("a clause split in two", "Performer may refuse lines that reach her later",
         "\n\n3.8 Performer may refuse lines that reach her later", "other", "", ""),
    Made("two clauses put together", "6.5 Producer shall not permit", "Producer shall not permit", "other", "", ""),
    Made("quotes, hyphens, capitals", '"Wrap" means the moment at which the first assistant director',
         "“WRAP” means the moment at which the first assis-\ntant director", "other", "", ""),
)  # fmt: skip
