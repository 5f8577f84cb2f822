"""Who gains by a word depends on who acts, and on the act: pairs and their twins."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from clausecheck.model import Change, DraftDiff
from tests.compare.build import compared

TURNS = yaml.safe_load((Path(__file__).parent / "turns.yaml").read_text("utf-8"))
CASES = [(gain, old, new) for gain, pairs in TURNS.items() for old, new in pairs]
REST = "\n\n2. Producer shall feed the crew.\n\n3. Performer may sleep at noon."


def turn(old: str, new: str) -> tuple[DraftDiff, list[Change]]:
    """The comparison, and the changes that have a place."""
    found = compared(f"1. {old}{REST}", f"1. {new}{REST}")
    return found, [change for change in found.changes if change.old or change.new]


@pytest.mark.parametrize(("gain", "old", "new"), CASES, ids=[new for _, _, new in CASES])
def test_who_gains(gain: str, old: str, new: str) -> None:
    found, placed = turn(old, new)
    assert placed
    assert {change.gain for change in placed} == {"other" if gain == "same" else gain}
    if gain == "gained":
        assert not found.of("lost")


@pytest.mark.parametrize(("gain", "old", "new"), CASES, ids=[new for _, _, new in CASES])
def test_nobody_is_told_that_a_loss_is_a_gain_when_it_is_taken_back(gain: str, old: str, new: str) -> None:
    _, placed = turn(new, old)
    wrong = {"gained": "gained", "lost": "lost", "unclear": "lost", "same": "lost"}[gain]
    assert wrong not in {change.gain for change in placed}


GRANT = (
    '1. "Recordings" means the motion-capture and voice recordings made at the Session.\n\n'
    "2. Performer grants Producer a licence to use the Recordings in the Film for two years.\n\n"
    "3. At the end Producer shall delete the Recordings.\n\n4. Producer shall indemnify Performer"
    " against claims that arise from the Recordings."
)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("shall delete", "may delete", "They must no longer: delete the recordings"),
        (
            "Producer shall indemnify Performer",
            "Performer shall indemnify Producer",
            "A duty of theirs became yours",
        ),
    ],
)
def test_a_risk_that_is_only_shown_elsewhere_did_not_change(old: str, new: str, says: str) -> None:
    found = compared(GRANT, GRANT.replace(old, new))
    assert not found.of("lost")
    said = [effect for change in found.of("gained") for effect in change.effects]
    assert says in [effect.says for effect in said]
    assert not [effect for effect in said if effect.rule == "ai.body-scan"]


def test_promises_that_do_not_bind_a_successor() -> None:
    old = "1. Producer shall not lend the tapes.\n\n2. Producer shall feed the crew."
    new = f"{old}\n\n3. Clause 1 does not apply to a successor of Producer."
    assert "Some clauses do not bind everybody" in [
        effect.says for change in compared(old, new).of("gained") for effect in change.effects
    ]


def test_an_item_of_a_ban_that_got_a_limit() -> None:
    old = "1. Producer shall not:\n\n(a) lend the tapes;\n\n(b) copy the tapes."
    new = old.replace("lend the tapes", "lend the tapes to a person who is not a partner")
    assert {change.gain for change in compared(old, new).changes} == {"gained"}
