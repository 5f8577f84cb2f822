"""What a page hides is marked, by the name of the trick; what folds, or is for screen readers, is not."""

from __future__ import annotations

import pytest

from clausecheck.ingest import html

GRANT = "You grant us your voice for ever."


def hidden(body: str, mail: bool = False) -> list[tuple[str, str]]:
    """Trick and words of each mark."""
    document = html.read("a.html", body.encode(), mail=mail)
    found = []
    for mark in document.marks:
        assert mark.kind == "hidden"
        assert mark.how.isprintable()
        found.append((mark.trick, document.text[mark.start : mark.end]))
    return found


@pytest.mark.parametrize(
    ("style", "trick"),
    [
        ("display:none", "not-displayed"),
        ("DISPLAY : None !IMPORTANT", "not-displayed"),
        ("content-visibility:hidden", "not-displayed"),
        ("visibility:hidden", "invisible"),
        ("visibility:collapse", "invisible"),
        ("opacity:0", "transparent"),
        ("opacity:.01", "transparent"),
        ("filter:opacity(0%)", "transparent"),
        ("color:transparent", "transparent"),
        ("color:rgba(0,0,0,0)", "transparent"),
        ("font-size:0", "tiny"),
        ("font-size:1px", "tiny"),
        ("font-size:0.1em", "tiny"),
        ("font:0/0 a", "tiny"),
        ("font:italic bold 1px/2 serif", "tiny"),
        ("color:#fff", "colour"),
        ("color:white", "colour"),
        ("color:hsl(0 0% 99%)", "colour"),
        ("color:rgb(254, 255, 254)", "colour"),
        ("background:#222;color:#232323", "colour"),
        ("text-indent:-9999px", "off-page"),
        ("position:absolute;left:-9999px", "off-page"),
        ("position:fixed;top:-5000px", "off-page"),
        ("position:absolute;inset:-9999px auto auto auto", "off-page"),
        ("margin-left:-9999px", "off-page"),
        ("transform:translateX(-9999px)", "off-page"),
        ("transform:scale(0)", "clipped"),
        ("position:absolute;clip:rect(0 0 0 0)", "clipped"),
        ("position:absolute;clip:rect(1px,1px,1px,1px)", "clipped"),
        ("clip-path:inset(100%)", "clipped"),
        ("clip-path:polygon(0 0, 0 0, 0 0)", "clipped"),
        ("width:0;overflow:hidden", "no-room"),
        ("max-height:0;overflow:hidden", "no-room"),
        ("height:1px;overflow-y:clip", "no-room"),
    ],
)
def test_each_trick(style: str, trick: str) -> None:
    assert hidden(f"<p>We pay you.</p><p style='{style}'>{GRANT}</p><p>End.") == [(trick, GRANT)]
    sheet = f"<style>/* x */ @charset 'u'; .q, p.x{{{style}}}</style>"
    assert hidden(f"{sheet}<p>We pay you.<p class=x>{GRANT}<p>End.") == [(trick, GRANT)]


@pytest.mark.parametrize(
    "body",
    [
        f"<p hidden>{GRANT}",
        f"<font color=white>{GRANT}</font>",
        f"<table bgcolor=black><tr><td><font color='#000000'>{GRANT}</font></table>",
        f"<body text=white>{GRANT}",
        f"<div style='display:none'><div><p>{GRANT}</div></div>",
        f"<p>We pay. <span style='font-size:1px'>{GRANT}</span> Thanks.",
        f"<ul style='display:none'><li>{GRANT}</ul>",
    ],
)
def test_by_attributes_and_from_above(body: str) -> None:
    assert [words.removeprefix("• ") for _, words in hidden(body)] == [GRANT]


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        (".x{display:none}", True),
        (".x{display:none}.x{display:block}", False),
        (".x{display:none!important}.x{display:block}", True),
        ("#i{display:block}.x{display:none}", False),
        ("div > .x{display:none}", True),
        ("p > .x{display:none}", False),
        ("body div .x{display:none}", True),
        (".a .b > .x{display:none}", True),
        ("h1 + p{display:none}", True),
        ("h1 ~ p.x{display:none}", True),
        ("[data-k=v]{display:none}", True),
        ("p:not(.y){display:none}", True),
        ("p:not(.x){display:none}", False),
        ("p:nth-child(2){display:none}", True),
        ("p:nth-child(odd){display:none}", False),
        (".x::before{display:none}", False),
        ("@media print{.x{display:none}}", False),
        ("@media screen{.x{display:none}}", False),
        ("@media all{.x{display:none}}", True),
        ("@media (max-width:600px){.x{display:none}}", False),
        (".x{display:none}@media (min-width:600px){.x{display:block}}", False),
        (".x{display:none}@media print{.x{display:block}}", False),
        (".x{display:none}@media (prefers-color-scheme:dark){.x{display:block}}", True),
        ("@supports (display:grid){.x{display:none}}", True),
        ("@keyframes k{from{display:none}} .y{}", False),
        ("a{b}.x{display:none", True),
        ("a{b}}} .x{display:none}", False),
        (".x{color:red;&:hover{color:blue}display:none}", True),
        (".x{display:none;&:hover{color:blue}}", True),
        (".x:hover{display:none}", False),
        ("div:hover .x{display:block}.x{display:none}", False),
        (".x:hover{display:block}.x{display:none}", True),
        (r".\78 {display:none}", True),
        ("body{background:#fff url(a.png)}.x{color:#fff}", False),
        ("body{background:linear-gradient(red,blue)}.x{color:#fff}", False),
        ("div{background:navy;color:#fff}", False),
        ("div{background:#fff;color:#fff}.x{color:#333}", False),
        ("div{font-size:0}.x{font-size:16px}", False),
        ("div{visibility:hidden}.x{visibility:visible}", False),
        (".x{color:var(--ink)}", False),
        (".x{background-clip:text;color:transparent;background-image:url(a)}", False),
        (".x{color:#ccc}", False),
        (".x{position:absolute;left:-300px}", False),
        (".x{height:1px}", False),
    ],
)
def test_style_sheets(sheet: str, found: bool) -> None:
    body = f"<div class=a><div class=b><h1>T</h1><p class=x id=i data-k=v>{GRANT}</p></div></div>"
    assert hidden(f"<style>{sheet}</style>{body}") == ([(hidden_by(sheet), GRANT)] if found else [])


