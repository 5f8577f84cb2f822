"""Waivers have a reason and an end; expired, unused and malformed ones are told."""

from __future__ import annotations

from datetime import date

import pytest

from clausecheck import load_packs
from clausecheck.errors import UsageError
from clausecheck.ledger import Baseline, Waiver, Waivers, settle
from clausecheck.model import Failed, Outcome, Problem, Source
from clausecheck.pipeline import judged

TODAY = date(2026, 11, 25)
TEXT = (
    "1. Grant. You grant us the right to use the recordings in perpetuity.\n\n"
    "2. Data. You grant us the right to use your data in perpetuity, and you waive trial by jury.\n"
)
JURY = Waiver("legal.jury-waiver", (), "", "agreed with the union", date(2027, 3, 1))


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return judged(Source("contracts/a.txt", TEXT.encode()), load_packs("performer"))


def states(outcome: Outcome, *waivers: Waiver) -> dict[tuple[str, str | None], str]:
    settled = settle([outcome], Baseline(), Waivers(waivers), TODAY, str)
    (marked,) = settled.outcomes
    return {(f.rule.id, f.clause): f.state for f in marked.report.findings}  # type: ignore[union-attr]


def test_a_waived_finding_is_marked_and_counted_apart(outcome: Outcome) -> None:
    settled = settle([outcome], Baseline(), Waivers((JURY,)), TODAY, str)
    (marked,) = settled.outcomes
    before, after = outcome.report, marked.report  # type: ignore[union-attr]
    waived = [finding for finding in after.findings if finding.state == "waived"]
    assert [finding.rule.id for finding in waived] == ["legal.jury-waiver"]
    assert "agreed with the union" in waived[0].because[-1]
    assert after.score.risk == before.score.risk
    assert (after.score.waived or 100) < (after.score.risk or 0)
    assert (settled.unused, settled.expired) == ((), ())


@pytest.mark.parametrize(
    ("change", "waived"),
    [
        ({}, {"1", "2"}),
        ({"quote": "your data"}, {"2"}),
        ({"quote": "IN  Perpetuity"}, {"1", "2"}),
        ({"quote": "your dates"}, set()),
        ({"files": ("contracts/*.txt",)}, {"1", "2"}),
        ({"files": ("templates/*",)}, set()),
        ({"expires": TODAY}, {"1", "2"}),
        ({"expires": date(2026, 11, 24)}, set()),
        ({"rule": "scope"}, {"1", "2"}),
        ({"rule": "scope.perp"}, set()),
    ],
)
def test_what_a_waiver_covers(outcome: Outcome, change: dict[str, object], waived: set[str]) -> None:
    waiver = Waiver("scope.perpetual", (), "", "two-year side letter", date(2027, 3, 1))._replace(**change)  # type: ignore[arg-type]
    found = states(outcome, waiver)
    assert {
        clause for (rule, clause), state in found.items() if rule == "scope.perpetual" and state == "waived"
    } == waived
    settled = settle([outcome], Baseline(), Waivers((waiver,)), TODAY, str)
    expired = waiver.expires < TODAY
    assert settled.expired == ((waiver,) if expired else ())
    assert settled.unused == ((waiver,) if not waived and not expired else ())


def test_a_failed_document_stays_one() -> None:
    failed = Failed("a.pdf", Problem("damaged", "x", "y"))
    assert settle([failed], Baseline(), Waivers((JURY,)), TODAY, str).outcomes == (failed,)


def test_a_waiver_reads_as_it_was_written() -> None:
    given = JURY._replace(files=("a/**", 'b "c".txt'), quote='say "no"\n', line=1)
    (read,) = Waivers.parse(given.text(), "waivers.toml", TODAY).each
    assert read == given


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[waiver", "cannot be read"),
        ("x = 1", "unknown key 'x'"),
        ("[waiver]\nrule = 'a'", "unknown key 'waiver'"),
        ("[[waiver]]\nrule = 'a'\nexpires = 2027-01-01", "no reason"),
        ("[[waiver]]\nrule = 'a'\nreason = ' '\nexpires = 2027-01-01", "no reason"),
        ("[[waiver]]\nreason = 'a'\nexpires = 2027-01-01", "no rule"),
        ("[[waiver]]\nrule = 'a'\nreason = 'b'", "no expires"),
        ("[[waiver]]\nrule = 'a'\nreason = 'b'\nexpires = 2028-01-01", "more than a year"),
        ("[[waiver]]\nrule = 'a'\nreason = 'b'\nexpires = '2027-01-01'", "is a day"),
        ("[[waiver]]\nrule = 'a'\nreason = 'b'\nexpires = 2027-01-01T00:00:00", "is a day"),
        ("[[waiver]]\nrule = 1\nreason = 'b'\nexpires = 2027-01-01", "are text"),
        ("[[waiver]]\nrule = 'a'\nreason = 'b'\nexpires = 2027-01-01\nexpiry = 1", "unknown key 'expiry'"),
    ],
)
def test_a_malformed_waiver_is_told(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as raised:
        Waivers.parse(text, "waivers.toml", TODAY)
    assert raised.value.where.startswith("waivers.toml")
