"""Sentence → acts: who gives rights there, who gets them, who is bound.

An act is a name and the verb that it is the subject of ("Participant hereby grants", "Company may"), or a
name to or by whom something is given ("granted to Company", "owned by Company", "Company's right to"). An
act is told by who *gives*: where Company may do something, it is the signer who gives.

The lists were written from the context rules in the project's domain reference and read against real
releases, terms of service, endorsement deals and licences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from clausecheck.model import Side, Span
from clausecheck.model.noun import NamedTuple
from clausecheck.terms import verbs

Actor: TypeAlias = Literal["us", "them", "other", "both", "unknown"]


class Named(NamedTuple):
    """A name in a sentence: where, whose, the word before it."""

    start: int
    end: int
    side: Actor
    before: str


class Directions:
    """Finds acts for one contract; ``sides`` says on whose side each name stands (lower case)."""

    def __init__(self, sides: Mapping[str, Side]) -> None:
        named: dict[str, Actor] = {n: side for n, side in sides.items() if n not in verbs.POSSESSIVE and n}
        for name in [n for n in named if len(n) >= verbs.SHORT and n[-1].isalpha() and not n.endswith("s")]:
            named.setdefault(f"{name}s", named[name])
        named.update(dict.fromkeys(verbs.BOTH, "both"))
        self._our = sides.get("our")
        self._your: Actor = sides.get("you") or "us"
        if self._our:
            named.update(dict.fromkeys(verbs.KIN_OF_OURS, self._our))
        self._names: dict[str, list[tuple[str, Actor]]] = {}
        for name in sorted(named, key=lambda n: (-len(n), n)):  # "orbita parties" before "orbita"
            first = verbs.WORD.match(name)
            if first:
                self._names.setdefault(first[0], []).append((name, named[name]))

    def acts(self, text: str, lower: str) -> tuple[tuple[Actor, Span, bool], ...]:
        """(who gives, the words, whether the name is the subject), in order of position."""
        found: list[tuple[Actor, Span, bool]] = []
        subjects: list[tuple[Named, re.Match[str]]] = []
        names = list(_joined(lower, list(self._mentions(text, lower))))
        objects: set[int] = set()
        reached = 0
        for i, name in enumerate(names):
            received = list(self._received(lower, name))
            if (
                received
                and i
                and subjects
                and subjects[-1][0] == names[i - 1]
                and names[i - 1].side == name.side
            ):
                at = received[0][1]
                if name.side == "us" and verbs.ACTIVE.match(lower, at.start):  # "You also grant each user"
                    received = [(name.side, at, False)]
            if i and names[i - 1].start in objects and names[i - 1].side == name.side:
                listed = verbs.LISTED.fullmatch(lower, names[i - 1].end, name.start) is not None
            else:
                listed = False
            if listed or (received and verbs.TO.search(lower, max(0, name.start - verbs.BEFORE), name.start)):
                objects.add(name.start)
            found += received
            found += self._liability(lower, name)
            found += _remedy(lower, name)
            if lower.startswith("'ll ", name.end):  # "we'll use it": will
                found.append((name.side, Span(name.start, name.end + 3), True))
                continue
            others = (after.start for after in names[i + 1 : i + 4] if after.side != name.side)
            stop = next(others, len(lower))
            passive = name.start < reached or name.start in objects or _no_subject(lower, name)
            verb = None if passive else _verb(lower, name, stop)
            if verb:
                reached = verb.end()
                subjects.append((name, verb))
                gives = _governed(lower, name.side, verb)
                if verb["does"] and not verb[0].endswith("use") and _to_us(lower, verb.end(), names[i + 1 :]):
                    gives = name.side
                found.append((gives, Span(name.start, verb.end()), True))
                found += _bound(text, lower, name, verb, gives)
        found += self._going_on(lower, subjects)
        found += [*_if_so(lower, names), *self._of_ours(lower)]
        return tuple(sorted(found, key=lambda act: (act[1].start, act[1].end)))

    def _of_ours(self, lower: str) -> Iterator[tuple[Actor, Span, bool]]:
        """What "our" and "your" say: "our use of", "your liability is limited to"."""
        if self._our in ("us", "them"):
            for our in verbs.OUR.finditer(lower):
                own = verbs.OWN_USE.match(lower, our.end()) if self._our == "them" else None
                if own:
                    yield "us", Span(our.start(), own.end()), False
        for sole_thing, gives_up in ((verbs.WHOSE_REMEDY, True), (verbs.WHOSE_DUTY, False)):
            for sole in sole_thing.finditer(lower):
                side = self._your if sole[0].startswith("your") else self._our
                if side:
                    yield side if gives_up else opposite(side), Span(sole.start(), sole.end()), False
        for whose in verbs.WHOSE_LIABILITY.finditer(lower):
            side = self._your if whose[0].startswith("your") else self._our
            if side:
                yield from _limit(lower, side, whose.start(), whose.end())

    def names(self, text: str, lower: str) -> list[Named]:
        """The names in a sentence, "our" and "your" among them (before those stands "'s")."""
        owned: list[Named] = []
        for word, side in (("our", self._our), ("your", self._your)):
            if side and word in lower:
                found = re.finditer(rf"\b{word}\b", lower)
                owned += [Named(match.start(), match.end(), side, "'s") for match in found]
        return sorted([*_joined(lower, list(self._mentions(text, lower))), *owned])

    def starts_with_name(self, text: str, lower: str, index: int) -> bool:
        """Whether a name stands at ``index``, "the" aside."""
        index += 4 if lower.startswith("the ", index) else 0
        word = verbs.WORD.match(lower, index)
        return word is not None and self._name_at(text, lower, word) is not None

    def _mentions(self, text: str, lower: str) -> Iterator[Named]:
        names, reached, last, one_before = self._names, 0, "", ""
        for word in verbs.WORD.finditer(lower):
            said = word[0]
            known = said in names or ("'" in said and said.partition("'")[0] in names)
            if known and word.start() >= reached:
                found = self._name_at(text, lower, word)
                if found:
                    reached = word.start() + len(found[0])
                    group = verbs.GROUP.match(lower, reached)
                    reached = group.end() if group else reached
                    side = self._owned(last, found[1])
                    start = word.start()
                    if last in verbs.TITLES:  # "Ms. Moor"
                        start, last = lower.rindex(last, 0, start), one_before
                    if side and not _is_thing(text, lower, word.start(), reached):
                        yield Named(start, reached, side, one_before if last == "the" else last)
            last, one_before = said, last

    def _owned(self, before: str, side: Actor) -> Actor | None:
        """The side of a name after ``before``: "your Company" is yours, "third parties" are no party."""
        if before in ("your", "my"):
            return "us"
        if before == "our":
            return self._our
        return None if before in verbs.NO_PARTY else side

    def _name_at(self, text: str, lower: str, word: re.Match[str]) -> tuple[str, Actor] | None:
        start = word.start()
        known = self._names.get(word[0]) or self._names.get(word[0].partition("'")[0]) or []
        for name, side in known:
            end = start + len(name)
            if lower.startswith(name, start) and not (
                end < len(lower) and (lower[end].isalnum() or lower[end] == "-")
            ):
                if len(name) == 1 and (text[start].islower() or text[:start].endswith("(")):
                    return None  # a list number is nobody
                if (
                    name in verbs.ADJECTIVES
                    and text[start].islower()
                    and text[start - 4 : start].lower() != "the "
                ):
                    return None  # "each individual member"
                return name, side
        return None

    @staticmethod
    def _going_on(
        lower: str, subjects: list[tuple[Named, re.Match[str]]]
    ) -> Iterator[tuple[Actor, Span, bool]]:
        """The further verbs of a subject, up to the next one; told by the subject's own side."""
        for i, (name, first) in enumerate(subjects):
            stop = subjects[i + 1][0].start if i + 1 < len(subjects) else len(lower)
            for verb in verbs.GOES_ON.finditer(lower, first.end(), stop):
                words = verb["give"] or verb["take"] or (verb["get"] if verb["get"] in verbs.BARE else "")
                if words and (
                    _is_noun(lower, verb.start("give") if verb["give"] else verb.end() - len(words), words)
                    or (words in verbs.BARE and verbs.MODAL.search(lower, first.start(), verb.start()))
                    or (verb["take"] and name.side != "them")
                ):
                    continue
                if verb["get"] and lower.endswith(verbs.HAVING, 0, verb.start()):
                    continue  # "all rights that Artist has or may obtain"
                if (verb["get"] or verb["duty"]) and lower.startswith(" be ", verb.end()):
                    continue  # "I understand that it may be cut and may be combined"
                yield _giver(name.side, verb), Span(verb.start(), verb.end()), False

    @staticmethod
    def _received(lower: str, name: Named) -> Iterator[tuple[Actor, Span, bool]]:
        """What is given to or by a name that is no subject."""
        start, end, side, _ = name
        if side not in ("us", "them"):
            return
        if lower.startswith("'", end):  # "license Talent's voice": a possessive receives nothing
            own = verbs.OWN_USE.match(lower, end) if side == "them" else None
            if own:
                yield "us", Span(start, own.end()), False
            return
        to = verbs.TO.search(lower, max(0, start - verbs.BEFORE), start)
        if to:
            yield opposite(side), Span(to.start(), end), False
        by = verbs.BY.search(lower, max(0, start - verbs.BEFORE), start)
        if by:
            leave = verbs.BY_LEAVE.search(lower, max(0, by.start() - verbs.BEFORE), by.start())
            yield opposite(side) if leave else side, Span(by.start(), end), False

    @staticmethod
    def _liability(lower: str, name: Named) -> Iterator[tuple[Actor, Span, bool]]:
        """Whose liability has a limit, or none: a limit is what the other side gives."""
        start, end, side, _ = name
        if side not in ("us", "them"):
            return
        before = max(0, start - verbs.BEFORE)
        if verbs.NEVER.search(lower, before, start):
            liable = verbs.LIABLE.match(lower, end)
            if liable:
                yield opposite(side), Span(start, liable.end()), False
        own = verbs.ITS_LIABILITY.match(lower, end)
        if own or verbs.LIABILITY_OF.search(lower, before, start):
            yield from _limit(lower, side, start, own.end() if own else end)


