"""What a redacted report says: nobody's name, sum or address, in any of its corners, in any format."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.model import (
    Analyzed,
    Definition,
    Failed,
    File,
    Finding,
    Floor,
    Notice,
    Outcome,
    Outline,
    Party,
    Report,
    Span,
)
from clausecheck.report import FORMATS, Options, encode
from clausecheck.report.redact import redacted
from clausecheck.report.redact.cover import Cover
from clausecheck.report.redact.names import Name, names
from clausecheck.report.redact.patterns import looks
from tests.report.build import CRITICAL, HIGH, analyzed, evidence, failed, found, partial, report, rule

TEXT = """DEAL MEMO of Brindlewood Pictures

This agreement is made between Brindlewood Pictures Ltd, whose registered office is at 9 Larkspur Mews,
Bristol BS1 4ZZ ("Brindlewood"), and Odalys Ferreira-Quint, of 412 Tamarack Avenue, Apt 7, Burbank, CA 91502
(the "Artist"). Write to odalys@quintvoice.example.com or call +1 (818) 555-0142.
1. Brindle-
wood may use the voice of Odalys
Ferreira-Quint in perpetuity, worldwide, on www.brindlewood.tv and in any product of Kestrel Labs GmbH.
2. The fee is US$4,750.00 (four thousand seven hundred and fifty dollars), paid to IBAN
GB29 NWBK 6016 1331 9268 19.
A further fee of 4,750.00 euros is paid for each film. BRINDLEWOOD pays US$4,750.00 once.
SIGNED
Artist: Odalys Ferreira-Quint  Date: 6 May 2026
For Brindlewood Pictures Ltd: Cosimo Abernathy-Vale, Head of Casting
"""
SECRETS = (
    "brindle odalys ferreira quint larkspur bristol bs1 tamarack burbank 91502 818 0142 kestrel 4,750 "
    "fifty|dollars nwbk 9268 cosimo abernathy vale rosalind tansley secretfile"
).split()


def deal() -> Report:
    """A report that has a name in each of its corners."""
    forever = rule("scope.perpetual", CRITICAL, "They can use you for ever", how_long="for ever")
    strangers = rule("third.anyone", HIGH, "Anyone may have it", to_whom="anyone")
    first = found(forever, evidence("voice of Odalys Ferreira-Quint in perpetuity", text=TEXT), clause="1")
    first = first._replace(
        because=("“Brindlewood” gives nothing", "words changed by Rosalind Tansley on 2026-03-01"),
        remarks=("put in by Rosalind Tansley on 2026-03-01",),
        heading="What Brindlewood gets",
        message="They can use Odalys Ferreira-Quint for ever",
    )
    second = found(
        strangers,
        evidence(
            "Brindlewood pays US$4,750.00", text=TEXT.replace("BRIND", "Brind").replace("LEWOOD", "lewood")
        ),
    )
    made = report(
        [first, second],
        path="clients/Odalys Ferreira-Quint/secretfile.docx",
        text=TEXT,
        notices=(Notice("x", "deleted by Rosalind Tansley on 2026-03-01 in secretfile.docx"),),
        parties=(
            Party("Brindlewood Pictures Ltd", ("Brindlewood",), "them"),
            Party("Artist", ("you",), "us"),
        ),
        clauses=(
            Outline(
                "1",
                "Brindlewood may",
                1,
                1,
                TEXT.index("1. Brindle"),
                TEXT.index("2. The fee"),
                "Brindlewood",
            ),
            Outline("2", None, 1, 1, TEXT.index("2. The fee"), len(TEXT)),
        ),
    )
    score = made.score._replace(
        floor=Floor("E", "Brindlewood pays 4,750.00 euros"), reason="for Odalys Ferreira-Quint"
    )
    reading = made.reading._replace(files=(File("x/secretfile.docx", "docx", "a" * 64),))
    definition = Definition("Brindlewood Parties", 0, Span(0, 5))
    grants = tuple(grant._replace(to=("Brindlewood",), by="Odalys Ferreira-Quint") for grant in made.grants)
    return made._replace(
        score=score, reading=reading, definitions=(definition,), grants=grants, side="Odalys Ferreira-Quint"
    )


def words(value: object) -> Iterator[str]:
    """Every text in a report, but for what rules and laws say."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from words(each)


def leaks(text: str) -> list[str]:
    low = text.casefold()
    return [secret for given in SECRETS for secret in given.split("|") if secret in low]


def secret_outcomes() -> list[Outcome]:
    locked = failed("Odalys Ferreira-Quint/secretfile.pdf")
    said = locked.problem._replace(hint="Odalys Ferreira-Quint/secretfile.pdf is locked, try secretfile.pdf")
    return [analyzed(deal()), partial(deal()), locked._replace(problem=said)]


def test_the_sample_here_has_all_the_secrets() -> None:
    assert set(leaks("\n".join(words(secret_outcomes())))) == {
        s for given in SECRETS for s in given.split("|")
    }


def test_no_field_of_a_report_keeps_one() -> None:
    told = redacted(secret_outcomes())
    assert leaks("\n".join(words(told))) == []


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_tells_one(format: str) -> None:
    options = Options(
        redacted=True, show_suppressed=True, explain_score=True, include=frozenset({"clauses", "text"})
    )
    data = encode(redacted(secret_outcomes()), format, options)
    if format == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        text = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    else:
        text = data.decode()
    assert leaks(text) == []


