"""Grants as a reader is shown them: who gives what to whom, with the words of each field."""

from __future__ import annotations

import textwrap

import pytest

from clausecheck import ingest, load_packs, segment, terms
from clausecheck.model import Record

PACKS = load_packs("performer")


def records(text: str) -> tuple[Record, ...]:
    clauses = segment.split(ingest.read("-", data=textwrap.dedent(text).strip().encode()))
    return terms.read(clauses, PACKS)[0].records


def one(text: str) -> Record:
    (record,) = records(text)
    return record


HOLDERS = [
    ("Marlow hereby grants to Tarn Films the right to use Marlow's voice.", "Marlow", ["Tarn Films"]),
    ("You grant us and our affiliates a licence to use your photo.", "You", ["us", "our affiliates"]),
    (
        "Tarn Films, its successors and assigns may use my portrait in the poster.",
        "I",
        ["Tarn Films", "its successors", "assigns"],
    ),
    ("The Studio is hereby granted the right to edit your footage.", "you", ["Studio"]),
    ("A licence to use the recordings is granted by the Singer to the Label.", "Singer", ["Label"]),
    ("The Performer agrees that the Producer shall own all recordings.", "Performer", ["Producer"]),
    ("All drawings shall be the sole property of Tarn Films.", "", ["Tarn Films"]),
    ("I hereby consent to the recording of my voice.", "I", []),
    (
        "You are giving Under Bridge Ltd and our users the right to share your posts.",
        "You",
        ["Under Bridge Ltd", "our users"],
    ),
    ("Tarn, Inc. grants you a licence to use the App for your own use.", "Tarn, Inc.", ["you"]),
    ("Each Party grants the other Party a licence to use its logo.", "Each Party", ["the other Party"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "giver", "to"), HOLDERS)
def test_who_gives_and_who_gets_as_printed(text: str, giver: str, to: list[str]) -> None:
    grant = one(text).grant
    assert (grant.by, list(grant.to)) == (giver, to)


@pytest.mark.parametrize(
    "text",
    [
        "You do not grant the Studio any right to use your voice.",
        "No licence to use your voice is granted to the Studio.",
        "We may modify these terms at any time.",
        "You keep all rights in your content.",
        "You represent and warrant that you have the right to use the recordings.",
        "The licence that you grant to us ends with your account.",
        "The Studio reserves the right to terminate this agreement.",
        '"Footage" means all video that the Studio may use.',
        "The Studio pays the taxi.",
    ],
)
def test_what_gives_nothing_is_no_record(text: str) -> None:
    assert records(text) == ()


def test_acts_are_verbs_and_subjects_are_things() -> None:
    grant = one(
        "Marlow grants Tarn Films the right to copy, edit and publicly perform her name, photograph and "
        "voice in connection with the promotion and sale of the film."
    ).grant
    assert set(grant.acts) == {
        "copy",
        "modify",
        "perform",
        "advertise",
    }  # the film is sold, not the photograph
    assert set(grant.subject) == {"name", "recording", "voice"}
    assert grant.purpose == "named"


def test_a_later_sentence_of_the_clause_completes_the_grant() -> None:
    record = one(
        "1. Licence. You grant us a licence to show your clips. This licence is exclusive, worldwide, "
        "perpetual and irrevocable.\n\n2. Tea. Tea is free."
    )
    grant = record.grant
    assert (grant.exclusive, grant.territory, grant.term, grant.revocable) == (
        "yes",
        "worldwide",
        "perpetual",
        "no",
    )
    assert {place.sentence.text[:12] for place in record.places if place.field == "term"} == {"This licence"}


def test_two_givings_of_one_sentence_are_two_records() -> None:
    first, second = records(
        "You grant Tarn Films the right to use your voice for ever, and Tarn Films grants you a licence to "
        "show the film for two years."
    )
    assert (first.grant.giver, first.grant.term, first.grant.subject) == ("us", "perpetual", ("voice",))
    assert (second.grant.giver, second.grant.term) == ("them", "fixed")


def test_a_definition_speaks_for_the_stretch_that_uses_its_term() -> None:
    text = (
        'This agreement is between Alder Sound Ltd (the "Producer") and Mara Finch (the "Artist").\n\n'
        '1. "Takes" means every recording of the Artist\'s voice.\n\n'
        "2. The Artist grants the Producer and its Affiliates an irrevocable licence to use the Takes."
    )
    (record,) = records(text)
    assert record.grant.giver == "us"
    assert (record.grant.by, record.grant.acts) == ("Artist", ("use",))
    assert "voice" in record.grant.subject


def test_every_stated_field_has_its_words() -> None:
    record = one(
        "You grant Tarn Films an exclusive, irrevocable right to use your voice in Canada, on television, "
        "for a term of three years, for any purpose, with the right to sublicense, without compensation."
    )
    words = {place.field: place.sentence.text[place.span.start : place.span.end] for place in record.places}
    assert words["exclusive"] == "exclusive"
    assert words["revocable"] == "irrevocable"
    assert words["territory"] == "in Canada"
    assert words["media"] == "on television"
    assert words["term"] == "for a term of three years"
    assert words["purpose"] == "any purpose"
    assert words["sublicensable"] == "sublicense"
    assert words["pay"] == "without compensation"


def test_the_territory_may_be_defined_elsewhere() -> None:
    grant = one(
        '1. Words. "Territory" means the whole world.\n\n'
        "2. Rights. You grant Tarn Films the right to use your voice in the Territory."
    ).grant
    assert grant.territory == "worldwide"


@pytest.mark.parametrize(
    "ahead",
    [
        "This licence is not perpetual.",
        "The licence shall not be a perpetual one.",
        "It is never worldwide or perpetual.",
    ],
)
def test_what_is_denied_is_no_value(ahead: str) -> None:
    grant = one(f"1. Licence. {ahead} You grant Tarn Films a licence to use your voice.").grant
    assert (grant.term, grant.territory) == ("unclear", "unclear")


@pytest.mark.parametrize(
    "heirs", ["successors and assigns", "partners, heirs or assigns", "licensees and/or assigns"]
)
def test_assigns_are_people_behind_successors(heirs: str) -> None:
    grant = one(
        f"You hereby grant Tarn Films, its parents, {heirs} the right to use your voice in perpetuity."
    ).grant
    assert (grant.subject, grant.term) == (("voice",), "perpetual")
    assert "own" not in grant.acts


def test_a_possessive_is_nobody_who_receives() -> None:
    found = records("Tarn Films may post the clips on, and give them to Moor's accounts, and use your voice.")
    assert not any("Moor's" in name for record in found for name in record.grant.to)
