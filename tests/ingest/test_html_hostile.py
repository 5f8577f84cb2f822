"""Pages that want to be large, deep or endless are read in bounded work, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.errors import ReadError
from clausecheck.ingest import html
from clausecheck.ingest.html import cascade, selector, sheet, tree

PARAGRAPH = "<p class='a b'>The <b>Performer</b> grants <a href='#'>all rights</a> &amp; more for ever.</p>\n"


@pytest.mark.slow
def test_ten_megabytes() -> None:
    count = 10_000_000 // len(PARAGRAPH)
    document = html.read("a.html", (PARAGRAPH * count).encode())
    assert document.text.count("The Performer grants all rights & more for ever.") == count
    assert len(document.pages[0].lines) == count


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 9_000 + "<p>Text",
        "<table><tr><td>" * 2_000 + "Text",
        "<ul><li>" * 4_000 + "Text",
        "<b>" * 9_000 + "Text",
        "<p>x" * 20_000 + "<p>Text",
        "<select>" + "<option>x" * 50_000 + "</select>Text",
        "<style>" + "{" * 200_000 + "</style>Text",
        "<style>a{" + "\"'" * 200_000 + "</style>Text",
        "<style>" + "a" * 500_000 + "</style>Text",
        "<style>" + "a{b:url(" * 50_000 + "</style>Text",
        "<style>" + ",a" * 100_000 + "{display:none}</style>Text",
        "<style>" + "p:not(" * 5_000 + "{display:none}</style>Text",
        "<style>.y div div div div > div p{display:none}</style>" + "<div>" * 5_000 + "<p>Text",
        "<style>.y ~ p ~ p{display:none} p:nth-child(3n){color:red}</style>" + "<p>x" * 5_000 + "<p>Text",
        "<p style='" + "display:none;" * 100_000 + "'></p>Text",
        "<p " + " ".join(f"a{i}=1" for i in range(4_000)) + ">Text",
        "<p class='" + "a " * 100_000 + "'>Text",
        "<!-- " * 100_000 + "-->Text",
        "\0\x01" * 1000 + "<p>Text",
    ],
    ids=range(19),
)
def test_what_is_deep_or_endless(body: str) -> None:
    assert html.read("a.html", body.encode()).text.endswith("Text")


def test_too_many_attributes() -> None:
    with pytest.raises(ReadError) as caught:
        html.read("a.html", ("<p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">Text").encode())
    assert caught.value.code == "damaged"


def test_selectors_are_tried_so_often_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cascade, "WORK", 1000)
    body = "<style>p{color:red}</style>" + "<p>Text" * 2000
    document = html.read("a.html", body.encode())
    assert [notice.code for notice in document.notices] == ["styles-unread"]


def test_sheets_are_read_so_far_and_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "LIMIT", 1000)
    body = "<style>" + "p{color:red}" * 100 + "</style><p>Text"
    document = html.read("a.html", body.encode())
    assert [notice.code for notice in document.notices] == ["styles-unread"]


@pytest.mark.parametrize(
    "text", ["", "  ", ">", "a >", "a::after", ":has(b)", "a[", "a:not(b c)", "a:nth-child(x)", "a,b", "b"]
)
def test_selectors_that_match_nothing(text: str) -> None:
    parsed = selector.parse(text)
    (root,) = [event for event in tree.events("a", "<q>") if isinstance(event, tree.Element)][:1]
    assert parsed is None or not selector.matches(parsed, root)


PARTS = (
    "<p> </p> <div|style='display:none'> <br> </div> <ol> <li> <table> <tr> <td> <pre> </pre> <b> <nav> "
    "<style>p{color:#fff}</style> You\xa0grant|us|all\n\n|rights. &amp; <q> </q> <select> <option> <svg> "
    "</svg> <template> <!-- --> <h2> <textarea> </textarea>"
).split(" ")


@given(st.lists(st.sampled_from([part.replace("|", " ") for part in PARTS])))
def test_offsets_hold_whatever_comes(parts: list[str]) -> None:
    try:
        document = html.read("a.html", " ".join(parts).encode())
    except ReadError:
        return
    (leaf,) = document.pages
    assert (leaf.start, leaf.end) == (0, len(document.text))
    shown = [line for line in document.text.split("\n") if line.strip()]
    assert [document.text[line.start : line.end] for line in leaf.lines] == shown
    assert [line.number for line in leaf.lines] == list(range(1, len(leaf.lines) + 1))
    for mark in document.marks:
        assert 0 <= mark.start < mark.end <= len(document.text)
        assert document.text[mark.start : mark.end].strip() == document.text[mark.start : mark.end]
    assert list(document.marks) == sorted(document.marks, key=lambda mark: mark.start)
