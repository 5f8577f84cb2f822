"""Settings file and variables → what the options of a command are where nobody typed them, and why.

The room reads; what the options are called and what they take, the command line says (``Key``). The reader of
files, ``config.read``, is imported where there is one: most runs have none, and it takes 5 ms.
"""

from __future__ import annotations

from clausecheck.config.find import NAME, find
from clausecheck.config.keys import NOT_IN_A_FILE, PATHS, PER_DOCUMENT, Key, Value
from clausecheck.config.settings import NOTHING, Origin, Override, Setting, Settings
from clausecheck.config.variables import PREFIX, strange, variables

__all__ = [
    "NAME", "NOTHING", "NOT_IN_A_FILE", "PATHS", "PER_DOCUMENT", "PREFIX",
    "Key", "Origin", "Override", "Setting", "Settings", "Value",
    "find", "strange", "variables",
]  # fmt: skip
