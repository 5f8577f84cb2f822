"""The command line: parse, call, print, exit. Nothing here knows contracts."""

from __future__ import annotations

import io
import os
import signal
import sys
from importlib import import_module
from typing import Annotated

import typer

from clausecheck import __version__
from clausecheck.errors import EXIT_UNREAD, ClausecheckError

_INTERRUPTED = 130

# Name → module, what it calls there, and its line in --help. Only the command that runs is imported and made
# into a parser: building all of them takes 10 ms.
_COMMANDS = {
    "check": (
        "check",
        "check",
        "Check agreements: what you give away and what to ask.",
    ),
    "demo": ("check", "demo", "Check the sample agreement that comes with clausecheck."),
    "batch": ("batch", "app", "Check thousands of agreements into one store, and ask it."),
    "ask": ("ask", "ask", "Write the questions to send, and show what they would bring."),
    "grants": ("grants", "grants", "Show who gives what to whom, with the words of each point."),
    "annotate": ("annotate", "annotate", "Write a copy of a PDF or Word file with notes in it."),
    "promises": ("promises", "promises", "Compare what a posting promised with the agreement."),
    "diff": ("diff", "diff", "Show what they gain and you get back between two drafts."),
    "clauses": ("clauses", "clauses", "Show how a document is split into clauses."),
    "doctor": ("doctor", "doctor", "Show what works here, and what can be read of a file."),
    "explain": (
        "rules",
        "explain",
        "Explain a rule, or why it fired in a document.",
    ),
    "baseline": ("ledger", "baseline", "Findings that are known: only new ones count."),
    "waivers": ("ledger", "waivers", "Findings that were agreed to, each with a reason and an end."),
    "rules": ("rules", "app", "The rules: list, show, test, or the format of a rule file."),
    "config": ("config", "app", "The settings: what holds here, and where it comes from."),
    "init": ("init", "init", "Write a clausecheck.toml to start from into this folder."),
}
_ROOT_OPTIONS = frozenset(("-h", "--help", "--version", "--install-completion", "--show-completion"))

app = typer.Typer(
    name="clausecheck",
    no_args_is_help=True,
    rich_markup_mode=None,  # with it --help takes twice as long
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Reads an agreement and shows what you would give away by signing it.",
    epilog="""\b
Examples:
  clausecheck agreement.pdf                  check one agreement
  clausecheck demo                           see it work on a sample agreement
  clausecheck check contracts/ --fail-on critical
  clausecheck agreement.pdf --format json > report.json
  clausecheck explain scope.perpetual        what a finding means and what to ask

Exit codes: 0 nothing grave, 1 findings at or above --fail-on, 2 wrong usage, settings or rule
pack, 3 nothing to check, 4 something could not be read. Nothing ever leaves your computer.""",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"clausecheck {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where a bug of clausecheck happened.")] = False,
) -> None:
    pass


def _not_wanted() -> None:
    """Stands for a command that is not the one to run."""


def _register(wanted: str | None) -> None:
    """Add the commands: the ``wanted`` one itself (all where None), for the others their lines in --help."""
    for name, (module, attribute, summary) in _COMMANDS.items():
        if wanted not in (name, None):
            app.command(name, help=summary)(_not_wanted)
            continue
        home = import_module(f"clausecheck.cli.{module}")
        found = getattr(home, attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name, help=summary)
        else:
            app.command(name, epilog=getattr(home, f"{attribute.upper()}_EPILOG", None))(found)


class _Interrupted(BaseException):
    """Ctrl-C. Not KeyboardInterrupt, which typer turns into exit code 1."""


def _interrupt(*_: object) -> None:
    raise _Interrupted


def main() -> None:
    """Run the command line and exit: the only place that turns errors into words and codes."""
    if None in (sys.stdin, sys.stdout, sys.stderr):  # closed, as "<&-" does it
        null = open(os.devnull, "r+", encoding="utf-8")  # noqa: PTH123, SIM115 - for as long as we run
        sys.stdin, sys.stdout, sys.stderr = sys.stdin or null, sys.stdout or null, sys.stderr or null
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    given = [word for word in sys.argv[1:] if word != "--debug"]
    debug = len(given) < len(sys.argv) - 1 or bool(os.environ.get("CLAUSECHECK_DEBUG"))
    arguments = _arguments(given)
    _register(None if "_CLAUSECHECK_COMPLETE" in os.environ else arguments[0] if arguments else "")
    try:
        signal.signal(signal.SIGINT, _interrupt)
        app(arguments, prog_name="clausecheck")
    except ClausecheckError as error:
        from clausecheck.cli.say import problem

        problem(error)
        sys.exit(error.exit_code)
    except _Interrupted:
        typer.echo("stopped", err=True)
        sys.exit(_INTERRUPTED)
    except Exception as error:
        if debug:
            raise
        typer.echo(f"error: clausecheck has a bug: {type(error).__name__}: {error}", err=True)
        typer.echo("  hint: add --debug for details, and please report it", err=True)
        sys.exit(EXIT_UNREAD)


def _arguments(given: list[str]) -> list[str]:
    """``clausecheck FILE`` is ``clausecheck check FILE``."""
    if not given or given[0] in _COMMANDS or given[0] in _ROOT_OPTIONS:
        return given
    first = given[0]
    looks_like_a_file = first.startswith("-") or "." in first or "/" in first or os.path.exists(first)  # noqa: PTH110 - pathlib takes 10 ms
    return ["check", *given] if looks_like_a_file else given


__all__ = ["app", "main"]
