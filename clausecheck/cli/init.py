"""``clausecheck init``: a settings file to start from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from clausecheck.config import Key

INIT_EPILOG = """\b
Examples:
  clausecheck init            write clausecheck.toml into this folder
  clausecheck config show     what holds now"""

_HEAD = """\
# Settings of clausecheck for whoever works in this folder or below it, up to the root of the repository.
# A flag wins over this file, and so does a variable: --fail-on low, CLAUSECHECK_FAIL_ON=low.
# What is commented out is the default. `clausecheck config show --origin` says what holds, and why.
"""
_OVERRIDES = """
# Some documents only, by patterns that are told from this folder; of two that fit the later one wins.
# Possible here: {keys}.
#[[overrides]]
#files = ["templates/us/**"]
#jurisdiction = "US-CA"
"""
# What has no default needs something to show.
_SAMPLES = {
    "max-score": "60",
    "max-missing": "3",
    "baseline": '"clausecheck-baseline.json"',
    "waivers": '"clausecheck-waivers.toml"',
}
_NEXT = """\
wrote {name}
Take the # away from a line to set it, then:
  clausecheck config show --origin   what holds now, and why
  clausecheck check .                check every agreement in this folder"""


def init() -> None:
    """Write a clausecheck.toml to start from into this folder."""
    from pathlib import Path

    from clausecheck.cli.settings import checking, keys
    from clausecheck.config import NAME, find
    from clausecheck.errors import UsageError

    known = [key for key in keys(checking()).values() if key.in_a_file]
    before = find()
    hint = "nothing was changed; `clausecheck config show --origin` says what holds"
    if before and before.parent == Path.cwd():
        raise UsageError("the settings of this folder are here already", hint, before.name)
    try:
        with Path(NAME).open("x", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(_lines(known)))
    except FileExistsError:
        raise UsageError("is there already", hint, NAME) from None
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", "go to a folder of your own", NAME) from None
    typer.echo(_NEXT.format(name=NAME))
    if before:
        typer.echo(f"In this folder it stands in for {before}: files are not merged.")


def _lines(keys: list[Key]) -> Iterator[str]:
    from clausecheck.cli.config import as_toml
    from clausecheck.config import PER_DOCUMENT

    yield _HEAD
    for key in keys:
        yield f"# {key.about}" + (f" One of: {', '.join(key.choices)}." if key.choices else "")
        sample = _SAMPLES.get(key.name, '""') if key.default is None else as_toml(key.default)
        yield f"#{key.name} = {sample}\n"
    yield _OVERRIDES.format(keys=", ".join(PER_DOCUMENT)).lstrip("\n")
