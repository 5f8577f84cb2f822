"""A sentence that gives rights → who gives and who receives, as printed.

Told by grammar, not by sides: "X grants Y", "Y is granted by X", "Y may use X's voice", "vests in Y".
The frames stand in ``frames``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from clausecheck.model import Sentence, Span
from clausecheck.model.noun import NamedTuple
from clausecheck.terms.frames import ADVERB, ADVERBS, BETWEEN, GROUP, KIN, NAME, STRONG, WEAK, Frame
from clausecheck.terms.gated import Gated

_ARTICLE = re.compile(
    r"(?:(?:the|each|any|all|term|agreement|effective date|distribution date) )+", re.IGNORECASE
)
# Capitalised for other reasons: the first word of a sentence, a heading, a defined thing.
_STARTERS = re.compile(
    r"(?i:by|in|if|when|subject|during|unless|upon|for|to|except|without|as|this|that|these|such|and|or"
    r"|under|while|where"
    r"|with|any|all|no|nothing|the|an?|whereas|whenever|it|they|he|she|there|further\w*|additionally"
    r"|however|accordingly"
    r"|provided|notwithstanding|section|article|clause|exhibit|schedule|moreover|because|once|after|before"
    r"|what|who|how"
    r"|our|your|his|its|their|my|see|note|summary)\b"
)
_THINGS = re.compile(
    r"(?i:(?:[\w-]+ )*(?:agreement|licen[cs]e|term|territory|services?|content|materials?|rights?|grant|use"
    r"|usage|ownership"
    r"|consent|release|ip|work products?|works?|marks?|intellectual property|field|products?|effective date"
    r"|data"
    r"|recordings?|inventions?|submissions?|footage|software|patents?|technology|images?|permission|iprs?"
    r"|party"
    r"|united (?:states|kingdom)|european union|internet|performance|results|photographs?|information"
    r"|period|programs?"
    r"|titles?|copyrights?|law|act|other|application|toolbar|sites?|websites?|pages?|platform|system|device"
    r"|network"
    r"|branded|features?|property|business|group of companies))|[a-hj-z0-9A]"
)
_EACH_OTHER = re.compile(r"(?i:(?:each|either|the other|other) party)")
_ANY_GROUP = re.compile(GROUP)
# "the rights that you own", "which Wade has": not what is given here; "you agree that Company owns" is.
# "the licence that you grant ends": it speaks of a grant that stands elsewhere.
_ELSEWHERE = re.compile(
    r"\b(?:(?:licen[cs]es?|rights?|permissions?|consents?),?|information|content|data|materials?|anything)"
    r" (?:that |which )?(?:the )?\Z",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:which|whom|who|what|that|whether|if|unless|where|as) (?:the )?\Z", re.IGNORECASE
)
_NOTED = re.compile(r"\b(?:note|aware|means|provided|and|but) that (?:the )?\Z", re.IGNORECASE)
_AGREED = Gated(
    rf"(?P<name>{NAME}){BETWEEN}{ADVERBS} (?:hereby |also |further )?(?:agrees?|acknowledges?"
    rf"|understands?|confirms?|accepts?|consents?)(?:,? (?:and )?\w+(?:,? and \w+)?)? that\b",
    *"agree acknowledge understand confirm accept consent".split(),
)
_RIGHT_BEFORE = re.compile(rf"(?P<name>{NAME})(?: {ADVERB})* \Z")
_ANYONE = re.compile(rf"(?P<name>{NAME})")
# That gives nothing.
_KEEPS = re.compile(r"^(?:you|i) (?:\w+ ){0,2}(?:own|retain|keep|remain)", re.IGNORECASE)
_NEXT = re.compile(
    rf"(?: \([^()]{{1,120}}\))?(?:,? (?:and|or|and/or|as well as|together with)(?: to)? |, (?:and |or |to )?"
    rf"| (?=(?:its|his|her|their) ))"
    rf"(?:(?P<group>{GROUP}|(?:{KIN})\b)|(?P<item>{NAME})(?![\w'’])(?! (?:may|shall|will|ha|agree|grant)))"
)
_LISTED = 8  # recipients of one grant
_REACH = 240  # characters from who gives or gets to the verb
_AGREES = 500  # characters from who agrees to what is agreed to
_TRIED = 16  # matches of one frame in a sentence
# "your voice", "Athlete's name", "Bachem Marks": whose the given thing is.
_OWNER = re.compile(
    r"\b(?P<pronoun>your|my)\b|\bthat (?P<maker>you|I|(?:the )?[A-Z]\w+) (?:\w+ )?(?:creat|mak|develop"
    r"|submit|post|upload"
    r"|provid|produc|writ|suppl|contribut)\w*|(?P<owner>\b[A-Z]\w+(?: [A-Z]\w+){0,3})['’]s? (?=[A-Za-z])"
    r"|(?:(?:provided|available|submitted|created|supplied|owned|contributed|authored|performed|developed"
    r"|made|prepared|produced|conceived)(?: to \w+)? by (?:the )?"
    r"|(?<=[a-z] of ))(?P<of>[A-Z]\w+(?: [A-Z][\w()]+)*)"
    r"|(?<![\w-])(?P<head>(?!User\b|Your\b|Our\b|The\b)[a-z]?[A-Z]\w+)(?= (?:Intellectual|Marks|Patents"
    r"|Content"
    r"|Materials|Data|Technology"
    r"|Software|Trademarks"
    r"|Ident\w+|Image|Images|Works?|Name|Licensed|Brand|Logos?|Know-How|IP|Property)\b)"
)


_POSSESSIVE = {"you": "your", "i": "my", "me": "my"}


class Holders(NamedTuple):
    """Who gives and who receives, as places in the sentence's text, and the words that say it."""

    give: Span | None
    get: tuple[Span, ...]
    verb: Span