def _remedy(lower: str, name: Named) -> Iterator[tuple[Actor, Span, bool]]:
    """Whose sole remedy, or entire liability, something is: the one who can ask for no more gives."""
    start, end, side, _ = name
    if side not in ("us", "them"):
        return
    before = max(0, start - verbs.BEFORE)
    for own, other, gives in (
        (verbs.SOLE_REMEDY, verbs.SOLE_REMEDY_OF, side),
        (verbs.SOLE_DUTY, verbs.SOLE_DUTY_OF, opposite(side)),
    ):
        behind, ahead = own.match(lower, end), other.search(lower, before, start)
        if behind or ahead:
            first = ahead.start() if ahead else start
            yield gives, Span(first, behind.end() if behind else end), False


def _bound(
    text: str, lower: str, name: Named, verb: re.Match[str], gives: Actor
) -> Iterator[tuple[Actor, Span, bool]]:
    """What comes behind a verb and turns it: a right that is paid for, leave to deal with one alone."""
    if name.side not in ("us", "them"):
        return
    paying = verbs.PAYING.match(lower, verb.end())
    paid = paying.end() if paying else verb.end() if verbs.PAID.search(verb[0]) else len(lower)
    bought = verbs.PAID_FOR.match(lower, paid)
    if bought:
        yield opposite(name.side), Span(bought.start("for"), bought.end()), False
    one = verbs.ONE_ALONE.match(text, verb.end()) if gives != name.side else None
    if one:
        group = "one" if one["one"] else "lead"
        yield name.side, Span(one.start(group), one.end()), False


