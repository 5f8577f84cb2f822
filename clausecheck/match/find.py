"""The matching itself: gate, confirm, veto, negation, direction, and one finding per rule and clause."""

from __future__ import annotations

import hashlib
import operator
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from clausecheck.match.evidence import evidence
from clausecheck.match.gate import Gate
from clausecheck.match.patterns import Finder, Hit, distinct, finder
from clausecheck.match.undefined import undefined
from clausecheck.model import (
    Clause,
    Confidence,
    Cue,
    Document,
    Evidence,
    Finding,
    NotAssessed,
    Pattern,
    Reason,
    Rule,
    RulePack,
    Scope,
    Sentence,
    Span,
    Suppressed,
    Terms,
)

_EXCERPT = "only a part of the contract was given: the definition may stand elsewhere"
_REMEMBERED = 64  # veto results kept
NO_GRANT = 0.6  # exposure where no grant touches the clause: unclear

# Where one coordinated phrase ends and the next begins; a veto reaches no further.
_PHRASE_END = re.compile(
    r"[;:()]| - |—|\bprovided that\b|\bexcept\b|\bbut\b|, (?:which|who)\b"
    r"|,? (?:and|or|but) (?:to |that |shall |will |may |must |the |any |all |you |we |i |hereby )"
)


class Judge(Protocol):
    """Answers about one sentence, from the stage that read the terms."""

    def negation(self, sentence: Sentence, hit: Span) -> Cue | None:
        """The cue that negates the hit."""

    def actor(self, sentence: Sentence, hit: Span) -> tuple[str, Cue | None]:
        """Who acts: us, them, both, other or unknown."""


