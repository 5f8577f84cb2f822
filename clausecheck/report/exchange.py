"""Report → the exchange in one sentence: what is given, for how much, how long, where and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from clausecheck.model import Grant, Payment, Report
from clausecheck.report.digest import gives

# Subject of a grant → what it is called to the signer; in the order in which they are said.
_THINGS: Final = {
    "face": "face",
    "voice": "voice",
    "likeness": "likeness",
    "body": "movements",
    "expression": "expressions",
    "name": "name",
    "performance": "performance",
    "biometric": "face or voice prints",
    "recording": "recordings",
    "work": "work",
    "content": "content",
    "data": "data",
}
_LED = re.compile(r"(?:for|during|until|throughout|within|in|across|to|as long|limited)\b", re.IGNORECASE)
_ENDS = re.compile(r"(?:ends|expires?|terminates?)\b", re.IGNORECASE)  # "ends when you delete the photo"
_PRONOUNS = frozenset(("we", "us", "you", "i", "me"))
_SHOWN = 7  # things, or names, that are listed before the rest is counted


def sentence(report: Report) -> str:
    """``"For about $300 you give your face and voice, for ever, worldwide, to A; you cannot take it back."``

    Empty where the signer gives nothing that was read as a grant. Every part rests on a grant, a payment or
    a finding of the report.
    """
    ours = [grant for grant in report.grants if grant.giver == "us"]
    things = [words for name, words in _THINGS.items() if any(name in grant.subject for grant in ours)]
    if not things:
        return ""
    said = dict(gives(report))
    long, ends = said.get("for how long", ()), said.get("for what", ())
    parts = [
        f"{price(report.payments)}you give your {_listed(things)}",
        _time(ours, long),
        "worldwide"
        if any(g.territory == "worldwide" for g in ours)
        else _led(_words(ours, "territory"), "in"),
        "in every medium" if any(g.media == "any" for g in ours) else "",
        _recipients(report, ours, said.get("to whom", ())),
    ]
    text = ", ".join(part for part in parts if part)
    final = any(grant.revocable == "no" for grant in ours) or "you cannot take it back" in long
    text = f"{text[0].upper()}{text[1:]}{'; you cannot take it back' if final else ''}."
    covered = _listed([end.removeprefix("for ") for end in ends])
    return f"{text} This covers {covered}." if covered else text


def price(payments: Sequence[Payment]) -> str:
    """``"For about $300 "``, ``"For $150 per hour "``; empty where no sum is named."""
    if not payments:
        return ""
    first = payments[0]
    if first.per and first.least != 1:
        return f"for about {money(first.total, first.currency)} "
    per = f" per {first.per}" if first.per else ""
    more = " and further sums" if len({(p.amount, p.per) for p in payments}) > 1 else ""
    return f"for {money(first.amount, first.currency)}{per}{more} "


def money(amount: float, currency: str) -> str:
    """``$1,200``, ``$0.50``, ``CAD 300``."""
    figure = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    return f"{currency}{figure}" if len(currency) == 1 else f"{currency} {figure}"


def _time(ours: Sequence[Grant], long: Sequence[str]) -> str:
    if any(grant.term == "perpetual" for grant in ours) or "for ever" in long:
        return "for ever"
    return _led(_words(ours, "term"), "for")


def _words(ours: Iterable[Grant], field: str) -> str:
    """The paper's own words for a field, the first that are stated."""
    found = (stated.evidence.quote for grant in ours for stated in grant.words(field))
    return re.sub(r"\s+", " ", next(found, ""))


def _led(words: str, preposition: str) -> str:
    """``"two years"`` → ``"for two years"``; "during the tour" stays."""
    if _ENDS.match(words):
        return f"in a licence that {words}"
    return f"{preposition} {words}" if words and not _LED.match(words) else words


def _recipients(report: Report, ours: Iterable[Grant], open_ended: Sequence[str]) -> str:
    """Who receives: parties by the name that the paper gives them, then the groups that nobody has named."""
    called = {name.lower(): party for party in report.parties for name in (party.name, *party.aliases)}
    named: dict[str, str] = {}
    values = [stated.value for grant in ours for stated in grant.words("to")]
    if any(value.lower() in ("we", "us") for value in values):
        values += [party.name for party in report.parties if party.side == "them"]
    for value in (value for value in values if value.lower() not in _PRONOUNS):
        party = called.get(value.lower())
        if party and party.side != "us":
            named.setdefault(party.name, value)
        elif party is None and value[:1].isupper():
            named.setdefault(value.lower(), value)
    groups = [words for words in open_ended if words.lower() not in called]
    every = [*named.values(), *groups]
    return f"to {_listed(every)}" if every else ""


def _listed(words: Sequence[str]) -> str:
    """``"a, b and c"``; the rest of a long list is counted."""
    if len(words) > _SHOWN:
        words = [*words[: _SHOWN - 1], f"{len(words) - _SHOWN + 1} more"]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
