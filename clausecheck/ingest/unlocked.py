"""Bytes of a PDF and its passwords → the PDF as pdfplumber has it, which raises what it likes."""

from __future__ import annotations

import io
from contextlib import suppress

import pdfplumber
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from clausecheck.ingest import keys


def unlocked(data: bytes, password: str | None) -> PDF:
    """The open PDF; to be closed. Any exception may come: of pdfminer, KeyError, RecursionError …"""
    for key in keys.tried(password):
        for encoding in ("utf-8", "latin-1") if key else ():  # pdfminer encodes it again, by the revision
            with suppress(PdfminerException):  # a wrong one; or a damage, which the last try shows again
                return pdfplumber.open(io.BytesIO(data), password=(key or b"").decode(encoding, "replace"))
    return pdfplumber.open(io.BytesIO(data))