def read(sentence: Sentence) -> tuple[Holders, ...]:
    """Each giving of the sentence, in order; what merely may be done only where nothing is given in words."""
    return tuple(_apart(sentence, STRONG)) or tuple(_apart(sentence, WEAK))[:1]


def _apart(sentence: Sentence, frames: tuple[Frame, ...]) -> Iterator[Holders]:
    """The givings that do not overlap, the first of those that do."""
    found = [
        (held.verb.start, rank, end, held)
        for rank, frame in enumerate(frames)
        for held, end in _matches(sentence, frame)
    ]
    reached = -1
    for start, _, end, held in sorted(found, key=lambda one: one[:2]):
        if start >= reached:
            reached = max(end, *(get.end for get in held.get), 0)
            yield held


def _matches(sentence: Sentence, frame: Frame) -> Iterator[tuple[Holders, int]]:
    """Each giving of one frame and its end; behind a name that is nobody's it is tried again."""
    verb = frame.verb.search(sentence.lower)
    at = max(0, verb.start() - _REACH) if verb else 0
    for _ in range(_TRIED if verb else 0):
        stands = frame.core is None or frame.core.search(sentence.text, at)
        match = frame.words.search(sentence.text, at) if stands else None
        if match is None:
            return
        held = _held(sentence.text, match) if _reaches(sentence, match.end()) else None
        if held:
            yield held, match.end()
            at = match.end()
        else:
            at = sentence.text.find(" ", match.start() + 1) + 1 or len(sentence.text)


def _reaches(sentence: Sentence, end: int) -> bool:
    """Whether a giving that ends there is this sentence's own, or is what its list item goes on from."""
    return end > sentence.lead or not sentence.text[end : sentence.lead].strip(" :—-")


