"""Pattern × path → whether it fits, as .gitignore reads patterns, in time that no pattern can blow up."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase


def matches(pattern: str, parts: Sequence[str]) -> bool:
    """Whether a path, told by its names from the folder of the settings down, fits.

    ``*`` and ``?`` stay within a name, ``**`` stands for any number of folders. A pattern without a slash
    fits a name at any depth; one that fits a folder fits all that is in it.

    >>> matches("templates/us/**", ("templates", "us", "old", "a.pdf"))
    True
    >>> matches("templates", ("templates", "a.pdf")), matches("*.txt", ("old", "a.txt"))
    (True, True)
    >>> matches("templates/*.pdf", ("templates", "us", "a.pdf"))
    False
    """
    wanted = [part for part in pattern.split("/") if part not in ("", ".")]
    if "/" not in pattern.rstrip("/"):
        wanted = ["**", *wanted]
    reached = _skipping(wanted, {0})  # how much of the pattern may be behind us: all ways at once
    for part in parts:
        after: set[int] = set()
        for at in reached:
            if wanted[at] == "**":
                after |= {at, at + 1}
            elif fnmatchcase(part, wanted[at]):
                after.add(at + 1)
        if len(wanted) in after:
            return True
        reached = _skipping(wanted, after)
    return False


def _skipping(wanted: Sequence[str], reached: set[int]) -> set[int]:
    """``**`` may also stand for no folder; at the end it wants a name."""
    for at in range(len(wanted) - 1):
        if at in reached and wanted[at] == "**":
            reached.add(at + 1)
    return reached
