"""Words of a preamble → the name that an alias in brackets stands for: a firm, a person, a nameless role.

The endings are those of firms in thirty countries; they and the roles were tried on forty preambles, and on
the papers that the project measures with.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from clausecheck.terms.sentences import fold

BEFORE: Final = 400  # characters before the aliases that can hold the name ("…, a company registered in …")
_NEAR = 220  # the same, where the alias is no part of the name
_CAPITAL = r"A-Z0-9À-ÖØ-ÞŁŚŻŠŽČŐ"
_WORD = rf"(?:(?:A/S|I/S|K/S)\b|[a-z]{{1,2}}[A-Z][\w&.'-]+|[{_CAPITAL}][\w&.'-]*)"
_LINK = (
    r"(?:of|and|the|de|van|von|for|y|et|und|di|du|des|del|der|la|t/a|d/b/a|plc|gmbh|e\.V\.?|z o\.o\.?"
    r"|s\.r\.o\.?|d\.o\.o\.?|a\.s\.?)(?![\w-])|&"
)
NAME: Final = rf"(?<![\w.])(?!\d+\.\d)(?:{_WORD}|[a-z][\w-]*\.com\b)(?:,? (?:{_WORD}|{_LINK})){{0,7}}"
_CANDIDATE = re.compile(NAME)

# What only a firm ends its name with; the short ones in capitals alone, as "as" and "co" are words.
_FIRM = (
    r"(?:(?i:inc|incorporated|ltd|limited|unlimited|llc|l\.l\.c|llp|l\.l\.p|pllc|ulc|l\.p|plc|p\.l\.c|corp"
    r"|corporation|gmbh|b\.v|n\.v|s\.a|s\.a\.u|s\.a\.s|sarl|s\.?à ?r\.?l|s\.a\.r\.l|srl|s\.r\.l|s\.?p\.a|s\.l"
    r"|pty|pte|pvt|aps|oyj|kft|zrt|k\.k|sdn\.? bhd|bhd|ltda|s\.r\.o|d\.o\.o|sp\. z o\.o|e\.v|u\.a|n\.a|p\.c"
    r"|fze|a/s|jsc|limited partnership|limited liability company)"
    r"|LP|AG|KG|SE|SA|SL|SAS|SpA|BV|NV|AB|AS(?! [\w])|Oy|Ab|OY|KK|Co|CO)(?![\w-])\.?"
)
FIRM: Final = re.compile(rf"\b{_FIRM}")
# What also ends the name of a company or an institution, or stands in it.
_MAKER = re.compile(
    r"\b(?:company|studios?|pictures|films?|productions?|entertainment|university|institute|foundation|society"
    r"|association|trust|group|partnership)\b",
    re.IGNORECASE,
)
_PAST_FIRM = re.compile(
    rf"(.*?\b{_FIRM})(?:,? (?:and|or|for)\b| (?:This|The|These|You|We|It|If|All|By)\b|, (?!{_FIRM}))"
)  # "Dunder ApS, CVR"
_PAST_NAME = re.compile(r",? (?:of|at) (?=\d).*")  # "Ada Moor of 4 High Street"
_ABBREVIATED = re.compile(
    r"(?:\b(?:Inc|Ltd|Corp|Co|Pte|Pvt|Pty|Sdn|Bhd|Sp|Kft|Ltda|St|[A-Z])|\.[A-Za-z]{1,2})$"
)
_DOTTED = re.compile(r"(?:\b(?:Inc|Ltd|Corp|Co|Kft|Ltda)|\.[A-Za-z]{1,2})$")  # the stop is part of the name
_TRAILING = re.compile(r"[ ,]*\b(?:and|or|of|the|by|with|a|an|for)$")
_LEADING = re.compile(
    r"^(?:the|this|by|and|between|among|whereas|agreement|dated|with|is|made|effective|date|of|as"
    r"|entered|into|section|article|services? and|parties|introduction|welcome to)\b[ ,]*",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"^\d|\b(?:street|st|road|avenue|ave|suite|drive|lane|boulevard|blvd|court|floor|box|square|park"
    r"|england|wales|scotland|ireland|united|new york|delaware|california)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()\"]{0,120}\)")  # "(company number 123)", "(1)"
_A_KIND = re.compile(r"\b(?:an?|laws of(?: the)?|under(?: the)?) $")  # "a Delaware Limited Liability Company"
_OPENS = re.compile(rf"(?:\A\W*|\b(?:between|and|among) (?:the )?){NAME}\W*\Z")
_AND = re.compile(r"\band (?:the )?$")
PAPER: Final = re.compile(
    r"agreement|\bcontracts?\b|\bdates?\b|\bterms?\b|\bconditions\b|\bamendment\b|\bact\b|\bEEA\b",
    re.IGNORECASE,
)  # what is called by an alias, and is no party
# What is called by an alias in terms of service, and is no party either.
_THING = re.compile(
    r"(?:\w+ ){0,3}?(?:(?:web ?)?sites?|services?|apps?|applications?|platforms?|software|products?|contents?"
    r"|materials?|polic(?:y|ies)|rules|guidelines|notices?|licen[cs]es?|eula|games?|features?|devices?|accounts?"
    r"|information|data|api|apis|feedback|submissions?|offerings?|tools?|technology|documentation|fees?|orders?"
    r"|schedules?|images?|photo\w*|videos?|recordings?|footage|pictures?|films?|works?|territory|property|network"
    r"|subscriptions?|memberships?|programs?|programme|shares|repairs|study|project|purchase|marks|intellectual"
    r"|deliverables?|claims?|competitions?|contests?|promotions?|vouchers?|credits?|events?|statements?|meetings?|periods?)\W*",
    re.IGNORECASE,
)
_SPEAKERS = frozenset(("we", "us", "our", "ours"))  # nobody's name
_UNNAMED = re.compile(
    r"\b(?:undersigned|(?:identified|named|described|listed|set (?:out|forth))\b|who signs)"
)
_RESIDES = re.compile(r"\b(?:of|residing|whose|incorporated|registered)\b")

# Behind the name of a person nothing, or what she is and where: "Leila Ansari, an independent contractor".
_DESCRIBED = re.compile(
    r"[ ,]*(?:\Z|, (?:an?|the|who|whose|residing|resident|living|born|of|with|having|acting|trading|doing|in"
    r"|individually|personally)\b| (?:residing|of|who|trading|doing)\b)"
)

# What a party is called by what it does; those of the packs are known besides.
ROLES: Final = frozenset(
    "actor adviser advisor agent agency artist assignee assignor athlete author bank borrower broker buyer"
    " carrier client company consultant contractor contributor controller creator creditor customer dancer"
    " dealer debtor developer distributor employee employer executive firm franchisee franchisor guarantor"
    " importer indemnitor influencer insurer investor landlord lender lessee lessor licensee licensor manager"
    " manufacturer marketer merchant model musician narrator operator owner participant partner performer"
    " photographer player presenter principal processor producer provider publisher purchaser recipient"
    " researcher reseller retailer seller shareholder singer speaker sponsor studio subcontractor subscriber"
    " supplier talent tenant trustee vendor volunteer wholesaler worker writer".split()
) | {"disclosing party", "receiving party", "service provider", "sales agent"}


class _Found(NamedTuple):
    """A name, and where it ends in the words before the aliases."""

    name: str
    end: int


def before(text: str, aliases: Sequence[str], words: Collection[str]) -> str | None:
    """The name that the aliases behind ``text`` stand for; None where they stand for no party.

    The one that they shorten, else the nearest company, else a person, else the role of one who signs.
    ``words``: those that name a side, in lower case.
    """
    text = re.split(r'[;")]', _ASIDE.sub(" ", text))[-1]
    found = list(_names(text))
    own = [one.name for one in found if one.name in aliases and not text[one.end :].strip(" ,")]
    short = [one.name for one in found if any(_shortens(alias, one.name) for alias in aliases)]
    found = [one for one in found if one.end > len(text) - _NEAR]
    companies = [one.name for one in found if company(one.name)]
    people = [one for one in found if " " in one.name and not _MONTH.search(one.name)]
    people = [one for one in people if not (_ADDRESS.search(one.name) or thing(one.name))]
    sided = any(fold(alias) in words for alias in aliases)
    role = any(fold(alias).removesuffix("s") in ROLES for alias in aliases)
    beside = next((one for one in people if _DESCRIBED.match(text, one.end)), None)
    joined = beside and _AND.search(text, 0, beside.end - len(beside.name))
    if short or (companies and not (joined and (sided or role))):
        return (short or companies)[-1]
    if own:  # 'offered by Pinterest ("Pinterest")'
        return own[-1]
    if beside and (sided or role):
        return beside.name
    if people and sided:
        return people[-1].name
    if fold(aliases[0]) in _SPEAKERS:
        return None
    return aliases[0] if sided or (role and _UNNAMED.search(text[-_NEAR // 2 :])) else None


def listed(text: str) -> str | None:
    """The party of an entry before its role without quotes: 'ACME LTD incorporated in … (Supplier)'."""
    text = re.split(r'[;")]', _ASIDE.sub(" ", text))[-1]
    names = [one.name for one in _names(text) if " " in one.name]
    firms = [name for name in names if FIRM.search(name)]
    people = [name for name in names if not (_MONTH.search(name) or _ADDRESS.search(name))]
    return next(iter(firms or people), None) if _RESIDES.search(text) else None


def thing(alias: str) -> bool:
    """Whether it is the name of a site, a service, a paper: of nobody."""
    return _THING.fullmatch(alias) is not None or PAPER.search(alias) is not None


def calls_itself(text: str) -> bool:
    """Whether a firm stands right before the bracket as one who agrees: 'between Orb, Inc. ("Platform")'."""
    firms = list(FIRM.finditer(text))
    opens = _OPENS.search(text)
    return bool(firms and opens) and not text[firms[-1].end() :].strip(" ,")


def company(name: str) -> bool:
    """Whether it is named like a company."""
    return (" " in name or ".com" in name) and bool(FIRM.search(name) or _MAKER.search(name))


def tidy(name: str) -> str:
    """A name without the words that run into it ("and Lumenface" → "Lumenface")."""
    short = name.strip(" ,.")
    if name.startswith(f"{short}.", name.find(short)) and _DOTTED.search(short):
        short += "."
    while (cut := _TRAILING.sub("", _LEADING.sub("", short))) != short:
        short = cut
    if " " in short and ". " in short:  # "Service. Company": the name starts after the sentence
        ahead, _, last = short.rpartition(". ")
        short = short if _ABBREVIATED.search(ahead) else last
    return _PAST_NAME.sub("", short).removesuffix("'s")


def first(text: str) -> str:
    """The first name of a few, and of the first sentence."""
    sentence = text.partition(". ")[0]
    text = text if _ABBREVIATED.search(sentence) else sentence
    return next((one.name for one in _names(text)), "")


def _names(text: str) -> Iterator[_Found]:
    at = 0
    while match := _CANDIDATE.search(text, at):
        firm = _PAST_FIRM.match(text, match.start(), match.end())
        at = firm.end(1) if firm else match.end()
        name = tidy(text[match.start() : at])
        if name and not _A_KIND.search(text, 0, match.start()):
            yield _Found(name, at)


def _shortens(alias: str, name: str) -> bool:
    """Lumen is short for Lumen Ltd; the Vendor, who is also the title of an entry, is short for nothing."""
    its, short = fold(name), fold(alias)
    return its != short and (
        name.startswith(alias) or (its.startswith(short) and not its[len(short)].isalnum())
    )
