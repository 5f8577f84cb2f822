"""Statement of a paper × what was said → whether its limits make it less than the promise."""

from __future__ import annotations

import re
from typing import NamedTuple

from clausecheck.model import Evidence, Limit, Statement, Verdict

_MONEY = re.compile(r"[$£€]\s?(\d[\d,]*(?:\.\d+)?)")
# Words that mark no topic, so that two limits do not become one by them.
_EMPTY = frozenset("that this with from they them their will shall your have been".split())


_OF_SOMETHING = frozenset(("exception", "time", "condition", "payment"))  # before what, except whom


class Judged(NamedTuple):
    """How good a promise of the paper is."""

    verdict: Verdict
    evidence: tuple[Evidence, ...]
    because: str = ""


def judged(said: Statement, signed: Statement) -> Judged:
    """Kept where the paper has no limit that the posting did not name, too."""
    left = [(limit, _hole(said, limit)) for limit in signed.limits]
    holes = [limit for limit, hole in left if hole]
    doubts = [limit for limit, hole in left if hole is False]
    if holes or doubts:
        chosen = (holes or doubts)[:2]
        words = " and ".join(f'"{limit.words}"' for limit in chosen)
        verdict: Verdict = "weaker" if holes and signed.sure else "unsure"
        because = f"the paper sets a limit: {words}" if holes else f"look at this limit yourself: {words}"
        return Judged(verdict, tuple(_once(limit.evidence for limit in chosen)), because)
    return Judged("kept" if signed.sure else "unsure", signed.evidence, signed.because)


def _hole(said: Statement, limit: Limit) -> bool | None:
    """Whether the limit makes the promise smaller; None where the posting named the same one."""
    same = [one for one in said.limits if one.kind == limit.kind]
    if not same:
        return limit.hole
    if limit.kind == "cap":
        return None if _cap(limit) >= max(map(_cap, same)) else True
    if limit.kind not in _OF_SOMETHING or any((one.about & limit.about) - _EMPTY for one in same):
        return None
    return False


def _cap(limit: Limit) -> float:
    """The first sum behind the words; none is as much as any other."""
    sentence = limit.evidence.sentence
    at = limit.evidence.marks[-1].end if limit.evidence.marks else 0
    found = _MONEY.search(sentence, max(0, at - len(limit.words)))
    return float(found[1].replace(",", "")) if found else 0.0


def _once(found: object) -> list[Evidence]:
    return list(dict.fromkeys(found))  # type: ignore[call-overload]
