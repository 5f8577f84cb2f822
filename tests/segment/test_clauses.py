"""The clause tree of small contracts, one numbering style at a time."""

from __future__ import annotations

from tests.segment.build import clauses, numbers


def test_a_hard_wrapped_contract() -> None:
    found = clauses(
        """
        STUDIO AGREEMENT

        This Agreement is made between Larkspur Films Inc. and Jo Ray ("Performer").

        1. GRANT OF RIGHTS. The Performer grants the Producer a li-
        cense to the Recordings.

        1.1 The Producer shall not:
        (a) sell the Recordings;
        (b) use them for the following:
            (i) advertising; or
            (ii) politics; or
        (c) share them with third
        parties.
        The above does not limit Section 2.

        2. TERM
        This Agreement lasts until the date in
        Section 4.2 of this Agreement. It ends in
        2027. The Producer pays
        12 months later.
        """
    )
    assert numbers(found) == ["1", "1.1", "1.1(a)", "1.1(b)", "1.1(b)(i)", "1.1(b)(ii)", "1.1(c)", "2"]
    assert [c.heading for c in found if c.heading] == ["STUDIO AGREEMENT", "GRANT OF RIGHTS", "TERM"]
    last = next(c for c in found if c.number == "1.1(b)(ii)")
    assert last.lead_in is not None
    parent = found[last.lead_in.clause]
    span = last.lead_in.span
    assert parent.text[span.start : span.end] == "use them for the following:"
    assert found[1].text[found[1].body :] == "The Performer grants the Producer a license to the Recordings."
