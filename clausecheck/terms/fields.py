"""The words of a grant → its fields: what is given, what may be done with it, where, how long.

A grant reads "… the right to ACT and ACT the THING and THING for an END …": things are looked for among the
objects, acts among the verbs, so that "to promote the film" makes no film of the signer's a gift.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import Span
from clausecheck.model.noun import NamedTuple
from clausecheck.terms import lexicon, wording
from clausecheck.terms.gated import Words

_BEFORE = 40  # characters in which a word is denied
_DENIED = re.compile(
    r"\b(?:not|never|neither|nor)(?! only\b)"
    r"(?: (?:be|an?|as|in|granted|given|intended|to|deemed|considered|of|any|exclusive|\w+ly),?| or)*\s*\Z"
)


class Read(NamedTuple):
    """The value of one field, and the place of its words."""

    field: str
    value: str
    span: Span


def read(lower: str, first: int, verb: Span, own: int, tail: int) -> Iterator[Read]:
    """Every field of the grant of that verb; its words stand from ``first`` to ``own``.

    From ``tail`` on stand the definitions of the terms that it uses.
    """
    zones = _zones(lower, _objects_start(lower, verb, own), own)
    acts = tuple(_acts(lower, verb, zones, own))
    if not acts:  # "a licence to use the clips is granted"
        zones = [Span(first, verb.start)]
        acts = tuple(_acts(lower, Span(first, verb.start), zones, verb.start))
    yield from acts
    before = (wording.DONE_TO.match, wording.BELONGS.search)
    if any(stands(lower, verb.start, verb.end) for stands in before):  # "your name may be used"
        zones = [Span(first, verb.start)]
    yield from _subjects(lower, zones, own, tail)
    first_act = min((act.span.end for act in acts), default=verb.end)
    for field, values in wording.VALUES.items():
        at = verb.start if field == "media" else first
        for value, words in values:
            begin = first_act if words is wording.TO_VERB else at
            if match := _said(lower, words, begin, own):
                yield Read(field, value, _defined(lower, field, Span(*match.span()), tail))
                break
    yield from _territory(lower, first, own, tail)


def _said(lower: str, words: Words, begin: int, own: int) -> re.Match[str] | None:
    """The first of the words that is not denied: "this licence is not perpetual"."""
    for match in words.finditer(lower, begin, own):
        if not _DENIED.search(lower, max(0, match.start() - _BEFORE), match.start()):
            return match
    return None


def _defined(lower: str, field: str, span: Span, tail: int) -> Span:
    """What "during the Term", "in the Territory" stand for, where a definition says the years, the place."""
    own = lower[span.start : span.end]
    if field == "term" and own.endswith("term") and (words := wording.YEARS.search(lower, tail)):
        return Span(*words.span())
    if field == "territory" and own.endswith("territory") and (words := wording.PLACE.search(lower, tail)):
        return Span(*words.span("place"))
    return span


def _territory(lower: str, first: int, own: int, tail: int) -> Iterator[Read]:
    """Definitions are asked, too: "the Territory" may be the world."""
    defined = tail if "territory" in lower[first:own] else len(lower)
    for value, words, begin, stop in (
        ("worldwide", lexicon.WORLDWIDE, first, own),
        ("worldwide", lexicon.WORLDWIDE, defined, len(lower)),
        ("named", lexicon.TERRITORY, first, own),
    ):
        if match := _said(lower, words, begin, stop):
            yield Read("territory", value, _defined(lower, "territory", Span(*match.span()), tail))
            return


def _objects_start(lower: str, verb: Span, own: int) -> int:
    """After "a worldwide, perpetual right and licence"; after the verb where no right is named."""
    if begins(lower, verb.end):
        return verb.end
    right = wording.RIGHT.search(lower, verb.start, min(own, verb.start + wording.ADJECTIVES))
    return right.end() if right else verb.start


def _zones(lower: str, begin: int, own: int) -> list[Span]:
    """Where acts and things are listed: up to a purpose, and again where "and the right to" goes on."""
    zones = [Span(begin, _objects_end(lower, begin, own))]
    while len(zones) < wording.PARTS and (again := wording.AGAIN.search(lower, zones[-1].end, own)):
        start = next(again.start(name) for name in ("item", "to", "act", "and") if again[name])
        zones.append(Span(start, _objects_end(lower, again.end(), own)))
    return zones


def _objects_end(lower: str, start: int, own: int) -> int:
    """Where the list of acts and things ends, and a purpose or another limit begins."""
    at = start
    while stop := wording.TO_END.search(lower, at, own):
        zone = lower[start : stop.start()]
        if any(words.search(zone) for words in wording.SUBJECTS.values()):
            return stop.start()
        at = stop.end()
    return own


def _is_verb(lower: str, match: re.Match[str]) -> bool:
    before = lower[max(0, match.start() - 30) : match.start()]
    gerund = match[0].endswith("ing") and wording.PREPOSITION.search(before) is not None
    if match[0].startswith(("photograph", "film", "record", "videotap")) and not (
        wording.RECORDS.search(before) or wording.OBJECT.match(lower, match.end())
    ):
        return False  # "my name, photograph and likeness"
    if wording.NOUN.match(lower, match.start()) and wording.USE_OF.search(before):
        return True
    return (gerund or wording.VERB_AT.search(before) is not None) and not wording.WITHOUT.search(before)


def begins(lower: str, index: int) -> bool:
    """Whether the words at ``index`` are something that may be done with a thing: "use", "freely edit"."""
    adverb = wording.ADVERB.match(lower, index)
    at = adverb.end() if adverb else index
    return any(words.match(lower, at) for words in wording.ACTS.values())


def _acts(lower: str, verb: Span, zones: Sequence[Span], own: int) -> Iterator[Read]:
    """The verbs of the list; a bare licence lets use, and all rights in a thing are the thing."""
    licence = wording.LICENCE.search(lower, verb.start, zones[0].end)
    found = {} if licence else dict(_owned(lower, verb, zones))
    for name, words in wording.ACTS.items():
        ends = [Span(zones[0].end, own)] if name in wording.ENDS else []
        for zone in (*zones, *ends):
            hits = words.finditer(lower, zone.start, zone.end)
            hit = next((hit for hit in hits if _is_verb(lower, hit)), None)
            if hit:
                found[name] = Span(*hit.span())
                break
    named = wording.ADVERTISING.search(lower, zones[0].end, own)
    if named and not wording.EXCEPT.search(lower, zones[0].end, named.start()):
        found.setdefault("advertise", Span(*named.span()))
    if licence and found.keys() <= {"sublicense", "share"}:
        found["use"] = Span(*licence.span())
    if not found and wording.GRANTED.match(lower, verb.start):
        found["own"] = verb  # "grants to Client all software"
    yield from (Read("acts", name, span) for name, span in found.items())


def _owned(lower: str, verb: Span, zones: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    owns = wording.OWN_VERB.search(lower, verb.start, verb.end) or wording.OWNS.search(
        lower, verb.end, zones[0].end
    )
    if owns:
        yield "own", Span(*owns.span())


def _subjects(lower: str, zones: Sequence[Span], own: int, tail: int) -> Iterator[Read]:
    """What is given: among the objects; else anywhere in the sentence; in the definitions of terms."""
    found: dict[str, re.Match[str]] = {}
    for zone in zones:
        found = _things(lower, zone.start, zone.end) | found
    found = found or _things(lower, 0, own)
    if len(found) > 1 and "technology" in found and wording.ASIDE.fullmatch(found["technology"][0]):
        del found["technology"]  # "information about your use of the services"
    for name, match in found.items():
        yield Read("subject", name, Span(*match.span()))
    for name, words in wording.SUBJECTS.items():
        if name not in found and name in lexicon.PERSONAL and (defined := words.search(lower, tail)):
            yield Read("subject", name, Span(*defined.span()))


def _things(lower: str, start: int, end: int) -> dict[str, re.Match[str]]:
    """The first word of each family that is no act ("consent to the recording, storage and …")."""
    found: dict[str, re.Match[str]] = {}
    for name, words in wording.SUBJECTS.items():
        for match in words.finditer(lower, start, end):
            if not _is_act(lower, match):
                found[name] = match
                break
    return found


def _is_act(lower: str, match: re.Match[str]) -> bool:
    named = any(
        (act := words.match(lower, match.start())) and _is_verb(lower, act) for words in wording.ACTS.values()
    )
    return named and wording.LISTED.match(lower, match.end()) is not None
