"""The order in which a page is read: columns, tables, numbers in the margin, text turned."""

from __future__ import annotations

from itertools import pairwise

import pytest

from clausecheck import ingest
from clausecheck.model import Document, Span
from tests.ingest.build import Leaf, pdf, text
from tests.ingest.draw import LEFT, RIGHT, across, rules, words

XS, YS = (72.0, 200.0, 330.0, 460.0), (700.0, 680.0, 630.0, 610.0)
HEAD = ("Work", "Fee", "Terms")
SESSION = (("A session of", "recording"), ("$300", "per day"), ("used in", "perpetuity,", "unpaid"))


def read(*leaves: Leaf | bytes) -> Document:
    return ingest.read("a.pdf", data=pdf(*leaves))


def lines(document: Document, page: int = 0) -> list[str]:
    return [document.text[line.start : line.end].strip() for line in document.pages[page].lines]


def place(content: bytes, words: str) -> tuple[float, float]:
    """Left and top of words in a document of one page."""
    data = pdf(content)
    document = ingest.read("a.pdf", data=data)
    start = document.text.index(words)
    ((box,),) = ingest.boxes("a.pdf", document, [Span(start, start + len(words))], data=data)
    return box.x0, box.top


# ---------------------------------------------------------------- columns


def test_columns_drawn_line_by_line_are_read_one_after_the_other() -> None:
    title, foot = (
        "AN AGREEMENT ABOUT THE VOICE OF A PERFORMER AND ALL THAT",
        "Page 3 of the agreement of the two",
    )
    content = text(title, top=740) + across((LEFT, RIGHT)) + text(foot, x=210, top=40)
    assert lines(read(content)) == [title, *LEFT, *RIGHT, foot]


def test_boxes_of_a_cut_line() -> None:
    x, top = place(across((LEFT, RIGHT)), "now known")
    assert (x, top) == pytest.approx((361, 100), abs=3)
    document = read(across((LEFT, RIGHT)))
    for line in document.pages[0].lines:
        assert line.box is not None
        assert line.box.x1 < 310 or line.box.x0 > 315
        assert document.text[line.start : line.end].strip() in LEFT + RIGHT


def test_each_part_of_a_page_has_its_columns() -> None:
    heading = "A heading that stands across both of the columns of the page"
    content = across((LEFT, RIGHT)) + text(heading, x=120, top=580) + across((RIGHT, LEFT), top=550)
    assert lines(read(content)) == [*LEFT, *RIGHT, heading, *RIGHT, *LEFT]


def test_a_short_heading_under_columns() -> None:
    under = "All of this is subject to the schedule, which forms a part of the deal"
    content = across((LEFT, RIGHT)) + text("Fees", top=590) + text(under, top=570)
    assert lines(read(content)) == [*LEFT, *RIGHT, "Fees", under]


def test_three_columns() -> None:
    third = tuple(f"{line} again" for line in RIGHT)
    content = across((LEFT, RIGHT, third), x=(40, 235, 430))
    assert lines(read(Leaf(content, media="[0 0 700 792]"))) == [*LEFT, *RIGHT, *third]


def test_a_title_drawn_last_is_read_first() -> None:
    title = "AN AGREEMENT ABOUT THE VOICE OF A PERFORMER AND ALL THAT"
    content = b"".join(
        text(*column, size=10, x=x, top=700) for column, x in ((LEFT, 72), (RIGHT, 320))
    ) + text(title, top=740)
    assert lines(read(content)) == [title, *LEFT, *RIGHT]


def test_signatures_and_forms_stay_line_by_line() -> None:
    sides = (
        ("THE COMPANY", "By: ____________________", "Name: John Example", "Title: Producer", "Date: May 1"),
        ("THE PERFORMER", "By: ____________________", "Name: Ann Example", "Title: Herself", "Date: May 2"),
    )
    form = (
        (
            "Name of the performer:",
            "Address of the performer:",
            "Role that is played:",
            "Days of work:",
            "Fee:",
        ),
        (
            "Ann Example",
            "1 Main Street, Springfield",
            "the voice of a small dog",
            "two, in May",
            "none at all",
        ),
    )
    for columns in (sides, form):
        assert lines(read(across(columns))) == [f"{a} {b}" for a, b in zip(*columns, strict=True)]


def test_justified_lines_with_wide_spaces_stay_whole() -> None:
    content = b""
    for i, line in enumerate(LEFT):
        x = 72.0
        for j, word in enumerate(line.split()):
            content += text(word, size=10, x=x, top=700 - 15 * i)
            x += 5.5 * len(word) + 9 + 4 * ((i * 7 + j * 3) % 5)
    assert lines(read(content)) == list(LEFT)


# ---------------------------------------------------------------- tables


def table(*, ruled: bool) -> bytes:
    """Three columns, two rows, drawn line by line across the cells."""
    content = rules(XS, YS) if ruled else b""
    x = (76, 204, 334)
    return content + across([[each] for each in HEAD], top=686, x=x) + across(SESSION, top=668, x=x)


