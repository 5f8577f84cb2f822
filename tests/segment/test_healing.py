"""Healed text: what a person reads aloud, and the way back to the document."""

from __future__ import annotations

import pytest

from clausecheck.model import Span
from clausecheck.segment.healing import Healer


def heal(text: str, markup: bool = False) -> str:
    return Healer(text, markup).heal((Span(0, len(text)),)).text


@pytest.mark.parametrize(
    ("printed", "healed"),
    [
        ("The lia-\nbility of the Studio", "The liability of the Studio"),
        ("The lia\u00ad\nbility and the co\u00adoperation", "The liability and the cooperation"),
        ("a non-\nexclusive licence", "a non-exclusive licence"),
        ("a third-\r\n   party claim", "a third-party claim"),
        ("a work-\nfor-hire", "a work-for-hire"),
        ("the state-of-the-\nart method", "the state-of-the-art method"),
        ("a 12-\nmonth term", "a 12-month term"),
        ("the Anglo-\nAmerican Studio", "the Anglo-American Studio"),
        ("ALL LIABIL-\nITY IS EXCLUDED", "ALL LIABILITY IS EXCLUDED"),
        ("the work-\ning and the year-\nly fee", "the working and the yearly fee"),
        ("short-\nand long-term", "short- and long-term"),
        ("sale and/\nor lease", "sale and/or lease"),
        ("the Film\u2014\nincluding its sound", "the Film\u2014including its sound"),
        (
            "of\ufb01ce, \ufb02oor, o\ufb00er, o\ufb03ce, ba\ufb04e, po\ufb06",
            "office, floor, offer, office, baffle, post",
        ),
        ("\u201cImages\u201d and the Model\u2019s \u2018looks\u2019", "\"Images\" and the Model's 'looks'"),
        ("``Images'' means", '"Images" means'),
        ("5\u2032 by 3\u2033", "5' by 3\""),
        ("2020\u20132025 \u2014 or later", "2020\u20132025 \u2014 or later"),
        ("non\u2011exclusive, co\u2010owner", "non-exclusive, co-owner"),
        ("one\u00a0two\u2003three\u202ffour\u3000five", "one two three four five"),
        ("per\u200bpetual \ufeffright\u200e", "perpetual right"),
        ("perpe\u200btuity, irrevoc\u0430bly, \uff30erpetual", "perpetuity, irrevocably, Perpetual"),
        ("\u0421\u043e\u0444\u0438\u044f, 5 \u03bcm", "\u0421\u043e\u0444\u0438\u044f, 5 \u03bcm"),
        ("bad\x07 control\x00s", "bad controls"),
        ("  wide   open\n\n\tspaces  ", "wide open spaces"),
        ("DEFINITIONS\n-----------\nIn this", "DEFINITIONS In this"),
        ("Signed: ________", "Signed: ________"),
        ("a - b -- c", "a - b -- c"),
    ],
)
def test_reads_as_spoken(printed: str, healed: str) -> None:
    assert heal(printed) == healed


def test_the_document_decides_about_its_hyphens() -> None:
    assert heal("a re-\nsale. No re-sale, and no re-sale again.").startswith("a re-sale.")
    assert heal("a non-\nprofit. A nonprofit body.").startswith("a nonprofit.")
    assert heal("a cut-\nback. The cutback; a cut-back; the cutback.").startswith("a cutback.")


def test_markdown_signs_are_no_words() -> None:
    printed = "## **Your** licence ##"
    assert heal(printed, markup=True) == "Your licence"
    assert heal("see the [rules](https://example.org/a) and _all_ `of` \\*them\\*", markup=True) == (
        "see the rules and all `of` *them*"
    )
    assert heal("the fee of [***] or 5*3", markup=True) == "the fee of [***] or 5*3"


def test_a_range_left_out_becomes_one_space() -> None:
    text = "The Studio may not trans-\n-7-\nfer the Film."
    healed = Healer(text).heal((Span(0, 25), Span(30, len(text))))
    assert healed.text == "The Studio may not transfer the Film."


def test_breaks_lead_back() -> None:
    text = "\u201cThe o\ufb03ce\u201d  of the lia-\nbility"
    healed = Healer(text).heal((Span(0, len(text)),))
    assert healed.text == '"The office" of the liability'
    at = {piece: healed.text.index(piece) for piece in ("office", "of the", "bility")}
    origin = dict(healed.breaks)
    assert origin[at["bility"]] == text.index("bility")
    assert origin[at["of the"]] == text.index("of the")
    assert [start for offset, start in healed.breaks if at["office"] < offset <= at["office"] + 3] == [6, 6]
