"""Sentences × patterns → hits, those that stand and those that were taken back, with the reason."""

from __future__ import annotations

import operator
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from clausecheck.match.answers import ANSWERS, Answers, Judge
from clausecheck.match.evidence import evidence
from clausecheck.match.gate import Gate
from clausecheck.match.patterns import Finder, Hit, distinct, finder
from clausecheck.match.questions import questions
from clausecheck.model import (
    Clause,
    Confidence,
    Cue,
    Document,
    Evidence,
    Expansion,
    Law,
    Pattern,
    PromiseKind,
    Reason,
    Rule,
    Scope,
    Sentence,
    Span,
    Suppressed,
    Terms,
    composed,
)
from clausecheck.model.noun import NamedTuple

_REMEMBERED = 64  # veto results kept

# A "not" with its verb: between two words it denies that they go together.
_DENIES = re.compile(r"(?:is|are|was|were|does|do|did|shall|will|may|must|can|cannot|could|should|would)\b")

# Where one coordinated phrase ends and the next begins; a veto reaches no further.
_PHRASE_END = re.compile(
    r"[;:()]| - |—|\bprovided that\b|\bexcept\b|\bbut\b|, (?:which|who)\b"
    r"|,? (?:and|or|but) (?:to |that |shall |will |may |must |the |any |all |you |we |i |hereby )"
)


class Held(NamedTuple):
    """A hit that stands."""

    clause: int
    evidence: tuple[Evidence, ...]
    confidence: Confidence
    because: tuple[str, ...]
    shift: int = 0  # steps of severity, for what both sides do alike


class Plan(NamedTuple):
    """The gates of one set of rules and kinds of promises, kept for the next document."""

    rules: tuple[Rule, ...]
    laws: tuple[Law, ...]
    kinds: tuple[PromiseKind, ...]
    gates: tuple[tuple[Scope, list[int], Gate], ...]  # scope, index of the rule of each pattern
    asked: tuple[Pattern, ...]  # patterns of the gate of sentences after those of the rules: questions


