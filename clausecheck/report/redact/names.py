"""Report → the names in it: of the parties, and of persons that signatures, titles and changes give.

A name that nobody introduces (as a party, in a signature, with "Mr" or "Dr") cannot be told from any other
words that begin with capitals, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from clausecheck.model import Party, Report

# What a contract calls its sides by: no names. Also first words of firms that are words of every contract.
ROLES: Final = frozenset(
    "actor actress affiliate affiliates agency agent agreement artist assignee assignor author brand "
    "broadcaster buyer client company composer consultant contractor contributor corporation creator "
    "customer data director disclosing discloser distributor employee employer extra franchisee "
    "franchisor freelancer guarantor holder host i illustrator individual influencer investor it landlord "
    "lender lessee lessor licensee licensor manager manufacturer me model musician narrator network owner "
    "participant participants parties party partner performer performers person photographer platform "
    "player principal producer production project promoter provider publisher purchaser receiving "
    "recipient releasee releasees releasor reseller researcher seller service services signatory singer "
    "speaker sponsor sponsors studio subject supplier talent tenant the they us user vendor volunteer we "
    "website worker writer you your undersigned other first second third".split()
)
COMMON: Final = frozenset(
    "american art associated august bank best big bill black blue business capital case central century "
    "chase city classic consolidated day digital east eastern electronic energy entertainment european "
    "faith federal field film films financial free general global good grand grant great green group "
    "health high home hope image industrial information international june king law life long mark may "
    "media mobile national net new next north northern open page pacific paper price prime public pure "
    "real red research rose royal science smart social sound south southern standard state states studios "
    "super systems technologies technology texas total trans true trust united universal university usa "
    "video west western white will world young california york".split()
)
_PAPER: Final = frozenset(
    "agreement contract release licence license deed consent form terms conditions policy schedule exhibit "
    "section clause article date effective fee grant term territory rights work works company of amendment "
    "please this these that illegible".split()
)
_ENDS: Final = (  # what a firm's name ends in, by law
    r"Ltd|Limited|Inc|Incorporated|LLC|L\.L\.C|Corp|Corporation|Co|Company|GmbH|AG|S\.?A|B\.?V|N\.?V|PLC|LLP|"
    r"L\.P|LP|Pty|Pte|AB|Oy|ApS|A/S|S\.?r\.?l|S\.?[ÀA] ?R\.?L|S\.?p\.?A"
)
_CAPITALS: Final = "LTD|LIMITED|INC|INCORPORATED|CORP|CORPORATION|CO|COMPANY|GMBH|PTY|PTE|OY|APS"
_LEGAL: Final = rf"(?:{_ENDS}|{_CAPITALS})\b\.?"
_TRADE: Final = (  # and by habit
    r"(?:Bank|Bancorp|University|Foundation|Pictures|Studios?|Productions|Films|Entertainment|Media|Records|Agency|"
    r"Group|Holdings|Enterprises|Partners|Technologies|Labs|Laboratories|Therapeutics|Pharmaceuticals)\b"
)
_FIRM: Final = re.compile(rf"[,\s]+{_LEGAL}(?=$|[\s,])", re.I)
_LINK: Final = r"(?:[ \t]*[,&][ \t]*|[ \t]+(?:of|and|for|the|de)[ \t]+|[ \t]+)"
_PART: Final = r"(?:[a-z][A-Z-]|[A-Z0-9])[\w.&'’/-]{0,30}"
_FIRMS: Final = (
    re.compile(rf"\b{_PART}(?:{_LINK}{_PART}){{0,6}}?,?[ \t]+(?:&[ \t]+)?{_LEGAL}(?=$|\W)", re.M),
    re.compile(rf"\b[A-Z][a-z][\w.&'’-]{{0,30}}(?:[ \t]+[A-Z][\w.&'’-]{{1,30}}){{0,3}}?[ \t]+{_TRADE}"),
    re.compile(rf"\bUniversity[ \t]+of(?:[ \t]+{_PART}){{1,3}}"),
)
_CALLED: Final = re.compile(r"[(,][^()\"“”]{0,60}[\"“]([^\"“”\n]{2,40})[\"”]")
_BEFORE: Final = (
    frozenset("for signed by if between and the all about whereas witnesseth to with in".split()) | _PAPER
)
_MOST: Final = 300  # firms, and persons, of one paper: a list of names is no contract
_INITIALS: Final = 6  # letters of a short name that no rule makes from the long one
_TERMS: Final = frozenset("ip nda msa sow usa usd eur gbp uk us eu ai sla gdpr ccpa vat".split())
_REACH: Final = 250  # characters from a firm's name to what it is called
_WORD: Final = r"(?:[A-Z][\w'’-]{1,30}|(?:O|D)['’][A-Z]\w{1,30})"
_NAME: Final = rf"{_WORD}(?:[ ]{{1,2}}(?:[A-Z]\.?|de|van|von|der|la|le|bin|al))?(?:[ ]{{1,2}}{_WORD}){{1,3}}"
_LABELS: Final = (
    r"(?:[\w'’]+ )?name(?: of [\w ]{3,20})?|by|signed|signed by|signature|attention|attn|witness|"
    "witnessed by|contact|performer|participant|artist|actor|author|model|talent|agent|producer|director"
)
_OVER: Final = _NAME.replace("[ ]{1,2}", r"\s+")  # a name that may run over a line end
_PERSONS: Final = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        rf"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Sir|Dame)\.?[ \t]+"
        rf"({_WORD}(?:[ \t]+(?:[A-Z]\.?[ \t]+)?{_WORD}){{0,2}})",
        rf"/s/[ \t]*({_NAME})",
        rf"\bI,\s+({_OVER}),",
        rf"(?i:\b(?:{_LABELS}))[ \t]*:[ \t_]*(?:/s/[ \t]*)?({_NAME})",
        rf"\b(?:by|from)[ \t]+({_NAME})[ \t]+on[ \t]+\d{{4}}-\d\d",
    )
)
_INTRODUCED: Final = re.compile(  # "and Robin Castellane, of 3 Hill Road (the "Artist")"
    rf"(?:\b(?:and|between|with|by|to)|\(\w\)|^)[,:]?\s+({_OVER})(?=[,\s]([^()]{{0,200}})"
    r"\([^()\n\"“]{0,40}[\"“]([^\"“”\n]{2,40})[\"”])",
    re.M,
)
_CLOSING: Final = re.compile(
    r"\bIN WITNESS\b|\bSIGNED\b|\bSIGNATURES?\b|\bAGREED AND ACCEPTED\b|\bExecuted\b"
)
_SIGNED: Final = tuple(  # at the end of the paper: "For Lumenface Ltd: Edith Marlowe, Head", or a name alone
    re.compile(pattern, re.M)
    for pattern in (
        rf"^[^:\n]{{1,80}}:[ \t_]*({_NAME})(?=[ \t]*(?:,|$|\(|Date|Title)|[ \t]{{2,}})",
        rf"(?:^|[ \t]{{3,}})[ \t_]*({_NAME})[ \t_]*(?=$|[ \t]{{3,}}|,[ \t]+(?:for|on behalf of)\b)",
    )
)
_TAIL: Final = 1_200  # characters of signatures; at the end, where nothing says where they begin
_END: Final = re.compile(r"(?:[ \t]+(?:Date|Title|Name|Its|By|Signature|Address|Email|Phone|Witness))+$")


class Name(NamedTuple):
    """One party or person with every way in which it is written."""

    label: str  # what stands in its place: "Party A"
    written: tuple[str, ...]  # in any case of letters
    exact: tuple[str, ...]  # only with a capital: words that may be words of the language, too


def names(report: Report) -> tuple[Name, ...]:
    """Parties first, as A, B …; then firms and persons, by number."""
    found = list[Name]()
    for party in report.parties:
        written = tuple(dict.fromkeys(_written(party, report.text)))
        if written:
            found.append(Name(f"Party {_letter(len(found))}", written, tuple(_alone(written))))
    known = {form.casefold() for name in found for form in name.written}
    found += _firms(report.text, known)
    people = dict.fromkeys(person for person in _people(report) if person.casefold() not in known)
    for i, person in enumerate(islice(people, _MOST), 1):
        found.append(Name(f"Person {i}", (person,), tuple(_alone((person,)))))
    return tuple(found)


def _firms(text: str, known: set[str]) -> list[Name]:
    """Firms that no party is, by the end of their names, with what they are called from there on."""
    firms = list[Name]()
    for pattern in _FIRMS:
        for match in pattern.finditer(text):
            forms = list(_forms(_trimmed(match.group())))
            if not forms or len(firms) == _MOST or any(form in forms[0].casefold() for form in known):
                continue
            forms += _called(text, match.end(), forms[0])
            known.update(form.casefold() for form in forms)
            firms.append(Name(f"Firm {len(firms) + 1}", tuple(forms), tuple(_alone(tuple(forms)))))
    return firms


def _trimmed(name: str) -> str:
    """A firm's name without the words of the sentence that stand before it."""
    words = re.split(r"(?<=[a-z]{4}[.;])\s+", name)[-1].split()
    while words and (words[0].casefold() in _BEFORE or not any(map(str.isalpha, words[0]))):
        del words[0]
    return " ".join(words)


