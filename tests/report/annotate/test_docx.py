"""A copy of a Word document with a comment on the exact words of each finding, and nothing else changed."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest

import clausecheck
from clausecheck import ingest, pipeline
from clausecheck.errors import ReadError
from clausecheck.model import Analyzed, Anchor, Finding, Source, Span
from clausecheck.report.annotate.docx import annotate
from tests.ingest.docx_build import (
    LEGAL,
    box,
    docx,
    gone,
    ins,
    n,
    p,
    strict,
    t,
    unzipped,
    with_files,
    with_part,
)
from tests.ingest.make_docx_pair import RECORDED, printed

PACKS = clausecheck.load_packs("performer")
RISK = "in perpetuity"
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def finding() -> Finding:
    return clausecheck.analyze(Source("a.txt", b"You grant us your voice in perpetuity."), PACKS).findings[0]


def noted(data: bytes, *words: str) -> bytes:
    """The copy with a finding on each of these words."""
    document = ingest.read("a.docx", data=data)
    starts = [document.text.index(word) for word in words]
    spans = [Span(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
    return annotate(data, [finding()] * len(words), ingest.anchors("a.docx", document, spans, data=data))


def about(copy: bytes) -> list[str]:
    """The words that each comment is about, by the comments' ids, read from the XML itself."""
    xml = unzipped(copy)["word/document.xml"]
    found = []
    for id_ in sorted(re.findall(r'commentReference w:id="(\d+)"', xml), key=int):
        inside = xml.partition(f'<w:commentRangeStart w:id="{id_}"/>')[2].partition(
            f'<w:commentRangeEnd w:id="{id_}"/>'
        )
        found.append("".join(re.findall(r"<w:(?:t|delText)\b[^>]*>([^<]*)<", inside[0])))
    return found


def text(data: bytes) -> str:
    return ingest.read("a.docx", data=data).text


def test_the_comment_says_what_and_why_and_what_to_ask() -> None:
    xml = unzipped(noted(docx(p("You grant us your voice in perpetuity.")), RISK))["word/comments.xml"]
    rule = finding().rule
    for words in (rule.title, rule.why, "Ask: “", f"Rule: {rule.id}", 'w:author="clausecheck"'):
        assert words in xml
    assert "w:date" not in xml


@pytest.mark.parametrize(
    "body",
    [
        p("You grant it in perpetuity and everywhere."),
        p("in perpetuity"),
        p("You grant it in ", t("perpetuity", "<w:b/>"), "."),
        p("You grant it ", ins("in per"), "petuity."),
        p("You grant it in perp", gone("XX"), "etuity."),
        p("<w:r><w:t>You grant it</w:t><w:tab/><w:t>in perpetuity</w:t><w:br/><w:t>and more</w:t></w:r>"),
        p("<w:r><w:t>\n  You grant in perpetuity \n</w:t></w:r>", "and more"),
        p("<w:hyperlink><w:r><w:t>grant in perpetuity now</w:t></w:r></w:hyperlink>"),
        p("<w:sdt><w:sdtContent><w:r><w:t>grant in perpetuity now</w:t></w:r></w:sdtContent></w:sdt>"),
        p('<w:fldSimple w:instr="X"><w:r><w:t>in perpetuity</w:t></w:r></w:fldSimple>'),
        p("<w:r><w:ruby><w:rubyBase><w:r><w:t>in perpetuity</w:t></w:r></w:rubyBase></w:ruby></w:r>"),
    ],
)
@pytest.mark.parametrize("change", [bytes, strict])
def test_it_is_about_exactly_the_words(body: str, change: type[bytes]) -> None:
    data = change(docx(body))
    copy = noted(data, RISK)
    assert [words.replace("XX", "") for words in about(copy)] == [RISK]
    assert text(copy) == text(data)
    marks = [mark.how for mark in ingest.read("a.docx", data=copy).marks]
    assert marks == [mark.how for mark in ingest.read("a.docx", data=data).marks]


def test_findings_over_each_other_and_over_paragraphs() -> None:
    data = docx(n("You grant the voice") + n("in perpetuity, in all media.", level=1), numbering=LEGAL)
    words = ("perpetuity, in all", "in perpetuity", "in all media", "voice\n\n1.1\tin", "1.1", "in")
    copy = noted(data, *words)
    assert sorted(about(copy)) == sorted([*words[:3], "voicein", "in perpetuity, in all media.", "in"])
    assert text(copy) == text(data)


def test_formatting_stays_with_its_letters() -> None:
    xml = unzipped(noted(docx(p(t("You grant it in perpetuity now.", "<w:b/>"))), RISK))["word/document.xml"]
    assert xml.count("<w:b/>") == 3


