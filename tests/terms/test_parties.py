"""Who is named, what they are called, whose side they are on."""

from __future__ import annotations

import pytest

from clausecheck import ingest, load_packs, segment, terms
from clausecheck.model import Side

PACKS = load_packs("performer")
FILM = (
    'This Agreement is between Bell Film LLC (the "Company") and Ada Moor (the "Participant"). '
    "You agree to it."
)
STUDY = (
    'This Agreement is made between Lumen Ltd, a company registered in England and Wales ("Lumen"), and the '
    'individual who signs below (the "Participant" or "you"). The Study is paid by Orb Platforms, Inc., a '
    'Delaware corporation ("Orb"). You may stop. "Orb Parties" means those who act for Orb. '
    "You sign for yourself."
)
SERVICE = (
    'These terms are between you and Chatter Inc. ("Chatter", "we" or "us"). '
    "You grant us a licence to your posts."
)


def sides(text: str, side: str = "us") -> tuple[dict[str, Side], dict[str, Side]]:
    said, _ = terms.read(segment.split(ingest.read("-", data=text.encode())), PACKS, side)
    return {party.name: party.side for party in said.parties}, dict(said.sides)


def test_aliases_tell_the_side() -> None:
    named, every = sides(FILM)
    assert named == {"Ada Moor": "us", "Bell Film LLC": "them"}
    assert (every["participant"], every["company"], every["you"]) == ("us", "them", "us")


def test_who_speaks_to_the_signer_is_them_and_places_are_nobody() -> None:
    named, every = sides(STUDY)
    assert named == {
        "Participant": "us",
        "Lumen Ltd": "them",
        "Orb Platforms, Inc.": "them",
        "Orb Parties": "them",
    }
    assert every["orb"] == "them"


@pytest.mark.parametrize(
    ("side", "moor", "film", "you"),
    [
        ("us", "us", "them", "us"),
        ("them", "them", "us", "them"),
        ("Ada Moor", "us", "them", "us"),
        ("participant", "us", "them", "us"),
        ("Bell Film LLC", "them", "us", "them"),
        ("Company", "them", "us", "them"),
    ],
)
def test_the_side_that_is_read(side: str, moor: str, film: str, you: str) -> None:
    named, every = sides(FILM, side)
    assert (named["Ada Moor"], named["Bell Film LLC"], every["you"]) == (moor, film, you)


def test_a_party_that_calls_itself_us_is_still_them() -> None:
    named, every = sides(SERVICE)
    assert named["Chatter Inc."] == "them"
    assert every["us"] == "them"
