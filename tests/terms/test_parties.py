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


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            'Norton Mills plc ("Supplier") and Harlow Foods Limited ("Customer") agree.',
            ("Norton Mills plc", "Supplier"),
            ("Harlow Foods Limited", "Customer"),
        ),
        (
            'This deed is between Cooper Content Ltd (company number 123) ("Cooper") and Ada Moor of 4 High'
            ' Street, Leeds ("Artist").',
            ("Cooper Content Ltd", "Cooper"),
            ("Ada Moor", "Artist"),
        ),
        (
            "(1) NORTON MILLS PLC, whose registered office is at 1 Mill Lane (Supplier); and (2) HARLOW FOODS"
            " LIMITED, whose registered office is at 2 Park Road (Customer).",
            ("NORTON MILLS PLC", "Supplier"),
            ("HARLOW FOODS LIMITED", "Customer"),
        ),
        (
            'Made between iRobotic Inc. ("iRobotic") and Red Barn LLC, a Delaware Limited Liability Company'
            ' ("Licensee").',
            ("iRobotic Inc.", "iRobotic"),
            ("Red Barn LLC", "Licensee"),
        ),
        (
            'Acme Holdings Pte. Ltd. ("Acme") and Perez y Cia, S.L. ("Perez") agree.',
            ("Acme Holdings Pte. Ltd.", "Acme"),
            ("Perez y Cia, S.L.", "Perez"),
        ),
        (
            'Dunder ApS, CVR no. 12345678, ("Dunder") and Bar Sp. z o.o. ("Bar") agree.',
            ("Dunder ApS", "Dunder"),
            ("Bar Sp. z o.o.", "Bar"),
        ),
        (
            'Yamada Denki KK ("Buyer") and Perdana Sdn Bhd ("Seller") agree.',
            ("Yamada Denki KK", "Buyer"),
            ("Perdana Sdn Bhd", "Seller"),
        ),
        (
            'THE WALT MOOR COMPANY ("Company") and JOHN Q. PUBLIC ("Talent") agree.',
            ("WALT MOOR COMPANY", "Company"),
            ("JOHN Q. PUBLIC", "Talent"),
        ),
        (
            'Datawise Software Inc. ("Datawise") and Tom Hardy-Smith ("Agent") agree.',
            ("Datawise Software Inc.", "Datawise"),
            ("Tom Hardy-Smith", "Agent"),
        ),
        (
            'Orrel Energy plc ("Company") and Lia Ansar, an independent contractor ("Consultant") agree.',
            ("Orrel Energy plc", "Company"),
            ("Lia Ansar", "Consultant"),
        ),
        (
            'Orrel Energy plc ("Company") and Lia Ansar, residing at 12 Elm Road, San Marco, Ohio'
            ' ("Consultant") agree.',
            ("Orrel Energy plc", "Company"),
            ("Lia Ansar", "Consultant"),
        ),
    ],
)
def test_a_firm_of_any_country_and_its_role(
    text: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    said, _ = terms.read(segment.split(ingest.read("-", data=text.encode())), load_packs("commercial"))
    assert {(party.name, party.aliases[0]) for party in said.parties} == {first, second}


@pytest.mark.parametrize(
    "text",
    [
        'The goods are made in England and Wales ("Territory").',
        'The rules of the Securities and Exchange Commission ("Rules") apply.',
        'AMENDMENT ("Amendment") of our terms.',
        "The Supplier (the Company) shall deliver.",
    ],
)
def test_a_bracket_that_names_no_party(text: str) -> None:
    said, _ = terms.read(segment.split(ingest.read("-", data=text.encode())), load_packs("commercial"))
    assert said.parties == ()


def test_a_role_without_a_name_is_a_party_where_it_signs() -> None:
    named, _ = sides('Datawise Inc. ("Datawise") and the reseller identified below ("Reseller") agree.')
    assert set(named) == {"Datawise Inc.", "Reseller"}


CONSUMER = load_packs("consumer")


@pytest.mark.parametrize(
    ("text", "them"),
    [
        (
            'These Terms ("Terms") govern the website of Chatter Inc. ("Chatter"), our apps (the "Site") and '
            'all else we offer (the "Services"). You agree. You may stop. You pay nothing.',
            {"Chatter Inc.": ("Chatter",)},
        ),
        (
            'In these Terms, "we", "us" and "our" refer to Chatter Inc. and its affiliates. You agree.',
            {"Chatter Inc.": ("we", "us", "our")},
        ),
        ('References to "we" or "us" mean Chatter. You agree.', {"Chatter": ("we", "us")}),
        (
            'Our apps are offered by Chatter (together with its affiliates, "Chatter" or "we"). You agree.',
            None,
        ),
        (
            "You may use the Service. You may stop. You pay nothing. Chatter is operated by Chatter B.V., "
            "a Dutch firm. We may change it.",
            {"Chatter B.V.": ()},
        ),
        ("You may use the Service. You may stop. We may change it.", {}),
        ('You may read the website (the "Site") and the app (the "App"), and we may close them.', {}),
        (
            'Between you and Orb Media, Inc. (the "Platform"). You agree. You may stop.',
            {"Orb Media, Inc.": ("Platform",)},
        ),
    ],
)
def test_sites_services_and_terms_are_no_parties(text: str, them: dict[str, tuple[str, ...]] | None) -> None:
    said, _ = terms.read(segment.split(ingest.read("-", data=text.encode())), CONSUMER)
    found = {party.name: party.aliases for party in said.parties if party.side == "them"}
    assert found == them if them is not None else list(found) == ["Chatter"]
    assert said.sides["we"] == "them"


def test_a_subscriber_to_whom_the_paper_speaks_is_us() -> None:
    speaks = 'You become a Subscriber when you pay. As a Player you are free. Foo Inc. ("Foo") may close it.'
    _, every = sides(speaks)
    assert (every["subscriber"], every["you"]) == ("us", "us")
    _, every = sides('Artist sings for the Subscriber. You are the Artist. Foo Inc. ("Foo") may close it.')
    assert every["subscriber"] == "them"


def test_who_is_we_has_our_things_and_who_is_you_has_yours() -> None:
    text = (
        'This Agreement is between Acme Inc ("Franchisor" or "we") and Bolt LLC (the "Franchisee" or "you").'
    )
    clauses = segment.split(ingest.read("-", data=text.encode()))
    said, _ = terms.read(clauses, load_packs("commercial"), "Franchisor")
    assert [said.sides[word] for word in ("we", "us", "our", "you", "your")] == ["us"] * 3 + ["them"] * 2
    said, _ = terms.read(clauses, load_packs("commercial"), "Franchisee")
    assert [said.sides[word] for word in ("we", "us", "our", "you", "your")] == ["them"] * 3 + ["us"] * 2
