"""Clauses → Definitions: the terms that the contract defines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausecheck.model import Clause, Definition, Span

# '"Likeness" means …', '"Study Data" shall mean …', '"X" has the meaning …', '"X" includes …', '"X": …'
_MEANS = re.compile(
    r"\"(?P<term>[^\"]{2,80})\"(?:,? (?:or|and) \"[^\"]{2,80}\"){0,6}+(?: \([^)]{1,80}\))?,?"
    r" ?(?i:(?:(?:as used (?:herein|in this \w+)|for (?:the )?purposes? of this \w+),? )?"
    r"(?:shall |will )?(?:means?|mean and include|has the meaning|have the meaning|includes?|refers? to"
    r"|is defined as|:|-|–|—))\s?"
)
# 'the recordings made in the session (the "Recordings")'
_BRACKET = re.compile(
    r"\((?:(?:together|collectively|individually|each|all of the foregoing|hereinafter|hereafter"
    r"|herein|referred to"
    r"|being|as|and),? ){0,5}(?:the |an? |our |your )?\"(?P<term>[^\"]{2,80})\"[^()]{0,60}\)"
)
# 'Likeness means your face …' in a definition clause without quotation marks
_BARE = re.compile(
    r"(?:^|\. )(?P<term>(?!(?:That|This|It|Which|What|There)\b)[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}) (?:means"
    r"|shall mean) "
)
_PHRASE = 160  # characters before a bracket that it can sum up
_VERB = re.compile(
    r"[;:]|\b(?:may|shall|will|must|can|agrees?|grants?|gives?|assigns?|licen[cs]es?|authori[sz]es?|permits?|allows?"
    r"|uses?|using|upload|submit|post|provide|is|are|means?|includes?|by|of (?=the|all|any|your))\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\"([^\"]{2,80})\"")


def read(clauses: Sequence[Clause]) -> tuple[Definition, ...]:
    """Every definition, in order of appearance."""
    found: list[Definition] = []
    for clause in clauses:
        if clause.kind == "contents" or not clause.text:
            continue
        text = clause.text
        if '"' in text:
            for match in _MEANS.finditer(text):
                end = _sentence_end(clause, match.end())
                terms = _ALSO.findall(match[0]) or [match["term"]]
                found += [Definition(_tidy(t), clause.index, Span(match.start(), end)) for t in terms]
            for match in _BRACKET.finditer(text):
                start = _phrase_start(text, _sentence_start(clause, match.start()), match.start())
                found.append(Definition(_tidy(match["term"]), clause.index, Span(start, match.end())))
        if " mean" in text.lower():
            for match in _BARE.finditer(text, clause.body):
                end = _sentence_end(clause, match.end())
                found.append(Definition(match["term"], clause.index, Span(match.start("term"), end)))
    return tuple(found)


def _phrase_start(text: str, start: int, end: int) -> int:
    """Where the words begin that a bracket sums up: after the last verb or colon, and not far back."""
    start = max(start, end - _PHRASE)
    last = max((match.end() for match in _VERB.finditer(text, start, end)), default=start)
    return last if last == 0 or not text[last - 1].isalnum() else text.find(" ", last) + 1


def _tidy(term: str) -> str:
    return term.strip(" ,.;:*_")


def _sentence_end(clause: Clause, index: int) -> int:
    return next((span.end for span in clause.sentences if span.start <= index < span.end), len(clause.text))


def _sentence_start(clause: Clause, index: int) -> int:
    return next((span.start for span in clause.sentences if span.start <= index < span.end), clause.body)
