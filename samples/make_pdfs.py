"""Text → PDF, for the sample agreements: ``python samples/make_pdfs.py`` writes every sample PDF afresh.

Pages look as agreements do: a running header, page numbers, items indented, words broken at the end
of a line, sentences that run over a page. The bytes depend on the text and on the fpdf2 version alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

HERE = Path(__file__).parent
WRITTEN = datetime(2026, 9, 1, tzinfo=UTC)
LEFT, RIGHT, TOP, BOTTOM = 72.0, 523.0, 92.0, 756.0  # points, on A4
ITEM = re.compile(r"\([a-z]+\) ")
BREAKS = {  # words that are broken where a line ends, as a typesetter would
    "agreement": "agree-ment", "collaboration": "collabora-tion", "compensation": "compen-sation",
    "consideration": "consider-ation", "continue": "con-tinue", "derivative": "deriva-tive",
    "distribute": "dis-tribute", "information": "infor-mation", "irrevocably": "irrevo-cably",
    "learning": "learn-ing", "measurements": "measure-ments", "perpetuity": "perpe-tuity",
    "photography": "photog-raphy", "production": "produc-tion", "publicly": "pub-licly",
    "questionnaires": "question-naires", "recognizing": "recog-nizing", "recordings": "record-ings",
    "reproduce": "repro-duce", "researchers": "research-ers", "sublicense": "sub-license",
    "technology": "tech-nology", "template": "tem-plate", "withdrawal": "with-drawal",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sample is set."""

    header: str
    size: float = 11.0
    leading: float = 14.4
    gap: float = 6.0  # points between paragraphs
    opens: str = ""  # a paragraph that begins so starts a page


SAMPLES = {
    "emotion-study": Layout("Lumenface Ltd | Data License Agreement | LF-ES-26", 11.5, 17.6),
    "long-services": Layout(
        "Performer Services Agreement | The Tidewatch Series | Execution Copy", 12.0, 21.0, opens="ANNEX"
    ),
}


class Paper(FPDF):
    """A page with a running header and a numbered footer."""

    def __init__(self, header: str) -> None:
        super().__init__(unit="pt", format="A4")
        self.running = header
        self.core_fonts_encoding = "windows-1252"  # curly quotes
        self.set_creation_date(WRITTEN)
        self.set_auto_page_break(False)
        self.set_title(header)

    def header(self) -> None:
        self.set_font("Times", "I", 9)
        self.text(LEFT, 56, self.running)

    def footer(self) -> None:
        self.set_font("Times", "", 9)
        self.set_xy(LEFT, 790)
        self.cell(RIGHT - LEFT, 12, f"Page {self.page_no()} of {{nb}}", align="C")


def lines(pdf: Paper, words: str, width: float) -> Iterator[str]:
    """Break a paragraph into lines of at most ``width`` points."""
    line = ""
    for word in words.split():
        trial = f"{line} {word}".strip()
        if pdf.get_string_width(trial) <= width:
            line = trial
            continue
        head, tail = broken(word)
        if head and pdf.get_string_width(f"{line} {head}-") <= width:
            yield f"{line} {head}-"
            line = tail
        else:
            yield line
            line = word
    yield line


def broken(word: str) -> tuple[str, str]:
    """``"perpetuity,"`` → ``("perpe", "tuity,")``; an empty head where the word is not to be broken."""
    bare = word.strip(".,;:()\u201c\u201d")
    parts = BREAKS.get(bare.lower(), bare)  # a hyphen of its own breaks a word too: "third-party"
    if "-" not in parts:
        return "", word
    cut = word.index(bare) + parts.index("-")
    return word[:cut], word[cut:].removeprefix("-")


def curly(text: str) -> str:
    """Straight quotes and apostrophes → typographic ones."""
    opened = re.sub(r'(^|[\s(])"', "\\1\u201c", text)
    return opened.replace('"', "\u201d").replace("'", "\u2019")


def write(pdf: Paper, text: str, layout: Layout) -> None:
    """Set the paragraphs of ``text`` down the pages."""
    pdf.add_page()
    y = TOP
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        heading = paragraph.isupper()
        if layout.opens and paragraph.startswith(layout.opens):
            pdf.add_page()
            y = TOP
        pdf.set_font("Times", "B" if heading else "", layout.size + (4 if number == 0 else 0))
        indent = 24.0 if ITEM.match(paragraph) else 0.0
        for printed in curly(paragraph).split("\n"):
            for line in lines(pdf, printed, RIGHT - LEFT - indent):
                if y > BOTTOM - (3 * layout.leading if heading else 0):
                    pdf.add_page()
                    pdf.set_font("Times", "B" if heading else "", layout.size)
                    y = TOP
                pdf.text(LEFT + indent, y, line)
                y += layout.leading
        y += layout.gap


def main() -> None:
    """Write ``agreement.pdf`` beside each ``agreement.txt`` of :data:`SAMPLES`."""
    for name, layout in SAMPLES.items():
        folder = HERE / name
        pdf = Paper(layout.header)
        write(pdf, (folder / "agreement.txt").read_text(encoding="utf-8"), layout)
        pdf.output(str(folder / "agreement.pdf"))


if __name__ == "__main__":
    main()