def test_the_same_thing_is_called_the_same() -> None:
    (outcome,) = redacted([analyzed(deal())])
    assert isinstance(outcome, Analyzed)
    text = outcome.report.text
    assert text.count("[Party A]") == 6
    assert "voice of [Person 1] in perpetuity" in " ".join(text.split())
    assert text.count("[sum 1]") == 2
    assert "Artist: [Person 1]" in text
    assert '(the "Artist")' in text
    assert outcome.path == "document.docx"


def test_quotes_are_still_verbatim_and_marked() -> None:
    (outcome,) = redacted([analyzed(deal())])
    assert isinstance(outcome, Analyzed)
    first = next(f for f in outcome.report.findings if f.rule.id == "scope.perpetual")
    for proof in first.evidence:
        parts = [outcome.report.text[part.start : part.end] for part in proof.parts]
        assert " … ".join(parts) == proof.quote == "voice of [Person 1] in perpetuity"
        assert proof.sentence[proof.marks[0].start : proof.marks[0].end] == proof.quote
    assert [
        text[o.start : o.start + 2] for text in [outcome.report.text] for o in outcome.report.clauses
    ] == ["1.", "2."]


def test_what_was_judged_stays() -> None:
    before = deal()
    (outcome,) = redacted([analyzed(before)])
    assert not isinstance(outcome, Failed)
    after = outcome.report
    assert [f.rule for f in after.findings] == [f.rule for f in before.findings]
    assert after.score.lines == before.score.lines
    assert (after.score.risk, after.score.grade) == (before.score.risk, before.score.grade)
    assert not {f.fingerprint for f in after.findings} & {f.fingerprint for f in before.findings}
    assert before.sha256 != after.sha256


def test_several_documents_are_numbered() -> None:
    assert [one.path for one in redacted(secret_outcomes())] == [
        "document 1.docx",
        "document 2.docx",
        "document 3.pdf",
    ]


ROLES = "The Company pays the Artist. You and we are the Parties; the Producer is the Licensee."


def test_the_words_for_the_sides_are_no_names() -> None:
    sides = (Party("Artist", ("you", "Performer"), "us"), Party("the Company", ("Producer", "we"), "them"))
    given = report(text=ROLES, parties=sides)
    assert names(given) == ()
    assert Cover((), {}, ROLES).text(ROLES) == ROLES


@pytest.mark.parametrize(
    "text",
    [
        "Section 12.3.4(b) of 6 September 2026, within 14 days, by 50%.",
        "2026-09-06, 06.09.2026 and Schedule 2, page 3 of 12, lines 14-21.",
        "This Agreement is governed by the laws of England and Wales.",
        "one hundred days, twenty-four hours, two copies and a half",
    ],
)
def test_numbers_that_are_nobodys_stay(text: str) -> None:
    assert [text[one.start : one.end] for one in looks(text)] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("$300", "sum"), ("US$ 1,200.50", "sum"), ("€ 40", "sum"), ("GBP 900", "sum"), ("900 pounds", "sum"),
        ("$2.5 million", "sum"), ("three hundred and fifty dollars", "sum"), ("40 EUR", "sum"),
        ("14 Tabernacle Yard, London EC2A 4QX", "address"), ("P.O. Box 1180", "address"),
        ("1200 West Olympic Boulevard, Suite 400, Los Angeles, CA 90015", "address"),
        ("a.b+c@mail.example.co.uk", "e-mail"), ("https://x.example/deal?id=3", "web address"),
        ("+44 20 7946 0958", "phone"), ("(818) 555-0142", "phone"), ("078-05-1120", "number"),
        ("GB29 NWBK 6016 1331 9268 19", "number"),
    ],
)  # fmt: skip
def test_looks(text: str, kind: str) -> None:
    around = f"It says {text} there"
    assert (kind, text) in [(one.kind, around[one.start : one.end]) for one in looks(around)]


@given(st.text(alphabet=" \nAnBel-$12.,", max_size=80), st.data())
def test_every_place_of_a_text_has_a_new_one(text: str, data: st.DataObject) -> None:
    covered = Cover((Name("Party A", ("Anna Bell",), ()),), {}, text).covered(text)
    at, then = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    assert 0 <= covered.at(at) <= covered.at(then, end=True) <= len(covered.text)
    assert covered.at(len(text), end=True) == len(covered.text)


def test_a_long_text_without_names_takes_no_longer_than_its_length() -> None:
    for hostile in (
        "A" * 100_000,
        "1 " * 50_000,
        "A b " * 20_000,
        "by Aa " * 20_000,
        "$" * 90_000,
        "a@" * 40_000,
    ):
        assert redacted([analyzed(report(text=hostile))])


def test_findings_without_places_are_kept() -> None:
    bare: list[Finding] = [found(rule("missing.term", HIGH, "No end date"))]
    (outcome,) = redacted([analyzed(report(bare))])
    assert not isinstance(outcome, Failed)
    assert len(outcome.report.findings) == 1
