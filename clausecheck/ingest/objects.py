"""File → what pdfminer makes of it: its pages, and the objects that they are made of."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pdfplumber
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from clausecheck.ingest import keys

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # its warnings are not for the terminal


@contextmanager
def tree(data: bytes, password: str | None) -> Iterator[object]:
    """The root of the page tree, as pdfminer has it: dictionaries, lists and references.

    Raises what pdfminer raises, which is anything.
    """
    with unlocked(data, password) as book:
        yield book.doc.catalog["Pages"]


def unlocked(data: bytes, password: str | None) -> PDF:
    """The file, opened by pdfplumber. Raises what pdfminer raises."""
    for key in keys.tried(password):
        for encoding in ("utf-8", "latin-1") if key else ():  # pdfminer encodes it again, by the revision
            with suppress(PdfminerException):  # a wrong one; or a damage, which the last try shows again
                return pdfplumber.open(io.BytesIO(data), password=(key or b"").decode(encoding, "replace"))
    return pdfplumber.open(io.BytesIO(data))
