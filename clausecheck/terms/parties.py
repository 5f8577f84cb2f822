"""Clauses → Parties: who is named, what they are called, whose side they are on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clausecheck.model import Clause, Party, RulePack, Side
from clausecheck.terms import names, roles
from clausecheck.terms.sentences import fold

_PREAMBLE = 6_000  # characters of the start that can name the parties
_HEADED = 16  # characters between a heading and the bracket behind it
_FIRST = 40  # clauses that are asked whether they speak to the signer
_NAMES = 40  # more parties than this are a mistake of ours

# '("Lumenface" or the "Company")', after the name that it stands for
_ALIASES = re.compile(
    r"\(\s?(?:(?:the|each|together|collectively|individually|an?|hereinafter|hereafter|herein"
    r"|referred to|called"
    r"|as|also|also known|and|jointly|either|sometimes|for short|known),? ){0,6}"
    r"(?:(?:and|together with|including) (?:its|our|their|all|any)\b[^\"()]{0,80} )?"
    r"(?:(?:the|collectively|referred to|as|hereinafter),? ){0,4}"
    r"(?P<aliases>\"[^\"]{1,60}\"(?:(?: and| or|,|;)? ?(?:the |an? |collectively,? "
    r"|each,? )?\"[^\"]{1,60}\"){0,3})"
)
_QUOTED = re.compile(r"\"([^\"]{1,60})\"")
# 'ACME LIMITED, whose registered office is at … (Supplier)': as English solicitors write it, without quotes
_UNQUOTED = re.compile(r"\((?:[Tt]he )?(?P<role>[A-Z][\w-]+(?: [A-Z][\w-]+)?)\)")
# 'between Ada Moor and Bell Film LLC'
_BETWEEN = re.compile(rf"\bbetween:? (?P<a>{names.NAME})(?:[^.;]{{0,160}}?) and (?P<b>{names.NAME})")
# '"we", "us" and "our" refer to Foo Inc.'
_SPEAKERS = re.compile(
    r"(?P<said>\"\*{0,2}(?i:we|us|our|ours)\*{0,2},?\"[^;.\n]{0,120}?)(?<!not)"
    rf" (?:refers?|mean|means|shall mean|is|are)(?: references)?(?: to)?:? (?:the )?(?P<name>{names.NAME})"
)
_PRONOUN = re.compile(r"\"\*{0,2}((?i:we|us|our|ours))\*{0,2},?\"")
# 'an agreement between you and Foo Corporation', 'Foo is operated by Foo Corporation'
_HOST = re.compile(
    r"\b(?:between (?i:you)\b[^.;]{0,80}? and|(?:contract|agreement|contracting|dealing) (?:is )?with"
    rf"|(?:operated|provided|offered|run) by) (?:the )?(?P<name>{names.NAME})"
)
# '"Orbita Parties" means …', '"we", "us" means …': groups that hold rights
_GROUP = re.compile(
    r"\"(?P<alias>[^\"]{2,60}(?:Part(?:y|ies)|Group|Entit(?:y|ies)|Affiliates?|Licensees?))\""
)
_SIGNER_WORDS = 3  # so many uses of a word for the signer say that the contract speaks to the signer


def read(
    clauses: Sequence[Clause], packs: Sequence[RulePack], side: str
) -> tuple[tuple[Party, ...], dict[str, Side]]:
    """The parties, the signer first, and the side of every name and of the packs' words for the sides.

    ``side``: us, them, any, or a party's name (that party is then "us").
    """
    text = "\n".join(clause.text for clause in clauses)
    words = roles.resolve(_pack_sides(packs), text)
    found: dict[str, list[str]] = {}
    for name, aliases in _named(clauses, words):
        alone = not aliases and not _GROUP.fullmatch(f'"{name}"')
        if alone and any(name in known or known in name for known in found):
            continue  # the same party, cut elsewhere
        known = found.setdefault(name, [])
        known += [alias for alias in aliases if alias not in known and alias != name]
        if len(found) >= _NAMES:
            break
    parties = [Party(name, tuple(aliases), _side((name, *aliases), words)) for name, aliases in found.items()]
    spoken = _speaks_to_signer(clauses, words)
    if spoken and all(party.side == "us" for party in parties):
        parties += [Party(name, (), "them") for name in _host(clauses)]
    parties = _complete(parties if spoken else _leaning(parties, text, words), spoken)
    seen = _seen_from(side, parties, words)
    sides: dict[str, Side] = {}
    for party in seen:
        for name in (party.name, *party.aliases):
            sides.setdefault(fold(name), party.side)
    for kin in _PRONOUNS:  # who is "we" has "our" things
        of = next((sides[word] for word in kin if word in sides), None)
        sides.update({word: of for word in kin if of and word not in sides})
    turned = _TURNED if _turns(side, parties, words) else {}
    for word, its in words.items():
        sides.setdefault(word, turned.get(its, its))
    for name, its in roles.unnamed(text, dict(sides)).items():
        sides.setdefault(name, its)
    return seen, sides


def _named(clauses: Sequence[Clause], words: dict[str, Side]) -> Iterable[tuple[str, tuple[str, ...]]]:
    seen = 0
    for clause in clauses:
        if clause.kind == "contents":
            continue
        if seen < _PREAMBLE:
            yield from _preamble(clause.text, clause.body, words)
        seen += len(clause.text)
        if '"' in clause.text:
            for match in _GROUP.finditer(clause.text):
                yield match["alias"], ()


def _preamble(text: str, body: int, words: dict[str, Side]) -> Iterable[tuple[str, tuple[str, ...]]]:
    def ahead(bracket: int) -> str:
        start = body if bracket - body > _HEADED else 0  # the name was taken for a heading: "Acme Pte. Ltd."
        return text[max(start, bracket - names.BEFORE) : bracket]

    for match in _ALIASES.finditer(text, body):
        aliases = tuple(names.tidy(alias) or alias for alias in _QUOTED.findall(match["aliases"]))
        text_ahead = ahead(match.start())
        persons = tuple(alias for alias in aliases if not names.thing(alias))
        if not persons and names.calls_itself(text_ahead):
            persons = aliases
        name = names.before(text_ahead, persons, words) if persons else None
        if name and not names.PAPER.search(" ".join(aliases)):
            yield name, tuple(alias for alias in persons if alias != name)
    for match in _SPEAKERS.finditer(text, body):
        if not names.thing(name := names.first(match["name"])):
            yield name, tuple(dict.fromkeys(fold(said) for said in _PRONOUN.findall(match["said"])))
    for match in _UNQUOTED.finditer(text, body):
        if fold(match["role"]) in words or fold(match["role"]) in names.ROLES:
            name = names.listed(ahead(match.start()))
            if name:
                yield name, (match["role"],)
    between = _BETWEEN.search(text, body)
    if between and names.company(between[0]):
        for name in (names.tidy(between["a"]), names.tidy(between["b"])):
            if " " in name:  # "England and Wales" names no party
                yield name, ()


def _host(clauses: Sequence[Clause]) -> Iterable[str]:
    """The firm behind a service that speaks of "we" without saying who that is, the first named."""
    for clause in clauses:
        for match in _HOST.finditer(clause.text):
            name = names.first(match["name"])
            if names.FIRM.search(name):
                yield name
                return


def _speaks_to_signer(clauses: Sequence[Clause], words: dict[str, Side]) -> bool:
    text = " ".join(clause.text for clause in clauses[:_FIRST])[: 2 * _PREAMBLE]
    return roles.speaks(text, words) >= _SIGNER_WORDS


def _pack_sides(packs: Sequence[RulePack]) -> dict[str, Side]:
    words: dict[str, Side] = {}
    for pack in packs:
        for word in pack.us:
            words.setdefault(fold(word), "us")
        for word in pack.them:
            words.setdefault(fold(word), "them")
    return words


def _side(names: Sequence[str], words: dict[str, Side]) -> Side:
    for name in (*names[1:], names[0]):
        folded = fold(name)
        for word in (folded, folded.removesuffix("s")):
            if word in words:
                return words[word]
    return "other"


def _complete(parties: list[Party], speaks_to_signer: bool) -> list[Party]:
    """Named parties without a side stand opposite to the known one, or to the signer whom the text addresses.

    Groups named after a known party ("Orbita Parties") follow it; other groups ("Disclosing Party") are
    roles that either side can have.
    """
    known = {party.side for party in parties} - {"other"}
    fill: Side = "other"
    if known == {"us"} or (not known and speaks_to_signer):
        fill = "them"
    elif known == {"them"}:
        alone = sum(party.side == "other" for party in parties) == 1 and not speaks_to_signer
        fill = "us" if alone else "them" if speaks_to_signer else "other"
    named = [party for party in parties if not _is_group(party)]
    done = [party if party.side != "other" else Party(party.name, party.aliases, fill) for party in named]
    firsts = {fold(n).split()[0]: p.side for p in done for n in (p.name, *p.aliases)}
    groups = (
        Party(p.name, p.aliases, firsts.get(fold(p.name).split()[0], "other"))
        for p in parties
        if _is_group(p)
    )
    return done + [group for group in groups if group.side != "other"]


def _leaning(parties: list[Party], text: str, words: dict[str, Side]) -> list[Party]:
    """The parties; where nothing says whose side any is on, the one that gives most is the signer."""
    open_ = [party for party in parties if not _is_group(party)]
    if len(open_) < 2 or any(party.side != "other" for party in open_):
        return parties
    score = roles.leaning(text, [{fold(n) for n in (p.name, *p.aliases)} for p in open_], words)
    most = max(score)
    if most <= 0 or score.count(most) > 1:
        return parties
    signer = open_[score.index(most)]
    return [Party(p.name, p.aliases, "us") if p == signer else p for p in parties]


def _is_group(party: Party) -> bool:
    return _GROUP.fullmatch(f'"{party.name}"') is not None and party.side == "other"


_PRONOUNS = (("we", "us", "our"), ("you", "your"))
_TURNED: dict[Side, Side] = {"us": "them", "them": "us"}


def _turns(side: str, parties: Sequence[Party], words: dict[str, Side]) -> bool:
    """Whether reading for ``side`` turns the packs' words around: it is what they call the other side."""
    if side in ("us", "any"):
        return False
    mine = [side, *(name for p in _called(side, parties) for name in (p.name, *p.aliases))]
    return side == "them" or any(words.get(fold(name)) == "them" for name in mine)


def _called(side: str, parties: Sequence[Party]) -> list[Party]:
    """The party of that name; "us" and "them" name a side, even where a party calls itself so."""
    if side in ("us", "them", "any"):
        return []
    return [p for p in parties if fold(side) in map(fold, (p.name, *p.aliases))]


def _seen_from(side: str, parties: list[Party], words: dict[str, Side]) -> tuple[Party, ...]:
    """The parties as ``side`` sees them: a party that is named is us, and every other one them."""
    chosen, mine = parties, _called(side, parties)
    if mine:
        chosen = [Party(p.name, p.aliases, "us" if p in mine else "them") for p in parties]
    elif _turns(side, parties, words):
        chosen = [Party(p.name, p.aliases, _TURNED.get(p.side, p.side)) for p in parties]
    order = {"us": 0, "them": 1, "other": 2}
    return tuple(sorted(chosen, key=lambda p: order[p.side]))
