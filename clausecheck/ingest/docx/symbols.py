"""A sign of a symbol font (``w:sym``) → the character that a reader sees."""

from __future__ import annotations

import re
from typing import Final

from clausecheck.ingest.docx import tree
from clausecheck.ingest.docx.tree import Node

# From the code charts of the fonts: the signs that contracts use, boxes, ticks, bullets and arrows.
_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
    0x77: "◆", 0x78: "☒", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
    0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2: Final = {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA3: "☐"}
_SYMBOL: Final = {
    0x2D: "−", 0xA0: "€", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB9: "≠", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE2: "®", 0xE3: "©", 0xE4: "™",
}  # fmt: skip
_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_CODE: Final = re.compile(r"[0-9A-Fa-f]{1,4}\Z")
UNKNOWN: Final = "\ufffd"


def read(node: Node) -> str:
    """The sign; U+FFFD for one that only its font knows."""
    font, code = (tree.attr(node, "font") or "").lower(), tree.attr(node, "char") or ""
    if not _CODE.match(code):
        return UNKNOWN
    number = int(code, 16)
    private = 0xE000 <= number <= 0xF8FF
    known = _FONTS.get(font, {}).get(number & 0xFF if private else number)
    if known is not None:
        return known
    plain = number & 0xFF if private else number
    if font in _FONTS and font != "symbol":
        return UNKNOWN
    letter = chr(plain if font == "symbol" else number)
    return letter if letter.isprintable() and not 0xE000 <= ord(letter) <= 0xF8FF else UNKNOWN
