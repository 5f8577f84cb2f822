"""Places for signatures that are printed so that nobody sees them: no hidden text."""

from __future__ import annotations

import re
from typing import Final

# Put in white for the programs that collect signatures: "\\s1\\", "/sn1/", "**SignHere1**",
# "{{Sig_es_:signer1:signature}}" (the anchor tags of DocuSign, the text tags of Adobe Sign and Dropbox Sign).
TAG: Final = re.compile(
    r"\{\{\S{1,80}\}\}|\[\S{0,20}\|\S{1,60}\]"
    r"|[\\/~#@*$%^|<>_-]{1,3}(?:[A-Za-z]{1,3}\d{1,2}|(?i:\w{0,9}(?:sig|init|date|name|title|mail)\w{0,12}))"
    r"[\\/~#@*$%^|<>_-]{1,3}"
)


def only(text: str) -> bool:
    """Whether a text is such places and nothing else.

    >>> only("/sn1/ \\\\d2\\\\"), only("/sn1/ the Actor waives all fees")
    (True, False)
    """
    return all(TAG.fullmatch(word) for word in text.split())