class Run:
    """One contract: what all rules look at."""

    def __init__(
        self, document: Document, clauses: Sequence[Clause], terms: Terms, judge: Judge, *, directed: bool
    ) -> None:
        self.document, self.clauses, self.terms, self.judge = document, clauses, terms, judge
        self.directed = directed
        self.answers = Answers(judge)
        self._finders: dict[int, Finder] = {}  # by identity of the pattern, which the rules keep alive
        self._vetoed: dict[tuple[int, int], list[Hit]] = {}
        self._scopes: dict[Scope, dict[int, Sentence]] = {}
        self._homes: dict[int, list[Sentence]] = {}
        self._expanded = {id(expansion.sentence): expansion for expansion in terms.expansions}
        wider = (unit for scope, units in terms.units.items() if scope != "sentence" for unit in units)
        self._wider = frozenset(map(id, wider)).union(self._expanded)
        for sentence in terms.units["sentence"]:
            self._homes.setdefault(sentence.clause, []).append(sentence)

    def outcomes(self, plan: Plan) -> Iterator[tuple[int, Held | Suppressed]]:
        """Everything that rules of words say, with the index of the rule; questions are noted on the way."""
        for scope, index, gate in plan.gates:
            for unit, candidates, present in gate.candidates(self.terms.units[scope]):
                for candidate in candidates:
                    if candidate.pattern >= len(index):
                        pattern = plan.asked[candidate.pattern - len(index)]
                        self.answers.note(pattern, unit, candidate.alternatives, present)
                        continue
                    i = index[candidate.pattern]
                    found = [hit for part in candidate.alternatives for hit in part.hits(unit, present)]
                    for outcome in self._judged(plan.rules[i], unit, found) if found else ():
                        yield i, outcome

    def expanded(self, plan: Plan) -> Iterator[tuple[int, Held]]:
        """What rules find in the definitions of a grant's terms: held in the clause of the grant."""
        for scope, index, gate in plan.gates:
            if scope != "sentence" or not self.terms.expansions:
                continue
            for unit, candidates, present in gate.candidates([e.sentence for e in self.terms.expansions]):
                expansion = self._expanded[id(unit)]
                for candidate in candidates:
                    if candidate.pattern >= len(index):
                        continue
                    rule = plan.rules[index[candidate.pattern]]
                    if rule.direction.actor != "us" or rule.negation != "respect" or not rule.expand:
                        continue
                    found = [hit for part in candidate.alternatives for hit in part.hits(unit, present)]
                    for hit in distinct([hit for hit in found if _reaches(hit, expansion.tail)]):
                        held = self._defined(rule, expansion, hit)
                        if held:
                            yield index[candidate.pattern], held

    def proof(self, sentence: Sentence, spans: Sequence[Span], role: str = "trigger") -> Evidence:
        """The words at ``spans`` of ``sentence``, as they stand in the document."""
        return evidence(self.document, self.clauses, sentence, spans, role)  # type: ignore[arg-type]

    def verdict(self, rule: Rule, unit: Sentence, hit: Hit) -> Held | Suppressed | None:
        """What becomes of one hit; None where it is none of the rule's business."""
        return self._judge(rule, unit, hit)

    def home(self, unit: Sentence, hit: Hit) -> tuple[Sentence, Span]:
        """The sentence that holds the trigger of a wider unit, and where; the unit itself where none does."""
        return self._home(unit, hit)

    # ------------------------------------------------------------ one hit

    def _judged(self, rule: Rule, unit: Sentence, found: list[Hit]) -> Iterator[Held | Suppressed]:
        """What stands of the hits; of those that overlap, the longest that stands, else the longest."""
        outcomes: dict[Hit, Held | Suppressed] = {}
        for hit in found if len(found) < ANSWERS else distinct(found):
            if max(span.end for span in hit) > unit.lead:  # a lead-in speaks once, in its own clause
                outcome = self._judge(rule, unit, hit)
                if outcome:
                    outcomes[hit] = outcome
        held = distinct([hit for hit, outcome in outcomes.items() if isinstance(outcome, Held)])
        yield from (outcomes[hit] for hit in held)
        back = [hit for hit, outcome in outcomes.items() if isinstance(outcome, Suppressed)]
        for hit in distinct(back):
            if not any(hit[0].overlaps(other[0]) for other in held):
                yield outcomes[hit]

    def _judge(self, rule: Rule, unit: Sentence, hit: Hit) -> Held | Suppressed | None:
        home, spot = self._home(unit, hit)
        negated = None if rule.negation == "ignore" else self._negation(home, spot, hit)
        if rule.negation == "only" and negated is None:
            return None
        if rule.negation == "respect" and negated:
            return self._suppressed(rule, unit, hit, "negated", negated.text)
        other = self.judge.no_right(home) if rule.object == "rights" else None
        if other:
            return self._suppressed(rule, unit, hit, "object", other.text)
        veto = self._veto(rule, unit, hit)
        if veto is not None:
            return self._suppressed(rule, unit, hit, "not", veto)
        because = [f'the words "{short(unit.text[hit[0].start : hit[0].end])}"']
        if negated:
            because.append(f'inside the promise "{short(negated.text)}"')
        directed = self._direct(rule, home, spot)
        if directed[0] is None:
            return self._suppressed(rule, unit, hit, "direction", directed[2])
        shown = home if len(hit) == 1 else unit
        proof = self.proof(shown, (spot,) if len(hit) == 1 else hit)
        if not proof.parts:
            return None
        own = next(span for span in hit if span.end > unit.lead)
        clause = unit.ranges(max(own.start, unit.lead), own.end)[0][0]
        said = (directed[2],) if directed[2] else ()
        return Held(clause, (proof,), directed[0], (*because, *said), directed[1])

    def _negation(self, home: Sentence, spot: Span, hit: Hit) -> Cue | None:
        """The cue that negates the hit, or stands between its parts: "the model is not the property of"."""
        negated = self.judge.negation(home, spot)
        if negated or spot != hit[0] or len(hit) < 3:
            return negated
        first, second = hit[1], hit[2]
        if first.start != spot.start or second.end != spot.end:  # no two parts of one stretch
            return None
        between = self.judge.negation(home, second)
        if between is None or not _DENIES.match(between.text.lower()):
            return None  # "waives, and agrees not to assert, any moral rights"
        return between if first.end <= between.span.start and between.span.end <= second.start else None

    def _direct(self, rule: Rule, home: Sentence, spot: Span) -> tuple[Confidence | None, int, str]:
        """(confidence, steps of severity, in words); the confidence is None where it is the wrong side."""
        wanted = rule.direction.actor
        if not self.directed or wanted == "any":
            return rule.confidence, 0, ""
        actor, cue = self.judge.actor(home, spot, rule.direction.of)
        said = short(cue.text) if cue else ""
        if actor in ("us", "them") and actor != wanted:
            return None, 0, said
        if actor == "both":
            if rule.direction.mutual == "skip":
                return None, 0, said
            return rule.confidence, -(rule.direction.mutual == "lower"), f'both sides do it alike: "{said}"'
        if actor in ("us", "them"):
            who = "you who gives" if wanted == "us" else "they who promise"
            return rule.confidence, 0, f'it is {who} here: "{said}"'
        if rule.direction.unknown == "skip":
            return None, 0, "unclear who acts"
        if rule.direction.unknown == "lower":
            lower = Confidence(max(0, rule.confidence - 1))
            return lower, 0, "unclear who gives or promises: less sure"
        return rule.confidence, 0, ""

    def _defined(self, rule: Rule, expansion: Expansion, hit: Hit) -> Held | None:
        """A hit in a definition stands for the words that use it: there it is asked who acts, and whether."""
        unit, alone = expansion.sentence, self.terms.units["sentence"][expansion.alone]
        inside = [span for span in hit if span.end > expansion.tail]
        spot = hit[0] if hit[0].end <= expansion.tail else expansion.use(inside[0].start)
        if self.judge.negation(alone, spot) or self.judge.negation(unit, inside[0]):
            return None
        directed = self._direct(rule, alone, spot)
        if directed[0] is None or self._veto(rule, unit, hit) is not None:
            return None
        proofs = (
            self.proof(alone, (spot,)),
            self.proof(self._home(unit, (inside[0],))[0], self._at_home(unit, inside), "definition"),
        )
        if not all(proof.parts for proof in proofs):
            return None
        used = expansion.use(inside[0].start)
        term = alone.text[used.start : used.end]
        because = (f'"{term}" stands for "{short(unit.text[inside[0].start : inside[0].end])}"', directed[2])
        return Held(alone.clause, proofs, directed[0], tuple(filter(None, because)), directed[1])

    def _at_home(self, unit: Sentence, spans: Sequence[Span]) -> list[Span]:
        """The spans that stand in the sentence of the first one, as ranges of that sentence."""
        home, spot = self._home(unit, (spans[0],))
        rest = [self._home(unit, (span,)) for span in spans[1:]]
        return [spot, *(there for where, there in rest if where is home)]

    def _home(self, unit: Sentence, hit: Hit) -> tuple[Sentence, Span]:
        """The sentence that holds the trigger of a wider unit, and where; the unit itself where none does."""
        if id(unit) not in self._wider:
            return unit, hit[0]
        clause, healed = unit.ranges(hit[0].start, hit[0].end)[0]
        for sentence in self._homes.get(clause, ()):
            at, home, start = sentence.pieces[-1]
            end = start + len(sentence.text) - at
            if home == clause and start <= healed.start and healed.end <= end:
                return sentence, Span(at + healed.start - start, at + healed.end - start)
        return unit, hit[0]

    # ------------------------------------------------------------ what takes it back

    def _veto(self, rule: Rule, unit: Sentence, hit: Hit) -> str | None:
        """The words that take the hit back."""
        for veto in rule.vetoes:
            if veto.scope in (None, "sentence", rule.scope):
                where, reach = unit, _phrase(unit.lower, hit[0]) if veto.scope is None else None
                if veto.scope == "sentence" and rule.scope != "sentence":
                    where = self._home(unit, hit)[0]
            else:
                clause = unit.ranges(hit[0].start, hit[0].end)[0][0]
                around = self._around(veto.scope).get(clause)
                if around is None:
                    continue
                where, reach = around, None
            for found in self._veto_hits(veto.pattern, where):
                if reach is None or found[0].overlaps(reach):
                    return short(where.text[found[0].start : found[0].end])
        return None

    def _veto_hits(self, pattern: Pattern, where: Sentence) -> list[Hit]:
        """The hits of a veto; a sentence is asked once for all hits of a rule."""
        key = id(pattern), id(where)
        if key not in self._vetoed:
            if len(self._vetoed) > _REMEMBERED:
                self._vetoed.clear()
            self._vetoed[key] = self._finder(pattern).hits(where, None)
        return self._vetoed[key]

    def _finder(self, pattern: Pattern) -> Finder:
        found = self._finders.get(id(pattern))
        if found is None:
            found = self._finders[id(pattern)] = finder(pattern)
        return found

    def _around(self, scope: Scope) -> dict[int, Sentence]:
        """The text of ``scope`` that holds each clause."""
        if scope not in self._scopes:
            units = self.terms.units[scope]
            self._scopes[scope] = {piece[1]: unit for unit in reversed(units) for piece in unit.pieces}
        return self._scopes[scope]

    def _suppressed(
        self, rule: Rule, unit: Sentence, hit: Hit, reason: Reason, cue: str
    ) -> Suppressed | None:
        proof = self.proof(unit, hit)
        if not proof.parts:
            return None
        return Suppressed(rule.id, self.clauses[unit.clause].number, reason, cue, (proof,))


