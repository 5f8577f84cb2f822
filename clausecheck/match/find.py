"""Clauses × Terms × rules → Findings: words, then what is missing, then what compounds, then the law."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from clausecheck.match import law, promised
from clausecheck.match.answers import Answer, Judge
from clausecheck.match.compose import Known, Proof, holds
from clausecheck.match.granted import paid, quoted
from clausecheck.match.hits import Held, Plan, Run, plan
from clausecheck.match.noticed import noticed, remarks
from clausecheck.match.promised import Part
from clausecheck.match.undefined import undefined
from clausecheck.match.unresolved import unresolved
from clausecheck.model import (
    Adjust,
    Clause,
    Confidence,
    Document,
    Evidence,
    Finding,
    Grant,
    LawCheck,
    NotAssessed,
    Pattern,
    Payment,
    Rule,
    RulePack,
    Severity,
    Statement,
    Suppressed,
    Terms,
    asked,
    composed,
)
from clausecheck.model.noun import NamedTuple

_EXCERPT = "only a part of the contract was given: the rest may hold it"
NO_GRANT = 0.6  # exposure where no grant touches the clause: unclear
READ = 0.85  # confidence of a line read by text recognition; below it 6 of 108 were right, above .95 93 %
MISREAD = "read by text recognition, which is not sure of these words"
MITIGATED = 0.6  # what an unqualified promise takes off a risk that it speaks of


class Matches(NamedTuple):
    """What matching found; findings in document order."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    not_assessed: tuple[NotAssessed, ...]
    law: tuple[LawCheck, ...]
    grants: tuple[Grant, ...]  # the records of the terms, with their words
    payments: tuple[Payment, ...]
    statements: tuple[Statement, ...] = ()


def find(
    document: Document,
    clauses: Sequence[Clause],
    terms: Terms,
    packs: Sequence[RulePack],
    judge: Judge,
    *,
    side: str = "us",
    excerpt: bool = False,
    jurisdictions: Sequence[str] = (),
    answers: Mapping[str, bool] | None = None,
    part: Part | None = None,
) -> Matches:
    """Run every rule and law check of ``packs`` over the contract.

    In an excerpt, what is missing cannot be judged. ``answers``: the reader's, to the packs' questions.
    ``part``: what of a comparison the document is, where its promises are asked for.
    """
    run = Run(document, clauses, terms, judge, directed=side != "any")
    every = [rule for pack in packs for rule in pack.rules]
    laws = law.applicable([one for pack in packs for one in pack.laws], jurisdictions)
    rules = [rule for rule in every if not (excerpt and _whole(rule))]
    skipped = tuple(NotAssessed(rule.id, _EXCERPT) for rule in every if excerpt and _whole(rule))
    kinds = [kind for pack in packs for kind in pack.promises] if part else []
    scheme = plan(rules, laws, kinds)
    stage = _Stage(run, scheme)
    stage.words()
    stage.silences()
    stage.combinations()
    questions = [question for pack in packs for question in pack.questions]
    known = stage.known()
    checks = () if excerpt else law.check(laws, questions, known, answers or {})
    key_terms = [term for pack in packs for term in pack.key_terms]
    said = promised.read(kinds, key_terms, known, stage.suppressed, part) if part else ()
    return Matches(
        findings=tuple(finding for _, finding in sorted(stage.found, key=_order)),
        suppressed=tuple(sorted(stage.suppressed, key=_place)),
        not_assessed=skipped,
        law=checks,
        grants=tuple(quoted(grant, run) for grant in terms.records),
        payments=tuple(paid(payment, run) for payment in terms.payments),
        statements=said,
    )


def ready(packs: Sequence[RulePack]) -> None:
    """Build what a whole contract read with these packs will need: 15 ms that need not wait for it."""
    laws = law.applicable([one for pack in packs for one in pack.laws], ())
    plan([rule for pack in packs for rule in pack.rules], laws, [])


def _whole(rule: Rule) -> bool:
    """Whether the rule can be judged on a whole contract alone."""
    return bool(rule.absent or rule.undefined or rule.unresolved)


