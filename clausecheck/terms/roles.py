"""Text → sides of the names and role words that no preamble explains.

One clause alone, or terms that never introduce the company, name people and companies of whom nothing is
said. Whose side they are on is told by what they do: who is granted something by "you", who lends a name
and a likeness, who waives moral rights. Written from real releases, terms of service and endorsement deals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from clausecheck.model import Side
from clausecheck.terms.gated import Gated
from clausecheck.terms.sentences import fold

_MOST = 60_000  # characters that are asked; a name that acts, acts early
_CAPITALS = 0.5  # a text with a greater share of capitals has no names to see

# Words that address the signer; where they are, everyone else is the other side.
_SPOKEN = frozenset("you i my me your".split())
_PRONOUNS = _SPOKEN | frozenset("we us our".split())
# Words that stand on the signer's side unless the text speaks to someone else.
_COMMERCIAL = frozenset("licensor provider vendor supplier seller owner data-provider".split())
# Buyers of a performance, where there is a performer; else the one who signs.
_BUYERS = frozenset("customer subscriber account-holder".split())
_PERFORMERS = frozenset("performer talent artist actor".split())  # one of them is in a pack for performers
_NO_PERFORMERS = _SPOKEN | _COMMERCIAL | _BUYERS | {"recipient", "contractor", "promoter", "member", "user"}

# What only a signer does: the giver of these is us, whatever the contract calls it.
_GIVES_AWAY = (
    r"(?:(?:,[^.;:]{{0,80}},| and [^.;:]{{0,60}}?)? )?(?:(?:hereby|further|also|forever|irrevocably"
    r"|expressly|does"
    r"|shall|will|agrees to|agree to),? ){{0,3}}"
    r"(?:(?:acknowledges? and )?(?:waives?|agrees? that {0} waives)[^.;:]{{0,40}}moral rights"
    r"|waives?[^.;:]{{0,60}}moral rights|appoints?[^.;:]{{0,80}}attorney"
    r"|(?:sells?, )?(?:assigns?|transfers?|conveys?)\b(?! this)[^.;:]{{0,60}} to\b{1})"
)
_GRANTS = r"|(?:grants?|licenses) (?!.{0,40}\b(?:audit|access)\b)(?:to )?(?:the )?(?=[A-Z])"
_HOLDS_HARMLESS = (
    r"|(?:indemnif(?:y|ies)|holds?)\b[^.;:A-Z]{0,60} (?:the )?(?=[A-Z]\w*[A-Z]|[A-Z]\w+,? (?:Inc|LLC|Ltd))"
)
# From these a licence is a sublicence or a trade.
_NEVER_GRANTS = frozenset(("licensee",))


def resolve(words: Mapping[str, Side], text: str) -> dict[str, Side]:
    """The packs' words for the sides, as this text uses them."""
    text = text[:_MOST]
    there = _used(words, text)
    ours = {word for word in there if words[word] == "us"}
    found = dict(words)
    if ours & (_SPOKEN | _BUYERS):
        found.update(dict.fromkeys(ours & _COMMERCIAL, "them"))
    if ours - _NO_PERFORMERS and _PERFORMERS & words.keys():
        buyers = {word for word in ours & _BUYERS if not ("you" in ours and _is_you(word, text))}
        found.update(dict.fromkeys(buyers, "them"))
    if not ours:
        givers = Counter({word: _given_away(word, text) for word in there})
        word, count = max(givers.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        if count:
            found[word] = "us"
    return found


def _is_you(word: str, text: str) -> bool:
    """Whether the text calls the one to whom it speaks so: "you become a Subscriber"."""
    said = rf"\byou\b[^.;]{{0,80}}?(?:\b(?:an?|as|the)|[(\"]) ?(?:the )?\"?{re.escape(word)}\b"
    return re.search(said, fold(text)) is not None


# A role word is a name where it is written like one: "the Model", "each model", not "any model".
_ROLE = re.compile(
    r"(?<![\w-])(?:(?:[Tt]he|[Ee]ach|[Ss]aid) (?P<the>[a-z][\w-]*)"
    r"|(?P<name>[A-Z][\w-]*))(?![\w-])(?<!Subject(?= to))"
)


def _used(words: Mapping[str, Side], text: str) -> set[str]:
    """The words for the sides that the text uses of somebody."""
    lower, firsts, small = _words(text)
    return {
        word
        for word in words
        if (word in small if word in _PRONOUNS else word.split()[0] in firsts and word in lower)
    }


@lru_cache(maxsize=1)
def _words(text: str) -> tuple[str, set[str], set[str]]:
    """The text in lower case, the first words of what may be names in it, the pronouns."""
    lower = fold(text)
    firsts = {fold(match["the"] or match["name"]) for match in _ROLE.finditer(text)}
    firsts |= {word.removesuffix("s") for word in firsts}
    small = set(re.findall(r"(?<![\w(-])(?:you|your|my|me|we|us|our)(?![\w)-])", lower))
    if re.search(r"(?<![\w(])I(?![\w).])", text):
        small.add("i")
    return lower, firsts, small


def _given_away(word: str, text: str) -> int:
    grants = "" if word in _NEVER_GRANTS else _GRANTS + _HOLDS_HARMLESS
    pattern = rf"\b(?i:{re.escape(word)}){_GIVES_AWAY.format(re.escape(word), grants)}"
    return sum(1 for _ in re.finditer(pattern, text))


_TOKEN = r"[A-Z](?:[\w&.-]*\w)?"
_MORE = rf"(?: (?:of |& )?(?:{_TOKEN})){{0,4}}(?:,? (?:Inc|LLC|Ltd|Corp|S\.A|GmbH|L\.P)\b\.?)?"
_PROPER = rf"(?:{_TOKEN}){_MORE}"
# The same where an expression begins with it: a capital comes first, so ``re`` runs from one to the next;
# not the second one of a word in capitals, and not that of a title.
_FIRST_PROPER = r"(?:[A-Z](?<![A-Z][A-Z])(?!(?<=M)(?:r|s|rs|iss)\.? |(?<=D)r\.? )(?:[\w&.-]*\w)?)" + _MORE
_TITLE = r"(?:(?:Mr|Ms|Mrs|Dr|Miss)\.? )?"
_ADVERBS = (
    r"(?:(?:hereby|also|further|irrevocably|expressly|each|forever|automatically|solely|exclusively),? ){0,3}"
)
_SUBJECT = re.compile(
    rf"(?P<name>{_FIRST_PROPER})(?:,? (?:and|or) (?:its|their|his|her)\b[^.;:,]{{0,60}}|,[^.;:,]{{0,60}},"
    rf"|\s?\([^)]{{0,60}}\))?"
    rf" {_ADVERBS}(?:(?P<takes>(?:may|can|reserves|retains|owns)(?! (?:not )?be\b)"
    r"|(?:shall|will) (?:exclusively |solely )?(?:own|have|be (?:entitled|free|the)|use)|has the"
    r"|is (?:hereby )?(?:entitled|free|granted|licensed|permitted|authorized)"
    r"|(?:is|are|shall be|will be) under no|is not (?:responsible|liable)|(?:uses|collects|shares|sells)\b)"
    r"|(?P<gives>grants?|assigns|transfers|licenses|waives|releases|acknowledges|agrees (?:and \w+ )?that"
    r"|consents"
    r"|represents|warrants|understands)"
    r"|(?:shall|will|must|does|agrees|undertakes|indemnifies|cannot)\b(?! (?:not )?be\b))"
)
_OBJECT = re.compile(
    r"\b(?:(?P<by>[A-Za-z]\w*),? (?:hereby |also |automatically |irrevocably )?)?"
    r"(?:grant(?:s|ed|ing)?|give|gives|assigns?|transfers?|licen[cs]es?|conveys?|releases?|discharges?"
    r"|authori[sz]es?"
    r"|permits?|allows?|indemnify|harmless|against|appoints?|provide)"
    rf" (?:to |from |upon )?(?:the )?{_TITLE}(?P<name>{_PROPER})"
)
_WITH = Gated(
    rf"\b(?:[Yy]ou|I) (?:and|or) {_TITLE}(?P<name>{_PROPER})",
    "ou and ", "ou or ", "I and ", "I or ",
)  # fmt: skip
_PERSONAL = (
    r"(?:name|likeness|image|voice|photographs?|portrait|signature|autograph|appearance|persona|personality"
    r"|biograph\w+|performances?|endorsement|caricature|nickname)"
)
_SELF = Gated(
    rf"{_TITLE}(?P<name>{_PROPER})'s? (?:\w+,? ){{0,3}}?{_PERSONAL}\b|\b{_PERSONAL} of (?P<other>{_PROPER})"
    rf"|\b(?:Mr|Ms|Mrs|Miss|Dr)\.? (?P<titled>{_TOKEN})",
    "' ", "'s ", "Mr", "Ms", "Miss", "Dr", "name of ", "ness of ", "age of ", "voice of ", "graph of ",
    "graphs of ", "portrait of ", "ture of ", "ance of ", "ances of ", "persona of ", "personality of ",
    "biograph", "ment of ",
)  # fmt: skip
_PERSON = Gated(
    rf"(?P<name>{_FIRST_PROPER})\b[^.;:A-Z\n]{{0,80}} (?:his|her|he|she|himself|herself)\b",
    " his", " her", " he", " she", " himself",
)  # fmt: skip
_FIRST = frozenset(
    "the this that these those each such if by in any all no neither either nor upon for to as at on or"
    " and but"
    " subject notwithstanding except unless when where while during section article exhibit schedule whereas"
    " provided however further also both every some other once after before under with without from of it"
    " they"
    " he she we you i our your my his her its their there here please note how what who why only".split()
)
_THINGS = frozenset(
    "agreement agreements terms term conditions policy policies notice service services content contents"
    " materials material data information website site platform app application software product products"
    " license licence licenses licences rights right works work film picture program programme production"
    " recordings recording results footage photos photographs images image property fee fees compensation"
    " payment payments royalties use effective date territory period law laws act state states california"
    " york england contract release waiver consent party parties person persons users media advertising"
    " advertisement endorsement marketing trademarks marks mark copyright intellectual section confidential"
    " submissions submission contributions contribution feedback account accounts project game event study"
    " representative affiliate subsidiaries licensee successor heir officer director agent customer"
    " licensor name voice video videos audio ad ads campaign deliverables invention inventions exhibit"
    " schedule article paragraph god english court courts arbitration december january february march april"
    " may june july august september october november grammy oscar internet ai ip ugc gdpr bipa ccpa".split()
)


_MAKERS = frozenset("films pictures productions media music games records news sports".split())


def unnamed(text: str, sides: Mapping[str, Side]) -> dict[str, Side]:
    """The side of each proper name that acts in the text and is in no list; lower case."""
    text = text[:_MOST]
    letters = sum(map(str.isalpha, text))
    if not letters or sum(map(str.isupper, text)) > _CAPITALS * letters:
        return {}
    used = _used(sides, text)
    there = {sides[word] for word in used}
    spoken = any(sides[word] == "us" for word in used & _SPOKEN)
    seen = _Seen(text, sides, there, spoken=spoken)
    found: dict[str, Side] = dict(seen.compounds)
    for name, (us, them) in seen.points().items():
        if spoken:
            found[name] = "them"
        elif us != them:
            found[name] = "us" if us > them else "them"
        elif there & {"us", "them"}:
            found[name] = "them" if "us" in there else "us"
    if not there and len(set(found.values())) == 1:
        rest: Side = "them" if "us" in found.values() else "us"
        found.update({name: rest for name in seen.points() if name not in found})
    for name in sorted(found):  # "KI, Inc." is KI
        first = name.split(",")[0].split()[0]
        if not spoken and first in found:
            found[name] = found[first]
    return found


def leaning(text: str, parties: Sequence[Collection[str]], sides: Mapping[str, Side]) -> list[int]:
    """For the names of each party, how many grants it makes beyond those that it receives."""
    gave = _Seen(text[:_MOST], sides, set(), spoken=False).gave
    return [sum(gave[name] for name in names) for names in parties]


def speaks(text: str, sides: Mapping[str, Side]) -> int:
    """How often the text speaks to the signer or of the signer, by the packs' words."""
    ours = [word for word in _used(sides, text) - (_NO_PERFORMERS - _SPOKEN) if sides[word] == "us"]
    if not ours:
        return 0
    pattern = "|".join(re.escape(word) for word in sorted(ours, key=len, reverse=True))
    return sum(1 for _ in re.finditer(rf"(?<![\w(])(?:{pattern})(?![\w)])", fold(text)))


_GRANTING = ("grant", "assign", "licens", "transfer")
_GRANT_VERB = re.compile(r"\b(?:grant|assign|licen[cs]e|transfer)")


class _Seen:
    """The proper names of a text that act, and what speaks for us and for them."""

    def __init__(self, text: str, sides: Mapping[str, Side], there: set[Side], *, spoken: bool) -> None:
        self.compounds: dict[str, Side] = {}
        self._text, self._sides = text, sides
        self._ours, self._spoken = "us" in there, spoken
        self._defined = {fold(term) for term in re.findall(r"\"([^\"]{2,60})\"", text)}
        self._small = set(re.findall(r"(?<![\w-])[a-z][\w-]+", text))
        self.gave: Counter[str] = Counter()  # grants made, less grants received
        self._us: Counter[str] = Counter()
        self._them: Counter[str] = Counter()
        self._read()

    def points(self) -> dict[str, tuple[int, int]]:
        """Name → points for us, points for them."""
        names = {name for name in (set(self._us) | set(self._them)) if name}
        return {name: (self._us[name], self._them[name]) for name in sorted(names)}

    def _read(self) -> None:
        us, them = self._us, self._them
        for match in _SUBJECT.finditer(self._text):
            name = self._name(match["name"])
            us[name] += 2 if match["gives"] else 0
            self.gave[name] += 1 if (match["gives"] or "").startswith(_GRANTING) else 0
            them[name] += 2 if match["takes"] else 0
        acting = set(us) | set(them)
        objects: set[str] = set()
        for match in _OBJECT.finditer(self._text):
            name = self._name(match["name"])
            giver = self._sides.get(fold(match["by"] or ""))
            us[name] += 3 if giver == "them" else 0
            them[name] += 0 if giver == "them" else 3 if giver == "us" else 1
            objects.add(name)
            self.gave[name] -= 1 if " to " in match[0] and _GRANT_VERB.search(match[0]) else 0
            if name.endswith(" parties") and not self._ours:
                us[name] += 2  # a performer and the company that lends her
        for match in _WITH.finditer(self._text):
            them[self._name(match["name"])] += 3
        if self._spoken:  # everyone else is the other side, whoever he is
            return
        lines = self._text.split("\n")  # most of them hold no person
        for match in chain.from_iterable(map(_SELF.finditer, lines)):
            name = self._name(match["name"] or match["other"] or match["titled"])
            us[name] += 4
            self.gave[name] += 1
        for match in chain.from_iterable(map(_PERSON.finditer, () if self._ours else lines)):
            name = self._name(match["name"])
            us[name] += 3 if name in acting - objects and not them[name] else 0

    def _name(self, name: str) -> str:
        """The name in lower case without the words that run into it; empty where it is known or none."""
        words = fold(name).strip(" .,").split()
        while words and words[0] in _FIRST:
            del words[0]
        if not words or any(" ".join(words[:end]) in self._sides for end in range(1, len(words) + 1)):
            return ""
        last = words[-1]
        if last in _PRONOUNS or (len(last) == 1 and last != "x"):
            return ""
        if last in self._sides:
            if len(words) > 2:  # a heading that runs into a sentence
                return ""
            self.compounds[" ".join(words)] = self._sides[last]  # "Media Company"
            return ""
        if " ".join(words) in self._defined:  # what a contract defines is no name
            return ""
        makers = len(words) > 1 and last in _MAKERS  # "Palm Street Films"
        if ({last, last.rstrip("s")} & _THINGS and not makers) or (len(words) == 1 and last in self._small):
            return ""
        return " ".join(words)