def _called(text: str, end: int, name: str) -> list[str]:
    """What a name that ends there is called from there on, as far as it can be told to be the same."""
    short = (match[1].strip(" ,.;") for match in _CALLED.finditer(text, end, end + _REACH))
    return [called for called in short if _stands_for(called, name)]


def _stands_for(called: str, name: str) -> bool:
    """Whether a short name has a word of the long one, or its first letters."""
    words = re.findall(r"\w+", name)
    first = "".join(word[0] for word in words).casefold()
    if _role(called):
        return False
    short = called.casefold()
    if called.isupper() and len(called) <= _INITIALS:
        return short not in _TERMS
    return first.startswith(short) or any(w.casefold() in short for w in words if len(w) > 3 and not _role(w))


def _letter(index: int) -> str:
    """A … Z, AA …"""
    high, low = divmod(index, 26)
    return (_letter(high - 1) if high else "") + chr(ord("A") + low)


def _written(party: Party, text: str) -> Iterator[str]:
    for form in (party.name, *party.aliases):
        yield from _forms(form)
        if (at := text.find(form)) >= 0:
            yield from _called(text, at + len(form), form)


def _forms(form: str) -> Iterator[str]:
    """A name in full, and without what firms have in common; nothing where that is no name."""
    plain = " ".join(form.split()).strip(" ,;:\"“”'()")
    short = plain
    while (cut := _FIRM.sub("", short)) != short:
        short = cut
    short = short.strip(" ,.")
    if _FIRM.fullmatch(f" {plain}"):
        return
    named = not _role(short)
    if named or (short != plain and set(re.findall(r"\w+", short.casefold())) - ROLES):
        forms = (plain, plain.rstrip("."), short if named or " " in short else plain)
        yield from dict.fromkeys(forms)


