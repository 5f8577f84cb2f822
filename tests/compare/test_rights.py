"""Grants, findings, payments and definitions: what is new, gone, wider or narrower, and where."""

from __future__ import annotations

from clausecheck.model import Change
from clausecheck.report import Options
from clausecheck.report.comparison import render
from tests.compare.build import compared, effects, said

GRANT = "1. Performer grants Producer a licence to use the voice and likeness of Performer in the Film."
DEFINED = """1. "Recipients" means Bell Film LLC.

2. Performer grants the Recipients a licence to use the Voice Data in the Film.

3. "Voice Data" means the recordings of the voice.
"""


def placed(changes: tuple[Change, ...]) -> list[tuple[str, str | None]]:
    return [
        (change.gain, (change.new or change.old)[0].number) for change in changes if change.new or change.old
    ]


def test_a_field_that_got_wider_is_narrower_the_other_way() -> None:
    new = GRANT.replace("in the Film", "in the Film, worldwide, in all media, and Producer may sublicense it")
    there, back = compared(GRANT, new), compared(new, GRANT)
    fields = [(gain, words.partition(":")[0]) for gain, words in said(there) if " → " in words]
    assert {("gained", "where"), ("gained", "in which media"), ("gained", "passing it on")} <= set(fields)
    assert {gain for gain, _ in effects(back)} == {"lost"}


def test_a_definition_that_got_wider_names_the_grant_that_uses_it() -> None:
    new = DEFINED.replace("of the voice.", "of the voice, and any model that imitates it.")
    found = compared(DEFINED, new)
    assert "“Voice Data” covers more, and you give it in 2" in [
        words.partition(": ")[0] for _, words in said(found)
    ]
    assert compared(new, DEFINED).of("gained") == ()


def test_what_other_words_make_of_a_sentence_is_told_there() -> None:
    new = DEFINED.replace("means Bell Film LLC.", "means Bell Film LLC, its affiliates and any third party.")
    found = compared(DEFINED, new)
    assert ("gained", "2") in placed(found.changes)
    assert "same words" in render(found, "auto", Options())


def test_a_definition_in_other_words_is_unclear() -> None:
    new = DEFINED.replace("the recordings of the voice", "the recordings of the speech")
    assert {gain for gain, kind in effects(compared(DEFINED, new)) if kind == "definition"} == {"unclear"}


def test_what_the_other_side_gives_is_yours() -> None:
    old = "1. Producer grants Performer a licence to use the recordings in a showreel."
    gone = compared(f"{old}\n\n2. The crew eats at noon.", "2. The crew eats at noon.")
    assert ("gained", "grant") in effects(gone)
    assert ("lost", "grant") in effects(
        compared("2. The crew eats at noon.", f"{old}\n\n2. The crew eats at noon.")
    )


def test_a_risk_that_moved_with_its_words_is_not_new() -> None:
    old = f"{GRANT[:-1]} in perpetuity.\n\n2. The crew eats at noon.\n\n3. Nobody sings on the set."
    new = f"1. The crew eats at noon.\n\n2. Nobody sings on the set.\n\n3{GRANT[1:-1]} in perpetuity."
    found = compared(old, new)
    assert found.changes == ()
    assert found.shuffle.moved == 1


def test_the_same_risk_in_another_right_is_new_and_gone() -> None:
    old = (
        f"{GRANT[:-1]} in perpetuity.\n\n2. Producer may sell the recordings to third parties for two years."
    )
    new = (
        f"{GRANT[:-1]} for two years.\n\n2. Producer may sell the recordings to third parties in perpetuity."
    )
    assert {("gained", "scope.perpetual"), ("lost", "scope.perpetual")} <= effects(compared(old, new))


def test_words_of_a_right_that_nobody_is_known_to_give() -> None:
    found = compared("1. The pass of the crew lasts a day.", "1. The unlimited pass of the crew lasts a day.")
    assert [words for _, words in said(found)] == ["about how far a right goes:  →"]


def test_less_pay_and_pay_by_another_measure() -> None:
    old = "1. Producer shall pay Performer $500 per day."
    assert effects(compared(old, old.replace("500", "400"))) == {("gained", "pay")}
    assert effects(compared(old, old.replace("500", "600"))) == {("lost", "pay")}
    assert effects(compared(old, old.replace("per day", "per week"))) == {("unclear", "pay")}


def test_a_rule_that_any_word_silences_is_no_gain() -> None:
    new = f"{GRANT}\n\n2. Producer may use the voice of Performer to train artificial intelligence."
    found = effects(compared(GRANT, new))
    assert ("unclear", "missing.ai-clause") in found
    assert ("gained", "ai.training") in found
