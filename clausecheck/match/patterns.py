"""A pattern on a sentence → hits. The kinds of pattern are few; each one is a function."""

from __future__ import annotations

from clausecheck.match.phrase import phrase, regex
from clausecheck.match.tokens import tokens
from clausecheck.model import AllOf, AnyOf, Near, Pattern, Phrase, Regex, Sentence, Span, Tokens

Hit = tuple[Span, ...]  # the first span is the trigger: what negation and direction are asked about


def hits(pattern: Pattern, sentence: Sentence) -> list[Hit]:
    """Every place of ``sentence`` where ``pattern`` holds, in order of position."""
    match pattern:
        case Phrase():
            return [(span,) for span in phrase(pattern, sentence)]
        case Regex():
            return [(span,) for span in regex(pattern, sentence)]
        case Tokens():
            return [(span,) for span in tokens(pattern, sentence)]
        case AnyOf(patterns):
            return _distinct([hit for part in patterns for hit in hits(part, sentence)])
        case AllOf(patterns):
            return _all(patterns, sentence)
        case Near():
            return _near(pattern, sentence)


def _distinct(found: list[Hit]) -> list[Hit]:
    """Of hits that overlap, the longest; alternatives of one rule often find the same words."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda h: (h[0].start - h[0].end, h[0].start, len(h))):
        if not any(hit[0].overlaps(other[0]) for other in kept):
            kept.append(hit)
    return sorted(kept)


def _all(patterns: tuple[Pattern, ...], sentence: Sentence) -> list[Hit]:
    """Each hit of the first pattern, with the first hit of each of the others beside it."""
    rest: list[Span] = []
    for part in patterns[1:]:
        found = hits(part, sentence)
        if not found:
            return []
        rest += found[0]
    return [(*hit, *rest) for hit in hits(patterns[0], sentence)]


def _near(pattern: Near, sentence: Sentence) -> list[Hit]:
    """The stretch from one to the other, for each a with its nearest b."""
    seconds = [hit[0] for hit in hits(pattern.b, sentence)]
    found: list[Hit] = []
    for first, *_ in hits(pattern.a, sentence):
        reachable = [
            (gap, second)
            for second in seconds
            if (gap := _words_between(sentence.lower, first, second, pattern.forward)) is not None
            and gap <= pattern.within
        ]
        if reachable:
            second = min(reachable)[1]
            found.append((Span(min(first.start, second.start), max(first.end, second.end)),))
    return _distinct(found)


def _words_between(text: str, first: Span, second: Span, forward: bool) -> int | None:
    if first.end <= second.start:
        return len(text[first.end : second.start].split())
    if second.end <= first.start and not forward:
        return len(text[second.end : first.start].split())
    return None
