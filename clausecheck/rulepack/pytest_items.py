"""Rule files → pytest items, one a rule, law check or promise; failures are told as by `rules test`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

import pytest

from clausecheck.errors import ClausecheckError, Fault, PackError
from clausecheck.model import Law, PromiseKind, Report, Rule, RulePack, Source
from clausecheck.rulepack import lawtest, promisetest
from clausecheck.rulepack.load import load
from clausecheck.rulepack.testing import Result, run


class Packs:
    """The plugin that collects rule files; registered only where packs are named."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._loaded: dict[Path, RulePack] = {}

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """A rule file that lies in one of the packs."""
        if file_path.suffix != ".yaml" or file_path.name == "pack.yaml":
            return None
        home = next((up for up in file_path.parents if (up / "pack.yaml").is_file()), None)
        if home is None or not any(home.resolve().is_relative_to(folder) for folder in self._folders):
            return None
        collector: RuleFile = RuleFile.from_parent(parent, path=file_path)
        collector.home, collector.loaded = home, self._loaded
        return collector


class RuleFile(pytest.File):
    """One YAML file of a pack."""

    home: Path
    loaded: dict[Path, RulePack]

    def collect(self) -> Iterable[pytest.Item]:
        """Its rules, law checks and kinds of promises.

        Raises:
            CollectError: the pack has mistakes.
        """
        if self.home not in self.loaded:
            try:
                (self.loaded[self.home],) = load([self.home])
            except PackError as error:
                raise self.CollectError("\n".join(map(_told, error.faults))) from error
            except ClausecheckError as error:
                raise self.CollectError(f"{error}\n{error.hint}") from error
        pack = self.loaded[self.home]
        entries: list[Rule | Law | PromiseKind] = [*pack.rules, *pack.laws, *pack.promises]
        for entry in entries:
            if Path(entry.path).resolve() == self.path.resolve():
                item: RuleItem = RuleItem.from_parent(self, name=entry.id)
                item.entry, item.pack = entry, pack
                yield item


class RuleItem(pytest.Item):
    """One rule, law check or kind of promise, with all its examples in all their printed forms."""

    entry: Rule | Law | PromiseKind
    pack: RulePack

    def runtest(self) -> None:
        """Try every example.

        Raises:
            ExamplesFailed: the rule did not do what its examples say.
        """
        if isinstance(self.entry, Law):
            results = lawtest.run(self.entry, lawtest.alone(self.entry, self.pack), _answered)
        elif isinstance(self.entry, PromiseKind):
            small = promisetest.alone(self.entry, self.pack)
            results = promisetest.run(self.entry, small, _compared)
        else:
            results = run(self.entry, self.pack.alone(self.entry.id), _check)
        faults = [result for result in results if result.fault]
        if faults:
            raise ExamplesFailed(faults)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """The examples that failed, each with its line; a crash as pytest shows it."""
        if isinstance(excinfo.value, ExamplesFailed):
            return "\n".join(
                f"{result.path}:{result.line}: {result.fault}\n    {result.text!r}"
                for result in excinfo.value.results
            )
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the rule stands; pytest counts lines from 0."""
        return self.path, self.entry.line - 1, f"rule {self.entry.id}"


class ExamplesFailed(Exception):
    """A rule did not do what some of its examples say."""

    def __init__(self, results: list[Result]) -> None:
        super().__init__(results)
        self.results = results


def _told(fault: Fault) -> str:
    hint = f" ({fault.hint})" if fault.hint else ""
    return f"{fault.path}:{fault.line}:{fault.column}: {fault.message}{hint}"


def _analyze(text: str, pack: RulePack, **options: object) -> Report:
    """What the whole program says. pytest starts this room, so no room above can hand it the pipeline."""
    report: Report = import_module("clausecheck.pipeline").analyze(
        Source("-", text.encode()), (pack,), **options
    )
    return report


def _compared(said: str, signed: str, pack: RulePack) -> dict[str, str]:
    found: dict[str, str] = import_module("clausecheck.compare.promises").verdicts(said, signed, (pack,))
    return found


def _check(text: str, pack: RulePack, side: str) -> Report:
    return _analyze(text, pack, side=side)


def _answered(text: str, pack: RulePack, answers: Mapping[str, bool]) -> Report:
    return _analyze(text, pack, answers=answers)