def _role(form: str) -> bool:
    words = re.findall(r"[\w'’]+", form.casefold())
    return form.islower() or len(form) < 2 or all(word in ROLES or word in COMMON for word in words)


def _alone(written: tuple[str, ...]) -> Iterator[str]:
    """The words of a name that say who it is by themselves: the first of a firm, each of a person."""
    for form in written:
        words = re.findall(r"[^\W\d_][\w'’-]{3,}", form)
        for word in words if len(words) <= 3 else words[:1]:
            if word.casefold() not in ROLES | COMMON and not _FIRM.fullmatch(f" {word}"):
                yield from (word, word.upper())


def _people(report: Report) -> Iterator[str]:
    text = report.text
    closing = max((match.start() for match in _CLOSING.finditer(text)), default=max(0, len(text) - _TAIL))
    said = [words for f in report.findings for words in (*f.because, *f.remarks)]
    said += [notice.message for notice in report.reading.notices]
    for source in (text, "\n".join(said)):
        for pattern in _PERSONS:
            yield from filter(None, (_person(match[1]) for match in pattern.finditer(source)))
    for match in _INTRODUCED.finditer(text):
        if _role(match[3]) and "agreement" not in match[2].casefold() and (name := _person(match[1])):
            yield name
    for pattern in _SIGNED:
        yield from filter(
            None, (_person(match[1]) for match in pattern.finditer(text, closing, closing + _TAIL))
        )


def _person(given: str) -> str:
    name = " ".join(_END.sub("", given).split())
    words = set(re.findall(r"[\w'’]+", name.casefold()))
    ours = bool(words & (ROLES | _PAPER)) or words <= COMMON or _FIRM.search(f" {name}") is not None
    return "" if ours else name
