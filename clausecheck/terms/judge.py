"""A hit in a sentence → is it negated, and who acts there?

Both answers come with the words that they rest on, so that a suppressed hit can show why.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from clausecheck.model import Cue, Sentence, Side, Span, Stake
from clausecheck.terms import cues
from clausecheck.terms.direction import Actor, Directions
from clausecheck.terms.verbs import ALONE
from clausecheck.terms.whose import whose

_REMEMBERED = 2_048  # sentences: those of 60 pages; each is asked by terms and again by matching


class Judge:
    """Answers for one contract; ``sides`` says on whose side each name stands (lower case)."""

    def __init__(self, sides: Mapping[str, Side]) -> None:
        self._directions = Directions(sides)

    def negation(self, sentence: Sentence, hit: Span) -> Cue | None:
        """The cue that negates the hit, or None."""
        prefix = cues.PREFIX.search(sentence.lower, max(0, hit.start - 5), hit.start)
        if prefix:
            return _cue(sentence, prefix.start(), prefix.end())
        for start, end, scope in self._scopes(sentence.text, sentence.lower):
            inside = scope.start <= hit.start and hit.end <= scope.end
            if inside and not (hit.start <= start < hit.end):
                return _cue(sentence, start, end)
        return None

    def no_right(self, sentence: Sentence) -> Cue | None:
        """What the sentence speaks of, where that can only be a payment, a secret, a duty or a law."""
        said = cues.NO_RIGHT.search(sentence.lower)
        if said is None or cues.RIGHT.search(sentence.lower):
            return None
        return _cue(sentence, said.start(), said.end())

    def scopes(self, sentence: Sentence) -> tuple[tuple[int, int, Span], ...]:
        """(start of the cue, its end, what it negates) of each negation, as indexes into the text."""
        return self._scopes(sentence.text, sentence.lower)

    def actor(self, sentence: Sentence, hit: Span, of: Stake = "act") -> tuple[Actor, Cue | None]:
        """Who grants, waives or promises what the hit speaks of, and the words that say so.

        ``of``: the thing that tells; where it does not, the act does (but for a notice).
        """
        if of != "act":
            told = whose(of, sentence.lower, self._directions.names(sentence.text, sentence.lower), hit)
            if told:
                return told[0], _cue(sentence, told[1].start, told[1].end)
        if of == "notice":
            return "unknown", None
        acts = [act for act in self._acts(sentence.text, sentence.lower) if act[0] != "other"]
        asides = self._asides(sentence.lower)
        i = bisect_left(acts, hit.start, key=lambda act: act[1].start)
        chosen = next((act for act in reversed(acts[:i]) if not _aside(act[1], asides, hit)), None)
        alone = next((act for act in acts[i:] if act[1].start < hit.end and _alone(sentence, act[1])), None)
        chosen = alone or chosen
        if chosen is None:
            within = acts[i] if i < len(acts) and acts[i][1].start < hit.end else None
            chosen = within or self._passive(sentence, hit, acts[i:])
        if chosen is None:
            return "unknown", None
        return chosen[0], _cue(sentence, chosen[1].start, chosen[1].end)

    @staticmethod
    def _passive(
        sentence: Sentence, hit: Span, acts: list[tuple[Actor, Span, bool]]
    ) -> tuple[Actor, Span, bool] | None:
        """The act behind the hit that says to whom it is given: "a perpetual licence is granted to X"."""
        after = next((act for act in acts if act[1].start >= hit.end), None)
        if after is None or after[2] or cues.CLAUSE_END.search(sentence.lower, hit.end, after[1].start):
            return None
        return after

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019 - one judge a document; a sentence is asked for each hit
    def _acts(self, text: str, lower: str) -> tuple[tuple[Actor, Span, bool], ...]:
        return self._directions.acts(text, lower)

    @staticmethod
    @lru_cache(maxsize=_REMEMBERED)
    def _asides(lower: str) -> tuple[Span, ...]:
        return tuple(Span(match.start(), match.end()) for match in _ASIDE.finditer(lower))

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019
    def _scopes(self, text: str, lower: str) -> tuple[tuple[int, int, Span], ...]:
        """(cue start, cue end, scope) of each negation."""
        if not cues.POSSIBLE.search(lower):
            return ()
        return tuple(_Scopes(text, lower, self, self._directions).read())


# What stands in brackets, list numbers aside: "(this means you can still license it to others)".
_ASIDE = re.compile(r"\((?=[^()]{12})[^()]*\)")


def _alone(sentence: Sentence, act: Span) -> bool:
    """Whether the act is that one side deals with the other alone: of a hit that says so, it is the act."""
    return ALONE.match(sentence.lower, act.start) is not None


def _aside(act: Span, asides: tuple[Span, ...], hit: Span) -> bool:
    """Whether the act stands in brackets that are closed before the hit."""
    i = bisect_left(asides, act.start, key=lambda aside: aside.start) - 1
    return i >= 0 and act.start < asides[i].end <= hit.start


class _Scopes:
    """The negations of one sentence; what ends a scope is found once, for there can be many cues.

    And it is found when it is asked for: most sentences with a "no" in a word have no cue at all.
    """

    def __init__(self, text: str, lower: str, judge: Judge, directions: Directions) -> None:
        self._text, self._lower, self._judge, self._directions = text, lower, judge, directions

    @cached_property
    def _pseudo(self) -> list[tuple[int, int]]:
        return [match.span() for match in cues.PSEUDO.finditer(self._lower)]

    @cached_property
    def _terminators(self) -> _Marks:
        return _Marks(cues.TERMINATOR, self._lower)

    @cached_property
    def _clauses(self) -> _Marks:
        return _Marks(cues.NEW_CLAUSE, self._lower)

    @cached_property
    def _modals(self) -> _Marks:
        return _Marks(cues.MODAL, self._lower)

    @cached_property
    def _finite(self) -> _Marks:
        return _Marks(cues.FINITE, self._lower)

    @cached_property
    def _items(self) -> _Marks:
        named = self._directions.starts_with_name
        items = [
            match for match in cues.ITEM.finditer(self._lower) if named(self._text, self._lower, match.end())
        ]
        return _Marks([match.start() for match in items])

    @cached_property
    def _acts(self) -> _Marks:
        acts = self._judge._acts(self._text, self._lower)
        return _Marks([span.start for _, span, subject in acts if subject])

    @cached_property
    def _subjects(self) -> list[int]:
        return [match.end() for match in cues.SUBJECT_START.finditer(self._lower)]

    def read(self) -> Iterator[tuple[int, int, Span]]:
        lower = self._lower
        denied = len(lower)
        for match in cues.FORWARD.finditer(lower):
            if not self._touches(match):
                after = match.start() + 2 if match[0].startswith("no ") else match.end()  # "no sublicence"
                start = _with_auxiliary(lower, match.start())
                yield start, match.end(), Span(after, self._forward_stop(match))
                denied = min(denied, match.start())
        for match in cues.EXCEPTION.finditer(lower):
            if match.start() < denied:
                yield match.start(), match.end(), Span(match.end(), _short_stop(lower, match.end()))
        for match in cues.NEAR.finditer(lower):
            if match[0].startswith(("not", "need", "under")) or not self._touches(match):
                yield match.start(), match.end(), Span(match.end(), _short_stop(lower, match.end()))
        for match in cues.BACKWARD.finditer(lower):
            if not self._touches(match):
                yield match.start(), match.end(), self._backward(match)

    def _touches(self, cue: re.Match[str]) -> bool:
        """Whether the cue overlaps a pseudo-cue; those are in order and apart."""
        i = bisect_left(self._pseudo, (cue.end(),)) - 1
        return i >= 0 and self._pseudo[i][1] > cue.start()

    def _forward_stop(self, cue: re.Match[str]) -> int:
        """Where the scope of a forward cue ends."""
        lower = self._lower
        start = _with_auxiliary(lower, cue.start())
        if cue[0] == "not" and start == cue.start() and lower.endswith(", ", 0, start):
            return _short_stop(lower, cue.end())  # "discontinue, not offer"
        # "none of X is or shall be", "no take and no clip may be": the verb comes after
        leads = cue[0].split()[0] in ("no", "none", "nothing", "neither")
        ends = [len(lower), self._terminator(cue, leads), self._items.after(cue.end())]
        verb = self._finite.after(cue.end() - 1) if leads and not cue[0].endswith(_VERBS) else cue.end()
        ends.append(self._clauses.after(verb))
        if lower.rfind("(", 0, start) > lower.rfind(")", 0, start):  # "(whose consent shall not be withheld)"
            ends += [index for index in [lower.find(")", cue.end())] if index >= 0]
        if cues.RELATIVE.search(lower, max(0, start - 8), start):
            own = cues.MODAL.match(lower, cue.end() + 1)  # "which in no event shall be given"
            ends.append(self._modals.after(own.end() if own else cue.end()))
        if cues.SUBORDINATE.search(lower, max(0, start - cues.SUBORDINATE_LENGTH), start):
            ends += [index for index in [lower.find(",", cue.end())] if index >= 0]
        ends.append(self._act(cue, leads))
        return min(end for end in ends if end >= 0)

    def _terminator(self, cue: re.Match[str], leads: bool) -> int:
        listed = cues.LIST.match(self._lower, cue.end()) is not None
        for i in range(self._terminators.index(cue.end()), len(self._terminators.starts)):
            start = self._terminators.starts[i]
            skip = (listed and self._lower[start] == ";") or (leads and self._lower.startswith("or", start))
            # "no rights other than the licence" gives it; "not work for a brand other than it" does not
            skip = skip or (not leads and self._lower.startswith("other than", start))
            if not skip:
                return start
        return len(self._lower)

    def _act(self, cue: re.Match[str], leads: bool) -> int:
        """The next act with a subject of its own."""
        lower, i = self._lower, self._acts.index(cue.end())
        for start in self._acts.starts[i : i + _ACTS]:
            # "nothing in this Agreement means that Company may …": there the act is what is negated
            own = lower.endswith(_AND, 0, start)
            inverted = cues.INVERTED.search(lower, max(0, start - cues.AUXILIARY_LENGTH), start)
            if own or not (leads or inverted):
                return start
        return len(lower)

    def _backward(self, cue: re.Match[str]) -> Span:
        """What stands before "is not granted", up to where its subject begins."""
        lower, i = self._lower, bisect_right(self._subjects, cue.start())
        start = self._subjects[i - 1] if i else 0
        verb = self._finite.after(start)
        # "is irrevocable and may not be ended": only the subject, not what was said of it before
        joined = lower.endswith((" and ", " or "), 0, cue.start()) and verb < cue.start()
        return Span(start, verb if joined else cue.start())


class _Marks:
    """Places in a sentence, in order."""

    def __init__(self, found: re.Pattern[str] | list[int], lower: str = "") -> None:
        if isinstance(found, list):
            self.starts, self._end = sorted(found), -1
        else:
            self.starts, self._end = [match.start() for match in found.finditer(lower)], len(lower)

    def index(self, place: int) -> int:
        return bisect_left(self.starts, place)

    def after(self, place: int) -> int:
        """The first one at or after ``place``; the end of the sentence, or -1 for a list, where none is."""
        i = self.index(place)
        return self.starts[i] if i < len(self.starts) else self._end


_VERBS = ("shall", "may", "will", "is", "are", "can", "has", "have")
_AND = (" and ", ", and the ", " and the ", "; ", " but ", ", which ", " of which ")
_ACTS = 3  # acts that are looked at behind a cue


def _with_auxiliary(lower: str, start: int) -> int:
    match = cues.AUXILIARY.search(lower, max(0, start - cues.AUXILIARY_LENGTH), start)
    return match.start() if match else start


_PREPOSITION = 5  # characters of the longest one and its space


def _short_stop(lower: str, start: int) -> int:
    match = cues.SHORT_TERMINATOR.search(lower, start + _PREPOSITION)  # "not for AI training"
    stop = match.start() if match else len(lower)
    words = [gap.end() for gap in re.finditer(r"\s+", lower[start:stop])]
    return start + words[cues.SHORT_WORDS] if len(words) > cues.SHORT_WORDS else stop


def _cue(sentence: Sentence, start: int, end: int) -> Cue:
    raw = sentence.text[start:end]
    lead = len(raw) - len(raw.lstrip())
    return Cue(raw.strip(), Span(start + lead, start + lead + len(raw.strip())))
