"""Grants × Definitions → Expansions: a sentence that gives rights, with what its defined terms stand for.

"You grant the Covered Parties a licence" says little; the definition of "Covered Parties" says it all. The
definitions are written behind the sentence, so that a rule finds its words in either, and each hit keeps the
place where it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from clausecheck.model import Clause, Definition, Expansion, Sentence, Span
from clausecheck.terms.sentences import fold

# What a contract names and does not give: definitions of these say nothing of the signer's rights.
_THEIRS = re.compile(
    r"\b(?:sites?|web ?sites?|services?|platforms?|apps?|applications?|software|products?|agreement"
    r"|contract|(?-i:terms|Terms|TERMS)"
    r"|conditions|polic(?:y|ies)|programs?|tools?|accounts?|subscriptions?|effective date|dates?|law|act"
    r"|claims?"
    r"|disputes?|losses|fees?|charges|company|party|section|session)\b",
    re.IGNORECASE,
)
_TERMS = 200  # defined terms that are looked for; a contract of 100 pages has about 80
_USED = 8  # definitions behind one sentence, those of their own terms among them
_LENGTH = 1_200  # characters of one definition
_LONGEST = 4_000  # characters of all definitions behind a sentence

_Places = tuple[tuple[int, int, int], ...]


def read(
    wanted: Sequence[int],
    sentences: Sequence[Sentence],
    clauses: Sequence[Clause],
    definitions: Sequence[Definition],
    parties: Set[str],
) -> dict[int, Expansion]:
    """Index of a sentence → the sentence with its definitions, where it uses a defined term.

    ``parties``: names that are told by direction, and not expanded. A term that is defined in a circle is
    written once, and one that is defined nowhere not at all.
    """
    known: dict[str, Definition] = {}
    rights = {index: _own(sentences[index]) for index in wanted}
    for definition in definitions:
        if (definition.clause, True) in ((c, span.overlaps(definition.span)) for c, span in rights.values()):
            continue  # it sums up a grant, which speaks for itself: "… (the "License")"
        if definition.term.lower() in parties or _THEIRS.search(definition.term):
            continue
        if len(known) < _TERMS:
            known.setdefault(definition.term, definition)
    if not known or not wanted:
        return {}
    pattern = _pattern(known)
    items = _items(clauses)
    found = {}
    for index in wanted:
        expansion = _expansion(index, sentences[index], known, pattern, clauses, items)
        if expansion:
            found[index] = expansion
    return found


def _own(sentence: Sentence) -> tuple[int, Span]:
    """The clause of a sentence, and its range there without the lead-ins."""
    at, clause, start = sentence.pieces[-1]
    return clause, Span(start, start + len(sentence.text) - at)


def _pattern(known: Mapping[str, Definition]) -> re.Pattern[str]:
    terms = sorted(known, key=lambda term: (-len(term), term))
    return re.compile(rf"(?<![\w\"])(?:{'|'.join(map(re.escape, terms))})(?![\w\"])")


def _items(clauses: Sequence[Clause]) -> dict[int, list[int]]:
    """Clause → the list items that go on from it."""
    found: dict[int, list[int]] = {}
    for clause in clauses:
        if clause.lead_in is not None:
            found.setdefault(clause.lead_in.clause, []).append(clause.index)
    return found


def _expansion(
    index: int,
    sentence: Sentence,
    known: Mapping[str, Definition],
    pattern: re.Pattern[str],
    clauses: Sequence[Clause],
    items: Mapping[int, list[int]],
) -> Expansion | None:
    text, pieces = sentence.text, list(sentence.pieces)
    uses: list[tuple[int, Span, str]] = []
    own = {clause for _, clause, _ in sentence.pieces}
    written = set[str]()
    todo = [(match[0], Span(match.start(), match.end())) for match in pattern.finditer(sentence.text)]
    while todo and len(uses) < _USED and len(text) < len(sentence.text) + _LONGEST:
        term, place = todo.pop(0)
        definition = known[term]
        if term in written or definition.clause in own:
            continue
        written.add(term)
        uses.append((len(text) + 2, place, term))
        for body, home, start in _bodies(definition, clauses, items):
            pieces.append((len(text) + 2, home, start))
            text += "; " + body
            todo += [(match[0], place) for match in pattern.finditer(body) if match[0] != term]
    if not uses:
        return None
    whole = Sentence(sentence.clause, text, fold(text), sentence.lead, tuple(pieces))
    return Expansion(index, whole, len(sentence.text), tuple(uses))


def _bodies(
    definition: Definition, clauses: Sequence[Clause], items: Mapping[int, list[int]]
) -> list[tuple[str, int, int]]:
    """(text, clause, healed offset) of the definition and of the list items that belong to it."""
    clause = clauses[definition.clause]
    start, end = definition.span
    found = [(clause.text[start : min(end, start + _LENGTH)], clause.index, start)]
    for number in items.get(definition.clause, ()):
        item = clauses[number]
        assert item.lead_in is not None
        runs_on = (
            definition.span.end >= item.lead_in.span.end
        )  # not where a bracket stands inside the lead-in
        if runs_on and item.lead_in.span.overlaps(definition.span) and len(found) < _USED:
            found.append((item.text[item.body : item.body + _LENGTH], number, item.body))
    return [body for body in found if body[0].strip()]
