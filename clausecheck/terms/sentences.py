"""Clauses → Sentences: each with the lead-ins that it goes on from; and the wider texts that rules read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from clausecheck.model import Clause, Definition, LeadIn, Scope, Sentence, Span

_DEPTH = 8  # nested lists deeper than this do not happen; a circle must not hang us
_LONGEST = (
    6_000  # characters; of 60,000 sentences in 358 contracts, lists in one sentence among them, 9 are longer
)
_LEAD_LENGTH = 2_000  # characters of lead-in carried into each item: a hostile file must not square itself

_Pieces = tuple[tuple[int, int, int], ...]


def fold(text: str) -> str:
    """Lower case of the same length, so that indexes hold ("İ".lower() has two characters)."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def read(clauses: Sequence[Clause]) -> Iterator[Sentence]:
    """Every sentence of the contract, in order; the first one of an item carries the lead-ins."""
    for clause in clauses:
        lead, pieces = _lead(clauses, clause)
        for i, span in enumerate(piece for long in clause.sentences for piece in _pieces(clause.text, long)):
            body = clause.text[span.start : span.end]
            here = (clause.index, span.start)
            if i == 0 and lead:
                yield _sentence(clause.index, lead + body, len(lead), (*pieces, (len(lead), *here)))
            else:
                yield _sentence(clause.index, body, 0, ((0, *here),))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A sentence; one that is longer than any real one in stretches, for patterns may be quadratic in it."""
    start = span.start
    while span.end - start > _LONGEST:
        marks = (text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in ("; ", ", ", " "))
        cut = next((mark + 1 for mark in marks if mark > start), start + _LONGEST)
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def wider(scope: Scope, clauses: Sequence[Clause], definitions: Iterable[Definition]) -> Iterator[Sentence]:
    """The texts that a rule of ``scope`` reads."""
    if scope == "heading":
        for clause in clauses:
            if clause.heading and clause.body:
                yield _sentence(clause.index, clause.text[: clause.body], 0, ((0, clause.index, 0),))
    elif scope == "definition":
        for term in definitions:
            body = clauses[term.clause].text[term.span.start : term.span.end]
            yield _sentence(term.clause, body, 0, ((0, term.clause, term.span.start),))
    elif scope == "document":
        yield from _joined(clauses, clauses)
    elif scope == "clause":
        for clause in clauses:
            yield from _joined(clauses, (clause,))
    else:
        for i, clause in enumerate(clauses):
            if clause.parent is None:
                end = next((j for j in range(i + 1, len(clauses)) if clauses[j].parent is None), len(clauses))
                yield from _joined(clauses, clauses[i:end])


def _joined(clauses: Sequence[Clause], members: Sequence[Clause]) -> Iterator[Sentence]:
    """The bodies of ``members`` as one text, the lead-ins of the first before them."""
    lead, pieces = _lead(clauses, members[0]) if members else ("", ())
    parts, found, length = [lead], list(pieces), len(lead)
    for clause in members:
        body = clause.text[clause.body :]
        if clause.sentences and body.strip():
            found.append((length, clause.index, clause.body))
            parts.append(body + "\n")
            length += len(body) + 1
    if length > len(lead):
        yield _sentence(members[0].index, "".join(parts), len(lead), tuple(found))


def _sentence(clause: int, text: str, lead: int, pieces: _Pieces) -> Sentence:
    return Sentence(clause, text, fold(text), lead, pieces)


def _lead(clauses: Sequence[Clause], clause: Clause) -> tuple[str, _Pieces]:
    chain: list[LeadIn] = []
    at = clause.lead_in
    while at is not None and len(chain) < _DEPTH:
        chain.append(at)
        at = clauses[at.clause].lead_in
    text = ""
    pieces: list[tuple[int, int, int]] = []
    for lead in reversed(chain):
        words = clauses[lead.clause].text[lead.span.start : lead.span.end].rstrip()
        if len(text) + len(words) <= _LEAD_LENGTH:
            pieces.append((len(text), lead.clause, lead.span.start))
            text += words + " "
    return text, tuple(pieces)
