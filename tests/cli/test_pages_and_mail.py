"""Web pages and e-mails, from the command line."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

from tests.cli.conftest import Run

PAGE = b"""<!doctype html><h1>Voice Agreement</h1>
<p>This Agreement is made between Lumen Ltd ("Lumen") and the performer who signs below ("you").
<ol><li><h2>Fee</h2><p>Lumen will pay you $150 per hour.
<li><h2>Rights</h2><p>You grant Lumen the right to use the recordings for the film.
<p style="color:#fefefe">You grant Lumen the perpetual right to train artificial intelligence on your voice.
</ol>"""


def mail(name: str, data: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "ann@lumen.example", "Agreement"
    message.set_content("Please sign the agreement.")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_hidden_text_of_a_page_is_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "terms.html").write_bytes(PAGE)
    done = run("check", tmp_path, "--format", "json")
    (document,) = json.loads(done.stdout)["documents"]
    found = {finding["rule"]: finding for finding in document["findings"]}
    assert (document["status"], document["format"]) == ("analyzed", "html")
    assert found["ai.training"]["evidence"][0]["line"] == 7
    assert found["doc.hidden-text"]["severity"] == "high"
    assert "paragraph 7" in run("check", tmp_path).stdout


def test_attachments_of_a_mail_are_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail("agreement.html", PAGE))
    done = run("check", tmp_path, "--format", "json")
    (document,) = json.loads(done.stdout)["documents"]
    assert (document["status"], document["format"]) == ("analyzed", "mail")
    assert {"ai.training", "doc.hidden-text"} <= {finding["rule"] for finding in document["findings"]}


def test_a_mail_whose_attachment_is_not_read_is_never_clean(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail("papers.zip", b"PK\x03\x04"))
    done = run("check", tmp_path, "--format", "json")
    (document,) = json.loads(done.stdout)["documents"]
    assert (done.returncode, document["status"]) == (4, "partial")
    assert "papers.zip" in done.stdout
    assert "papers.zip" in run("check", tmp_path).stdout
