"""Whatever is not a readable contract is one clear error with a way out, never a clean report."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from clausecheck import ingest
from clausecheck.errors import EXIT_UNREAD, ReadError
from clausecheck.ingest import source
from tests.ingest.build import LETTERS, PICTURE, Leaf, agreement, pdf, text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(path: str | Path, data: bytes | None = None, password: str | None = None) -> ReadError:
    with pytest.raises(ReadError) as caught:
        ingest.read(str(path), data=data, password=password)
    error = caught.value
    assert error.where == str(path)
    assert error.exit_code == EXIT_UNREAD
    assert error.message.isprintable()
    assert error.hint.isprintable()
    assert error.hint
    return error


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<xml/>")
    return buffer.getvalue()


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "agreement.pdf").code == "not-found"
    assert refused(tmp_path / "no" / "such" / "folder.pdf").code == "not-found"
    assert refused("a\0b.pdf").code == "not-found"


def test_a_file_as_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert refused(tmp_path / "a.txt" / "b.txt").code == "not-found"


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "folder"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may read everything, nobody may not
    try:
        assert refused(path).code == "unreadable"
    finally:
        os.seteuid(user)


def test_a_name_that_the_system_refuses(tmp_path: Path) -> None:
    assert refused(tmp_path / ("a" * 5000)).code == "unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices with names")
def test_a_pipe_or_device_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe").code == "not-a-file"
    assert refused("/dev/zero").code == "not-a-file"


def test_a_huge_file(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(source.LIMIT + 1)  # sparse
    assert refused(path).code == "too-big"


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", "\ufeff \n".encode("utf-16-le")])
def test_an_empty_file(data: bytes) -> None:
    assert refused("a.txt", data).code == "empty"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
        (zipped("agreement.pdf"), "ZIP"),
        (zipped(), "ZIP"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
        (OLE + b"\0" * 99, ".doc"),
        (b"{\\rtf1\\ansi This Agreement", "Rich Text"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"%!PS-Adobe-3.0\n", "PostScript"),
        (OLE + b"\0" * 99 + "__substg1.0_0037001F".encode("utf-16-le"), "Outlook"),
        (b"1234      \nReceived: x\nFrom: a@example.org\nMIME-Version: 1.0\n\nSee attached", "Apple Mail"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", "AVIF"),
        (b"\x1f\x8b\x08\x00", "compressed"),
    ],
)
def test_another_kind_of_file_is_named(data: bytes, says: str) -> None:
    for path in ("agreement.pdf", "agreement.txt", "-"):  # the name does not matter
        error = refused(path, data)
        assert error.code == "unsupported"
        assert says in error.message


def test_a_text_about_other_kinds_is_a_text() -> None:
    for words in (
        "PK is short for…",
        "<p>note</p>",
        "From: Ann\nTo: Bo\n\nAgreement",
        "BM Ltd agrees",
        "II*",
    ):
        assert ingest.read("a.txt", data=words.encode()).text == words


def test_html_in_markdown_is_markdown() -> None:
    assert ingest.read("a.md", data=b"<html>\n# Terms\n").format == "markdown"


@pytest.mark.parametrize(
    "data", [b"\x7fELF\x02" + b"\0" * 64, bytes(range(256)) * 9, b"Agreement\0\0\0with nulls"]
)
def test_binary(data: bytes) -> None:
    assert refused("a.txt", data).code == "binary"


def test_a_wrong_encoding_says_where() -> None:
    error = refused("a.txt", "First line\nSecond – line\n".encode("cp1252"))
    assert error.code == "encoding"
    assert "byte 19, line 2" in error.message
    assert refused("a.txt", b"\xef\xbb\xbfab\xff").message.count("byte 6, line 1") == 1
    assert refused("a.txt", "ab".encode("utf-16")[:-1]).code == "encoding"


def test_a_locked_pdf() -> None:
    locked = agreement(password="secret")
    assert refused("a.pdf", locked).code == "encrypted"
    assert "--password" in refused("a.pdf", locked).hint
    assert refused("a.pdf", locked, "Secret").code == "wrong-password"
    assert "Performer" in ingest.read("a.pdf", data=locked, password="secret").text
    assert "Performer" in ingest.read("a.pdf", data=agreement(owner="them")).text  # open to readers


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing more", b"%PDF-1.7\n" + b"\0" * 999, pdf()])
def test_a_damaged_pdf(data: bytes) -> None:
    assert refused("a.pdf", data).code == "damaged"


def test_no_pdf_in_spite_of_its_name() -> None:
    assert refused("a.PDF", b"This Agreement").code == "damaged"


def test_a_form_that_only_adobe_draws() -> None:
    form = pdf(text("Please wait"), catalog="/NeedsRendering true /AcroForm << /Fields [] /XFA (x) >>")
    assert refused("a.pdf", form).code == "unsupported"


@pytest.mark.parametrize(
    ("leaf", "says"),
    [
        (Leaf(PICTURE), "scan"),
        (Leaf(b""), "blank"),
        (Leaf(PICTURE + text("Envelope 12345, page 1 of 1")), "scan"),
        (Leaf(text("qhyhu wr eh uhdg", font="F3"), unicode={}), "no meaning"),
        (Leaf(text("never to be read", font="F3"), unicode=dict.fromkeys(LETTERS, "\ufffd")), "no meaning"),
        (
            Leaf(text("never to be read", font="F3"), unicode={c: chr(0xE000 + c) for c in LETTERS}),
            "no meaning",
        ),
        (Leaf(text("never to be read", font="F3"), unicode=dict.fromkeys(LETTERS, "\0")), "no meaning"),
    ],
    ids=["picture", "blank", "stamped", "unmapped", "replacement", "private", "nul"],
)
@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_nothing_to_read(leaf: Leaf, says: str, engine: ingest.Engine) -> None:
    with pytest.raises(ReadError) as caught:
        ingest.read("a.pdf", data=pdf(leaf, leaf), engine=engine, ocr="never")
    assert caught.value.code == "no-text"
    assert says in caught.value.message


def test_codes_that_are_letters_need_no_map() -> None:
    leaf = Leaf(text("In the name of the Performer", font="F3"), unicode={})
    assert ingest.read("a.pdf", data=pdf(leaf)).text == "In the name of the Performer"
