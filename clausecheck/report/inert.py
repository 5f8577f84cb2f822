r"""Text of a contract → text that a terminal only shows.

Who wrote the contract also wrote its control characters: an escape sequence can recolour the screen, move
the cursor over the line above, or set the clipboard; a bidirectional override can make "not" stand elsewhere;
a zero-width character can hide a word. Each is shown as its code, ``\x1b`` or ``\u202e``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Anything but letters, marks, digits, punctuation, symbols and the plain space, by Unicode category.
_ODD: Final = re.compile(r"[^\w !-~\u00a1-\u00ac\u00ae-\u00ff\u2010-\u2027\u2030-\u205e]")
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def inert(text: str) -> str:
    r"""The text on one line, with every character that is not visible written as its code.

    >>> inert("pay\x1b[2Jment \u202eyenom")
    'pay\\x1b[2Jment \\u202eyenom'
    """
    return _ODD.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    if character.isspace() and character not in "\x1c\x1d\x1e\x1f\x85\u2028\u2029":
        return " "
    if unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
