"""Files from the test suites of PDF readers, through the command: a report or one clear error."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run

LIMIT = 20.0  # seconds
# What a person sees of these is nothing, a picture, or letters that the file names wrongly: without text
# recognition there is nothing to read.
NOTHING_TO_READ = {
    "pdfminer__encrypted_doc_no_id", "pdfjs__empty_protected", "pdfjs__issue3371", "pdfjs__pr6531_1",
    "plumber__empty", "plumber__malformed-from-issue-932", "ocrmypdf__invalid", "ocrmypdf__no_contents",
    "pdfjs__REDHAT-1531897-0", "pdfjs__bug1020226", "pdfjs__bug1980958", "pdfjs__issue15590",
    "pdfjs__issue18986", "pdfjs__issue9105_other", "pdfjs__poppler-395-0-fuzzed", "pdfjs__poppler-85140-0",
    "pdfjs__GHOSTSCRIPT-698804-1-fuzzed", "pdfjs__PDFBOX-4352-0", "ocrmypdf__truetype_font_nomapping",
    "ocrmypdf__type3_font_nomapping", "pdfjs__TrueType_without_cmap", "pdfjs__Embedded_font",
    "pdfjs__annotation_hidden_print", "ocrmypdf__acroform", "ocrmypdf__livecycle",
}  # fmt: skip


def test_every_awkward_file(run: Run, data: Path) -> None:
    folder = data / "pdf_awkward"
    for each in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        path = folder / each["category"] / each["file"]
        password = ["--password", each["password"]] if "password" in each else []
        begin = time.monotonic()
        done = run("check", path, "--ocr", "never", "--format", "json", "--include", "text", *password)
        assert time.monotonic() - begin < LIMIT, path.name
        check(path, done.returncode, json.loads(done.stdout)["documents"])
        if password:
            assert each["password"] not in done.stderr


def check(path: Path, code: int, documents: list[dict[str, Any]]) -> None:
    (document,) = documents
    if path.stem in NOTHING_TO_READ:
        assert code == 4, path.name
        assert document["status"] == "failed" or document["reading"]["pages_unread"], path.name
        return
    assert document["status"] in ("analyzed", "partial"), (path.name, document["error"])
    assert document["reading"]["pages_unread"] == [], path.name
    assert document["text"].strip(), path.name
    assert (code == 4) == (document["status"] == "partial"), path.name
