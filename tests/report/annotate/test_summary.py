"""The pages in front of the copy: all that matters, on the page and within its edges."""

from __future__ import annotations

import re

import pytest

from clausecheck.model import Contribution, Notice, Party, Report, Score, Severity
from clausecheck.report.annotate import annotate, letters, sheet, widths
from clausecheck.report.annotate.summary import EDGE, LOCKED, sheets
from tests.ingest.build import pdf, text
from tests.report import build
from tests.report.annotate import readback

A4 = (595.0, 842.0)


def words(report: Report) -> str:
    copy = annotate(pdf(text("An agreement.")), report)
    return " ".join(readback.text(copy, page) for page in range(1, readback.pages(copy)))


def report(**more: object) -> Report:
    perpetual = build.rule(
        "scope.perpetual", build.CRITICAL, "They can use you for ever", how_long="for ever"
    )
    silent = build.rule("missing.credit", build.LOW, "No credit", ask="Will I be named?")
    return build.report(
        [build.found(perpetual, "in perpetuity", clause="2.2"), build.found(silent)],
        **more,  # type: ignore[arg-type]
    )


def test_it_says_what_matters() -> None:
    said = words(report(parties=(Party("Orbita, Inc.", (), "them"),)))
    for expected in (
        "agreement.pdf", "2 of 2 pages read", "Grade ", "of 100", "1 critical · 1 low",
        "What you give away", "for how long for ever", "CRITICAL They can use you for ever", "2.2 · page",
        "Not in the contract", "No credit", "Ask: “Will I be named?”", "Not legal advice",
    ):  # fmt: skip
        assert expected in said, expected
    assert "emotion-study" not in said  # the folder


def test_what_was_not_read_is_said_before_all_findings() -> None:
    notice = Notice("page-unread", "Page 2 could not be read: it is a picture", 2)
    said = words(report(unread=(2,), notices=(notice,)))
    assert said.index("Provisional: unread pages (2) may hold more risk.") < said.index("In the clauses")
    assert "What was not read or judged page 2: Page 2 could not be read" in said


def test_no_grade_is_no_letter() -> None:
    said = words(report(no_grade="this does not read like a contract"))
    assert "No grade: this does not read like a contract." in said
    assert "Grade " not in said.replace("No grade", "")


def test_nothing_found_is_no_promise() -> None:
    assert "That is not a promise that it is safe" in words(build.report([], pages=1))


def test_lines_lead_to_the_pages() -> None:
    data = pdf(*[text("An agreement.")] * 2)
    copy = annotate(data, report())
    front = readback.pages(copy) - 2
    where = build.evidence("in perpetuity").parts[0].page
    assert readback.links(copy, 1) == [front + 1, front + where]  # the name, and the one finding with a place


def test_a_long_summary_goes_on_and_stays_within_the_edges() -> None:
    rules = [
        build.rule(f"scope.r{n}", Severity(n % 5), f"{'W' * 90} {'risk ' * (n % 30)}{n}", what="x" * n)
        for n in range(120)
    ]
    findings = [build.found(rule, "in perpetuity", clause="1" * 90) for rule in rules]
    made = sheets(build.report(findings, path="n" * 400 + ".pdf"), A4, {}, LOCKED)
    assert len(made) > 3
    for each in made:
        for left, up, shown, size, font in drawn(each.content):
            assert left >= EDGE - 0.01
            assert left + letters.width(shown, size, font == "B") <= A4[0] - EDGE + 0.01
            assert 30 <= up <= A4[1] - 30
        assert all(0 <= link.left < link.right <= A4[0] for link in each.links)
    assert "It opens with the same password" in "".join(s.content.decode("cp1252") for s in made)


def drawn(content: bytes) -> list[tuple[float, float, str, float, str]]:
    shown = re.findall(
        r"/([BP]) ([\d.]+) Tf ([\d.]+) ([\d.]+) Td \(((?:\\.|[^)\\])*)\) Tj", content.decode("cp1252")
    )
    assert shown
    return [
        (float(x), float(y), re.sub(r"\\(.)", r"\1", words), float(size), font)
        for font, size, x, y, words in shown
    ]


@pytest.mark.parametrize("risk", [0.0, 0.4, 100.0])
def test_any_score_can_be_drawn(risk: float) -> None:
    score = Score(risk, "A", None, False, "", None, (Contribution("a.b", risk, "it says so"),))
    assert "of 100" in words(build.report([], pages=1)._replace(score=score))


def test_widths_are_those_of_the_standard_fonts() -> None:
    from fpdf.fonts import CORE_FONTS_CHARWIDTHS

    for table, name in ((widths.PLAIN, "helvetica"), (widths.BOLD, "helveticaB")):
        known = CORE_FONTS_CHARWIDTHS[name]
        for byte in (*range(32, 127), *range(0xA1, 0x100)):
            if byte != 0xAD:  # the soft hyphen has no width there
                assert table[byte - widths.FIRST] == known[bytes([byte]).decode("latin-1")], byte


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Łódź → “Škoda” …", "Lódz -> “Škoda” …"),
        ("a\x00b\u202ec\nd", "a\\x00b\\u202ec d"),
        ("漢字 Дом", "?? ???"),
        ("x" * 99, "x" * 19 + "…"),
    ],
)
def test_only_what_the_fonts_have_is_printed(text: str, shown: str) -> None:
    assert letters.printable(text, 20) == shown


def test_lines_are_broken_between_words_and_within_long_ones() -> None:
    lines = letters.wrap("one two " + "m" * 40 + " three", 100, 10)
    assert "".join(lines).replace(" ", "") == "onetwo" + "m" * 40 + "three"
    assert all(letters.width(line, 10) <= 100 for line in lines)
    assert letters.wrap("", 100, 10) == [""]


def test_a_viewer_without_the_fonts_knows_how_wide_the_letters_are() -> None:
    made = sheet.pdf(sheets(report(), A4, {}))
    assert made.count(b"/FirstChar 32 /LastChar 255 /Widths [278 ") == 2
    assert len(widths.PLAIN) == len(widths.BOLD) == 256 - widths.FIRST
