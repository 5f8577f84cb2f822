"""What was put onto an open page of PDFium → fields, hidden values, notes: not one of them is page content.

A field is drawn as viewers draw it. What it holds is only asked of fields that nobody sees, and of text
fields, to compare it with what they show.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2_raw as raw  # type: ignore[import-untyped]

from clausecheck.ingest import pdfium
from clausecheck.ingest.strips import Corners
from clausecheck.model.noun import NamedTuple

LONG = 300  # characters of a note that are shown
MANY = 50  # notes of a page that are shown
HIDDEN = int(raw.FPDF_ANNOT_FLAG_HIDDEN)
NOT_SEEN = HIDDEN | int(raw.FPDF_ANNOT_FLAG_NOVIEW)
SECRET = int(raw.FPDF_FORMFLAG_TEXT_PASSWORD)
WIDGET = int(raw.FPDF_ANNOT_WIDGET)
TYPED = frozenset(map(int, (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)))
LINK = int(raw.FPDF_ANNOT_LINK)
SILENT = frozenset(map(int, (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_UNKNOWN)))
STRIKE, REDACT = int(raw.FPDF_ANNOT_STRIKEOUT), int(raw.FPDF_ANNOT_REDACT)
TEXT_FIELD = int(raw.FPDF_FORMFIELD_TEXTFIELD)
LIST = int(raw.FPDF_FORMFIELD_LISTBOX)
CHOICES = frozenset((LIST, int(raw.FPDF_FORMFIELD_COMBOBOX)))
BOXES = frozenset(map(int, (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)))
CROSSED = {
    STRIKE: "Words are struck out by a mark that anybody can take away",
    REDACT: "Words are marked to be blacked out, but are still there",
}
# Text matrices that stand upright on a page turned by 0, 90, 180, 270 degrees.
UPRIGHT = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))
SUMMARY = "clausecheck.summary"  # the name of links on the pages that `annotate` puts in front
OWN = (
    "This page calls itself a summary by clausecheck. If `clausecheck annotate` made the file, check the "
    "original: the words of the summary were read like the contract's own"
)
WIDTH = 1.06  # of "[x]" in Helvetica, in font sizes


class Said(NamedTuple):
    """What a reader is told of a page: code and words of a notice."""

    code: str
    message: str


class Added(NamedTuple):
    """What annotations add to a page."""

    drawn: bool = False  # there are things to be made part of the page's content
    fields: tuple[Corners, ...] = ()  # places of the fields to fill in
    hidden: tuple[str, ...] = ()  # what fields hold that no viewer shows
    held: tuple[tuple[Corners, str], ...] = ()  # what text fields hold, and where they are
    crossed: tuple[tuple[int, tuple[Corners, ...]], ...] = ()  # kind of mark, and the words under it
    said: tuple[Said, ...] = ()


NOTHING = Added()


@contextmanager
def form_of(pdf: int) -> Iterator[int]:
    """The handle of an open document's form, 0 where it has none."""
    form = pdfium.open_form(pdf)
    try:
        yield form
    finally:
        if form:
            pdfium.close_form(form)


def files(pdf: int) -> Iterator[Said]:
    """The files that are attached to a document as a whole."""
    for i in range(min(pdfium.count_files(pdf), MANY)):
        handle = pdfium.file(pdf, i)
        yield _file(pdfium.file_name(handle) if handle else "")


def survey(form: int, page: int) -> Added:
    """Look at a page's annotations, and make ready in memory what is to be drawn.

    Check boxes will read "[x]" or "[ ]"; what nobody may see is switched off.
    """
    count = pdfium.count_annotations(page)
    if count < 1:
        return NOTHING
    if form:
        pdfium.page_loaded(page, form)  # draws the fields that have no looks of their own
    found = _Finds()
    turn = pdfium.page_rotation(page)
    left, top, right, bottom = pdfium.page_box(page)
    for i in range(count):
        note = pdfium.annotation(page, i)
        if note:
            box = x0, y1, x1, y0 = _upright(pdfium.annotation_box(note))
            away = x1 <= max(left, x0) or x0 >= right or y1 <= max(bottom, y0) or y0 >= top
            found.add(form, note, box, turn, unseen=away)
            pdfium.close_annotation(note)
    if form:
        pdfium.page_closing(page, form)
    return found.added()


def after(text: int, added: Added) -> Iterator[Said]:
    """What can be said once the page's text is known."""
    yield from added.said
    for kind, places in added.crossed:
        words = " ".join(pdfium.bounded_text(text, place) for place in places)
        if words.strip():
            yield Said("struck-out", f'{CROSSED[kind]}: "{line(words)}"')
    for place, value in added.held:
        shown = pdfium.bounded_text(text, place)
        if _differ(_letters(value), _letters(shown)):
            shown = shown.replace("_", " ")  # the blank under it
            words = f'shows "{line(shown)}"' if shown.strip() else "shows nothing"
            yield Said("field-differs", f'A field holds "{line(value)}" but {words}')


