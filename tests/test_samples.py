"""What samples/README.md promises of each sample comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clausecheck import load_packs
from clausecheck.model import Severity
from clausecheck.pipeline import analyze

PACKS = load_packs("performer")


@pytest.mark.parametrize("sample", ["fair-licence", "mutual-nda"])
def test_a_fair_contract_stays_quiet(root: Path, sample: str) -> None:
    report = analyze(str(root / "samples" / sample / "agreement.txt"), PACKS)
    assert report.score.grade == "A"
    assert [finding.rule.id for finding in report.findings if finding.severity > Severity.LOW] == []


def test_each_risk_of_the_long_contract_is_found_on_its_clause(root: Path) -> None:
    told = (root / "samples" / "README.md").read_text("utf-8").split("In `long-services`:")[1]
    rows = re.findall(r"^\| ([\d.]+) \| (.+) \|$", told, re.MULTILINE)
    assert len(rows) == 7
    report = analyze(str(root / "samples" / "long-services" / "agreement.pdf"), PACKS)
    found = {(finding.clause, finding.rule.id) for finding in report.findings}
    promised = {(clause, rule) for clause, rules in rows for rule in re.findall(r"`(.+?)`", rules)}
    assert promised - found == set()
    silent = re.findall(r"(?<![\d.])\d+\.\d+", told.split("must stay silent:")[1].split("\n\n")[0])
    assert len(silent) == 10
    assert {clause for clause, _ in found} & set(silent) == set()


def found(root: Path, sample: str, pack: str, side: str) -> set[tuple[str | None, str]]:
    report = analyze(str(root / "samples" / sample), load_packs(pack), side)
    return {(finding.clause, finding.rule.id) for finding in report.findings}


def test_terms_of_service_against_the_user(root: Path) -> None:
    rules = found(root, "photo-app/terms.txt", "consumer", "us")
    assert {
        ("1", "tos.bound-by-use"),
        ("2.2", "tos.content-for-ever"),
        ("2.2", "tos.content-ai"),
        ("2.3", "tos.content-removal"),
        ("3.1", "tos.change-terms"),
        ("4.1", "tos.close-account-any-time"),
        ("5.1", "tos.no-consequential-damages"),
        ("5.2", "tos.liability-cap"),
        ("6.1", "tos.choice-of-law"),
        ("6.2", "tos.arbitration"),
        ("6.2", "tos.no-class-action"),
    } <= rules
    assert {clause for clause, _ in rules}.isdisjoint({"2.1", "3.2", "4.2", "5.3"})


def test_a_deal_between_businesses_is_read_for_the_side_that_is_named(root: Path) -> None:
    buyer, supplier = (
        found(root, "parts-supply/agreement.txt", "commercial", s) for s in ("Buyer", "Supplier")
    )
    assert {
        ("1.1", "compete.buy-from-one"),
        ("2.1", "term.renews-unless-told"),
        ("2.2", "term.convenience"),
        ("3.1", "ip.assignment"),
        ("4.1", "compete.non-compete"),
        ("4.2", "compete.no-hire"),
        ("5", "control.audit"),
        ("6.2", "liability.cap"),
        ("6.3", "liability.liquidated-damages"),
        ("7.1", "transfer.no-assignment"),
        ("7.2", "control.governing-law"),
    } <= buyer
    assert "1.2" not in {clause for clause, _ in buyer}
    only_the_buyer = {
        ("1.1", "compete.buy-from-one"),
        ("2.2", "term.convenience"),
        ("3.1", "ip.assignment"),
        ("4.1", "compete.non-compete"),
        ("5", "control.audit"),
        ("6.2", "liability.cap"),
        ("6.3", "liability.liquidated-damages"),
        ("7.1", "transfer.no-assignment"),
    }
    assert buyer - supplier == only_the_buyer
    assert supplier - buyer == {("2.3", "term.handover")}
    assert ("2.1", "term.renews-unless-told") in supplier  # it binds both


def test_a_two_sided_pack_is_read_for_both_where_no_side_is_named(root: Path) -> None:
    path = str(root / "samples" / "parts-supply" / "agreement.txt")
    both = analyze(path, load_packs("commercial"))
    assert both.side == "any"
    assert any("--as Buyer or --as Supplier" in notice.message for notice in both.reading.notices)
    named = analyze(path, load_packs("commercial"), "Buyer")
    assert (named.side, named.reading.notices) == ("Buyer", ())
    assert analyze(path, load_packs("commercial", "performer")).side == "us"  # one of them protects a side
