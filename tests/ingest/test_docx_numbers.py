"""Numbers are in no text: they are counted as Word counts them."""

from __future__ import annotations

import pytest

from clausecheck import ingest
from tests.ingest.docx_build import LEGAL, box, docx, level, lists, n, p


def labels(body: str, numbering: str = LEGAL, **parts: str) -> list[str]:
    text = ingest.read("a.docx", data=docx(body, numbering=numbering, **parts)).text
    return [paragraph.removesuffix("x").rstrip("\t ") for paragraph in text.split("\n\n")]


def test_levels_begin_anew() -> None:
    body = "".join(n("x", level=at) for at in (0, 1, 2, 2, 1, 2, 0, 1))
    assert labels(body) == ["1.", "1.1", "(a)", "(b)", "1.2", "(a)", "2.", "2.1"]


def test_a_level_that_was_passed_over_counts() -> None:
    assert labels(n("x", level=1) + n("x", level=1) + n("x")) == [
        "1.1",
        "1.2",
        "2.",
    ]  # as docx4j, LibreOffice


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("upperRoman", "IV"), ("lowerRoman", "iv"), ("upperLetter", "D"), ("lowerLetter", "d"),
        ("ordinal", "4th"), ("cardinalText", "Four"), ("ordinalText", "Fourth"), ("decimalZero", "04"),
        ("none", ""), ("somethingNew", "4"),
    ],
)  # fmt: skip
def test_forms(form: str, said: str) -> None:
    assert labels(n("x"), lists(level(0, form, "No %1", start=4))) == [f"No {said}".rstrip()]


def test_a_form_of_its_own() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice></mc:AlternateContent>'
        '<w:lvlText w:val="%1"/></w:lvl>'
    )
    assert labels(n("x"), lists(custom)) == ["007"]


@pytest.mark.parametrize(
    ("text", "look", "said"),
    [
        ("\uf0b7", "", "•"),
        ("o", '<w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr>', "•"),
        ("§", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>', "•"),
        ("–", "", "–"),
        ("*", '<w:rPr><w:rFonts w:ascii="Arial"/></w:rPr>', "*"),
    ],
)
def test_bullets(text: str, look: str, said: str) -> None:
    assert labels(n("x"), lists(level(0, "bullet", text, look))) == [said]


def test_what_follows_the_number() -> None:
    for suffix, between in (("space", " "), ("nothing", ""), ("tab", "\t")):
        numbering = lists(level(0, "decimal", "%1.", f'<w:suff w:val="{suffix}"/>'))
        assert ingest.read("a.docx", data=docx(n("x"), numbering=numbering)).text == f"1.{between}x"


def test_legal_numbers_write_the_levels_above_in_decimal() -> None:
    numbering = lists(
        level(0, "upperRoman", "Article %1."), level(1, "decimalZero", "Section %1.%2", "<w:isLgl/>")
    )
    assert labels(n("x") + n("x", level=1), numbering) == ["Article I.", "Section 1.01"]


def test_restarts() -> None:
    never = lists(level(0, "decimal", "%1."), level(1, "decimal", "Clause %2", '<w:lvlRestart w:val="0"/>'))
    body = n("x") + n("x", level=1) + n("x") + n("x", level=1)
    assert labels(body, never) == ["1.", "Clause 1", "2.", "Clause 2"]
    after_first = lists(
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2"),
        level(2, "lowerLetter", "(%3)", '<w:lvlRestart w:val="1"/>'),
    )
    body = "".join(n("x", level=at) for at in (0, 1, 2, 1, 2, 0, 2))
    assert labels(body, after_first)[2::2] == ["(a)", "(b)", "(a)"]


def test_lists_of_one_kind_count_on_unless_they_say_otherwise() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'upperLetter', '%1)')}</w:lvlOverride></w:num>"
    )
    body = "".join(n("x", list_id=list_id) for list_id in (1, 2, 3, 3, 1, 4))
    assert labels(body, LEGAL + more) == ["1.", "2.", "1.", "2.", "3.", "D)"]


def test_a_style_gives_its_number_and_level() -> None:
    numbering = lists(
        level(0, "decimal", "%1.", '<w:pStyle w:val="One"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="Two"/>'),
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="One"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="Two"><w:basedOn w:val="One"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Like"><w:basedOn w:val="Two"/></w:style>'
    )
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("x", style="One") + p("x", style="Two") + p("x", style="Like") + p("x", style="One", ppr=off)
    assert labels(body, numbering, styles=styles) == ["1.", "1.1", "1.2", ""]


def test_a_list_behind_a_numbering_style() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="S"/>'
        f"{level(0, 'decimal', '§ %1')}</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    link = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="numbering" w:styleId="S">{link}</w:style>'
    assert labels(n("x"), numbering, styles=styles) == ["§ 1"]


def test_each_story_counts_alone() -> None:
    assert labels(n("x") + p(box(n("x") + n("x")), "x") + n("x")) == ["1.", "", "1.", "2.", "2."]


def test_hidden_paragraphs_and_hidden_numbers() -> None:
    hidden = n("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>", mark="<w:vanish/>")
    assert labels(n("x") + hidden + n("x")) == ["1.", "", "2."]
    assert labels(n("x"), lists(level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>"))) == [""]


def test_a_numbered_paragraph_without_words_is_seen() -> None:
    assert labels(n("x") + n("") + n("x")) == ["1.", "2.", "3."]
