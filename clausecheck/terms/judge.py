"""A hit in a sentence → is it negated, and who acts there?

Both answers come with the words that they rest on, so that a suppressed hit can show why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, TypeAlias

from clausecheck.model import Cue, Sentence, Side, Span
from clausecheck.terms import cues

Actor: TypeAlias = Literal["us", "them", "other", "both", "unknown"]

_GIVE = (
    r"grants?|granting|licen[cs]es?|assigns?|transfers?|conveys?|gives?|authori[sz]es?|permits?|allows?"
    r"|consents?|agrees?|acknowledges?|waives?|releases?|relinquish(?:es)?|discharges?|appoints?|surrenders?"
    r"|undertakes?|covenants?|warrants?|represents?|promises?|indemnif(?:y|ies)|confirms?|accepts?|understands?"
    r"|sells?|lets?|donates?|irrevocably|hereby|submits?"
)
_GET = (
    r"may|can|(?:shall|will) (?:solely |exclusively |forever )?(?:own|have|be (?:entitled|free|permitted|the)|retain"
    r"|acquire|receive|become)|ha(?:s|ve) (?:the|a|an|full|sole|exclusive|all)|(?:is|are) (?:hereby |herein )?(?:entitled|free"
    r"|permitted|allowed|authori[sz]ed|granted|(?:hereby )?licensed|the)|reserves?|retains?|owns?"
)
_DUTY = r"may not|can ?not|shall|will|must|does|do|is|are|agrees to|undertakes to|covenants to|commits? to|intends?|plans?"
_FILL = r"(?:(?:hereby|also|further|expressly|irrevocably|unconditionally|freely|each|and|fully) ){0,4}"
# "granted to Company is …": after a preposition a name is no subject.
_NO_OBJECT = "".join(
    f"(?<!\\b{word} )(?<!\\b{word} the )"
    for word in (
        "to",
        "by",
        "of",
        "from",
        "for",
        "with",
        "upon",
        "against",
        "as",
        "which",
        "if",
        "when",
        "than",
    )
)
_POSSESSIVE = frozenset(("your", "my", "our", "his", "her", "their", "its"))  # these own, they do not act
_NO_NOUN = "".join(f"(?<!\\b{word} )" for word in sorted(_POSSESSIVE))  # "Producer and his assigns"
_BOTH = r"(?:each|either|both|neither|no) (?:of the )?part(?:y|ies)|the parties|parties hereto"


class Judge:
    """Answers for one contract; ``sides`` says on whose side each name stands (lower case)."""

    def __init__(self, sides: Mapping[str, Side]) -> None:
        sides = {name: side for name, side in sides.items() if name not in _POSSESSIVE}
        self._sides = sides
        # Longest first, so that "meta parties" is not read as "meta"; "i" is checked by its capital.
        names = "|".join(re.escape(name) for name in sorted(sides, key=lambda n: (-len(n), n)))
        who = rf"(?P<both>{_BOTH})|(?P<who>{names or '(?!)'})"
        self._act = re.compile(
            rf"{_NO_OBJECT}(?<![\w-])(?:{who})(?:,? (?:and|or|on behalf)\b[^,.;:]{{0,60}}?|,[^,.;:]{{0,40}},|\s?\([^)]{{0,40}}\))? "
            rf"{_FILL}(?:(?P<get>{_GET})(?! not)|(?P<duty>{_DUTY})|{_NO_NOUN}(?P<give>{_GIVE}))\b"
        )
        self._item = re.compile(rf";\s?(?:and |or )?\(?[a-z0-9]{{1,4}}\)\s?(?:the )?(?:{names or '(?!)'})\b")
        self._to = re.compile(
            r"\b(?:grant(?:s|ed|ing)?|licen[cs](?:e|es|ed)|assign(?:s|ed)?|transfer(?:s|red)?|gives?|given"
            r"|convey(?:s|ed)?|provid(?:e|es|ed)|permits?|allows?|authori[sz]es?)"
            rf"(?: (?:hereby|herein|hereunder|back|over))? (?:to |upon )?(?:the )?(?P<who>{names or '(?!)'})(?![\w-])"
        )
        self._by = re.compile(
            rf"\b(?:granted|given|licensed|assigned|waived|released|made|provided) by (?:the )?(?P<who>{names or '(?!)'})"
            r"(?![\w-])"
        )

    def negation(self, sentence: Sentence, hit: Span) -> Cue | None:
        """The cue that negates the hit, or None."""
        lower = sentence.lower
        prefix = cues.PREFIX.search(lower, max(0, hit.start - 5), hit.start)
        if prefix:
            return _cue(sentence, prefix.start(), prefix.end())
        for start, end, scope in self._scopes(lower):
            inside = scope.start <= hit.start and hit.end <= scope.end
            if inside and not (hit.start <= start < hit.end):
                return _cue(sentence, start, end)
        return None

    def actor(self, sentence: Sentence, hit: Span) -> tuple[Actor, Cue | None]:
        """Who grants, waives or promises what the hit speaks of, and the words that say so."""
        lower = sentence.lower
        acts = [act for act in self._acts(lower) if self._real(sentence.text, act[1])]
        before = [act for act in acts if act[1].start < hit.start and act[0] != "other"]
        within = [act for act in acts if hit.start <= act[1].start < hit.end and act[0] != "other"]
        chosen = before[-1] if before else within[0] if within else None
        if chosen is None:
            return "unknown", None
        return chosen[0], _cue(sentence, chosen[1].start, chosen[1].end)

    def acts(self, sentence: Sentence) -> tuple[tuple[Actor, Cue], ...]:
        """Every act of the sentence in order: who gives, and the words."""
        found = [act for act in self._acts(sentence.lower) if self._real(sentence.text, act[1])]
        return tuple((actor, _cue(sentence, span.start, span.end)) for actor, span in found)

    @lru_cache(maxsize=64)  # noqa: B019 - one judge a document; the same sentence is asked for each hit
    def _acts(self, lower: str) -> tuple[tuple[Actor, Span], ...]:
        found: list[tuple[Actor, Span]] = []
        for match in self._act.finditer(lower):
            side: Actor = "both" if match["both"] else self._sides[match["who"]]
            if match["get"]:
                side = _opposite(side)
            found.append((side, Span(match.start(), match.end())))
        for pattern, turn in ((self._to, True), (self._by, False)):
            for match in pattern.finditer(lower):
                side = self._sides[match["who"]]
                if side != "other":
                    found.append((_opposite(side) if turn else side, Span(match.start(), match.end())))
        return tuple(sorted(found, key=lambda act: (act[1].start, act[1].end)))

    @lru_cache(maxsize=64)  # noqa: B019
    def _scopes(self, lower: str) -> tuple[tuple[int, int, Span], ...]:
        """(cue start, cue end, scope) of each negation."""
        pseudo = [match.span() for match in cues.PSEUDO.finditer(lower)]
        starts = [match.start() for match in self._act.finditer(lower)]
        found: list[tuple[int, int, Span]] = []
        for match in cues.FORWARD.finditer(lower):
            if _touches(match, pseudo):
                continue
            bare = match[0] == "not" and lower[: match.start()].endswith(", ")  # "discontinue, not offer, or"
            stop = _short_stop(lower, match.end()) if bare else self._stop(lower, match, starts)
            after = match.start() + 2 if match[0].startswith("no ") else match.end()  # "no sublicence"
            found.append((match.start(), match.end(), Span(after, stop)))
        for match in cues.NEAR.finditer(lower):
            if match[0].startswith("not") or not _touches(match, pseudo):
                found.append((match.start(), match.end(), Span(match.end(), _short_stop(lower, match.end()))))
        for match in cues.BACKWARD.finditer(lower):
            ends = [end.end() for end in cues.TERMINATOR.finditer(lower, 0, match.start())]
            found.append((match.start(), match.end(), Span(ends[-1] if ends else 0, match.start())))
        return tuple(found)

    def _stop(self, lower: str, cue: re.Match[str], acts: list[int]) -> int:
        """Where the scope of a forward cue ends: a terminator, a list item or an act with its own subject."""
        ends = [len(lower)]
        for pattern in (cues.TERMINATOR, self._item):
            end = pattern.search(lower, cue.end())
            if end:
                ends.append(end.start())
        # "nothing in this Agreement means that Company may …": there the act is what is negated
        if "nothing" not in cue[0] and not cue[0].startswith("no "):
            ends += [act for act in acts if act >= cue.end()][:1]
        return min(ends)

    @staticmethod
    def _real(text: str, span: Span) -> bool:
        """ "i" is the signer only as a capital that is no list number."""
        if text[span.start : span.start + 2].lower() != "i ":
            return True
        return text[span.start] == "I"


def _opposite(side: Actor) -> Actor:
    return {"us": "them", "them": "us"}.get(side, side)  # type: ignore[return-value]


def _touches(cue: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start < cue.end() and cue.start() < end for start, end in spans)


def _short_stop(lower: str, start: int) -> int:
    match = cues.SHORT_TERMINATOR.search(lower, start + 1)
    stop = match.start() if match else len(lower)
    words = [gap.end() for gap in re.finditer(r"\s+", lower[start:stop])]
    return start + words[cues.SHORT_WORDS] if len(words) > cues.SHORT_WORDS else stop


def _cue(sentence: Sentence, start: int, end: int) -> Cue:
    raw = sentence.text[start:end]
    lead = len(raw) - len(raw.lstrip())
    return Cue(raw.strip(), Span(start + lead, start + lead + len(raw.strip())))
