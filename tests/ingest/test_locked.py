"""Locked PDFs: passwords in every spelling, and locks that keep nobody from reading."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from fpdf.enums import EncryptionMethod

from clausecheck import ingest
from clausecheck.errors import ReadError
from tests.ingest.build import agreement


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("method", list(EncryptionMethod)[1:])
def test_a_password_beyond_ascii(engine: ingest.Engine, method: EncryptionMethod) -> None:
    data = agreement(password="pässwört", method=method)
    document = ingest.read("a.pdf", data=data, password="pässwört", engine=engine)
    assert "Performer" in document.text


@pytest.mark.skipif(not shutil.which("qpdf"), reason="locks the file with qpdf")
@pytest.mark.parametrize(
    ("bits", "locked", "typed"),
    [
        ("128", "5 € – fee", "5 € – fee"),  # PDFDocEncoding
        ("256", "5 € – fee", "5 € – fee"),
        ("256", "IX", "I\xadⅨ"[:2] + "X"),  # SASLprep drops the soft hyphen
        ("256", "café", "cafe\u0301"),  # as a Mac types it
    ],
)
def test_what_is_typed_and_what_locks(tmp_path: Path, bits: str, locked: str, typed: str) -> None:
    plain, path = tmp_path / "plain.pdf", tmp_path / "locked.pdf"
    plain.write_bytes(agreement())
    weak = [] if bits == "256" else ["--allow-weak-crypto"]
    subprocess.run(["qpdf", *weak, "--encrypt", locked, "owner", bits, "--", plain, path], check=True)
    assert "Performer" in ingest.read(str(path), password=typed).text


def test_several_passwords_are_tried() -> None:
    data = agreement(password="third")
    assert "Performer" in ingest.read("a.pdf", data=data, password="first\nsecond\nthird").text
    with pytest.raises(ReadError) as caught:
        ingest.read("a.pdf", data=data, password="first\nsecond")
    assert caught.value.code == "wrong-password"
    assert "second" not in str(caught.value) + caught.value.hint


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_a_password_for_a_file_that_needs_none(engine: ingest.Engine) -> None:
    for data in (agreement(), agreement(owner="them")):
        assert "Performer" in ingest.read("a.pdf", data=data, password="of another", engine=engine).text
