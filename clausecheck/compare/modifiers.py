"""Words that widen or narrow what a sentence says → what it does when they are put in or taken out.

One table. A word that narrows takes from whom the sentence serves: "only" in a duty of the signer is good for
her, in a duty of theirs it is good for them; a word that widens adds to it. Where the words do not say whom
the sentence serves, only what weighs most is told, as unclear. The words are those of the drafts that the
edits in tests/compare/turns.yaml are modelled on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import Final, Literal, NamedTuple

from clausecheck.compare.positions import Position, Text, What, serves
from clausecheck.model import Effect, Gain, Severity
from clausecheck.words.edits import Edits
from clausecheck.words.tokens import Token

Does = Literal["narrows", "widens"]
_ALL: Final[frozenset[What]] = frozenset(("may", "must", "not", "gives"))
_BINDS: Final[frozenset[What]] = frozenset(("must", "not"))
_RIGHTS: Final[frozenset[What]] = frozenset(("may", "gives"))
_EVENT: Final = (
    r"(?:releas|receipt|receiv|recoup|publi[cs]|distribut|exploit|broadcast|premiere|profit|sale of|funds"
    r"|financing|approval by)"
)


class Modifier(NamedTuple):
    """A word or phrase, and what it does to the sentence around it."""

    words: re.Pattern[str]  # of a text in small letters
    does: Does
    where: frozenset[What]  # kinds of positions in which it does so
    severity: Severity
    says: str  # when it was put in
    gone: str  # when it was taken out
    before: bool = False  # it also counts before the "shall" of its sentence


def _modifier(
    words: str,
    does: Does,
    where: frozenset[What],
    severity: Severity,
    says: str,
    gone: str,
    before: bool = False,
) -> Modifier:
    return Modifier(re.compile(rf"\b(?:{words})\b"), does, where, severity, says, gone, before)


_H, _M = Severity.HIGH, Severity.MEDIUM
TABLE: Final[Sequence[Modifier]] = (
    _modifier(r"endeavou?rs?|(?:reasonable|best|commercial) (?:\w+ )?efforts|tr(?:y|ies) to|seeks? to"
    r"|aims? to"
              r"|intends? to|where(?:ver)? (?:practicable|possible)|(?:as|so) far as (?:\w+ )?(?:possible"
              r"|practicable)|if (?:practicable|possible)", "narrows", _BINDS, _H,
              "A promise became a try", "A try became a promise"),
    _modifier(r"(?:its|their) own", "narrows", frozenset(("not",)), _H,
              "A ban now covers only what is their own", "A ban no longer covers only what is their own"),
    _modifier(r"both(?! parties| sides)", "narrows", frozenset(("not",)), _H,
              "A ban of each became a ban of both together", "A ban of both together became a ban of each"),
    _modifier(r"knowingly|wil?lfully|intentionally|deliberately|materially|substantially|directly", "narrows",
              _BINDS, _H, "A promise got a loophole", "A loophole in a promise is gone"),
    _modifier(r"only|solely", "narrows", _ALL, _M, "The limit “only” was put in", "The limit “only” was"
    r" taken out"),
    _modifier(r"except(?! as required by law)|unless|other than|save (?:that|as|for)"
    r"|provided,? (?:however,? )?that",
              "narrows", _ALL, _M, "An exception was put in", "An exception was taken out"),
    _modifier(r"(?:at|in) (?:its|their|the \w+'s|\w+'s) (?:sole |absolute |own )*(?:discretion|option)"
              r"|(?:if|as|when) it (?:wishes|chooses|thinks fit|sees fit|so elects|deems)", "narrows",
              frozenset(("must",)), _H, "A duty became a matter of choice", "A matter of choice became"
              " a duty"),
    _modifier(r"up to|no more than|not exceeding|not to exceed|at most"
    r"|capped", "narrows", frozenset(("must",)), _H,
              "A duty got a ceiling", "The ceiling of a duty is gone"),
    _modifier(r"less (?:an? |the |any )?[\w£$€]+|minus|after deduct\w+|net of|net (?:receipts|profits?|income"
              r"|revenues?|proceeds|sales)", "narrows", frozenset(("must",)), _H,
              "What is paid is now counted after deductions", "What is paid is no longer counted after"
              " deductions"),
    _modifier(rf"(?:after|upon|on|following|subject to|when|if|once)(?: \w+){{0,3}}? {_EVENT}\w*", "narrows",
              frozenset(("must",)), _H, "A duty now waits for something that may not happen",
              "A duty no longer waits for something that may not happen"),
    _modifier(r"if(?! any)", "narrows", frozenset(("must",)), _M, "A condition was put in",
              "A condition was taken out"),
    _modifier(r"subject to|on condition that", "narrows", _ALL, _M, "A condition was put in",
              "A condition was taken out", before=True),
    _modifier(r"(?:and|or) elsewhere|anywhere|or otherwise|among other things|without limitation"
              r"|(?:and|or) (?:any|all) other|and all countries|throughout the world", "widens", _RIGHTS, _H,
              "A right now has no edge", "A right has an edge again"),
    _modifier(r"(?:for )?(?:as|so) long as|life of|copyright (?:\w+ ){0,4}?lasts"
    r"|duration of (?:the )?copyright"
              r"|continues|indefinitely|for ?ever|perpetual(?:ly)?|in perpetuity"
              r"|until", "widens", _RIGHTS, _H,
              "A right no longer ends on a set day", "A right ends on a set day again"),
    _modifier(r"all|every|each", "widens", frozenset(("must", "gives")), _M, "“All” was put in",
              "“All” was taken out"),
)  # fmt: skip
# Where a licence's end is told without anybody who "may": "The Term is …".
TERM: Final = re.compile(
    r"(?<![\w-])(?:the )?[\"“]?(?:term|licen[cs]e (?:period|term)|period of (?:the |this )?licen[cs]e)[\"”]?"
    r" (?:is|means|lasts|runs|shall (?:be|last)|will (?:be|last)|continues|starts|begins|ends)\b"
)
_BESIDE: Final = 8  # words that come or go with such a word and still belong to it
_OPEN_END: Final = TABLE[-2]


def effects(old: Text, new: Text, edits: Edits, turned: Set[Position] = frozenset()) -> Iterator[Effect]:
    """What the words of the table do that an edit touches.

    ``turned``: positions that are no longer the same.
    """
    touched = (_spans(edits, old=True), _spans(edits, old=False))
    for each in TABLE:
        was, now = (_found(each, text, spans) for text, spans in zip((old, new), touched, strict=True))
        for (text, at, words), took in ((one, True) for one in was[len(now) :]):
            if text.at(at) not in turned and not _listed(text, at, touched[0]):
                yield from _effect(each, text, at, words, edits, took=took)
        for text, at, words in now[len(was) :]:
            if text.at(at) not in turned:
                yield from _effect(each, text, at, words, edits, took=False)


def _found(each: Modifier, text: Text, spans: Sequence[tuple[int, int]]) -> list[tuple[Text, int, str]]:
    lower = text.text.lower()
    return [
        (text, match.start(), text.text[match.start() : match.end()])
        for match in each.words.finditer(lower)
        if any(start < match.end() and match.start() < end for start, end in spans)
    ]


def _listed(text: Text, at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the word went with a whole thing of a list: "and a share of net receipts"."""
    whole = next((text.text[start:end].lower() for start, end in spans if start < at < end), "")
    return whole.startswith(("and ", "or ", "but "))


