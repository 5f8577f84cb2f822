"""Sentences → Wordings: each as drafts are compared by it, with who may and who must."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from clausecheck.model import Actor, Clause, Definition, Sentence, Side, Span, Stance, Wording
from clausecheck.terms import lexicon
from clausecheck.terms.judge import Judge

# Words that turn a sentence, allow, oblige, ask for a yes, limit or let out: read off the duties and promises
# of the contracts that the rules were tried on.
_STANCES = re.compile(
    r"\b(?:(?P<not>not|never|no|nor|neither|none|nothing|nobody|cannot|prohibited|forbidden|refrains? from)"
    r"|(?P<free>without(?: [\w']+){0,5}? (?:consents?|approval|permission)|without)"
    r"|(?P<may>may|can|is free to|(?:is|are|be) (?:entitled|allowed|permitted) to|has the right to)"
    r"|(?P<must>shall|will|must|agrees? to|undertakes? to|covenants? to|warrants?"
    r"|(?:is|are) (?:required|obliged) to)"
    r"|(?P<consent>consents?|approv(?:e|es|ed|al)|permission)"
    r"|(?P<only>only|solely|exclusively)"
    r"|(?P<except>except|unless|other than|save (?:that|as|for)|provided,? (?:however,? )?that))\b"
)
_VERB = re.compile(r"\b(?:shall|will|must|may|can|cannot|does|do|is|are|not)\b")
_BY = re.compile(r" (?:in writing )?(?:of|from|by) (?:the |her |his |its )?(?P<who>[\w' ]+)")
_OF = re.compile(
    r"\b(?P<who>your|our|my|her|his|[\w]+'s?) (?:(?:prior|written|express|further|and),? ){0,4}\Z"
)
_NEARBY = 60  # characters in which the owner of a consent stands before it
# Who says yes for the signer.
_SIGNERS = ("agent", "guardian", "parent", "estate", "union", "her", "his", "my")
_OPPOSITE: Mapping[str, Actor] = {"us": "them", "them": "us"}
_MOST = 40  # of these words in one sentence; a real one has a dozen


def read(
    clauses: Sequence[Clause],
    sentences: Sequence[Sentence],
    definitions: Sequence[Definition],
    sides: Mapping[str, Side],
    judge: Judge,
) -> Iterator[Wording]:
    """Headings and sentences in document order. Page and line are left to who has the document."""
    names = {name: sides[name] for name in sorted(sides, key=len, reverse=True) if name}
    defined: dict[int, list[Definition]] = {}
    for definition in definitions:
        defined.setdefault(definition.clause, []).append(definition)
    own: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        own.setdefault(sentence.clause, []).append(sentence)
    for clause in clauses:
        if clause.kind == "contents":
            continue
        if clause.heading:
            yield from _heading(clause, clause.heading)
        for sentence in own.get(clause.index, ()):
            yield from _sentence(clause, sentence, defined.get(clause.index, ()), names, judge)


def _heading(clause: Clause, words: str) -> Iterator[Wording]:
    at = max(0, clause.text.find(words, len(clause.label or "")))
    places = clause.spans(at, at + len(words))
    if places:
        start, end = places[0].start, places[-1].end
        yield Wording(clause.index, clause.number, words, words, "", start, end, 0, 0, title=True)


def _sentence(
    clause: Clause,
    sentence: Sentence,
    defined: Sequence[Definition],
    names: Mapping[str, Side],
    judge: Judge,
) -> Iterator[Wording]:
    healed = Span(sentence.pieces[-1][2], sentence.pieces[-1][2] + len(sentence.text) - sentence.lead)
    places = clause.spans(healed.start, healed.end)
    if not places:
        return
    stances = tuple(_stances(sentence, names, judge))
    yield Wording(
        clause=clause.index,
        number=clause.number,
        heading=clause.heading,
        text=sentence.text[sentence.lead :],
        lead=sentence.text[: sentence.lead].strip(),
        start=places[0].start,
        end=places[-1].end,
        page=0,
        line=0,
        stances=stances,
        subjects=_subjects(sentence.lower) if stances else (),
        defines=tuple(dict.fromkeys(each.term for each in defined if each.span.overlaps(healed))),
    )


def _subjects(lower: str) -> tuple[str, ...]:
    return tuple(name for name, words in lexicon.SUBJECTS.items() if words.search(lower))


def _stances(sentence: Sentence, names: Mapping[str, Side], judge: Judge) -> Iterator[Stance]:
    """Those of the sentence itself, each with whom it binds or lets do something."""
    for count, match in enumerate(_STANCES.finditer(sentence.lower, sentence.lead)):
        if count == _MOST:
            return
        kind, start, end = match.lastgroup, match.start() - sentence.lead, match.end() - sentence.lead
        holder = _holder(sentence, match, names, judge)
        yield Stance(kind, start, end, holder)  # type: ignore[arg-type]


def _holder(sentence: Sentence, word: re.Match[str], names: Mapping[str, Side], judge: Judge) -> Actor:
    """Who is spoken of. The judge says who gives: where Company may do something, that is the signer."""
    if word.lastgroup == "consent" and (owner := _owner(sentence.lower, word, names)) is not None:
        return _OPPOSITE[owner]  # it binds who has to ask
    actor, cue = judge.actor(sentence, Span(word.end(), word.end() + 1))
    if cue is None or actor not in _OPPOSITE:
        return actor
    said = cue.text.lower().removeprefix("the ")
    named = next((side for name, side in names.items() if said.startswith(name)), None)
    if named is not None and named in _OPPOSITE:
        return named
    received = not _VERB.search(said)  # "grants Producer", "assigned to Producer"
    return _OPPOSITE[actor] if received or said.endswith((" may", " can")) else actor


def _owner(lower: str, word: re.Match[str], names: Mapping[str, Side]) -> Side | None:
    """Whose yes it is: "Performer's written consent", "the approval of the agent"."""
    after = _BY.match(lower, word.end())
    said = after["who"] if after else ""
    if not said:
        before = _OF.search(lower, max(0, word.start() - _NEARBY), word.start())
        said = before["who"] if before else ""
    if said.startswith(_SIGNERS):
        return "us"
    side = next((side for name, side in names.items() if said.startswith(name)), None)
    return side if side in _OPPOSITE else None
