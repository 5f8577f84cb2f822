"""One rule × one contract → why it fired, place by place, or what kept it from firing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausecheck.match.answers import Answer, Judge
from clausecheck.match.compose import Known, holds
from clausecheck.match.hits import Held, Run, plan, short
from clausecheck.match.patterns import Hit, distinct, finder
from clausecheck.match.undefined import undefined
from clausecheck.model import (
    AllOf,
    AnyOf,
    Clause,
    Clue,
    Denial,
    Document,
    Evidence,
    Fate,
    Finding,
    FindingOf,
    GrantOf,
    Near,
    Pattern,
    Rule,
    RulePack,
    Sentence,
    Span,
    Spot,
    Suppressed,
    Terms,
    Why,
    composed,
)

_VALUES = 4  # of a field of a grant, named
_PARTLY = 3  # places where a part of the rule stands, if it fired nowhere


def why(
    rule: Rule,
    document: Document,
    clauses: Sequence[Clause],
    terms: Terms,
    packs: Sequence[RulePack],
    judge: Judge,
    findings: Sequence[Finding],
    *,
    side: str = "us",
) -> Why:
    """What the rule asks of this contract, and what came of it. ``findings``: those of all rules."""
    run = Run(document, clauses, terms, judge, directed=side != "any")
    if rule.match and not composed(rule.match):
        return Why(rule, tuple(_Places(run, rule, rule.match).spots()))
    if rule.undefined:
        return Why(rule, clues=tuple(_terms(rule, run)))
    titles = {one.id: one.title for pack in packs for one in pack.rules}
    every = [one for pack in packs for one in pack.rules]
    for _ in run.outcomes(plan(every, [law for pack in packs for law in pack.laws])):
        pass  # the questions are noted on the way
    by_rule: dict[str, list[tuple[int, Finding]]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule.id, []).append((0, finding))
    asked = _Asked(Known(run, by_rule), titles)
    if rule.absent:
        return Why(rule, clues=(*asked.clues(rule.absent.applies, 0), *asked.protection(rule)))
    return Why(rule, clues=tuple(asked.clues(rule.match, 0)) if rule.match else ())


class _Places:
    """The places of a rule of words."""

    def __init__(self, run: Run, rule: Rule, pattern: Pattern) -> None:
        self._run, self._rule, self._pattern = run, rule, pattern
        self._branches = [(branch, finder(branch)) for branch in _alternatives(pattern)]

    def spots(self) -> Iterator[Spot]:
        """Those that count and those that were taken back; where there are none, those that come close."""
        found = [spot for unit in self._run.terms.units[self._rule.scope] for spot in self._unit(unit)]
        yield from found or self._partly()

    def _unit(self, unit: Sentence) -> Iterator[Spot]:
        hits: dict[Hit, list[Pattern]] = {}
        for branch, find in self._branches:
            for hit in find.hits(unit, None):
                if max(span.end for span in hit) > unit.lead:
                    hits.setdefault(hit, []).append(branch)
        outcomes = {hit: self._run.verdict(self._rule, unit, hit) for hit in hits}
        held = distinct([hit for hit, outcome in outcomes.items() if isinstance(outcome, Held)])
        rest = distinct([hit for hit in hits if not any(hit[0].overlaps(other[0]) for other in held)])
        for hit in sorted([*held, *rest]):
            alike = [b for other, found in hits.items() if other[0].overlaps(hit[0]) for b in found]
            yield from self._spot(unit, hit, outcomes[hit], tuple(dict.fromkeys(alike)))

    def _spot(
        self, unit: Sentence, hit: Hit, outcome: Held | Suppressed | None, branches: tuple[Pattern, ...]
    ) -> Iterator[Spot]:
        run, rule = self._run, self._rule
        home, spot = run.home(unit, hit)
        evidence = outcome.evidence[0] if outcome else run.proof(unit, hit)
        if not evidence.parts:
            return
        fate: Fate = "found" if isinstance(outcome, Held) else outcome.reason if outcome else "outside"
        actor, acts = (
            run.judge.actor(home, spot, rule.direction.of) if rule.direction.actor != "any" else ("", None)
        )
        yield Spot(
            fate=fate,
            clause=evidence.clause,
            evidence=evidence,
            branches=branches,
            span=self._sentence(home),
            cue=outcome.cue if isinstance(outcome, Suppressed) else "",
            actor=actor,
            acts=short(acts.text) if acts else "",
            denials=tuple(self._denials(home, spot)),
            guards=len(rule.vetoes) if fate == "found" else 0,
            near=tuple(self._near(unit)) if fate == "found" else (),
        )

    def _sentence(self, home: Sentence) -> Span:
        """The sentence without its lead-in, as offsets of the document."""
        spans = [
            span
            for clause, healed in home.ranges(home.lead, len(home.text))
            for span in self._run.clauses[clause].spans(healed.start, healed.end)
        ]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def _denials(self, home: Sentence, spot: Span) -> Iterator[Denial]:
        for start, end, scope in self._run.judge.scopes(home):
            cue, reach = short(home.text[start:end].strip()), short(home.text[scope.start : scope.end])
            if spot.start <= start < spot.end:
                yield Denial(cue, reach, "is part of it")
            elif scope.start <= spot.start and spot.end <= scope.end:
                yield Denial(cue, reach, "reaches it")
            else:
                yield Denial(cue, reach, "ends before" if scope.start <= spot.start else "begins after")

    def _near(self, unit: Sentence) -> Iterator[str]:
        """Words of guards that stand in the text that the rule reads, and do not take it back."""
        for veto in self._rule.vetoes:
            for hit in finder(veto.pattern).hits(unit, None)[:1]:
                yield short(unit.text[hit[0].start : hit[0].end])

    def _partly(self) -> Iterator[Spot]:
        """Where the most parts of one alternative stand."""
        best: list[tuple[int, int, Sentence, list[Span], Pattern]] = []
        for branch, _ in self._branches:
            parts = [finder(part) for part in _parts(branch)]
            if len(parts) < 2:
                continue
            for unit in self._run.terms.units[self._rule.scope]:
                stand = [hits[0][0] for part in parts if (hits := part.hits(unit, None))]
                stand = [span for span in stand if span.end > unit.lead]
                if len(stand) >= max(2, len(parts) - 1):
                    best.append((-len(stand), len(best), unit, stand, branch))
        for _, _, unit, stand, branch in sorted(best, key=lambda one: one[:2])[:_PARTLY]:
            proof = self._run.proof(unit, stand)
            if proof.parts:
                yield Spot("partly", proof.clause, proof, (branch,), self._sentence(unit))


class _Asked:
    """What a rule asks of the whole contract: findings, grants, words anywhere."""

    def __init__(self, known: Known, titles: dict[str, str]) -> None:
        self._known, self._titles = known, titles

    def clues(self, pattern: Pattern, depth: int) -> Iterator[Clue]:
        match pattern:
            case AnyOf(parts) if composed(pattern):
                yield self._clue(pattern, "at least one of these holds", depth)
                for part in parts:
                    yield from self.clues(part, depth + 1)
            case AllOf(parts) if composed(pattern):
                if depth:
                    yield self._clue(pattern, "all of these hold", depth)
                for part in parts:
                    yield from self.clues(part, depth + bool(depth))
            case FindingOf(rule):
                yield self._clue(pattern, f"{self._titles.get(rule, rule)} ({rule})", depth)
            case GrantOf(fields):
                yield self._clue(pattern, _given(fields), depth)
            case _:
                yield self._clue(pattern, "the words that the rule asks for stand somewhere", depth)

    def protection(self, rule: Rule) -> Iterator[Clue]:
        """Whether the contract says what should be there."""
        assert rule.absent is not None
        said = self._known.run.answers.of(rule.absent.expect)
        stands = [a for a in said if rule.negation == "ignore" or not a.negated]
        if stands:
            yield Clue("the contract does not say it (it does, here)", False, 0, self._proofs(stands))
        elif said:
            yield Clue("the contract does not say it: where its words stand, they are denied", True, 0,
                       self._proofs(said))  # fmt: skip
        else:
            yield Clue("the contract does not say it: none of the words for it stand here", True)

    def _clue(self, pattern: Pattern, text: str, depth: int) -> Clue:
        proof = holds(pattern, self._known)
        leaf = not isinstance(pattern, AnyOf | AllOf) or not composed(pattern)
        return Clue(text, proof is not None, depth, tuple(p.evidence for p in proof or ()) if leaf else ())

    def _proofs(self, answers: Sequence[Answer]) -> tuple[Evidence, ...]:
        found = (self._known.run.proof(answer.sentence, answer.hit) for answer in answers[:2])
        return tuple(proof for proof in found if proof.parts)


def _terms(rule: Rule, run: Run) -> Iterator[Clue]:
    """For each term of the rule: whether it is used, and whether it is defined."""
    bare = run.terms._replace(definitions=())
    for term in rule.undefined:
        alone = rule._replace(undefined=(term,))
        used = next(undefined(alone, bare, _never), None)
        if used is None:
            yield Clue(f"“{term}” is used", False)
            continue
        proof = run.proof(used[1], (used[2],))
        missing = next(undefined(alone, run.terms, _never), None)
        yield Clue(f"“{term}” is used", True, 0, (proof,) if proof.parts else ())
        yield Clue(f"nothing says what “{term}” means", missing is not None, 1)


def _never(_: Sentence, __: Span) -> None:
    """Denied uses count, too: what is used is what is asked here."""


def _given(fields: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """``"you give something, with subject likeness or voice, and term perpetual"``."""
    who = {"us": "you give something", "them": "they give something"}
    named = dict(fields)
    head = who.get(named.pop("from", ("",))[0], "something is given")
    said = []
    for name, values in named.items():
        shown = list(values[:_VALUES])
        if len(values) > _VALUES:
            shown.append(f"{len(values) - _VALUES} others")
        said.append(f"{name} {' or '.join(shown)}")
    return f"{head}{', with ' if said else ''}{'; '.join(said)}"


def _alternatives(pattern: Pattern) -> Iterator[Pattern]:
    if isinstance(pattern, AnyOf):
        for part in pattern.patterns:
            yield from _alternatives(part)
    else:
        yield pattern


def _parts(pattern: Pattern) -> tuple[Pattern, ...]:
    match pattern:
        case AllOf(parts):
            return parts
        case Near(a, b):
            return (a, b)
        case _:
            return (pattern,)
