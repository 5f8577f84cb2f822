"""What a document says of colours → RGB, and whether letters can be told from what is behind them."""

from __future__ import annotations

import colorsys
import re
from typing import Final

from clausecheck.ingest.docx import tree
from clausecheck.ingest.docx.tree import Node

AUTO: Final = -1  # black on what is bright, white on what is dark: Word sees to it
WHITE: Final = 0xFFFFFF
# Contrast of two colours by WCAG 2.1, 1 to 21. Below this letters are not to be seen in print: #F2F2F2 on
# white is 1.1, #E0E0E0 1.3; the palest grey that forms print words in, #D9D9D9, is 1.4.
LEAST_CONTRAST: Final = 1.3

_HEX: Final = re.compile(r"[0-9A-Fa-f]{6}\Z")
# ECMA-376 part 1, 17.18.97 and 20.1.6.2: names in Word → names in the theme, and Office's own theme.
_THEME_NAMES: Final = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "text1": "dk1", "background1": "lt1",
    "text2": "dk2", "background2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
    "tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2",
}  # fmt: skip
_MAPPED: Final = {"text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2"}
_OFFICE: Final = {
    "dk1": 0x000000, "lt1": WHITE, "dk2": 0x44546A, "lt2": 0xE7E6E6, "accent1": 0x4472C4,
    "accent2": 0xED7D31, "accent3": 0xA5A5A5, "accent4": 0xFFC000, "accent5": 0x5B9BD5,
    "accent6": 0x70AD47, "hlink": 0x0563C1, "folHlink": 0x954F72,
}  # fmt: skip
HIGHLIGHTS: Final = {
    "black": 0, "blue": 0x0000FF, "cyan": 0x00FFFF, "darkBlue": 0x000080, "darkCyan": 0x008080,
    "darkGray": 0x808080, "darkGreen": 0x008000, "darkMagenta": 0x800080, "darkRed": 0x800000,
    "darkYellow": 0x808000, "green": 0x00FF00, "lightGray": 0xC0C0C0, "magenta": 0xFF00FF,
    "red": 0xFF0000, "white": WHITE, "yellow": 0xFFFF00,
}  # fmt: skip


class Palette:
    """The theme of a document, and how its settings map it."""

    def __init__(self, theme: Node | None, settings: Node | None) -> None:
        self._theme = dict(_OFFICE)
        scheme = tree.descend(theme, "a:themeElements", "a:clrScheme")
        for node in scheme if scheme is not None else ():
            for given in node:
                code = given.get("lastClr") or given.get("val") or ""
                if _HEX.match(code):
                    self._theme[tree.name(node).partition(":")[2]] = int(code, 16)
        self._names = dict(_THEME_NAMES)
        mapping = tree.child(settings, "w:clrSchemeMapping")
        for ours, theirs in _MAPPED.items() if mapping is not None else ():
            to = tree.attr(mapping, theirs) if mapping is not None else None
            self._names[ours] = _THEME_NAMES.get(to or "", self._names[ours])

    def read(self, node: Node, key: str = "val", theme: str = "theme") -> int | None:
        """The colour that ``w:KEY`` and ``w:themeColor`` (or ``w:themeFill`` …) of an element give.

        The theme's goes first, as in Word. None where nothing is said that can be read.
        """
        suffix = "Color" if theme == "theme" else ""
        named = self.named(tree.attr(node, theme + suffix))
        if named is not None:
            tint, shade = tree.attr(node, theme + "Tint"), tree.attr(node, theme + "Shade")
            return _shaded(named, tint, shade)
        code = tree.attr(node, key)
        if code is not None and _HEX.match(code):
            return int(code, 16)
        return AUTO if code == "auto" else None

    def named(self, name: str | None) -> int | None:
        """A colour of the theme by its name."""
        return self._theme.get(self._names.get(name or "", name or ""))

    def shading(self, node: Node | None) -> int | None:
        """The colour that ``w:shd`` puts behind the letters: fill and pattern mixed; AUTO: none.

        None where the element is not there, or says nothing.
        """
        pattern = tree.attr(node, "val") if node is not None else None
        if node is None or pattern == "nil":
            return None if node is None else AUTO
        fill = self.read(node, "fill", "themeFill")
        share = _share(pattern or "clear")
        if not share:
            return fill
        ink = self.read(node, "color", "theme")
        return mix(
            0 if ink in (None, AUTO) else ink or 0, WHITE if fill in (None, AUTO) else fill or 0, share
        )

    def drawing(self, node: Node | None) -> int | None:
        """The colour of DrawingML's ``a:srgbClr`` or ``a:schemeClr`` below a fill."""
        for given in node if node is not None else ():
            code = given.get("val") or tree.w14(given) or ""
            if _HEX.match(code):
                return int(code, 16)
            if (named := self.named(code)) is not None:
                return named
        return None


def mix(ink: int, paper: int, share: float) -> int:
    """Two colours in one.

    >>> f"{mix(0x000000, 0xFFFFFF, 0.5):06X}"
    '808080'
    """
    parts = ((ink >> shift & 255, paper >> shift & 255, shift) for shift in (16, 8, 0))
    return sum(round(a * share + b * (1 - share)) << shift for a, b, shift in parts)


def contrast(one: int, other: int) -> float:
    """Contrast ratio by WCAG 2.1.

    >>> round(contrast(0x000000, 0xFFFFFF)), contrast(0xABCDEF, 0xABCDEF)
    (21, 1.0)
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def spoken(colour: int) -> str:
    """A colour in words, or as its code."""
    return {WHITE: "white", 0: "black"}.get(colour, f"#{colour:06X}")


def _luminance(colour: int) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(colour >> shift & 255) for shift in (16, 8, 0))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _share(pattern: str) -> float:
    """How much of the ground a pattern covers with ink (17.18.78; stripes cover about a third)."""
    if pattern == "solid":
        return 1.0
    if pattern.startswith("pct") and pattern[3:].isdecimal():
        return min(int(pattern[3:]), 100) / 100
    return 0.0 if pattern == "clear" else 0.3


def _shaded(colour: int, tint: str | None, shade: str | None) -> int:
    """Tint and shade of a theme's colour, by its lightness (17.3.2.6)."""
    hue, light, full = colorsys.rgb_to_hls(*((colour >> shift & 255) / 255 for shift in (16, 8, 0)))
    if shade is not None and re.fullmatch(r"[0-9A-Fa-f]{1,2}", shade):
        light *= int(shade, 16) / 255
    if tint is not None and re.fullmatch(r"[0-9A-Fa-f]{1,2}", tint):
        light = light * int(tint, 16) / 255 + 1 - int(tint, 16) / 255
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, full))
    return red << 16 | green << 8 | blue