def _replaced(edits: Edits, at: int, *, old: bool) -> bool:
    """Whether other words took the place of these."""
    tokens = edits.before if old else edits.after
    for edit in edits.each:
        mine, others = (edit.old, edit.new) if old else (edit.new, edit.old)
        if mine and tokens[mine.start].start <= at < tokens[mine.stop - 1].end:
            return len(others) > 2
    return False


def _much(text: Text, at: int, words: str, spans: Sequence[tuple[int, int]]) -> bool:
    whole = next((text.text[start:end] for start, end in spans if start <= at < end), "")
    return len(whole.split()) > len(words.split()) + _BESIDE


def _effect(each: Modifier, text: Text, at: int, words: str, edits: Edits, *, took: bool) -> Iterator[Effect]:
    position = text.at(at)
    gain: Gain = "unclear"
    if position is not None and (position.what in each.where):
        gain = gains(position, each.does, took=took)
    elif each is _OPEN_END and TERM.search(text.text.lower()):
        gain = "lost" if took else "gained"
    elif position is not None or each.severity < _H or each.does == "widens":
        return
    severity = each.severity
    if gain == "unclear" and severity < _H:
        return
    if gain == "lost" and (_much(text, at, words, _spans(edits, old=took)) or _replaced(edits, at, old=took)):
        gain, severity = "unclear", _M  # a longer passage came or went: of it one word says too little
    says = each.gone if took else each.says
    yield Effect("limit", gain, severity, says, words if took else "", "" if took else words)


