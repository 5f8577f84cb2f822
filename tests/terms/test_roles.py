"""Whose side a name is on that no preamble explains: each text stands alone."""

from __future__ import annotations

import time

import pytest

from clausecheck import ingest, load_packs, segment, terms
from clausecheck.model import Side, Span, Terms

PACKS = load_packs("performer")

NAMED: list[tuple[str, dict[str, Side]]] = [
    ("You grant to Kite the right to show your clips. Kite may use your name.", {"kite": "them"}),
    ("I release Palm Street Films from all claims.", {"palm street films": "them"}),
    ("You agree that Heron can store your posts.", {"heron": "them"}),
    ("Dora Finch grants Company the right to use her name.", {"dora finch": "us"}),
    ("Sponsor may use Finch's name and likeness in the Territory.", {"finch": "us"}),
    ("Larkco shall have the right to use the likeness of Finch.", {"finch": "us", "larkco": "them"}),
    ("Finch agrees that Larkco may use his photograph.", {"finch": "us", "larkco": "them"}),
    ("Customer hereby grants to Signal Company a licence to the clips.", {"customer": "us"}),
    # words that either side can be called
    ("Producer hereby grants to ConvexTV the right to distribute the Program.", {"producer": "us"}),
    ("Client waives all moral rights in the copy.", {"client": "us"}),
    ("Company hereby assigns and transfers to Bordo's all rights in the work.", {"company": "us"}),
    ("Licensee hereby appoints Fern as its attorney-in-fact.", {"licensee": "us"}),
    ("Producer shall indemnify and hold harmless ConvexTV from all claims.", {"producer": "us"}),
    ("Producer hereby grants Artist the right to use the Film.", {"producer": "them", "artist": "us"}),
    ("The Company will grant Users a licence to the fonts.", {"company": "them", "user": "us"}),
    ("Licensor grants you a licence to the software.", {"licensor": "them"}),
    ("Licensor grants Licensee the right to use the clips.", {"licensor": "us", "licensee": "them"}),
    ("Customer may use the voice of Talent in one film.", {"customer": "them", "talent": "us"}),
    ("Subject to payment, Company hereby assigns and transfers to Bordo's all rights.", {"company": "us"}),
]


def said(text: str) -> Terms:
    return terms.read(segment.split(ingest.read("-", data=text.encode())), PACKS, "us")[0]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_the_side_of_a_name(text: str, expected: dict[str, Side]) -> None:
    sides = said(text).sides
    assert {name: sides.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "You grant us a licence to your Content. The Services may change.",
        "You agree to the law of California. This Agreement shall end.",
    ],
)
def test_things_and_places_are_no_parties(text: str) -> None:
    known = set(said("You grant us this.").sides)
    assert set(said(text).sides) <= known