def _reaches(hit: Hit, tail: int) -> bool:
    """Whether a hit rests on a definition, and none of its words runs from the sentence into one."""
    return any(span.start >= tail for span in hit) and not any(s.start < tail < s.end for s in hit)


_built: list[Plan] = []


def plan(rules: Sequence[Rule], laws: Sequence[Law], kinds: Sequence[PromiseKind] = ()) -> Plan:
    """The gates for these rules, laws and kinds, kept for the next document with the same ones."""
    for known in _built:
        if _same(known.rules, rules) and _same(known.laws, laws) and _same(known.kinds, kinds):
            return known
    gates = []
    asked = questions(rules, laws, kinds)
    words = [i for i, rule in enumerate(rules) if rule.match and not composed(rule.match)]
    for scope in sorted({"sentence", *(rules[i].scope for i in words)}):
        index = [i for i in words if rules[i].scope == scope]
        patterns = [pattern for i in index if (pattern := rules[i].match)]
        gates.append((scope, index, Gate([*patterns, *asked] if scope == "sentence" else patterns)))
    _built[:] = [Plan(tuple(rules), tuple(laws), tuple(kinds), tuple(gates), asked)]
    return _built[0]


def _same(known: Sequence[object], given: Sequence[object]) -> bool:
    return len(known) == len(given) and all(map(operator.is_, known, given))


def _phrase(lower: str, hit: Span) -> Span:
    """The coordinated phrase around ``hit``."""
    ends = _phrase_ends(lower)
    before = bisect_right(ends, hit.start, key=lambda end: end.end)
    after = bisect_left(ends, hit.end, key=lambda end: end.start)
    return Span(ends[before - 1].end if before else 0, ends[after].start if after < len(ends) else len(lower))


@lru_cache(maxsize=32)
def _phrase_ends(lower: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in _PHRASE_END.finditer(lower)]


def short(text: str) -> str:
    """At most 80 characters, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= 80 else words[:79] + "…"
