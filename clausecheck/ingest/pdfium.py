"""PDFium → Python: the few calls that reading needs, with plain integers for handles. Not thread-safe.

Bound to the library of ``pypdfium2_raw``: to import all of pypdfium2 takes 25 ms more, and a call that
returns its pointer objects takes half as long again (0.47 against 0.28 µs).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import c_char_p, c_double, c_int, c_size_t, c_uint, c_ulong, c_void_p
from typing import Any

import pypdfium2_raw as raw  # type: ignore[import-untyped]


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(raw, name), c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2))

last_error = _bind("FPDF_GetLastError", c_uint)
load_document = _bind("FPDF_LoadMemDocument64", c_void_p, c_char_p, c_size_t, c_char_p)
close_document = _bind("FPDF_CloseDocument", None, c_void_p)
page_count = _bind("FPDF_GetPageCount", c_int, c_void_p)
form_type = _bind("FPDF_GetFormType", c_int, c_void_p)
has_sound_table = _bind("FPDF_DocumentHasValidCrossReferenceTable", c_int, c_void_p)
lock_revision = _bind("FPDF_GetSecurityHandlerRevision", c_int, c_void_p)  # -1: not encrypted
load_page = _bind("FPDF_LoadPage", c_void_p, c_void_p, c_int)
close_page = _bind("FPDF_ClosePage", None, c_void_p)
_page_bounds = _bind("FPDF_GetPageBoundingBox", c_int, c_void_p, c_void_p)
page_rotation = _bind("FPDFPage_GetRotation", c_int, c_void_p)
set_page_rotation = _bind("FPDFPage_SetRotation", None, c_void_p, c_int)
flatten = _bind("FPDFPage_Flatten", c_int, c_void_p, c_int)
count_annotations = _bind("FPDFPage_GetAnnotCount", c_int, c_void_p)
annotation = _bind("FPDFPage_GetAnnot", c_void_p, c_void_p, c_int)
close_annotation = _bind("FPDFPage_CloseAnnot", None, c_void_p)
annotation_type = _bind("FPDFAnnot_GetSubtype", c_int, c_void_p)
annotation_flags = _bind("FPDFAnnot_GetFlags", c_int, c_void_p)
set_annotation_flags = _bind("FPDFAnnot_SetFlags", c_int, c_void_p, c_int)
annotation_has = _bind("FPDFAnnot_HasKey", c_int, c_void_p, c_char_p)
_annotation_rect = _bind("FPDFAnnot_GetRect", c_int, c_void_p, c_void_p)
_annotation_text = _bind("FPDFAnnot_GetStringValue", c_ulong, c_void_p, c_char_p, c_void_p, c_ulong)
_set_appearance = _bind("FPDFAnnot_SetAP", c_int, c_void_p, c_int, c_char_p)
_count_quads = _bind("FPDFAnnot_CountAttachmentPoints", c_size_t, c_void_p)
_quad = _bind("FPDFAnnot_GetAttachmentPoints", c_int, c_void_p, c_size_t, c_void_p)
annotation_file = _bind("FPDFAnnot_GetFileAttachment", c_void_p, c_void_p)
count_files = _bind("FPDFDoc_GetAttachmentCount", c_int, c_void_p)
file = _bind("FPDFDoc_GetAttachment", c_void_p, c_void_p, c_int)
_file_name = _bind("FPDFAttachment_GetName", c_ulong, c_void_p, c_void_p, c_ulong)

_open_form = _bind("FPDFDOC_InitFormFillEnvironment", c_void_p, c_void_p, c_void_p)
close_form = _bind("FPDFDOC_ExitFormFillEnvironment", None, c_void_p)
page_loaded = _bind("FORM_OnAfterLoadPage", None, c_void_p, c_void_p)
page_closing = _bind("FORM_OnBeforeClosePage", None, c_void_p, c_void_p)
field_type = _bind("FPDFAnnot_GetFormFieldType", c_int, c_void_p, c_void_p)
field_flags = _bind("FPDFAnnot_GetFormFieldFlags", c_int, c_void_p, c_void_p)
field_checked = _bind("FPDFAnnot_IsChecked", c_int, c_void_p, c_void_p)
_field_value = _bind("FPDFAnnot_GetFormFieldValue", c_ulong, c_void_p, c_void_p, c_void_p, c_ulong)
count_objects = _bind("FPDFPage_CountObjects", c_int, c_void_p)
page_object = _bind("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
count_form_objects = _bind("FPDFFormObj_CountObjects", c_int, c_void_p)
form_object = _bind("FPDFFormObj_GetObject", c_void_p, c_void_p, c_int)
object_type = _bind("FPDFPageObj_GetType", c_int, c_void_p)
_object_bounds = _bind("FPDFPageObj_GetBounds", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
count_segments = _bind("FPDFPath_CountSegments", c_int, c_void_p)
_draw_mode = _bind("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
_stroke_width = _bind("FPDFPageObj_GetStrokeWidth", c_int, c_void_p, c_void_p)
_object_matrix = _bind("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
_image_size = _bind("FPDFImageObj_GetImagePixelSize", c_int, c_void_p, c_void_p, c_void_p)
transparent = _bind("FPDFPageObj_HasTransparency", c_int, c_void_p)  # opacity, soft mask or blend mode
set_active = _bind("FPDFPageObj_SetIsActive", c_int, c_void_p, c_int)  # whether it is drawn
clip_path = _bind("FPDFPageObj_GetClipPath", c_void_p, c_void_p)
count_clips = _bind("FPDFClipPath_CountPaths", c_int, c_void_p)
count_clip_segments = _bind("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)
clip_segment = _bind("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)
segment_point = _bind("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
path_segment = _bind("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
segment_type = _bind("FPDFPathSegment_GetType", c_int, c_void_p)

load_text = _bind("FPDFText_LoadPage", c_void_p, c_void_p)
close_text = _bind("FPDFText_ClosePage", None, c_void_p)
count_chars = _bind("FPDFText_CountChars", c_int, c_void_p)
get_text = _bind("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
char_index = _bind("FPDFText_GetCharIndexFromTextIndex", c_int, c_void_p, c_int)
is_hyphen = _bind("FPDFText_IsHyphen", c_int, c_void_p, c_int)
map_error = _bind("FPDFText_HasUnicodeMapError", c_int, c_void_p, c_int)
text_object = _bind("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
font_size = _bind("FPDFText_GetFontSize", c_double, c_void_p, c_int)
matrix = _bind("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
render_mode = _bind("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
fill_colour = _bind("FPDFPageObj_GetFillColor", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
object_font = _bind("FPDFTextObj_GetFont", c_void_p, c_void_p)
font_name = _bind("FPDFFont_GetBaseFontName", c_size_t, c_void_p, c_void_p, c_size_t)
char_box = _bind("FPDFText_GetCharBox", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
_bounded_text = _bind(
    "FPDFText_GetBoundedText", c_int, c_void_p, c_double, c_double, c_double, c_double, c_void_p, c_int
)
count_rects = _bind("FPDFText_CountRects", c_int, c_void_p, c_int, c_int)
get_rect = _bind("FPDFText_GetRect", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)

_create_bitmap = _bind("FPDFBitmap_CreateEx", c_void_p, c_int, c_int, c_int, c_void_p, c_int)
_fill_bitmap = _bind("FPDFBitmap_FillRect", c_int, c_void_p, c_int, c_int, c_int, c_int, c_uint)
_destroy_bitmap = _bind("FPDFBitmap_Destroy", None, c_void_p)
_render = _bind("FPDF_RenderPageBitmap", None, c_void_p, c_void_p, c_int, c_int, c_int, c_int, c_int, c_int)

PASSWORD_ERROR = int(raw.FPDF_ERR_PASSWORD)
SECURITY_ERROR = int(raw.FPDF_ERR_SECURITY)
DYNAMIC_FORM = int(raw.FORMTYPE_XFA_FULL)
AS_DISPLAYED = int(raw.FLAT_NORMALDISPLAY)
NO_FORM = int(raw.FORMTYPE_NONE)
BARELY_DRAWN = frozenset(map(int, (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT)))
TEXT = int(raw.FPDF_PAGEOBJ_TEXT)
PATH = int(raw.FPDF_PAGEOBJ_PATH)
IMAGE = int(raw.FPDF_PAGEOBJ_IMAGE)
FORM = int(raw.FPDF_PAGEOBJ_FORM)
LINE_TO = int(raw.FPDF_SEGMENT_LINETO)

_FLOATS = (ctypes.c_float * 6)()
_FLOAT_AT = [ctypes.addressof(_FLOATS) + 4 * i for i in range(6)]
_BOX_AT = _FLOAT_AT[:4]
_INTS = (ctypes.c_uint * 4)()
_INT_AT = [ctypes.addressof(_INTS) + 4 * i for i in range(4)]


def page_box(page: int) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is displayed (CropBox within MediaBox), before rotation."""
    _page_bounds(page, _FLOATS)
    left, top, right, bottom = _FLOATS[:4]
    return left, top, right, bottom


