"""Sentences → Promises: what the other side binds itself not to do, and what that leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import Promise, Sentence, Span
from clausecheck.terms import lexicon
from clausecheck.terms.judge import Judge

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
# Whom it may be handed to all the same: "shall not sublicense the clips to anyone other than the Client".
_EXCEPTED = re.compile(
    r"\b(?:other than|except(?:ing)?|save|apart from|excluding|but)(?: to| for)?,? "
    r"(?P<who>(?:the )?[^,;.]{2,60})"
)
_OWN_USES = frozenset(("train", "replicate", "identify", "advertise"))  # no handing on
_BEFORE = 160  # characters in which the bound parties stand before the verb


def read(sentences: Sequence[Sentence], judge: Judge) -> tuple[Promise, ...]:
    """Every sentence in which the other side says what it will not do."""
    return tuple(promise for i, sentence in enumerate(sentences) for promise in _promise(i, sentence, judge))


def _promise(index: int, sentence: Sentence, judge: Judge) -> Iterator[Promise]:
    """The promise of a sentence: what its negations take in, where it is the other side that is bound."""
    lower = sentence.lower
    acts: dict[str, Span] = {}
    first = None
    for start, end, scope in judge.scopes(sentence):
        if judge.actor(sentence, Span(end, end + 1))[0] != "them":
            continue
        for name, words in lexicon.ACTS.items():
            match = words.search(lower, max(sentence.lead, scope.start), scope.end)
            if match:
                acts.setdefault(name, Span(match.start(), match.end()))
                first = start if first is None else min(first, start)
    if first is None:
        return
    begin = max(0, first - _BEFORE)
    who = lower[begin:first].rpartition(". ")[2]
    if not acts.keys() & _OWN_USES:
        who += "".join(f" {excepted['who']}" for excepted in _EXCEPTED.finditer(lower, first))
    loophole = _LOOPHOLE.search(lower, first)
    yield Promise(
        sentence=index,
        by=tuple(dict.fromkeys(re.findall(r"[a-z][\w&'-]+(?: part(?:y|ies))?", who))),
        subject=tuple(name for name, words in lexicon.SUBJECTS.items() if words.search(lower)),
        acts=tuple(acts),
        loophole=loophole[0] if loophole and not _GATED.search(lower) else "",
        span=Span(max(sentence.lead, begin), len(sentence.text)),
    )
