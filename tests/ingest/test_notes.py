"""Notes, marks and files that somebody put onto a PDF."""

from __future__ import annotations

import pytest

from clausecheck import ingest
from tests.ingest.build import form, note, pdf, text

LINE = text("The fee is due on Monday.", "It is not refundable.")


def notices(*notes: str) -> list[tuple[str, str, int | None]]:
    document = ingest.read("a.pdf", data=form(LINE, *notes, acroform=False))
    assert document.text == "The fee is due on Monday.\nIt is not refundable."
    assert all(notice.message.isprintable() for notice in document.notices)
    return [(notice.code, notice.message, notice.page) for notice in document.notices]


@pytest.mark.parametrize("kind", ["Text", "Highlight", "Underline", "Caret", "Ink", "Square"])
def test_a_note(kind: str) -> None:
    rest = "/T (Ann) /Contents (Is this\\nright?) /QuadPoints [72 732 130 732 72 716 130 716]"
    assert notices(note(kind, "72 716 130 732", rest)) == [("comment", 'A note by Ann: "Is this right?"', 1)]


def test_a_note_of_nobody_a_hidden_one_and_a_long_one() -> None:
    assert notices(note("Text", "72 500 90 520", "/Contents (Hm)")) == [("comment", 'A note: "Hm"', 1)]
    assert notices(note("Text", "72 500 90 520", "/Contents (Hm)", 2)) == [
        ("comment", 'A hidden note: "Hm"', 1)
    ]
    ((_, message, _),) = notices(note("Text", "72 500 90 520", f"/Contents ({'very ' * 999}long)"))
    assert len(message) < 330
    assert message.endswith('…"')


def test_a_note_with_control_characters_is_one_printable_line() -> None:
    ((_, message, _),) = notices(note("Text", "72 500 90 520", "/Contents <FEFF0007005B202E0041000A0042>"))
    assert message == 'A note: "?[?A B"'


def test_marks_links_and_states_without_words_say_nothing() -> None:
    quads = "/QuadPoints [72 732 130 732 72 716 130 716]"
    assert notices(note("Highlight", "72 716 130 732", quads), note("Link", "0 0 9 9", "/Contents (x)")) == []
    assert notices(note("Text", "0 0 9 9", "/StateModel (Review) /Contents (Accepted set by Ann)")) == []


def test_words_that_are_struck_out() -> None:
    quads = "/QuadPoints [72 732 300 732 72 716 300 716] /Contents (no)"
    assert notices(note("StrikeOut", "72 716 300 732", quads)) == [
        ("comment", 'A note: "no"', 1),
        (
            "struck-out",
            'Words are struck out by a mark that anybody can take away: "The fee is due on Monday."',
            1,
        ),
    ]
    assert notices(note("StrikeOut", "72 500 300 520", quads.replace("7", "1"))) == [
        ("comment", 'A note: "no"', 1)
    ]


def test_words_that_are_to_be_blacked_out() -> None:
    ((code, message, _),) = notices(note("Redact", "70 700 300 715", ""))
    assert code == "struck-out"
    assert message.endswith('but are still there: "It is not refundable."')


def test_attached_files() -> None:
    name = "<FEFF" + "fees\x07.xlsx".encode("utf-16-be").hex() + ">"
    spec = f"<< /Type /Filespec /F {name} /UF {name} >>"
    message = 'A file is attached and was not read: "fees?.xlsx"'
    assert notices(note("FileAttachment", "72 500 90 520", f"/FS {spec}")) == [("attachment", message, 1)]
    names = f"/Names << /EmbeddedFiles << /Names [{name} {spec}] >> >>"
    document = ingest.read("a.pdf", data=pdf(LINE, catalog=names))
    assert [(notice.code, notice.message) for notice in document.notices] == [("attachment", message)]


def test_many_notes_are_counted() -> None:
    found = notices(*[note("Text", "72 500 90 520", f"/Contents (note {i})") for i in range(60)])
    assert [message for _, message, _ in found[49:]] == [
        'A note: "note 49"',
        "10 more notes are not shown here",
    ]
