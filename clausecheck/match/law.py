"""Law checks × what is known of the contract → conditions, each met, not met or unknown. Never a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from clausecheck.match.compose import Known, holds
from clausecheck.model import Condition, Evidence, Law, LawCheck, LawCondition, Pattern, Question, State

_PROOFS = 2  # quotes of one condition


def check(
    laws: Sequence[Law], questions: Sequence[Question], known: Known, answers: Mapping[str, bool]
) -> tuple[LawCheck, ...]:
    """The checks that are about this contract; ``answers`` are the reader's, by the id of the question."""
    asked = {question.id: question for question in questions}
    found = []
    for law in laws:
        if holds(law.applies, known) is None:
            continue
        conditions = tuple(_condition(one, known, answers, asked) for one in law.conditions)
        states = [condition.state for condition in conditions]
        state: State = "not met" if "not met" in states else "unknown" if "unknown" in states else "met"
        found.append(LawCheck(law.id, law.title, state, conditions, law.means, law.reference))
    return tuple(found)


def applicable(laws: Sequence[Law], jurisdictions: Sequence[str]) -> tuple[Law, ...]:
    """The laws of these jurisdictions, of what they are a part of, and of no one place; else all."""
    return tuple(
        law for law in laws if not jurisdictions or _within(law.reference.jurisdiction, jurisdictions)
    )


def _within(place: str | None, given: Sequence[str]) -> bool:
    if place is None:
        return True
    return any(one == place or one.startswith(f"{place}-") or place.startswith(f"{one}-") for one in given)


def _condition(
    condition: Condition, known: Known, answers: Mapping[str, bool], asked: Mapping[str, Question]
) -> LawCondition:
    """What the words say; where they are silent or say both, the answer; both words are quoted then."""
    met, unmet = _quotes(condition.met, known), _quotes(condition.unmet, known)
    said: State = "met" if not unmet else "not met" if not met else condition.both
    evidence = met + unmet
    if evidence and said != "unknown":
        return LawCondition(condition.text, said, met if said == "met" else unmet)
    if condition.question in answers:
        other: State = "met" if condition.yes == "not met" else "not met"
        return LawCondition(condition.text, condition.yes if answers[condition.question] else other, evidence)
    state: State = "unknown" if evidence else condition.otherwise
    ask = asked.get(condition.question) if state == "unknown" else None
    return LawCondition(condition.text, state, evidence, ask)


def _quotes(pattern: Pattern | None, known: Known) -> tuple[Evidence, ...]:
    proof = holds(pattern, known) if pattern else None
    return tuple(one.evidence for one in islice(proof or (), _PROOFS))
