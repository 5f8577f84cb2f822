"""``clausecheck batch``: many agreements into one store, and what it then answers."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from clausecheck.cli import batch_dashboard, batch_families, stored
from clausecheck.cli.check import Engine, FailOn, Recognition
from clausecheck.cli.locked import Passwords, known
from clausecheck.cli.settings import ConfigFile, Used

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from typer._click import Context

    from clausecheck.batch.runner import Plan
    from clausecheck.batch.store import Store
    from clausecheck.batch.tasks import Aim, Result, Task
    from clausecheck.cli.aim import Aims
    from clausecheck.cli.meter import Meter
    from clausecheck.model import RulePack


class On(StrEnum):
    """Where documents are read."""

    local = "local"
    dask = "dask"


_RUN = "run"
_RUN_EPILOG = """\b
Examples:
  clausecheck batch agreements/ --out results/
  clausecheck batch agreements/ 2024.zip "scans/*.pdf" @list.txt --out results/ --jobs 8
  clausecheck batch agreements/ --out results/ --export xlsx=agreements.xlsx
  clausecheck batch --from results/failed.txt --out results/ --timeout 600
  clausecheck batch "s3://bucket/2024/*.pdf" --out results/ --engine dask --scheduler tcp://10.0.0.5:8786

\b
Run it again to go on after a stop: only what is new or has changed is read.
Then ask the results:
  clausecheck batch query results/ "SELECT * FROM prevalence"     or worst, by_folder, by_counterparty
  clausecheck batch show results/ release.pdf                     one document
  clausecheck batch outliers results/                             or families, templates, like
  clausecheck batch dashboard results/                            all of it on one page
  clausecheck batch export results/ csv=all.csv                   or xlsx, jsonl, parquet
  clausecheck batch schema                                        every table and column"""


class _WithoutName(TyperGroup):
    """``batch FOLDER`` is ``batch run FOLDER``."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        first = next(iter(args), "")
        return super().parse_args(ctx, args if first in self.commands else [_RUN, *args])


app = typer.Typer(cls=_WithoutName, rich_markup_mode=None, add_completion=False)
app.command("query", epilog=stored.QUERY_EPILOG)(stored.query)
app.command("show", epilog=stored.SHOW_EPILOG)(stored.show)
app.command("export", epilog=stored.EXPORT_EPILOG)(stored.export)
app.command("schema", epilog=stored.SCHEMA_EPILOG)(stored.schema)
app.command("dashboard", epilog=batch_dashboard.DASHBOARD_EPILOG)(batch_dashboard.dashboard)
app.command("families", epilog=batch_families.FAMILIES_EPILOG)(batch_families.families)
app.command("templates", epilog=batch_families.TEMPLATES_EPILOG)(batch_families.templates)
app.command("outliers", epilog=batch_families.OUTLIERS_EPILOG)(batch_families.outliers)
app.command("like", epilog=batch_families.LIKE_EPILOG)(batch_families.like)


@app.command(_RUN, epilog=_RUN_EPILOG)
def run(
    ctx: typer.Context,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where the results are kept, and looked up again.")
    ],
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="[PATH]...", is_eager=True, help="Folders, files, patterns, URLs, archives, @LIST."
        ),
    ] = [],  # noqa: B006
    lists: Annotated[
        list[str], typer.Option("--from", metavar="LIST", help="A file with a path on each line; repeat.")
    ] = [],  # noqa: B006
    side: Annotated[
        str, typer.Option("--as", metavar="SIDE", help="Your side: us, them, any, or a party's name.")
    ] = "us",
    pack: Annotated[list[str], typer.Option(help="Rule packs, by name or folder; core always runs.")] = [  # noqa: B006
        "performer"
    ],
    jurisdiction: Annotated[
        str, typer.Option(metavar="US-CA,EU", help="Only the laws of these places; all by default.")
    ] = "",
    answer: Annotated[
        list[str],
        typer.Option(metavar="QUESTION=yes|no", help="What the contract cannot tell the law checks."),
    ] = [],  # noqa: B006
    excerpt: Annotated[bool, typer.Option("--excerpt", help="Only parts of contracts: no letters.")] = False,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Exit with 1 from this severity on.")
    ] = FailOn.never,
    password: Passwords = [],  # noqa: B006
    ocr: Annotated[
        Recognition, typer.Option(help="Text recognition: of pages that are pictures, of none, of all.")
    ] = Recognition.auto,
    pdf_engine: Annotated[Engine, typer.Option(help="How PDFs are read.")] = Engine.pdfium,
    jobs: Annotated[
        int, typer.Option(min=0, show_default="as many as there are cores", help="Documents at a time.")
    ] = 0,
    on: Annotated[
        On, typer.Option("--engine", help="Where they are read: here, or by Dask (an extra).")
    ] = On.local,
    scheduler: Annotated[
        str, typer.Option(metavar="tcp://HOST:PORT", help="A Dask scheduler; else Dask runs here.")
    ] = "",
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds for one document.")] = 120.0,
    max_memory: Annotated[int, typer.Option(min=64, help="Megabytes for one document.")] = 2048,
    verify: Annotated[
        bool, typer.Option("--verify", help="Look at the bytes of all files, not only at size and time.")
    ] = False,
    export: Annotated[
        list[str],
        typer.Option(metavar="FORMAT=FILE", help="Write all results: csv, xlsx, jsonl, parquet; repeat."),
    ] = [],  # noqa: B006
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    config: ConfigFile = None,
) -> None:
    """Check many agreements: resumable, each with exactly one outcome.

    Results are kept in DIR/clausecheck.db, what could not be read in DIR/failed.txt.
    """
    from clausecheck import load_packs
    from clausecheck.batch import reading
    from clausecheck.batch.judging import Wish
    from clausecheck.batch.tasks import Aim
    from clausecheck.cli.aim import Aims, Asked
    from clausecheck.cli.meter import Meter

    used = Used(ctx)
    used.announce()
    files = stored.wanted(export)
    _consistent(on, scheduler, typed=used.typed)
    packs = load_packs(*pack)
    asked = Asked(side, (), (), jurisdiction, answer, excerpt, "low")
    aims = Aims(used, Wish(packs, timeout=timeout, memory=max_memory, jobs=jobs), asked)
    base = Aim(
        tuple(pack), reading.packs_hash(packs), engine=pdf_engine.value, ocr=ocr.value,
        password=known(password), timeout=timeout, memory=max_memory << 20,
    )  # fmt: skip
    afar = (packs, scheduler) if on is On.dask else None
    _batch(_given(paths, lists), out, aims, base, Meter(quiet=quiet), jobs, afar, verify=verify)
    raise typer.Exit(stored.told(out, files, fail_on.value, quiet=quiet))


