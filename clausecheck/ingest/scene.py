"""An open page of PDFium → what is drawn on it besides letters, in the order of drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TypeAlias

from clausecheck.ingest import pdfium
from clausecheck.ingest.matrices import IDENTITY, Matrix, times
from clausecheck.ingest.pdfium import object_type
from clausecheck.ingest.strips import Corners
from clausecheck.model.noun import NamedTuple

Rank: TypeAlias = tuple[float, ...]  # place in the order of drawing: in the page, in a form on it, …

FIRST: Rank = ()
LAST: Rank = (float("inf"),)
DEPTH = 8  # forms within forms
THIN = 3.0  # points; a line as thick as this can hide letters, the rules of tables are up to 1.5
PIXELS = 40_000_000  # of all pictures of a page that are decoded; a page of paper scanned at 600 dpi has 35


class Area(NamedTuple):
    """A picture, a filled shape, a thick line or an annotation."""

    rank: Rank
    corners: Corners  # in the space of the page
    thing: int  # handle; 0 for an annotation
    picture: bool
    colour: int | None  # 0xRRGGBB; None where it is not of one colour
    heavy: bool = False  # a picture with too many pixels to be looked at


class Scene(NamedTuple):
    """What is drawn on a page."""

    areas: Sequence[Area]
    holders: Sequence[tuple[Rank, Sequence[int]]]  # the page and each form on it: its rank and its handles
    first: Rank  # of the text drawn first
    texts: Set[int]  # handles of all that are not blank
    moved: Mapping[int, Matrix]  # handle of a text in a form that is not put down as it is → how it is
    veiled: Set[int]  # handles of texts in forms that are drawn see-through, or through a mask
    doubles: Sequence[
        tuple[int, Matrix]
    ]  # texts and how they are put down, that PDFium leaves out: the same again, or without meaning
    frame: Corners  # what of the page is displayed

    @property
    def pictured(self) -> float:
        """Share of the page that pictures cover, overlaps counted twice."""
        return sum((share(area.corners, self.frame) for area in self.areas if area.picture), 0.0)

    def ranks(self) -> Mapping[int, Rank]:
        """The place of each handle in the order of drawing."""
        return {thing: (*rank, i) for rank, things in self.holders for i, thing in enumerate(things)}


def survey(page: int, texts: frozenset[int]) -> Scene:
    """Everything on the page, into forms within forms; ``texts`` are known to be texts."""
    areas: list[Area] = []
    doubles: list[tuple[int, Matrix]] = []
    moved: dict[int, Matrix] = {}
    veiled: set[int] = set()
    holders: list[tuple[Rank, list[int]]] = []
    first = LAST
    top = [pdfium.page_object(page, i) for i in range(pdfium.count_objects(page))]
    todo: list[tuple[Rank, list[int], Matrix, bool]] = [(FIRST, top, IDENTITY, False)]
    while todo:
        rank, things, matrix, veil = todo.pop()
        holders.append((rank, things))
        first = min(first, next(((*rank, i) for i, thing in enumerate(things) if thing in texts), LAST))
        if matrix is not IDENTITY:
            moved.update(dict.fromkeys(texts.intersection(things), matrix))
        if veil:
            veiled |= texts.intersection(things)
        for i, thing in [(i, thing) for i, thing in enumerate(things) if thing not in texts]:
            kind = object_type(thing)
            if kind == pdfium.FORM:
                if len(rank) < DEPTH:
                    count = pdfium.count_form_objects(thing)
                    inside = [pdfium.form_object(thing, i) for i in range(count)]
                    inner = times(pdfium.object_matrix(thing), matrix)
                    todo.append(((*rank, i), inside, inner, veil or bool(pdfium.transparent(thing))))
            elif kind == pdfium.TEXT:
                doubles.append((thing, matrix))
            elif (area := _area(thing, kind, matrix, (*rank, i))) is not None:
                areas.append(area)
    areas += _annotations(page)
    return Scene(_weighed(areas), holders, first, texts, moved, veiled, doubles, pdfium.page_box(page))


def _weighed(areas: Sequence[Area]) -> Sequence[Area]:
    """With the pictures that are too much to be looked at as such."""
    pixels = 0
    found = []
    for area in areas:
        pixels += pdfium.image_pixels(area.thing) if area.picture else 0
        found.append(area._replace(heavy=True) if area.picture and pixels > PIXELS else area)
    return found


def overlap(a: Corners, b: Corners) -> tuple[float, float]:
    """Width and height of what two rectangles share; not above 0 if nothing."""
    return min(a[2], b[2]) - max(a[0], b[0]), min(a[1], b[1]) - max(a[3], b[3])


def share(part: Corners, whole: Corners) -> float:
    """How much of ``whole`` lies under ``part``, 0-1."""
    width, height = overlap(part, whole)
    size = (whole[2] - whole[0]) * (whole[1] - whole[3])
    return width * height / size if width > 0 and height > 0 and size > 0 else 0.0


def moved(corners: Sequence[tuple[float, float]], matrix: Matrix) -> Corners:
    """The rectangle around corners of one, the first and the last opposite, that a matrix moves."""
    a, b, c, d, e, f = matrix
    if not b and not c:  # nearly always
        (x0, y0), (x1, y1) = corners[0], corners[-1]
        x0, x1, y0, y1 = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
        return min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1)
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), max(ys), max(xs), min(ys)


def placed(thing: int, matrix: Matrix | None) -> Corners:
    """Where an object of the page stands, by its own account; ``matrix``: how its form is put down."""
    left, bottom, right, top = pdfium.object_box(thing)
    if matrix is None or matrix is IDENTITY:
        return left, top, right, bottom
    return moved(((left, bottom), (left, top), (right, bottom), (right, top)), matrix)


def _area(thing: int, kind: int, matrix: Matrix, rank: Rank) -> Area | None:
    left, top, right, bottom = placed(thing, matrix)
    if right - left < THIN or top - bottom < THIN:
        return None
    corners = (left, top, right, bottom)
    if kind != pdfium.PATH:
        return Area(rank, corners, thing, kind == pdfium.IMAGE, None)
    if not pdfium.filled(thing):
        scale = max(map(abs, matrix[:4]))
        return Area(rank, corners, thing, False, None) if pdfium.stroke_width(thing) * scale >= THIN else None
    colour = pdfium.colour(thing)
    if colour is not None and not colour[1]:
        return None  # wholly transparent
    return Area(rank, corners, thing, False, colour[0] if colour and colour[1] == 255 else None)


def _annotations(page: int) -> Iterator[Area]:
    """Notes that a viewer draws over the page: a box in one hides what is under it."""
    for i in range(pdfium.count_annotations(page)):
        note = pdfium.annotation(page, i)
        if pdfium.annotation_type(note) not in pdfium.BARELY_DRAWN:
            left, bottom, right, top = pdfium.annotation_box(note)
            if right - left >= THIN and top - bottom >= THIN:
                yield Area(LAST, (left, top, right, bottom), 0, False, None)
        pdfium.close_annotation(note)
