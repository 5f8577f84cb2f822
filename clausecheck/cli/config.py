"""``clausecheck config show``: what holds, and who says so."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, cast

import typer

from clausecheck.cli.clauses import ListFormat
from clausecheck.cli.settings import Used, checking, keys

if TYPE_CHECKING:
    from clausecheck.config import Key, Override, Setting, Value

app = typer.Typer(
    help="The settings: what holds here, and where it comes from.",
    epilog="""\b
Examples:
  clausecheck config show --origin""",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_SHOW_EPILOG = """\b
Examples:
  clausecheck config show --origin
  clausecheck config show templates/us/release.pdf    with the overrides for that document
  clausecheck config show --origin --fail-on low      as this command line would have it"""

_UNSHOWN = frozenset(("config", "password"))


@app.callback()
def _group() -> None:
    pass


@app.command(epilog=_SHOW_EPILOG, context_settings={"ignore_unknown_options": True})
def show(
    given: Annotated[
        list[str],
        typer.Argument(metavar="[FILE] [OPTION OF CHECK]...", help="As it would be checked."),
    ] = [],  # noqa: B006
    origin: Annotated[bool, typer.Option("--origin", help="Show where each value comes from.")] = False,
    format: Annotated[
        ListFormat, typer.Option("--format", help="How the list is written.")
    ] = ListFormat.text,
) -> None:
    """Show every setting of `check` with its value."""
    ctx = _context(given)
    used = Used(ctx)
    paths = ctx.params.get("paths") or []
    known = [key for key in keys(ctx.command).values() if key.name not in _UNSHOWN]
    settings = _effective(ctx, used, paths[0] if paths else "-")
    if format is ListFormat.json:
        import json

        listed = [_record(key, settings[key.name]) for key in known]
        overrides = [] if paths else [_override(each) for each in used.all.overrides]
        whole = {
            "schema": "clausecheck/settings/1",
            "file": used.all.file or None,
            "settings": listed,
            "overrides": overrides,
        }
        sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
        return
    from clausecheck.report.inert import inert

    typer.echo(inert(f"# {used.all.file or 'no settings file: clausecheck init writes one'}"))
    for line in _lines({key.name: settings[key.name] for key in known}, origin=origin):
        typer.echo(inert(line))
    for each in () if paths else used.all.overrides:
        for line in (
            "",
            "[[overrides]]",
            f"files = {as_toml(each.files)}",
            *_lines(each.settings, origin=origin),
        ):
            typer.echo(inert(line))


def _context(given: list[str]) -> typer.Context:
    """The context of ``check`` with this command line, which is read and not run.

    Raises:
        UsageError: more than one document.
    """
    from clausecheck.errors import UsageError

    command = checking()
    for param in command.params:
        param.required = False
    ctx = cast("typer.Context", command.make_context("clausecheck config show", list(given)))
    if len(ctx.params.get("paths") or ()) > 1:
        raise UsageError("the settings of one document at a time", "give one file, or none")
    return ctx


def _effective(ctx: typer.Context, used: Used, path: str) -> dict[str, Setting]:
    """What holds for the document at that path, or for all."""
    from clausecheck.config import Origin, Setting

    own, by_document = used.own(path), used.all.own(path)
    found: dict[str, Setting] = {}
    for name, key in keys(ctx.command).items():
        if key.name in used.typed:
            found[key.name] = Setting(_plain(ctx.params[name]), Origin("flag", f"--{key.name}"))
        elif key.name in own:
            found[key.name] = by_document[key.name]
        else:
            found[key.name] = used.open.get(key.name) or Setting(key.default, Origin("default"))
    return found


def _plain(value: object) -> Value:
    if isinstance(value, list | tuple):
        return tuple(str(each) for each in value)
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _lines(settings: Mapping[str, Setting], *, origin: bool) -> Iterator[str]:
    """``key = value``, as TOML; what is not set as a remark."""
    said = {
        key: f"{key} = {as_toml(each.value)}" if each.value is not None else f"# {key} is not set"
        for key, each in settings.items()
    }
    width = min(max((len(line) for line in said.values()), default=0), 44)
    for key, line in said.items():
        yield f"{line:<{width}}  # {settings[key].origin}" if origin else line


def as_toml(value: Value) -> str:
    """A value as it stands in a settings file."""
    import json

    if isinstance(value, float) and value == int(value):
        value = int(value)
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _record(key: Key, setting: Setting) -> dict[str, object]:
    return {"key": key.name, **_said(setting)}


def _said(setting: Setting) -> dict[str, object]:
    origin = setting.origin
    place = {"kind": origin.kind, "name": origin.name or None, "line": origin.line or None}
    return {"value": setting.value, "origin": place}


def _override(override: Override) -> dict[str, object]:
    settings = [{"key": key, **_said(each)} for key, each in override.settings.items()]
    return {"files": override.files, "line": override.origin.line, "settings": settings}
