"""Regular expression → its compiled program as bytes: a contract of three pages needs 200 of them.

``re`` compiles in Python, 0.8 ms an expression; its engine takes the compiled program as a list of numbers.
The cache of rule packs keeps that list, for the one version of Python that made it. The engine checks each
program before it runs it; where anything about this is different, the expression is compiled as usual.

Format: 32-bit numbers in the machine's own order: the flags, the count of groups, the program.
"""

from __future__ import annotations

import re
from array import array


def dump(text: str) -> bytes:
    """The program of an expression; empty where this Python has none."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(text)
        if parsed.state.groupdict:
            return b""
        code = array("I", [parsed.state.flags, parsed.state.groups - 1, *_compiler._code(parsed, 0)])
        return code.tobytes() if code.itemsize == 4 else b""
    except (ImportError, AttributeError, TypeError, ValueError, OverflowError, re.error):
        return b""
