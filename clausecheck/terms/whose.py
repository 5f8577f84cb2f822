"""A hit that speaks of a liability, a claim, a debt and the like → whose it is, hence who gives something up.

A verb tells who gives, and so does a noun where no party acts: "any claim against Buyer must be brought
within a year" costs the one who has the claim, "nothing limits Supplier's liability" costs Supplier, and "the
results shall be Buyer's sole property" costs the other side. A debt costs whoever pays it or is refunded, a
duty whoever has it (or whose directors do), goods as they are whoever does not supply them, a notice whoever
has to give it. Written from the clauses on liability, late claims and ownership of two thirds of CUAD, and
from franchise agreements that say "we" and "our".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import Span, Stake
from clausecheck.model.noun import NamedTuple
from clausecheck.terms.direction import Actor, Named, opposite

_BEFORE = 120  # characters before a hit, or a name, in which the noun can stand


class _Sign(NamedTuple):
    """What stands before a name, or behind it, and says whose the thing is."""

    words: re.Pattern[str]
    behind: bool  # behind the name; before it otherwise
    turned: bool = False  # the other side is the one who gives something up


def _its(noun: str, gap: int, *, turned: bool = False) -> _Sign:
    return _Sign(re.compile(rf"(?P<of>'s?)? (?:[\w,()/-]+ ){{0,{gap}}}?{noun}"), True, turned)


def _does(words: str, *, turned: bool = False) -> _Sign:
    group = r"(?: (?:and|or|nor) (?:any of )?(?:its|their|our|your) [\w, ]{0,60}?)?"
    return _Sign(re.compile(rf"(?P<of>){group} {words}"), True, turned)


def _before(words: str, *, turned: bool = False) -> _Sign:
    return _Sign(re.compile(rf"\b(?:{words}) (?:the |an? )?\Z"), False, turned)


_MODAL = r"(?:(?:shall|will|is|are|may|must|can|cannot|does|do)(?: not| never| only)? )?"
_CARELESS = (
    r"(?:negligen(?:ce|t)\b|misconduct|fraud|failures?|defaults?|obligations?|dut(?:y|ies)|acts?\b"
    r"|omissions?)"
)
_FAULT = (
    rf"(?:{_CARELESS}|breach(?:es)?\b|violations?|infringements?|misappropriation|misuse|indemnit(?:y|ies)"
    r"|indemnif\w+)"
)
_CLAIM = r"(?:claims?|actions?|suits?|lawsuits?|proceedings?|causes? of action|demands?)\b"
_BROUGHT = r"(?:brought|made|asserted|commenced|filed|raised|instituted)"
_BRING = r"(?:bring|make|assert|raise|commence|file|institute)"
_OWN = r"(?:(?:sole|exclusive|absolute|entire|own|and)[, ]{1,2})*property\b"
_STAFF = (
    r"(?:directors?|officers?|owners?|shareholders?|stockholders?|members?|principals?|partners?|spouses?"
    r"|managers?|holders?|parents?)"
)
_DUTY = r"(?:obligations?|dut(?:y|ies)|undertakings?|covenants?|debts?|indebtedness|performance)"
_WARES = (
    r"(?:goods|products?|services?|software|platforms?|works?|deliverables|materials|equipment|systems?"
    r"|web ?sites?|premises)"
)
_SUPPLIED = r"(?:provided|supplied|sold|delivered|licen[cs]ed|offered|furnished|made|leased|manufactured)"
_BILL = r"(?:invoices?|bills|statements)"
_TELLS = (
    r"(?:(?:gives?|serves?|sends?|delivers?|provides?|given|sent)\b[^;.]{0,40}?\bnotice"
    r"|notif(?:y|ies|ied)|informs?|advises?|objects?)"
)

# Of each thing, the signs that tell most come first; the others are asked where those are silent.
_SIGNS: dict[Stake, tuple[tuple[_Sign, ...], ...]] = {
    "liability": (
        (  # whose fault has no limit
            _its(r"(?:rights?|remed(?:y|ies)|claims?|loss(?:es)?|damages)\b", 2, turned=True),
            _its(_FAULT, 6),
            _does(
                r"(?:breach(?:es|ed)|violat(?:es|ed)|infring(?:es|ed)|fail(?:s|ed) to|commit(?:s|ted)"
                r"|(?:is|are|shall be|will be) (?:fully )?liable (?:without|for all))\b"
            ),
            _before(
                rf"{_FAULT}(?: [\w,()&.'-]+){{0,8}}? (?:by|on the part of)|{_CARELESS} of|(?:caused|owed) by"
                r"|attributable to"
            ),
        ),
        (  # from whose limit something is left out
            _its(r"liabilit(?:y|ies)\b", 5),
            _does(rf"{_MODAL}(?:be |have (?:any |no )?)?(?:held )?(?:liable|liabilit(?:y|ies))\b"),
            _before(r"liabilit(?:y|ies)(?: (?!shall|will|do|is|are)[\w,()-]+){0,6}? of"),
            _before(r"(?:liable|liabilit(?:y|ies)) to", turned=True),
        ),
    ),
    "claim": (
        (
            _its(rf"(?:own |legal |sole |only )?{_CLAIM}", 0),
            _does(rf"(?:may|shall|will|must|can|cannot|has|have)\b[^;.,]{{0,30}}?\b(?:{_BRING}\b|{_CLAIM})"),
            _before(rf"{_CLAIM} (?:of|by|from)|{_BROUGHT}(?: \w+){{0,3}}? by"),
            _before(rf"(?:{_CLAIM}|{_BROUGHT})(?: [\w,()-]+){{0,8}}? against|sue", turned=True),
            _before(rf"{_CLAIM}(?: [\w,()-]+){{0,5}}? {_FAULT} (?:of|by)", turned=True),
        ),
    ),
    "property": (
        (
            _its(_OWN, 0, turned=True),
            _does(
                rf"{_MODAL}(?:\w+ly )?(?:owns?|(?:be|is|are) the (?:sole|exclusive)[\w ,]{{0,20}} owner)\b",
                turned=True,
            ),
            _before(
                r"property of|owner(?:ship)? (?:of|by|in)|owned (?:\w+ )?by|vests? (?:\w+ly )?(?:in|with)"
                r"|vested (?:\w+ly )?(?:in|with)|belongs? (?:\w+ly )?to"
                r"|(?:pass|transfer)(?:es|s|red)? (?:\w+ly )?to",
                turned=True,
            ),
        ),
    ),
    "debt": (
        (
            _before(
                r"(?:(?<!pay )(?<!pays )(?<!make )(?<!pay a )(?<!pay the )re(?:fund\w*|pa(?:id|yment)))"
                r"(?: [\w-]+){0,5}? to"
            ),
            _before(
                r"(?:paid|payable|owed|owing|due|payments?|prepaid)(?: (?!to\b)[\w-]+){0,4}? (?:by|from)"
            ),
            _its(r"(?:(?:late|overdue|unpaid|outstanding) )?(?:payments?|debts?|deposits?|arrears)\b", 1),
            _its(rf"{_BILL}\b", 2, turned=True),
            _before(rf"{_BILL}(?: \w+)? (?:of|by|from)", turned=True),
            _before(r"(?:paid|payable|owed|owing|due|payments?)(?: [\w-]+){0,3}? to", turned=True),
        ),
    ),
    "duty": (
        (
            _its(rf"(?:{_STAFF}|{_DUTY})\b", 3),
            _before(rf"{_STAFF}(?: [\w,-]+){{0,3}}? of"),
            _before(rf"{_DUTY}(?: (?!to\b)[\w,-]+){{0,4}}? (?:of|by|on|upon)"),
            _before(rf"{_DUTY}(?: [\w-]+){{0,4}}? to", turned=True),
        ),
    ),
    "wares": (
        (
            _its(rf"{_WARES}\b", 2, turned=True),
            _before(rf"{_SUPPLIED}(?: \w+)? by|{_WARES}(?: \w+)? (?:of|by|from)", turned=True),
        ),
    ),
    "notice": (
        (
            _does(rf"{_MODAL}(?:has |have |first )?{_TELLS}\b"),
            _its(r"(?:\w+ )?(?:notice|notification|objection)\b", 1),
            _before(r"(?:notice|notification|notified|objection)(?: [\w-]+){0,6}? (?:by|from)"),
        ),
    ),
}
_WIDE = ("liability", "debt", "duty", "wares", "notice")  # whose nouns may stand around the hit
_FEW = 2  # words behind a name that has no possessive: "Supplier indemnity obligations"


def whose(stake: Stake, lower: str, names: Sequence[Named], hit: Span) -> tuple[Actor, Span] | None:
    """(who gives something up, the words that say so), or None where no noun of that kind has a party."""
    end = lower.find(";", hit.end)
    start = max(lower.rfind(";", 0, hit.start) + 1, hit.start - _BEFORE)
    around = Span(start, end if end >= 0 else len(lower)) if stake in _WIDE else hit
    for signs in _SIGNS[stake]:
        told = [one for name in names for one in _told(signs, lower, name) if one[1].overlaps(around)]
        sides = {side for side, _ in told}
        if told:
            return told[0] if len(sides) == 1 else ("both", told[0][1])
    return None


def _told(signs: Sequence[_Sign], lower: str, name: Named) -> Iterator[tuple[Actor, Span]]:
    """What the first sign that fits says of the name."""
    if name.side == "other":
        return
    for words, behind, turned in signs:
        found = (
            words.match(lower, name.end)
            if behind
            else words.search(lower, max(0, name.start - _BEFORE), name.start)
        )
        if found is None or (turned and name.side == "both"):
            continue
        if behind and found["of"] is None and name.before != _OWNS and found[0].count(" ") > _FEW:
            continue
        if not (behind or turned) and found[0].rstrip().endswith("of") and lower.startswith("'", name.end):
            continue  # "the duties of Buyer's clerk"
        span = Span(name.start, found.end()) if behind else Span(found.start(), name.end)
        yield opposite(name.side) if turned else name.side, span
        return


_OWNS = "'s"  # what a name "our" or "your" has before it, for it is a possessive