def test_a_ruled_table_is_read_row_by_row_and_cell_by_cell() -> None:
    document = read(text("The fees are these:", top=730) + table(ruled=True) + text("Thanks.", top=590))
    assert [row.split("\t") for row in document.text.replace("\t\n", " ").split("\n")] == [
        ["The fees are these:"],
        list(HEAD),
        [" ".join(cell) for cell in SESSION],
        ["Thanks."],
    ]
    assert lines(document) == [
        "The fees are these:", "Work\tFee\tTerms",
        *(line for cell in SESSION for line in cell),
        "Thanks.",
    ]  # fmt: skip


def test_boxes_within_a_table() -> None:
    assert place(table(ruled=True), "per day") == pytest.approx((204, 130), abs=3)
    assert place(table(ruled=True), "Terms") == pytest.approx((334, 98), abs=3)


def test_rectangles_make_cells_too() -> None:
    cells = b"".join(
        b"%g %g %g %g re S\n" % (a, low, b - a, high - low)
        for a, b in pairwise(XS)
        for high, low in pairwise(YS)
    )
    assert read(cells + table(ruled=False)).text == read(table(ruled=True)).text


def test_without_lines_nothing_is_taken_for_a_table() -> None:
    underlined = b"72 684 60 0.5 re f 204 684 30 0.5 re f 60 500 0.5 220 re f 500 500 0.5 220 re f\n"
    plain = ["Work Fee Terms", "A session of $300 used in", "recording per day perpetuity,", "unpaid"]
    assert lines(read(table(ruled=False))) == plain
    assert lines(read(underlined + table(ruled=False))) == plain


def test_a_cell_that_spans_rows_belongs_to_the_first() -> None:
    grid = b"72 700 300 0.5 re f 200 680 172 0.5 re f 72 660 300 0.5 re f " + b"".join(
        b"%d 660 0.5 40 re f " % x for x in (72, 200, 300, 372)
    )
    content = across(
        (("Session", "in May"), ("first day", "second day"), ("$300", "$200")), 687, (76, 204, 304)
    )
    assert read(grid + content).text == "Session\t\nin May\tfirst day\t$300\nsecond day\t$200"


# ---------------------------------------------------------------- numbers in the margin


BODY = tuple(LEFT + RIGHT + LEFT)


@pytest.mark.parametrize("apart", [False, True])
def test_numbers_of_lines_are_put_aside(apart: bool) -> None:
    numbers = [str(i) for i in range(1, len(BODY) + 1)]
    if apart:
        content = text(*numbers, size=12, x=40, top=700) + text(*BODY, size=12, x=80, top=700)
    else:
        content = across((numbers, BODY), x=(40, 80))
    assert lines(read(content)) == [*BODY, *numbers]


def test_a_numbered_list_keeps_its_numbers() -> None:
    items = [
        f"Item of the {word}" for word in "one two three four five six seven eight nine ten eleven".split()
    ]
    numbers = [str(i) for i in range(1, len(items) + 1)]
    assert lines(read(across((numbers, items), x=(40, 80)))) == [
        f"{number} {item}" for number, item in zip(numbers, items, strict=True)
    ]


# ---------------------------------------------------------------- turned


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(("turn", "x", "y"), [(0, 72, 700), (1, 100, 72), (2, 500, 100), (3, 500, 700)])
def test_text_is_read_the_way_it_runs(rotate: int, turn: int, x: float, y: float) -> None:
    assert lines(read(Leaf(words(LEFT, turn, x, y), rotate=rotate))) == list(LEFT)


@pytest.mark.parametrize(
    ("rotate", "turn", "x", "y"), [(90, 1, 80, 72), (180, 2, 540, 80), (270, 3, 530, 720)]
)
def test_columns_of_a_page_that_is_displayed_upright(rotate: int, turn: int, x: float, y: float) -> None:
    both = [f"{a} {b}" for a, b in zip(LEFT, RIGHT, strict=True)]
    right = [x, y]
    right[turn % 2] += 280 if turn == 1 else -280
    content = b"".join(
        words([a], turn, x + i * step[0], y + i * step[1])
        + words([b], turn, right[0] + i * step[0], right[1] + i * step[1])
        for step in [{1: (15, 0), 2: (0, 15), 3: (-15, 0)}[turn]]
        for i, (a, b) in enumerate(zip(LEFT, RIGHT, strict=True))
    )
    found = lines(read(Leaf(content, rotate=rotate)))
    assert found != both
    assert found == [*LEFT, *RIGHT]


def test_a_note_along_the_margin_comes_last() -> None:
    content = words(["Confidential draft"], 1, 30, 600) + across((LEFT, RIGHT))
    assert lines(read(content)) == [*LEFT, *RIGHT, "Confidential draft"]
