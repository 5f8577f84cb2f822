"""Papers that the contract refers to and that are not in the document: "Schedule B", "our Privacy Policy"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import Clause, Rule, Sentence, Span, Terms

_TITLE = 60  # characters
_NAME = r"(?:[a-z]|\d{1,2}|[ivx]{1,4})(?:-\d{1,2})?"


def unresolved(rule: Rule, terms: Terms, clauses: Sequence[Clause]) -> Iterator[tuple[str, Sentence, Span]]:
    """(paper, the sentence that refers to it first, where), for each that is not in the document."""
    assert rule.unresolved is not None
    labels, papers = rule.unresolved.labels, rule.unresolved.papers
    patterns = []
    if labels:
        patterns.append(rf"(?:{'|'.join(map(re.escape, labels))}) {_NAME}")
    if papers:
        patterns.append(rf"(?:{'|'.join(map(re.escape, papers))})")
    wanted = re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])")
    titles = [title for clause in clauses for title in _titles(clause)]
    seen = set[str]()
    for sentence in terms.units["sentence"]:
        for match in wanted.finditer(sentence.lower, sentence.lead):
            paper = match[0]
            if paper not in seen and not _opens(sentence, match.start()):
                seen.add(paper)
                if not any(re.match(rf"(?:\W|\w+ to )*{re.escape(paper)}\b", title) for title in titles):
                    yield paper, sentence, Span(match.start(), match.end())


def _titles(clause: Clause) -> Iterator[str]:
    """What a reader takes for the title of a clause: its heading, its label, or its first words."""
    if clause.kind != "contents":
        yield from (part.lower() for part in (clause.heading, clause.label) if part)
        yield clause.text[:_TITLE].lower()


def _opens(sentence: Sentence, index: int) -> bool:
    """Whether the words open their sentence, as the title of the paper itself does."""
    return index <= sentence.lead + 2
