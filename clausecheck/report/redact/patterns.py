"""What can be told by its looks: sums of money, addresses, numbers that belong to somebody.

Wide on purpose: a place too many that is covered costs a word, one too few costs a secret. Every repetition
is bounded, for the text is hostile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class Found(NamedTuple):
    """A stretch of a text that is to be covered."""

    start: int
    end: int
    kind: str  # what stands in its place, before the number: "sum"


_WORD: Final = r"[A-Z0-9][\w.'’&-]{0,30}"
_STREET: Final = (
    "Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Yard|Court|Ct|Place|Pl|Square|Sq|Way|Terrace|"
    "Close|Row|Parkway|Pkwy|Highway|Hwy|Crescent|Mews|Quay|Wharf|Gardens|Plaza|Circle|Broadway|Alley|Walk|Wall"
)
_STATE: Final = (
    "A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|[UV]T|VA|"
    "W[AVIY]"
)
_POSTCODE: Final = (  # of the United States, the United Kingdom and Canada
    rf"(?:(?:{_STATE})\.?\s{{1,3}}\d{{5}}(?:-\d{{4}})?|[A-Z]{{1,2}}\d[A-Z\d]?\s{{1,2}}\d[A-Z]{{2}}|"
    r"[A-Z]\d[A-Z]\s\d[A-Z]\d)\b"
)
_TAIL: Final = (
    rf"(?:,?\s{{1,3}}(?:Suite|Ste|Floor|Fl|Unit|Apt|Apartment|Room|Flat|Building|Bldg)\.?\s?#?[\w-]{{1,8}}|"
    rf",?\s{{1,3}}\w{{1,8}}\s(?:Floor|floor)\b|,\s{{1,3}}(?:{_WORD}\s?){{1,4}}(?=[,.;)\s]))"
)
_NUMBER: Final = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|and|[-,\\s])"
)
_MONEY: Final = (
    r"(?:(?:(?:US|U\.S\.|CA|AU|NZ|HK|[ACS])\s?)?[$]|[€£¥₹]|"
    r"\b(?:USD|EUR|GBP|CAD|AUD|CHF|JPY|INR|NZD|SEK|NOK|DKK|RMB|CNY)\b)"
)
_FIGURE: Final = r"\d{1,15}(?:[.,]\d{1,12}){0,8}(?:\s?(?:million|thousand|billion|bn|mm|[mk])\b)?"
_UNIT: Final = r"(?:U\.?S\.?\s)?(?:dollars?|pounds?(?:\ssterling)?|euros?|cents|pence|francs|yen|rupees)\b"
_LABELLED: Final = (
    r"(?:account|acct|a/c|sort\scode|routing|iban|swift|bic|ssn|social\ssecurity|tax(?:payer)?\s(?:id|identification)|ein|"
    r"vat|company|registration|passport|driver'?s\slicen[cs]e|licen[cs]e)\s?(?:no\.?|number|code|id|#)?\s?(?:is|:|#)?\s{0,3}"
)

# Kind → pattern; what is to be covered is its last group, or all of it. The first that fits wins.
_PATTERNS: Final = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        ("e-mail", r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}", 0),
        (
            "web address",
            r"(?:https?://|www\.)[^\s<>()\"“”]{1,200}|\b[\w-]{2,60}(?:\.[\w-]{2,30}){0,3}"
            r"\.(?:com|org|net|edu|io|ai|tv|biz|info|co\.uk|de|fr|eu)\b(?:/[^\s<>()\"“”]{0,120})?",
            0,
        ),
        ("number", r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b", 0),
        ("number", rf"\b{_LABELLED}((?:[A-Z]{{2}}\s?)?\d[\d\s-]{{3,24}}\d\b)", re.I),
        ("number", r"\b(?:[Nn]umber|[Nn]o\.?|under)\s{1,3}([A-Z]{0,3}\s?\d{5,14})\b", 0),
        ("number", r"\b\d{3}-\d{2}-\d{4}\b|\b\d{2}-\d{7}\b", 0),
        ("sum", rf"{_MONEY}\s{{0,2}}{_FIGURE}", 0),
        ("sum", rf"\b{_FIGURE}\s{{0,2}}(?:[€£¥₹]|(?:USD|EUR|GBP|CAD|AUD|CHF|JPY)\b|{_UNIT})", re.I),
        ("sum", rf"\b(?!and\b)(?=\w){_NUMBER}{{1,24}}{_UNIT}", re.I),
        (
            "address",
            rf"\b\d{{1,6}}[A-Za-z]?(?:-\d{{1,5}})?,?\s{{1,3}}(?:{_WORD}\s{{1,3}}){{0,4}}(?:{_STREET})\b\.?{_TAIL}{{0,4}}"
            rf"(?:,?\s{{0,3}}{_POSTCODE})?",
            0,
        ),
        ("address", rf"\bP\.?\s?O\.?\s?Box\s\d{{1,8}}{_TAIL}{{0,3}}(?:,?\s{{0,3}}{_POSTCODE})?", re.I),
        ("address", rf"(?:\b{_WORD},?\s{{1,3}}){{0,3}}{_POSTCODE}", 0),
        (
            "address",
            r"\b(?:located|residing|resident|registered\soffice|offices?|place\sof\sbusiness|domiciled|address)"
            r"(?:\s(?:is|are|being|of|situated))?\s(?:at|of|is|in)\s{1,3}(?=[A-Z\d])([^(;\"“\n][^(;\"“]{3,140}?)"
            r"(?=\s?[(;\"“]|\.\s|,\s(?:and|an?|hereinafter|registered|who|which|as)\b)",
            re.I,
        ),
        ("address", r"(?im)^[ \t]*(?:address|addr)[ \t]*:[ \t]*([^\n]{4,160})$", 0),
        (
            "phone",
            r"(?i)\b(?:tel|telephone|phone|fax|facsimile|mobile|cell)\b\.?\s?(?:no\.?|number)?\s?:?\s{0,3}"
            r"(\+?[\d(][\d\s().-]{5,24}\d)",
            0,
        ),
        ("phone", r"(?<![\w.,$])\+?\(?\d{1,5}\)?(?:[\s.-]\(?\d{2,5}\)?){1,5}(?![\w,])", 0),
    )
)
_DIGITS: Final = 9  # of a phone number that nobody calls one: dates have eight


def looks(text: str) -> Iterator[Found]:
    """Everything in a text that looks like one of them; they may overlap."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span(match.re.groups)
            if kind == "phone" and not match.re.groups and sum(map(str.isdigit, match.group())) < _DIGITS:
                continue
            yield Found(start, end, kind)
