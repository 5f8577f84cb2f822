"""A Word document is read as Word shows it, whatever its XML looks like."""

from __future__ import annotations

import pytest

from clausecheck import ingest
from clausecheck.model import Document
from tests.ingest.docx_build import (
    LEGAL,
    box,
    docx,
    field,
    gone,
    ins,
    n,
    p,
    strict,
    t,
    table,
    unzipped,
    zipped,
)

NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
BREAK = '<w:r><w:br w:type="page"/></w:r>'
RECORDED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def read(data: bytes) -> Document:
    return ingest.read("a.docx", data=data)


def paragraphs(body: str, **parts: str) -> list[str]:
    return read(docx(body, **parts)).text.split("\n\n")


def marked(document: Document, kind: str) -> list[tuple[str, str]]:
    return [(document.text[m.start : m.end], m.how) for m in document.marks if m.kind == kind]


def test_paragraphs_are_lines() -> None:
    document = read(docx(p("Agreement", style="H") + p("") + p("The Actor ", "acts."), styles=HEADING))
    assert document.format == "docx"
    assert document.flowing
    assert document.text == "Agreement\n\nThe Actor acts."
    (page,) = document.pages
    assert [(line.start, line.end, line.number, line.level) for line in page.lines] == [
        (0, 9, 1, 2),
        (11, 26, 2, 0),
    ]
    assert page.lines[0].bold
    assert page.lines[0].size == 16
    assert not page.lines[1].bold


HEADING = (
    '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="Base"/><w:rPr><w:sz w:val="32"/></w:rPr>'
    "</w:style>"
)


def test_a_strict_document() -> None:
    data = docx(n("Fee", gone("s")) + p(t("x", "<w:vanish/>")), numbering=LEGAL)
    assert read(strict(data))._replace(sha256="") == read(data)._replace(sha256="")
    assert "purl.oclc.org" in unzipped(strict(data))["word/document.xml"]


def test_the_kind_is_seen_in_any_order_of_the_parts() -> None:
    files = unzipped(docx(p("Agreement")))
    big: dict[str, str | bytes] = {"word/media/a.bin": b"\0" * 9, "customXml/item1.xml": "<a/>", **files}
    first: dict[str, str | bytes] = {
        "[Content_Types].xml": files["[Content_Types].xml"],
        "media.bin": bytes(range(256)) * 400,
        **files,
    }
    assert read(zipped(big)).text == read(zipped(first)).text == "Agreement"


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
        ("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t></w:r>", "non\u2011stop"),
        ("<w:r><w:t>ob</w:t><w:softHyphen/><w:t>ject</w:t></w:r>", "ob\u00adject"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t xml:space="preserve"> yes</w:t></w:r>', "☑ yes"),
        ('<w:r><w:sym w:font="Odd" w:char="F0FE"/></w:r>', "\ufffd"),
        ("<w:r><w:t> a\n b </w:t></w:r>", "a  b"),  # without xml:space, white space around is none
        ("<w:hyperlink><w:r><w:t>site</w:t></w:r></w:hyperlink>", "site"),
        ("<w:smartTag><w:r><w:t>Rome</w:t></w:r></w:smartTag>", "Rome"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Ann</w:t></w:r></w:sdtContent></w:sdt>", "Ann"),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>1 May</w:t></w:r></w:fldSimple>', "1 May"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        (t("grant", "<w:caps/>"), "GRANT"),
        (t("grant", "<w:smallCaps/>"), "grant"),
    ],
)
def test_runs(run: str, said: str) -> None:
    assert paragraphs(p(run)) == [said]


def test_fields_show_their_results() -> None:
    assert paragraphs(p("Page ", field("PAGE", "3"), " of ", field(" NUMPAGES ", "9"))) == ["Page 3 of 9"]
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + field("PAGE", "7")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + t("shown")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    assert paragraphs(p(nested)) == ["shown"]
    button = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MACROBUTTON None [Your name]'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert paragraphs(p(button)) == ["[Your name]"]


def test_a_field_that_never_ends_hides_nothing() -> None:
    body = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "You waive all fees.") + p("The end.")
    assert paragraphs(body) == ["You waive all fees.", "The end."]


def test_form_fields() -> None:
    def form(about: str) -> str:
        begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{about}</w:ffData></w:fldChar></w:r>'
        return begin + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

    checked = form("<w:checkBox><w:checked/></w:checkBox>")
    unchecked = form('<w:checkBox><w:default w:val="0"/></w:checkBox>')
    choice = form(
        '<w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="yes"/></w:ddList>'
    )
    assert paragraphs(p(checked, " a ", unchecked, " b ", choice)) == ["☒ a ☐ b yes"]


