"""Elements × style sheets → what is declared for each element: the cascade of CSS."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from clausecheck.ingest.html import selector, sheet
from clausecheck.ingest.html.selector import Selector
from clausecheck.ingest.html.sheet import Declaration, View
from clausecheck.ingest.html.tree import Element
from clausecheck.model.noun import NamedTuple

WORK = 5_000_000  # elements that selectors look at; 3,000 elements with a framework's sheet: 1 million
_SHOWS = frozenset("display visibility opacity height max-height left".split())
_NOTHING = re.compile(r"none|hidden|collapse|-.*|0*\.?0*(?:px|%)?|0\.0\d*")


class _Entry(NamedTuple):
    specificity: tuple[int, int, int]
    order: int
    selector: Selector
    declared: tuple[Declaration, ...]
    views: frozenset[View]
    shows: bool = False  # only while the reader does something, and then shows what was hidden


class Cascade:
    """The rules of a page, found by the id, the classes and the type that they are about."""

    def __init__(self, sheets: Iterable[tuple[str, frozenset[View]]], elements: Iterable[Element]) -> None:
        """``elements``: of the page; rules that none of them can meet are left out."""
        self._classes = {name for element in elements for name in element.classes}
        self._entries: defaultdict[str, list[_Entry]] = defaultdict(list)
        self.whole = True  # every rule was read, and tried on every element
        self.views_differ = False
        self._work = count = size = 0
        for text, views in sheets:
            self.whole = self.whole and len(text) <= sheet.LIMIT - size
            for rule in sheet.rules(text[: max(0, sheet.LIMIT - size)], views):
                count += 1
                if count > sheet.RULES:
                    self.whole = False
                    break
                self._add(rule, count)
            size += len(text)

    def _add(self, rule: sheet.Rule, order: int) -> None:
        parsed = selector.parse(rule.selector)
        if parsed is None:
            return
        if any(name not in self._classes for each in parsed.compounds for name in each.classes):
            return
        shows = parsed.dynamic and any(map(_shows, rule.declared))
        if parsed.dynamic and not shows:
            return
        self.views_differ |= len(rule.views) < len(sheet.VIEWS)
        entry = _Entry(parsed.specificity, order, parsed, rule.declared, rule.views, shows)
        for key in selector.keys(parsed):
            self._entries[key].append(entry)

    def declared(self, element: Element) -> tuple[list[_Entry], bool]:
        """The entries that match, weakest first, and whether the reader can make the element show."""
        found: list[_Entry] = []
        opens = False
        for key in (f"#{element.id}", *(f".{name}" for name in set(element.classes)), element.tag, "*"):
            for entry in self._entries.get(key, ()):
                self._work += _reach(entry.selector, element)
                if self._work > WORK:
                    self.whole = False
                    return found, opens
                if selector.matches(entry.selector, element):
                    opens = opens or entry.shows
                    if not entry.shows:
                        found.append(entry)
        found.sort()
        return found, opens


def _shows(declared: Declaration) -> bool:
    return declared.name in _SHOWS and _NOTHING.fullmatch(declared.value) is None


def _reach(tried: Selector, element: Element) -> int:
    """How many elements the selector looks at, at most."""
    if len(tried.compounds) == 1:
        return 1
    return selector.FAR if "~" in tried.joints else min(element.depth, selector.FAR)


def values(entries: Iterable[_Entry], inline: Iterable[Declaration], view: View) -> dict[str, str]:
    """What each property is in one view: later rules win, then the style attribute, then important ones."""
    declared = [d for entry in entries if view in entry.views for d in entry.declared]
    declared += inline
    found: dict[str, str] = {}
    for important in (False, True):
        for each in declared:
            if each.important == important:
                _set(found, each.name, each.value)
    return found


def _set(found: dict[str, str], name: str, value: str) -> None:
    """A shorthand sets what it is short for."""
    match name:
        case "background":
            found |= {"background-color": value, "background-image": value, "background-clip": value}
        case "-webkit-background-clip":
            found["background-clip"] = value
        case "overflow":
            across, _, down = value.partition(" ")
            found |= {"overflow-x": across, "overflow-y": down.strip() or across}
        case "list-style":
            found["list-style-type"] = value
        case "inset":
            top, right, bottom, left = _four(value.split())
            found |= {"top": top, "right": right, "bottom": bottom, "left": left}
        case "font":
            found |= {"font-size": value, "font-weight": value}
        case _:
            found[name] = value


def _four(values: list[str]) -> tuple[str, str, str, str]:
    values = (values or ["auto"])[:4]
    top = values[0]
    right = values[1] if len(values) > 1 else top
    return top, right, values[2] if len(values) > 2 else top, values[3] if len(values) > 3 else right
