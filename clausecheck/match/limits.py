"""A promise of a paper → the words beside it that make it smaller than it sounds: "except that", "up to".

One list for all kinds of promises. Written from the loop.* rules, the holes of `terms.promises`, and promises
that drafters made smaller on purpose: `tests/compare/limits.yaml` has each with a harmless twin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from clausecheck.model import Span
from clausecheck.model.noun import NamedTuple

# duty: they must do something; ban: they must not; scope: they may do this only; right: the signer may do it
Nature = Literal["duty", "ban", "scope", "right"]

_NEXT = 12  # characters between "other than" and the promise itself
_NEAR = 260  # characters between the promise and words that may belong to it
_SIGNER = (
    r"(?:you|(?:the )?(?:artist|performer|talent|participant|actor|model|narrator|contributor|licensor))"
)
_GROUP = re.compile(
    r"\b(?:affiliat\w+|partners?|customers?|clients?|licensees?|third[ -]part\w+|others|any\w*|every\w*"
    r"|website|whom?ever)\b"
)


class _Limiter(NamedTuple):
    kind: str
    words: re.Pattern[str]
    of: tuple[Nature, ...]
    hole: bool = True  # False: it may be harmless, so that a reader must look


def _limiter(kind: str, words: str, of: str = "duty ban scope right", *, hole: bool = True) -> _Limiter:
    return _Limiter(kind, re.compile(words), tuple(of.split()), hole)  # type: ignore[arg-type]


# The yes of the signer, and what a law asks for: a limit that may be harmless. They are read before the rest.
_YIELDING: Final = (
    _limiter(
        "consent",
        r"\b(?:unless|except|without|other than|until|subject to|save)\b[^.;]{0,60}?\b(?:consents?|approv\w+"
        r"|permission|agree[sd]?|agreement|signature|licen[cs]e)\b",
        hole=False,
    ),
    _limiter(
        "law",
        r"\b(?:unless|except|other than|save|to the extent|where|if)\b[^.;]{0,40}?\b(?:required?|compelled"
        r"|ordered|obliged)\b[^.;]{0,12}\b(?:by|under)\b[^.;]{0,24}\b(?:laws?|court\w*|order|authorit\w+"
        r"|regulat\w+|statute)\b",
        hole=False,
    ),
)
_LIMITERS: Final = (
    _limiter(
        "exception",
        r"\bexcept(?:ing|ed)?\b|\bsave (?:that|for|as|where|to|in|when|if)\b|\bother than\b|\bapart from\b"
        r"|\bwith the exception\b|\bprovided,? (?:however,? )?(?:that\b|always\b)|\bunless\b|\bhowever\b"
        r"|\b(?:but|although|though) (?:\w+ ){0,4}?(?:may|can|is free to|remains? free)\b(?! not\b)"
        r"|\bin which case\b|\bnotwithstanding\b",
    ),
    _limiter("exception",
        r"\b(?:and|or) (?:in|for|to|with|by) (?:any|all|every) (?:other|further)\b", "scope"),
    _limiter("exception",
        r"\band (?:(?!not\b|you\b|artist\b|performer\b|talent\b)\w+ ){0,3}?may\b(?! not\b"
        r"| only\b)", "ban duty"),
    _limiter("exception", r"\bsubject to\b|\bto the extent\b|\b(?:so|in so|as) far as\b|\binsofar\b"),
    _limiter(
        "effort",
        r"\bendeavou?rs?\b|\b(?:reasonable|best) efforts?\b|\b(?:intends?|intention|aims? to|plans? to"
        r"|hopes? to|seeks? to|tr(?:y|ies) to|strives? to)\b|\b(?:currently|at present|presently"
        r"|at this time|for now)\b",
    ),
    _limiter("not bound", r"\bnot (?:be )?(?:legally )?(?:bound|binding|obliged|obligated)\b"),
    _limiter(
        "their choice",
        r"\bdiscretion\b|\bwhen (?:it|they|we|(?:the )?\w+) no longer (?:needs?|requires?|wish\w*)"
        r"|\b(?:as long|as soon|when|if|where|unless) (?:as )?(?:it|they|we|(?:the )?(?:company"
        r"|producer|studio"
        r"|publisher|client|agency)) (?:needs?|wish\w*|thinks?|sees?|considers?|likes?|chooses?|decides?"
        r"|has (?:room|space|time))\b"
        r"|\b(?:where|if|when|wherever|as far as)(?: it is)? (?:reasonably )?(?:practica\w+|feasible"
        r"|possible|convenient)\b",
    ),
    _limiter("condition", r"\b(?:if|in case|in the event)\b", "duty ban scope"),
    _limiter("condition", r"\b(?:if|in case|in the event|once)\b", "right", hole=False),
    _limiter(
        "money first",
        r"\b(?:after|upon|on|following|from|of|subject to"
        r"|once)\b[^.;]{0,24}\breceipt of (?:\w+ ){0,2}?(?:funds"
        r"|payment|monies|money|income)\b"
        r"|\b(?:after|when|once|as soon as)\b[^.;]{0,40}\b(?:is paid|has paid|pays|receives?|has received)\b"
        r"|\b(?:after|upon|following|on|from)\b[^.;]{0,12}\b(?:release|publication|broadcast|distribution"
        r"|premiere|transmission)\b",
        "duty",
    ),
    _limiter(
        "cap",
        r"\b(?:up to|at most|not? more than|(?:a )?maximum of|capped at|not exceed\w*|limited to)\b"
        r"|\bless (?:an?"
        r"|the|any|its|our|such|\d|[$£€])|\bminus\b|\bafter deducti\w+|\bnet of\b|\bdeduct\w*",
        "duty",
    ),
    _limiter(
        "time",
        r"\bbefore\b(?! or after)|\buntil\b(?! then)|\b(?:during|in|for|within) (?:the|its) first\b"
        r"|\bpending\b|\bwhile\b|\bprior to\b",
        "ban right",
    ),
    _limiter("time", r"\buntil\b(?! then)|\bfor the first\b|\bduring the first\b", "duty"),
    _limiter("time", r"\b(?:during|after|as long as|for (?:a period of )?(?:\w+ ){1,3}(?:days?|weeks?|months?"
        r"|years?))\b(?! (?:or|and) after)", "ban", hole=False),
    _limiter("notice", r"\bwithout (?:\w+ ){0,2}(?:notice|notif\w+|telling|informing)\b", "ban"),
    _limiter(
        "payment",
        r"\b(?:on|upon|against|after|subject to) (?:\w+ ){0,2}(?:payment|paying|repayment|repaying)\b"
        r"|\b(?:shall|must|will|by) (?:then )?(?:pay|repay|reimburs|compensat)\w*",
        "right",
    ),
    _limiter(
        "only some",
        r"\b(?:its|their) own\b|\b(?:specific|exact|identifiable|particular|identical)\b|\bknowingly\b"
        r"|\b(?:materially|substantially|directly|recogni[sz]ably)\b|\bin (?:its|their) entirety\b",
        "ban",
    ),
    _limiter(
        "purpose",
        r"\b(?:for|in) (?:any |its |their |the )?(?:commercial(?:ly)?|advert\w*|marketing|promotion\w*|profit"
        r"|sale)\b",
        "ban",
    ),
    _limiter(
        "you pay",
        rf"\bby {_SIGNER}\b(?! name|'s name)|\bat {_SIGNER}(?:'s|r)? (?:own |sole )?(?:costs?|expenses?"
        rf"|charge)\b"
        r"|\b(?:repays?|repaid|refunds?|returns? (?:it|the fee)|of which)\b",
        "duty",
    ),
    _limiter("money first",
        r"\b(?:approved|accepted|confirmed) by (?!(?:the )?(?:artist|performer|you))", "duty"),
    _limiter(
        "only some",
        r"\b(?:publicly|itself|themselves)\b|\bfor less than\b|\bin (?:19|20)\d\d\b|\bstrangers\b",
        "ban",
    ),
    _limiter("a part",
        r"\b(?:working|local|raw|unused|spare) (?:copies|footage|files|material)\b", "duty"),
    _limiter("aside", r"\bbut\b(?! not\b)|\b(?:who|which|that) (?:are|is|do|does) not\b", hole=False),
)  # fmt: skip
# "The licence lasts at least two years", "and then renews": more than the figure says.
_STRETCHED = re.compile(
    r"\b(?:at least|not less than|no less than|(?:a )?minimum(?: of)?|renew\w*|extend\w*|extension"
    r"|roll\w* over"
    r"|option\w*|or (?:longer|more)|initial)\b"
)
# What looks like a limiter and takes nothing from the signer.
_HARMLESS = re.compile(
    rf"\bif {_SIGNER} (?:asks?|requests?|wants?|wish\w*|so \w+)\b|\buntil then\b|\bnot (?:only"
    rf"|limited to)\b|\b(?:without|no) (?:any )?deductions?\b"
    r"|\bwhether (?:before|during|or)\b[^.;]{0,30}|\b(?:during|before) (?:or|and) after\b"
    r"|\bat any time (?:before|during) (?:or|and) after\b|\bas far as possible from\b"
    r"|\bincluding if\b|\beven (?:if|after|where|when)\b|\bif any\b|\bno exceptions?\b|\bwithout exception\b"
    r"|\b(?:other than|except)\b[^.;]{0,80}\b(?:for the purposes? of this|to perform this)\b"
)
_NARROW = re.compile(r"\b(?:other than|except(?: to| by| for)?|save for)\b(?P<who>[^.;]{0,160})")

# The sentence after a promise that takes it back: "This does not bind its licensees."
_TAKES_BACK = re.compile(
    r"\s*(?:\(?\w{1,4}[.)]\s*)*(?:this|that|these|it|nothing in|however|but|the (?:foregoing|above"
    r"|preceding|duty"
    r"|limits?|promises?|prohibition|restrictions?)|such (?:duty|limit|promise|restriction)\w*)\b[^.]{0,90}?"
    r"\b(?:(?:does|do|shall|will) not (?:bind|apply|cover|extend|stop|limit|prevent|restrict|affect|prohibit"
    r"|include|mean)|not (?:bind|apply)|(?:stops?|prevents?|limits?|restricts?|applies (?:only|until|before"
    r"|while|if)|ends? (?:when|if|after|on)|may)\b)"
)
_TAIL = re.compile(r"[a-z]{4,}")
_STRETCH = 60  # characters after a limiter that say what it is about


class Found(NamedTuple):
    """Words that make a promise smaller."""

    kind: str
    span: Span
    hole: bool
    about: frozenset[str]  # the words behind it


def limits(lower: str, hits: tuple[Span, ...], nature: Nature, *, most: bool = False) -> Iterator[Found]:
    """The limiters in a sentence, in lower case, around the words of a promise at ``hits``.

    ``most``: the promise is a figure that must not be exceeded, such as the years of a licence.
    """
    text = _masked(lower)
    seen: list[Span] = []
    for limiter in (*_YIELDING, *_LIMITERS):
        if nature not in limiter.of:
            continue
        for match in limiter.words.finditer(text):
            span = Span(match.start(), match.end())
            if any(span.overlaps(other) for other in seen) or not _near(span, hits):
                continue
            if limiter.kind in ("purpose", "only some") and any(span.overlaps(hit) for hit in hits):
                continue  # the promise itself: "not for commercial use"
            if limiter.kind == "exception" and any(0 <= hit.start - span.end < _NEXT for hit in hits):
                continue  # "for all purposes other than advertising"
            seen.append(span)
            yield Found(limiter.kind, span, limiter.hole, _about(lower, span))
    if most:
        for match in _STRETCHED.finditer(text):
            span = Span(match.start(), match.end())
            if _near(span, hits):
                yield Found("more", span, hole=True, about=_about(lower, span))


def takes_back(lower: str) -> Span | None:
    """Where the next sentence takes back what the one before it promised."""
    found = _TAKES_BACK.match(lower)
    return Span(len(lower) - len(lower.lstrip()), found.end()) if found else None


def only_may(lower: str, hit: Span) -> Span | None:
    """The "may" right before the words of a duty: they need not."""
    before = list(
        re.finditer(
            r"\b(?:may|can|might|could|shall|will|must|agrees? to|is entitled to)\b", lower[: hit.end]
        )
    )
    if not before or before[-1][0] not in ("may", "can", "might", "could", "is entitled to"):
        return None
    return Span(before[-1].start(), before[-1].end())


def _masked(lower: str) -> str:
    """The sentence with blanks for what is harmless."""
    text = _HARMLESS.sub(lambda found: " " * len(found[0]), lower)
    return _NARROW.sub(_named, text)


def _named(found: re.Match[str]) -> str:
    """Nothing of "other than the Museum, which gets them for the Project only": one holder, and bound."""
    who = found["who"]
    bound = re.search(r"\b(?:only|solely)\b", who)
    return " " * len(found[0]) if bound and not _GROUP.search(who, 0, bound.start()) else found[0]


def _near(span: Span, hits: tuple[Span, ...]) -> bool:
    return any(span.start < hit.end + _NEAR and hit.start < span.end + _NEAR for hit in hits)


def _about(lower: str, span: Span) -> frozenset[str]:
    return frozenset(_TAIL.findall(lower, span.end, span.end + _STRETCH))
