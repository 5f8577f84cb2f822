"""Regular expression → the loop in it that can be run through in many ways, and a text that shows it.

An expression blows up where a stretch of text can pass one of its loops in two ways, and each repetition of
that stretch doubles the ways: ``(\\w+ ?)*``, ``(a|ab?)+``. The test is that of Weideman et al., "Analyzing
matching time behavior of backtracking regular expression matchers" (CIAA 2016): exponential ambiguity of the
position automaton, looked for in its product with itself. A gap with an upper bound ({0,60}) is a loop here,
for sixty times two is as good as endless; one of a few rounds is not, and passes.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any, TypeVar

from clausecheck.model.noun import NamedTuple
from clausecheck.rulepack.lint.samples import ALPHABET, admits, literals, tree

_UNROLLED = 3  # repeats of at most so many times are written out
_FEW = 8  # repeats of at most so many times cannot double much
_MOST_PAIRS = 40_000  # of positions; beyond, only the clock can tell
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT)
_WIDTHLESS = (sre.AT, sre.ASSERT, sre.ASSERT_NOT, sre.GROUPREF, sre.GROUPREF_EXISTS)

Node = TypeVar("Node", bound=Hashable)
Pair = tuple[int, int]


class Ambiguity(NamedTuple):
    """A stretch of text that passes a loop in two ways."""

    prefix: str  # brings the expression to the loop
    stretch: str  # each repetition doubles the ways


class _Part(NamedTuple):
    """A part of the expression: where it can begin and end, and in how many ways it can be empty."""

    first: tuple[int, ...]
    last: tuple[int, ...]
    empty: int  # 0, 1, or 2 for more


_NOTHING = _Part((), (), 1)


class _Automaton:
    """Positions of the expression (single characters) and the steps from one to the next.

    Two steps between the same two positions are two: that is what ``(a+)+`` is made of.
    """

    def __init__(self, text: str) -> None:
        parsed = tree(text)
        self.chars = ALPHABET + "".join(sorted({chr(c) for c in literals(parsed)} - set(ALPHABET)))
        self.masks: list[int] = []  # characters that a position admits, as bits
        self.steps: defaultdict[int, list[int]] = defaultdict(list)
        self.inner: list[Any] = []  # expressions of lookarounds
        self.start = self._sequence(parsed).first

    def _sequence(self, items: Iterable[Any]) -> _Part:
        whole = _NOTHING
        for operation, argument in items:
            whole = self._after(whole, self._part(operation, argument))
        return whole

    def _after(self, a: _Part, b: _Part) -> _Part:
        self._link(a.last, b.first)
        return _Part(
            a.first + b.first * a.empty,
            b.last + a.last * b.empty,
            min(2, a.empty * b.empty),
        )

    def _link(self, ends: Iterable[int], starts: Sequence[int]) -> None:
        for end in ends:
            self.steps[end] += starts

    def _part(self, operation: Any, argument: Any) -> _Part:
        if operation is sre.BRANCH:
            parts = [self._sequence(branch) for branch in argument[1]]
            first = tuple(at for part in parts for at in part.first)
            last = tuple(at for part in parts for at in part.last)
            return _Part(first, last, min(2, sum(part.empty for part in parts)))
        if operation is sre.SUBPATTERN:
            return self._sequence(argument[3])
        if operation is sre.ATOMIC_GROUP:
            return self._sequence(argument)
        if operation in _REPEATS:
            return self._repeat(*argument)
        if operation is sre.POSSESSIVE_REPEAT:  # never goes back into it: once stands for all
            part = self._sequence(argument[2])
            return part._replace(empty=1 if argument[0] == 0 else part.empty)
        if operation in _WIDTHLESS:
            return _NOTHING
        mask = sum(1 << i for i, char in enumerate(self.chars) if admits(operation, argument, char))
        self.masks.append(mask)
        return _Part((len(self.masks) - 1,), (len(self.masks) - 1,), 0)

    def _repeat(self, low: int, high: int, items: Any) -> _Part:
        if high <= _UNROLLED:
            whole = _NOTHING
            for i in range(high):
                part = self._sequence(items)
                whole = self._after(whole, part._replace(empty=part.empty or int(i >= low)))
            return whole
        part = self._sequence(items)
        if high > _FEW:
            self._link(part.last, part.first)
        return part._replace(empty=1 if low == 0 else part.empty)

    def common(self, a: int, b: int) -> str:
        """A character that both positions admit, or nothing."""
        mask = self.masks[a] & self.masks[b]
        return self.chars[(mask & -mask).bit_length() - 1] if mask else ""


def ambiguity(text: str) -> Ambiguity | None:
    """The first loop of the expression that one text can pass in two ways."""
    automaton = _Automaton(text)
    plain = {at: set(after) for at, after in automaton.steps.items()}
    looping = [part for part in _circles(plain) if len(part) > 1 or part[0] in plain.get(part[0], ())]
    for loop in looping:
        inside = set(loop)
        product, forks = _product(automaton, inside)
        for circle in _circles(product):
            members = set(circle)
            home = next((pair for pair in circle if pair[0] == pair[1]), None)
            fork = next((step for step in forks if step[0] in members and step[1] in members), None)
            if home and fork:
                path = [*_path(product, home, fork[0]), *_path(product, fork[1], home)]
                stretch = "".join(automaton.common(*pair) for pair in path[1:])
                return Ambiguity(_prefix(automaton, home[0]), stretch or automaton.common(*home))
    return None


def _product(
    automaton: _Automaton, inside: set[int]
) -> tuple[dict[Pair, set[Pair]], list[tuple[Pair, Pair]]]:
    """Two runs over the same text inside a loop, from where they are one; and the steps where they part."""
    product: dict[Pair, set[Pair]] = {}
    forks: list[tuple[Pair, Pair]] = []
    todo = deque((at, at) for at in sorted(inside))
    while todo and len(product) < _MOST_PAIRS:
        pair = todo.popleft()
        if pair in product:
            continue
        product[pair] = set()
        for i, a in enumerate(automaton.steps[pair[0]]):
            for j, b in enumerate(automaton.steps[pair[1]]):
                if a in inside and b in inside and automaton.masks[a] & automaton.masks[b]:
                    product[pair].add((a, b))
                    todo.append((a, b))
                    if pair[0] == pair[1] and i != j:
                        forks.append((pair, (a, b)))
    return product, forks


def _prefix(automaton: _Automaton, goal: int) -> str:
    begin = -1
    steps: dict[int, set[int]] = {at: set(after) for at, after in automaton.steps.items()}
    steps[begin] = set(automaton.start)
    return "".join(automaton.common(at, at) for at in _path(steps, begin, goal)[1:])


def _path(steps: Mapping[Node, Iterable[Node]], start: Node, goal: Node) -> list[Node]:
    """The shortest way, both ends included; empty where there is none."""
    before: dict[Node, Node | None] = {start: None}
    todo = deque([start])
    while todo:
        at = todo.popleft()
        if at == goal:
            way: list[Node] = []
            step: Node | None = at
            while step is not None:
                way.append(step)
                step = before[step]
            return way[::-1]
        for after in steps.get(at, ()):
            if after not in before:
                before[after] = at
                todo.append(after)
    return []


def _circles(steps: Mapping[Node, Iterable[Node]]) -> list[list[Node]]:
    """Strongly connected parts (Tarjan, without recursion)."""
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    stack: list[Node] = []
    open_: set[Node] = set()
    found: list[list[Node]] = []
    for root in steps:
        work = [] if root in index else [(root, iter(steps.get(root, ())))]
        while work:
            at, rest = work[-1]
            if at not in index:
                index[at] = low[at] = len(index)
                stack.append(at)
                open_.add(at)
            after = next(rest, None)
            if after is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[at])
                if low[at] == index[at]:
                    part: list[Node] = []
                    while not part or part[-1] != at:
                        part.append(stack.pop())
                        open_.discard(part[-1])
                    found.append(part)
            elif after not in index:
                work.append((after, iter(steps.get(after, ()))))
            elif after in open_:
                low[at] = min(low[at], index[after])
    return found
