"""Sentences → Promises: what the other side binds itself not to do, and what that leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import Promise, Sentence, Span
from clausecheck.terms import lexicon
from clausecheck.terms.judge import Judge

# Sentences without any of these promise nothing.
_POSSIBLE = re.compile(r"\b(?:not|never|no|cannot|only|solely|exclusively|neither|nor)\b|n't\b")
_BOUND = re.compile(r"\b(?:shall|will|may|must|agrees?|undertakes?|promises?|does|do|cannot)\b")

# What makes a promise smaller than it sounds (the phrase family of loop.* in the domain reference).
_LOOPHOLE = re.compile(
    r"\b(?:your|the|any) (?:specific|exact|individual|identifiable|particular)\b|\bin any \w+ products?\b"
    r"|\bon the (?:platform|service)\b|\bexcept (?:as|where|when|if|to the extent)\b|\bunless\b"
    r"|\bother than as\b"
    r"|\b(?:commercially )?reasonable (?:efforts|endeavou?rs)\b|\bbest (?:efforts|endeavou?rs)\b"
    r"|\b(?:intend|currently|at this time|presently)\b|\bwhere (?:practicable|feasible|possible)\b"
    r"|\b(?:materially|substantially)\b|\bincluding without limitation\b|\brecogni[sz]abl\w+|\bknowingly\b"
)
# A limit with a real gate is no loophole: the signer says yes anew, or a court asks.
_GATED = re.compile(
    r"\b(?:consent|approval|permission|agreement|signature)\b|\b(?:required|compelled) by (?:law|court)\b"
)
_BEFORE = 160  # characters in which the bound parties stand before the verb


def read(sentences: Sequence[Sentence], judge: Judge) -> tuple[Promise, ...]:
    """Every sentence in which the other side says what it will not do."""
    return tuple(promise for i, sentence in enumerate(sentences) for promise in _promise(i, sentence, judge))


def _promise(index: int, sentence: Sentence, judge: Judge) -> Iterator[Promise]:
    lower = sentence.lower
    if not _POSSIBLE.search(lower) or not _BOUND.search(lower):
        return
    negated: dict[str, Span] = {}
    for name, words in lexicon.ACTS.items():
        for match in words.finditer(lower, sentence.lead):
            at = Span(match.start(), match.end())
            if judge.negation(sentence, at) and judge.actor(sentence, at)[0] == "them":
                negated[name] = at
                break
    if not negated:
        return
    first = min(negated.values())
    cue = judge.negation(sentence, first)
    start = max(0, (cue.span.start if cue else first.start) - _BEFORE)
    who = lower[start : cue.span.start if cue else first.start]
    loophole = _LOOPHOLE.search(lower, first.start)
    yield Promise(
        sentence=index,
        by=tuple(dict.fromkeys(re.findall(r"[a-z][\w&'-]+(?: part(?:y|ies))?", who.rpartition(". ")[2]))),
        subject=tuple(name for name, words in lexicon.SUBJECTS.items() if words.search(lower)),
        acts=tuple(negated),
        loophole=loophole[0] if loophole and not _GATED.search(lower) else "",
        span=Span(max(sentence.lead, start), len(sentence.text)),
    )
