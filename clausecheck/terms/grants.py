"""Sentences → Grants: who gives rights, for what purpose and to whom, as far as exposure needs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from clausecheck.model import Grant, Sentence, Span
from clausecheck.terms.judge import Judge

_Reach = Literal["named", "open", "unclear"]

# A sentence that moves rights or data, not any duty: verbs of grants and of uses.
_RIGHTS = re.compile(
    r"\b(?:grants?|licen[cs](?:e|es|ed)|assigns?|transfers?|conveys?|use|using|reproduc\w+"
    r"|distribut\w+|sell|disclos\w+"
    r"|publish|exploit|modif\w+|creat\w+|display|perform|record\w*|own(?:s|er|ership)?|photograph"
    r"|train|process"
    r"|collect|share|identify\w*|consents?|releases?|waives?)\b"
)
_OPEN_PURPOSE = re.compile(
    r"\bany (?:and all |lawful |other |such )?(?:purposes?|uses?|manner|use whatsoever|products?)\b"
    r"|\ball (?:lawful )?(?:purposes|uses|manner)\b|\bwithout (?:any )?(?:restriction|limit)"
    r"|\bunrestricted\b|\bcommercial or (?:otherwise|non-?commercial)\b"
    r"|\bincluding,? (?:but not limited|without limit)"
    r"|\bfuture (?:research|stud)|\band (?:other|related|similar) (?:purposes|uses|activities)\b"
    r"|\b(?:research|business|commercial|internal|marketing) (?:and \w+ )?purposes\b"
    r"|\bsees? fit\b|\bsole (?:and absolute )?discretion\b"
)
_NAMED_PURPOSE = re.compile(
    r"\b(?:solely|only|exclusively)\b[^.;]{0,60}\b(?:for|in|to|as|within)\b"
    r"|\b(?:in connection with|for|in|to (?:make|complete|train|test)) the (?:purposes? of the )?"
    r"(?:project|film|picture|production|study|programme?|campaign|series|event|episode|game|work"
    r"|commercial|named)\b"
)
_OPEN_RECIPIENT = re.compile(
    r"\baffiliat\w+|\bsub-?licen[cs]\w+|\bsuccessors?\b|\bassigns\b|\bassignees?\b|\bdesignees?\b"
    r"|\bthird[ -]part(?:y|ies)\b"
    r"|\bon (?:its|their|his|our) behalf\b|\bon behalf of\b|\banyone\b|\bany (?:person|party"
    r"|entity)\b|\bothers\b"
    r"|\bpartners?\b|\blicensees\b|\bcollaborat\w+|\bresearchers\b|\bagents\b|\bsells?\b"
)


def read(sentences: Sequence[Sentence], judge: Judge) -> tuple[Grant, ...]:
    """The sentences by which one side gives the other rights, with how far each reaches."""
    found: list[Grant] = []
    for sentence in sentences:
        lower = sentence.lower
        verb = _RIGHTS.search(lower, sentence.lead)
        if verb is None:
            continue
        at = Span(verb.start(), verb.end())
        actor, _ = judge.actor(sentence, at)
        if actor == "them" or judge.negation(sentence, at):
            continue
        clause, span = sentence.ranges(sentence.lead, len(sentence.text))[0]
        giver = actor if actor in ("us", "other") else "unknown"
        found.append(Grant(clause, giver, _purpose(lower), _recipients(lower), span))
    return tuple(found)


def _purpose(lower: str) -> _Reach:
    if _OPEN_PURPOSE.search(lower):
        return "open"
    return "named" if _NAMED_PURPOSE.search(lower) else "unclear"


def _recipients(lower: str) -> _Reach:
    if _OPEN_RECIPIENT.search(lower):
        return "open"
    return "named" if re.search(r"\b(?:to|the) (?:the )?\w+", lower) else "unclear"
