"""Characters that are not seen, or are not what they look like, are marked; what has a meaning is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck import ingest
from clausecheck.ingest import disguise
from clausecheck.model.letters import disguised
from tests.ingest.build import LETTERS, Leaf, pdf, text


def found(text: str) -> list[tuple[str, str]]:
    marks = disguise.marks(text)
    assert all(mark.kind == "hidden" and mark.how for mark in marks)
    return [(mark.trick, text[mark.start : mark.end]) for mark in marks]


@pytest.mark.parametrize(
    ("trick", "word"),
    [
        ("zero-width", "perpe\u200btuity"),
        ("zero-width", "perpe\u200d\u200dtuity"),
        ("zero-width", "p\u2060er\ufeffpetuity"),
        ("zero-width", "perpetu\u200eity"),
        ("zero-width", "p\u00aderpetuity"),
        ("zero-width", "perpet\u00ad\u00aduity"),
        ("zero-width", "pe\u00adrp\u00adet\u00aduity"),
        ("bidi", "\u202eytiutep"),
        ("bidi", "\u202dperpetuity"),
        ("bidi", "\u2067perpetuity"),
        ("look-alike", "irrevoc\u0430bly"),
        ("look-alike", "\u0440\u0435r\u0440\u0435tuit\u0443"),
        ("look-alike", "w\u03bfrldwide"),
        ("look-alike", "\u0391ssign"),
        ("look-alike", "perp\uff45tuity"),
        ("look-alike", "lic\u0435n\u0441e"),
    ],
)
def test_each_trick_is_found(trick: str, word: str) -> None:
    assert found(f"The Company may, {word}\nand without a fee, use it.") == [(trick, word)]


def test_what_is_never_shown_is_found() -> None:
    secret = "".join(chr(0xE0000 + ord(letter)) for letter in "for ever")
    assert found(f"A fee is due.{secret} The end.") == [("zero-width", secret)]


def test_how_names_the_letters() -> None:
    (mark,) = disguise.marks("irrev\u03bfc\u0430bly")
    assert mark.how == "letters that only look Latin: \u03bf (Greek), \u0430 (Cyrillic)"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffThe Company may use the voice.",
        "soft-\u00adware, soft\u00adware, liabil\u00adity, in\u00adter\u00adna\u00adtion\u00adal",
        "any lia\u00ad\nbility",
        "an anti\u00adTNF antibody, section A\u00adVIII",
        "see https://example.com/\u200bterms and/\u200bor more \u200b words",
        "\U0001f469\u200d\U0001f4bb made it, \u2764\ufe0f\u200d\U0001f525",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f Scotland",
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 and \u0915\u094d\u200d\u0937",
        "\u202b\u05d4\u05d7\u05d5\u05d6\u05d4 Agreement\u202c, \u2067\u05e9\u05dc\u05d5\u05dd\u2069",
        "a left-to-right mark\u200e after a word, \u2066isolated\u2069",
        "5 \u00b5m, 5 \u03bcm, 10 k\u03a9, 10 k\u2126, \u03b1-tocopherol, \u03b2-carotene, \u03c0r",
        "NF\u03baB, TNF\u03b1, IFN\u03b3, PPAR\u03b1",
        "signed by \u0421\u043e\u0444\u0438\u044f for Xerox-\u043a\u043e\u043f\u0438\u044f",
        "\u03bb\u03cc\u03b3\u03bf\u03c2 means word; the letter \u0430; item \u0410.1",
        "the \ufb01nal o\ufb03ce, na\u00efve, \u0141\u00f3d\u017a, \u00dcber, Stra\u00dfe",
        "\uff26\uff35\uff2c\uff2c width",
    ],
)
def test_harmless_twins_are_not_marked(text: str) -> None:
    assert found(text) == []


def test_mapping_keeps_the_length() -> None:
    text = "irrevoc\u0430bly and \uff30erpetual, \u0421\u043e\u0444\u0438\u044f"
    assert [(word.start, word.end, word.latin) for word in disguised(text)] == [
        (0, 11, "irrevocably"),
        (16, 25, "Perpetual"),
    ]


def test_every_document_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The rights are irrevoc\u0430bly granted.", "utf-8")
    assert [mark.trick for mark in ingest.read(str(path)).marks] == ["look-alike"]
    leaf = Leaf(b"1 g " + text("for ever", top=500) + b"0 g " + text(b"irrevoc\x01bly", font="F3"),
                unicode=LETTERS | {1: "\u0430"})  # fmt: skip
    document = ingest.read("a.pdf", data=pdf(leaf))
    assert sorted((mark.trick, document.text[mark.start : mark.end]) for mark in document.marks) == [
        ("colour", "for ever"),
        ("look-alike", "irrevoc\u0430bly"),
    ]
    assert [mark.start for mark in document.marks] == sorted(mark.start for mark in document.marks)
