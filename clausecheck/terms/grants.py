"""Sentences → Grants: who gives what to whom, for what and how long: as much as rules need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from clausecheck.model import Expansion, Grant, Promise, Sentence, Side, Span
from clausecheck.model.contract import Answer, Limit, Media, Pay, Reach, Term, Territory
from clausecheck.model.noun import NamedTuple
from clausecheck.terms import lexicon
from clausecheck.terms.gated import Words
from clausecheck.terms.judge import Judge

# A sentence that moves rights or data, not any duty: verbs of grants and of uses.
_RIGHTS = re.compile(
    r"\b(?:grants?|licen[cs](?:e|es|ed)|assigns?|transfers?|conveys?|use|using|reproduc\w+"
    r"|distribut\w+|sell|disclos\w+"
    r"|publish|exploit|modif\w+|creat\w+|display|perform|record\w*|own(?:s|er|ership)?|photograph"
    r"|train|process"
    r"|collect|share|identify\w*|consents?|releases?|waives?)\b"
)
_DUTY = re.compile(
    r"\b(?:shall|will|must|does|do|is|are|am|may not|can ?not|undertakes? to|covenants? to|commits? to"
    r"|intends?)\Z"
)
_REFUSED = re.compile(r"\b(?:not|no|never|nothing)\b", re.IGNORECASE)
_GIVES = re.compile(
    r" (?:hereby |also |further |irrevocably |deemed to |be deemed to )*(?:grant|licen[cs]e|assign|allow"
    r"|permit|give|let"
    r"|authori[sz]e|release|transfer|convey|waive|consent|sell|share)"
)
_TRIED = 8  # verbs of one sentence that are asked who acts
_NAMED = 8  # recipients of one grant


class Act(NamedTuple):
    """A sentence that gives rights, before its fields are read."""

    sentence: int  # index
    giver: Side | str
    verb: Span  # index into the sentence's text


def acts(sentences: Sequence[Sentence], judge: Judge) -> tuple[Act, ...]:
    """The sentences that give rights: one act each, the signer's or nobody's before the other side's."""
    found: list[Act] = []
    for i, sentence in enumerate(sentences):
        theirs = None
        for verb in islice(_RIGHTS.finditer(sentence.lower, sentence.lead), _TRIED):
            at = Span(verb.start(), verb.end())
            actor, cue = judge.actor(sentence, at)
            duty = cue and (_duty(sentence.lower, cue.span) or _REFUSED.search(cue.text))
            if (actor in ("us", "them") and duty) or judge.negation(sentence, at):
                continue
            if actor != "them":
                found.append(Act(i, actor if actor in ("us", "other") else "unknown", at))
                theirs = None
                break
            theirs = theirs or Act(i, "them", at)
        found += [theirs] if theirs else []
    return tuple(found)


def _duty(lower: str, said: Span) -> bool:
    """Whether the signer only has to do something there: "you are responsible for", "you shall deliver"."""
    return bool(_DUTY.search(lower, said.start, said.end)) and not _GIVES.match(lower, said.end)


def read(
    given: Sequence[Act],
    sentences: Sequence[Sentence],
    expansions: Mapping[int, Expansion],
    promises: Sequence[Promise],
    sides: Mapping[str, Side],
) -> tuple[Grant, ...]:
    """The grants with their fields; ``expansions`` by index of the sentence."""
    ours = any(act.giver == "us" for act in given)
    closed = ours and any(lexicon.CLOSED.search(sentence.lower) for sentence in sentences)
    names = _names(sides)
    grants = []
    for act in given:
        expansion = expansions.get(act.sentence)
        grants.append(_grant(act, sentences[act.sentence], expansion, names, closed))
    allowed = frozenset(name.lower() for name in _parties(grants))
    alike = {
        (promise.by, promise.subject, promise.acts, bool(promise.loophole)): promise for promise in promises
    }
    limits: dict[tuple[tuple[str, ...], tuple[str, ...]], Limit] = {}
    for grant in grants:
        if grant.giver == "us" and (grant.subject, grant.acts) not in limits:
            limits[grant.subject, grant.acts] = _limit(grant, allowed, tuple(alike.values()))
    return tuple(
        grant._replace(limit=limits[grant.subject, grant.acts]) if grant.giver == "us" else grant
        for grant in grants
    )


def _grant(
    act: Act, sentence: Sentence, expansion: Expansion | None, names: re.Pattern[str] | None, closed: bool
) -> Grant:
    """The grant of a sentence; where it is not the signer who gives, only how far it reaches."""
    lower = sentence.lower
    clause, span = sentence.ranges(sentence.lead, len(sentence.text))[0]
    purpose = _purpose(lower)
    bare = Grant(
        clause=clause,
        sentence=act.sentence,
        giver=act.giver,  # type: ignore[arg-type]
        span=span,
        purpose="named" if purpose == "unclear" and closed else purpose,
        recipients=_reach(lower),
        places=(("from", act.verb),),
    )
    if act.giver not in ("us", "them"):
        return bare
    whole = expansion.sentence.lower if expansion else lower
    places: list[tuple[str, Span]] = [("from", act.verb)]
    read = bare._replace(
        to=_recipients(sentence, names, places),
        subject=_families("subject", lexicon.SUBJECTS, whole, len(lower), places),
        acts=_families("acts", lexicon.ACTS, lower, len(lower), places),
        term=_term(lower, places),
        revocable=_revocable(lower, places),
        sublicensable=_sublicensable(lower, places),
        pay=_pay(lower, places),
        territory=_territory(whole, len(lower), places),
        media=_media(lower, places),
        exclusive=_exclusive(lower, places),
    )
    return read._replace(places=tuple(places))


