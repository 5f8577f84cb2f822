"""The expressions of the program itself → a file and back, as the cache does it with those of the packs.

The rooms that read a contract hold some 200 regular expressions; compiling them takes 60 ms, a fifth of a
short check. ``prime`` puts them, ready, where ``re.compile`` looks first, before those rooms are imported;
``remember`` writes them down, after they were imported and before anything is read: no word of a contract
gets there.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from operator import attrgetter
from pathlib import Path

from clausecheck import programs
from clausecheck.rulepack.cache import home, store

_NEW = 4  # expressions that may be compiled anew before they are written down
_remembered: set[tuple[str, int]] = set()


def prime() -> None:
    """Load what was remembered, if it is from this Python and this code: else the file would only grow."""
    place = _place()
    kept = getattr(re, "_cache", None)
    if place is None or not isinstance(kept, dict):
        return
    try:
        line, _, blob = place.read_bytes().partition(b"\n")
        stored = json.loads(line)
        entries = stored["expressions"] if stored["key"] == _key() else []
        for text, flags, names, start, end in entries:
            _remembered.add((text, flags))  # also where this Python has no program for it: once is enough
            pattern = programs.load(text, blob[start:end], names)
            if pattern is not None:
                kept[str, text, flags] = pattern
    except (OSError, ValueError, KeyError, TypeError):
        return


def remember() -> None:
    """Write down the expressions that are compiled by now, if some are new; no error if that fails."""
    place = _place()
    kept = getattr(re, "_cache", None)
    if place is None or not isinstance(kept, dict):
        return
    known = [(k[1], int(k[2]), p) for k, p in list(kept.items()) if k[0] is str]
    if sum((text, flags) not in _remembered for text, flags, _ in known) <= _NEW:
        return
    entries, blob = [], bytearray()
    for text, flags, pattern in known:
        program = programs.dump(text, flags)
        entries.append([text, flags, dict(pattern.groupindex), len(blob), len(blob) + len(program)])
        blob += program
    store(place, {"key": _key(), "expressions": entries}, blob)


def _key() -> str:
    """Of this Python and of each module of the program: 2 ms for some 250."""
    digest, home = hashlib.sha256(sys.version.encode()), Path(__file__).parents[1]
    for room in [home, *sorted(each for each in home.iterdir() if each.is_dir())]:
        for module in sorted(os.scandir(room), key=attrgetter("name")):
            if module.name.endswith(".py"):
                status = module.stat()
                digest.update(f"\0{room}/{module.name} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()


def _place() -> Path | None:
    folder = home()
    return folder / "expressions.cache" if folder else None
