"""Original and report → a copy of the original with the findings in it. A new kind: a file and a case."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.errors import ReadError
from clausecheck.model import Anchor, Report
from clausecheck.report.digest import active

__all__ = ["annotate"]


def annotate(
    data: bytes,
    report: Report,
    keys: Sequence[bytes | None] = (None,),
    anchors: Sequence[Sequence[Anchor]] = (),
) -> bytes:
    """A copy of ``data`` (the bytes of the file that ``report`` is about) with highlights and notes.

    ``keys``: passwords to try on a locked file; None stands for none. ``anchors``: for a Word document, the
    places of the words of each active finding, in the report's order.

    Raises:
        ReadError: unsupported (nothing can be written into this kind of file), or what the writer raises.
    """
    match report.format:
        case "pdf":
            from clausecheck.report.annotate import pdf

            return pdf.annotate(data, report, keys)
        case "docx":
            from clausecheck.report.annotate import docx

            return docx.annotate(data, active(report), anchors)
    raise ReadError(
        "unsupported",
        f"Notes can be written into PDF and Word files, and this is of another kind ({report.format})",
        "save or print it as PDF and annotate that; `clausecheck check` reads it as it is",
        report.path,
    )
