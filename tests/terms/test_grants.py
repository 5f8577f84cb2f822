"""What a contract gives: grants with their fields, promises that limit them, definitions that fill them."""

from __future__ import annotations

import textwrap

import pytest

from clausecheck import ingest, load_packs, segment, terms
from clausecheck.model import Clause, Grant, Terms

PACKS = load_packs("performer")


def read(text: str) -> tuple[Terms, tuple[Clause, ...]]:
    clauses = segment.split(ingest.read("-", data=textwrap.dedent(text).strip().encode()))
    return terms.read(clauses, PACKS)[0], clauses


def ours(text: str) -> Grant:
    """The one grant of the signer."""
    (grant,) = (grant for grant in read(text)[0].grants if grant.giver == "us")
    return grant


def test_a_grant_has_its_fields() -> None:
    grant = ours(
        "Performer irrevocably grants to the Studio and its affiliates the right to reproduce, adapt and "
        "sell her voice and likeness in perpetuity, for any purpose, royalty-free, and to sublicense these "
        "rights."
    )
    assert grant.to == ("Studio", "and its affiliates")
    assert set(grant.subject) == {"voice", "likeness"}
    assert {"copy", "modify", "sell", "sublicense"} <= set(grant.acts)
    assert (grant.purpose, grant.recipients, grant.term) == ("open", "open", "perpetual")
    assert (grant.revocable, grant.sublicensable, grant.pay) == ("no", "yes", "none")
    assert grant.exposure == 1.0


def test_a_narrow_grant_is_read_as_one() -> None:
    grant = ours(
        "Performer gives the Studio a revocable and non-sublicensable licence to use her voice solely in "
        "the Film for a term of two years, for a flat fee."
    )
    assert (grant.purpose, grant.recipients, grant.term) == ("named", "named", "fixed")
    assert (grant.revocable, grant.sublicensable, grant.pay) == ("yes", "no", "flat")
    assert grant.exposure == 0.3


def test_a_limit_elsewhere_closes_the_purpose() -> None:
    grants, _ = read(
        "1. Performer grants the Studio the right to use her voice.\n\n"
        "2. The Studio shall use the voice in the Film and for no other purpose."
    )
    assert {grant.purpose for grant in grants.grants if grant.giver == "us"} == {"named"}


@pytest.mark.parametrize(
    "text",
    [
        "The Studio grants Performer the right to use the stage.",
        "Performer does not grant the Studio the right to use her voice.",
        "The Studio pays the taxi.",
    ],
)
def test_what_the_signer_does_not_give_is_no_grant_of_hers(text: str) -> None:
    assert not [grant for grant in read(text)[0].grants if grant.giver == "us"]


DEFINED = """
    1. Words. "Takes" means the recordings of your voice and of your face. "Friends" means Fennel Ltd and
    anyone who buys the Takes.

    2. Rights. You grant the Friends the right to use the Takes.
"""


def test_a_definition_is_written_behind_the_sentence_that_uses_it() -> None:
    said, clauses = read(DEFINED)
    (expansion,) = said.expansions
    alone = said.units["sentence"][expansion.alone].text
    assert expansion.sentence.text.startswith(alone)
    assert "anyone who buys" in expansion.sentence.text[expansion.tail :]
    start = expansion.sentence.text.index("anyone", expansion.tail)
    used = expansion.use(start)
    assert alone[used.start : used.end] == "Friends"
    for at, clause, healed in expansion.sentence.pieces:
        assert expansion.sentence.text[at] == clauses[clause].text[healed]


def test_a_grant_takes_in_what_its_terms_stand_for() -> None:
    assert {"voice", "face", "recording"} <= set(ours(DEFINED).subject)


def test_circles_and_missing_definitions_are_survived() -> None:
    said, _ = read(
        '1. "Alpha" means the Beta. "Beta" means the Gamma. "Gamma" means the Alpha and the Delta.\n\n'
        "2. You grant us the right to use the Alpha and the Omega."
    )
    (expansion,) = said.expansions
    assert sorted(term for _, _, term in expansion.uses) == ["Alpha", "Beta", "Gamma"]


def test_list_items_of_a_definition_come_along() -> None:
    said, _ = read(
        """
        1. "Friends" means:

        (a) Fennel Ltd;

        (b) each of its partners; and

        (c) buyers.

        2. You grant the Friends the right to use your voice.
        """
    )
    (expansion,) = said.expansions
    assert "each of its partners" in expansion.sentence.text[expansion.tail :]


@pytest.mark.parametrize(
    ("promise", "limit"),
    [
        ("Fennel Ltd and Brook Inc will not use your voice to train AI.", "equal"),
        ("Fennel Ltd will not use your voice to train AI.", "narrower"),
        ("Fennel Ltd will not sell your voice to anyone.", "narrower"),
        ("Fennel Ltd will not sell your voice to anyone other than Brook Inc.", "equal"),
        ("Fennel Ltd will not train AI on your voice, other than for Brook Inc.", "narrower"),
        ("Fennel Ltd and Brook Inc will not clone your specific voice.", "narrower"),
        ("Fennel Ltd and Brook Inc will not train AI on your voice without your written consent.", "equal"),
        ("Fennel Ltd will not pay for your taxi.", "none"),
        ("You will not use the voice of others to train AI.", "none"),
    ],
)
def test_a_promise_limits_a_grant_as_far_as_it_binds(promise: str, limit: str) -> None:
    said, _ = read(
        'This is between you, Fennel Ltd ("Fennel Ltd") and Brook Inc ("Brook Inc").\n\n'
        f"1. You grant Fennel Ltd and Brook Inc the right to use and modify your voice.\n\n2. {promise}"
    )
    assert {grant.limit for grant in said.grants if "voice" in grant.subject and grant.to} == {limit}
