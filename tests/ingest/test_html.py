"""A page as text: what a browser shows, in its order."""

from __future__ import annotations

import pytest

from clausecheck import ingest
from clausecheck.errors import ReadError
from clausecheck.ingest import html
from clausecheck.model import Document


def page(body: str) -> Document:
    return html.read("a.html", body.encode())


def blocks(body: str) -> list[str]:
    return page(body).text.split("\n\n")


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>You  <b>gr</b>ant\n us<i> all</i></p>", ["You grant us all"]),
        ("<p>One<p>Two<div>Three<div>Four</div>Five</div>", ["One", "Two", "Three", "Four", "Five"]),
        ("<p>One<br>Two</p><p><br>Three<br></p>", ["One\nTwo", "Three"]),
        ("<p>You &amp; we&nbsp;agree &copy; &#8220;x&#x201D; &lt;p&gt;", ["You & we\xa0agree © “x” <p>"]),
        ("<h1>Terms</h1>Text<h2>Fee</h2>", ["Terms", "Text", "Fee"]),
        ("<pre>a  b\n  c</pre>", ["a  b\n  c"]),
        ("<p>10<sup>2</sup> <q>Fee</q> is", ["102 “Fee” is"]),
        ("<dl><dt>Content<dd>all of it</dl>", ["Content", "all of it"]),
        ("<figure><img src=a alt=Secret><figcaption>Fig. 1</figcaption></figure>", ["Fig. 1"]),
        ("<details><summary>More</summary><p>You grant us all.</p></details>", ["More", "You grant us all."]),
        ("<span style='display:block'>One</span><span style='display:block'>Two</span>", ["One", "Two"]),
        ("<div style='display:flex'><span>1.</span><span>Fee</span></div>", ["1. Fee"]),
        ("<p>A<script>document.write('</p>B')</script>C", ["AC"]),
        ("<p>A<style>p{}</style><template>B</template><noscript>C</noscript><!-- D -->E", ["AE"]),
        ("<title>T</title><p>A<textarea>B  c</textarea>", ["AB  c"]),
        (
            "<p>Name: <input value='Ann Roe'> <input type=hidden value=x> <input placeholder=y>",
            ["Name: Ann Roe"],
        ),
        ("<select><option>Mr<option selected>Ms<option>Dr</select>", ["Ms"]),
        ("<div><template shadowrootmode=open><p>Shown</p></template></div>", ["Shown"]),
        ("<p>Unclosed <b>tags <i>everywhere<p>still <u>read", ["Unclosed tags everywhere", "still read"]),
    ],
)
def test_what_a_browser_shows(body: str, shown: list[str]) -> None:
    assert blocks(body) == shown


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<ol><li>A<li>B</ol>", ["1. A", "2. B"]),
        ("<ol start=3><li>A<li value=7>B<li>C</ol>", ["3. A", "7. B", "8. C"]),
        ("<ol type=a><li>A<li>B</ol><ol type=I><li>C<li>D</ol>", ["a. A", "b. B", "I. C", "II. D"]),
        ("<ol reversed><li>A<li>B</ol>", ["2. A", "1. B"]),
        ("<ol><li>A<ol type=i><li>B<li>C</ol><li>D</ol>", ["1. A", "i. B", "ii. C", "2. D"]),
        ("<ul><li>A<ul><li><p>B</ul></ul>", ["• A", "• B"]),
        ("<ul style='list-style: none'><li>A</ul>", ["A"]),
        ("<style>ol.x{list-style-type:lower-alpha}</style><ol class=x><li>A<li>B</ol>", ["a. A", "b. B"]),
        ("<ul><li>(a) A<li>ii. B</ul>", ["(a) A", "ii. B"]),
        ("<ol start=x><li value=99999999999999>A</ol>", ["9999999999. A"]),
        ("<ol><li></li><li>B</ol>", ["2. B"]),
    ],
)
def test_numbers_of_lists(body: str, shown: list[str]) -> None:
    assert blocks(body) == shown


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<table><tr><th>Day<th>Fee<tr><td>1<td>$ 90</table>", ["Day\tFee", "1\t$ 90"]),
        ("<table><tr><td><p>a</p><td><p>b</p></table>", ["a\tb"]),
        ("<table><tr><td>menu<td><p>a</p><p>b</p></table>", ["menu", "a", "b"]),
        ("<table><tr><td>(a)<td><p>one</p><p>two</p></table>", ["(a)\tone", "two"]),
        ("<table><tr><td>x<table><tr><td>a<td>b</table></table>", ["x", "a\tb"]),
        ("<table><tr><td>a<br>b<td>c</table>", ["a b\tc"]),
    ],
)
def test_rows_of_tables(body: str, shown: list[str]) -> None:
    assert blocks(body) == shown


def test_lines_cover_the_text_and_know_their_heading() -> None:
    document = page("<h2>Fee</h2><p>You <b>pay</b>.<br><b>Now</b></p><p>End")
    (leaf,) = document.pages
    assert [document.text[line.start : line.end] for line in leaf.lines] == [
        "Fee", "You pay.", "Now", "End",
    ]  # fmt: skip
    assert [line.number for line in leaf.lines] == [1, 2, 3, 4]
    assert [line.level for line in leaf.lines] == [2, 0, 0, 0]
    assert [line.bold for line in leaf.lines] == [True, False, True, False]
    assert document.flowing