def gains(position: Position, does: Does, *, took: bool) -> Gain:
    """Who gains when a sentence that serves somebody is narrowed or widened."""
    side = _served(position)
    if side not in ("us", "them"):
        return "unclear"
    more = (does == "widens") != took
    return "gained" if (side == "them") == more else "lost"


def _served(position: Position) -> str:
    """Of "shall use it only in the Film": the limit is on a use, and so on what is theirs."""
    if position.what == "must" and position.act == "takes":
        return position.who
    return serves(position)


def _spans(edits: Edits, *, old: bool) -> list[tuple[int, int]]:
    words = edits.before if old else edits.after
    ranges = (edit.old if old else edit.new for edit in edits.each)
    return [(words[r.start].start, words[r.stop - 1].end) for r in ranges if r]


# ---------------------------------------------------------------- a limit in no table


def _stretch(words: Sequence[Token], edit: range) -> tuple[int, int]:
    """Where words stand that came or went: of "the Film in the Film" difflib may give "the Film in"."""
    start, stop = edit.start, edit.stop
    while start and words[start - 1].word == words[stop - 1].word and not _BEGINS.match(words[start].word):
        start, stop = start - 1, stop - 1
    return words[start].start, words[stop - 1].end


# What a limit begins with. Words that make a ban stronger may follow: "in any way", "at all".
_BEGINS: Final = re.compile(
    r"(?:below|above|during|to|for|in|at|within|after|before|until|by|who|which|that|if|when|where|while|with"
    r"|as|on|from|outside|against)\b"
)
_STRONGER: Final = re.compile(
    r"\b(?:any|all|every|ever|whatever|whatsoever|whole|part|either|each|other|directly or|or|and|elsewhere"
    r"|including|also|now|time)\b"
)
_YES: Final = re.compile(r"consent|approv|permission")
_LONGEST: Final = 16  # words of such a limit


def limits(old: Text, new: Text, edits: Edits, turned: Set[Position] = frozenset()) -> Iterator[Effect]:
    """Words put into a ban, or taken out, that begin like a limit: "below their market price"."""
    changes = [edit for edit in edits.each if edit.old or edit.new]
    if len(changes) != 1 or bool(changes[0].old) == bool(changes[0].new):
        return
    took = bool(changes[0].old)
    text = old if took else new
    if took and new.positions and new.positions[0] in turned:
        return
    start, end = _stretch(edits.before if took else edits.after, changes[0].old or changes[0].new)
    words = text.text[start:end]
    lower = words.lower()
    position = text.at(start)
    if position is None or position in turned or position.who not in ("us", "them"):
        return
    limit = _BEGINS.match(lower) and not _STRONGER.search(lower) and len(words.split()) <= _LONGEST
    side = _served(position)
    old_words, new_words = (words, "") if took else ("", words)
    if position.what in ("may", "gives") and side == "them":
        if limit and not lower.startswith(("by ", "to the ", "with ")):
            gain: Gain = "gained" if took else "unclear"
            says = "A limit is gone from a right" if took else "A right got words that may be a limit"
            yield Effect("limit", gain, _M if took else Severity.LOW, says, old_words, new_words)
        return
    if position.what != "not":
        return
    if not limit:
        known = any(each.words.search(lower) for each in TABLE) or _YES.search(lower)
        if side == "us" and not known:
            yield Effect(
                "limit", "unclear", _M, "A promise of theirs is worded otherwise", old_words, new_words
            )
        return
    gain = ("lost" if took else "gained") if side == "us" else "unclear"
    whose = "A promise of theirs" if position.who == "them" else "What you may not do"
    says = f"{whose} has a limit less" if took else f"{whose} has a new limit"
    yield Effect("limit", gain, _M, says, old_words, new_words)