ACTS = [
    ("You agree that Heron may «sell» your posts.", "us"),
    ("Heron grants you a «perpetual» licence to the fonts.", "them"),
    ("Producer hereby grants to ConvexTV a «perpetual» licence to the Program.", "us"),
    ("Licensor grants you a «perpetual» licence to the software.", "them"),
    ("You grant Users of Heron a «perpetual» licence.", "us"),
    ("Heron and those who act on behalf of Heron may «sell» your posts.", "us"),
    ("Heron shall have no obligation to «delete» your posts.", "us"),
    ("Larkco may use Finch's likeness «in perpetuity».", "us"),
    ("Sponsor shall «indemnify» Dora Finch, who lends her name and likeness.", "them"),
    ("You and Heron each «waive» a trial by jury.", "both"),
    ("The research team may share your recordings with others for «future studies».", "us"),
    ("Investigators at the University will keep the data «indefinitely».", "them"),
    ("Researchers may «train» algorithms with your recordings.", "us"),
    ("Your recordings may be shared with other researchers and used «forever».", "unknown"),
    ("The Study Sponsor will own the recordings «in perpetuity».", "us"),
    ("I hereby release the Photographer, its agents and assigns from «all claims».", "us"),
    ("Model releases and discharges Photographer and the Licensees from «all claims».", "us"),
    ("I understand that Murmur Labs will make a «synthetic voice» from my recordings.", "us"),
    ("Murmur Labs is granted the right to «clone» the voice of Talent.", "us"),
    ("Talent grants Murmur the right to «clone» the voice.", "us"),
    ("Murmur shall be entitled to «train» its models on the voice of the Artist.", "us"),
    (
        "The Network and its licensees shall have the right to «exhibit» the performance of Player forever.",
        "us",
    ),
    ("Recipient shall hold the information in confidence «in perpetuity».", "us"),
    ("The Receiving Party agrees to keep it secret «in perpetuity».", "both"),
    ("Employee hereby assigns to Employer «all inventions».", "us"),
    ("Employee agrees that all work product shall be the sole property of the Company «forever».", "us"),
    ("Endorser shall «indemnify» Brandco from any claims.", "us"),
    ("Brandco shall «indemnify» Endorser.", "them"),
    ("Brandco will defend and «indemnify» Ms. Farrow.", "them"),
    ("Athlete shall not, during the Term, «endorse» any rival.", "us"),
    ("The Club may use the Player's image «in perpetuity».", "us"),
    ("Entrants agree that the Organizer may use their entries «in perpetuity».", "us"),
    ("By entering, each entrant grants the Sponsor a «perpetual» licence.", "us"),
    ("Contributor grants to the Project a «perpetual» licence.", "us"),
    ("Provider may use Customer Data to «train» its models.", "us"),
    ("Customer grants Provider a «perpetual» licence to Customer Data.", "us"),
    ("Vendor grants to Lakemont a «perpetual» licence to the deliverables.", "us"),
    ("Guest grants Podcaster the right to use the episode «in perpetuity».", "us"),
    ("Interviewee waives «any right to inspect» the film.", "us"),
    ("The undersigned grants Tallow Films a «perpetual» licence.", "us"),
    ("My child may be filmed, and the Producer may use the film «forever».", "us"),
    ("Parent grants the Producer the right to film the child «forever».", "us"),
    ("Snapdragon does not «sell» your data.", "them"),
    ("We and our partners may «sell» your data.", "us"),
    ("Our partners may «sell» your data.", "us"),
    ("Third parties may «sell» your data.", "unknown"),
    ("You allow Tallow and anyone it chooses to «clone» your voice.", "us"),
    ("All rights granted to Talent are «irrevocable».", "them"),
    ("Licensor hereby grants Licensee a «perpetual» right to the Licensor's likeness.", "us"),
    ("Licensee shall «indemnify» Licensor.", "them"),
    ("Licensor shall «indemnify» Licensee.", "us"),
    ("Author retains copyright and grants Publisher an «exclusive» licence.", "us"),
    ("Publisher shall pay Author and shall own «all rights».", "us"),
    ("Producer shall have no obligation to «use» the performance.", "us"),
    ("Performer hereby agrees to grant, and does hereby grant, to Producer «all rights».", "us"),
    ("It is understood that the Studio shall be the «author» of the work.", "us"),
    ("The parties agree that Studio may assign this to «anyone».", "us"),
    ("Each of Artist and Label shall «indemnify» the other.", "both"),
    ("Neither Artist nor Label shall «disclose» the terms.", "both"),
    ("Client will own the recordings and may «train» AI; Talent gets a fee.", "us"),
    ("Talent grants Client, its affiliates and the sponsors a «perpetual» licence.", "us"),
    ("You agree not to sue us, and we agree to «indemnify» you.", "them"),
    ("We agree to pay you and you agree to «indemnify» us.", "us"),
    ("At Company's request, Artist will «execute» papers.", "us"),
    ("Company hereby accepts the assignment, in which Artist gives «all rights».", "us"),
    ("The right to sue is waived by Artist «forever».", "us"),
    ("Artist may at any time «revoke» this consent.", "them"),
    ("Company shall procure that its licensees «delete» the scan.", "them"),
    ("Artist shall have no right to «enjoin» Company.", "us"),
    ("Company shall have no right to «clone» the voice.", "them"),
    ("You hereby release us and we release you from «all claims».", "them"),
    ("Artist, for herself and her heirs, hereby «releases» Company.", "us"),
    ("I, on behalf of my child, grant Company the «perpetual» right to film.", "us"),
    ("All intellectual property in the takes shall vest in Company «in perpetuity».", "us"),
    ("Title to the takes remains with Artist «in perpetuity».", "them"),
]


@pytest.mark.parametrize(("text", "side"), ACTS)
def test_who_acts_in_a_clause_that_stands_alone(text: str, side: str) -> None:
    plain = text.replace("«", "").replace("»", "")
    read = said(plain)
    sentence = next(s for s in read.units["sentence"] if text.partition("«")[2].partition("»")[0] in s.text)
    start = text.index("«")
    hit = Span(start, start + text.index("»") - text.index("«") - 1)
    assert terms.Judge(read.sides).actor(sentence, hit)[0] == side


@pytest.mark.parametrize(
    "text",
    [
        "You do not " * 500 + "grant a perpetual licence.",
        "not " * 1_400 + "perpetual",
        "no take and " * 500 + "may be sold in perpetuity",
        "Heron, its agents, " * 300 + "may sell it",
        "Ab Cd Ef " * 600 + "may use it",
        "may not be used, " * 350,
        "(Company may sell it) and " * 240,
        "grant you and your agents " * 230,
        "if it is not used, " * 300,
    ],
)
def test_a_hostile_sentence_is_read_in_time(text: str) -> None:
    began = time.perf_counter()
    read = said(text)
    judge = terms.Judge(read.sides)
    for sentence in read.units["sentence"]:
        for at in range(0, len(sentence.text) - 5, 400):
            judge.negation(sentence, Span(at, at + 4))
            judge.actor(sentence, Span(at, at + 4))
    assert time.perf_counter() - began < 2
