"""The bytes of a PDF → may it have layers that are switched off? PDFium gives their text as any other."""

from __future__ import annotations

import re
import zlib

OFF = re.compile(rb"/OFF\b(?!\s*\[\s*\])")  # of /D in /OCProperties, or as a /BaseState or /ViewState
OBJECTS = re.compile(rb"/ObjStm\b.{0,400}?\bstream\r?\n", re.DOTALL)
INFLATED = 1 << 24  # bytes of one object stream that are looked at; writers put 100 to 200 objects in one


def switched_off(data: bytes) -> bool:
    """Whether a list of layers that are off stands in the file, packed objects included.

    Yes where that cannot be told: objects packed in another way, or encrypted.
    """
    if OFF.search(data):
        return True
    for match in OBJECTS.finditer(data):
        end = data.find(b"endstream", match.end())
        try:
            unpacked = zlib.decompressobj().decompress(data[match.end() : end if end > 0 else None], INFLATED)
        except zlib.error:
            return True
        if OFF.search(unpacked):
            return True
    return False
