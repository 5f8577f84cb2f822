"""Damaged PDFs: what can be read is read, and what is missing is not passed over in silence."""

from __future__ import annotations

import re

import pytest

from clausecheck import ingest
from clausecheck.errors import ReadError
from clausecheck.model import Document
from tests.ingest.build import agreement, pdf, text

THREE = pdf(text("page one"), text("page two"), text("page three"))


def read(data: bytes, password: str | None = None) -> Document:
    return ingest.read("a.pdf", data=data, password=password)


def unread(document: Document) -> list[int]:
    """Numbers of the unread pages, each of which a notice names."""
    numbers = [page.number for page in document.pages if not page.read]
    assert [notice.page for notice in document.notices if notice.code == "page-unread"] == numbers
    return numbers


def codes(document: Document) -> set[str]:
    return {notice.code for notice in document.notices}


def packed(data: bytes) -> list[tuple[int, int]]:
    """Start and end of each compressed stream of more than 200 bytes."""
    found = re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    return [match.span(1) for match in found if len(match[1]) > 200 and match[1].startswith(b"x")]


def test_a_page_whose_content_is_broken_half_way() -> None:
    whole = agreement(3)
    assert unread(read(whole)) == []
    start, end = packed(whole)[1]
    middle = (start + end) // 2
    document = read(whole[:middle] + b"\xff" * 40 + whole[middle + 40 :])
    assert unread(document) == [2]
    assert "Use of the recordings" in document.text[document.pages[1].start : document.pages[1].end]
    assert "only what is left of it" in document.notices[0].message


@pytest.mark.parametrize("lost", [4, 3, 1])
def test_a_checksum_that_lacks_is_no_damage(lost: int) -> None:
    whole = agreement(2)
    _, end = packed(whole)[0]
    document = read(whole[: end - lost] + b" " * lost + whole[end:])
    assert unread(document) == []


def test_a_file_cut_short_after_two_of_three_pages() -> None:
    whole = agreement(3)
    start, end = packed(whole)[2]
    for cut in ((start + end) // 2, end, start - 200):
        try:
            document = read(whole[:cut])
        except ReadError as error:
            assert error.code == "damaged"
        else:
            assert codes(document) >= {"repaired"}
            assert 3 in unread(document) or len(document.pages) < 3


def test_a_page_without_its_content() -> None:
    assert unread(read(re.sub(rb"/Contents \d+", b"/Contents 99", THREE, count=1))) == [1]
    with pytest.raises(ReadError) as caught:
        read(re.sub(rb"/Contents \d+", b"/Contents 99", THREE))
    assert caught.value.code == "damaged"


def test_a_blank_page_is_no_damage() -> None:
    document = read(pdf(text("page one"), b"", text("page three")))
    assert (unread(document), document.notices) == ([], ())
    assert unread(read(THREE.replace(b"/Contents", b"/Nothing_", 1))) == []


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_more_pages_promised_than_there_are(engine: ingest.Engine) -> None:
    data = THREE.replace(b"/Count 3", b"/Count 10")
    document = ingest.read("a.pdf", data=data, engine=engine)
    assert unread(document) == [4, 5, 6, 7, 8, 9, 10]
    assert "page three" in document.text


def test_pages_that_the_file_does_not_count() -> None:
    document = read(THREE.replace(b"/Count 3", b"/Count 1"))
    assert document.text.strip() == "page one"
    assert unread(document) == [2, 3]
    assert [page.start <= len(document.text) for page in document.pages] == [True] * 3


def test_an_old_version_of_a_page_is_no_page() -> None:
    old = b"90 0 obj << /Type /Page /Parent 2 0 R >> endobj\n"
    assert (unread(read(THREE + old)), len(read(THREE + old).pages)) == ([], 3)


@pytest.mark.parametrize("count", [b"0", b"-3", b"99999999999"])
def test_a_count_that_cannot_be_is_not_believed(count: bytes) -> None:
    assert len(read(THREE.replace(b"/Count 3", b"/Count " + count)).pages) == 3


def test_a_count_beyond_all_measure_is_one_error() -> None:
    with pytest.raises(ReadError) as caught:
        read(THREE.replace(b"/Count 3", b"/Count 900000"))
    assert caught.value.code == "damaged"
    assert "900,000" in caught.value.message


def test_a_table_of_objects_that_lies_is_mended_and_said() -> None:
    document = read(re.sub(rb"startxref\n\d+", b"startxref\n7", THREE))
    assert document.text == "page one\npage two\npage three"
    assert codes(document) == {"repaired"}
    assert unread(document) == []


def test_a_locked_file_is_not_taken_for_a_broken_one() -> None:
    for password in ("", "x"):
        document = read(agreement(2, password=password, owner="them"), password or None)
        assert document.notices == ()
