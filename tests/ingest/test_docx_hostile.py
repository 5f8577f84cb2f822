"""A broken or hostile package is one clear error, soon."""

from __future__ import annotations

import io
import zipfile

import pytest

from clausecheck import ingest
from clausecheck.errors import ReadError
from clausecheck.ingest.docx import package
from tests.ingest.docx_build import (
    LEGAL,
    docx,
    level,
    lists,
    n,
    p,
    t,
    table,
    unzipped,
    with_files,
    with_part,
    zipped,
)

GOOD = docx(p("The Actor acts."), numbering=LEGAL)


def refused(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        ingest.read("a.docx", data=data)
    error = caught.value
    assert error.where == "a.docx"
    assert error.hint
    assert error.message.isprintable()
    return error


def without(*names: str) -> bytes:
    return zipped({name: content for name, content in unzipped(GOOD).items() if name not in names})


def test_a_package_that_is_cut_off() -> None:
    for size in (60, 400, len(GOOD) // 2, len(GOOD) - 10):
        assert refused(GOOD[:size] + b"word/document").code in ("damaged", "unsupported")
    assert refused(GOOD[: len(GOOD) // 2]).code == "damaged"


@pytest.mark.parametrize("name", ["word/document.xml", "_rels/.rels"])
def test_missing_parts(name: str) -> None:
    assert refused(without(name)).code == "damaged"


def test_parts_that_can_be_missed() -> None:
    assert ingest.read("a.docx", data=without("word/numbering.xml")).text == "The Actor acts."
    assert ingest.read("a.docx", data=without("word/_rels/document.xml.rels")).text == "The Actor acts."


@pytest.mark.parametrize("target", ["../../../etc/passwd", "nothing.xml", "", "document.xml"])
def test_relations_that_lead_nowhere(target: str) -> None:
    path = "word/_rels/document.xml.rels"
    wrong = with_part(GOOD, path, lambda xml: xml.replace("numbering.xml", target))
    assert ingest.read("a.docx", data=wrong).text == "The Actor acts."


def test_a_package_that_names_another_document() -> None:
    outside = with_part(GOOD, "_rels/.rels", lambda xml: xml.replace("word/document.xml", "word/nothing.xml"))
    assert refused(outside).code == "damaged"


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "no XML",
        "<w:document",
        "<document/>",
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    ],
)
def test_a_main_part_that_is_none(xml: str) -> None:
    assert refused(with_part(GOOD, "word/document.xml", lambda _: xml)).code == "damaged"


def test_entities_in_another_encoding() -> None:
    bad = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")
    assert refused(with_files(GOOD, {"word/document.xml": bad})).code == "damaged"


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    blank = with_part(GOOD, "word/document.xml", lambda xml: xml.replace("acts", " " * (9 << 20)))
    assert refused(blank).code == "too-big"
    monkeypatch.setattr(package, "LARGEST_PART", 2000)
    assert refused(docx(p("x" * 4000))).code == "too-big"
    monkeypatch.setattr(package, "LARGEST_PART", 64 << 20)
    monkeypatch.setattr(package, "MOST_ENTRIES", 20)
    assert (
        refused(with_files(docx(p("x")), {f"word/media/{i}.png": b"" for i in range(30)})).code == "too-big"
    )


def test_what_is_not_read_is_not_unpacked() -> None:
    assert (
        ingest.read("a.docx", data=with_files(docx(p("x")), {"word/media/a.bin": b"\0" * (20 << 20)})).text
        == "x"
    )


def test_too_many_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    from clausecheck.ingest.docx import tree

    monkeypatch.setattr(tree, "_MOST_TAGS", 100)
    assert refused(docx(p("x") * 100)).code == "too-big"


def test_two_parts_of_one_name() -> None:
    buffer = io.BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<w:document/>")
    assert refused(buffer.getvalue()).code == "damaged"


def test_locked_packages() -> None:
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 2000
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 99
    )
    assert refused(ole).code == "encrypted"
    assert refused(ole.replace(b"E\0n\0c", b"N\0o\0t")).code == "unsupported"
    data = bytearray(GOOD)
    for at in (data.find(b"PK\x03\x04") + 6, *_flags(data)):
        data[at] |= 1
    assert refused(bytes(data)).code == "encrypted"


def _flags(data: bytearray) -> list[int]:
    found, at = [], data.find(b"PK\x01\x02")
    while at >= 0:
        found.append(at + 8)
        at = data.find(b"PK\x01\x02", at + 4)
    return found


def test_circles() -> None:
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for kind in ("paragraph", "character", "table")
        for one, other in (("A", "B"), ("B", "A"))
    )
    link = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles += f'<w:style w:type="numbering" w:styleId="N">{link}</w:style>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="N"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = (
        p(t("x", '<w:rStyle w:val="A"/>'), style="A") + n("y") + table(["z"], about='<w:tblStyle w:val="A"/>')
    )
    assert ingest.read("a.docx", data=docx(body, styles=styles, numbering=numbering)).text == "x\n\ny\n\nz"


