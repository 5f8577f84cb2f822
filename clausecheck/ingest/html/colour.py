"""CSS colour → red, green, blue and how opaque it is; and how well two colours can be told apart."""

from __future__ import annotations

import colorsys
import re
from functools import lru_cache

from clausecheck.model.noun import NamedTuple

# The names of CSS that pages use for text and backgrounds; the other hundred are hardly met.
_NAMES = {
    "black": 0x000000, "white": 0xFFFFFF, "red": 0xFF0000, "lime": 0x00FF00, "blue": 0x0000FF,
    "yellow": 0xFFFF00, "cyan": 0x00FFFF, "aqua": 0x00FFFF, "magenta": 0xFF00FF, "fuchsia": 0xFF00FF,
    "silver": 0xC0C0C0, "gray": 0x808080, "grey": 0x808080, "maroon": 0x800000, "olive": 0x808000,
    "green": 0x008000, "purple": 0x800080, "teal": 0x008080, "navy": 0x000080, "orange": 0xFFA500,
    "whitesmoke": 0xF5F5F5, "snow": 0xFFFAFA, "ivory": 0xFFFFF0, "ghostwhite": 0xF8F8FF,
    "floralwhite": 0xFFFAF0, "mintcream": 0xF5FFFA, "azure": 0xF0FFFF, "aliceblue": 0xF0F8FF,
    "seashell": 0xFFF5EE, "linen": 0xFAF0E6, "beige": 0xF5F5DC, "lavender": 0xE6E6FA, "honeydew": 0xF0FFF0,
    "oldlace": 0xFDF5E6, "cornsilk": 0xFFF8DC, "lightyellow": 0xFFFFE0, "lightgray": 0xD3D3D3,
    "lightgrey": 0xD3D3D3, "gainsboro": 0xDCDCDC, "darkgray": 0xA9A9A9, "darkgrey": 0xA9A9A9,
    "dimgray": 0x696969, "dimgrey": 0x696969, "darkblue": 0x00008B, "darkred": 0x8B0000,
    "darkgreen": 0x006400, "brown": 0xA52A2A, "pink": 0xFFC0CB, "gold": 0xFFD700, "crimson": 0xDC143C,
    "tomato": 0xFF6347, "indigo": 0x4B0082, "midnightblue": 0x191970, "darkslategray": 0x2F4F4F,
    "slategray": 0x708090, "lightblue": 0xADD8E6, "skyblue": 0x87CEEB, "steelblue": 0x4682B4,
    "royalblue": 0x4169E1, "tan": 0xD2B48C, "wheat": 0xF5DEB3, "khaki": 0xF0E68C, "salmon": 0xFA8072,
    "violet": 0xEE82EE, "coral": 0xFF7F50, "chocolate": 0xD2691E,
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![0-9a-f])")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]{1,80})\)")
_NUMBER = re.compile(r"([+-]?[\d.]+(?:e[+-]?\d+)?)(%|deg|turn|rad)?|none")


class Colour(NamedTuple):
    """Red, green and blue from 0 to 1, and how opaque it is, 0 to 1."""

    red: float
    green: float
    blue: float
    opaque: float = 1.0


BLACK, WHITE = Colour(0, 0, 0), Colour(1, 1, 1)
LINK = Colour(0, 0, 238 / 255)  # of the HTML standard's own style sheet


@lru_cache(maxsize=1000)
def read(value: str) -> Colour | None:
    """The colour that a value names; None where it is not known (``var(--ink)``, ``color(…)``).

    >>> read("#fff"), read("rgb(0 0 0 / 50%)")
    (Colour(red=1.0, green=1.0, blue=1.0, opaque=1.0), Colour(red=0.0, green=0.0, blue=0.0, opaque=0.5))
    """
    value = value.strip().lower()
    if value == "transparent":
        return Colour(0, 0, 0, 0)
    if value in _NAMES:
        number = _NAMES[value]
        return Colour(*(round((number >> by & 255) / 255, 6) for by in (16, 8, 0)))
    if match := _HEX.fullmatch(value):
        digits = match[1] if len(match[1]) > 4 else "".join(digit * 2 for digit in match[1])
        return Colour(*(int(digits[i : i + 2], 16) / 255 for i in range(0, len(digits), 2)))
    if match := _FUNCTION.fullmatch(value):
        return _function(match[1], match[2])
    return None


def first(value: str) -> Colour | None:
    """The colour within a shorthand (``background: no-repeat #fff``)."""
    found = [
        read(part) for part in re.findall(r"#[0-9a-f]+|(?:rgb|hsl)a?\([^()]{1,80}\)|[a-z]+", value[:500])
    ]
    return next((colour for colour in found if colour is not None), None)


def over(above: Colour, below: Colour) -> Colour:
    """What is seen where one colour lies on another, opaque one."""
    share = above.opaque
    mixed = [a * share + b * (1 - share) for a, b in zip(above[:3], below[:3], strict=True)]
    return Colour(*mixed)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2: 1 for the same colour, 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _function(name: str, inside: str) -> Colour | None:
    parts = _NUMBER.findall(inside)
    if len(parts) not in (3, 4):
        return None
    try:
        numbers = [(float(number or 0), unit) for number, unit in parts]
    except ValueError:
        return None
    opaque = _share(*numbers[3], 1) if len(numbers) == 4 else 1.0
    if name == "rgb":
        red, green, blue = (_share(number, unit, 255) for number, unit in numbers[:3])
        return Colour(red, green, blue, opaque)
    (hue, turn), (saturation, _), (lightness, _) = numbers[:3]
    hue = hue if turn == "turn" else hue / 360
    red, green, blue = colorsys.hls_to_rgb(
        hue % 1, min(100.0, max(0.0, lightness)) / 100, min(100.0, max(0.0, saturation)) / 100
    )
    return Colour(red, green, blue, opaque)


def _share(number: float, unit: str, whole: float) -> float:
    return min(1.0, max(0.0, number / (100 if unit == "%" else whole)))
