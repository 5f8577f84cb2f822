"""Writes recorded/agreement.docx, and prints it to recorded/agreement.pdf with all changes accepted.

    python -m tests.ingest.make_docx_pair

It needs LibreOffice. The agreement is written for this project: clauses that Word numbers by itself, a pay
table, a footer, a footnote, a tracked insertion and a tracked deletion.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.ingest.docx_build import docx, field, gone, ins, level, lists, n, p, t, table, with_part

RECORDED = Path(__file__).resolve().parent / "recorded"

NUMBERING = lists(
    level(0, "decimal", "%1.", '<w:pStyle w:val="Heading1"/>'),
    level(1, "decimal", "%1.%2"),
    level(2, "lowerLetter", "(%3)"),
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/>'
    '<w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140"/></w:pPr>'
    '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1">'
    '<w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:numPr><w:numId w:val="1"/>'
    '</w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Note"><w:name w:val="footnote reference"/><w:rPr>'
    '<w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)
NOTE = '<w:r><w:rPr><w:rStyle w:val="Note"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
SIGN = '<w:r><w:rPr><w:rStyle w:val="Note"/></w:rPr><w:footnoteRef/></w:r>'
TRAVEL = p(SIGN, t(" Travel to the sessions is paid by the Studio."))
GRID = (
    '<w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


PARTIES = (
    "This Performance Capture Agreement is made between Tidewater Interactive Ltd (the “Studio”) and Maren "
    "Holt (the “Performer”). The Studio makes games and films, and the Performer acts in them."
)
# Level → words; a level of 0 is a heading, one of 9 a plain paragraph.
FIRST = (
    (0, "The work"),
    (
        1,
        "The Performer will act in the motion capture sessions for the game with the working title “Salt "
        "Road”, at the dates that the parties agree in writing.",
    ),
    (1, "The Studio will give the Performer the script at least five days before each session."),
    (0, "Rights"),
    (
        1,
        "The Performer grants the Studio the irrevocable right to use the Performer’s voice, face and "
        "movements, as they were recorded in the sessions, throughout the universe and in perpetuity.",
    ),
    (1, "The Studio may use the recordings:"),
    (2, "in the game and in later parts of it;"),
    (2, "to train machine learning models that make new performances; and"),
    (2, "in any media now known or later devised."),
)
CHANGED = n(
    "The Studio may ",
    ins("sublicense these rights to third parties and may "),
    "transfer this Agreement to anyone ",
    gone("who has agreed to it in writing and "),
    "without the Performer’s consent.",
    level=1,
)
SECOND = (
    (1, "The Performer waives all moral rights in the recordings."),
    (0, "Pay"),
    (9, "The Studio pays the Performer these fees:"),
)
FEES = table(
    [p(t(words, "<w:b/>")) for words in ("Work", "Fee", "Due")],
    ["Session of up to four hours", "EUR 620", "30 days after the session"],
    ["Extra hour", "EUR 140", "30 days after the session"],
    ["Fitting and scanning", "EUR 210", "on the day"],
    about=GRID,
)
BUYOUT = n(
    "The fees are a full buyout. The Performer has no claim to residuals, royalties or other pay for any use "
    "of the recordings.",
    NOTE,
    level=1,
)
THIRD = (
    (1, "The Studio may withhold a fee if in its sole discretion it finds the session not fit for use."),
    (0, "Secrecy and conduct"),
    (1, "The Performer shall not speak about the game to anyone, for ever."),
    (
        1,
        "The Performer shall not act for another maker of games during this Agreement and for two years "
        "after it.",
    ),
    (0, "Risk"),
    (
        1,
        "The Performer indemnifies the Studio against all claims that arise from the recordings, whoever is "
        "at fault.",
    ),
    (1, "The Studio is not liable for any injury of the Performer at the sessions."),
    (0, "General"),
    (1, "The Studio may change this Agreement at any time by a notice on its website."),
    (
        1,
        "The law of Ireland governs this Agreement, and all disputes go to binding arbitration in Dublin.",
    ),
    (9, "Signed:"),
    (9, "Tidewater Interactive Ltd ______________________"),
    (9, "Maren Holt ______________________"),
)


def clauses(rows: Sequence[tuple[int, str]]) -> str:
    """Headings, numbered clauses and plain paragraphs."""
    made = {0: lambda words: p(words, style="Heading1"), 9: p}
    return "".join(made[at](words) if at in made else n(words, level=at) for at, words in rows)


def body() -> str:
    title = p(t("PERFORMANCE CAPTURE AGREEMENT", '<w:b/><w:sz w:val="28"/>'), ppr='<w:jc w:val="center"/>')
    start = title + p(PARTIES) + clauses(FIRST) + CHANGED + clauses(SECOND)
    return start + FEES + p("") + BUYOUT + clauses(THIRD)


def made() -> bytes:
    """The document with its pending changes."""
    return docx(
        body(),
        section='<w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1300" w:right="1300" w:bottom="1300" w:left="1300" w:footer="700"/>',
        numbering=NUMBERING,
        styles=STYLES,
        footnotes=f'<w:footnote w:id="2">{TRAVEL}</w:footnote>',
        footer=p(t("Salt Road · Performance Capture Agreement · page "), field("PAGE", "1")),
    )


def accepted(xml: str) -> str:
    """document.xml as if all its changes had been accepted."""
    return re.sub(r"<w:del .*?</w:del>|</?w:ins\b[^>]*>", "", xml)


def printed(document: bytes, folder: Path) -> bytes:
    """The PDF that LibreOffice prints."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is not installed"
    path = folder / "agreement.docx"
    path.write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return path.with_suffix(".pdf").read_bytes()


def main() -> None:
    RECORDED.mkdir(exist_ok=True)
    (RECORDED / "agreement.docx").write_bytes(made())
    with tempfile.TemporaryDirectory() as folder:
        settled = with_part(made(), "word/document.xml", accepted)
        (RECORDED / "agreement.pdf").write_bytes(printed(settled, Path(folder)))


if __name__ == "__main__":
    main()