def _consistent(on: On, scheduler: str, *, typed: Collection[str]) -> None:
    from clausecheck.errors import UsageError

    if scheduler and on is not On.dask:
        raise UsageError("--scheduler is for --engine dask", "give both, or none")
    if scheduler and "jobs" in typed:
        hint = "leave out --jobs: each of its workers reads as many as it has threads"
        raise UsageError("--jobs says nothing to a scheduler", hint)
    if on is On.dask:
        from clausecheck.batch.dask_client import installed

        installed()


def _given(paths: Sequence[str], lists: Sequence[str]) -> list[str]:
    from clausecheck.batch.gather import listed
    from clausecheck.errors import UsageError

    given = [path for path in paths if not path.startswith("@")]
    for name in [path[1:] for path in paths if path.startswith("@")] + list(lists):
        given += listed(name)
    if not given and not lists:
        raise UsageError(
            "no folder or file was named", "for example: clausecheck batch agreements/ --out results/"
        )
    return given


def _batch(
    given: Sequence[str], out: Path, aims: Aims, base: Aim, meter: Meter, jobs: int,
    afar: tuple[tuple[RulePack, ...], str] | None, *, verify: bool,
) -> None:  # fmt: skip
    import os

    from clausecheck import __version__
    from clausecheck.batch import runner
    from clausecheck.batch.gather import gather
    from clausecheck.batch.store import Store
    from clausecheck.cli.inputs import DOCUMENTS
    from clausecheck.errors import NothingToCheck

    gathered = gather(given, DOCUMENTS, str(out))
    if not gathered.documents:
        raise NothingToCheck("no document found", f"put agreements into {', '.join(given) or 'the list'}")
    meter.remark((*gathered.remarks, *_doubts(out)))
    with Store(out) as store:
        store.begin(__version__, len(gathered.documents))
        planned = runner.plan(store, gathered, _aiming(aims, base), __version__, verify=verify)
        many = min(jobs or os.cpu_count() or 1, max(1, len(planned.todo)))
        with _ended(store, planned, out), _crew(afar, many, planned) as (executor, width, read):
            with meter.over(planned, width()):
                work = runner.work(store, planned.todo, __version__, jobs=width, executor=executor, read=read)
                for step in work:
                    meter.show(step)
            if planned.again:
                store.tidy()


@contextmanager
def _crew(
    afar: tuple[tuple[RulePack, ...], str] | None, many: int, planned: Plan
) -> Iterator[tuple[Executor | None, Callable[[], int], Callable[[Task], Result]]]:
    """Who reads, how many documents at a time, and what is run for each."""
    from clausecheck.batch import reading

    if afar is None or not planned.todo:
        yield None, lambda: many, reading.read
        return
    from clausecheck.batch.dask_client import cluster

    packs, address = afar
    with cluster(packs, many, address) as (far, read):
        yield far, far.width, read


def _doubts(out: Path) -> Iterator[str]:
    from clausecheck.batch.mounts import network

    if what := network(out):
        yield f"{out}: on a network file system ({what}) results may be lost; give --out a local folder"


def _aiming(aims: Aims, base: Aim):  # type: ignore[no-untyped-def]

    from clausecheck.model import Source

    @functools.cache
    def made(
        side: str, jurisdictions: tuple[str, ...], answers: tuple[tuple[str, bool], ...], excerpt: bool
    ) -> Aim:
        return base._replace(side=side, jurisdictions=jurisdictions, answers=answers, excerpt=excerpt)

    def aim_of(path: str) -> Aim:
        wish = aims.wish(path)
        (source,) = aims.excerpts([Source(path)])
        return made(wish.side, wish.jurisdictions, tuple(sorted(wish.answers.items())), source.excerpt)

    return aim_of


@contextmanager
def _ended(store: Store, planned: Plan, out: Path) -> Iterator[None]:
    """Whatever ends the run, the store and the list of what is unread say so."""
    stopped: str | None = "killed"
    try:
        yield
        stopped = None
    except BaseException as error:
        stopped = str(error) or "Ctrl-C"
        raise
    finally:
        from contextlib import suppress

        from clausecheck.batch.counted import keep
        from clausecheck.errors import ClausecheckError

        with suppress(ClausecheckError):  # a full disk was told of already
            store.end(planned.unchanged, stopped)
            keep(store)
            stored.list_unread(out)
