"""Small PDFs made by hand, where each byte matters, and longer ones made by a library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fpdf import FPDF
from fpdf.enums import EncryptionMethod

PICTURE = b"q 612 0 0 792 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"  # covers the page
CURVES = b"100 100 m 110 140 150 140 160 100 c 150 60 110 60 100 100 c 90 40 80 30 70 20 c f"
NAMELESS = " ".join(f"/odd.{code}" for code in range(256))  # glyph names that stand for no character
LETTERS = {code: chr(code) for code in range(32, 127)}


@dataclass(frozen=True)
class Leaf:
    """A page: its frame, and commands with fonts F1 (Helvetica), F2 (Times-Bold), F3 (with ``unicode``)."""

    content: bytes
    media: str = "[0 0 612 792]"
    crop: str | None = None
    rotate: int = 0
    unicode: Mapping[int, str] = field(default_factory=lambda: LETTERS)  # code of F3 → text; empty: no map
    annotations: str = ""
    resources: str = ""  # besides fonts

    def dictionary(self, content: int, font: int) -> str:
        crop = f"/CropBox {self.crop}" if self.crop else ""
        notes = f"/Annots [{self.annotations}]" if self.annotations else ""
        fonts = f"/F1 3 0 R /F2 4 0 R /F3 {font} 0 R"
        return (
            f"<< /Type /Page /Parent 2 0 R /MediaBox {self.media} {crop} /Rotate {self.rotate} {notes} "
            f"/Contents {content} 0 R /Resources << /Font << {fonts} >> {self.resources} >> >>"
        )


def text(*lines: str | bytes, font: str = "F1", size: float = 12, x: float = 72, top: float = 720) -> bytes:
    """Commands that print lines, one under the other, from ``top`` (PDF's y) down."""
    shown = []
    for line in lines:
        raw = line.encode("latin-1") if isinstance(line, str) else line
        for special in (b"\\", b"(", b")"):
            raw = raw.replace(special, b"\\" + special)
        shown.append(b"(" + raw + b") Tj")
    step = f" 0 {-1.25 * size:g} Td ".encode()
    return f"BT /{font} {size:g} Tf {x:g} {top:g} Td ".encode() + step.join(shown) + b" ET\n"


def box(x: float, y: float, width: float, height: float, colour: str = "0 g") -> bytes:
    """Commands that fill a rectangle."""
    return f"q {colour} {x:g} {y:g} {width:g} {height:g} re f Q\n".encode()


def picture(x: float, y: float, width: float, height: float, rows: str = "00") -> bytes:
    """Commands that put a grey picture there: one pixel wide, each row two hexadecimal digits, top down."""
    frame = f"q {width:g} 0 0 {height:g} {x:g} {y:g} cm"
    return f"{frame} BI /W 1 /H {len(rows) // 2} /BPC 8 /CS /G /F /AHx ID {rows}> EI Q\n".encode()


def stream(content: bytes, about: str = "") -> bytes:
    """An object of ``extra`` with content: a form, an appearance."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (about.encode(), len(content), content)


def pdf(*leaves: Leaf | bytes, extra: Sequence[bytes] = (), catalog: str = "") -> bytes:
    """A PDF of these pages. ``extra`` are objects, numbered from 5 on, that annotations may refer to."""
    objects = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold >>",
        *extra,
    ]
    kids = []
    for leaf in (each if isinstance(each, Leaf) else Leaf(each) for each in leaves):
        first = len(objects) + 1  # content, map, font, page
        objects.append(stream(leaf.content))
        objects.append(stream(_cmap(leaf.unicode)))
        mapped = (
            f"/ToUnicode {first + 1} 0 R" if leaf.unicode else f"/Encoding << /Differences [0 {NAMELESS}] >>"
        )
        widths = "/FirstChar 0 /LastChar 255 /Widths [" + "500 " * 256 + "]"
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /Odd {widths} {mapped} >>".encode())
        objects.append(leaf.dictionary(first, first + 2).encode())
        kids.append(f"{first + 3} 0 R")
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode()
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return numbered(objects)


def form(
    content: bytes, *notes: str, extra: Sequence[bytes] = (), rotate: int = 0, acroform: bool = True
) -> bytes:
    """A page with these fields and other annotations; ``extra`` are objects after theirs, from 5 on."""
    refs = " ".join(f"{number} 0 R" for number in range(5, 5 + len(notes)))
    fonts = "/DA (/Helv 12 Tf 0 g) /DR << /Font << /Helv 3 0 R >> >>"
    return pdf(
        Leaf(content, rotate=rotate, annotations=refs),
        extra=[*(note.encode("latin-1") for note in notes), *extra],
        catalog=f"/AcroForm << /Fields [{refs}] {fonts} >>" if acroform else "",
    )


def note(kind: str, rect: str, rest: str, flags: int = 4) -> str:
    """An annotation. Flags: 2 hidden, 4 printed, 32 not on the screen."""
    return f"<< /Type /Annot /Subtype /{kind} /Rect [{rect}] /F {flags} {rest} >>"


def widget(rect: str, rest: str, flags: int = 4) -> str:
    """A form field; its value is ``/V``, drawn by the reader where ``rest`` has no ``/AP``."""
    return note("Widget", rect, f"/T ({rect}) {rest}", flags)


def looks(*lines: str) -> bytes:
    """What an annotation shows."""
    content = text(*lines, x=2, top=8)
    return (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 300 20] /Resources << /Font << /F1 3 0 R >> >> "
        b"/Length %d >>\nstream\n%s\nendstream"
    ) % (len(content), content)


def agreement(
    pages: int = 1,
    *,
    password: str = "",
    owner: str = "",
    method: EncryptionMethod = EncryptionMethod.RC4,
) -> bytes:
    """Plain paragraphs under bold headings, as a word processor prints them."""
    made = FPDF(format="letter")
    if password or owner:
        made.set_encryption(owner_password=owner or "owner", user_password=password, encryption_method=method)
    for page in range(pages):
        made.add_page()
        made.set_font("times", "B", 14)
        made.cell(0, 10, f"{page + 1}. Use of the recordings", new_x="LMARGIN", new_y="NEXT")
        made.set_font("times", "", 11)
        for part in range(8):
            made.multi_cell(0, 5, f"({part + 1}) " + SENTENCE * 3, new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output())


SENTENCE = (
    "The Company may use the voice of the Performer for the product named on page one, and it shall pay "
    "the fee within thirty days of each session. "
)


def _cmap(unicode: Mapping[int, str]) -> bytes:
    pairs = "\n".join(f"<{code:02x}> <{char.encode('utf-16-be').hex()}>" for code, char in unicode.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(unicode)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    ).encode()


def numbered(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1 on; the first is its catalog."""
    parts = [b"%PDF-1.7\n"]
    places = []
    size = len(parts[0])
    for number, body in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % size)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        size += len(parts[-1])
    count = len(objects) + 1
    return b"".join(
        (
            *parts,
            b"xref\n0 %d\n0000000000 65535 f \n" % count,
            *places,
            b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, size),
        )
    )
