"""Words that nobody sees are marked where they stand; what only looks like a trick is not."""

from __future__ import annotations

import pytest

from clausecheck import ingest
from clausecheck.model import Document
from tests.ingest.docx_build import box, docx, ins, p, t, table

WHITE = '<w:color w:val="FFFFFF"/>'
DARK = '<w:shd w:val="clear" w:fill="1F3864"/>'
WORDS = "the fee is waived"


def read(body: str, **parts: str) -> Document:
    return ingest.read("a.docx", data=docx(p("Seen.") + body, **parts))


def tricks(body: str, **parts: str) -> list[tuple[str, str, str]]:
    document = read(body, **parts)
    assert WORDS in document.text  # hidden words stay in the text
    return [(document.text[m.start : m.end], m.trick, m.how) for m in document.marks if m.kind == "hidden"]


def style(kind: str, props: str, more: str = "", id_: str = "S") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{id_}">{more}<w:rPr>{props}</w:rPr></w:style>'


@pytest.mark.parametrize(
    ("props", "trick", "how"),
    [
        ("<w:vanish/>", "vanish", "formatted as hidden text"),
        ("<w:specVanish/>", "vanish", "formatted as hidden text"),
        (WHITE, "colour", "white letters on white"),
        ('<w:color w:val="FEFEFE"/>', "colour", "#FEFEFE letters on white"),
        ('<w:color w:val="000000" w:themeColor="background1"/>', "colour", "white letters on white"),
        ('<w:color w:val="00FF00"/><w:highlight w:val="green"/>', "colour", "#00FF00 letters on #00FF00"),
        ('<w:color w:val="000000"/><w:highlight w:val="black"/>', "colour", "black letters on black"),
        (f'<w:color w:val="1F3864"/>{DARK}', "colour", "#1F3864 letters on #1F3864"),
        ('<w:sz w:val="2"/>', "tiny", "letters of 1 point"),
        ('<w:sz w:val="7"/>', "tiny", "letters of 3.5 points"),
        ('<w:w w:val="1"/>', "squeezed", "letters squeezed to 1 % of their width"),
        (
            "<w14:textFill><w14:noFill/></w14:textFill>",
            "invisible",
            "letters that are drawn without a colour",
        ),
        (
            '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/>'
            "</w14:srgbClr></w14:solidFill></w14:textFill>",
            "invisible",
            "letters that are drawn without a colour",
        ),
        (
            '<w14:textFill><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>',
            "colour",
            "white letters on white",
        ),
    ],
)
def test_hidden_by_its_run(props: str, trick: str, how: str) -> None:
    assert tricks(p("a ", t(WORDS, props), " b")) == [(WORDS, trick, how)]


@pytest.mark.parametrize(
    "props",
    [
        "",
        '<w:vanish w:val="0"/>',
        "<w:webHidden/>",  # hidden in the web layout alone: page numbers of every table of contents
        '<w:color w:val="auto"/>',
        f'<w:color w:val="auto"/>{DARK}',  # turns white by itself
        f"{WHITE}{DARK}",
        f'{WHITE}<w:highlight w:val="black"/>',
        '<w:color w:val="D9D9D9"/>',  # pale, as the words in forms
        '<w:color w:val="FFFFFF" w:themeColor="text1"/>',
        '<w:sz w:val="12"/>',
        '<w:w w:val="80"/>',
        "<w14:textFill><w14:noFill/></w14:textFill><w14:textOutline><w14:solidFill/></w14:textOutline>",
    ],
)
def test_not_hidden_by_its_run(props: str) -> None:
    assert tricks(p("a ", t(WORDS, props), " b")) == []


def test_hidden_by_a_style() -> None:
    run = '<w:rStyle w:val="S"/>'
    assert len(tricks(p(t(WORDS, run)), styles=style("character", "<w:vanish/>"))) == 1
    assert len(tricks(p(WORDS, style="S"), styles=style("paragraph", WHITE))) == 1
    based = style("paragraph", "<w:vanish/>", id_="B") + style("paragraph", "", '<w:basedOn w:val="B"/>')
    assert len(tricks(p(WORDS, style="S"), styles=based)) == 1
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{WHITE}</w:rPr></w:rPrDefault></w:docDefaults>"
    assert len(tricks(p(WORDS), styles=defaults)) == 2  # "Seen." as well


