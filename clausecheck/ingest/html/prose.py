"""Words → do they say something? What is hidden, or left out, is judged by whether it reads as a sentence."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[^\W\d_][^\s]*")
_SMALL = frozenset(
    "the of and to in or a an you your we our us is are be been may will shall must can not no for by with "
    "that this any all as at on from it its they their has have i my".split()
)
_DENIES = re.compile(r"\b(?:not|never|no|nor|neither|without|except|unless|only|cannot)\b", re.I)
# Words of a grant or a promise: no note for visitors of a page needs them.
_BINDS = re.compile(
    r"\b(?:shall|agree[sd]?|grants?|granted|licen[cs]\w+|rights?|waive[sd]?|releases?d?|perpetual\w*|"
    r"irrevocabl\w+|royalt\w+|consents?|assigns?|owns?|sell|give[sn]?|forever|likeness|voice|image|liab\w+|"
    r"indemnif\w+|terminat\w+|payment|fees?)\b",
    re.I,
)
_STOP = re.compile(r"[.;:!?][\"”’)]*\s*\Z")
FEW = 4  # words; menus and buttons have fewer
SHORT = 15  # words; what is written for screen readers has up to a dozen


def sentence(text: str) -> bool:
    """Whether the text reads as prose, not as a menu: four words or more, small ones among them.

    >>> sentence("You grant us all rights."), sentence("Terms of Service Privacy Policy")
    (True, False)
    """
    words = _WORDS.findall(text)
    if len(words) < FEW:
        return False
    if text.isupper():
        words = [word.lower() for word in words]
    small = sum(word[0].islower() for word in words)
    return 2 * small >= len(words) and any(word.lower().strip(".,;:!?)") in _SMALL for word in words)


def closed(text: str) -> bool:
    """Whether a sentence ends in its stop, as links do not."""
    return sentence(text) and _STOP.search(text) is not None


def denies(text: str) -> bool:
    """Whether a few words turn a sentence into its opposite."""
    return len(text.split()) <= FEW and _DENIES.search(text) is not None


def harmless(text: str, service: bool) -> bool:
    """Whether a text that names itself one for screen readers, or for visitors, is one."""
    if service and re.search(r"\bcookies?\b", text, re.I):
        return True
    return len(text.split()) <= (2 * SHORT if service else SHORT) and _BINDS.search(text) is None
