"""``clausecheck batch families|templates|outliers|like``: what the agreements of a batch have in common."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from clausecheck.cli.stored import TableFormat

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from clausecheck.batch.tasks import Row

    Value: TypeAlias = str | int | float | None
    Record: TypeAlias = dict[str, Value]
    Text: TypeAlias = Callable[[sqlite3.Connection, Iterable[Record]], Iterator[str]]

FAMILIES_EPILOG = """\b
Examples:
  clausecheck batch families results/
  clausecheck batch families results/ --limit 100 --format csv > families.csv

The tables families, family_members, family_variants, family_blanks and family_rules hold all."""
TEMPLATES_EPILOG = """\b
Examples:
  clausecheck batch templates results/
  clausecheck batch query results/ "SELECT * FROM template_members" """
OUTLIERS_EPILOG = """\b
Examples:
  clausecheck batch outliers results/
  clausecheck batch outliers results/ --format csv > differences.csv"""
LIKE_EPILOG = """\b
Examples:
  clausecheck batch like results/ release.pdf"""

_WORDS = 160  # characters of a clause
_VALUES = 4  # fillings that are shown
_VARIANTS = 5  # wordings that are shown
_LABELS = {
    "negation": "NOT", "missing": "missing", "added": "added", "figure": "figure", "changed": "words",
}  # fmt: skip

Results = Annotated[Path, typer.Argument(metavar="DIR", help="The folder that was given as --out.")]
Form = Annotated[TableFormat, typer.Option("--format", help="How it is written.")]
Limit = Annotated[int, typer.Option(min=1, help="How many are shown.")]


def families(results: Results, limit: Limit = 20, format: Form = TableFormat.text) -> None:
    """Show clauses that many agreements share, and how their wordings differ."""
    from clausecheck.batch.comparing import FAMILIES

    _tell(results, f"{FAMILIES} LIMIT {limit}", format, _families)


def templates(results: Results, limit: Limit = 20, format: Form = TableFormat.text) -> None:
    """Show agreements that are the same form, and who uses it."""
    from clausecheck.batch.comparing import TEMPLATES

    _tell(results, f"{TEMPLATES} LIMIT {limit}", format, _templates)


def outliers(results: Results, limit: Limit = 1000, format: Form = TableFormat.text) -> None:
    """Show agreements that are unlike the others on their form, and where."""
    from clausecheck.batch.comparing import DIFFERENCES, OUTLIERS

    question = OUTLIERS if format is TableFormat.text else DIFFERENCES
    _tell(results, f"{question} LIMIT {limit}", format, _outliers)


def like(
    results: Results,
    document: Annotated[str, typer.Argument(metavar="PATH|ID", help="A document, or the end of its path.")],
    format: Form = TableFormat.text,
) -> None:
    """Show how many of the other agreements say what one of them says."""
    from clausecheck.batch import query
    from clausecheck.batch.comparing import LIKE, original

    _fresh(results)
    with query.opened(results) as db:
        number = original(db, query.find(db, document))
    _tell(results, LIKE, format, _shares, (number, number))


def _fresh(results: Path) -> None:
    from clausecheck.batch.comparing import fresh

    fresh(results, lambda count: typer.echo(f"comparing {count:,} agreements", err=True))


def _tell(
    results: Path, question: str, format: TableFormat, text: Text, values: tuple[int, ...] = ()
) -> None:
    from clausecheck.batch import query
    from clausecheck.cli.stored import WRITERS

    _fresh(results)
    with query.opened(results) as db:
        answer = query.ask(db, question, values)
        if format is not TableFormat.text:
            lines = WRITERS[format.value](answer)
        else:
            lines = text(db, (_record(answer.columns, row) for row in answer.rows))
        for line in lines:
            sys.stdout.write(line + "\n")


def _record(columns: Sequence[str], row: Row) -> Record:
    values = (value.hex() if isinstance(value, bytes) else value for value in row)
    return dict(zip(columns, values, strict=True))


# ---------------------------------------------------------------- for people


def _families(db: sqlite3.Connection, rows: Iterable[Record]) -> Iterator[str]:
    one = None
    for one in rows:
        name = _named(one["number"], one["heading"])
        yield f"{one['documents']:,} of {one['of']:,} agreements ({one['percent']} %){name}"
        yield f"  “{_short(one['text'])}”"
        told = (
            "SELECT variant, documents, negation, usual, here FROM family_variants WHERE family = ? "
            "ORDER BY variant, ordinal"
        )
        differing = 0
        for variant, documents, negation, usual, here in db.execute(told, (one["id"],)):
            differing = max(differing, variant)
            if variant <= _VARIANTS + 1:
                label = "NOT" if negation else "words"
                yield f"    {label}: {_agreements(documents)} “{_short(here)}” for “{_short(usual)}”"
        if differing > _VARIANTS + 1:
            yield f"    and {differing - _VARIANTS - 1:,} more wordings"
        yield from _blanks(db, one["id"])
        if one["rules"]:
            yield f"    rules: {_inert(one['rules'])}"
        yield ""
    if one is None:
        yield "No two agreements share a clause."


def _blanks(db: sqlite3.Connection, family: Value) -> Iterator[str]:
    told = (
        "SELECT ordinal, before, value, documents FROM family_blanks WHERE family = ? "
        "ORDER BY ordinal, documents DESC, value"
    )
    blanks: dict[int, list[str]] = {}
    before: dict[int, str] = {}
    for ordinal, words, value, documents in db.execute(told, (family,)):
        before[ordinal] = words
        blanks.setdefault(ordinal, []).append(f"{_short(value) or 'nothing'} ({documents})")
    for ordinal, values in blanks.items():
        more = f", and {len(values) - _VALUES:,} more" if len(values) > _VALUES else ""
        yield f"    filled in, after “{_short(before[ordinal])}”: {', '.join(values[:_VALUES])}{more}"


def _templates(db: sqlite3.Connection, rows: Iterable[Record]) -> Iterator[str]:
    one = None
    for one in rows:
        unlike = f", {one['outliers']:,} unlike the others" if one["outliers"] else ""
        yield f"{_short(one['name'])}: {one['documents']:,} agreements, {one['clauses']:,} clauses{unlike}"
        parties = json.loads(str(one["counterparties"]))
        if parties:
            yield "  used by " + ", ".join(f"{_inert(name)} ({count})" for name, count in parties)
        told = (
            "SELECT d.path FROM template_members m JOIN documents d ON d.id = m.document "
            "WHERE m.template = ? ORDER BY m.typical LIMIT 1"
        )
        for (path,) in db.execute(told, (one["id"],)):
            yield f"  the most typical: {_inert(path)}"
        yield ""
    if one is None:
        yield "No two agreements are the same form."


def _outliers(db: sqlite3.Connection, rows: Iterable[Record]) -> Iterator[str]:
    one = None
    for one in rows:
        yield _inert(one["path"])
        yield f"  form: {_short(one['name'])}, {one['documents']:,} agreements"
        for rule, severity, others in json.loads(str(one["rules"])):
            few = f"in {others:,} of the others" if others else "in none of the others"
            yield f"    {severity}: {_inert(rule)}, {few}"
        told = (
            'SELECT kind, heading, page, form, here, agree, "of" FROM differences WHERE document = ? '
            "ORDER BY ordinal"
        )
        for kind, heading, page, form, here, agree, of in db.execute(told, (one["document"],)):
            where = f", page {page}" if page else ""
            yield f"    {_LABELS[kind]}: {_short(heading) or 'a clause'}{where}"
            if kind == "added":
                yield f"      here: “{_short(here)}”; {agree:,} of {of:,} have no such clause"
            else:
                yield f"      {agree:,} of {of:,}: “{_short(form)}”"
                yield f"      here: “{_short(here)}”" if here else "      here: nothing like it"
        yield ""
    if one is None:
        yield "No agreement is unlike its form. It takes three on one form to say that of one."


def _shares(db: sqlite3.Connection, rows: Iterable[Record]) -> Iterator[str]:
    for one in rows:
        others, of = int(str(one["others"])), int(str(one["of"]))
        share = f"{others:,} of {of:,} others ({100 * others / of:.0f} %)" if of else "no others"
        page = f", page {one['page']}" if one["page"] else ""
        same = "" if one["same"] is None or one["same"] == others else f"; {one['same']:,} in the same words"
        yield f"{share:<24}  {one['what']} {_short(one['name'])}{page}{same}"
        yield f"    {_short(one['text'])}"


def _named(*parts: Value) -> str:
    name = " ".join(_inert(part) for part in parts if part)
    return f"  {name}" if name else ""


def _agreements(count: int) -> str:
    return f"{count:,} agreement says" if count == 1 else f"{count:,} agreements say"


def _short(value: Value) -> str:
    from clausecheck.report.excerpt import shortened

    return shortened(_inert(value), _WORDS)


def _inert(value: Value) -> str:
    from clausecheck.report.inert import inert

    return "" if value is None else inert(str(value))