def line(text: str) -> str:
    r"""Words of a file on one line, short and printable.

    >>> line("a\tnote\u202e\nhere")
    'a note? here'
    """
    said = " ".join(text[: 4 * LONG].split())
    said = said if len(said) <= LONG else said[: LONG - 1] + "…"
    return "".join(char if char.isprintable() else "?" for char in said)


class _Finds:
    def __init__(self) -> None:
        self._drawn = False
        self._fields: list[Corners] = []
        self._hidden: list[str] = []
        self._held: list[tuple[Corners, str]] = []
        self._crossed: list[tuple[int, tuple[Corners, ...]]] = []
        self._said: list[Said] = []

    def added(self) -> Added:
        said = self._said[:MANY]
        if len(self._said) > MANY:
            said.append(Said("comment", f"{len(self._said) - MANY:,} more notes are not shown here"))
        return Added(
            self._drawn,
            tuple(self._fields),
            tuple(self._hidden),
            tuple(self._held),
            tuple(self._crossed[:MANY]),
            tuple(said),
        )

    def add(self, form: int, note: int, box: Corners, turn: int, *, unseen: bool) -> None:
        kind = pdfium.annotation_type(note)
        flags = pdfium.annotation_flags(note)
        unseen = unseen or bool(flags & NOT_SEEN)
        if kind == WIDGET:
            self._widget(form, note, box, turn, unseen)
        elif kind in TYPED and not unseen and pdfium.annotation_has(note, b"AP"):
            self._drawn = True
        elif kind == LINK and not self._said and pdfium.annotation_text(note, b"NM") == SUMMARY:
            self._said.append(Said("own-summary", OWN))
        elif kind not in SILENT:
            self._note(note, kind, box, hidden=bool(flags & NOT_SEEN))
        if unseen:
            pdfium.set_annotation_flags(note, flags | HIDDEN)

    def _widget(self, form: int, note: int, box: Corners, turn: int, unseen: bool) -> None:
        kind = pdfium.field_type(form, note) if form else -1
        if kind == TEXT_FIELD and pdfium.field_flags(form, note) & SECRET:
            pdfium.set_annotation_flags(note, HIDDEN)
            return
        if kind == TEXT_FIELD or kind in CHOICES:
            value = pdfium.field_value(form, note)
        else:
            value = "" if form else pdfium.annotation_text(note, b"V")
        if unseen:
            self._hidden += [value] if value.strip() else []
            return
        self._drawn = True
        self._fields.append(box)
        if kind in BOXES:
            _tick(note, box, turn, "[x]" if pdfium.field_checked(form, note) else "[ ]")
        elif kind == TEXT_FIELD and value.strip():
            self._held.append((box, value))
        elif kind == LIST and value.strip():
            self._said.append(Said("chosen", f'Of a list of choices, "{line(value)}" is chosen'))

    def _note(self, note: int, kind: int, box: Corners, *, hidden: bool) -> None:
        handle = pdfium.annotation_file(note)
        if handle:
            self._said.append(_file(pdfium.file_name(handle)))
        if kind in CROSSED and not hidden:
            self._crossed.append((kind, tuple(pdfium.annotation_quads(note)[:MANY] or [box])))
        words = line(pdfium.annotation_text(note, b"Contents"))
        if words and not pdfium.annotation_has(note, b"StateModel"):  # "Accepted set by Ann"
            who = line(pdfium.annotation_text(note, b"T"))
            by = f" by {who}" if who else ""
            self._said.append(Said("comment", f'A {"hidden " if hidden else ""}note{by}: "{words}"'))


def _upright(rectangle: tuple[float, float, float, float]) -> Corners:
    """Any two opposite corners → left, top, right, bottom."""
    a, b, c, d = rectangle
    return min(a, c), max(b, d), max(a, c), min(b, d)


def _file(name: str) -> Said:
    return Said("attachment", f'A file is attached and was not read: "{line(name) or "without a name"}"')


def _tick(note: int, box: Corners, turn: int, state: str) -> None:
    """Have a check box show its state in letters: its own may be a drawing, or a letter of a symbol font."""
    left, top, right, bottom = box
    wide, high = (top - bottom, right - left) if turn % 2 else (right - left, top - bottom)
    size = max(1.0, min(high, wide / WIDTH))
    rise = (high - size * 0.7) / 2  # capitals are 0.7 of the font size high
    x, y = ((left, bottom + rise), (right - rise, bottom), (right, top - rise), (left + rise, top))[turn]
    turned = " ".join(map(str, UPRIGHT[turn]))
    pdfium.draw_annotation(note, f"BT /Helv {size:.2f} Tf {turned} {x:.2f} {y:.2f} Tm ({state}) Tj ET")


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _differ(held: str, shown: str) -> bool:
    """Whether a field shows something else than it holds; formats may add signs and zeros."""
    return bool(held) and held not in shown and not (shown and shown in held)
