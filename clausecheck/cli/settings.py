"""Settings file and variables → the defaults of a command: flag > variable > file > default.

``ConfigFile`` is the option that does it: it is handled before the others (eager) and puts what it finds into
``default_map``, from which those are filled that nobody typed. The checked paths must be eager, too: where
they lie says which file is used.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, cast

import typer

if TYPE_CHECKING:
    from typer.core import TyperCommand, TyperOption

    from clausecheck.config import Key, Setting, Settings, Value
    from clausecheck.model import Outcome

OFF = "off"  # as in CLAUSECHECK_CACHE=off
_HIDES = ("select", "ignore", "min-confidence")


def _read(ctx: typer.Context, value: str | None) -> str | None:
    if not ctx.resilient_parsing:  # completion
        own = keys(ctx.command)
        known = own if ctx.command.name == "check" else keys(checking())
        found = settle(list(known.values()), value, ctx.params.get("paths") or ())
        found = found._replace(settings=found.only(key.name for key in own.values()))
        ctx.obj = found
        names = {key.name: name for name, key in own.items()}
        ctx.default_map = {names[key]: each.value for key, each in found.settings.items()}
    return value


ConfigFile: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        envvar="CLAUSECHECK_CONFIG",
        show_envvar=False,
        is_eager=True,
        callback=_read,
        help=f'Settings file; "{OFF}": none. By default the nearest clausecheck.toml or pyproject.toml.',
    ),
]


def settle(known: Sequence[Key], named: str | None, paths: Sequence[str]) -> Settings:
    """What the variables and the settings file say; the variables win. ``named``: the file, ``off`` for none.

    Raises:
        UsageError, SettingsError: a value is wrong, or there is no such file.
    """
    from clausecheck import config
    from clausecheck.errors import UsageError

    file = config.find(paths) if named is None else None if named == OFF else Path(named)
    if named and file and not file.is_file():
        raise UsageError("there is no such settings file", "`clausecheck init` writes one", named)
    found = config.NOTHING
    if file:
        from clausecheck.config.read import read

        found = read(file, known)
    for name, hint in config.strange(known, os.environ):
        typer.echo(f"warning: {name} is no setting; {hint}", err=True)
    return found._replace(settings={**found.settings, **config.variables(known, os.environ)})


def checking() -> TyperCommand:
    """The command ``check``: its options are the settings, also where another command uses some of them."""
    from typer.main import get_command

    home = typer.Typer(add_completion=False, rich_markup_mode=None)
    home.command("check")(import_module("clausecheck.cli.check").check)  # which imports this module
    return cast("TyperCommand", get_command(home))


def keys(command: object) -> dict[str, Key]:
    """The options of a command as settings, by the names of its parameters."""
    from typer.core import TyperOption

    options = [each for each in getattr(command, "params", ()) if isinstance(each, TyperOption)]
    return {str(option.name): _key(option) for option in options}


def _key(option: TyperOption) -> Key:
    from clausecheck.config import Key

    kinds: dict[str, Literal["flag", "number", "whole"]] = {"boo": "flag", "flo": "number", "int": "whole"}
    default = cast("Value | list[str]", option.default)
    return Key(
        name=next(each for each in option.opts if each.startswith("--"))[2:],
        kind="list" if option.multiple else kinds.get(option.type.name[:3], "text"),
        choices=tuple(getattr(option.type, "choices", ())),
        least=getattr(option.type, "min", None),
        most=getattr(option.type, "max", None),
        default=tuple(default) if isinstance(default, list) else default,
        about=option.help or "",
    )


class Used:
    """The settings of this run: what the file and the variables say, and nobody typed otherwise."""

    def __init__(self, ctx: typer.Context) -> None:
        from clausecheck import config

        known = keys(ctx.command)
        found = ctx.obj if isinstance(ctx.obj, config.Settings) else config.NOTHING
        self.typed = frozenset(key.name for name, key in known.items() if _is_typed(ctx, name))
        self.all: Settings = found
        self.open: dict[str, Setting] = {k: v for k, v in found.settings.items() if k not in self.typed}

    def own(self, path: str) -> dict[str, Value]:
        """What the overrides say of a document; flags and variables win over them, too."""
        by_hand = {key for key, each in self.open.items() if each.origin.kind == "variable"} | self.typed
        return {key: each.value for key, each in self.all.own(path).items() if key not in by_hand}

    def where(self, key: str) -> str:
        """Where a value comes from, for errors: nothing if it was typed."""
        return str(self.open[key].origin) if key in self.open else ""

    def announce(self) -> None:
        """Name the file on standard error: nobody must wonder why a run finds less than the one before."""
        named = [key for key, each in self.open.items() if each.origin.kind == "file"]
        count = len(self.all.overrides)
        named += [f"{count} override{'s' if count > 1 else ''}"] if count else []
        if named:
            from clausecheck.report.inert import inert

            typer.echo(inert(f"settings of {self.all.file}: {', '.join(named)}"), err=True)

    def report(self) -> dict[str, object]:
        """What the machine report says: the file, and what it says of single documents."""
        if not self.all.file:
            return {}
        overrides = [
            {"files": each.files, **{key: one.value for key, one in each.settings.items()}}
            for each in self.all.overrides
        ]
        return {"config": self.all.file, "overrides": overrides}

    def tell_hidden(self, before: Sequence[Outcome], after: Sequence[Outcome]) -> None:
        """Say how many findings the settings leave out; what was typed needs no reminder."""
        hidden = _findings(before) - _findings(after)
        by = [f"{key} ({self.where(key)})" for key in _HIDES if key in self.open]
        by += [f"overrides ({self.all.file})"] if self.all.overrides else []
        if hidden > 0 and by:
            from clausecheck.report.inert import inert

            count = f"{hidden} finding{'s' if hidden > 1 else ''}"
            typer.echo(inert(f"{count} left out by {', '.join(by)}; the score counts them"), err=True)


def _is_typed(ctx: typer.Context, name: str) -> bool:
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _findings(outcomes: Sequence[Outcome]) -> int:
    from clausecheck.model import Failed

    return sum(0 if isinstance(each, Failed) else len(each.report.findings) for each in outcomes)