class _Stage:
    """The findings so far, and what the next ones need to know."""

    def __init__(self, run: Run, scheme: Plan) -> None:
        self.run, self.scheme, self.answers = run, scheme, run.answers
        self.found: list[tuple[int, Finding]] = []  # (index of the clause, finding)
        self.suppressed: list[Suppressed] = []
        self._exposures = _exposures(run.terms, run.clauses)
        self._seen: dict[str, int] = {}

    def known(self) -> Known:
        """The findings so far, by rule."""
        by_rule: dict[str, list[tuple[int, Finding]]] = {}
        for clause, finding in self.found:
            by_rule.setdefault(finding.rule.id, []).append((clause, finding))
        return Known(self.run, by_rule)

    def words(self) -> None:
        """Rules of words, undefined terms, absent papers: one finding for each rule and clause."""
        held: dict[tuple[int, int], list[Held]] = {}
        for i, outcome in self.run.outcomes(self.scheme):
            if isinstance(outcome, Suppressed):
                self.suppressed.append(outcome)
            else:
                held.setdefault((i, outcome.clause), []).append(outcome)
        _into_grants(held, self.run.expanded(self.scheme), self._exposures)
        for i, rule in enumerate(self.scheme.rules):
            for one in self._documentary(rule):
                held.setdefault((i, one.clause), []).append(one)
        for (i, clause), found in sorted(held.items(), key=_first):
            self._add(self.scheme.rules[i], clause, found)
        self._mitigate()

    def silences(self) -> None:
        """What should be there and is not, shown with the grant that makes it needed."""
        known = self.known()
        for rule in self.scheme.rules:
            proof = holds(rule.absent.applies, known) if rule.absent else None
            if rule.absent and proof and not self._said(rule, rule.absent.expect):
                self._add_proved(rule, proof, "nothing in the contract says it")

    def _said(self, rule: Rule, expect: Pattern) -> bool:
        """Whether the contract says it; a promise *not* to do it counts where the rule ignores negation."""
        return any(rule.negation == "ignore" or not answer.negated for answer in self.answers.of(expect))

    def combinations(self) -> None:
        """Rules over findings and grants, those that wait for others last."""
        waiting = [rule for rule in self.scheme.rules if rule.match and composed(rule.match)]
        while waiting:
            ids = {rule.id for rule in waiting}
            ready = [rule for rule in waiting if ids.isdisjoint(asked(rule.match) if rule.match else ())]
            for rule in ready or waiting:
                self._combine(rule)
            waiting = [rule for rule in waiting if rule not in ready] if ready else []

    def _combine(self, rule: Rule) -> None:
        assert rule.match is not None
        known = self.known()
        for veto in rule.vetoes:
            if any(not answer.negated for answer in self.answers.of(veto.pattern)):
                return
        proof = holds(rule.match, known, lambda answer: self._accepts(rule, answer))
        if proof:
            self._add_proved(rule, proof, "these hold together")

    def _accepts(self, rule: Rule, answer: Answer) -> bool:
        """Whether words count for a combination: its negation and direction are asked of the words alone."""
        if (rule.negation == "respect" and answer.negated) or (
            rule.negation == "only" and not answer.negated
        ):
            return False
        wanted = rule.direction.actor
        if wanted == "any" or not self.run.directed:
            return True
        actor, _ = self.run.judge.actor(answer.sentence, answer.hit[0], rule.direction.of)
        return actor in (wanted, "both") or (actor == "unknown" and rule.direction.unknown != "skip")

    def _documentary(self, rule: Rule) -> Iterator[Held]:
        run = self.run
        if rule.undefined:
            for term, sentence, span in undefined(rule, run.terms, run.judge.negation):
                because = f'"{term}" is used here and defined nowhere'
                proof = run.proof(sentence, (span,))
                if proof.parts:
                    yield Held(sentence.clause, (proof,), rule.confidence, (because,))
        if rule.unresolved:
            for paper, sentence, span in unresolved(rule, run.terms, run.clauses):
                proof = run.proof(sentence, (span,))
                if proof.parts:
                    because = f'"{paper}" is referred to and is not in the document'
                    yield Held(sentence.clause, (proof,), rule.confidence, (because,))

        for clause, proof, severity, because in noticed(rule, run.document, run.clauses):
            yield Held(clause, (proof,), rule.confidence, (because,), severity - rule.severity)

    def _add_proved(self, rule: Rule, proof: Sequence[Proof], because: str) -> None:
        evidence = tuple(dict.fromkeys(one.evidence for one in proof))
        self._add(rule, proof[0].clause, [Held(proof[0].clause, evidence, rule.confidence, (because,))])

    def _add(self, rule: Rule, clause: int, found: Sequence[Held]) -> None:
        ordered = sorted(found, key=lambda held: held.evidence[0].parts[0].start)
        proofs = tuple(dict.fromkeys(proof for held in ordered for proof in held.evidence))
        quote = re.sub(r"[\W_]+", " ", proofs[0].quote.lower()).strip()
        key = f"{rule.id}\n{quote}"
        ordinal = self._seen[key] = self._seen.get(key, 0) + 1
        best = max(map(self._doubted, found), key=lambda held: (held.confidence, held.shift))
        severity, reasons = self._severity(rule, clause, best.shift, proofs)
        read = self._remarks(rule, proofs)
        finding = Finding(
            rule=rule,
            severity=severity,
            confidence=best.confidence,
            message=rule.title,
            clause=self.run.clauses[clause].number,
            heading=self.run.clauses[clause].heading,
            evidence=proofs,
            because=(*best.because, *reasons, *read),
            fingerprint=hashlib.sha256(f"{key}\n{ordinal}".encode()).hexdigest()[:16],
            exposure=self._exposures[clause],
            remarks=read,
        )
        self.found.append((clause, finding))

    def _doubted(self, held: Held) -> Held:
        """Less sure where text recognition is not sure of the words."""
        document, parts = self.run.document, [part for proof in held.evidence for part in proof.parts]
        places = (at for part in parts for at in (part.start, part.end - 1))
        if min(document.line_at(at).confidence for at in places) >= READ:
            return held
        lower = Confidence(max(0, held.confidence - 1))
        return held._replace(confidence=lower, because=(*held.because, MISREAD))

    def _remarks(self, rule: Rule, proofs: Sequence[Evidence]) -> tuple[str, ...]:
        return () if rule.noticed else remarks(self.run.document, proofs)

    def _severity(
        self, rule: Rule, clause: int, shift: int, proofs: Sequence[Evidence]
    ) -> tuple[Severity, list[str]]:
        """The severity of a finding in ``clause``, and what changed it."""
        severity = _clamped(rule.severity + shift)
        reasons = []
        for adjust in rule.adjust:
            if self._applies(adjust, clause, proofs):
                before = severity
                severity = (
                    adjust.severity if adjust.severity is not None else _clamped(severity + adjust.shift)
                )
                if severity != before:
                    reasons.append(adjust.because)
        return severity, reasons

    def _applies(self, adjust: Adjust, clause: int, proofs: Sequence[Evidence]) -> bool:
        quoted = {proof.sentence for proof in proofs}
        if adjust.sentence_has and not any(
            answer.sentence.text.strip() in quoted for answer in self.answers.of(adjust.sentence_has)
        ):
            return False
        near = adjust.clause_has is None or any(
            clause in {piece[1] for piece in answer.sentence.pieces}
            for answer in self.answers.of(adjust.clause_has)
        )
        return near and (adjust.document_has is None or bool(self.answers.of(adjust.document_has)))

    def _mitigate(self) -> None:
        """A promise without a loophole lightens the same risk elsewhere, if it binds all who gain."""
        if any(grant.limit == "narrower" for grant in self.run.terms.grants):
            return
        operative = {
            self.run.terms.units["sentence"][promise.sentence].text.strip()
            for promise in self.run.terms.promises
            if not promise.loophole
        }
        promised = {
            hit.rule
            for hit in self.suppressed
            if hit.reason == "negated" and any(proof.sentence in operative for proof in hit.evidence)
        }
        for n, (clause, finding) in enumerate(self.found):
            if finding.rule.id in promised:
                self.found[n] = clause, finding._replace(mitigation=MITIGATED)