def test_deep_nesting() -> None:
    deep = p("x")
    for _ in range(60):
        deep = table([deep + p("")])
    assert ingest.read("a.docx", data=docx(deep)).text == "x"
    assert (
        refused(docx("<w:sdt><w:sdtContent>" * 2000 + p("x") + "</w:sdtContent></w:sdt>" * 2000)).code
        == "damaged"
    )


@pytest.mark.parametrize(
    "body",
    [
        "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>",  # without a table
        f"<w:tr><w:tc>{p('x')}</w:tc></w:tr>",
        f"<w:tbl><w:tr><w:tc>{p('x')}<w:tr/></w:tc></w:tr></w:tbl>",
        f"<w:tbl>{p('x')}</w:tbl>",
        f"<w:p>{p('x')}</w:p>",
        "<w:p><w:r><w:p><w:r><w:t>x</w:t></w:r></w:p></w:r></w:p>",
        p(
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="odd"/>',
            "<w:t>x</w:t></w:r>",
        ),
        p(
            t("x", '<w:sz/><w:sz w:val="many"/><w:color/><w:shd/><w:w w:val="%"/>'),
            ppr='<w:pStyle/><w:numPr><w:numId w:val="99999999999999"/></w:numPr><w:outlineLvl w:val="-3"/>',
        ),
        n("x", level=77),
        p('<w:commentRangeEnd/><w:r><w:footnoteReference/><w:endnoteReference w:id="5"/><w:t>x</w:t></w:r>'),
    ],
)
def test_odd_trees_lose_no_words(body: str) -> None:
    assert "x" in ingest.read("a.docx", data=docx(body, footnotes="", endnotes="")).text


def test_odd_lists() -> None:
    for numbering in (
        '<w:num w:numId="1"/>',
        '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>',
        lists('<w:lvl w:ilvl="0"/>'),
        lists('<w:lvl w:ilvl="-1"/><w:lvl/>'),
        lists(level(0, "decimal", "%9%0%1%"), more="<w:abstractNum/>"),
        lists(level(0, "upperRoman", "%1", start=-5)),
    ):
        assert ingest.read("a.docx", data=docx(n("x"), numbering=numbering)).text.endswith("x")


def test_nothing_to_read() -> None:
    assert refused(docx(p(""))).code == "no-text"
    assert refused(docx(p("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"))).code == "no-text"
    scan = '<wp:inline><wp:extent cx="7000000" cy="9000000"/><a:blip/></wp:inline>'
    assert "pictures" in refused(docx(p(f"<w:r><w:drawing>{scan}</w:drawing></w:r>"))).message


@pytest.mark.parametrize("kind", ["template.main", "document.macroEnabled.main"])
def test_templates_and_documents_with_macros(kind: str) -> None:
    other = with_part(GOOD, "[Content_Types].xml", lambda xml: xml.replace("document.main", kind))
    assert ingest.read("a.dotx", data=other).text == "The Actor acts."
