"""Sentences of one place → who may, must or must not do what there, and whom that serves.

"Company shall not sell" serves the signer; "Company shall not be liable" serves Company, though both have a
"not": what a word does depends on who acts, and on the act. Acts are told apart by lists, read off the duties
and promises of the contracts that the rules were tried on; of an act in no list little is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from clausecheck.model import Report, Stance, Wording

Who: TypeAlias = Literal["us", "them", "both", "unknown"]
What: TypeAlias = Literal["may", "must", "not", "gives", "keeps"]  # "grants", "grants no"
Act: TypeAlias = Literal["takes", "serves", "burdens", "owns", "denies", "other"]
OTHER: Final[Mapping[str, Who]] = {"us": "them", "them": "us"}

_NEAR: Final = 24  # characters between "shall" and its "not": "shall at no time", "may, however, not"
_ACT: Final = 60  # characters behind "shall" in which its verb stands
_RELATIVE: Final = re.compile(r"\b(?:that|who|whom|which|whose|if|unless|where|when|because)\b")
_SUBJECT: Final = frozenset("no neither none nothing nobody never nor".split())
# What may stand between "shall" and the verb.
_BETWEEN: Final = (
    r"(?:\W|\b(?:not|no|never|be|also|then|at|any|all|times?|each|hereby|however|further|always|only|both|have"
    r"|been|held|to|in|event|case|the|right|\w+ly"
    r"|(?:use|make)(?: \w+){0,4}? (?:efforts|endeavou?rs)|endeavou?rs?|try|seek|aim|it|that)\b)*?"
)
_SOFT: Final = re.compile(
    r"\A(?:\W|not )*(?:(?:use|make|exert)(?: \w+){0,5}? (?:efforts|endeavou?rs) to|endeavou?r to|try to"
    r"|seek to)\b"
)
_WORDS: Final[Mapping[Act, str]] = {
    # what is said of somebody who answers for something: "not" frees
    "burdens": r"liable|responsib|required|oblig|bound|owe[sd]?\b|bear|duty|duties|liabilit|accountable",
    "denies": r"fail|refus|neglect|omit|ceas|stop|refrain|prevent|unreasonabl|withhold|preclud|object",
    "owns": r"own|retain (?:all|the|any|owner|title)|title|be the (?:sole |exclusive )?(?:owner|author)"
    r"|remain (?:the|with)|vest|belong",
    # acts by which somebody gives another something, or lets him know
    "serves": r"pa(?:y|ys|id)\b|reimburs|refund|repa(?:y|id)|compensat|credit|indemnif|delet|destroy"
    r"|eras|return|notif|inform|consult|account to|defend|acknowledg|protect|respect|keep [\w ]+?"
    r" (?:secret|confidential|informed)|hold harmless|contribut|feed|remit",
    # acts by which somebody takes, or that touch what is another's
    "takes": r"use|using|utili|sell|sold|shar|disclos|train|cop(?:y|ie)|licen|sublicen|transfer|assign|set"
    r" off|deduct|charg|permit|allow|let |lend|lent|edit|alter|modif|publish|show|broadcast|keep"
    r"|kept|retain"
    r"|stor|creat|mak|made|reproduc|distribut|exploit|clon|replicat|synthe|scan|identif|combin|merg|contact"
    r"|record|photograph|film|authori|chang|cancel|terminat|suspend|reject|replac|ask for|demand"
    r"|sue|claim"
    r"|advertis|impersonat|upload|process|collect|analy[sz]|transmit|release the",
}
_ACTS: Final = {act: re.compile(rf"{_BETWEEN}\b(?P<verb>(?:{words})\w*)") for act, words in _WORDS.items()}
_PASSIVE: Final = re.compile(r"\W*(?:not |never |also |only |\w+ly )*(?:be|been|is|are) \w+")
_BY: Final = re.compile(r" by (?:the )?")
# "Performer is entitled to £500 from Company": a duty to pay, seen from the other end.
_DUE: Final = re.compile(
    r"\W*(?:an?|the|his|her|its|to)?\W*(?:[£$€¥]|(?:usd|eur|gbp)\b|\d|be paid|receive|payment|fees?\b"
    r"|royalt|sums?\b"
    r"|salary|share of|be credited|credit\b|be reimbursed|reimbursement)"
)
_GIVING: Final = (
    r"(?: hereby| also| irrevocably| expressly)*(?P<no> (?:does|do|did) not)?"
    r"(?: hereby| also| irrevocably| expressly)* (?P<verb>waive|grant|assign|licen[cs]e|consent|release"
    r"|transfer"
    r"|relinquish|surrender|forgo|forgoe|authori[sz]e|permit|allow|bear|indemnif(?:y"
    r"|ie))s?\b(?P<none> no\b| none\b)?"
)
_CONDITION: Final = re.compile(r"\b(?:unless|if|until|when|where|provided that|that|which|as)\W*(?:the )?\Z")
_FIRST: Final[Mapping[str, Who]] = {"i": "us", "you": "us"}
# What is the signer's own: only here does a limit without a name protect the signer.
_OWN: Final = frozenset(
    "likeness voice face body name expression performance recording biometric data".split()
)


class Position(NamedTuple):
    """What a sentence says of somebody."""

    who: Who
    what: What
    act: Act
    verb: str  # as printed; empty where none is known
    start: int  # index into the text; -1 in the lead-in
    end: int  # index into the text
    rest: str = ""  # the words behind it
    negation: int = -1  # where its "not" starts


class Names:
    """The parties of one draft."""

    def __init__(self, report: Report) -> None:
        self.sides: dict[str, Who] = {
            name.casefold(): side
            for party in report.parties
            for name in (party.name, *party.aliases)
            for side in (party.side,)
            if name and side in ("us", "them")
        }
        known = "|".join(re.escape(name) for name in sorted(self.sides, key=len, reverse=True))
        self._any = re.compile(rf"(?<!\w)(?:{known})(?![\w])") if known else None
        giver = rf"(?P<who>{known}|(?<!\w)(?:i|you)(?!\w))" if known else r"(?P<who>(?<!\w)(?:i|you)(?!\w))"
        self._giver = re.compile(rf"(?<!\w){giver}{_GIVING}")

    def mentions(self, lower: str) -> Iterator[tuple[int, Who, str]]:
        """(where, side, name) of each party that is named."""
        if self._any:
            for found in self._any.finditer(lower):
                yield found.start(), self.sides[found[0]], found[0]

    def givers(self, lower: str) -> Iterator[tuple[re.Match[str], Who]]:
        """Where somebody grants, waives or lets go something, in the present."""
        for found in self._giver.finditer(lower):
            if not _CONDITION.search(lower, max(0, found.start() - 30), found.start()):
                yield found, self.sides.get(found["who"]) or _FIRST[found["who"]]


class Text(NamedTuple):
    """The sentences of one place as one text."""

    text: str
    stances: tuple[Stance, ...]
    subjects: frozenset[str]
    positions: tuple[Position, ...]  # in the order of the text; that of the lead-in first

    @classmethod
    def of(cls, wordings: Sequence[Wording], names: Names) -> Text:
        """Put them together, one space apart."""
        parts, stances, length = [], list[Stance](), 0
        for each in wordings:
            stances += [s._replace(start=s.start + length, end=s.end + length) for s in each.stances]
            parts.append(each.text)
            length += len(each.text) + 1
        subjects = frozenset(s for each in wordings for s in each.subjects)
        text = " ".join(parts)
        own = _positions(text, stances, subjects, names)
        lead = _lead(wordings[0].lead, text, names) if wordings and wordings[0].lead else ()
        return cls(text, tuple(stances), subjects, (*lead, *own))

    def at(self, offset: int) -> Position | None:
        """The position that words at an offset belong to: the last before them, else the first."""
        before = [p for p in self.positions if p.start <= offset]
        return before[-1] if before else self.positions[0] if self.positions else None

    def negated(self) -> frozenset[int]:
        """Where each "not" stands that belongs to a position."""
        return frozenset(p.negation for p in self.positions)


def serves(position: Position) -> Who:
    """Whom it serves that the position is there; "unknown" where the words do not say it."""
    who = position.who
    if who not in OTHER or position.act == "denies":
        return "unknown"
    mine, others = who, OTHER[who]
    match position.what:
        case "gives":
            return others
        case "keeps":
            return mine
        case "not":
            if position.act in ("burdens", "serves"):
                return mine
            return others
        case "may":
            return others if position.act == "burdens" else mine
        case _:
            return mine if position.act == "owns" else others


# ---------------------------------------------------------------- reading


def _positions(
    text: str, stances: Sequence[Stance], subjects: frozenset[str], names: Names
) -> tuple[Position, ...]:
    lower = text.casefold() if len(text.casefold()) == len(text) else text.lower()
    modals = [s for s in stances if s.kind in ("may", "must")]
    negations = [s for s in stances if s.kind == "not"]
    found = [
        _modal(modal, modals[at + 1 : at + 2], modals[:1] == [modal], negations, lower, subjects, names)
        for at, modal in enumerate(modals)
    ]
    for match, who in names.givers(lower):
        if not any(p.start < match.end() and match.start() < p.end for p in found):
            found.append(_giver(match, who, lower))
    if not found and negations:
        found = [_bare(negations[0], lower, subjects)]
    return tuple(sorted(found, key=lambda p: p.start))


def _modal(
    modal: Stance,
    following: Sequence[Stance],
    first: bool,
    negations: Sequence[Stance],
    lower: str,
    subjects: frozenset[str],
    names: Names,
) -> Position:
    negation = next((n for n in negations if _belongs(n, modal, lower, first=first)), None)
    end = max(modal.end, negation.end if negation else 0)
    rest = lower[end : following[0].start if following else len(lower)]
    act, verb = _act(rest)
    limit = negation is not None
    who = _who(modal, lower, limit, subjects, names)
    if by := _acting(lower, end, names):
        who = by
    elif (
        act == "serves"
        and who in OTHER
        and _PASSIVE.match(lower, modal.end)
        and verb.startswith(
            ("pa", "credit", "reimburs", "indemnif", "inform", "notif", "consult", "compensat")
        )
    ):
        who = OTHER[who]  # "Performer will be paid"
    words = lower[modal.start : modal.end]
    due = who in OTHER and not limit and act == "other" and _DUE.match(lower, modal.end)
    if due and words.endswith(("entitled to", "right to", "shall", "will")):
        return Position(OTHER[who], "must", "serves", "pay", modal.start, end, rest)
    what: What = "not" if limit else "may" if modal.kind == "may" else "must"
    return Position(who, what, act, verb, modal.start, end, rest, negation.start if negation else -1)


def _belongs(negation: Stance, modal: Stance, lower: str, *, first: bool) -> bool:
    """Whether a "not" turns this "shall": not one of a clause within the sentence."""
    if 0 <= negation.start - modal.end <= _NEAR:
        between = lower[modal.end : negation.start]
        return not _RELATIVE.search(between) and not re.search(r"[,;.] ?\w+ \w+", between)
    if first and negation.end <= modal.start and lower[negation.start : negation.end] in _SUBJECT:
        return not re.search(r"\b(?:who|which|if|unless)\b", lower[negation.end : modal.start])
    return False


def _who(modal: Stance, lower: str, limit: bool, subjects: frozenset[str], names: Names) -> Who:
    """Whom it binds; what limits the use of the signer's things, and names nobody, binds the other side."""
    actor = modal.actor
    if actor in ("us", "them", "both"):
        return actor
    if lower[: modal.start].rstrip().endswith((" it", " they")):  # "If Company pays late, it shall …"
        named = {side for _, side, _ in names.mentions(lower[: modal.start])}
        if len(named) == 1:
            return named.pop()
    return "them" if limit and actor == "unknown" and _OWN & subjects else "unknown"