MENU = "<a href=/>Home</a> <a href=/terms>Terms of service</a>"


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (f"<nav>{MENU}</nav><p>Text", ["Text"]),
        (f"<div role=navigation><ul><li>{MENU}</ul></div><p>Text", ["Text"]),
        (f"<header>{MENU}<h1>Terms</h1>1 May 2026</header>Text", ["Terms", "1 May 2026", "Text"]),
        (f"<p>Text<footer>{MENU}<p>© 2026 Lumen Ltd. All rights reserved.</footer>", ["Text"]),
        ("<p>Text<footer>Lumen Ltd, 1 High Street</footer>", ["Text", "Lumen Ltd, 1 High Street"]),
        (
            "<footer>By staying here you agree to these terms.</footer>",
            ["By staying here you agree to these terms."],
        ),
        ("<nav><a href=x>You grant us all of your rights.</a></nav>", ["You grant us all of your rights."]),
        (f"<article><header>{MENU}</header>Text</article>", ["Home Terms of service", "Text"]),
    ],
)
def test_menus_are_left_out_where_they_hold_no_sentence(body: str, kept: list[str]) -> None:
    document = page(body)
    assert document.text.split("\n\n") == kept
    assert ("menus" in codes(document)) == ("Home" not in document.text and MENU in body)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>café – “x”".encode(), "café – “x”"),
        ("<p>café – “x”".encode("cp1252"), "café – “x”"),
        ("<meta charset=iso-8859-1><p>café “x”".encode("cp1252"), "café “x”"),
        ("<meta http-equiv=x content='text/html; charset=koi8-r'><p>да".encode("koi8-r"), "да"),
        (b"\xef\xbb\xbf<meta charset=koi8-r><p>" + "é".encode(), "é"),
        ("\ufeff<p>café".encode("utf-16-le"), "café"),
        (b"<meta charset=idna><p>caf\xe9", "café"),
        (b"<meta charset=utf-16><p>caf\xc3\xa9", "café"),
        ("<?xml version='1.0' encoding='iso-8859-2'?><html><p>ž".encode("iso-8859-2"), "ž"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert html.read("a.html", data).text == text


def test_what_has_no_meaning_is_said() -> None:
    document = html.read("a.html", b"<meta charset=utf-8><p>caf\xe9 x")
    assert document.text == "caf\ufffd x"
    assert codes(document) == ["encoding"]


@pytest.mark.parametrize(
    "data",
    [
        b"\n<!DOCTYPE html><p>Terms",
        b"\xef\xbb\xbf<HTML lang=en><p>Terms",
        b"<!-- saved from x - -->\n<!-- y --><!doctype HTML SYSTEM 'about:legacy'><p>Terms",
        b"<?xml version='1.0'?>\n<!DOCTYPE html><html xmlns='x'><head><title/></head><p>Terms</p></html>",
        "\ufeff<!DOCTYPE html><p>Terms".encode("utf-16-be"),
    ],
)
def test_pages_are_known_by_their_bytes(data: bytes) -> None:
    for path in ("terms.html", "terms.txt", "-"):
        document = ingest.read(path, data=data)
        assert (document.format, document.text) == ("html", "Terms")


def test_fragments_are_pages_by_their_name_alone() -> None:
    assert ingest.read("a.HTM", data=b"<p>note</p>").text == "note"
    assert ingest.read("a.txt", data=b"<p>note</p>").format == "text"
    assert ingest.read("a.md", data=b"<!doctype html>\n# Terms\n").format == "markdown"


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        ("<div id=root></div><script src=app.js></script>", "no-text", "scripts"),
        ("<img src=page1.png>", "no-text", "pictures"),
        ("<iframe src=https://x.example/terms></iframe>", "no-text", "https://x.example/terms"),
        ("<frameset cols=50%><frame src=a.html></frameset>", "no-text", "frame"),
        ("<p> </p>", "empty", "no text"),
        ("<div>" * 100_000 + "x", "too-deep", "deeper"),
    ],
)
def test_pages_without_text(body: str, code: str, says: str) -> None:
    with pytest.raises(ReadError) as caught:
        page(body)
    assert caught.value.code == code
    assert says in caught.value.message
    assert caught.value.hint


def test_a_page_of_pictures_counts_as_unread() -> None:
    document = page("<h1>Agreement</h1><img src=1.png width=800><img src=2.png width=800>")
    assert not document.pages[0].read
    assert codes(document) == ["page-unread"]
    assert page("<p>Agreement<img src=logo.png width=40>").pages[0].read


def test_what_lies_outside_is_named_and_not_read() -> None:
    document = page("<link rel=stylesheet href=a.css><p>" + "Text " * 60 + "<iframe src=rider.html></iframe>")
    assert codes(document) == ["frames", "styles-unread"]
    assert '"rider.html"' in document.notices[0].message
    assert document.pages[0].read
    assert codes(page("<p>Text<iframe src=x width=1 height=1></iframe>")) == []


def test_struck_out_words_are_read() -> None:
    document = page("<p>You <s>do not</s> agree")
    assert document.text == "You do not agree"
    assert codes(document) == ["struck-out"]


def test_print_between_pre_tags_is_made_whole() -> None:
    typed = """
                     SERVICES AGREEMENT

   This Agreement is made between Lumen Ltd and the person who signs,
   who is called the Performer.

   1. Fee. The fee is paid within thirty days of the end of the shoot,
   and it covers all.
   2. Term. One year.

   Day             Fee
   Monday          $ 90
"""
    assert blocks(f"<pre>{typed}</pre>") == [
        " " * 21 + "SERVICES AGREEMENT",
        "   This Agreement is made between Lumen Ltd and the person who signs, who is called the Performer.",
        "   1. Fee. The fee is paid within thirty days of the end of the shoot, and it covers all.\n"
        "   2. Term. One year.",
        "   Day             Fee\n   Monday          $ 90",
    ]
