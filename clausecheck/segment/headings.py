"""Line → heading or not: capitals, title case, bold, and headings that run into their clause."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[^\W\d_]")
_STOP_INSIDE = re.compile(r"[a-z]{3}\. +[A-Z]")
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
# Words that title case leaves small.
_SMALL = frozenset(
    "a an and as at but by de for from if in into nor of off on onto or out over per pro re so than the "
    "through to under up upon v via vs with within without its their your our not this that such which who "
    "other between among before after during before against no any each all if when how what we you "
    "it".split()
)
_HANGING = _SMALL - {"you", "we", "us", "it"}  # no last words of a heading: "Term and"
_VERBS = frozenset(
    "shall will may must can is are was were be been has have had does do agrees agree grants grant means "
    "represents warrants acknowledges provides pays pay should would cannot".split()
)
_LONG = 100  # characters; headings of the CUAD contracts are shorter
_RUN_IN = re.compile(
    r"(?P<heading>[^.:\u2014!?]{2,90}?)(?P<stop>\.:|[.:](?=\s|$)|\s?[\u2014\u2013](?=\s)|\s-{1,2}(?=\s))\s*"
)
_MARKS = re.compile(r"\([a-z]{1,4}\)")  # of a list inside a sentence
_SENTENCE = 7  # words; a line in capitals that is so long and has a verb says something
_ASKS = re.compile(r"(?:who|what|when|where|why|how)\b(?: [^\s,]+){1,8}\Z", re.I)  # "Who we are"
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?i:inc|ltd|co|corp|no|nos|mr|mrs|ms|dr|st|vs?))\Z")
_SIGNATURE = re.compile(
    r"(?:by|name|title|its|date|dated|sign|signed|signature|attest|witness|print name|address|tel|fax|"
    r"e-?mail|phone)\b"
    r"\s*(?:\([^)]*\)\s*)?:|_{4,}|/s/|\[signature",
    re.I,
)
_OPENING = re.compile(
    r"whereas\b|now,? therefore|in witness whereof|witnesseth|by and between|between\b|and\b", re.I
)


def capitals(text: str) -> bool:
    """Whether every letter is a capital, and there are at least three."""
    return text.isupper() and len(_LETTERS.findall(text)) >= 3


def title_case(text: str) -> bool:
    """Whether every word that matters begins with a capital."""
    words = _WORD.findall(text)
    if not words or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word.lower() in _SMALL for word in words) and not _STOP_INSIDE.search(
        text
    )


def signature(text: str) -> bool:
    """Whether this is a line of a signature block."""
    return _SIGNATURE.match(text) is not None or ("____" in text and len(text) < _LONG)


def alone(text: str, bold: bool) -> bool:
    """Whether a line that stands alone reads as a heading."""
    if len(text) > _LONG or text[-1:] in ".;,?" or signature(text) or "..." in text or "____" in text:
        return False
    if _OPENING.match(text) and not capitals(text):
        return False
    letters = len(_LETTERS.findall(text))
    if letters < 3 or 2 * letters < len(text) - text.count(" ") or len(text.split()) > 14:
        return False
    if capitals(text) and len(text.split()) >= _SENTENCE and not _is_phrase(text, 14):
        return False
    return capitals(text) or (title_case(text) and bold) or (bold and text[0].isupper() and text[-1] != ":")


def short(text: str) -> bool:
    """Whether a line that is underlined may be a heading."""
    return len(text) <= _LONG and text[-1:] not in tuple(".;,") and _LETTERS.search(text) is not None


def titled(text: str) -> bool:
    """Whether a line set apart on both sides reads as a heading in title case."""
    return (
        len(text) <= 70
        and text[-1:] not in tuple(".;,?")
        and not (text.endswith(":") and len(text.split()) > 4)
        and text[:1] != '"'
        and len(text.split()) <= 9
        and title_case(text)
        and not signature(text)
        and _OPENING.match(text) is None
        and not any(c.isdigit() for c in text)
    )


def after_label(text: str, sentence: bool = False) -> int:
    """Length of the heading that a labelled clause's ``text`` starts with, up to its body; 0: none.

    ``sentence``: headings such as "Data protection." count too, not only those in capitals and title case.
    """
    if whole(text):
        return len(text)
    match = _RUN_IN.match(text)
    if match is None:
        return 0
    heading = match["heading"].strip("\"' ")
    if len(heading.split()) > 12 or _ABBREVIATED.search(heading):
        return 0
    rest = text[match.end() :]
    if rest[:1].islower() and match["stop"].strip() == ".":
        return 0
    if _MARKS.sub("", rest).isupper() and not _is_phrase(heading, 12):
        return 0  # where all is in capitals, they tell nothing
    if capitals(heading) or title_case(heading) or (sentence and rest and _is_phrase(heading)):
        return match.end()
    return 0


def before_paragraph(text: str) -> int:
    """Length of the heading of a paragraph without a label: "Indemnity. You shall pay …"; 0: none."""
    match = _RUN_IN.match(text)
    if match is None or match["stop"].strip() != "." or signature(text) or len(text) < 2 * match.end():
        return 0
    heading = match["heading"]
    if len(heading.split()) > 8 or _ABBREVIATED.search(heading) or not heading[0].isalpha():
        return 0
    rest = text[match.end() :]
    found = title_case(heading) and _is_phrase(heading, 8) and (rest[0].isupper() or rest[0] == '"')
    return match.end() if found else 0


def bold(text: str, length: int) -> bool:
    """Whether the first ``length`` characters, which are bold, are a heading over the rest."""
    words = text[:length].strip(" .:;")
    if not 3 <= len(words) <= _LONG or not _is_phrase(words, 14):
        return False
    rest = text[length:].lstrip(" .:;\u2014\u2013-")
    return (
        bool(rest)
        and not rest[0].islower()
        and text[length - 1 : length + 1].strip()[-1:] in tuple(".:;\u2014\u2013?")
    )


def whole(text: str) -> bool:
    """Whether all that stands behind a label is a heading, by its capitals."""
    words = text.split()
    if len(text) > _LONG or text[-1:] in tuple(".;,:?") or not 0 < len(words) <= 14 or words[-1] in _SMALL:
        return False
    return capitals(text) or title_case(text)


def brief(text: str) -> bool:
    """Whether the words behind a label could be a heading in small letters: few, and no sentence."""
    if len(text) > 70 or not text[:1].isupper() or text[-1:] in tuple(".;,:"):
        return False
    if text.rsplit(maxsplit=1)[-1].lower() in _HANGING:
        return False
    return _is_phrase(text.rstrip("?"), 9) or _ASKS.match(text) is not None


def _is_phrase(text: str, most: int = 5) -> bool:
    words = text.split()
    return len(words) <= most and text[:1].isupper() and not any(word.lower() in _VERBS for word in words)
