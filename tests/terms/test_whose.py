"""Whose liability, claim or property a sentence speaks of tells who gives something up."""

from __future__ import annotations

import pytest

from clausecheck.model import Side, Stake
from clausecheck.terms import Judge
from tests.terms.marks import marked

_SIDES: dict[str, Side] = {
    **dict.fromkeys(("buyer", "we", "us", "our"), "us"),
    **dict.fromkeys(("supplier", "you", "your"), "them"),
}
_TURNED: dict[str, Side] = {name: "them" if side == "us" else "us" for name, side in _SIDES.items()}

_GIVEN_UP: list[tuple[Stake, str, str]] = [
    ("claim", "them", "«Any action against the Buyer must be brought within one year»."),
    ("claim", "us", "«Any action by the Buyer must be brought within one year»."),
    ("claim", "us", "«Any claim against Supplier must be brought within one year»."),
    ("claim", "us", "The Supplier agrees that «any claim against Supplier must be brought within one year»."),
    ("claim", "us", "«Any claim for breach of Supplier's warranty must be made within ninety days»."),
    ("claim", "them", "«No suit shall be brought by Supplier unless commenced within 12 months»."),
    ("claim", "both", "«Neither party may bring an action more than two years after the breach»."),
    ("claim", "them", "«Any claim against us must be brought within one year»."),
    ("property", "us", "The «improvements made by Buyer shall be the sole property» of Supplier."),
    ("property", "them", "All «improvements that you devise shall be our sole property»."),
    ("property", "us", "All «improvements that we may devise shall be your sole and exclusive property»."),
    ("property", "them", "«Results of the services shall be Buyer's sole property», and Supplier signs."),
    ("property", "them", "Title in all «results shall vest in» the Buyer."),
    ("property", "us", "The Supplier «shall own all results»."),
    ("liability", "them", "«Nothing in this section limits Supplier's liability for» breach of it."),
    ("liability", "us", "«Nothing in this section limits the liability of» Buyer for fraud."),
    ("liability", "us", "«Nothing in this section limits our liability for» fraud."),
    (
        "liability",
        "them",
        "«Except for Supplier's indemnity duties, in no event shall either party be liable».",
    ),
    (
        "liability",
        "us",
        "«Except for a breach of Section 9 by Buyer, neither party's liability shall exceed» it.",
    ),
    ("liability", "them", "«Apart from fraud, the total liability of Supplier shall not exceed» the price."),
    ("liability", "them", "«The limits do not apply to infringement» of Buyer's patents by Supplier."),
    ("liability", "them", "«The limits do not apply to» Buyer's rights to be indemnified."),
    ("debt", "us", "A sum «not paid in time by Buyer bears interest»."),
    ("debt", "them", "«Overdue invoices of Buyer bear» interest."),
    ("debt", "them", "All fees that are payable by Supplier are «non-refundable»."),
    ("debt", "us", "«No refund» is due to Buyer."),
    ("debt", "us", "Interest runs on «overdue» sums owed to Supplier."),
    ("debt", "them", "Supplier's «late» payments bear interest."),
    ("duty", "us", "Each director of the Buyer shall «personally guarantee» it."),
    ("duty", "them", "The confidentiality obligations of Supplier «are perpetual»."),
    ("duty", "us", "Buyer's duty of secrecy «never ends»."),
    ("duty", "us", "The duty of secrecy owed to Supplier «never ends»."),
    ("wares", "them", "The goods are supplied by Buyer «as is»."),
    ("wares", "us", "Supplier's software is taken «as is»."),
    ("notice", "us", "The term «renews unless the Buyer gives» a month of notice."),
    ("notice", "them", "The term «renews unless notice is given» by Supplier."),
    ("notice", "both", "The term «renews unless either party objects»."),
    ("liability", "both", "«Except for fraud, in no event is either party liable for» indirect loss."),
    ("liability", "both", "«Except for the duties of Supplier and Buyer, neither party is liable for» loss."),
]


@pytest.mark.parametrize(("stake", "side", "text"), _GIVEN_UP)
def test_whose_it_is_says_who_gives(stake: Stake, side: str, text: str) -> None:
    sentence, hit = marked(text)
    found, cue = Judge(_SIDES).actor(sentence, hit, stake)
    assert found == side
    assert cue is not None
    assert sentence.text[cue.span.start : cue.span.end] == cue.text
    other = {"us": "them", "them": "us"}.get(side, side)
    assert Judge(_TURNED).actor(sentence, hit, stake)[0] == other


@pytest.mark.parametrize("stake", ["liability", "claim", "property", "debt", "duty", "wares"])
def test_where_the_noun_is_nobodys_the_act_tells(stake: Stake) -> None:
    sentence, hit = marked("The Buyer hereby «waives the moon».")
    assert Judge(_SIDES).actor(sentence, hit, stake)[0] == "us"
    nobody, hit = marked("«All claims must be made within ten days».")
    assert Judge(_SIDES).actor(nobody, hit, stake) == ("unknown", None)


def test_a_claim_in_another_part_of_the_sentence_tells_nothing() -> None:
    sentence, hit = marked("Any claim against Supplier is heard; «claims must be made within ten days».")
    assert Judge(_SIDES).actor(sentence, hit, "claim")[0] == "unknown"


def test_of_a_notice_no_act_tells() -> None:
    sentence, hit = marked(
        "Supplier provides tea to the Buyer, and the term «renews unless notice is given»."
    )
    assert Judge(_SIDES).actor(sentence, hit, "notice") == ("unknown", None)
