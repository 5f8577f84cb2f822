"""``clausecheck baseline`` and ``clausecheck waivers``: what is known, and what was agreed to."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausecheck.cli.settings import ConfigFile, Used

if TYPE_CHECKING:
    from clausecheck.ledger import Baseline, Entry, Settled, Waivers
    from clausecheck.model import Outcome

BASELINE = "clausecheck-baseline.json"
WAIVERS = "clausecheck-waivers.toml"

baseline = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Findings that are known: only new ones make the exit code 1.",
    epilog="""\b
Examples:
  clausecheck baseline create contracts/         write clausecheck-baseline.json
  clausecheck check contracts/ --baseline clausecheck-baseline.json
  clausecheck baseline prune contracts/          forget what is not there any more""",
)
waivers = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Findings that were agreed to, each with a reason and an end.",
    epilog="""\b
Examples:
  clausecheck waivers add scope.perpetual --files "templates/film*.docx" \\
      --reason "two-year side letter, signed by the union" --expires 2027-06-30
  clausecheck waivers list
  clausecheck waivers check                      exit 1 if one has expired""",
)

_Paths = Annotated[list[str], typer.Argument(metavar="PATH...", is_eager=True, help="Files and folders.")]
_File = Annotated[Path, typer.Option("--file", "-f", help="The baseline.")]
_Pack = Annotated[list[str], typer.Option(help="Rule packs, by name or folder; core always runs.")]
_As = Annotated[str, typer.Option("--as", metavar="SIDE", help="Your side: us, them, any, or a name.")]
_Waivers = Annotated[Path, typer.Option("--file", "-f", help="The waivers.")]
_PERFORMER = ["performer"]


def known(path: str | None) -> Baseline:
    """The baseline in a file; an empty one for None.

    Raises:
        UsageError: there is none.
    """
    from clausecheck.ledger import Baseline

    return Baseline.parse(_text(Path(path), "clausecheck baseline create"), path) if path else Baseline()


def agreed(path: str | None) -> Waivers:
    """The waivers in a file; none for None.

    Raises:
        UsageError: there is none, or one is malformed.
    """
    from clausecheck.ledger import Waivers

    if not path:
        return Waivers()
    return Waivers.parse(_text(Path(path), "clausecheck waivers add"), path, date.today())


def settle(outcomes: Sequence[Outcome], baseline: str | None, waivers: str | None) -> list[Outcome]:
    """The outcomes with what is known and agreed to marked; what is odd about the ledger goes to stderr.

    Raises:
        UsageError: a file is not there or malformed.
    """
    homes = (Path(file or ".").parent for file in (baseline, waivers))
    found = _settled(outcomes, known(baseline), agreed(waivers), *homes)
    for line in _remarks(found):
        typer.echo(f"note: {line}", err=True)
    return list(found.outcomes)


def _settled(
    outcomes: Sequence[Outcome], baseline: Baseline, waivers: Waivers, home: Path, waivers_home: Path
) -> Settled:
    """Paths are those that are seen from the folder of each file, so that it holds wherever one stands."""
    from clausecheck.ledger import settle as settle_with

    return settle_with(
        outcomes, baseline, waivers, date.today(), _named_from(home), _named_from(waivers_home)
    )


def _named_from(folder: Path) -> Callable[[str], str]:
    """Path → the same as seen from a folder, with forward slashes."""

    def name(path: str) -> str:
        try:
            return path if path == "-" else Path(os.path.relpath(path, folder)).as_posix()
        except ValueError:  # another drive
            return Path(path).as_posix()

    return name


def _remarks(found: Settled) -> list[str]:
    said = [
        f"the waiver of {one.rule} in line {one.line} ended on {one.expires.isoformat()} and counts no more"
        for one in found.expired
    ]
    said += [f"the waiver of {one.rule} in line {one.line} met nothing here" for one in found.unused]
    if found.gone:
        many = f"{len(found.gone)} findings" if len(found.gone) > 1 else "1 finding"
        said.append(f"{many} of the baseline met nothing here: `clausecheck baseline prune` forgets them")
    return said


def _text(path: Path, maker: str) -> str:
    from clausecheck.errors import UsageError

    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise UsageError("there is no such file", f"`{maker}` writes one", str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("this file cannot be read", "is it the right one?", str(path)) from error


@baseline.command(
    "create",
    epilog="""\b
