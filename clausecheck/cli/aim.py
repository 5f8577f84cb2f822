"""Options, and the settings of one document → for whom and by which law it is read, and what of it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Never, cast

from clausecheck.batch.judging import Wish
from clausecheck.cli.judging import answers, places
from clausecheck.cli.verdict import chooser, names
from clausecheck.model import Outcome, Source

if TYPE_CHECKING:
    from clausecheck.cli.settings import Used
    from clausecheck.config import Setting, Value


class Asked(NamedTuple):
    """The options that may differ from document to document, as they hold for all."""

    side: str
    select: Sequence[str]
    ignore: Sequence[str]
    jurisdiction: str
    answer: Sequence[str]
    excerpt: bool
    min_confidence: str

    def with_own(self, own: Mapping[str, Value]) -> Asked:
        """The same with the settings of one document, by their keys."""
        fields = {"side" if key == "as" else key.replace("-", "_"): value for key, value in own.items()}
        return self._replace(**cast("dict[str, Never]", fields))  # of the right types: config has seen to it


class Aim(NamedTuple):
    """How one document is judged."""

    wish: Wish
    excerpt: bool
    choose: Callable[[Outcome], Outcome]


class Aims:
    """The aim of each document: that of all, with what the overrides say of it."""

    def __init__(self, used: Used, wish: Wish, asked: Asked) -> None:
        """``wish``: what is the same for all.

        Raises:
            UsageError: there is no rule or question of that name.
        """
        self._used, self._wish, self._asked = used, wish, asked
        self._made: dict[tuple[tuple[str, object], ...], Aim] = {}
        self.all = self._aim({}, {})
        for override in used.all.overrides:  # a mistake in one is found before the first document is read
            self._aim({key: each.value for key, each in override.settings.items()}, override.settings)

    def wish(self, path: str) -> Wish:
        """What is asked of the document at that path."""
        return self._of(path).wish

    def excerpts(self, sources: Sequence[Source]) -> list[Source]:
        """The sources, each marked as a part of a contract or as a whole one."""
        return [source._replace(excerpt=self._of(source.path).excerpt) for source in sources]

    def choose(self, sources: Sequence[Source], outcomes: Sequence[Outcome]) -> list[Outcome]:
        """The outcomes with the findings that count; how many the settings leave out is said on stderr."""
        pairs = zip(sources, outcomes, strict=True)
        chosen = [self._of(source.path).choose(outcome) for source, outcome in pairs]
        self._used.tell_hidden(outcomes, chosen)
        return chosen

    def settings(self) -> dict[str, object]:
        """What the machine report repeats."""
        wish, asked = self.all.wish, self._asked
        return {
            "as": asked.side,
            "select": asked.select,
            "ignore": asked.ignore,
            "jurisdiction": wish.jurisdictions,
            "answers": wish.answers,
            "excerpt": asked.excerpt,
            "min_confidence": asked.min_confidence,
            **self._used.report(),
        }

    def _of(self, path: str) -> Aim:
        own = self._used.own(path)
        which = tuple(own.items())
        if which not in self._made:
            self._made[which] = self._aim(own, {})
        return self._made[which]

    def _aim(self, own: Mapping[str, Value], said: Mapping[str, Setting]) -> Aim:
        asked, packs = self._asked.with_own(own), self._wish.packs

        def where(key: str) -> str:
            return str(said[key].origin) if key in said else self._used.where(key)

        wish = self._wish._replace(
            side=asked.side,
            jurisdictions=places(asked.jurisdiction),
            answers=answers(asked.answer, packs, where("answer")),
        )
        select = names(asked.select, packs, where("select"))
        ignore = names(asked.ignore, packs, where("ignore"))
        return Aim(wish, asked.excerpt, chooser(select, ignore, asked.min_confidence))