def test_deleted_words_can_have_a_comment() -> None:
    data = docx(p("You ", gone("never "), "grant it."))
    copy = noted(data, "never")
    assert about(copy) == ["never"]
    assert text(copy) == text(data)


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (docx(p("The first words") + p("Host", box(p("sold in perpetuity")))), "Host"),
        (
            docx(
                p("The first words") + p("Fee ", NOTE, " due"),
                footnotes=f'<w:footnote w:id="2">{p("paid in perpetuity")}</w:footnote>',
            ),
            "Fee ",
        ),
        (
            docx(
                p("The first words"),
                footer=p("in perpetuity"),
                section='<w:footerReference w:type="default" r:id="footer"/>',
            ),
            "The first words",
        ),
    ],
    ids=["text box", "footnote", "footer"],
)
def test_what_cannot_carry_a_comment_gets_it_beside(data: bytes, at: str) -> None:
    copy = noted(data, RISK)
    assert about(copy) == [at]
    assert text(copy) == text(data)


def test_a_finding_without_a_place_stands_at_the_top() -> None:
    data = docx(p("Agreement") + p("You act."))
    assert about(annotate(data, [finding()], [()])) == ["Agreement"]
    nowhere = Anchor("word/nothing.xml", 7, 0, 1)
    with pytest.raises(ReadError):
        annotate(data, [finding()], [(nowhere,)])


def test_other_comments_stay() -> None:
    start, end = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    theirs = f'<w:comment w:id="7" w:author="Ann Roe">{p("Too low?")}</w:comment>'
    data = docx(p("The ", start, "fee", end, " is due in perpetuity."), comments=theirs)
    copy = noted(data, RISK)
    said = [one.message for one in ingest.read("a.docx", data=copy).notices]
    assert said[0] == 'A comment by Ann Roe: "Too low?" on "fee"'
    assert said[1].startswith("A comment by clausecheck: ")
    assert said[1].endswith('on "in perpetuity"')
    parts = unzipped(copy)
    assert parts["[Content_Types].xml"] == unzipped(data)["[Content_Types].xml"]
    assert '<w:comment w:id="8"' in parts["word/comments.xml"].replace(' xmlns:w=""', "")


def test_everything_else_stays_as_it_is() -> None:
    data = with_files(docx(p("sold in perpetuity"), numbering=LEGAL), {"word/media/a.bin": bytes(range(128))})
    copy = noted(data, RISK)
    before, after = (zipfile.ZipFile(io.BytesIO(each)) for each in (data, copy))
    assert after.testzip() is None
    kept = set(before.namelist()) - {
        "[Content_Types].xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
    }
    assert [before.read(name) for name in sorted(kept)] == [after.read(name) for name in sorted(kept)]
    assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}


def test_the_copy_is_the_same_each_time_and_not_annotated_again() -> None:
    data = docx(p("sold in perpetuity"))
    copy = noted(data, RISK)
    assert noted(data, RISK) == copy
    with pytest.raises(ReadError) as caught:
        noted(copy, RISK)
    assert caught.value.code == "annotated"


def test_a_package_without_relations_of_its_own() -> None:
    files = unzipped(docx(p("sold in perpetuity")))
    del files["word/_rels/document.xml.rels"]
    from tests.ingest.docx_build import zipped

    assert about(noted(zipped(files), RISK)) == [RISK]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", docx(""), with_part(docx(p("x")), "_rels/.rels", lambda _: "<")]
)
def test_what_cannot_be_opened(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        annotate(data, [], [])
    assert caught.value.code == "damaged"


def test_a_whole_agreement() -> None:
    data = (RECORDED / "agreement.docx").read_bytes()
    outcome, copy = pipeline.annotated(Source("a.docx", data), PACKS)
    assert isinstance(outcome, Analyzed)
    assert text(copy) == text(data)
    words = text(data)
    start = words.index("Salt Road ·")
    footer = range(start, words.index("\n", start))  # carries no comment: its finding stands at the top
    first = [one.evidence[0] for one in outcome.report.findings]
    wanted = ["PERFORMANCE" if one.parts[0].start in footer else one.quote.split()[0] for one in first]
    assert sorted(words.split()[0] for words in about(copy)) == sorted(wanted)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_word_processor_opens_it(tmp_path: Path) -> None:
    data = (RECORDED / "agreement.docx").read_bytes()
    _, copy = pipeline.annotated(Source("a.docx", data), PACKS)
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    ours, theirs = (ingest.read("a.pdf", data=printed(each, tmp_path / name)).text
                    for each, name in ((copy, "one"), (data, "two")))  # fmt: skip
    assert ours == theirs
