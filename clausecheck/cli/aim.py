"""Options, and the settings of one document → for whom and by which law it is read, and what of it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import typer

from clausecheck.cli.settings import Used
from clausecheck.cli.verdict import chooser, names
from clausecheck.model import Outcome, RulePack

if TYPE_CHECKING:
    from clausecheck.config import Setting

Law: TypeAlias = tuple[tuple[str, ...], dict[str, bool]]  # jurisdictions, and answers to the packs' questions


class Aim(NamedTuple):
    """How one document is judged."""

    side: str
    law: Law
    excerpt: bool
    choose: Callable[[Outcome], Outcome]


class Aims:
    """The aim of each document: that of all, with what the overrides say of it."""

    def __init__(self, options: Mapping[str, object], packs: Sequence[RulePack], used: Used) -> None:
        """``options``: by the names of settings, as for all documents.

        Raises:
            UsageError: a name, a place or an answer is none.
        """
        self._options, self._packs, self._used = options, packs, used
        self._made: dict[tuple[tuple[str, object], ...], Aim] = {}
        self.all = self._aim({})
        for override in used.all.overrides:  # a mistake in one is found before the first document is read
            self._aim({key: each.value for key, each in override.settings.items()}, override.settings)

    def of(self, path: str) -> Aim:
        """The aim of the document at that path."""
        own = self._used.own(path)
        which = tuple(own.items())
        if which not in self._made:
            self._made[which] = self._aim(own)
        return self._made[which]

    def _aim(self, own: Mapping[str, object], said: Mapping[str, Setting] | None = None) -> Aim:
        options = {**self._options, **own}

        def blamed(key: str) -> str:
            return str(said[key].origin) if said and key in said else self._used.where(key)

        select = names(_words(options["select"]), self._packs, blamed("select"))
        ignore = names(_words(options["ignore"]), self._packs, blamed("ignore"))
        law = (
            places(str(options["jurisdiction"])),
            answers(_words(options["answer"]), self._packs, blamed("answer")),
        )
        chosen = chooser(select, ignore, str(options["min-confidence"]))
        return Aim(str(options["as"]), law, bool(options["excerpt"]), chosen)


def _words(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else []


def places(text: str) -> tuple[str, ...]:
    """``us-ca, EU`` → ``("US-CA", "EU")``."""
    return tuple(word.strip().upper() for word in text.split(",") if word.strip())


def answers(given: Sequence[str], packs: Sequence[RulePack], where: str = "") -> dict[str, bool]:
    """``lawyer=no`` → ``{"lawyer": False}``; ``where`` it was set, if it was not typed."""
    known = {question.id: question.text for pack in packs for question in pack.questions}
    found = {}
    for text in given:
        name, _, said = text.partition("=")
        if said.lower() not in ("yes", "no"):
            raise typer.BadParameter(f"'{text}' is not NAME=yes or NAME=no", param_hint=where or "--answer")
        if name not in known:
            asked = "; ".join(f"{one}: {words}" for one, words in known.items()) or "these packs ask nothing"
            raise typer.BadParameter(f"nobody asks '{name}'. {asked}", param_hint=where or "--answer")
        found[name] = said.lower() == "yes"
    return found