def test_hidden_twice_is_seen_and_direct_formatting_decides() -> None:
    both = style("paragraph", "<w:vanish/>", id_="P") + style("character", "<w:vanish/>")
    assert tricks(p(t(WORDS, '<w:rStyle w:val="S"/>'), style="P"), styles=both) == []
    assert tricks(p(t(WORDS, '<w:vanish w:val="0"/>'), style="P"), styles=both) == []
    assert tricks(p(t(WORDS, '<w:color w:val="000000"/>'), style="S"), styles=style("paragraph", WHITE)) == []


def test_what_lies_behind_the_paragraph() -> None:
    dark = t(WORDS, '<w:color w:val="1F3864"/>')
    assert tricks(p(t(WORDS, WHITE), ppr=DARK)) == []
    assert tricks(p(dark, ppr=DARK)) == [(WORDS, "colour", "#1F3864 letters on #1F3864")]
    grey = '<w:shd w:val="pct10" w:color="FFFFFF" w:fill="000000"/>'
    assert tricks(p(t(WORDS, WHITE), ppr=grey)) == []


def cell(*content: str, shade: str = "", more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}{shade}</w:tcPr>{''.join(content)}</w:tc>"


def row(*cells: str, about: str = "") -> str:
    return f"<w:tbl><w:tr><w:trPr>{about}</w:trPr>{''.join(cells)}</w:tr></w:tbl>"


def test_what_lies_behind_the_cell() -> None:
    assert tricks(row(cell(p(t(WORDS, WHITE)), shade=DARK))) == []
    assert len(tricks(row(cell(p(t(WORDS, WHITE)))))) == 1
    assert (
        len(tricks(row(cell(p(t(WORDS, WHITE), ppr='<w:shd w:val="clear" w:fill="FFFFFF"/>'), shade=DARK))))
        == 1
    )


TABLE = (
    '<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow">'
    f"<w:rPr>{WHITE}</w:rPr>"
    f"<w:tcPr>{DARK}</w:tcPr></w:tblStylePr></w:style>"
)


def test_table_styles_colour_letters_and_cells_together() -> None:
    about, look = '<w:tblStyle w:val="T"/>', 'w:firstRow="1"'
    assert tricks(table([p(WORDS)], ["x"], look=look, about=about), styles=TABLE) == []
    assert tricks(table([p(WORDS)], ["x"], look='w:val="0020"', about=about), styles=TABLE) == []
    plain = TABLE.replace(DARK, "")
    assert len(tricks(table([p(WORDS)], ["x"], look=look, about=about), styles=plain)) == 1
    assert [
        words for words, _, _ in tricks(table(["x"], [p(WORDS)], look=look, about=about), styles=plain)
    ] == ["x"]
    assert len(tricks(table(["x"], [p(t(WORDS, WHITE))], look=look, about=about), styles=TABLE)) == 1


def test_cells_and_rows_that_show_nothing() -> None:
    covered = cell(p(WORDS), more="<w:vMerge/>")
    first = cell(p("top"), more='<w:vMerge w:val="restart"/>')
    merged = f"<w:tbl><w:tr>{first}</w:tr><w:tr>{covered}</w:tr></w:tbl>"
    assert tricks(merged) == [(WORDS, "merged", "in a table cell that is merged away")]
    assert tricks(row(covered)) == []  # nothing above to be merged with
    low = '<w:trHeight w:val="10" w:hRule="exact"/>'
    assert [trick for _, trick, _ in tricks(row(cell(p(WORDS)), about=low))] == ["clipped"]
    assert tricks(row(cell(p(WORDS)), about=low.replace("exact", "atLeast"))) == []


