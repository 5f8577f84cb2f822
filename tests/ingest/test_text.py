"""Text, Markdown and standard input."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck import ingest
from clausecheck.errors import ReadError
from clausecheck.model import Line, Span


def test_characters_are_kept_and_line_ends_are_one_kind() -> None:
    raw = "“Data”\xa0is con\ufb01dential\r\n\r\nlia-\rso\u00adft\ttab\x0cpage\u2028not a line\n"
    document = ingest.read("a.txt", data=raw.encode())
    assert document.text == "“Data”\xa0is con\ufb01dential\n\nlia-\nso\u00adft\ttab\x0cpage\u2028not a line\n"
    assert [document.text[line.start : line.end] for line in document.pages[0].lines] == [
        "“Data”\xa0is con\ufb01dential",
        "",
        "lia-",
        "so\u00adft\ttab\x0cpage\u2028not a line",
    ]
    assert [line.number for line in document.pages[0].lines] == [1, 2, 3, 4]
    assert document.sha256 == hashlib.sha256(raw.encode()).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark(encoding: str) -> None:
    document = ingest.read("a.txt", data="Fee – 5 €\n".encode(encoding))
    assert document.text == "Fee – 5 €\n"


def test_utf_16_of_the_other_end() -> None:
    assert ingest.read("a.txt", data=b"\xfe\xff" + "Fee – 5 €".encode("utf-16-be")).text == "Fee – 5 €"


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.txt", "text"), ("a", "text"), ("a.md", "markdown"), ("a.MARKDOWN", "markdown"), ("a.docx", "text")],
)
def test_the_format(tmp_path: Path, name: str, format: str) -> None:
    path = tmp_path / name
    path.write_text("# Terms", encoding="utf-8")
    document = ingest.read(str(path))
    assert (document.format, document.path, document.text) == (format, str(path), "# Terms")


def test_standard_input() -> None:
    document = ingest.read("-", data=b"Terms")
    assert (document.format, document.path, document.pages[0].number) == ("text", "-", 1)


def test_a_text_has_no_boxes() -> None:
    document = ingest.read("-", data=b"Terms")
    assert ingest.boxes("-", document, [Span(0, 5), Span(1, 2)]) == ((), ())


@given(st.text())
def test_lines_are_the_text(raw: str) -> None:
    try:
        document = ingest.read("-", data=raw.encode("utf-8", "replace"))
    except ReadError as error:
        assert error.code in {"empty", "binary", "unsupported"}
        return
    lines = document.pages[0].lines
    assert "\n".join(document.text[line.start : line.end] for line in lines) == document.text.removesuffix(
        "\n"
    )
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert "\r" not in document.text
    for offset in range(len(document.text)):
        line = document.line_at(offset)
        assert isinstance(line, Line)
        assert line.start <= offset <= line.end
