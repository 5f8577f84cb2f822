"""Clauses → Parties: who is named, what they are called, whose side they are on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clausecheck.model import Clause, Party, RulePack, Side
from clausecheck.terms.sentences import fold

_PREAMBLE = 6_000  # characters of the start that can name the parties
_NAMES = 40  # more parties than this are a mistake of ours

_WORD = r"[A-Z0-9][\w&.'-]*"
_NAME = rf"{_WORD}(?:,? (?:{_WORD}|of|and|the|de|van|von|for|&)){{0,7}}"
# 'Lumenface Ltd, a company …, ("Lumenface" or the "Company")'
_ALIASED = re.compile(
    rf"(?P<name>{_NAME})(?P<rest>[^\"();:]{{0,200}}?)\(\s?(?:(?:the|each|together|collectively|individually|an?|hereinafter"
    r"|hereafter|herein|referred to|called|as|also|also known|and|jointly|either|sometimes|for short|known),? ){0,6}"
    r"(?P<aliases>(?:the )?\"[^\"]{1,60}\"(?:(?: and| or|,|;)? ?(?:the |an? |collectively,? |each,? )?\"[^\"]{1,60}\"){0,3})"
)
_QUOTED = re.compile(r"\"([^\"]{1,60})\"")
# 'between Ada Moor and Bell Film LLC'
_BETWEEN = re.compile(rf"\bbetween:? (?P<a>{_NAME})(?:[^.;]{{0,160}}?) and (?P<b>{_NAME})")
# '"Orbita Parties" means …', '"we", "us" means …': groups that hold rights
_GROUP = re.compile(
    r"\"(?P<alias>[^\"]{2,60}(?:Part(?:y|ies)|Group|Entit(?:y|ies)|Affiliates?|Licensees?))\""
)
_LEADING = re.compile(r"^(?:the|this|by|and|between|among|whereas|agreement|dated|with|is|made|effective|date|of|as"
                      r"|entered|into|section|article)\b[ ,]*", re.IGNORECASE)  # fmt: skip


def read(clauses: Sequence[Clause], packs: Sequence[RulePack], side: str) -> tuple[Party, ...]:
    """The parties, the signer first. ``side``: us, them, any, or a party's name (that party is then "us").

    The packs' own words for the two sides come last, as parties without a name of their own.
    """
    words = _pack_sides(packs)
    found: dict[str, list[str]] = {}
    for name, aliases in _named(clauses):
        known = found.setdefault(name, [])
        known += [alias for alias in aliases if alias not in known and alias != name]
        if len(found) >= _NAMES:
            break
    parties = [Party(name, tuple(aliases), _side((name, *aliases), words)) for name, aliases in found.items()]
    parties = _complete(parties)
    general = [
        Party(group, tuple(word for word, its in words.items() if its == group), group)
        for group in ("us", "them")
    ]
    return _seen_from(side, [*parties, *general])


def _named(clauses: Sequence[Clause]) -> Iterable[tuple[str, tuple[str, ...]]]:
    seen = 0
    for clause in clauses:
        if clause.kind == "contents":
            continue
        if seen < _PREAMBLE:
            yield from _preamble(clause.text)
        seen += len(clause.text)
        if '"' in clause.text:
            for match in _GROUP.finditer(clause.text):
                yield match["alias"], ()


def _preamble(text: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    for match in _ALIASED.finditer(text):
        name = _tidy(match["name"])
        aliases = tuple(_QUOTED.findall(match["aliases"]))
        if name and not re.search(r"agreement|contract|date|term\b", " ".join(aliases), re.IGNORECASE):
            yield name, tuple(_tidy(alias) or alias for alias in aliases)
    for match in _BETWEEN.finditer(text):
        for name in (_tidy(match["a"]), _tidy(match["b"])):
            if name and len(name) > 2:
                yield name, ()


def _tidy(name: str) -> str:
    """A name without the words that run into it ("and Lumenface" → "Lumenface")."""
    short = name.strip(" ,.")
    while (cut := _LEADING.sub("", short)) != short:
        short = cut
    return short


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


def _complete(parties: list[Party]) -> list[Party]:
    """Where one side is known, the named parties that are left over stand on the other one.

    Groups named after a known party ("Orbita Parties") follow it.
    """
    known = {party.side for party in parties} - {"other"}
    fill: Side = "other"
    if known == {"us"}:
        fill = "them"
    elif known == {"them"} and sum(party.side == "other" for party in parties) == 1:
        fill = "us"
    done = [party if party.side != "other" else Party(party.name, party.aliases, fill) for party in parties]
    firsts = {
        fold(name).split()[0]: p.side for p in done if p.side != "other" for name in (p.name, *p.aliases)
    }
    return [
        p if p.side != "other" else Party(p.name, p.aliases, firsts.get(fold(p.name).split()[0], "other"))
        for p in done
    ]


def _seen_from(side: str, parties: list[Party]) -> tuple[Party, ...]:
    if side in ("us", "any"):
        chosen = parties
    elif side == "them":
        turned: dict[Side, Side] = {"us": "them", "them": "us", "other": "other"}
        chosen = [Party(p.name, p.aliases, turned[p.side]) for p in parties]
    else:
        wanted = fold(side)
        mine = [p for p in parties if wanted in map(fold, (p.name, *p.aliases))]
        was = mine[0].side if mine else "us"
        chosen = [
            Party(p.name, p.aliases, "us" if p in mine or p.side == was != "other" else "them")
            for p in parties
        ]
    order = {"us": 0, "them": 1, "other": 2}
    return tuple(sorted(chosen, key=lambda p: order[p.side]))