def _act(rest: str) -> tuple[Act, str]:
    """The kind of the act, and its verb as printed."""
    head = _SOFT.sub(" ", rest)[:_ACT]
    best: tuple[int, Act, str] | None = None
    for act, words in _ACTS.items():
        found = words.match(head)
        if found and (best is None or found.start("verb") < best[0]):
            best = found.start("verb"), act, found["verb"].strip()
    if best:
        return best[1], best[2]
    verb = re.match(rf"{_BETWEEN}\b(?!(?:be|not|no|have|to|also|the|only)\b)([a-z]+)", head)
    return "other", verb[1] if verb else ""


def _acting(lower: str, end: int, names: Names) -> Who | None:
    """Who acts in a sentence in the passive: "may be chosen by Performer"."""
    if not _PASSIVE.match(lower, end):
        return None
    by = {at: side for at, side, _ in names.mentions(lower[: end + 80]) if at > end}
    found = _BY.search(lower, end, end + 80)
    return by.get(found.end()) if found else None


def _giver(match: re.Match[str], who: Who, lower: str) -> Position:
    verb = match["verb"]
    refuses = bool(match["no"] or match["none"])
    at = match.start("none") + 1 if match["none"] else match.end("no") - 3 if match["no"] else -1
    if verb.startswith(("bear", "indemnif")):
        what: What = "not" if refuses else "must"
        return Position(who, what, "burdens", verb, match.start(), match.end(), lower[match.end() :], at)
    what = "keeps" if refuses else "gives"
    return Position(who, what, "other", verb, match.start(), match.end(), lower[match.end() :], at)