class Matches(NamedTuple):
    """What matching found; findings in document order."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    not_assessed: tuple[NotAssessed, ...]


class _Held(NamedTuple):
    """A hit that stands."""

    clause: int
    evidence: Evidence
    confidence: Confidence
    because: tuple[str, ...]


def find(
    document: Document,
    clauses: Sequence[Clause],
    terms: Terms,
    packs: Sequence[RulePack],
    judge: Judge,
    *,
    side: str = "us",
    excerpt: bool = False,
) -> Matches:
    """Run every rule of ``packs`` over the contract; in an excerpt, what is missing cannot be judged."""
    run = _Run(document, clauses, terms, judge, directed=side != "any")
    every = [rule for pack in packs for rule in pack.rules]
    rules = [rule for rule in every if not (excerpt and rule.undefined)]
    skipped = tuple(NotAssessed(rule.id, _EXCERPT) for rule in every if excerpt and rule.undefined)
    held: dict[tuple[int, int], list[_Held]] = {}
    suppressed: list[Suppressed] = []
    for i, outcome in run.outcomes(rules):
        if isinstance(outcome, Suppressed):
            suppressed.append(outcome)
        else:
            held.setdefault((i, outcome.clause), []).append(outcome)
    ordered = sorted(held.items(), key=lambda item: (item[1][0].evidence.parts[0].start, item[0]))
    exposures = _exposures(terms, clauses)
    findings, seen = [], dict[str, int]()
    for (i, clause), found in ordered:
        findings.append(_finding(rules[i], clauses[clause], found, exposures[clause], seen))
    return Matches(tuple(findings), tuple(sorted(suppressed, key=_place)), skipped)


class _Run:
    """One contract: what all rules look at."""

    def __init__(
        self, document: Document, clauses: Sequence[Clause], terms: Terms, judge: Judge, *, directed: bool
    ) -> None:
        self.document, self.clauses, self.terms, self.judge = document, clauses, terms, judge
        self.directed = directed
        self._finders: dict[int, Finder] = {}  # by identity of the pattern, which the rules keep alive
        self._vetoed: dict[tuple[int, int], list[Hit]] = {}
        self._scopes: dict[Scope, dict[int, Sentence]] = {}
        self._homes: dict[int, list[Sentence]] = {}
        self._sentences = frozenset(map(id, terms.units["sentence"]))
        for sentence in terms.units["sentence"]:
            self._homes.setdefault(sentence.clause, []).append(sentence)

    def outcomes(self, rules: Sequence[Rule]) -> Iterator[tuple[int, _Held | Suppressed]]:
        """Everything that any rule says, with the index of the rule."""
        for scope, index, gate in _gates(rules):
            for unit, candidates, present in gate.candidates(self.terms.units[scope]):
                for candidate in candidates:
                    i = index[candidate.rule]
                    found = [hit for part in candidate.alternatives for hit in part.hits(unit, present)]
                    for outcome in self._judged(rules[i], unit, distinct(found)):
                        yield i, outcome
        for i, rule in enumerate(rules):
            if rule.undefined:
                yield from ((i, outcome) for outcome in self._undefined(rule))

    def _finder(self, pattern: Pattern) -> Finder:
        found = self._finders.get(id(pattern))
        if found is None:
            found = self._finders[id(pattern)] = finder(pattern)
        return found

    def _judged(self, rule: Rule, unit: Sentence, found: list[Hit]) -> Iterator[_Held | Suppressed]:
        for hit in found:
            if max(span.end for span in hit) > unit.lead:  # a lead-in speaks once, in its own clause
                outcome = self._judge(rule, unit, hit)
                if outcome:
                    yield outcome

    def _judge(self, rule: Rule, unit: Sentence, hit: Hit) -> _Held | Suppressed | None:
        home, spot = self._home(unit, hit)
        negated = None if rule.negation == "ignore" else self.judge.negation(home, spot)
        if rule.negation == "only" and negated is None:
            return None
        if rule.negation == "respect" and negated:
            return self._suppressed(rule, unit, hit, "negated", negated.text)
        veto = self._veto(rule, unit, hit)
        if veto is not None:
            return self._suppressed(rule, unit, hit, "not", veto)
        because = [f'the words "{_short(unit.text[hit[0].start : hit[0].end])}"']
        if negated:
            because.append(f'inside the promise "{_short(negated.text)}"')
        return self._direct(rule, unit, hit, home, spot, because)

    def _direct(
        self, rule: Rule, unit: Sentence, hit: Hit, home: Sentence, spot: Span, because: list[str]
    ) -> _Held | Suppressed | None:
        confidence, wanted = rule.confidence, rule.direction.actor
        if self.directed and wanted != "any":
            actor, cue = self.judge.actor(home, spot)
            said = _short(cue.text) if cue else ""
            if actor in ("us", "them") and actor != wanted:
                return self._suppressed(rule, unit, hit, "direction", said)
            if actor in ("us", "them", "both"):
                because.append(
                    f'it is {"you who gives" if wanted == "us" else "they who promise"} here: "{said}"'
                )
            elif rule.direction.unknown == "skip":
                return self._suppressed(rule, unit, hit, "direction", "unclear who acts")
            elif rule.direction.unknown == "lower":
                confidence = Confidence(max(0, confidence - 1))
                because.append("unclear who gives or promises: less sure")
        shown = home if len(hit) == 1 else unit
        spans = (spot,) if len(hit) == 1 else hit
        proof = evidence(self.document, self.clauses, shown, spans)
        if not proof.parts:
            return None
        own = next(span for span in hit if span.end > unit.lead)
        clause = unit.ranges(max(own.start, unit.lead), own.end)[0][0]
        return _Held(clause, proof, confidence, tuple(because))

    def _home(self, unit: Sentence, hit: Hit) -> tuple[Sentence, Span]:
        """The sentence that holds the trigger of a wider unit, and where; the unit itself where none does."""
        if id(unit) in self._sentences:
            return unit, hit[0]
        clause, healed = unit.ranges(hit[0].start, hit[0].end)[0]
        for sentence in self._homes.get(clause, ()):
            at, home, start = sentence.pieces[-1]
            end = start + len(sentence.text) - at
            if home == clause and start <= healed.start and healed.end <= end:
                return sentence, Span(at + healed.start - start, at + healed.end - start)
        return unit, hit[0]

    def _veto(self, rule: Rule, unit: Sentence, hit: Hit) -> str | None:
        """The words that take the hit back."""
        for veto in rule.vetoes:
            if veto.scope is None or veto.scope == rule.scope:
                where, reach = unit, _phrase(unit.lower, hit[0]) if veto.scope is None else None
            else:
                clause = unit.ranges(hit[0].start, hit[0].end)[0][0]
                around = self._around(veto.scope).get(clause)
                if around is None:
                    continue
                where, reach = around, None
            for found in self._veto_hits(veto.pattern, where):
                if reach is None or found[0].overlaps(reach):
                    return _short(where.text[found[0].start : found[0].end])
        return None

    def _veto_hits(self, pattern: Pattern, where: Sentence) -> list[Hit]:
        """The hits of a veto; a sentence is asked once for all hits of a rule."""
        key = id(pattern), id(where)
        if key not in self._vetoed:
            if len(self._vetoed) > _REMEMBERED:
                self._vetoed.clear()
            self._vetoed[key] = self._finder(pattern).hits(where, None)
        return self._vetoed[key]

    def _around(self, scope: Scope) -> dict[int, Sentence]:
        """The text of ``scope`` that holds each clause."""
        if scope not in self._scopes:
            units = self.terms.units[scope]
            self._scopes[scope] = {piece[1]: unit for unit in reversed(units) for piece in unit.pieces}
        return self._scopes[scope]

    def _suppressed(
        self, rule: Rule, unit: Sentence, hit: Hit, reason: Reason, cue: str
    ) -> Suppressed | None:
        proof = evidence(self.document, self.clauses, unit, hit)
        if not proof.parts:
            return None
        return Suppressed(rule.id, self.clauses[unit.clause].number, reason, cue, (proof,))

    def _undefined(self, rule: Rule) -> Iterator[_Held]:
        for term, sentence, span in undefined(rule, self.terms, self.judge.negation):
            proof = evidence(self.document, self.clauses, sentence, (span,))
            if proof.parts:
                because = (f'"{term}" is used here and defined nowhere',)
                yield _Held(sentence.clause, proof, rule.confidence, because)


_built: list[tuple[Sequence[Rule], tuple[tuple[Scope, list[int], Gate], ...]]] = []


def _gates(rules: Sequence[Rule]) -> tuple[tuple[Scope, list[int], Gate], ...]:
    """(scope, indexes of its rules, their gate), kept for the next document with the same rules."""
    for known, gates in _built:
        if len(known) == len(rules) and all(map(operator.is_, known, rules)):
            return gates
    made = []
    for scope in sorted({rule.scope for rule in rules if rule.match}):
        index = [i for i, rule in enumerate(rules) if rule.match and rule.scope == scope]
        made.append((scope, index, Gate([rules[i] for i in index])))
    _built[:] = [(tuple(rules), tuple(made))]
    return _built[0][1]


def _phrase(lower: str, hit: Span) -> Span:
    """The coordinated phrase around ``hit``."""
    ends = _phrase_ends(lower)
    before = bisect_right(ends, hit.start, key=lambda end: end.end)
    after = bisect_left(ends, hit.end, key=lambda end: end.start)
    return Span(ends[before - 1].end if before else 0, ends[after].start if after < len(ends) else len(lower))


@lru_cache(maxsize=32)
def _phrase_ends(lower: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in _PHRASE_END.finditer(lower)]


def _finding(
    rule: Rule, clause: Clause, found: Sequence[_Held], exposure: float, seen: dict[str, int]
) -> Finding:
    proofs = tuple(sorted((held.evidence for held in found), key=lambda e: e.parts[0].start))
    quote = re.sub(r"[\W_]+", " ", proofs[0].quote.lower()).strip()
    key = f"{rule.id}\n{quote}"
    ordinal = seen[key] = seen.get(key, 0) + 1
    best = max(found, key=lambda held: held.confidence)
    return Finding(
        rule=rule,
        severity=rule.severity,
        confidence=best.confidence,
        message=rule.title,
        clause=clause.number,
        heading=clause.heading,
        evidence=proofs,
        because=best.because,
        fingerprint=hashlib.sha256(f"{key}\n{ordinal}".encode()).hexdigest()[:16],
        exposure=exposure,
    )


def _exposures(terms: Terms, clauses: Sequence[Clause]) -> list[float]:
    """For each clause the largest exposure of the grants in it, in the clauses around it, or in its items."""
    own, below = [0.0] * len(clauses), [0.0] * len(clauses)
    for grant in terms.grants:
        own[grant.clause] = max(own[grant.clause], grant.exposure)
        parent = clauses[grant.clause].parent
        if parent is not None:
            below[parent] = max(below[parent], grant.exposure)
    for i, clause in enumerate(clauses):  # a clause comes after the one around it
        if clause.parent is not None:
            own[i] = max(own[i], own[clause.parent])
    return [max(pair) or NO_GRANT for pair in zip(own, below, strict=True)]


def _place(suppressed: Suppressed) -> tuple[int, str]:
    return suppressed.evidence[0].parts[0].start, suppressed.rule


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else words[:79] + "…"