Examples:
  clausecheck baseline create contracts/
  clausecheck baseline create templates/ --file templates/known.json""",
)
def create(
    ctx: typer.Context,
    paths: _Paths,
    file: _File = Path(BASELINE),
    pack: _Pack = _PERFORMER,
    side: _As = "us",
    force: Annotated[bool, typer.Option("--force", help="Replace a baseline that is there.")] = False,
    config: ConfigFile = None,
) -> None:
    """Write down all findings of today as known."""
    if file.exists() and not force:
        from clausecheck.errors import UsageError

        hint = "`baseline update` adds to it, --force replaces it"
        raise UsageError("there is a baseline already", hint, str(file))
    _store(file, _judged(ctx, paths, pack, side), keep=())


@baseline.command(
    "update",
    epilog="""\b
Examples:
  clausecheck baseline update contracts/new.docx""",
)
def update(
    ctx: typer.Context,
    paths: _Paths,
    file: _File = Path(BASELINE),
    pack: _Pack = _PERFORMER,
    side: _As = "us",
    config: ConfigFile = None,
) -> None:
    """Write down the findings of these documents anew; what is known of others stays."""
    keep = known(str(file)).entries
    _store(file, _judged(ctx, paths, pack, side), keep=keep)


@baseline.command(
    "prune",
    epilog="""\b
Examples:
  clausecheck baseline prune contracts/""",
)
def prune(
    ctx: typer.Context,
    paths: _Paths,
    file: _File = Path(BASELINE),
    pack: _Pack = _PERFORMER,
    side: _As = "us",
    config: ConfigFile = None,
) -> None:
    """Forget what these documents do not hold any more; nothing new is taken in."""
    from clausecheck.cli.output import replace
    from clausecheck.ledger import Baseline, Waivers

    before = known(str(file))
    here = file.parent
    gone = Counter(_settled(_judged(ctx, paths, pack, side), before, Waivers(), here, here).gone)
    left = []
    for entry in before.entries:
        together = " + " in entry.path  # several files of one deal
        if not together and not (here / entry.path).exists():
            continue
        gone[entry] -= 1
        if gone[entry] < 0:
            left.append(entry)
    replace(file, Baseline(tuple(left)).text().encode())
    typer.echo(f"{file}: {len(before.entries) - len(left)} forgotten, {len(left)} kept", err=True)


def _judged(ctx: typer.Context, paths: list[str], pack: list[str], side: str) -> list[Outcome]:
    """With the rules and the sides that ``check`` would take: what it finds must be what is known."""
    from clausecheck import load_packs
    from clausecheck.batch.judging import Wish
    from clausecheck.cli.inputs import sources
    from clausecheck.cli.judging import outcomes
    from clausecheck.cli.locked import known as known_passwords

    given = sources(
        paths, password=known_passwords(()), engine="pdfium", ocr="auto", excerpt=False, boxes=False
    )
    used = Used(ctx)
    used.announce()
    wish = Wish(load_packs(*pack), side)
    return outcomes(given, wish, own=lambda path: wish._replace(side=str(used.own(path).get("as", side))))


def _store(file: Path, outcomes: Sequence[Outcome], keep: Sequence[Entry]) -> None:
    from clausecheck.cli.output import replace
    from clausecheck.errors import EXIT_UNREAD
    from clausecheck.ledger import Baseline
    from clausecheck.ledger.baseline import entry
    from clausecheck.model import Analyzed, Failed

    name = _named_from(file.parent)
    read = {name(o.path): o.report for o in outcomes if not isinstance(o, Failed)}
    now = [entry(path, finding) for path, report in read.items() for finding in report.findings]
    old = [one for one in keep if one.path not in read]
    if not read:
        from clausecheck.errors import UsageError

        hint = "`clausecheck check` says why"
        raise UsageError("none of the documents could be read; nothing was written", hint)
    replace(file, Baseline((*old, *now)).text().encode())
    typer.echo(f"{file}: {len(now)} findings in {len(read)} documents are known", err=True)
    if any(not isinstance(outcome, Analyzed) for outcome in outcomes):
        typer.echo("warning: not everything could be read: `clausecheck check` says what", err=True)
        raise typer.Exit(EXIT_UNREAD)


@waivers.command(
    "add",
    epilog="""\b
