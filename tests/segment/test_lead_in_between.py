"""A new lead-in between the items of a list is the one that the later items go on from."""

from __future__ import annotations

import pytest

from clausecheck import ingest, segment

LISTS = [
    ("- sell them;\n- copy them.", "- share them."),
    ("(a) sell them;\n\n(b) copy them.", "(c) share them."),
    ("(a) sell them;\n\n(b) copy them.", "(a) share them."),
]


@pytest.mark.parametrize(("first", "second"), LISTS)
def test_the_last_lead_in_counts(first: str, second: str) -> None:
    text = f"The Company will not:\n\n{first}\n\nHowever, the Company may:\n\n{second}\n"
    clauses = segment.split(ingest.read("-", data=text.encode()))
    led = {c.text: clauses[c.lead_in.clause].text for c in clauses if c.lead_in}
    assert [lead for item, lead in led.items() if "sell" in item or "copy" in item] == [
        "The Company will not:"
    ] * 2
    assert [lead for item, lead in led.items() if "share" in item] == ["However, the Company may:"]
