"""Lists: what is an item, what is not, and the words that lead in to it."""

from __future__ import annotations

import pytest

from tests.segment.build import body, clauses, lead_in, numbered, numbers


def test_an_inline_list_stays_in_its_clause() -> None:
    found = clauses(
        "3. Use. The Studio may (a) cut the film; (b) show it; and (c) sell it.\n4. Law. The law is plain."
    )
    assert numbers(found) == ["3", "4"]
    assert len(found[0].sentences) == 1


@pytest.mark.parametrize("sign", ["\u2022", "-", "*", "\u25aa", "\u2013"])
def test_bullets_inherit_their_lead_in(sign: str) -> None:
    found = clauses(
        f"You agree that we may:\n\n{sign} sell your voice;\n{sign} clone your\n  voice;\n\nThat is all."
    )
    assert [c.kind for c in found] == ["paragraph", "item", "item", "paragraph"]
    assert [lead_in(found, c) for c in found[1:3]] == ["You agree that we may:"] * 2
    assert body(found[2]) == "clone your voice;"
    assert (found[1].parent, found[3].parent, found[1].label) == (0, None, sign)


def test_a_lead_in_may_break_off_or_end_in_a_dash() -> None:
    found = clauses(
        "1. The Studio shall not\n(a) sell the film; or\n(b) burn it.\n2. It may \u2014\n(a) show it."
    )
    assert lead_in(found, numbered(found, "1(b)")) == "The Studio shall not"
    assert lead_in(found, numbered(found, "2(a)")) == "It may \u2014"


def test_full_clauses_in_brackets_have_no_lead_in() -> None:
    found = clauses("1. RIGHTS\n(a) The Studio owns the film.\n(b) The Artist owns the sound.")
    assert [(c.kind, c.lead_in) for c in found[1:]] == [("clause", None)] * 2


def test_all_is_no_item_of_the_words_that_open_the_contract() -> None:
    found = clauses("The parties agree as follows:\n\n1. Film. The Studio owns it.\n\n2. Fee. Ten.")
    assert [(c.kind, c.level) for c in found] == [("paragraph", 1), ("clause", 1), ("clause", 1)]


def test_a_list_that_lost_its_bullets() -> None:
    found = clauses(
        """
        3. Rules. You may not use the film in a way that:

        harms the Artist.

        mocks the Studio;

        Sells the sound; or

        Burns it.

        The Studio may sing.
        """
    )
    assert [(c.kind, lead_in(found, c)) for c in found[1:5]] == [
        ("item", "You may not use the film in a way that:"),
    ] * 4
    assert (found[5].kind, found[5].lead_in, found[5].parent) == ("paragraph", None, 0)