def object_box(thing: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a page object, in the space of the page or of the form it is in."""
    if not _object_bounds(thing, *_BOX_AT):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = _FLOATS[:4]
    return left, bottom, right, top


def annotation_text(note: int, key: bytes) -> str:
    """A string of the annotation's own dictionary; empty where it has none."""
    return _string(lambda buffer, size: _annotation_text(note, key, buffer, size))


def annotation_quads(note: int) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each stretch of text that a highlight or the like marks."""
    found = []
    points = (ctypes.c_float * 8)()
    for i in range(_count_quads(note)):
        if _quad(note, i, points):
            found.append((min(points[::2]), max(points[1::2]), max(points[::2]), min(points[1::2])))
    return found


def draw_annotation(note: int, commands: str) -> None:
    """Replace what the annotation shows; Helvetica is there for any font."""
    _set_appearance(note, 0, commands.encode("utf-16-le") + b"\0\0")


def open_form(pdf: int) -> int:
    """A handle of the document's form; 0 if there is none. To be closed before the document."""
    if form_type(pdf) == NO_FORM:
        return 0
    handle: int | None = _open_form(pdf, ctypes.addressof(_FORM))
    return handle or 0


_FORM = raw.FPDF_FORMFILLINFO(version=2)  # without any callback: no script runs, nothing is opened


def field_value(form: int, note: int) -> str:
    """What a field holds: text, or the export values that are chosen."""
    return _string(lambda buffer, size: _field_value(form, note, buffer, size))


def file_name(handle: int) -> str:
    """The name of an attached file."""
    return _string(lambda buffer, size: _file_name(handle, buffer, size))


def bounded_text(handle: int, box: tuple[float, float, float, float]) -> str:
    """The text of a page within left, top, right, bottom."""
    count = _bounded_text(handle, *box, None, 0)
    buffer = (ctypes.c_uint16 * (count + 1))()
    units = _bounded_text(handle, *box, buffer, count)
    return bytes(memoryview(buffer)[:units]).decode("utf-16-le", "replace").rstrip("\0")


def _string(ask: Callable[[Any, int], int]) -> str:
    size = ask(None, 0)
    if size <= 2:  # bytes, with two zeros at the end
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def object_matrix(thing: int) -> tuple[float, ...]:
    """From the space of a page object to that of the page or of the form it is in: a, b, c, d, e, f."""
    return tuple(_FLOATS) if _object_matrix(thing, _FLOATS) else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def annotation_box(note: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of an annotation, in the space of the page."""
    if not _annotation_rect(note, _FLOATS):
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = _FLOATS[:4]
    return left, bottom, right, top


def colour(thing: int) -> tuple[int, int] | None:
    """The fill of a page object: 0xRRGGBB and its opacity, 0-255; None where it has none of one colour."""
    if not fill_colour(thing, *_INT_AT):
        return None
    red, green, blue, alpha = _INTS
    return red << 16 | green << 8 | blue, alpha


def filled(path: int) -> bool:
    """Whether a path is filled, not only its outline drawn."""
    return bool(_draw_mode(path, _INT_AT[0], _INT_AT[1]) and _INTS[0])


def stroke_width(path: int) -> float:
    """Width of the outline of a path, in its own space; 0 if none is drawn."""
    if not _draw_mode(path, _INT_AT[0], _INT_AT[1]) or not _INTS[1]:
        return 0.0
    return float(_FLOATS[0]) if _stroke_width(path, _FLOATS) else 0.0


def image_pixels(image: int) -> int:
    """Number of pixels of a picture before it is scaled."""
    return int(_INTS[0] * _INTS[1]) if _image_size(image, _INT_AT[0], _INT_AT[1]) else 0


def clip_corners(clip: int, path: int, start: int) -> list[float]:
    """Two opposite corners of a clip that is a rectangle: x, y, x, y in the space of its page or form.

    ``start``: its first point.
    """
    segment_point(start, _FLOAT_AT[0], _FLOAT_AT[1])
    segment_point(clip_segment(clip, path, 2), _FLOAT_AT[2], _FLOAT_AT[3])
    return _FLOATS[:4]


def render(page: int, scale: tuple[int, int], left: int, top: int, width: int, height: int) -> bytearray:
    """A part of the page on white paper, annotations included: 4 bytes a pixel (blue, green, red, unused).

    ``scale``: width and height of the whole page in pixels; the rest says which pixels of it.
    """
    pixels = bytearray(4 * width * height)
    buffer = (ctypes.c_char * len(pixels)).from_buffer(pixels)
    bitmap = _create_bitmap(width, height, raw.FPDFBitmap_BGRx, buffer, 4 * width)
    _fill_bitmap(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    _render(bitmap, page, -left, -top, *scale, 0, raw.FPDF_ANNOT)
    _destroy_bitmap(bitmap)
    return pixels
