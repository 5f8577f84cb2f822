"""``clausecheck rules lint|test``: what a rule's author should mend."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausecheck.cli.clauses import ListFormat
from clausecheck.errors import EXIT_OK, EXIT_USAGE, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clausecheck.model import Report, RulePack
    from clausecheck.rulepack.coverage import Coverage
    from clausecheck.rulepack.lint import Remark
    from clausecheck.rulepack.testing import Result

_Packs = Annotated[list[str], typer.Argument(metavar="[PACK]...", help="Names or folders; all by default.")]


TEST_EPILOG = """\b
Examples:
  clausecheck rules test
  clausecheck rules test ./my-rules --coverage"""
LINT_EPILOG = """\b
Examples:
  clausecheck rules lint
  clausecheck rules lint ./my-rules"""


def lint(
    packs: _Packs = [],  # noqa: B006
    format: Annotated[
        ListFormat, typer.Option("--format", help="How remarks are written.")
    ] = ListFormat.text,
) -> None:
    """Find what is wrong with rules though they load: blow-ups, dead branches, hard words, missing twins."""
    if format is ListFormat.json:
        import json

        remarks = _remarks(packs_in(packs))
        typer.echo(json.dumps([_record(remark) for remark in remarks], ensure_ascii=False, indent=2))
    else:
        remarks = show_remarks(packs_in(packs))
        errors = sum(remark.level == "error" for remark in remarks)
        typer.echo(f"{len(remarks)} remarks: {errors} errors, {len(remarks) - errors} warnings")
    raise typer.Exit(EXIT_USAGE if any(remark.level == "error" for remark in remarks) else EXIT_OK)


def show_remarks(folders: list[Path], only: str = "") -> list[Remark]:
    """Print what lint says about the packs, or about one of their rules."""
    from clausecheck.cli.say import show

    remarks = [remark for remark in _remarks(folders) if only in ("", remark.rule)]
    for remark in remarks:
        about = f"{remark.rule}: " if remark.rule else ""
        said = f"{about}{remark.fault.message} [{remark.check}]"
        show(remark.fault._replace(message=said), remark.level, err=False)
    return remarks


def _remarks(folders: list[Path]) -> list[Remark]:
    from datetime import UTC, datetime

    from clausecheck.rulepack.lint import lint as remarks_on

    return remarks_on(folders, datetime.now(UTC).date())


def _record(remark: Remark) -> dict[str, object]:
    fault = remark.fault._asdict()
    return {"level": remark.level, "check": remark.check, "rule": remark.rule or None, **fault}


def test(
    packs: _Packs = [],  # noqa: B006
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Show branches and guards that no example exercises, and fail.")
    ] = False,
) -> None:
    """Run every example of every rule, each also wrapped, upper-cased, hyphenated and so on."""
    raise typer.Exit(EXIT_USAGE if show_tests(packs_in(packs), coverage=coverage) else EXIT_OK)


def show_tests(folders: list[Path], *, coverage: bool = False, only: str = "") -> bool:
    """Run the examples and print what failed; whether anything did. ``coverage``: gaps are failures."""
    from clausecheck.cli.say import show

    failures: list[Result] = []
    gaps: list[Fault] = []
    tried = total = 0
    for results, covered in _tested(folders, only):
        tried += len(results)
        failures += [result for result in results if result.fault]
        total += covered.total
        gaps += covered.gaps
    for failure in failures:
        typer.echo(f"{failure.path}:{failure.line}: {failure.rule}: {failure.fault}\n    {failure.text!r}")
    for gap in gaps if coverage else ():
        show(gap, err=False)
    typer.echo(f"{tried - len(failures)} passed, {len(failures)} failed")
    exercised = total - len(gaps)
    share = 100 * exercised / total if total else 100.0
    typer.echo(f"{share:.1f} % of branches and guards exercised ({exercised} of {total})")
    return bool(failures or (coverage and gaps))


def _tested(folders: list[Path], only: str) -> Iterator[tuple[list[Result], Coverage]]:
    """Each rule, law check and kind of promise: what its examples came to, and what they exercise."""
    from clausecheck.rulepack import lawtest, promisetest
    from clausecheck.rulepack.coverage import Coverage, coverage
    from clausecheck.rulepack.load import load
    from clausecheck.rulepack.located import laws, promises, rules
    from clausecheck.rulepack.testing import run

    packs = load(folders)
    for folder, pack in zip(folders, packs, strict=True):
        for located in rules(folder, pack):
            if only in ("", located.rule.id):
                alone = pack.alone(located.rule.id)
                yield run(located.rule, alone, _check), coverage(located, alone, _check)
        for law in (checked.law for checked in laws(folder, pack) if only in ("", checked.law.id)):
            yield lawtest.run(law, lawtest.alone(law, pack), _answered), Coverage(0, ())
        for promised in promises(folder, pack):
            if only in ("", promised.kind.id):
                small = promisetest.alone(promised.kind, pack)
                results = promisetest.run(promised.kind, small, _compared)
                yield results, promisetest.coverage(promised, small, _compared)


def _check(text: str, pack: RulePack, side: str) -> Report:
    from clausecheck import pipeline
    from clausecheck.model import Source

    return pipeline.analyze(Source("-", text.encode()), (pack,), side)


def _answered(text: str, pack: RulePack, answers: Mapping[str, bool]) -> Report:
    from clausecheck import pipeline
    from clausecheck.model import Source

    return pipeline.analyze(Source("-", text.encode()), (pack,), answers=answers)


def _compared(said: str, signed: str, pack: RulePack) -> dict[str, str]:
    from clausecheck.compare.promises import verdicts

    return verdicts(said, signed, (pack,))


def packs_in(names: list[str]) -> list[Path]:
    """The folders of these packs, or of all shipped ones."""
    from clausecheck import rulepack

    shipped = sorted(path.parent.name for path in rulepack.shipped().glob("*/pack.yaml"))
    return [rulepack.find(name) for name in names or shipped]
