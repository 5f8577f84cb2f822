"""Selector → does it match an element? Type, class, id, attribute, and what stands before and around it.

Own code, for matching is bounded here: selectors that try every way up a deep page take for ever in others.
What is not known (``:has``, ``:nth-child(2n of p)``) matches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from clausecheck.ingest.html.tree import Element
from clausecheck.model.noun import NamedTuple

FAR = 200  # elements looked at, up or back from one, for each selector
_NAME = r"(?:[\w-]|[^\x00-\x7f]|\\[^\n])+"
_TOKEN = re.compile(
    rf"(?P<joint>\s*[>+~]\s*|\s+)|(?P<type>\*|{_NAME})|\.(?P<class>{_NAME})|#(?P<id>{_NAME})|"
    rf"\[\s*(?P<attribute>{_NAME})\s*(?:(?P<operator>[~|^$*]?=)\s*(?P<value>\"[^\"]*\"|'[^']*'|{_NAME})\s*[is]?\s*)?\]|"
    rf":(?P<not>not)\((?P<inner>[^()]*)\)|:(?P<nth>nth-child|nth-of-type)\((?P<step>[^()]*)\)|::?(?P<pseudo>[\w-]+)"
)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.S)
_STEP = re.compile(r"(?:([+-]?\d*)n)?\s*([+-]?\s*\d+)?")
# What the reader of a page does to see more of it.
_DYNAMIC = frozenset("hover focus focus-within focus-visible active target checked open".split())
_NOTHING = frozenset("link any-link enabled defined".split())  # all of them: a saved page is fresh


class Compound(NamedTuple):
    """What one element must be."""

    type: str = ""  # empty: any
    id: str = ""
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()  # name, operator or empty, value
    nots: tuple[Compound, ...] = ()
    nth: tuple[tuple[str, int, int], ...] = ()  # "nth-child" or "nth-of-type", and a and b of an+b
    root: bool = False


class Selector(NamedTuple):
    """Compounds from the element outwards; a joint stands before each but the first."""

    compounds: tuple[Compound, ...]
    joints: tuple[str, ...]  # " ", ">", "+" or "~"
    specificity: tuple[int, int, int]
    dynamic: bool  # only while the reader points at something, has ticked it, …


def parse(text: str) -> Selector | None:
    """None where the selector is not known, or is about something that is not there (``::before``).

    >>> parse("ul.menu:hover > li").dynamic, parse("p::before")
    (True, None)
    """
    compounds, joints, current, counts = [], [], Compound(), [0, 0, 0]
    dynamic, at = "", 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        at = match.end()
        if (joint := match["joint"]) is not None:
            compounds.append(current)
            joints.append(joint.strip() or " ")
            current = Compound()
            continue
        if match["pseudo"] and match["pseudo"].lower() in _DYNAMIC and not match[0].startswith("::"):
            dynamic = match["pseudo"].lower()
            if at == len(text) and dynamic not in ("target", "open", "focus", "focus-within"):
                return None  # nobody can point at what is not shown
            counts[1] += 1
            continue
        grown = _grown(current, match)
        if grown is None:
            return None
        current = grown
        counts[0] += match["id"] is not None
        counts[1] += not (match["id"] or match["type"])
        counts[2] += match["type"] not in (None, "*")
    compounds.append(current)
    if not text:
        return None
    return Selector(
        tuple(reversed(compounds)), tuple(reversed(joints)), (counts[0], counts[1], counts[2]), bool(dynamic)
    )


def _grown(compound: Compound, match: re.Match[str]) -> Compound | None:
    if match["type"]:
        return compound._replace(type="" if match["type"] == "*" else _plain(match["type"]).lower())
    if match["class"]:
        return compound._replace(classes=(*compound.classes, _plain(match["class"])))
    if match["id"]:
        return compound._replace(id=_plain(match["id"]))
    if match["attribute"]:
        value = _plain((match["value"] or "").strip("\"'"))
        test = (_plain(match["attribute"]).lower(), match["operator"] or "", value)
        return compound._replace(attributes=(*compound.attributes, test))
    if match["not"]:
        inner = parse(match["inner"].strip())
        single = inner is not None and len(inner.compounds) == 1 and not inner.dynamic
        return compound._replace(nots=(*compound.nots, inner.compounds[0])) if inner and single else None
    if match["nth"]:
        step = _nth(match["step"])
        return compound._replace(nth=(*compound.nth, (match["nth"], *step))) if step else None
    match match["pseudo"].lower():
        case "root":
            return compound._replace(root=True)
        case "first-child" | "first-of-type" as name:
            kind = "nth-child" if name == "first-child" else "nth-of-type"
            return compound._replace(nth=(*compound.nth, (kind, 0, 1)))
        case name:
            return compound if name in _NOTHING else None


def _nth(text: str) -> tuple[int, int] | None:
    low = text.strip().lower()
    if low in ("odd", "even"):
        return 2, int(low == "odd")
    match = _STEP.fullmatch(low)
    if match is None or not low or len(low) > 12:
        return None
    many = match[1]
    step = 0 if many is None else int(many + "1") if many in ("", "+", "-") else int(many)
    return step, int((match[2] or "0").replace(" ", ""))


def _plain(name: str) -> str:
    """Without escapes: ``md\\:block`` → ``md:block``."""
    if "\\" not in name:
        return name
    return _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0xFFFD) or 0xFFFD) if m[1] else m[2], name)


def matches(selector: Selector, element: Element) -> bool:
    """Whether the selector matches; what is too far away to tell does not.

    Goes up as a reader would, and tries again from the last " " or "~" where it took the wrong turn.
    """
    compounds, joints = selector.compounds, selector.joints
    if not _fits(compounds[0], element):
        return False
    turns: list[tuple[int, Element]] = []  # where another element may be tried: which compound, from where
    at, here, steps = 1, element, 0
    while at < len(compounds) and steps < FAR:
        steps += 1
        joint = joints[at - 1]
        following = here.parent if joint in " >" else here.before
        if following is None:
            if not turns:
                return False
            at, here = turns.pop()
        elif joint in " ~":
            if _fits(compounds[at], following):
                turns.append((at, following))
                at += 1
            here = following
        elif _fits(compounds[at], following):
            at, here = at + 1, following
        elif turns:
            at, here = turns.pop()
        else:
            return False
    return at == len(compounds)


def _fits(compound: Compound, element: Element) -> bool:
    if compound.type and compound.type != element.tag:
        return False
    if (compound.id and compound.id != element.id) or (compound.root and element.parent is not None):
        return False
    if any(name not in element.classes for name in compound.classes):
        return False
    if not all(_has(element, *test) for test in compound.attributes):
        return False
    if any(_fits(other, element) for other in compound.nots):
        return False
    return all(_counted(element, *nth) for nth in compound.nth)


def _has(element: Element, name: str, operator: str, value: str) -> bool:
    if name not in element.attributes:
        return False
    found = element.get(name)
    match operator:
        case "":
            return True
        case "=":
            return found == value
        case "~=":
            return value in found.split()
        case "|=":
            return found == value or found.startswith(value + "-")
        case "^=":
            return bool(value) and found.startswith(value)
        case "$=":
            return bool(value) and found.endswith(value)
    return bool(value) and value in found


def _counted(element: Element, kind: str, step: int, offset: int) -> bool:
    place, other, looked = 1, element.before, 0
    while other is not None and looked < FAR:
        place += kind == "nth-child" or other.tag == element.tag
        other, looked = other.before, looked + 1
    if other is not None:
        return False
    if not step:
        return place == offset
    return (place - offset) % step == 0 and (place - offset) // step >= 0


def keys(selector: Selector) -> Iterable[str]:
    """By what an element that may match is found: one of its id, classes or type; "*" for all."""
    first = selector.compounds[0]
    if first.id:
        return (f"#{first.id}",)
    if first.classes:
        return (f".{first.classes[0]}",)
    return (first.type or "*",)
