"""Clauses, parties → is it plainly a paper that no performer signs? Then the rules for performers see little.

The words and limits were set on terms of service of 96 sites and on 400 contracts between businesses against
releases, agreements with performers, data licences and this project's samples: none of these may be told so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from clausecheck.model import Clause, Party
from clausecheck.terms import names

Kind: TypeAlias = Literal["consumer", "commercial", ""]

_SAMPLE: Final = 15_000  # characters
_ENOUGH: Final = 250  # words: a clause alone is no paper
_TITLE: Final = 400  # characters in which a paper says what it is
_TERMS_OF = re.compile(
    r"\b(?:terms (?:of|and conditions of) (?:services?|use|sale)|terms (?:and|&) conditions|user agreement"
    r"|terms of (?:the )?\w+ (?:services?|website)|conditions of use|general terms)\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"\b(?:(?:our|the|this|these) (?:(?:web ?)?sites?|services?|apps?|platform|software|products?)"
    r"|your (?:account|use of|subscription|order|purchase|device|password)|use (?:of )?the services?)\b"
)
_TO_YOU = re.compile(r"\byou (?:agree|may|must|can|are|will|accept)\b")
_TRADE = re.compile(
    r"\b(?:distribut(?:or|ion)|suppl(?:y|ier)|purchas(?:er|e orders?|ed)|re-?sell\w*|invoices?"
    r"|shipments?|shipped|deliver(?:y|ies)|goods|products?|warrant(?:y|ies)|franchis\w+|net sales"
    r"|forecasts?|subcontract\w*|customers?|software|maintenance|hosting|manufactur\w+|inventory"
    r"|specifications|defect\w*|quantit(?:y|ies)|taxes|indemnif\w+|trademarks?|audit|borrower|lender"
    r"|lease|shares|stock|joint venture|outsourc\w+|logistics|freight)\b"
)
_PERFORMS = re.compile(
    r"\b(?:performers?|talents?|artistes?|artists?|actors?|actress|singers?|musicians?|dancers?|models?"
    r"|narrators?|voices?|voice[- ]?over|likeness|images? of|photographs?|portraits?|recordings?"
    r"|performances?|footage|films?|filming|movies?|motion pictures?|episodes?|television|auditions?"
    r"|casting|rehearsals?|biometric|faces?|facial|appearances?|endors\w+|athletes?|player|releasor"
    r"|participants?|contributors?|employees?|employment|volunteers?|authors?|creators?"
    r"|(?:his|her) (?:name|services))\b"
)
_SERVICES: Final = 4  # per 1,000 words, where the title says so: terms of service have 5 to 30 in them
_MANY_SERVICES: Final = 15  # … and where it does not
_TRADES: Final = 5  # different words of trade
_PERFORMING: Final = 5  # per 1,000 words: releases and the like have 10 to 120


def read(clauses: Sequence[Clause], parties: Sequence[Party]) -> Kind:
    """The pack that fits, where the paper is plainly none that a performer signs; else ""."""
    text, head = "", ""
    for clause in clauses:
        text += clause.text + " "
        head = head if len(head) > _TITLE else text
        if len(text) > _SAMPLE:
            break
    lower = text.lower()
    words = len(lower.split())
    if words < _ENOUGH or len(_PERFORMS.findall(lower)) * 1000 >= _PERFORMING * words:
        return ""
    least = _SERVICES if _TERMS_OF.search(head[:_TITLE]) else _MANY_SERVICES
    if len(_SERVICE.findall(lower)) * 1000 >= least * words and _TO_YOU.search(lower):
        return "consumer"
    firms = [party for party in parties if names.company(party.name)]
    if len(firms) > 1 and len(set(_TRADE.findall(lower))) >= _TRADES:
        return "commercial"
    return ""