def _bare(negation: Stance, lower: str, subjects: frozenset[str]) -> Position:
    """Of a sentence with a "not" alone: "use of it is prohibited", "is not allowed to", "is not bound"."""
    behind = lower[negation.end :]
    ban = lower[negation.start : negation.end] in ("prohibited", "forbidden") or re.match(
        r" (?:allowed|permitted|entitled|be )", behind
    )
    who: Who = negation.actor if negation.actor in ("us", "them", "both") else "unknown"
    if ban:
        act, verb = _act(re.sub(r"^ (?:allowed|permitted|entitled) to", "", behind))
        if act == "other":
            act, verb = _act(lower)
        if who == "unknown" and _OWN & subjects:
            who = "them"
        return Position(who, "not", act, verb, negation.start, negation.end, behind, negation.start)
    act, verb = _act(behind)
    if act == "burdens":
        return Position(who, "not", act, verb, negation.start, negation.end, behind, negation.start)
    if lower[negation.start : negation.end] in _SUBJECT and (who != "unknown" or _OWN & subjects):
        who = who if who != "unknown" else "them"
        return Position(who, "not", act, verb, negation.start, negation.end, behind, negation.start)
    return Position("unknown", "not", "denies", verb, negation.start, negation.end, behind, -1)


def _lead(lead: str, text: str, names: Names) -> tuple[Position, ...]:
    """What an item of a list goes on from: "The Company shall not:"."""
    lower = lead.casefold()
    found = list(re.finditer(r"\b(?:(may|can)|shall|will|must|agrees?(?: to)?|undertakes?(?: to)?)\b", lower))
    if not found:
        return ()
    modal = found[-1]
    sides = [side for at, side, _ in names.mentions(lower[: modal.start()])]
    named = sides[-1] if sides else "unknown"
    behind = lower[modal.end() : modal.end() + 40]
    refused = re.search(r"\b(?:not|never)\b", behind) or re.search(
        r"\b(?:no|neither)\b", lower[: modal.start()]
    )
    act, verb = _act(text.casefold())
    what: What = "not" if refused else "may" if modal[1] else "must"
    return (Position(named, what, act, verb, -1, -1, text.casefold(), -1),)
