"""An e-mail and what is attached to it are one document; what cannot be read is an unread page."""

from __future__ import annotations

import base64
from email.message import EmailMessage

import pytest

from clausecheck import ingest, load_packs, pipeline
from clausecheck.errors import ReadError
from clausecheck.ingest import mail
from clausecheck.model import Document, Partial, Source
from tests.ingest.build import agreement

GRANT = "You grant us your voice for ever."


def message(body: str = "Please sign.", subject: str = "Agreement", **fields: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Ann Roe <ann@lumen.example>", "bo@li.example", subject
    for name, value in fields.items():
        made[name] = value
    made.set_content(body)
    return made


def read(made: EmailMessage | bytes, path: str = "mail.eml") -> Document:
    return ingest.read(path, data=made if isinstance(made, bytes) else made.as_bytes())


def attach(made: EmailMessage, data: bytes, kind: str, name: str, charset: str = "") -> EmailMessage:
    maintype, subtype = kind.split("/")
    made.add_attachment(
        data,
        maintype=maintype,
        subtype=subtype,
        filename=name,
        params={"charset": charset} if charset else None,
    )
    return made


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def files(document: Document) -> list[str]:
    return [file.path for file in document.files]


def test_a_message_alone() -> None:
    document = read(message("Please sign.\n\n> You said no.\n", Date="Mon, 02 Mar 2026 10:00:00 +0000"))
    assert document.format == "mail"
    assert document.files == ()
    assert document.text == (
        "From: Ann Roe <ann@lumen.example>\nTo: bo@li.example\nSubject: Agreement\n"
        "Date: Mon, 02 Mar 2026 10:00:00 +0000\n\nPlease sign.\n\n> You said no."
    )
    assert [line.number for line in document.pages[0].lines] == list(range(1, 9))


def test_attachments_are_read_by_their_own_readers() -> None:
    made = message()
    attach(made, agreement(), "application/pdf", "agreement.pdf")
    attach(made, b"<h1>Rider</h1><p hidden>" + GRANT.encode(), "text/html", "rider.html")
    attach(made, "Fee – 90 €".encode("cp1252"), "text/plain", "fee.txt", charset="windows-1252")
    document = read(made)
    assert files(document) == [
        "mail.eml", "mail.eml › agreement.pdf", "mail.eml › rider.html", "mail.eml › fee.txt",
    ]  # fmt: skip
    assert [file.format for file in document.files] == ["mail", "pdf", "html", "text"]
    assert {page.file for page in document.pages} == {0, 1, 2, 3}
    assert all(page.read for page in document.pages)
    assert document.text.endswith("Fee – 90 €")
    assert [document.text[m.start : m.end] for m in document.marks] == [GRANT]
    assert document.format == "mail"


@pytest.mark.parametrize(
    ("data", "kind", "name", "says"),
    [
        (b"PK\x03\x04zz", "application/zip", "papers.zip", "ZIP"),
        (agreement(password="x"), "application/pdf", "agreement.pdf", "password"),
        (b"%PDF-1.7 broken", "application/pdf", "agreement.pdf", "damaged"),
        (b"\x7fELF\0\0", "application/octet-stream", "winmail.dat", "neither"),
        (b"-----BEGIN PGP MESSAGE-----\nx", "application/octet-stream", "encrypted.asc.pgp", "encrypted"),
        (b"", "application/pdf", "agreement.pdf", "empty"),
    ],
)
def test_what_cannot_be_read_is_an_unread_page(data: bytes, kind: str, name: str, says: str) -> None:
    document = read(attach(message(), data, kind, name))
    assert [page.read for page in document.pages] == [True, False]
    (notice,) = document.notices
    assert notice.code == "page-unread"
    assert notice.message.startswith(f"mail.eml › {name}: ")
    assert says in notice.message
    source = Source("mail.eml", attach(message(), data, kind, name).as_bytes())
    assert isinstance(pipeline.judged(source, load_packs()), Partial)


@pytest.mark.parametrize(
    ("data", "kind", "name"),
    [
        (b"\x89PNG\r\n" + b"\0" * 5000, "image/png", "logo.png"),
        (b"BEGIN:VCALENDAR", "text/calendar", "invite.ics"),
        (b"\x30\x82", "application/pkcs7-signature", "smime.p7s"),
        (b"BEGIN:VCARD", "text/vcard", "ann.vcf"),
        (b"-----BEGIN PGP SIGNATURE-----", "application/pgp-signature", "signature.asc"),
    ],
)
def test_what_holds_no_agreement_is_only_named(data: bytes, kind: str, name: str) -> None:
    document = read(attach(message(), data, kind, name))
    assert document.files == ()
    assert codes(document) == ["attachment-named"]
    assert name in document.notices[0].message


def test_a_large_picture_is_not_passed_over() -> None:
    document = read(attach(message(), b"\x89PNG\r\n\x1a\n" + b"\0" * 50_000, "image/png", "page1.png"))
    assert [page.read for page in document.pages] == [True, False]


def test_messages_within_messages() -> None:
    made = message("Outer words", subject="0")
    for depth in range(1, 9):
        outer = message(f"Words of {depth}", subject=str(depth))
        outer.add_attachment(made)
        made = outer
    document = read(made)
    assert "Words of 8" in document.text
    assert "Words of 3" in document.text
    assert "Words of 2" not in document.text  # deeper than is read
    assert [page.read for page in document.pages].count(False) == 1
    assert files(document)[1] == "mail.eml › message.eml"


def test_a_forwarded_file_that_is_a_message() -> None:
    inner = attach(message("Inner words"), GRANT.encode(), "text/plain", "rider.txt")
    made = attach(message(), inner.as_bytes(), "application/octet-stream", "fwd.eml")
    document = read(made)
    assert files(document) == ["mail.eml", "mail.eml › fwd.eml", "mail.eml › fwd.eml › rider.txt"]
    assert document.text.endswith(GRANT)


def two(plain: str, page: str) -> Document:
    made = message(plain)
    made.add_alternative(page, subtype="html")
    return read(made)


def body(document: Document) -> str:
    return document.text.partition("\n\n")[2]


def test_plain_text_is_enough_where_it_says_the_same() -> None:
    document = two(
        "Please *sign* it,\nsee https://lumen.example/a", "<p>Please <b>sign</b> it, see <a href=x>"
    )
    assert body(document) == "Please *sign* it,\nsee https://lumen.example/a"
    assert codes(document) == []


def test_the_page_is_read_where_it_says_more() -> None:
    document = two("Please sign.", f"<h1>Please</h1><p>sign.</p><p>{GRANT}</p>")
    assert body(document) == f"Please\n\nsign.\n\n{GRANT}"
    assert codes(document) == []
    assert [line.level for line in document.pages[0].lines][-5:] == [1, 0, 0, 0, 0]


def test_two_versions_are_said() -> None:
    document = two("We pay you a lot of money.", f"<p>{GRANT}</p>")
    assert body(document) == GRANT
    assert codes(document) == ["two-versions"]


def test_hidden_text_of_the_page_is_marked() -> None:
    document = two(f"Please sign. {GRANT}", f"<p>Please sign. <p style='font-size:0'>{GRANT}")
    (mark,) = document.marks
    assert document.text[mark.start : mark.end] == GRANT


def test_odd_mail_is_read() -> None:
    assert (
        "Subject: Zusage für dich" in read(b"From: a@b\nSubject: =?utf-8?q?Zusage_f=C3=BCr_dich?=\n\nHi").text
    )
    latin = b"From: a@b\nSubject: x\nContent-Type: text/plain; charset=iso-8859-1\n\ncaf\xe9 \x93x\x94"
    assert body(read(latin)) == "café “x”"
    wrong = b"From: a@b\nMIME-Version: 1.0\nContent-Type: text/plain; charset=unicode_escape\n\ncaf\xc3\xa9"
    assert body(read(wrong)) == "café"
    broken = (
        b"From: a@b\nSubject: x\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(b"Hi you")[:-1]
    )
    assert "Hi yo" in body(read(broken))
    assert (
        body(read(b"From: a@b\nSubject: x\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nHi\n")) == "Hi"
    )
    assert read(b"From: a@b\nSubject: x\nContent-Type: ;;;=\nDate: never\nTo: <<<>\n\nHi").text.endswith("Hi")


def test_names_of_files_are_made_safe() -> None:
    made = attach(message(), b"Hi there", "text/plain", "../../etc/a\u202eb\n.txt")
    assert files(read(made))[1] == "mail.eml › ab .txt"
    twice = attach(attach(message(), b"One", "text/plain", "a.txt"), b"Two", "text/plain", "a.txt")
    assert files(read(twice)) == ["mail.eml", "mail.eml › a.txt", "mail.eml › a.txt (2)"]


def test_more_than_is_read_is_said() -> None:
    made = message()
    for i in range(mail.MOST + 10):
        attach(made, b"Hi there", "text/plain", f"{i}.txt")
    document = read(made)
    assert not document.pages[-1].read
    assert "more attachments" in document.notices[-1].message


def test_deep_multiparts_are_bounded() -> None:
    lines = [f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}" for i in range(3000)]
    data = ("From: a@b\nMIME-Version: 1.0\n" + "\n".join(lines) + "\n\nHi").encode()
    try:
        document = read(data)
    except ReadError as error:
        assert error.code == "damaged"
    else:
        assert not document.pages[-1].read


def test_an_encrypted_message() -> None:
    document = read(message("-----BEGIN PGP MESSAGE-----\n\nxyz\n-----END PGP MESSAGE-----"))
    assert not document.pages[0].read
    assert "decrypt" in document.notices[0].message


def test_a_mailbox_is_refused() -> None:
    one = b"From ann@x Mon Mar  2 10:00:00 2026\nFrom: ann@x\nMIME-Version: 1.0\n\nHi\n\n"
    with pytest.raises(ReadError) as caught:
        read(one * 2, "all.mbox")
    assert caught.value.code == "unsupported"
    assert "mailbox" in caught.value.message
    assert "Hi" in read(one, "one.mbox").text


def test_what_is_an_e_mail() -> None:
    plain = b"From: Ann\nSubject: Agreement\n\n1. You pay."
    assert ingest.read("a.eml", data=plain).format == "mail"
    assert ingest.read("a.txt", data=plain).format == "text"
    assert ingest.read("a.eml", data=b"1. You pay us.").format == "text"
    sent = b"Received: from x\r\n by y\r\nFrom: a@b\r\nMIME-Version: 1.0\r\n\r\nHi"
    for path in ("a.eml", "a.txt", "agreement.pdf", "-"):
        assert ingest.read(path, data=sent).format == "mail"
    assert ingest.read("a.txt", data=b"Notes: x\n\nMIME-Version: 1.0 is a field").format == "text"


def test_an_empty_message() -> None:
    with pytest.raises(ReadError) as caught:
        read(b"Received: x\nMIME-Version: 1.0\n\n \n")
    assert caught.value.code == "empty"
