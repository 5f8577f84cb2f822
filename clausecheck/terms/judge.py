"""A hit in a sentence → is it negated, and who acts there?

Both answers come with the words that they rest on, so that a suppressed hit can show why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from clausecheck.model import Cue, Sentence, Side, Span
from clausecheck.terms import cues
from clausecheck.terms.direction import Actor, Directions

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

    def scopes(self, sentence: Sentence) -> tuple[tuple[int, int, Span], ...]:
        """(start of the cue, its end, what it negates) of each negation, as indexes into the text."""
        return self._scopes(sentence.text, sentence.lower)

    def actor(self, sentence: Sentence, hit: Span) -> tuple[Actor, Cue | None]:
        """Who grants, waives or promises what the hit speaks of, and the words that say so."""
        acts = [act for act in self._acts(sentence.text, sentence.lower) if act[0] != "other"]
        before = [act for act in acts if act[1].start < hit.start]
        within = [act for act in acts if hit.start <= act[1].start < hit.end]
        chosen = before[-1] if before else within[0] if within else None
        if chosen is None:
            return "unknown", None
        return chosen[0], _cue(sentence, chosen[1].start, chosen[1].end)

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019 - one judge a document; a sentence is asked for each hit
    def _acts(self, text: str, lower: str) -> tuple[tuple[Actor, Span, bool], ...]:
        return self._directions.acts(text, lower)

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019
    def _scopes(self, text: str, lower: str) -> tuple[tuple[int, int, Span], ...]:
        """(cue start, cue end, scope) of each negation."""
        if not cues.POSSIBLE.search(lower):
            return ()
        pseudo = [match.span() for match in cues.PSEUDO.finditer(lower)]
        found: list[tuple[int, int, Span]] = []
        for match in cues.FORWARD.finditer(lower):
            if not _touches(match, pseudo):
                start = _with_auxiliary(lower, match.start())
                bare = (
                    match[0] == "not" and start == match.start() and lower[:start].endswith(", ")
                )  # "discontinue, not offer"
                stop = _short_stop(lower, match.end()) if bare else self._stop(text, lower, match)
                after = match.start() + 2 if match[0].startswith("no ") else match.end()  # "no sublicence"
                found.append((start, match.end(), Span(after, stop)))
        for match in cues.NEAR.finditer(lower):
            if match[0].startswith("not") or not _touches(match, pseudo):
                found.append((match.start(), match.end(), Span(match.end(), _short_stop(lower, match.end()))))
        for match in cues.BACKWARD.finditer(lower):
            if _touches(match, pseudo):
                continue
            ends = [end.end() for end in cues.SUBJECT_START.finditer(lower, 0, match.start())]
            found.append((match.start(), match.end(), Span(ends[-1] if ends else 0, match.start())))
        return tuple(found)

    def _stop(self, text: str, lower: str, cue: re.Match[str]) -> int:
        """Where the scope of a forward cue ends: a terminator, a list item or an act with its own subject."""
        ends = [len(lower)]
        listed = cues.LIST.match(lower, cue.end()) is not None
        no_subject = cue[0].split()[0] in ("no", "none", "nothing", "neither")  # "none of X is or shall be"
        for terminator in cues.TERMINATOR.finditer(lower, cue.end()):
            if not (listed and terminator[0] == ";") and not (no_subject and terminator[0].startswith("or")):
                ends.append(terminator.start())
                break
        start = _with_auxiliary(lower, cue.start())
        if lower.rfind("(", 0, start) > lower.rfind(")", 0, start):  # "(whose consent shall not be withheld)"
            ends += [index for index in [lower.find(")", cue.end())] if index >= 0]
        if cues.RELATIVE.search(lower, max(0, start - 8), start):
            ends += [modal.start() for modal in cues.MODAL.finditer(lower, cue.end())][:1]
        for item in cues.ITEM.finditer(lower, cue.end()):
            if self._directions.starts_with_name(text, lower, item.end()):
                ends.append(item.start())
                break
        # "nothing in this Agreement means that Company may …": there the act is what is negated
        if "nothing" not in cue[0] and not cue[0].startswith("no "):
            acts = self._acts(text, lower)
            ends += [span.start for _, span, subject in acts if subject and span.start >= cue.end()][:1]
        return min(ends)


def _with_auxiliary(lower: str, start: int) -> int:
    match = cues.AUXILIARY.search(lower, max(0, start - cues.AUXILIARY_LENGTH), start)
    return match.start() if match else start


def _touches(cue: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start < cue.end() and cue.start() < end for start, end in spans)


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