def _into_grants(
    held: dict[tuple[int, int], list[Held]],
    expanded: Iterator[tuple[int, Held]],
    exposures: Sequence[float],
) -> None:
    """Add what definitions bring to a grant: for each word of a definition once, in the widest grant.

    What was found in the definition itself moves there.
    """
    widest: dict[tuple[int, int], Held] = {}  # (rule, start of the words in the definition) → where it counts
    for i, one in expanded:
        key = i, one.evidence[1].parts[0].start
        known = widest.get(key)
        if known is None or exposures[one.clause] > exposures[known.clause]:
            widest[key] = one
    for (i, clause), found in list(held.items()):
        kept = [one for one in found if (i, one.evidence[0].parts[0].start) not in widest]
        if kept:
            held[i, clause] = kept
        else:
            del held[i, clause]
    own = set(held)  # clauses that say it in their own words
    for (i, _), one in sorted(widest.items(), key=lambda item: item[0]):
        if (i, one.clause) not in own:
            held.setdefault((i, one.clause), []).append(one)


def _clamped(severity: int) -> Severity:
    return Severity(max(Severity.INFO, min(Severity.CRITICAL, severity)))


def _exposures(terms: Terms, clauses: Sequence[Clause]) -> list[float]:
    """For each clause the largest exposure of the grants in it, in the clauses around it, or in its items."""
    own, below = [0.0] * len(clauses), [0.0] * len(clauses)
    for grant in (grant for grant in terms.grants if grant.giver != "them"):
        own[grant.clause] = max(own[grant.clause], grant.exposure)
        parent = clauses[grant.clause].parent
        if parent is not None:
            below[parent] = max(below[parent], grant.exposure)
    for i, clause in enumerate(clauses):  # a clause comes after the one around it
        if clause.parent is not None:
            own[i] = max(own[i], own[clause.parent])
    return [max(pair) or NO_GRANT for pair in zip(own, below, strict=True)]


def _first(item: tuple[tuple[int, int], list[Held]]) -> tuple[int, tuple[int, int]]:
    return min(held.evidence[0].parts[0].start for held in item[1]), item[0]


def _order(found: tuple[int, Finding]) -> tuple[int, str]:
    return found[1].evidence[0].parts[0].start, found[1].rule.id


def _place(suppressed: Suppressed) -> tuple[int, str]:
    return suppressed.evidence[0].parts[0].start, suppressed.rule
