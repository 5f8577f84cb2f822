"""Regular expression → how long it takes on texts made to hurt it; the clock confirms what the tree suggests.

Every text grows step by step and the clock stops at the first that takes too long, so that no probe hangs:
where each step doubles the work, the last one takes about as long as all others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from time import thread_time

from clausecheck.model.noun import NamedTuple
from clausecheck.rulepack.lint.backtracking import Ambiguity
from clausecheck.rulepack.lint.samples import samples

TOO_LONG = 0.15  # seconds for one text of at most 4,000 characters; the shipped ones take 0.09 at most
_LENGTHS = (*range(16, 64, 4), 80, 100, 130, 180, 250, 500, 1000, 2000, 4000)  # characters
_REPEATS = (*range(6, 34, 2), 60, 120, 250, 500)
_SAMPLES = 6
_AGAIN = 4  # runs of what took a little too long
_RUN = re.compile(r"(\W|_)\1{2,}")
_LINES = 17  # of the lengths: to 250 characters
_KILLERS = ("\x00", " ;", "")  # ends that make a match fail late


class Slow(NamedTuple):
    """A text that takes too long."""

    seconds: float
    length: int  # characters
    text: str  # its beginning


def confirm(expression: str, ambiguity: Ambiguity) -> Slow | None:
    """Whether repeating the ambiguous stretch really takes too long."""
    compiled = re.compile(expression)
    for killer in _KILLERS:
        texts = (ambiguity.prefix + ambiguity.stretch * times + killer for times in _REPEATS)
        slow = _first_slow(compiled.search, texts)
        if slow:
            return slow
    return None


def probe(expression: str) -> Slow | None:
    """Whether beginnings of a match, repeated, take too long."""
    compiled = re.compile(expression)

    def run(text: str) -> object:
        return sum(1 for _ in compiled.finditer(text))

    for sample in samples(expression)[:_SAMPLES]:
        slow = _first_slow(run, _forms(sample))
        if slow:
            return slow
        head = sample[: max(1, len(sample) * 2 // 3)]
        for unit in dict.fromkeys(
            (f"{sample[:-1]} ", f"{head} ", f"{head.rpartition(' ')[0] or head} word ")
        ):
            slow = _first_slow(run, ((unit * length)[:length] for length in _LENGTHS))
            if slow:
                return slow
    return None


def _forms(sample: str) -> Iterator[str]:
    """The sample with what it repeats drawn out, as "____": a form's line is long, and goes on otherwise."""
    for length in _LENGTHS[:_LINES] if _RUN.search(sample) else ():
        line = _RUN.sub(r"\1" * length, sample)
        yield f"{line} z\x00"
        yield f"{line[:-1]}\x00"


def _first_slow(run: Callable[[str], object], texts: Iterable[str]) -> Slow | None:
    for text in texts:
        taken = _seconds(run, text)
        again = _AGAIN if taken < 4 * TOO_LONG else 1  # a busy machine slows a run, a bad expression each
        while taken > TOO_LONG and again:
            taken, again = min(taken, _seconds(run, text)), again - 1
        if taken > TOO_LONG:
            return Slow(taken, len(text), text[:60])
    return None


def _seconds(run: Callable[[str], object], text: str) -> float:
    """Of this thread's own work: what else the machine does meanwhile does not count."""
    start = thread_time()
    run(text)
    return thread_time() - start
