"""Headers, footers and page numbers go; the contract's own words stay."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.model import Clause
from clausecheck.segment import split
from tests.segment.build import Row, clauses, document, numbers, paper

TOP, BOTTOM = 30.0, 760.0

_FILLER = [
    *(
        "Larkspur",
        "Heron",
        "Plover",
        "Wren",
        "Siskin",
        "Curlew",
        "Dunlin",
        "Rook",
        "Finch",
        "Swift",
        "Martin",
        "Crane",
    ),
]


def lines(page: int, count: int = 30) -> list[str]:
    """Full lines of one long paragraph, no two alike."""
    names = [_FILLER[(page + n) % 12] for n in range(count)]
    return [
        f"the {name} Studio number {page * 100 + n} pays its singers what it owes and"
        for n, name in enumerate(names)
    ]


def shown(found: Sequence[Clause]) -> str:
    return " ".join(clause.text for clause in found)


def test_a_footer_in_a_sentence_is_dropped_and_the_sentence_healed() -> None:
    pages: list[list[Row]] = [
        [(TOP, "Larkspur Films: Licence"), *lines(n), (BOTTOM, f"Page {n} of 4")] for n in range(1, 5)
    ]
    found = split(paper(*pages))
    assert "Page" not in shown(found)
    assert len([c for c in found if "Studio" in c.text]) == 1
    assert "owes and the" in shown(found)


def test_a_word_that_a_page_break_tears_is_one() -> None:
    first: list[Row] = [*lines(1), "and so it is with the lia-", (BOTTOM, "- 1 -")]
    second: list[Row] = [
        "bility of all, and then with the per-",
        *lines(2),
        "and with the non-",
        (BOTTOM, "- 2 -"),
    ]
    third: list[Row] = ["exclusive licence of", *lines(3), (BOTTOM, "- 3 -")]
    found = shown(split(paper(first, second, third)))
    assert "with the liability of all" in found
    assert "with the non-exclusive licence" in found


def test_a_match_over_a_footer_has_two_parts() -> None:
    pages: list[list[Row]] = [[*lines(n), (BOTTOM, f"{n}")] for n in range(1, 4)]
    source = paper(*pages)
    clause = next(c for c in split(source) if "Studio" in c.text)
    at = clause.text.index("number 229")
    spans = clause.spans(at, at + 120)
    assert source.text[spans[0].start : spans[0].end].startswith("number 229")
    assert "\n2\n" not in "".join(source.text[s.start : s.end] for s in spans)


def test_the_first_page_keeps_its_title() -> None:
    pages: list[list[Row]] = [[(TOP, "LICENCE OF LARKSPUR FILMS"), "", *lines(n)] for n in range(1, 5)]
    assert shown(split(paper(*pages))).count("LICENCE OF LARKSPUR FILMS") == 1


def test_footers_that_follow_the_text_are_found_by_their_page_number() -> None:
    note = "[*] Confidential words have been left out here"
    pages: list[list[Row]] = [
        [*lines(n, 20 + n), "", note, "", (72.0 + 12 * (24 + n), f"{n}")] for n in range(1, 7)
    ]
    found = split(paper(*pages))
    assert "Confidential" not in shown(found)


def test_schedules_at_the_top_of_their_pages_stay() -> None:
    pages: list[list[Row]] = [
        [f"Schedule {n}", "", *lines(n), f"that is all for {_FILLER[n]}."] for n in range(1, 6)
    ]
    assert [number for number in numbers(split(paper(*pages))) if "Schedule" in number] == [
        f"Schedule {n}" for n in range(1, 6)
    ]


def test_a_form_that_repeats_on_page_after_page_stays() -> None:
    pages: list[list[Row]] = [
        [
            *lines(n, 2),
            f"and so on for film number {n} of the year.",
            "",
            "It takes:",
            "",
            "ten songs",
            "",
            "five voices",
        ]
        for n in range(1, 9)
    ]
    pages = [
        [*page, (BOTTOM - 12, "Larkspur Films Licence"), (BOTTOM, f"{n}")] for n, page in enumerate(pages, 1)
    ]
    found = shown(split(paper(*pages)))
    assert found.count("five voices") == 8
    assert "Licence" not in found


def test_clause_numbers_alone_on_a_line_stay() -> None:
    pages: list[list[Row]] = [[f"{n}", "Heading of It", "", *lines(n)] for n in range(1, 6)]
    assert all(f"{n} Heading of It" in shown(split(paper(*pages))) for n in range(1, 6))


def test_signature_lines_stay() -> None:
    pages: list[list[Row]] = [[*lines(n, 5), (BOTTOM, "By: ______________")] for n in range(1, 6)]
    assert shown(split(paper(*pages))).count("By:") == 5


def test_two_columns_are_no_paragraph_breaks_within_a_sentence() -> None:
    left: list[Row] = [(72.0 + 12 * n, "the Studio pays the singers") for n in range(10)]
    right: list[Row] = [(72.0 + 12 * n, "the Studio pays the singers") for n in range(10)]
    assert len(split(paper([*left, *right]))) == 1


def test_page_numbers_of_a_text_file() -> None:
    text = "\n\n\n\n\n\n".join("\n".join([*lines(n), "", f"          {n}"]) for n in range(1, 6))
    found = shown(split(document(text)))
    assert " 2 " not in found
    assert "owes and the" in found


def test_form_feeds_part_pages() -> None:
    text = "\f".join(
        "\n".join(["LARKSPUR FILMS, DRAFT", *lines(n), "Source: the register of films\n"]) for n in range(5)
    )
    found = split(document(text))
    assert "Source" not in shown(found)
    assert shown(found).count("DRAFT") == 1


def test_numbers_that_count_in_a_text_are_clauses() -> None:
    found = clauses(
        "1\n\nRights\n\nThe Studio owns the film.\n\n2\n\nMoney\n\nThe fee is ten.\n\n3\n\nLaw\n\nPlain."
    )
    assert numbers(found) == ["1", "2", "3"]


def test_nothing_is_dropped_from_a_document_that_is_all_alike() -> None:
    source = paper(*([["The same words", "The same words again"]] * 5))
    assert shown(split(source)).count("The same words again") == 5
