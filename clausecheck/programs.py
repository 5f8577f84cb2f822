"""Regular expression → its compiled program as bytes, and back: a check of three pages needs 400 of them.

``re`` compiles in Python, 0.8 ms an expression; its engine takes the compiled program as a list of numbers,
in 0.03. The cache keeps those lists, for the one version of Python that made them. The engine checks each
program before it runs it; where anything about this is different, the expression is compiled as usual.

Format: 32-bit numbers in the machine's own order: the flags, the count of groups, the program.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping


def dump(text: str, flags: int = 0) -> bytes:
    """The program of an expression; empty where this Python has none."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(text, flags)
        code = _compiler._code(parsed, flags)
        numbers = array("I", [parsed.state.flags | flags, parsed.state.groups - 1, *code])
        return numbers.tobytes() if numbers.itemsize == 4 else b""
    except (ImportError, AttributeError, TypeError, ValueError, OverflowError, re.error):
        return b""


def load(text: str, program: bytes, names: Mapping[str, int] | None = None) -> re.Pattern[str] | None:
    """The expression, from its program; None where this Python takes it not. ``names``: its named groups."""
    try:
        import _sre  # type: ignore[import-not-found]

        flags, groups, *code = array("I", program)
        named = dict(names or {})
        indexes: list[str | None] = [None] * (groups + 1)
        for name, index in named.items():
            indexes[index] = name
        loaded: re.Pattern[str] = _sre.compile(text, flags, code, groups, named, tuple(indexes))
        return loaded
    except (ImportError, RuntimeError, TypeError, ValueError, IndexError, OverflowError, MemoryError):
        return None
