"""Picture of a page → the same one, grey, evenly lit, without specks: fit for text recognition.

Measured on printed pages made worse step by step. In a photo with a shadow Tesseract alone drops up to half
of the page and is sure of the rest: that must not happen unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import log

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

# Brightness as a logarithm in 8 bits, so that the picture is divided by its paper with one subtraction.
_SCALE = 255 / log(256)
_LOG = [round(_SCALE * log(1 + value)) for value in range(256)]
_POWER = [min(255, round(256 ** (value / 255))) for value in range(256)]
_PAPER = 16  # pixels; no stroke of a letter at 300 dpi is as wide, so the brightest near it is paper
_SPECK = 1.0  # pixels of blur at 300 dpi: noise of 60 levels, or 5 % of specks, cost no word then
_SMALL = 700  # pixels of the longer side of the copy on which the skew is looked for
_SKEW = 10  # degrees, the largest skew that is looked for; Tesseract alone copes with 5
_WHITE = 255
_INK = 128  # what is darker is ink
_COARSE = 4  # pixels in one where ink is summed up
_STROKE = 5  # of those; wider than a stroke of any letter but a title's
_FAINT = 200  # a picture whose darkest place is lighter, once its paper is white, has nothing on it


def grey(picture: Image.Image) -> Image.Image:
    """Any picture in shades of grey, on white where it is transparent."""
    if picture.mode.startswith("I"):  # 16 bits
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    return picture.convert("L")


def even(picture: Image.Image) -> Image.Image:
    """A grey picture with its paper white everywhere, smoothed a little."""
    smooth = picture.filter(ImageFilter.GaussianBlur(_SPECK))
    small = smooth.resize([max(1, side // _PAPER) for side in smooth.size], Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))
    paper = paper.resize(smooth.size, Image.Resampling.BICUBIC)
    return ImageChops.subtract(smooth.point(_LOG), paper.point(_LOG), 1, _WHITE).point(_POWER)


def angles(picture: Image.Image) -> tuple[tuple[float, float], ...]:
    """Degrees to turn a picture by so that its lines lie straight, the likelier way first.

    Lines of print make rows of the picture dark and light in turn; a skew blurs them. Upside down is as
    straight, so each angle comes with the one opposite.
    """
    small = picture.copy()
    small.thumbnail((_SMALL, _SMALL), Image.Resampling.BOX)
    upright, turned = _straight(small), _straight(small.transpose(Image.Transpose.ROTATE_90))
    ways = ((upright[0], upright[1]), (turned[0], turned[1] + 90))
    return tuple((angle, angle + 180) for _, angle in sorted(ways, key=lambda way: -way[0]))


def blank(picture: Image.Image) -> bool:
    """Whether nothing is printed on an even picture."""
    darkest, _ = picture.getextrema()
    return isinstance(darkest, int | float) and darkest > _FAINT


def turn(picture: Image.Image, angle: float) -> Image.Image:
    """The picture turned to the left by some degrees, on a sheet as large as it needs."""
    if angle % 90 == 0:
        return picture.rotate(angle, expand=True)
    return picture.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=_WHITE)


def outside(picture: Image.Image, boxes: Iterable[tuple[int, int, int, int]]) -> float:
    """The share of the ink of an even picture, 0-1, that lies in none of the boxes (in pixels).

    What is dark over more than the stroke of a letter (a desk around the paper, a bar) is no ink.
    """
    ink = picture.point([_WHITE] * _INK + [0] * (256 - _INK)).reduce(_COARSE)
    solid = ink.filter(ImageFilter.MinFilter(_STROKE)).filter(ImageFilter.MaxFilter(_STROKE + 2))
    ink = ImageChops.subtract(ink, solid)
    printed = ImageStat.Stat(ink).sum[0]
    paint = ImageDraw.Draw(ink)
    for box in boxes:
        left, top, right, bottom = (side // _COARSE for side in box)
        paint.rectangle((left - 1, top - 1, right + 1, bottom + 1), fill=0)
    return round(ImageStat.Stat(ink).sum[0] / printed, 3) if printed else 0.0


def _straight(small: Image.Image) -> tuple[float, float]:
    """How sharply rows differ at best, and the angle at which they do, to an eighth of a degree.

    The more pixels a row has, the less it differs by chance, hence the factor.
    """

    def rows(angle: float) -> float:
        turned = small.rotate(angle, Image.Resampling.BILINEAR, fillcolor=_WHITE) if angle else small
        means = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
        return sum((a - b) ** 2 for a, b in pairwise(means)) * small.width / small.height

    found = {float(angle): rows(angle) for angle in range(-_SKEW, _SKEW + 1)}
    for step in (0.5, 0.25, 0.125):
        best = max(found, key=found.__getitem__)
        found |= {angle: rows(angle) for angle in (best - step, best + step)}
    best = max(found, key=found.__getitem__)
    return found[best], best
