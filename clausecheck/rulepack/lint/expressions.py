"""Expressions of a rule → those that blow up, that read every sentence, or that wait for capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from clausecheck.model import Pattern, Phrase, Regex, Tokens
from clausecheck.rulepack.lint.backtracking import Ambiguity, ambiguity
from clausecheck.rulepack.lint.probe import Slow, confirm, probe
from clausecheck.rulepack.lint.remarks import Pen
from clausecheck.rulepack.lint.samples import literals, tree
from clausecheck.rulepack.located import Located, alternatives, elements, field, leaves, text
from clausecheck.rulepack.yamlfile import Node, Scalar, Sequence, Table

_CAPITALS = re.compile(r"\[[^\]]*[A-Z]-[A-Z]")


def check(pen: Pen, written: Iterable[tuple[Pattern, Node]]) -> None:
    """Remarks on the regular expressions and token patterns of a rule or law check."""
    for pattern, node in written:
        for leaf in leaves(pattern, node):
            if not leaf.named and isinstance(leaf.pattern, Regex):
                expression(pen, leaf.pattern.text, leaf.node)
            elif not leaf.named and isinstance(leaf.pattern, Tokens):
                _tokens(pen, leaf.node)


def expression(pen: Pen, lowered: str, node: Node) -> None:
    """Remarks on one expression; ``lowered`` is what the loader made of it."""
    found, slow = _costs(lowered)
    if found and slow:
        pen.error(
            "blow-up",
            node.place,
            f"this expression blows up: {slow.length} characters take {slow.seconds:.1f} s ({slow.text!r} …)",
            f"a loop can pass {found.stretch!r} in two ways: let its parts begin with different characters",
        )
    elif found:
        pen.warning(
            "blow-up",
            node.place,
            f"a loop in this expression can pass {found.stretch!r} in two ways",
            "let its parts begin with different characters, or bound it",
        )
    elif slow:
        pen.error(
            "slow",
            node.place,
            f"this expression is slow: {slow.length} characters take {slow.seconds:.2f} s ({slow.text!r} …)",
            "use fewer or narrower gaps, or split it into branches",
        )
    capitals = sorted({chr(c) for c in literals(tree(lowered)) if chr(c).isupper()})
    if capitals:
        pen.error(
            "never-fires",
            node.place,
            f"this waits for the capital {capitals[0]!r}, and the text is in lower case",
            "write it in lower case",
        )
    elif _CAPITALS.search(text(node)):
        pen.warning(
            "capitals",
            node.place,
            "a range of capitals finds small letters: the text is in lower case",
            "write a-z if you mean any letter",
        )


@lru_cache(maxsize=4096)
def _costs(lowered: str) -> tuple[Ambiguity | None, Slow | None]:
    found = ambiguity(lowered)
    return found, confirm(lowered, found) if found else probe(lowered)


def ungated(pen: Pen, located: Located) -> None:
    """Branches without a selective word are tried on every sentence."""
    match = located.node("match")
    if located.rule.match is None or match is None:
        return
    for pattern, node in alternatives(located.rule.match, match):
        if isinstance(pattern, Regex | Phrase) and not pattern.needs:
            pen.warning(
                "no-word",
                node.place,
                "this branch holds no word that every match must contain: it is tried on every sentence",
                "write one word out, outside of optional parts",
            )


def _tokens(pen: Pen, node: Node) -> None:
    """A token that is given in lower case and waits for a capital."""
    for item in elements(node):
        for word in _words(field(item, "LOWER")):
            if word.raw != word.raw.lower():
                pen.error(
                    "never-fires",
                    word.place,
                    f"LOWER is the word in lower case, so {word.raw!r} is never found",
                    f"write {word.raw.lower()!r}",
                )


def _words(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _words(item)
    elif isinstance(node, Table):
        yield from _words(field(node, "IN"))
