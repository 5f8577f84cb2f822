"""One rule × one document → why it fired, and what would make it go, tried on the document's text.

Only what was tried is said. The text is read again as plain text; where the rule does not fire there as it
did in the file, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from clausecheck import pipeline, score
from clausecheck.errors import ReadError
from clausecheck.model import (
    AllOf,
    Failed,
    Outcome,
    Report,
    Rule,
    RulePack,
    Source,
    Spot,
    Trial,
    Why,
    asked,
    rests_on,
)

PLACES: Final = 3  # places on which changes are tried; one where a document is long
_LONG: Final = 4_000  # words
_WORDS: Final = 25_000  # words of a document that is not read again and again
_QUOTE: Final = 200  # characters of the words that are taken out, at most


def explained(source: Source, packs: Sequence[RulePack], rule: str, side: str = "us") -> Outcome:
    """The outcome, with all about one rule in the report.

    Raises:
        ReadError: the document could not be read.
    """
    outcome = pipeline.judged(source, packs, side, why=rule)
    if isinstance(outcome, Failed):
        return outcome
    report = outcome.report
    if report.why is not None and not report.reading.files and report.words <= _WORDS:
        trials = tuple(_Trials(report, report.why, packs).all())
        return outcome._replace(report=report._replace(why=report.why._replace(trials=trials)))
    return outcome


class _Trials:
    """Changes of the text of one document, each with what the rule then finds."""

    def __init__(self, report: Report, why: Why, packs: Sequence[RulePack]) -> None:
        self._report, self._why, self._rule = report, why, why.rule
        self._packs = [pack.alone(why.rule.id) for pack in packs]
        self._text = report.text.encode("utf-8", "replace").decode("utf-8")
        self._before = self._found(self._text) or 0

    def all(self) -> Iterator[Trial]:
        """The trials at the first places, or on the whole; none where the text alone says something else."""
        if not self._before or len(self._text) != len(self._report.text):
            return
        found = [(i, spot) for i, spot in enumerate(self._why.spots) if spot.fate == "found"]
        for index, spot in found[: PLACES if self._report.words <= _LONG else 1]:
            trials = list(self._at(index, spot))
            yield from trials
            if not any(trial.gone for trial in trials):
                yield self._trial(index, "without its sentence", "", self._without_sentence(spot))
        yield from self._parts()
        suggested = _wording(self._rule)
        if suggested and (self._rule.absent or self._rule.undefined):
            added = f"{self._text.rstrip()}\n\n{suggested}\n"
            yield self._trial(None, "with this sentence added", suggested, added)

    def _at(self, index: int, spot: Spot) -> Iterator[Trial]:
        text, parts = self._text, sorted(spot.evidence.parts)
        quote = " ".join(" … ".join(text[part.start : part.end] for part in parts).split())
        if len(quote) <= _QUOTE:
            cut = text
            for part in reversed(parts):
                cut = cut[: part.start].rstrip(" ") + cut[part.end :]
            yield self._trial(index, "without these words", quote, cut)
            start = parts[0].start
            yield self._trial(
                index, "with “not” before them", f"not {quote}", f"{text[:start]}not {text[start:]}"
            )
        if words := _wording(self._rule):
            changed = f"{text[: spot.span.start]}{words}{text[spot.span.end :]}"
            yield self._trial(index, "with the suggested wording in place of its sentence", words, changed)

    def _parts(self) -> Iterator[Trial]:
        """For what compounds: the findings that it falls with, by the arithmetic of the score."""
        pattern = rests_on(self._rule)
        if pattern is None or self._rule.absent:
            return
        balance = score.Balance(self._report.findings)
        there = {f.rule.id: f.rule for f in self._report.findings}
        parts = pattern.patterns if isinstance(pattern, AllOf) else (pattern,)
        alone = [{rule} for rule in sorted(asked(pattern) & there.keys())]
        whole = [set(asked(part)) & there.keys() for part in parts]
        found: list[set[str]] = []
        for rules in [*alone, *(rules for rules in whole if len(rules) > 1)]:
            if self._rule.id in balance.gone(*rules) and not any(known <= rules for known in found):
                found.append(rules)
                words = "; ".join(f"{there[rule].title} ({rule})" for rule in sorted(rules))
                yield Trial(
                    None,
                    "once this is put right" if len(rules) == 1 else "once all of these are",
                    words,
                    True,
                )

    def _without_sentence(self, spot: Spot) -> str:
        return self._text[: spot.span.start] + self._text[spot.span.end :]

    def _trial(self, place: int | None, what: str, words: str, changed: str) -> Trial:
        after = self._found(changed)
        return Trial(place, what, words, after is not None and after < self._before)

    def _found(self, text: str) -> int | None:
        """In how many places the rule fires in the text; None where it could not be judged."""
        source = Source("again.txt", text.encode("utf-8"))
        try:
            report = pipeline.analyze(source, self._packs, self._report.side)
        except ReadError:  # the changed text names no such party any more, or is empty
            return None
        if report.language != "en":
            return None
        found = [finding for finding in report.findings if finding.rule.id == self._rule.id]
        triggers = sum(evidence.role == "trigger" for finding in found for evidence in finding.evidence)
        return max(triggers, len(found))


def _wording(rule: Rule) -> str:
    suggested = rule.suggest or ""
    return "" if re.fullmatch(r"\(.*\)", suggested) else suggested