def hidden_by(sheet: str) -> str:
    return "not-displayed" if "display" in sheet else ""


SCRIPT = "<script src=a.js></script>"


@pytest.mark.parametrize(
    "body",
    [
        f"<details><summary>More</summary>{GRANT}</details>",
        f"<p hidden=until-found>{GRANT}",
        f"{SCRIPT}<button aria-controls=p>Q</button><div id=p hidden>{GRANT}</div>",
        f"{SCRIPT}<a href=#p data-toggle=collapse>Q</a><div id=p style='display:none'>{GRANT}</div>",
        f"{SCRIPT}<div role=tabpanel hidden>{GRANT}</div>",
        f"{SCRIPT}<style>.collapse:not(.show){{display:none}}</style><div class=collapse>{GRANT}</div>",
        f"{SCRIPT}<div class=accordion><div style='max-height:0;overflow:hidden'>{GRANT}</div></div>",
        f"<style>.m{{display:none}} :checked ~ .m{{display:block}}</style><input><p class=m>{GRANT}",
        f"<style>.m{{display:none}} .m:target{{display:block}}</style><p class=m id=q>{GRANT}",
        f"{SCRIPT}<style>.f{{opacity:0;transition:opacity 1s}}</style><p class=f>{GRANT}",
        f"<style>body{{display:none}}</style>{SCRIPT}<body>{GRANT}",
        f"<dialog><p>{GRANT}</dialog>",
        "<a class=sr-only href=#main>Skip to the main content of this page</a>",
        "<p>See our policy <span class=visually-hidden>(opens in a new window)</span>",
        "<span style='position:absolute;clip:rect(0,0,0,0)'>Search the whole of this site</span>",
        "<div class=cookie-note style='display:none'>We use cookies, and you agree to all of them.</div>",
        "<span class=error style='display:none'>Please enter the address of your house.</span>",
        "<ul style='display:none'><li><a href=/fr>Français</a><li><a href=/de>Deutsch (in the EU)</a></ul>",
        "<div style='display:none'>Home Products Company Careers News</div>",
        f"<template>{GRANT}</template>",
        f"<!-- {GRANT} --><input type=hidden value='{GRANT}'>",
        f"<div style='background:#123;color:#fff'>{GRANT}</div>",
        f"<table bgcolor=navy><tr><td><font color=white>{GRANT}</font></table>",
    ],
)
def test_harmless_twins(body: str) -> None:
    assert hidden(f"<p>We pay you well for all of it.</p>{body}") == []


@pytest.mark.parametrize(
    "body",
    [
        f"<span class=sr-only style='position:absolute;left:-9999px'>{GRANT}</span>",
        f"<div class=cookie-note style='display:none'>{GRANT}</div>",
        f"<div class=accordion style='display:none'>{GRANT}</div>",  # nothing on the page can open it
        f"{SCRIPT}<div style='display:none'>{GRANT}</div>",  # nothing says that it opens
        f"{SCRIPT}<div class=accordion style='color:#fff'>{GRANT}</div>",  # opening it shows nothing
    ],
)
def test_names_are_no_excuse(body: str) -> None:
    assert [words for _, words in hidden(f"<p>We pay you.</p>{body}")] == [GRANT]


def test_a_single_word_that_turns_the_sentence() -> None:
    assert hidden("<p>You do <span style='font-size:0'>not</span> keep your rights.") == [("tiny", "not")]
    assert hidden("<p>You do <span style='font-size:0'>so</span> keep your rights.") == []


def test_colours_are_not_judged_without_the_style_sheets() -> None:
    outside = "<link rel=stylesheet href=a.css>"
    assert hidden(f"{outside}<p style='color:#fff'>{GRANT}") == []
    assert hidden(f"{outside}<p style='background:white;color:#fff'>{GRANT}") == [("colour", GRANT)]
    assert hidden(f"{outside}<p style='color:#fff'>{GRANT}", mail=True) == [("colour", GRANT)]


def test_in_a_mail_no_script_opens_anything() -> None:
    body = f"<p>Hi</p>{SCRIPT}<div class=collapse style='display:none'>{GRANT}</div>"
    assert hidden(body) == []
    assert hidden(body, mail=True) == [("not-displayed", GRANT)]
    preview = "<div class=preheader style='display:none'>News of the week from our office in town</div>"
    assert hidden(preview, mail=True) == []


def test_one_element_makes_one_mark() -> None:
    body = f"<p>We pay.</p><div style='display:none'><h2>More</h2><p>{GRANT}</p><p>End.</p></div><p>Bye."
    assert hidden(body) == [("not-displayed", f"More\n\n{GRANT}\n\nEnd.")]
    twice = f"<p style='display:none'>{GRANT}</p><p style='display:none'>{GRANT}</p>"
    assert len(hidden(twice)) == 2