def test_rows_are_lines() -> None:
    body = table(["Fee", "EUR 500"], ["Extra", ""], [p("By:") + p("Name:"), p("By:") + p("Name:")])
    assert paragraphs(body) == ["Fee\tEUR 500", "Extra", "By: Name:\tBy: Name:"]
    assert paragraphs(table(["2.", p("Pay") + p("x" * 400)])) == ["2.\tPay", "x" * 400]
    assert paragraphs(table([p("a" * 400) + p("b"), p("c")])) == ["a" * 400, "b", "c"]
    assert paragraphs(table([p("One cell") + p("holds all")])) == ["One cell", "holds all"]
    inner = table(["in", "side"]) + p("")
    assert paragraphs(table(["out", inner])) == ["out\tin\tside"]


def test_numbers_in_tables_stay_apart() -> None:
    body = table([p("Work"), n("Act") + n("Sing")])
    assert paragraphs(body, numbering=LEGAL) == ["Work\t1.\tAct", "2.\tSing"]


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    body = p(box(p("in the box"), fallback=p("for old versions")), "around it") + p("next")
    assert paragraphs(body) == ["around it", "in the box", "next"]
    unknown = (
        '<w:r><mc:AlternateContent><mc:Choice xmlns:odd="urn:odd" Requires="odd"><w:t>new</w:t></mc:Choice>'
    )
    assert paragraphs(
        p(unknown + "<mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>")
    ) == ["old"]


def test_headers_and_footers_in_use_are_read_once() -> None:
    section = (
        '<w:headerReference w:type="default" r:id="header"/>'
        '<w:headerReference w:type="first" r:id="header2"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
    )
    early = f"<w:pPr><w:sectPr>{section.replace('header2', 'header3')}<w:titlePg/></w:sectPr></w:pPr>"
    body = f"<w:p>{early}{t('One')}</w:p>" + p("Two")
    parts = {
        "header": p("Every page"),
        "header2": p("Never shown"),
        "header3": p("First page"),
        "footer": p("Foot"),
    }
    assert paragraphs(body, section=section, **parts) == ["Every page", "First page", "One", "Two", "Foot"]


def test_notes_stand_behind_the_body() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
    body = p("fee", NOTE, " due", own) + p('<w:r><w:endnoteReference w:id="2"/></w:r>', "end")
    footnotes = "".join(
        f'<w:footnote w:id="{id_}">{p(words)}</w:footnote>'
        for id_, words in (("2", "After tax."), ("3", "* In euros."), ("4", "Never called."))
    )
    endnotes = f'<w:endnote w:id="2">{p("Last.")}</w:endnote>'
    assert paragraphs(body, footnotes=footnotes, endnotes=endnotes) == [
        "fee[1] due*", "[i]end", "Footnote 1:\tAfter tax.", "* In euros.", "Endnote i:\tLast."
    ]  # fmt: skip


def test_an_insertion_is_read_as_accepted() -> None:
    document = read(docx(p("You may ", ins("sell and "), ins("lend "), "it.") + ins(p("x"), tag="moveTo")))
    assert document.text == "You may sell and lend it.\n\nx"
    who = "inserted by Ann Roe on 2026-03-01"
    assert marked(document, "inserted") == [
        ("sell and lend", who),
        ("x", who.replace("inserted", "moved here")),
    ]


def test_a_deletion_stands_at_the_end() -> None:
    document = read(docx(p("You may ", gone("not "), "sell it.") + p("The end.")))
    assert document.text == "You may sell it.\n\nThe end.\n\nnot"
    (mark,) = document.marks
    assert (mark.kind, mark.trick, mark.at) == ("deleted", "deleted", len("You may "))
    assert mark.how == "deleted by Ann Roe on 2026-03-01 from “You may sell it.”"
    assert document.text[mark.start : mark.end] == "not"
    assert document.pages[0].lines[-1].number == 1


def test_deletions_of_whole_paragraphs_and_by_others() -> None:
    body = p(gone("Fee."), mark='<w:del w:id="1"/>') + p(
        gone("a ", author="Bo"), gone("b"), "Next", t(" c"), gone("d")
    )
    document = read(docx(body))
    assert document.text == "Next c\n\nFee.\n\na\n\nb\n\nd"
    assert [how[:20] for _, how in marked(document, "deleted")] == [
        "deleted by Ann Roe o", "deleted by Bo on 202", "deleted by Ann Roe o", "deleted by Ann Roe o"
    ]  # fmt: skip


def test_words_that_moved_and_rows_that_go() -> None:
    body = p(ins("away", tag="moveFrom"), "stays")
    row = (
        f'<w:tbl><w:tr><w:trPr><w:del w:id="1" w:author="Cy"/></w:trPr><w:tc>{p("fee")}</w:tc></w:tr></w:tbl>'
    )
    document = read(docx(body + row))
    assert document.text == "stays\n\naway\n\nfee"
    assert [how for _, how in marked(document, "deleted")] == [
        "moved away by Ann Roe on 2026-03-01 from “stays”",
        "deleted by Cy",
    ]


def test_paragraphs_whose_mark_is_deleted_are_one() -> None:
    body = n("Grant", mark='<w:del w:id="1"/>') + n(" of rights", level=1) + n("Pay")
    assert paragraphs(body, numbering=LEGAL) == ["1.1\tGrant of rights", "2.\tPay"]


