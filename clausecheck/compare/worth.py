"""Figures that changed → who gains, where the words around a figure say what it belongs to.

A sum goes with who pays it, a period with what it delays or bounds. Where the sentence does not say it, the
figure is only shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf
from typing import Final

from clausecheck.compare.modifiers import TERM, gains
from clausecheck.compare.positions import OTHER, Position, Text
from clausecheck.model import Effect, Gain, Severity
from clausecheck.words import figures
from clausecheck.words.edits import Edits
from clausecheck.words.figures import Figure

_STEEP: Final = 0.1  # share by which money falls, or what they may wait grows, from which it is grave
_FAR: Final = 2.0  # times
_AROUND: Final = 40  # characters beside a figure that say what it counts
_PAY: Final = re.compile(
    r"\b(?:pay\w*|paid|fees?|royalt\w+|commissions?|interest|reimburs\w*|receives?|salary|bonus|shares?|credit\w*"
    r"|compensat\w+|refund\w*|insur\w+|indemni\w+)\b"
)
_CUTS: Final = re.compile(
    r"\b(?:less|minus|deduct\w*|charge\w*|up to|exceed\w*|cap(?:ped)?|maximum|at most|withh\w+)\b"
)
_BY: Final = re.compile(r"\b(?:within|no later than|not later than|by|before|in)\W+(?:a |the )?\Z")
_MOST: Final = re.compile(r"\b(?:more|longer|later) than\b")
_TAKEN: Final = ("deduct", "charg", "withh", "retain", "keep", "set off")
_NOTICE: Final = re.compile(r"\bnotice\b")
_FOR: Final = re.compile(
    r"\b(?:for|during|period of|term of|lasts?|runs?)\W+(?:a |the |further |another |at least "
    r"|more than |longer than )*\Z"
)


def effects(old: Text, new: Text, edits: Edits) -> Iterator[Effect]:
    """Each figure that changed."""
    for one, other in figures.changed(old.text, new.text, edits):
        text, figure = (new, other) if other else (old, one)
        assert figure is not None
        tokens = edits.after if other else edits.before
        at = tokens[figure.first].start
        gain, severity, says = _weighed(text, at, one, other, text.at(at))
        yield Effect("figure", gain, severity, says, one.words if one else "", other.words if other else "")


def _weighed(
    text: Text, at: int, one: Figure | None, other: Figure | None, position: Position | None
) -> tuple[Gain, Severity, str]:
    lower = text.text.lower()
    end = at + len((other or one).words)  # type: ignore[union-attr]
    before, behind = lower[max(0, at - _AROUND) : at], lower[end : end + _AROUND]
    beside = f"{before} {behind}"
    if one is None or other is None:
        return _alone(lower, beside, one, other, position)
    if one.value == other.value and one.days == other.days:
        return "unclear", Severity.LOW, "a figure"
    periods = one.days is not None and other.days is not None
    was, now = (one.days or 0.0, other.days or 0.0) if periods else (one.value, other.value)
    grows = now > was
    steep = abs(now - was) > _STEEP * was
    if periods:
        far = now > _FAR * was or was > _FAR * now
        return _period(lower, before, behind, position, grows=grows, far=far, endless=inf in (was, now))
    share = ("%" in other.words and "%" in one.words) or "per cent" in other.words.lower()
    money = one.money and other.money and one.words[:1] == other.words[:1]
    if (money or share) and _paid(lower, position, at) and not _CUTS.search(before):
        assert position is not None
        gain: Gain = "gained" if (position.who == "us") == grows else "lost"
        return gain, Severity.HIGH if steep else Severity.MEDIUM, "a sum"
    cut = (
        position is not None
        and position.who == "them"
        and position.start <= at
        and (_CUTS.search(before) is not None or position.verb.startswith(_TAKEN))
    )
    ceiling = re.search(r"\b(?:up to|exceed\w*|cap(?:ped)?|maximum|at most)\b", before) is not None
    if (money or share) and cut and grows != ceiling:
        return "gained", Severity.HIGH if steep else Severity.MEDIUM, "a sum"
    return "unclear", Severity.MEDIUM if money or share else Severity.LOW, "a figure"


def _paid(lower: str, position: Position | None, at: int) -> bool:
    """Whether the figure is what somebody must pay."""
    return (
        position is not None
        and position.what == "must"
        and position.who in OTHER
        and position.start <= at
        and _PAY.search(lower) is not None
    )


def _alone(
    lower: str, beside: str, one: Figure | None, other: Figure | None, position: Position | None
) -> tuple[Gain, Severity, str]:
    """A figure that one draft alone has: a share that is no longer paid."""
    figure = one or other
    assert figure is not None
    counts = figure.money or "%" in figure.words or "per cent" in figure.words.lower()
    if counts and one is not None and _PAY.search(lower) and position is not None and position.what == "must":
        cut = _CUTS.search(beside) is not None
        if position.who in OTHER and not cut:
            return "gained" if position.who == "them" else "lost", Severity.HIGH, "a sum is gone"
    return "unclear", Severity.LOW, "a figure"


def _period(
    lower: str, before: str, behind: str, position: Position | None, *, grows: bool, far: bool, endless: bool
) -> tuple[Gain, Severity, str]:
    grave = Severity.HIGH if far else Severity.MEDIUM
    if TERM.search(lower) and not _NOTICE.search(lower):
        return (
            ("gained", Severity.HIGH, "how long it lasts") if grows else ("lost", grave, "how long it lasts")
        )
    if position is None or position.who not in OTHER:
        return "unclear", Severity.LOW, "a figure"
    theirs = position.who == "them"
    if _NOTICE.search(behind[:20]):
        return _notice(position, grows=grows, severity=grave)
    if _BY.search(before) and position.what == "must":
        return (
            ("gained" if grows == theirs else "lost"),
            grave,
            "how long they may wait" if theirs else "your time",
        )
    if _BY.search(before) and position.what == "may":
        return ("gained" if grows == theirs else "lost"), Severity.MEDIUM, "how long the right is there"
    if (endless or _FOR.search(before)) and (
        position.what in ("may", "not", "gives") or position.act == "takes"
    ):
        most = _MOST.search(before) is not None and position.what == "not"  # "not for more than two years"
        gain = gains(position, "widens", took=grows if most else not grows)
        severity = Severity.HIGH if gain == "gained" else grave
        return gain, severity, "how long"
    return "unclear", Severity.LOW, "a figure"


def _notice(position: Position, *, grows: bool, severity: Severity) -> tuple[Gain, Severity, str]:
    """Notice binds who has to give it: to end the contract, or of what he will do."""
    gain: Gain = "gained" if (position.who == "us") == grows else "lost"
    return (
        gain,
        severity,
        "notice that you must give" if position.who == "us" else "notice that they must give",
    )
