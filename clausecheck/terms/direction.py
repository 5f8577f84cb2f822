"""Sentence → acts: who gives rights there, who gets them, who is bound.

An act is a name and the verb that it is the subject of ("Participant hereby grants", "Company may"), or a
name to or by whom something is given ("granted to Company"). An act is told by who *gives*: where Company
may do something, it is the signer who gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from clausecheck.model import Side, Span

Actor: TypeAlias = Literal["us", "them", "other", "both", "unknown"]

_GIVE = (
    r"grants?|granting|licen[cs]es?|assigns?|transfers?|conveys?|gives?|authori[sz]es?|permits?|allows?"
    r"|consents?|agrees?|acknowledges?|waives?|releases?|relinquish(?:es)?|discharges?|appoints?"
    r"|surrenders?"
    r"|undertakes?|covenants?|warrants?|represents?|promises?|indemnif(?:y|ies)|confirms?|accepts?"
    r"|understands?|sells?|lets?|donates?|irrevocably|hereby|submits?"
)
_GET = (
    r"may|can|(?:shall|will) (?:solely |exclusively |forever )?"
    r"(?:own|have|exploit|use(?! (?:[\w,]+ ){0,4}(?:efforts|endeavou?rs|care|means))|be (?:entitled"
    r"|free|permitted|the)|retain|acquire|receive|become)"
    r"|ha(?:s|ve) (?:the|a|an|full|sole|exclusive|all)"
    r"|(?:is|are) (?:hereby |herein )?(?:entitled|free|permitted|allowed|authori[sz]ed|granted"
    r"|licensed|the)"
    r"|reserves?|retains?|owns?"
)
_DUTY = (
    r"may not|can ?not|shall|will|must|does|do|is|are|agrees to|undertakes to|covenants to|commits? to"
    r"|intends?|plans?"
)
# What may stand between a subject and its verb: ", and its affiliates," or "(as agent)" or adverbs.
_ACTION = (
    rf"(?:(?P<get>{_GET})(?! not)(?P<none> (?:to )?no(?:thing)?\b)?|(?P<duty>{_DUTY})|(?P<give>{_GIVE}))\b"
)
_ADVERB = r"hereby|also|further|then|expressly|irrevocably|unconditionally|freely|each|fully"
_ADVERBS = rf"(?:(?:{_ADVERB})(?:,| and)? ){{0,4}}"
_VERB = re.compile(
    r"(?:,? (?:and|or) (?!" + rf"(?:also |hereby )?(?:{_GET}|{_DUTY}|{_GIVE})\b)" + r"[^,.;:]{0,60}?"
    r"|,? on behalf\b[^,.;:]{0,60}?|,[^,.;:]{0,40},|\s?\([^)]{0,40}\))? " + _ADVERBS + _ACTION
)
# The same subject goes on: "shall pay the fee and may use it", "…, but its affiliates may sell it".
_GOES_ON = re.compile(r"\b(?:and|but|or),? (?:(?:it|they|(?:its|their) \w+) )?" + _ADVERBS + _ACTION)
_TO = re.compile(
    r"\b(?:grant(?:s|ed|ing|\(s\))?|licen[cs](?:e|es|ed)|assign(?:s|ed)?|transfer(?:s|red)?|gives?|given"
    r"|convey(?:s|ed)?|provid(?:e|es|ed)|permits?|allows?|authori[sz]es?|lets?)"
    r"(?: (?:hereby|herein|hereunder|back|over))? (?:to |upon )?(?:the )?\Z"
)
_BY = re.compile(r"\b(?:granted|given|licensed|assigned|waived|released|made|provided) by (?:the )?\Z")
_BEFORE = 40  # characters before a name in which its verb can stand

# After these a name is no subject: "granted to Company is …", "as you may specify".
_NO_SUBJECT = frozenset("to by of from for with upon against as which if when than".split())
# These own, they do not act: "Producer and his assigns", "licence to your performance".
_POSSESSIVE = frozenset("your my our his her their its".split())
_BOTH = (
    "each party", "either party", "both parties", "neither party", "no party", "the parties",
    "each of the parties", "either of the parties", "neither of the parties", "parties hereto",
)  # fmt: skip
_WORD = re.compile(r"[a-z0-9][\w&'-]*")


class Directions:
    """Finds acts for one contract; ``sides`` says on whose side each name stands (lower case)."""

    def __init__(self, sides: Mapping[str, Side]) -> None:
        named: dict[str, Actor] = {n: side for n, side in sides.items() if n not in _POSSESSIVE and n}
        named.update(dict.fromkeys(_BOTH, "both"))
        self._names: dict[str, list[tuple[str, Actor]]] = {}
        for name in sorted(named, key=lambda n: (-len(n), n)):  # "orbita parties" before "orbita"
            first = _WORD.match(name)
            if first:
                self._names.setdefault(first[0], []).append((name, named[name]))

    def acts(self, text: str, lower: str) -> tuple[tuple[Actor, Span, bool], ...]:
        """(who gives, the words, whether the name is the subject), in order of position."""
        found: list[tuple[Actor, Span, bool]] = []
        reached = 0
        for start, end, side, before in self._mentions(text, lower):
            if side not in ("other", "both"):
                found += self._received(lower, start, end, side)
            verb = _VERB.match(lower, end)
            if lower.startswith("'ll ", end):  # "we'll use it": will
                found.append((side, Span(start, end + 3), True))
                continue
            if verb is None or start < reached or before in _NO_SUBJECT:
                continue
            if verb["give"] and _ends_in_possessive(lower, verb.start("give")):
                continue
            reached = verb.end()
            found.append((_giver(side, verb), Span(start, verb.end()), True))
        found += self._going_on(lower, [act for act in found if act[2]])
        return tuple(sorted(found, key=lambda act: (act[1].start, act[1].end)))

    def starts_with_name(self, text: str, lower: str, index: int) -> bool:
        """Whether a name stands at ``index``, "the" aside."""
        index += 4 if lower.startswith("the ", index) else 0
        word = _WORD.match(lower, index)
        return word is not None and self._name_at(text, lower, word) is not None

    def _mentions(self, text: str, lower: str) -> Iterator[tuple[int, int, Actor, str]]:
        """(start, end, side, the word before) of every name."""
        names, reached, last, one_before = self._names, 0, "", ""
        for word in _WORD.finditer(lower):
            if (word[0] in names or word[0].partition("'")[0] in names) and word.start() >= reached:
                found = self._name_at(text, lower, word)
                if found:
                    reached = word.start() + len(found[0])
                    yield word.start(), reached, found[1], one_before if last == "the" else last
            last, one_before = word[0], last

    def _name_at(self, text: str, lower: str, word: re.Match[str]) -> tuple[str, Actor] | None:
        start = word.start()
        known = self._names.get(word[0]) or self._names.get(word[0].partition("'")[0]) or []
        for name, side in known:
            end = start + len(name)
            if lower.startswith(name, start) and not (
                end < len(lower) and (lower[end].isalnum() or lower[end] == "-")
            ):
                if name == "i" and (text[start] != "I" or text[:start].endswith("(")):
                    return None  # a list number is nobody
                return name, side
        return None

    def _going_on(
        self, lower: str, acts: list[tuple[Actor, Span, bool]]
    ) -> Iterator[tuple[Actor, Span, bool]]:
        """The further verbs of a subject, up to the next one; told by the subject's own side."""
        for i, (_, span, _) in enumerate(acts):
            word = _WORD.match(lower, span.start)
            named = self._name_at(lower, lower, word) if word else None
            stop = acts[i + 1][1].start if i + 1 < len(acts) else len(lower)
            for verb in _GOES_ON.finditer(lower, span.end, stop) if named else ():
                if not (verb["give"] and _ends_in_possessive(lower, verb.start("give"))):
                    assert named
                    yield _giver(named[1], verb), Span(verb.start(), verb.end()), False

    @staticmethod
    def _received(lower: str, start: int, end: int, side: Actor) -> Iterator[tuple[Actor, Span, bool]]:
        if lower.startswith("'s", end):  # "license Talent's voice": a possessive receives nothing
            return
        to = _TO.search(lower, max(0, start - _BEFORE), start)
        if to:
            yield _opposite(side), Span(to.start(), end), False
        by = _BY.search(lower, max(0, start - _BEFORE), start)
        if by:
            yield side, Span(by.start(), end), False


def _giver(side: Actor, verb: re.Match[str]) -> Actor:
    """Who gives where ``side`` is the subject: the other one where it gets something, itself else."""
    return _opposite(side) if verb["get"] and not verb["none"] else side


def _ends_in_possessive(lower: str, index: int) -> bool:
    return lower[:index].rstrip().rpartition(" ")[2] in _POSSESSIVE if index else False


def _opposite(side: Actor) -> Actor:
    return {"us": "them", "them": "us"}.get(side, side)  # type: ignore[return-value]
