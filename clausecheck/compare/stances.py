"""Who may, must or must not, in both drafts → promises, duties, permissions that came, went or turned.

Every answer is given from the words alone, and seen from the other side: what binds them protects the
signer, what they may do is a right of theirs. Where the words do not settle it, that is what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from clausecheck.compare.positions import OTHER, Names, Position, Text, serves
from clausecheck.model import Effect, Gain, Severity, Stance
from clausecheck.words.edits import Edits
from clausecheck.words.tokens import Token, words

__all__ = ["Names", "Text", "came", "turned", "went"]

_TURNED: Final[Mapping[Gain, Gain]] = {
    "gained": "lost", "lost": "gained", "unclear": "unclear", "other": "other",
}  # fmt: skip
_LOW, _MEDIUM, _HIGH = Severity.LOW, Severity.MEDIUM, Severity.HIGH
_SHOWN: Final = 8  # words of what somebody must or may do


# ---------------------------------------------------------------- sentences that came or went


def came(text: Text) -> Iterator[Effect]:
    """What a sentence that stands alone does: in the new draft it is new."""
    seen = set[str]()
    for position in text.positions:
        if position.start < 0:
            continue
        effect = _alone(position)
        if effect is not None and effect.says not in seen:
            seen.add(effect.says)
            yield effect._replace(new=text.text[position.start : position.end])


def went(text: Text) -> Iterator[Effect]:
    """The same for one that stands in the old draft alone."""
    for effect in came(text):
        says = _GONE[effect.says]
        yield effect._replace(gain=_TURNED[effect.gain], says=says, old=effect.new, new="")


def _alone(position: Position) -> Effect | None:
    """By who is spoken of, and what is said of them: what a new sentence does."""
    who, what, side = position.who, position.what, serves(position)
    if who not in OTHER:
        return None
    gain: Gain = "gained" if side == "them" else "lost" if side == "us" else "unclear"
    theirs = who == "them"
    match what:
        case "may" if position.act != "burdens":
            says = "They may do something new" if theirs else "You may do something new"
            return Effect("permission", gain, _MEDIUM if theirs else _LOW, says)
        case "may" | "must" if position.act == "owns":
            says = "Something is theirs" if theirs else "Something is yours"
            return Effect("permission", gain, _MEDIUM, says)
        case "may" | "must":
            return Effect("duty", gain, _MEDIUM if theirs else _LOW, f"A new duty of {_whose(who)}")
        case "not" if position.act == "burdens":
            says = "They are freed of something" if theirs else "You are freed of something"
            return Effect("duty", gain, _MEDIUM, says)
        case "not":
            says = "A new promise of theirs" if theirs else "Something new that you may not do"
            return Effect("promise", gain, _MEDIUM, says)
        case "gives" if not theirs:
            return Effect("promise", gain, _HIGH, "You give something new")
        case _:
            return None


def _whose(who: str) -> str:
    return "theirs" if who == "them" else "yours"


_GONE: Final = {
    "They may do something new": "Something that they might do is gone",
    "You may do something new": "Something that you might do is gone",
    "A new duty of theirs": "A duty of theirs is gone",
    "A new duty of yours": "A duty of yours is gone",
    "A new promise of theirs": "A promise of theirs is gone",
    "Something new that you may not do": "Something that you might not do is gone",
    "Something is theirs": "What is theirs is no longer said",
    "Something is yours": "What is yours is no longer said",
    "They are freed of something": "They are no longer freed of something",
    "You are freed of something": "You are no longer freed of something",
    "You give something new": "Something that you gave is gone",
}


# ---------------------------------------------------------------- sentences that were edited


def turned(old: Text, new: Text, edits: Edits, *, named: bool = True) -> Iterator[Effect]:
    """What the words that were taken out of a sentence, or put into it, do to who may and who must.

    ``named``: a party's name is among these words.
    """
    pairs, gone, come = _pairs(old, new)
    if not named:  # who acts cannot have changed
        pairs = [
            (one, other._replace(who=one.who if one.who in OTHER else other.who)) for one, other in pairs
        ]
    yield from _consents(old, new, edits)
    for one, other in pairs:
        effect = _pair(one, other, new, edits)
        if effect is not None:
            yield effect._replace(old=_printed(old, one, other), new=_printed(new, other, one))
    for text, left, took in ((old, gone, True), (new, come, False)):
        known = {token.word for token in (edits.after if took else edits.before)}
        for position in left:
            alone = _alone(position) if position.start >= 0 else None
            if alone is None or (position.what != "not" and set(words(position.verb)) <= known):
                continue
            if position.what == "not" and not _touched(position, edits, old=took):
                continue
            printed = text.text[position.start : position.end]
            if took:
                alone = alone._replace(gain=_TURNED[alone.gain], says=_GONE[alone.says], old=printed)
            yield alone if took else alone._replace(new=printed)
    yield from _inner(old, new, edits)


def settled(old: Text, new: Text) -> frozenset[Position]:
    """Positions that turned into others: what narrows them now is told with that."""
    pairs, gone, come = _pairs(old, new)
    turned = [p for pair in pairs if (pair[0].what, pair[0].who) != (pair[1].what, pair[1].who) for p in pair]
    return frozenset((*turned, *gone, *come))


def _pairs(old: Text, new: Text) -> tuple[list[tuple[Position, Position]], list[Position], list[Position]]:
    """Positions of both drafts that are one, and the rest: by what is done, then in order."""
    left, right = list(old.positions), list(new.positions)
    pairs = []
    for same in (_alike, _acts_alike):
        for one in list(left):
            other = next((q for q in right if same(one, q)), None)
            if other is not None:
                pairs.append((one, other))
                left.remove(one)
                right.remove(other)
    if len(left) == len(right):
        pairs += list(zip(left, right, strict=True))
        left, right = [], []
    return pairs, left, right


def _alike(one: Position, other: Position) -> bool:
    return one.what == other.what and _acts_alike(one, other)


def _acts_alike(one: Position, other: Position) -> bool:
    return (one.act, one.verb) == (other.act, other.verb)


def _printed(text: Text, position: Position, other: Position) -> str:
    """The words that decide: what is bound, or the "not" that went."""
    if position.start < 0:
        return ""
    if position.what == other.what:
        return text.text[position.start : position.end]
    return text.text[position.start : position.end] if position.negation < 0 else "not"


def _pair(one: Position, other: Position, new: Text, edits: Edits) -> Effect | None:
    who = one.who if one.who in OTHER else other.who
    if one.who in OTHER and other.who in OTHER and one.who != other.who:
        return _exchanged(one, other)
    if {one.who, other.who} == {"both", who} and who in OTHER and one.what == other.what:
        return _shared(one, other, who)
    if one.what == other.what or who not in OTHER:
        if one.what != other.what and "not" in (one.what, other.what):
            return Effect("promise", "unclear", _HIGH, _not("this sentence", took=one.what == "not"))
        return None
    act = one.act if one.act != "other" else other.act
    one, other = one._replace(who=who, act=act), other._replace(who=who, act=act)
    if {one.what, other.what} == {"may", "must"}:
        return _choice(one, other, new)
    if {one.what, other.what} == {"gives", "keeps"}:
        gain: Gain = "gained" if (other.what == "gives") == (who == "us") else "lost"
        says = "You give up what you kept" if who == "us" else "They give up what they kept"
        if other.what == "keeps":
            says = "You keep what you gave up" if who == "us" else "They keep what they gave up"
        return Effect("promise", gain, _HIGH, says)
    return _negated(one, other, new, edits)


def _exchanged(one: Position, other: Position) -> Effect:
    """Another acts: "Company shall" became "Performer shall"."""
    was, now = serves(one), serves(other)
    gain: Gain = "unclear"
    if was in OTHER and now in OTHER and was != now:
        gain = "gained" if now == "them" else "lost"
    things = {"must": "duty", "may": "right", "not": "promise", "gives": "gift", "keeps": "gift"}
    thing = things[one.what] if one.what == other.what else "part"
    if thing in ("gift", "part"):
        return Effect("promise", gain, _HIGH, "Who does it has changed")
    says = f"A {thing} of {_whose(one.who)} became {_whose(other.who)}"
    if one.act == "owns" or other.act == "owns":
        says = f"What was {_whose(one.who)} is now {_whose(other.who)}"
    if one.what == "not":
        says = (
            "What they must not do is now what you must not do"
            if other.who == "us"
            else "What you must not do is now what they must not do"
        )
    return Effect("duty" if thing == "duty" else "permission", gain, _HIGH, says)


def _shared(one: Position, other: Position, who: str) -> Effect:
    """One of the two is let out: "Neither party may" became "Performer may not"."""
    out = OTHER[who]
    took = one.who == "both"
    side = serves(one._replace(who=out))
    gain: Gain = "unclear"
    if side in OTHER:
        gain = "gained" if (side == "us") == took else "lost"
    name = "them" if out == "them" else "you"
    says = f"It no longer speaks of {name}" if took else f"It now speaks of {name}, too"
    return Effect("duty", gain, _HIGH if gain != "unclear" else _MEDIUM, says)


def _choice(one: Position, other: Position, new: Text) -> Effect | None:
    """A "shall" became "may", or the other way."""
    softer = other.what == "may"
    theirs = one.who == "them"
    done = _doing(other)
    if one.act in ("burdens", "denies"):
        return Effect("duty", "unclear", _MEDIUM, "“Must” and “may” were exchanged")
    if softer:
        says = "They must no longer" if theirs else "You must no longer"
        severity = _HIGH if theirs and one.act == "serves" else _MEDIUM
    else:
        says = "They must, not may" if theirs else "You must, not may"
        severity = _MEDIUM
        if theirs and one.act == "serves":
            severity = _HIGH
    gain: Gain = "gained" if softer == theirs else "lost"
    return Effect("duty", gain, severity, f"{says}: {done}" if done else says)


def _doing(position: Position) -> str:
    rest = position.rest.strip(" ,;:")
    shown = re.split(r"[,;.:] ", rest)[0].rstrip(".;,").split()
    return " ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")


def _negated(one: Position, other: Position, new: Text, edits: Edits) -> Effect:
    """A "not" came or went."""
    took = one.what == "not"
    bare, theirs = (other if took else one), one.who == "them"
    was, now = serves(one), serves(other)
    items = bare.rest.strip() == ":"  # "The Company shall not:"
    if bare.what == "must" and items and theirs:
        return Effect("promise", "gained" if took else "lost", _HIGH, _not("what they promise", took=took))
    if bare.what == "must" and bare.act not in ("burdens", "serves", "takes"):
        now = "unknown"  # of an act in no list the words do not say whom it serves
    if bare.what == "must" and bare.act == "takes" and not theirs:
        now = "unknown"  # "Performer shall disclose": a duty took the place of a ban
    if bare.what == "may" and bare.act in ("serves", "denies"):
        now = "unknown"
    if took and bare.what == "must" and bare.verb.startswith(_BOTH_WAYS):
        now = "unknown"
    gain: Gain = "unclear"
    if bare.what == "must" and bare.act == "takes" and theirs:
        gain = "gained" if took else "lost"
    elif "unknown" not in (was, now) and was != now:
        gain = "gained" if now == "them" else "lost"
    asked = "consent" in {s.kind for s in new.stances if _new(s, edits, new)}
    if took and bare.what == "may" and asked:
        says = "A ban became: only with your yes" if theirs else "A ban became: only with their yes"
        return Effect("promise", gain, _HIGH, says)
    burden = bare.act in ("burdens", "serves")
    whose = "what they promise" if theirs else "what you may not do"
    if burden:
        whose = "what they must do" if theirs else "what you must do"
    elif not took and bare.what == "may":
        whose = "what they may do" if theirs else "what you may do"
    return Effect("promise", gain, _HIGH, _not(whose, took=took))


# What serves the signer as a duty, and may serve her as a ban, too.
_BOTH_WAYS: Final = ("delet", "destroy", "eras", "return", "keep", "respect", "protect")


def _not(whom: str, *, took: bool) -> str:
    return f"A “not” {'is gone from' if took else 'was put into'} {whom}"


def _touched(position: Position, edits: Edits, *, old: bool) -> bool:
    tokens = edits.gone() if old else edits.come()
    return any(token.start == position.negation for token in tokens)


def _new(stance: Stance, edits: Edits, text: Text) -> bool:
    return any(token.start == stance.start for token in edits.come())


# ---------------------------------------------------------------- a "not" that turns no "shall"


def _inner(old: Text, new: Text, edits: Edits) -> Iterator[Effect]:
    """A "not" within a sentence: of "a person who is not an Affiliate" the words do not say who gains."""
    was = _free_negations(old, edits.gone())
    now = _free_negations(new, edits.come())
    if len(was) != len(now):
        took = len(was) > len(now)
        yield Effect("promise", "unclear", _HIGH, _not("the middle of a sentence", took=took))


def _free_negations(text: Text, tokens: Sequence[Token]) -> list[Stance]:
    starts = {token.start for token in tokens} - text.negated()
    return [s for s in text.stances if s.kind == "not" and s.start in starts]


# ---------------------------------------------------------------- a yes that is asked for

_NOTICE: Final = re.compile(r"\b(?:notic|notif|inform|consult|tell|told|discuss|advis)\w*")
_ASKS: Final = re.compile(r"consent|approv|permission")


def _consents(old: Text, new: Text, edits: Edits) -> Iterator[Effect]:
    """A yes that is asked for, or no longer; that became a notice; and the freedom not to ask."""
    was, now = _asking(old, edits.gone()), _asking(new, edits.come())
    for kind in ("free", "consent"):
        gone, come = ([s for s in side if s.kind == kind] for side in (was, now))
        if len(gone) == len(come) or (kind == "consent" and "free" in {s.kind for s in (*was, *now)}):
            continue
        took = len(gone) > len(come)
        stance, text, other = (gone[0], old, new) if took else (come[0], new, old)
        edit = edits.come() if took else edits.gone()
        told = any(_NOTICE.match(token.word) for token in edit)
        yield from _consent(stance, text, other, told=told, took=took)


def _asking(text: Text, tokens: Sequence[Token]) -> list[Stance]:
    starts = {t.start for t in tokens if t.word == "without" or _ASKS.search(t.word)}
    return [
        s
        for s in text.stances
        if s.kind in ("consent", "free")
        and _ASKS.search(text.text[s.start : s.end].lower())
        and any(s.start <= at < s.end for at in starts)
    ]


def _bans(text: Text) -> int:
    return sum(position.what == "not" for position in text.positions)


def _consent(stance: Stance, text: Text, other: Text, *, told: bool, took: bool) -> Iterator[Effect]:
    who = stance.actor
    position = text.at(stance.start)
    printed = text.text[stance.start : stance.end]
    old, new = (printed, "") if took else ("", printed)
    if position is not None and position.negation == stance.start:
        return
    if who == "unknown" and position is not None and position.what in ("not", "may"):
        who = position.who
    banned = position is not None and position.what == "not"
    asks = stance.kind == "consent" or banned  # "shall not … without consent": they have to ask
    if told and asks and who in OTHER:
        gain: Gain = "gained" if (who == "them") == took else "lost"
        says = f"{'Your' if who == 'them' else 'Their'} yes became a notice"
        if not took:
            says = f"A notice became {'your' if who == 'them' else 'their'} yes"
        yield Effect("promise", gain, _HIGH, says, old, new)
        return
    if stance.kind == "free":
        freed = not took
        gain = "unclear" if who not in OTHER else "gained" if (who == "them") == freed else "lost"
        says = "A freedom “without …” is gone" if took else "They need not ask for it"
        if banned:
            says = "A ban has no exception for a yes any more" if took else "A ban became: only with a yes"
        yield Effect("promise", gain, _HIGH, says, old, new)
        return
    if _bans(other) > _bans(text) and not banned:
        return  # a ban that became "only with your yes" is told as that
    gain = "unclear" if who not in OTHER else "gained" if (who == "them") == took else "lost"
    says = "A yes is no longer needed" if took else "A yes is now needed"
    if banned and who in OTHER:  # "shall not …, unless Performer consents"
        gain = _TURNED[gain]
        says = "A ban has no exception for a yes any more" if took else "A ban became: only with a yes"
    yield Effect("promise", gain, _HIGH if who == "them" else _MEDIUM, says, old, new)