def _limit(lower: str, side: Actor, start: int, after: int) -> Iterator[tuple[Actor, Span, bool]]:
    """What is said, after ``after``, of the liability of ``side`` that is named at ``start``."""
    limit = verbs.LIABILITY_LIMIT.search(lower, after, min(len(lower), after + verbs.LIABILITY_REACH))
    if limit:
        yield side if limit["none"] else opposite(side), Span(start, limit.end()), False


def _if_so(lower: str, names: list[Named]) -> Iterator[tuple[Actor, Span, bool]]:
    """What "it" does in "if Company is late, it shall pay", where no other side is named before."""
    does = verbs.IT_DOES.search(lower)
    before = [name for name in names if name.end <= does.start()] if does else []
    if does and before and all(name.side == before[0].side for name in before):
        start = before[0].start
        if verbs.IF.search(lower, max(0, start - verbs.BEFORE), start):
            yield before[0].side, Span(does.start(), does.end()), False


def _to_us(lower: str, index: int, names: list[Named]) -> bool:
    """Whether the next name is the signer's, and what is done is done to or with it."""
    return (
        bool(names) and names[0].side == "us" and bool(verbs.TO_WHOM.fullmatch(lower, index, names[0].start))
    )


def _joined(lower: str, names: list[Named]) -> Iterator[Named]:
    """The names; "you and Company" is one of both sides."""
    i = 0
    while i < len(names):
        name = names[i]
        if i + 1 < len(names):
            after = names[i + 1]
            join = verbs.JOINED.fullmatch(lower, name.end, after.start)
            if join and {name.side, after.side} == {"us", "them"}:
                name = Named(name.start, after.end, "both", name.before)
                i += 1
        yield name
        i += 1