def test_lines_too_low_to_show_letters() -> None:
    spacing = '<w:spacing w:line="20" w:lineRule="exact"/>'
    assert [trick for _, trick, _ in tricks(p(WORDS, ppr=spacing))] == ["clipped"]
    assert tricks(p(WORDS, ppr='<w:spacing w:line="240" w:lineRule="exact"/>')) == []
    assert tricks(p(WORDS, ppr='<w:spacing w:line="20" w:lineRule="auto"/>')) == []


def test_text_boxes() -> None:
    def content(**about: str | int) -> list[tuple[str, str, str]]:
        return tricks(p(box(p(WORDS), **about)))  # type: ignore[arg-type]

    assert content() == []
    assert content(width=0) == [(WORDS, "box", "in a text box without room to show it")]
    far = "<wp:positionH><wp:posOffset>-90000000</wp:posOffset></wp:positionH>"
    away = box(p(WORDS)).replace("<wp:extent", f"{far}<wp:extent")
    assert [how for _, _, how in tricks(p(away))] == ["in a text box that lies off the page"]
    hidden = box(p(WORDS)).replace('name="Box"', 'name="Box" hidden="1"')
    assert [how for _, _, how in tricks(p(hidden))] == ["in a drawing that is set to be hidden"]
    old = (
        '<w:r><w:pict><v:shape style="{}"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>'
        "</w:pict></w:r>"
    )
    assert tricks(p(old.format("width:90pt;height:40pt", p(WORDS)))) == []
    assert [trick for _, trick, _ in tricks(p(old.format("width:0;height:0", p(WORDS))))] == ["box"]
    assert [trick for _, trick, _ in tricks(p(old.format("visibility:hidden", p(WORDS))))] == ["box"]


def test_what_lies_behind_a_text_box() -> None:
    white, fill = p(t(WORDS, WHITE)), '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'
    assert tricks(p(box(white, shape=fill.format("1F3864")))) == []
    assert len(tricks(p(box(white, shape=fill.format("FFFFFF"))))) == 1
    clear = box(white, shape="<a:noFill/>").partition("<mc:Fallback>")[0] + "</mc:AlternateContent></w:r>"
    assert len(tricks(p(clear))) == 1
    other = box(p("x"), shape=fill.format("000000"))
    assert tricks(p(clear, other)) == []  # it may lie on the other shape


def test_the_page_has_a_colour() -> None:
    def page(settings: str) -> list[tuple[str, str, str]]:
        data = docx(p(t(WORDS, WHITE)), settings=settings)
        from tests.ingest.docx_build import with_part

        dark = with_part(
            data,
            "word/document.xml",
            lambda xml: xml.replace("<w:body>", '<w:background w:color="000000"/><w:body>'),
        )
        document = ingest.read("a.docx", data=dark)
        return [(document.text[m.start : m.end], m.trick, m.how) for m in document.marks]

    assert page("<w:displayBackgroundShape/>") == []
    assert len(page("")) == 1  # not shown, so the page is white


def test_one_mark_for_one_trick_and_none_over_another() -> None:
    document = read(p(t("a", WHITE), t(" ", WHITE), t("b", WHITE), t("c"), ins(t("d", WHITE)), ins("e")))
    assert [(document.text[m.start : m.end], m.kind) for m in document.marks] == [
        ("a b", "hidden"), ("d", "hidden"), ("e", "inserted")
    ]  # fmt: skip
    assert document.marks[1].how == "white letters on white, inserted by Ann Roe on 2026-03-01"


def test_places_for_signatures_are_no_trick() -> None:
    document = read(p("Signed: ", t("/sn1/", WHITE), t(r"\d2\ ", WHITE), t(" ", WHITE)))
    assert document.marks == ()


def test_small_print_is_said() -> None:
    small = read(p(t("Six points is the least that people can read.", '<w:sz w:val="10"/>')))
    assert [one.code for one in small.notices] == ["small-print"]
    assert small.marks == ()
    assert read(p(t("tm", '<w:sz w:val="10"/>'))).notices == ()
