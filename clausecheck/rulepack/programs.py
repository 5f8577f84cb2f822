"""Regular expression → its compiled program as text, and back: a contract of three pages needs 130 of them.

``re`` compiles in Python, 0.8 ms an expression; its engine takes the compiled program as a list of numbers.
The cache of rule packs keeps that list, for the one version of Python that made it. The engine checks each
program before it runs it; where anything about this is different, the expression is compiled as usual.
"""

from __future__ import annotations

import base64
import re
from array import array


def dump(text: str) -> str:
    """``flags:groups:`` and the program, base64 of 32-bit numbers; "" where this Python has none."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(text)
        if parsed.state.groupdict:
            return ""
        code = array("I", _compiler._code(parsed, 0))
        if code.itemsize != 4:
            return ""
        return f"{parsed.state.flags}:{parsed.state.groups - 1}:{base64.b64encode(code.tobytes()).decode()}"
    except (ImportError, AttributeError, TypeError, ValueError, OverflowError, re.error):
        return ""
