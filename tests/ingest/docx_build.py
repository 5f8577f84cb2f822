"""Word packages made by hand, from snippets of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

NS = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/": "http://purl.oclc.org/ooxml/wordprocessingml/",
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
}
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "application/vnd.openxmlformats-package"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {  # file → (kind of relation, name of its root, name in content types)
    "styles": ("styles", "styles", "styles"),
    "numbering": ("numbering", "numbering", "numbering"),
    "settings": ("settings", "settings", "settings"),
    "footnotes": ("footnotes", "footnotes", "footnotes"),
    "endnotes": ("endnotes", "endnotes", "endnotes"),
    "comments": ("comments", "comments", "comments"),
    "header": ("header", "hdr", "header"),
    "footer": ("footer", "ftr", "footer"),
}
DATE = (2026, 3, 1, 12, 0, 0)


def t(text: str, rpr: str = "") -> str:
    """A run."""
    return (
        f'<w:r>{f"<w:rPr>{rpr}</w:rPr>" if rpr else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def p(*content: str, ppr: str = "", mark: str = "", style: str = "") -> str:
    """A paragraph of runs; a text that is no XML is a run. ``mark``: properties of the paragraph's mark."""
    runs = "".join(each if each.startswith("<") else t(each) for each in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = named + ppr + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{runs}</w:p>"


def n(*content: str, list_id: int = 1, level: int = 0, mark: str = "") -> str:
    """A numbered paragraph."""
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(*content, ppr=numbering, mark=mark)


def table(*rows: list[str], look: str = "", about: str = "") -> str:
    """A table; a cell that is no XML is one paragraph."""
    cells = [
        "".join(f"<w:tc>{each if each.startswith('<') else p(each)}</w:tc>" for each in row) for row in rows
    ]
    shown = f"<w:tblLook {look}/>" if look else ""
    return (
        f"<w:tbl><w:tblPr>{about}{shown}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
    )


def ins(content: str, author: str = "Ann Roe", date: str = "2026-03-01T10:00:00Z", tag: str = "ins") -> str:
    """A tracked insertion, or another change by its ``tag``; a text that is no XML is a run."""
    run = content if content.startswith("<") else t(content)
    return f'<w:{tag} w:id="9" w:author={quoteattr(author)} w:date="{date}">{run}</w:{tag}>'


def gone(text: str, author: str = "Ann Roe", date: str = "2026-03-01T10:00:00Z") -> str:
    """A tracked deletion."""
    return ins(f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>', author, date, "del")


def field(code: str, result: str) -> str:
    """A field with its cached result."""
    parts = [
        '<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{escape(code)}</w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{escape(result)}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ]  # fmt: skip
    return "".join(f"<w:r>{part}</w:r>" for part in parts)


def box(
    content: str, *, width: int = 2_000_000, shape: str = "", anchor: str = "", fallback: str = ""
) -> str:
    """A run with a text box, as Word writes it today and for old versions; ``width`` in EMU."""
    drawing = (
        f'<w:drawing><wp:anchor {anchor}><wp:extent cx="{width}" cy="{width}"/><wp:docPr id="1" name="Box"/>'
        f'<a:graphic><a:graphicData uri="x"><wps:wsp><wps:spPr>{shape}</wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = (
        f'<w:pict><v:shape style="width:150pt;height:150pt"><v:textbox><w:txbxContent>{fallback or content}'
        "</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def docx(body: str, *, section: str = "", **parts: str) -> bytes:
    """A package. ``parts`` are the contents of other parts, by name: styles, header, header2, footnotes …

    A header's relation is its name ("header2").
    """
    files: dict[str, str | bytes] = {}
    types, relations = [], []
    for name, content in parts.items():
        kind, root, type_ = _KINDS[name.rstrip("0123456789")]
        files[f"word/{name}.xml"] = f"{HEAD}<w:{root} {NS}>{content}</w:{root}>"
        types.append(f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{type_}+xml"/>')
        relations.append(f'<Relationship Id="{name}" Type="{_REL}/{kind}" Target="{name}.xml"/>')
    document = f"<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>"
    files = {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
            f"{''.join(types)}</Types>"
        ),
        "_rels/.rels": _relations(
            f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"{HEAD}<w:document {NS}>{document}</w:document>",
        "word/_rels/document.xml.rels": _relations("".join(relations)),
        **files,
    }
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive, the same one each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, DATE), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, str]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The package with one part changed."""
    files = unzipped(data)
    return zipped({**files, name: change(files[name])})


def with_files(data: bytes, files: Mapping[str, str | bytes]) -> bytes:
    """The package with more files."""
    return zipped({**unzipped(data), **files})


def strict(data: bytes) -> bytes:
    """The same package in the namespaces of Strict Open XML."""
    files = unzipped(data)
    for ours, theirs in STRICT.items():
        files = {name: content.replace(f'"{ours}', f'"{theirs}') for name, content in files.items()}
    return zipped(files)


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    """numbering.xml with one list, number 1."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{more}'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


LEGAL = lists(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"))
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _relations(content: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{space}">{content}</Relationships>'