def test_a_run_in_heading_stands_with_its_clause() -> None:
    separator = "<w:vanish/><w:specVanish/>"
    assert paragraphs(n("Pay.", mark=separator) + p(" EUR 5."), numbering=LEGAL) == ["1.\tPay. EUR 5."]


def test_a_document_before_its_changes() -> None:
    moved = p(ins("here", tag="moveTo"), " it stays") + p("from ", ins("there", tag="moveFrom"))
    row = (
        f'<w:tbl><w:tr><w:trPr><w:ins w:id="1" w:author="Cy"/></w:trPr><w:tc>{p("fee")}</w:tc></w:tr></w:tbl>'
    )
    body = (
        p("You may ", gone("not "), ins("also "), "sell it.") + moved + row
        + p(gone("Fee."), mark='<w:del w:id="1"/>')
        + p(ins("New."), mark='<w:ins w:id="2"/>') + p("End")
    )  # fmt: skip
    data = docx(body)
    document = ingest.read("before.docx", data=data, before=True)
    assert document.text == "You may not sell it.\n\n it stays\n\nfrom there\n\nFee.\n\nEnd"
    assert document.marks == ()


def test_changes_of_formatting_are_none() -> None:
    old = '<w:rPr><w:b/><w:rPrChange w:id="1" w:author="Ann"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>'
    document = read(
        docx(p(f"<w:r>{old}<w:t>seen</w:t></w:r>", ppr='<w:pPrChange w:id="2"><w:pPr/></w:pPrChange>'))
    )
    assert (document.text, document.marks) == ("seen", ())


def test_comments_are_notices() -> None:
    start, end = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    comments = f'<w:comment w:id="7" w:author="Ann Roe">{p("Too low?")}{p("Ask.")}</w:comment>'
    document = read(docx(p("The ", start, "fee", end, " is due."), comments=comments))
    assert document.text == "The fee is due."
    assert [(one.code, one.message) for one in document.notices] == [
        ("comment", 'A comment by Ann Roe: "Too low? Ask." on "fee"')
    ]


def test_pages_that_word_recorded() -> None:
    document = read(
        docx(p("One", RECORDED, " goes on") + p(BREAK, RECORDED, "Two") + table([p(RECORDED, "Row"), "x"]))
    )
    assert [document.text[page.start : page.end].strip() for page in document.pages] == [
        "One goes on",
        "",
        "Two",
        "Row\tx",
    ]
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert document.page_at(document.text.index("Two")).number == 3
    assert document.line_at(document.text.index("Row")).number == 3
    assert len(read(docx(p("One") + p(BREAK, "Two"))).pages) == 1  # asked for, not recorded


def test_a_picture_of_a_page_is_a_page_that_was_not_read() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="7000000" cy="9000000"/>{}</wp:inline></w:drawing></w:r>'
    )
    scan, small = picture.format("<a:blip/>"), picture.format("<a:blip/>").replace("7000000", "700000")
    document = read(docx(p("Before") + p(scan) + p("After") + p(small)))
    assert [(page.number, page.read) for page in document.pages] == [(1, True), (2, False), (3, True)]
    assert document.page_at(document.text.index("After")).number == 3
    assert [(one.code, one.page) for one in document.notices] == [("page-unread", 2)]
    chunk = read(docx(p("Before") + '<w:altChunk r:id="x"/>'))
    assert [page.read for page in chunk.pages] == [True, False]


def test_what_is_embedded_is_said() -> None:
    document = read(docx(p("a", "<w:r><w:object/></w:r>")))
    assert [one.code for one in document.notices] == ["object-unread"]


def test_the_place_of_every_character() -> None:
    body = n(
        t("The "), t("Actor", "<w:b/>"), "<w:r><w:tab/></w:r>", gone("never "), "<w:r><w:t> acts </w:t></w:r>"
    )
    data = docx(body + table(["Fee", "500"]), numbering=LEGAL, footer=p("Foot"), section=FOOT)
    document = read(data)
    assert document.text == "1.\tThe Actor\tacts\n\nFee\t500\n\nFoot\n\nnever"
    words = ("he Act", "1.", "acts", "Fee\t500", "oot", "never")
    from clausecheck.model import Span

    spans = [Span(document.text.index(word), document.text.index(word) + len(word)) for word in words]
    found = ingest.anchors("a.docx", document, spans, data=data)
    assert [[tuple(one)[1:] for one in each] for each in found] == [
        [(0, 1, 4), (1, 0, 3)], [(0, 0, 4)], [(3, 1, 5)], [(4, 0, 3), (5, 0, 3)], [(0, 1, 4)], [(2, 0, 5)],
    ]  # fmt: skip
    assert {one.part for one in found[4]} == {"word/footer.xml"}


FOOT = '<w:footerReference w:type="default" r:id="footer"/>'
