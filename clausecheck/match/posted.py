"""Sentences of a posting → what it promises, quoted without the line above it that served as a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from clausecheck.match.answers import Answer
from clausecheck.match.hits import Run
from clausecheck.model import Evidence, Sentence, Span

_HEADING = 44  # characters: a first line as short as this, without an end, is a heading
_LONG_HEADING = 120  # the same where an empty line follows
_BEGINS = re.compile(r"\s*[\"'“‘(]?[A-Z0-9$£€]")
# Words of a promise, and of what is asked of the reader instead. Written from postings, casting calls and
# e-mails as they are made up in the tests of this room.
_PROMISES = re.compile(
    r"\b(?:we(?:'ll| will| won't| shall| never| do not| don't| guarantee| promise| pay| cover| provide| offer"
    r"| keep| delete)|you(?:'ll| will| are| get)? (?:not )?(?:be |get |receive|keep|own|have the right)"
    r"|(?:will|shall|does|do|is|are) (?:not|never|only|always)|won't|never|nobody will|no one will"
    r"|nothing will|will only|guarantee\w*|promise\w*|at no cost"
    r"|free of charge|only (?:for|be|used|in)|(?:is|are|will be) (?:provided|covered|included|reimbursed|paid"
    r"|kept|deleted|destroyed|yours|confidential|private)|for [\w ]{1,30} only|within \w+ (?:hours?|days?"
    r"|weeks?))\b"
)
_ASKS = re.compile(
    r"\b(?:you|applicants?|actors?|participants?|candidates?|performers?|talent) (?:must|should|need"
    r"|have to|are"
    r" (?:asked|required|expected|over|at least|available|comfortable))\b|^(?:please|send|apply|submit"
    r"|bring|email"
    r"|reply|do not|don't)\b|\bplease\b|\b(?:must|should) be\b|\bif you (?:are|have"
    r"|can)\b[^.]{0,40}\b(?:apply|send)\b"
)
_TELLS = re.compile(r"\b(?:not|never|no|will|won't|shall|may|can|are|is)\b")
_GAP = " … "
_OLDER = re.compile(r"^[ \t]*>.*$", re.MULTILINE)  # a line of older mail
_PARTS = re.compile(r"; |, and |, but | and (?=(?:we|you|your|the|it|no|nothing|nobody|they)\b)")

# A word of the posting for somebody without a name. Written from the project's own postings.
_SOMEBODY = re.compile(
    r"\b(?:an?|our|the|one of our|several|other|some) (?:[\w-]+ ){0,3}?(?:partners?|clients?|sponsors?"
    r"|collaborators?"
    r"|brands?|customers?|tech compan(?:y|ies)|(?:tech|film|media|game|software|ai) compan(?:y|ies))\b"
    r"|\bconfidential (?:client|project|brand|partner)\b"
)

# "Lumenface is a London company": that one is named.
_OURSELVES = re.compile(
    r"\b(?:is|are) an? (?:[\w-]+ ){0,4}(?:company|studio|platform|lab|university|brand|sponsor)\b"
)


class Posted:
    """The sentences of one posting: which of them a kind of promise has taken."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._taken: dict[int, list[Span]] = {}  # by identity of the sentence
        self._older = [Span(*line.span()) for line in _OLDER.finditer(run.document.text)]

    def proof(self, answer: Answer) -> Evidence:
        """The words of a promise, in their sentence."""
        self._taken.setdefault(id(answer.sentence), []).extend(answer.hit)
        return self.quoted(answer.sentence, answer.hit)

    def is_quoted(self, sentence: Sentence, hit: Sequence[Span] = ()) -> bool:
        """Whether the words are a line of older mail, which this one quotes: "> Will I be paid?"."""
        if not self._older:
            return False
        proof = self._run.proof(sentence, hit or (Span(sentence.lead, len(sentence.text)),))
        return bool(proof.parts) and any(
            line.start <= proof.parts[0].start < line.end for line in self._older
        )

    def older(self) -> Iterator[Evidence]:
        """The first line of older mail, where there is one."""
        sentences = (one for one in self._run.terms.units["sentence"] if self.is_quoted(one))
        for sentence in islice(sentences, 1):
            yield self._run.proof(sentence, (Span(sentence.lead, len(sentence.text)),))

    def rest(self) -> Iterator[Evidence]:
        """The parts of sentences that sound like a promise to the reader and that nothing has taken."""
        for sentence in self._run.terms.units["sentence"]:
            taken = self._taken.get(id(sentence), [])
            for part in _parts(sentence):
                words = sentence.lower[part.start : part.end].strip()
                if any(part.overlaps(span) for span in taken) or not _PROMISES.search(words):
                    continue
                if self.is_quoted(sentence, (part,)):
                    continue
                if not _ASKS.search(words):
                    proof = self.quoted(sentence, (part,))
                    if proof.parts:
                        yield proof

    def somebody(self) -> Iterator[Evidence]:
        """Where the posting speaks of somebody else without a name."""
        for sentence in self._run.terms.units["sentence"]:
            found = _SOMEBODY.search(sentence.lower, sentence.lead)
            if found and not self.is_quoted(sentence) and not _OURSELVES.search(sentence.lower):
                proof = self.quoted(sentence, (Span(found.start(), found.end()),))
                if proof.parts:
                    yield proof

    def quoted(self, sentence: Sentence, hit: Sequence[Span]) -> Evidence:
        """The words in their sentence, without its heading."""
        head = self._heading(sentence)
        if sentence.lead and not head:
            return self._beside_lead(sentence, hit)
        spans = tuple(Span(max(span.start, head), span.end) for span in hit if span.end > head)
        proof = self._run.proof(sentence, spans or hit)
        if head and not spans:
            return proof._replace(sentence=sentence.text[:head].strip())
        if not head:
            return proof
        cut = len(sentence.text.strip()) - len(sentence.text[head:].strip())
        marks = tuple(Span(max(0, mark.start - cut), mark.end - cut) for mark in proof.marks)
        return proof._replace(sentence=sentence.text[head:].strip(), marks=marks)

    def _beside_lead(self, sentence: Sentence, hit: Sequence[Span]) -> Evidence:
        """The words of a list item: without its lead-in, or, where that says "not", with a gap between."""
        proof, lead = self._run.proof(sentence, hit), sentence.lead
        shift = len(sentence.text) - len(sentence.text.lstrip())
        whole = sentence.text.strip()
        first, rest = whole[: lead - shift].rstrip(), whole[lead - shift :].lstrip()
        if _TELLS.search(first.lower()) or any(span.start < lead for span in hit):
            begin = f"{first}{_GAP}"
        else:
            begin = ""
        moved = len(begin) - (len(whole) - len(rest))
        marks = tuple(
            mark if mark.end <= len(first) else Span(max(0, mark.start + moved), max(0, mark.end + moved))
            for mark in proof.marks
        )
        return proof._replace(sentence=f"{begin}{rest}", marks=marks)

    def _heading(self, sentence: Sentence) -> int:
        """How many characters of the sentence are a short first line above its paragraph ("Pay")."""
        whole = self._run.proof(sentence, (Span(0, len(sentence.text)),))
        if not whole.parts:
            return 0
        text, at = self._run.document.text, whole.parts[0].start
        first, _, rest = text[at : whole.parts[0].end].partition("\n")
        gap = rest.startswith("\n") or rest.lstrip(" \t").startswith("\n")
        alone = not text[:at].strip() or text[:at].rstrip(" \t").endswith("\n\n")
        short = (
            0 < len(first.strip()) <= (_LONG_HEADING if gap else _HEADING) and first.strip()[-1] not in ".,;!"
        )
        if not (alone and short and _BEGINS.match(rest) and sentence.text.startswith(first.strip())):
            return 0
        return len(first.strip()) + 1


def _parts(sentence: Sentence) -> Iterator[Span]:
    start = sentence.lead
    for cut in _PARTS.finditer(sentence.lower, start):
        yield Span(start, cut.start())
        start = cut.end()
    yield Span(start, len(sentence.text))