def _held(text: str, found: re.Match[str]) -> Holders | None:
    names = found.groupdict()
    give = (_nearest(text, found) or _named(text, found, "give")) if names.get("give") else None
    get = _named(text, found, "get") if names.get("get") else None
    if give and _ELSEWHERE.search(text, max(0, give.start - 30), give.start):
        return None
    if (names.get("give") and not give) or (names.get("get") and not get and not give):
        return None
    before = text[max(0, get.start - 24) : get.start] if get and not names.get("give") else ""
    if get and _RELATIVE.search(before) and not _NOTED.search(before):
        agreed = _AGREED.search(text, max(0, get.start - _AGREES), get.start)
        if agreed is None:
            return None
        give = _named(text, agreed, "name")
    if get and names.get("give") is None and _KEEPS.search(found[0]):
        return None
    if give and get and text[give.start : give.end].lower() == text[get.start : get.end].lower():
        give = None
    give = give or _agreed(text, found.start())
    if give is None and "get" in names and "give" not in names and found["verb"].endswith("s"):
        give = next(
            _names_before(text, min(found.start(), _AGREES)), None
        )  # "X appoints Y …, and grants to Y"
    verb = Span(*found.span("verb"))
    stop = verb.start if get and get.end <= verb.start else len(text)
    return Holders(give, tuple(_list(text, get, stop)) if get else (), verb)


def _nearest(text: str, found: re.Match[str]) -> Span | None:
    """A name right before the verb, where the one that was found stands further off."""
    if found.end("give") >= found.start("verb") - 1:
        return None
    near = _RIGHT_BEFORE.search(text, found.end("give"), found.start("verb"))
    return _named(text, near, "name") if near else None


def _names_before(text: str, stop: int) -> Iterator[Span]:
    for found in _ANYONE.finditer(text, 0, stop):
        span = _named(text, found, "name")
        if span:
            yield span


def _agreed(text: str, before: int) -> Span | None:
    """Who agrees to it: "Professional agrees that the Company shall own"."""
    found = _AGREED.search(text, max(0, before - _AGREES), before) if " that" in text[:before] else None
    return _named(text, found, "name") if found else None


def _named(text: str, found: re.Match[str], group: str) -> Span | None:
    start, end = found.span(group)
    if _ANY_GROUP.fullmatch(text, start, end) or _EACH_OTHER.fullmatch(text, start, end):
        return Span(start, end)
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    given = group == "get" and found.start("verb") < start  # "grant Under Armour": no sentence starts there
    if text.endswith(("'s", "’s", "s'", "s’"), start, end):  # "to Talent's account": Talent gets nothing
        return None
    starts = not given and _STARTERS.match(text, start, end)
    return None if starts or _THINGS.fullmatch(text, start, end) else Span(start, end)


def _list(text: str, first: Span, stop: int) -> Iterator[Span]:
    """The first recipient, and those that are listed behind it, up to ``stop``."""
    yield first
    end = first.end
    for _ in range(_LISTED - 1):
        more = _NEXT.match(text, end, stop)
        if more is None:
            return
        span = _of(text, Span(*more.span("group"))) if more["group"] else _named(text, more, "item")
        end = more.end()
        if span:
            yield span


def _of(text: str, span: Span) -> Span:
    """Without the "of" of a list: "rights of Orbita and of Orbita Parties"."""
    return Span(span.start + 3, span.end) if text.startswith("of ", span.start) else span


def owner(
    text: str, start: int, end: int, get: tuple[Span, ...] = (), names: Container[str] = ()
) -> Span | None:
    """Whose the things are that are spoken of between ``start`` and ``end``: not those of who gets them.

    ``names``: the parties', lower case; "Bachem Marks" are Bachem's, "Study Data" nobody's.
    """
    receives = {text[one.start : one.end].lower() for one in get}
    receives |= {_POSSESSIVE[name] for name in receives if name in _POSSESSIVE}
    for found in _OWNER.finditer(text, start, end):
        group = next(name for name, words in found.groupdict().items() if words)
        span = Span(*found.span(group)) if group == "pronoun" else _named(text, found, group)
        name = text[span.start : span.end].lower() if span else ""
        if span and name not in receives and (group != "head" or name in names):
            return span
    return None
