"""Style sheet → its rules, for three views of a page: a desktop, a telephone, and print.

A modest reader: no nested rules, no layout. What it does not understand it leaves out, as CSS says.
Sizes are limited, for sheets are as hostile as any other input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from clausecheck.model.noun import NamedTuple

View: TypeAlias = Literal["desktop", "telephone", "print"]
VIEWS: tuple[View, ...] = ("desktop", "telephone", "print")
WIDTHS: dict[View, int] = {"desktop": 1280, "telephone": 390, "print": 720}  # CSS pixels

LIMIT = 4_000_000  # characters of all sheets of a page; those of frameworks have 200,000
RULES = 50_000
LONGEST = 10_000  # characters of a rule's declarations or of a style attribute
SELECTOR = 300  # characters

# What can hide text, or show it again.
PROPERTIES = frozenset(
    "display visibility opacity filter font font-size font-weight color background background-color "
    "background-image background-clip -webkit-background-clip text-indent position left right top bottom "
    "inset margin-left margin-top clip clip-path width height max-width max-height overflow overflow-x "
    "overflow-y transform transition animation animation-name content-visibility white-space list-style "
    "list-style-type -webkit-text-fill-color".split()
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
_PART = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\\.|[{};]", re.S)
_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|url\([^()\"']*\)", re.S)
_CLAUSE = re.compile(r"\(\s*(min|max)-(?:device-)?width\s*:\s*([\d.]+)\s*(px|r?em)\s*\)")
_RANGE = re.compile(r"\(\s*width\s*([<>])=?\s*([\d.]+)\s*(px|r?em)\s*\)")


class Declaration(NamedTuple):
    """One property of a rule or of a style attribute, in lower case."""

    name: str
    value: str
    important: bool


class Rule(NamedTuple):
    """One selector and what it declares."""

    selector: str
    declared: tuple[Declaration, ...]
    views: frozenset[View]


def rules(sheet: str, views: frozenset[View]) -> Iterator[Rule]:
    """The rules that declare something of ``PROPERTIES``, in their order; ``views``: where the sheet holds.

    >>> [
    ...     (r.selector, r.declared[0].value)
    ...     for r in rules("a, b { display: none }", frozenset(VIEWS))
    ... ]
    [('a', 'none'), ('b', 'none')]
    """
    sheet = _COMMENT.sub(" ", sheet[:LIMIT])
    holds: list[frozenset[View] | None] = [views]  # for each block that is open; None: of a rule
    opened: list[str] = []
    start = 0
    for part in _PART.finditer(sheet):
        sign = part.group()
        block = sheet[start : part.start()] if sign in "{}" else ""
        if sign == "{":
            if opened and holds[-1] is None:  # a rule within a rule ends what the outer one declares
                yield from _rules(opened[-1], block.rpartition(";")[0], holds[-2])
            around = holds[-1]
            opened.append(block.strip())
            holds.append(_inside(opened[-1], around) if around is not None else None)
        elif sign == "}" and opened:
            inner, prelude = holds.pop(), opened.pop()
            if inner is None:
                yield from _rules(prelude, block, holds[-1])
        elif sign != ";" or holds[-1] is None:
            continue  # a string, the end of a declaration, or a bracket too many
        start = part.end()
    if len(holds) > 1 and holds[-1] is None:  # the end of the sheet closes what is open
        yield from _rules(opened[-1], sheet[start:], holds[-2])


def declarations(text: str) -> tuple[Declaration, ...]:
    """What a style attribute, or the block of a rule, says of ``PROPERTIES``.

    >>> declarations("COLOR: Red !important; margin: 0")
    (Declaration(name='color', value='red', important=True),)
    """
    found = []
    for each in _QUOTED.sub("url()", _COMMENT.sub(" ", text[:LONGEST])).lower().split(";"):
        name, _, value = each.partition(":")
        if (name := name.strip()) in PROPERTIES:
            plain, _, word = value.rpartition("!")
            important = word.strip() == "important"
            found.append(Declaration(name, (plain if important else value).strip(), important))
    return tuple(found)


def _rules(prelude: str, block: str, views: frozenset[View] | None) -> Iterator[Rule]:
    declared = declarations(block) if views else ()
    if declared and views:
        for selector in _split(prelude):
            if 0 < len(selector) <= SELECTOR:
                yield Rule(selector, declared, views)


def _split(prelude: str) -> list[str]:
    """Selectors of a list, at the commas outside brackets."""
    found, depth, start = [], 0, 0
    for i, sign in enumerate(prelude):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "," and depth <= 0:
            found.append(prelude[start:i].strip())
            start = i + 1
    return [*found, prelude[start:].strip()]


def _inside(prelude: str, around: frozenset[View]) -> frozenset[View] | None:
    """Where the rules of a block hold; None for the block of a style rule."""
    name, _, rest = prelude.lower().partition(" ")
    if name.startswith("@media"):
        return around & media(prelude[len("@media") :])
    if name in ("@layer", "@supports", "@scope") and not rest.lstrip().startswith("not"):
        return around
    return frozenset() if name.startswith("@") else None


def media(queries: str) -> frozenset[View]:
    """The views for which a list of media queries holds; what is not known holds for none.

    >>> sorted(media("print, (max-width: 600px)"))
    ['print', 'telephone']
    """
    low = queries.strip().lower()
    if not low:
        return frozenset(VIEWS)
    return frozenset(view for view in VIEWS if any(_holds(query, view) for query in _split(low)))


def _holds(query: str, view: View) -> bool:
    parts = [part.strip() for part in re.split(r"\band\b", query.removeprefix("only "))]
    if parts[0].startswith("not "):
        return len(parts) == 1 and not _holds(parts[0][4:].strip(), view)
    return all(_feature(part, view) for part in parts)


def _feature(part: str, view: View) -> bool:
    if part in ("all", "print") or part == "screen":
        return part == "all" or (part == "print") == (view == "print")
    if match := _CLAUSE.fullmatch(part):
        most, width = match[1] == "max", _pixels(match[2], match[3])
    elif match := _RANGE.fullmatch(part):
        most, width = match[1] == "<", _pixels(match[2], match[3])
    else:
        return part in ("(prefers-color-scheme: light)", "(prefers-color-scheme:light)")
    return WIDTHS[view] <= width if most else WIDTHS[view] >= width


def _pixels(number: str, unit: str) -> float:
    try:
        return float(number) * (1 if unit == "px" else 16)
    except ValueError:
        return 0.0