def _is_thing(text: str, lower: str, start: int, end: int) -> bool:
    """Whether the name is only the first word of the name of a thing ("User Content")."""
    if end - start < verbs.SHORT or verbs.THING.match(lower, end) is None:
        return False
    return text[start].islower() or text[start : start + 2].isupper() or text[end + 1].isupper()


def _no_subject(lower: str, name: Named) -> bool:
    if lower[name.start : name.end] in verbs.OBJECTS:
        return True
    head = lower[max(0, name.start - 90) : name.start]
    if name.before in verbs.NO_SUBJECT and not verbs.EACH_OF.search(head):
        return not (verbs.ON_BEHALF.search(head) or verbs.BY_WHICH.search(head))
    if name.end - name.start >= verbs.SHORT and verbs.PLACE.search(head):
        return True
    return verbs.CONDITION.search(head) is not None


def _verb(lower: str, name: Named, stop: int) -> re.Match[str] | None:
    """The verb that ``name`` is the subject of, before the next name."""
    for verb in verbs.VERB.finditer(lower, name.end, min(len(lower), name.end + verbs.REACH)):
        if lower.count("(", name.end, verb.start()) > lower.count(")", name.end, verb.start()):
            continue  # "Company (who may act through agents) will"
        gap = verbs.GAP.fullmatch(lower, name.end, verb.start())
        if gap and verbs.GRANT_IN.search(gap[0]):  # "grant X and its affiliates the right to"
            return None
        if verb.start() >= stop:
            return None
        words = verb[0]
        if words in verbs.NOUNS and (
            gap is None
            or (gap[0].strip() and not words.startswith("grant"))  # "…, a worldwide license to"
            or _is_noun(lower, verb.start(), words)
            or _bare(lower, name, verb)
        ):
            continue
        if gap is None:
            return None
        # "the rights that you own" gives nothing; "agree that Company owns it" does
        held = (
            name.before == "that"
            and name.side == "us"
            and (verb["get"] or "").startswith(("own", "retain", "keep"))
        )
        return None if held or (verb["take"] and name.side != "them") else verb
    return None


def _bare(lower: str, name: Named, verb: re.Match[str]) -> bool:
    """Whether a name in the singular stands right before a word without its s: "Company license"."""
    subject = lower[name.start : name.end]
    singular = len(subject) >= verbs.SHORT and not subject.endswith("s") and name.side != "both"
    return singular and verb.start() == name.end + 1 and not verb[0].endswith("s")


def _is_noun(lower: str, index: int, words: str) -> bool:
    if words not in verbs.NOUNS:
        return lower[:index].rstrip().rpartition(" ")[2] in verbs.POSSESSIVE
    return verbs.NOUN_AFTER.search(lower, max(0, index - 30), index) is not None


def _governed(lower: str, side: Actor, verb: re.Match[str]) -> Actor:
    """Who gives, with what comes after the verb: "may be scanned", "shall not be prevented from"."""
    if side == "us" and verbs.SUFFERS.match(lower, verb.end()):
        return "us"
    return opposite(side) if verbs.FREE.match(lower, verb.end()) else _giver(side, verb)


def _giver(side: Actor, verb: re.Match[str]) -> Actor:
    """Who gives where ``side`` is the subject: the other one where it gets something, itself else."""
    gets = (
        verb["need"]
        or verb["take"]
        or (verb["does"] and side == "them")
        or (verb["get"] and not verb["none"])
    )
    return opposite(side) if gets else side


def opposite(side: Actor) -> Actor:
    """The other one of us and them; any other answer is its own."""
    return {"us": "them", "them": "us"}.get(side, side)  # type: ignore[return-value]