def _families(
    field: str, families: Mapping[str, Words], text: str, own: int, places: list[tuple[str, Span]]
) -> tuple[str, ...]:
    """The families that the text holds; the first word of each is a place, where it is the sentence's own."""
    found = []
    for name, words in families.items():
        match = words.search(text)
        if match:
            found.append(name)
            if match.end() <= own:
                places.append((f"{field}:{name}", Span(match.start(), match.end())))
    return tuple(found)


def _purpose(lower: str) -> Reach:
    if lexicon.OPEN_PURPOSE.search(lower):
        return "open"
    return "named" if lexicon.NAMED_PURPOSE.search(lower) else "unclear"


def _reach(lower: str) -> Reach:
    if lexicon.OPEN_RECIPIENT.search(lower):
        return "open"
    return "named" if re.search(r"\b(?:to|the) (?:the )?\w+", lower) else "unclear"


def _term(lower: str, places: list[tuple[str, Span]]) -> Term:
    if _place("term", lexicon.PERPETUAL, lower, places):
        return "perpetual"
    return "fixed" if _place("term", lexicon.FIXED, lower, places) else "unclear"


def _revocable(lower: str, places: list[tuple[str, Span]]) -> Answer:
    if _place("revocable", lexicon.IRREVOCABLE, lower, places):
        return "no"
    return "yes" if _place("revocable", lexicon.REVOCABLE, lower, places) else "unclear"


def _place(field: str, words: Words, lower: str, places: list[tuple[str, Span]]) -> bool:
    """Whether the words stand in the sentence; if so, their place is noted."""
    match = words.search(lower)
    if match:
        places.append((field, Span(match.start(), match.end())))
    return match is not None


def _sublicensable(lower: str, places: list[tuple[str, Span]]) -> Answer:
    if lexicon.NOT_SUBLICENSABLE.search(lower):
        return "no"
    return "yes" if _place("sublicensable", lexicon.SUBLICENSABLE, lower, places) else "unclear"


def _pay(lower: str, places: list[tuple[str, Span]]) -> Pay:
    if _place("pay", lexicon.REUSE_PAID, lower, places):
        return "reuse"
    if _place("pay", lexicon.FLAT, lower, places):
        return "flat"
    return "none" if _place("pay", lexicon.UNPAID, lower, places) else "unclear"


def _territory(text: str, own: int, places: list[tuple[str, Span]]) -> Territory:
    """Definitions are asked, too, for "the Territory" may be the world."""
    for value, words, stop in (
        ("worldwide", lexicon.WORLDWIDE, own),
        ("named", lexicon.TERRITORY, own),
        ("worldwide", lexicon.WORLDWIDE, len(text)),
    ):
        if match := words.search(text, 0, stop):
            places.append(("territory", Span(match.start(), match.end())))
            return value  # type: ignore[return-value]
    return "unclear"


def _media(lower: str, places: list[tuple[str, Span]]) -> Media:
    if _place("media", lexicon.MEDIA, lower, places):
        return "any"
    return "named" if _place("media", lexicon.NAMED_MEDIA, lower, places) else "unclear"


def _exclusive(lower: str, places: list[tuple[str, Span]]) -> Answer:
    if _place("exclusive", lexicon.NON_EXCLUSIVE, lower, places):
        return "no"
    return "yes" if _place("exclusive", lexicon.EXCLUSIVE, lower, places) else "unclear"


def _names(sides: Mapping[str, Side]) -> re.Pattern[str] | None:
    """Every name of the other side, longest first; words like "we" are told by direction alone."""
    names = sorted(
        (n for n, side in sides.items() if side == "them" and len(n) > 2), key=lambda n: (-len(n), n)
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])") if names else None


def _recipients(
    sentence: Sentence, names: re.Pattern[str] | None, places: list[tuple[str, Span]]
) -> tuple[str, ...]:
    """Who receives, as printed: parties of the other side by name, and open groups by their words."""
    found: dict[str, str] = {}
    for words in (names, lexicon.GROUP):
        for match in words.finditer(sentence.lower) if words else ():
            printed = sentence.text[match.start() : match.end()]
            if match[0] not in found and len(found) < _NAMED:
                found[match[0]] = printed
                places.append(("to", Span(match.start(), match.end())))
    return tuple(found.values())


_SPECIFIC = frozenset(("train", "replicate", "identify", "sell", "share", "sublicense", "advertise"))


def _limit(grant: Grant, allowed: frozenset[str], promises: Sequence[Promise]) -> Limit:
    """Whether a promise limits the grant, and whether it binds all who are ``allowed`` to use grants.

    A promise that binds one party by name leaves free the others by name; so does one with a loophole.
    """
    state: Limit = "none"
    for promise in promises:
        if not set(promise.acts) & _SPECIFIC or not _touches(grant, promise):
            continue
        free = {name for name in allowed if not any(name in by or by in name for by in promise.by)}
        if promise.loophole or (promise.by and free):
            return "narrower"
        state = "equal"
    return state


def _touches(grant: Grant, promise: Promise) -> bool:
    """Whether the promise is about what the grant gives: the same thing, or an act that its uses take in."""
    same = set(grant.subject) & set(promise.subject) or not promise.subject
    return bool(same) and bool(
        {"use", "modify", "train", "sell", "sublicense", *promise.acts} & set(grant.acts)
    )


def _parties(grants: Sequence[Grant]) -> Iterator[str]:
    """The proper names that receive something: capitalised, and not a word for an open group."""
    for grant in grants:
        for name in grant.to if grant.giver == "us" else ():
            if name[:1].isupper() and not lexicon.GROUP.fullmatch(name.lower()):
                yield name
