"""Rule × its examples → which branches of its patterns and which of its guards an example exercises.

The rule is taken apart, not the matcher: for each branch there is a copy of the rule that has this branch
alone, for each guard one that lacks it, and all copies read an example at once. A branch is exercised where
its copy still finds something in a match example; a guard, where something is found in a no-match example
as soon as the guard is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from clausecheck.errors import Fault
from clausecheck.model import Absent, AllOf, AnyOf, Near, Pattern, Phrase, Rule, RulePack
from clausecheck.model.noun import NamedTuple
from clausecheck.rulepack.located import Located, elements, field
from clausecheck.rulepack.testing import Check, with_parties
from clausecheck.rulepack.yamlfile import Node

_NEVER = Phrase("qqnothingisspelledlikethisqq", (("qqnothingisspelledlikethisqq",),))
Item = TypeVar("Item")


class Coverage(NamedTuple):
    """How many branches and guards there are, and those that no example exercises."""

    total: int
    gaps: tuple[Fault, ...]

    @property
    def exercised(self) -> int:
        """How many an example exercises."""
        return self.total - len(self.gaps)


class _Copy(NamedTuple):
    """A copy of the rule, changed to show one branch or guard at work."""

    node: Node  # the branch or guard
    message: str
    hint: str
    on: bool  # the examples to try: match or no-match
    fires: Rule | None  # this must find something in one of them …
    silent: Rule | None  # … and this must not


_BRANCH = "no match example exercises this branch", "add an example that only this branch finds"
_GUARD = "no example needs this guard", "add a no-match that is found without the guard (because: not)"
_PROTECTION = (
    "no example shows this protection",
    "add a no-match in which only this branch finds the protection",
)


def coverage(located: Located, pack: RulePack, check: Check) -> Coverage:
    """Which parts of the rule its examples exercise; ``pack`` holds the rule and those that it rests on."""
    copies = [*_of_match(located), *_of_absent(located), *_of_guards(located)]
    if not copies:
        return Coverage(0, ())
    named = [(f"{located.rule.id}.{i}", copy) for i, copy in enumerate(copies)]
    changed = [
        rule._replace(id=f"{name}.{part}", examples=())
        for name, copy in named
        for part, rule in (("fires", copy.fires), ("silent", copy.silent))
        if rule is not None
    ]
    others = tuple(rule for rule in pack.rules if rule.id != located.rule.id)
    all_at_once = pack._replace(rules=(*others, *changed))
    open_ = dict(named)
    for example in located.rule.examples:
        wanted = {name: copy for name, copy in open_.items() if copy.on is example.match}
        if wanted:
            report = check(example.text, with_parties(all_at_once, example), example.side)
            found = {finding.rule.id for finding in report.findings}
            for name, copy in wanted.items():
                if (copy.fires is None or f"{name}.fires" in found) and f"{name}.silent" not in found:
                    del open_[name]
    return Coverage(len(named), tuple(_fault(located, copy) for copy in open_.values()))


def _fault(located: Located, copy: _Copy) -> Fault:
    place, lines = copy.node.place, located.source.lines
    message = f"{located.rule.id}: {copy.message}"
    return Fault(located.source.path, place.line, place.column, message, copy.hint, lines[place.line - 1])


def _of_match(located: Located) -> Iterator[_Copy]:
    match, node = located.rule.match, located.node("match")
    if match is not None and node is not None:
        for alone, place in branches(match, node):
            yield _Copy(place, *_BRANCH, True, located.rule._replace(match=alone), None)


def _of_absent(located: Located) -> Iterator[_Copy]:
    """A protection that should be there is silent where it is there: its branches show in no-match."""
    rule, node = located.rule, located.node("absent")
    if rule.absent is None:
        return
    expect, applies = field(node, "expect"), field(node, "applies-when")
    if expect is not None:
        without = rule._replace(absent=Absent(_NEVER, rule.absent.applies))
        for alone, place in branches(rule.absent.expect, expect):
            shown = rule._replace(absent=rule.absent._replace(expect=alone))
            yield _Copy(place, *_PROTECTION, False, without, shown)
    if applies is not None:
        for alone, place in branches(rule.absent.applies, applies):
            shown = rule._replace(absent=rule.absent._replace(applies=alone))
            yield _Copy(place, *_BRANCH, True, shown, None)


def _of_guards(located: Located) -> Iterator[_Copy]:
    rule = located.rule
    for i, (veto, node) in enumerate(zip(rule.vetoes, elements(located.node("not")), strict=True)):
        without = rule._replace(vetoes=(*rule.vetoes[:i], *rule.vetoes[i + 1 :]))
        yield _Copy(node, *_GUARD, False, without, None)
        for alone, place in branches(veto.pattern, node):
            vetoes = _replaced(rule.vetoes, i, veto._replace(pattern=alone))
            yield _Copy(place, *_GUARD, False, without, rule._replace(vetoes=vetoes))


def branches(pattern: Pattern, node: Node) -> Iterator[tuple[Pattern, Node]]:
    """For each branch of each ``any``, at any depth: the pattern with this branch alone, and its place.

    Patterns that come by a ``ref`` are shared between rules: no rule has to show all their branches.
    """
    if isinstance(pattern, AnyOf) and (inner := field(node, "any")) is not None:
        for part, item in zip(pattern.patterns, elements(inner), strict=True):
            if field(item, "any") is None:
                yield AnyOf((part,)), item
            for alone, place in branches(part, item):
                yield AnyOf((alone,)), place
    elif isinstance(pattern, AllOf) and (inner := field(node, "all")) is not None:
        for i, (part, item) in enumerate(zip(pattern.patterns, elements(inner), strict=True)):
            for alone, place in branches(part, item):
                yield pattern._replace(patterns=_replaced(pattern.patterns, i, alone)), place
    elif isinstance(pattern, Near) and (inner := field(node, "near")) is not None:
        a, b = field(inner, "a"), field(inner, "b")
        for alone, place in branches(pattern.a, a) if a is not None else ():
            yield pattern._replace(a=alone), place
        for alone, place in branches(pattern.b, b) if b is not None else ():
            yield pattern._replace(b=alone), place


def _replaced(whole: Sequence[Item], index: int, part: Item) -> tuple[Item, ...]:
    return (*whole[:index], part, *whole[index + 1 :])
