"""Patterns of a rule → branches that can never bring a finding of their own."""

from __future__ import annotations

import re
from itertools import product

from clausecheck.model import AllOf, AnyOf, Near, Pattern, Phrase, Regex, Veto
from clausecheck.rulepack.lint.remarks import Pen
from clausecheck.rulepack.lint.samples import samples
from clausecheck.rulepack.located import Located, alternatives, elements
from clausecheck.rulepack.yamlfile import Node

_MOST = 24  # samples of one pattern
_AMID = (
    "qq zz {} zz qq"  # a sample amid other words: what waits for the end of a text must not hold by chance
)
_APART = re.compile(r"[;:()]")  # ends a phrase: a veto reaches no further


def check(pen: Pen, located: Located) -> None:
    """Remarks on branches that an earlier one holds already, and on those that a guard always takes back."""
    rule, match = located.rule, located.node("match")
    if rule.match is None or match is None:
        return
    branches = list(alternatives(rule.match, match))
    _repeated(pen, branches)
    guards = list(zip(rule.vetoes, elements(located.node("not")), strict=True))
    for branch, node in branches:
        shown = [_AMID.format(each) for each in texts(branch) if not _APART.search(each)]
        shown = [each for each in shown if holds(branch, each)]
        for veto, guard in guards:
            if _same(branch, veto.pattern) or (shown and all(holds(veto.pattern, each) for each in shown)):
                _taken_back(pen, veto, node, guard)
                break


def _taken_back(pen: Pen, veto: Veto, node: Node, guard: Node) -> None:
    where = f"the `not` at line {guard.place.line}"
    said = f", which looks at the whole {veto.scope}," if veto.scope else ""
    pen.error(
        "never-fires",
        node.place,
        f"{where}{said} takes back every hit of this branch",
        "make the guard narrower, or remove the branch",
    )


def _repeated(pen: Pen, branches: list[tuple[Pattern, Node]]) -> None:
    for i, (pattern, node) in enumerate(branches):
        for other, earlier in branches[:i]:
            if _bare(pattern) == _bare(other):
                pen.error(
                    "never-fires",
                    node.place,
                    f"the branch at line {earlier.place.line} is the same",
                    "remove one of them",
                )
                break
            if isinstance(pattern, Phrase) and isinstance(other, Phrase) and _within(other, pattern):
                pen.warning(
                    "covered",
                    node.place,
                    f"the phrase at line {earlier.place.line} finds all that this one finds",
                    "remove this one, unless you want the longer quote",
                )
                break


def _bare(pattern: Pattern) -> Pattern:
    return pattern._replace(needs=(), program=b"") if isinstance(pattern, Regex) else pattern


def _within(short: Phrase, long: Phrase) -> bool:
    return re.search(rf"(?<!\w){re.escape(short.text.lower())}(?!\w)", long.text.lower()) is not None


def _same(branch: Pattern, veto: Pattern) -> bool:
    parts = branch.patterns if isinstance(branch, AllOf) else (branch,)
    return any(_bare(part) == _bare(veto) for part in parts)


def texts(pattern: Pattern) -> list[str]:
    """Short texts that the pattern matches; none where that cannot be told."""
    match pattern:
        case Regex(expression):
            return samples(expression)
        case Phrase(words):
            return [words.lower()]
        case AnyOf(patterns):
            parts = [texts(part) for part in patterns]
            return [each for part in parts for each in part][:_MOST] if all(parts) else []
        case AllOf(patterns):
            return [
                " ".join(each) for each, _ in zip(product(*map(texts, patterns)), range(_MOST), strict=False)
            ]
        case Near(a, b):
            return [f"{x} {y}" for (x, y), _ in zip(product(texts(a), texts(b)), range(_MOST), strict=False)]
        case _:
            return []


def holds(pattern: Pattern, text: str) -> bool:
    """Whether a pattern holds in a text of a few words; False where that cannot be told."""
    match pattern:
        case Regex(expression):
            return re.search(expression, text) is not None
        case Phrase(words):
            return re.search(rf"(?<!\w){re.escape(words.lower())}(?!\w)", text) is not None
        case AnyOf(patterns):
            return any(holds(part, text) for part in patterns)
        case AllOf(patterns):
            return all(holds(part, text) for part in patterns)
        case Near(a, b):
            return holds(a, text) and holds(b, text)
        case _:
            return False