Examples:
  clausecheck waivers add scope.perpetual --reason "two years by side letter"
  clausecheck waivers add pay --files "templates/film*" --quote "one-off fee" \\
      --reason "agreed with the union" --expires 2027-06-30""",
)
def add(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The rule, or a whole category.")],
    reason: Annotated[str, typer.Option(help="Why it is agreed to: for whoever reads this next.")],
    expires: Annotated[
        str, typer.Option(metavar="YYYY-MM-DD", help="The last day; a year from now at most and by default.")
    ] = "",
    files: Annotated[list[str], typer.Option(metavar="GLOB", help="Only in these files; repeat.")] = [],  # noqa: B006
    quote: Annotated[str, typer.Option(help="Only where these words stand.")] = "",
    file: _Waivers = Path(WAIVERS),
    pack: _Pack = _PERFORMER,
) -> None:
    """Add a waiver to the file, which is made if it is not there."""
    from clausecheck import load_packs
    from clausecheck.cli.output import replace
    from clausecheck.cli.verdict import names
    from clausecheck.errors import UsageError
    from clausecheck.ledger import Waiver
    from clausecheck.ledger import Waivers as Parsed

    names([rule], load_packs(*pack))
    try:
        last = date.fromisoformat(expires) if expires else date.today() + timedelta(days=365)
    except ValueError:
        raise UsageError(f"{expires!r} is no day", "write it as 2027-06-30") from None
    if last < date.today():
        raise UsageError(f"{expires} is over", "name a day to come")
    before = _text(file, "clausecheck waivers add") if file.exists() else ""
    after = f"{before.rstrip()}\n\n" if before.strip() else ""
    after += Waiver(rule, tuple(files), quote, reason, last).text()
    Parsed.parse(after, str(file), date.today())
    replace(file, after.encode())
    until = f"{rule} is waived until {last.isoformat()}"
    typer.echo(f"{file}: {until}, in every check with --waivers {file}", err=True)


@waivers.command(
    "list",
    epilog="""\b
Examples:
  clausecheck waivers list
  clausecheck waivers list --file contracts/waivers.toml""",
)
def show(file: _Waivers = Path(WAIVERS)) -> None:
    """List the waivers, the next one to end first."""
    from clausecheck.report.inert import inert

    for one in sorted(agreed(str(file)).each, key=lambda one: one.expires):
        where = f" in {', '.join(one.files)}" if one.files else ""
        words = f" “{one.quote}”" if one.quote else ""
        ended = " (ended)" if one.expires < date.today() else ""
        typer.echo(inert(f"{one.expires.isoformat()}{ended}  {one.rule}{where}{words}: {one.reason}"))


@waivers.command(
    "check",
    epilog="""\b
Examples:
  clausecheck waivers check                      in CI, once a day""",
)
def verify(file: _Waivers = Path(WAIVERS)) -> None:
    """Exit with 1 if a waiver has ended, with 2 if one is malformed."""
    from clausecheck.errors import EXIT_FINDINGS

    ended = agreed(str(file)).expired(date.today())
    for one in ended:
        typer.echo(f"{file}:{one.line}: {one.rule} ended on {one.expires.isoformat()}")
    raise typer.Exit(EXIT_FINDINGS if ended else 0)
