"""Awkward, broken and huge files: a document or an error, in bounded time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clausecheck import ingest
from clausecheck.batch.worker import supervise
from clausecheck.model import Failed, Outcome, Problem
from tests.ingest.build import agreement, pdf, text

CODES = {
    "encrypted", "wrong-password", "damaged", "unsupported", "empty", "no-text",
    "too-slow", "too-big", "crashed",
}  # fmt: skip

LIMITS: dict[ingest.Engine, float] = {"pdfium": 20, "pdfplumber": 120}  # seconds for a file


def outcome(path: str, password: str | None = None, engine: ingest.Engine = "pdfium") -> Outcome:
    """What reading a file comes to, small enough to be sent: the length of its text in place of a message."""
    document = ingest.read(path, password=password, engine=engine)
    read = sum(page.read for page in document.pages)
    assert read or not document.text.strip()
    return Failed(path, Problem("read", f"{len(document.text)} {read}", ""))


def awkward(data: Path) -> list[tuple[Path, str, str | None]]:
    """Files, their category and password."""
    folder = data / "pdf_awkward"
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return [
        (folder / each["category"] / each["file"], each["category"], each.get("password")) for each in listed
    ]


def problem(path: Path, password: str | None = None, engine: ingest.Engine = "pdfium") -> Problem:
    found = supervise(outcome, str(path), password, engine, path=str(path), timeout=LIMITS[engine])
    assert isinstance(found, Failed)
    return found.problem


@pytest.mark.parametrize("engine", ["pdfium", pytest.param("pdfplumber", marks=pytest.mark.slow)])
def test_awkward_files_end(data: Path, engine: ingest.Engine) -> None:
    for path, category, password in list(awkward(data))[:: 1 if engine == "pdfium" else 3]:
        begin = time.monotonic()
        found = problem(path, password, engine)
        assert found.code in CODES | {"read"}, (path.name, found)
        assert time.monotonic() - begin < LIMITS[engine] + 1, path.name
        if category in {"multi_column", "two_column_form"}:
            assert found.code == "read", (path.name, found)


def test_every_password_of_the_manifest_opens_its_file(data: Path) -> None:
    for path, category, password in awkward(data):
        if category == "encrypted_user_password":
            assert problem(path).code == "encrypted", path.name
            assert problem(path, "not the password").code == "wrong-password", path.name
            assert problem(path, password).code in {"read", "no-text"}, path.name


def test_every_real_contract_is_read_whole(data: Path) -> None:
    paths = sorted((data / "cuad" / "pdf").glob("*.pdf"))
    assert len(paths) > 40
    for path in paths:
        document = ingest.read(str(path))
        assert all(page.read for page in document.pages), path.name
        codes = {notice.code for notice in document.notices}
        assert codes <= {"small-print", "picture"}, path.name  # some are printed so
        for page in document.pages:
            for line in page.lines:
                assert page.start <= line.start < line.end <= page.end
                assert "\n" not in document.text[line.start : line.end]
            for run in page.runs:
                assert document.line_at(run.start) is document.line_at(run.end - 1)


@pytest.mark.parametrize("cut", range(1, 10))
def test_a_file_cut_short_is_no_traceback(tmp_path: Path, cut: int) -> None:
    whole = agreement()
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: len(whole) * cut // 10])
    assert problem(path).code in CODES | {"read"}


def test_a_page_tree_that_bites_its_tail(tmp_path: Path) -> None:
    path = tmp_path / "loop.pdf"
    path.write_bytes(pdf(text("one"), text("two")).replace(b"/Kids [8 0 R 12 0 R]", b"/Kids [2 0 R 12 0 R]"))
    assert problem(path).code in CODES | {"read"}


PEAK = (
    "import resource, sys; from clausecheck import ingest; "
    "ingest.read(sys.argv[1]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
)


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory in kB is Linux's")
def test_memory_stays_flat(root: Path, tmp_path: Path) -> None:
    """1,000 pages took 63 MB in all: 46 kB a page, and nothing that PDFium keeps."""

    def peak(pages: int) -> int:
        path = tmp_path / f"{pages}.pdf"
        path.write_bytes(pdf(*[text(*["Words of a long agreement, line by line."] * 45)] * pages))
        done = subprocess.run(
            [sys.executable, "-c", PEAK, path], cwd=root, capture_output=True, text=True, check=True
        )
        return int(done.stdout)

    assert peak(300) - peak(20) < 300 * 0.1  # MB; kept open, pages would take 140
