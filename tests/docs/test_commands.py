"""Every command of the README and the docs runs as printed, and prints what is shown.

A page is run from its top to its end in one folder, which holds a copy of samples/ and the files that the
page shows. UPDATE_GOLDEN=1 writes what is shown anew, for a person to read.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.docs.blocks import Block, Step, blocks, missing, pages, renewed
from tests.test_readme import SHOWN

ROOT = Path(__file__).resolve().parents[2]
# These change the machine, or install from the network: CI runs the two of make, tests/test_wheel.py a wheel.
INSTALLS = re.compile(
    r"(?:git clone|cd|pipx install|pip install|\./clausecheck|tar|sudo apt(?:-get)? install) "
)
RUN = {"console", "bash"}
PARSED: dict[str, Callable[[str], object]] = {
    "yaml": yaml.safe_load,
    "toml": tomllib.loads,
    "json": json.loads,
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder of a page, with the samples; ``clausecheck`` on the PATH is the one under test."""
    shutil.copytree(ROOT / "samples", tmp_path / "work" / "samples")
    (tmp_path / "bin").mkdir()
    for name, words in {"clausecheck": "-m clausecheck", "python": "", "pytest": "-m pytest"}.items():
        program = tmp_path / "bin" / name
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {words} "$@"\n', "utf-8")
        program.chmod(0o755)
    return tmp_path / "work"


def surroundings(place: Path) -> dict[str, str]:
    plain = {
        name: value
        for name, value in os.environ.items()
        if name not in ("FORCE_COLOR", "NO_COLOR") and not name.startswith(("CLAUSECHECK_", "PYTEST_"))
    }
    who = {f"GIT_{role}_{what}": "Robin" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return plain | who | {
        "COLUMNS": "80",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "PATH": f"{place.parent / 'bin'}{os.pathsep}{plain['PATH']}",
        "PYTHONPATH": os.pathsep.join((plain["PYTHONPATH"], str(ROOT))),  # no network, this checkout
    }  # fmt: skip


def run(command: str, place: Path) -> tuple[int, str]:
    """Exit code and what the command printed, on both streams."""
    made = re.match(r"make ([a-z]+)", command)
    if made:
        command = f"make --dry-run -C {shlex.quote(str(ROOT))} {made[1]}"
    done = subprocess.run(
        ["bash", "-e", "-c", command], cwd=place, env=surroundings(place), check=False, timeout=300,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    return done.returncode, done.stdout


def lacking(block: Block) -> str | None:
    return next((program for program in block.needs if shutil.which(program) is None), None)


def step_runs(page: Path, block: Block, step: Step, place: Path) -> None:
    where = f"{page.relative_to(ROOT)}:{block.line}: {step.command}"
    code, real = run(step.command, place)
    assert code == block.exit, f"{where}\n{real}"
    if not step.shown or step.command in SHOWN:
        return
    real = "\n".join(line.rstrip() for line in real.strip("\n").split("\n"))
    if os.environ.get("UPDATE_GOLDEN") and missing(step.shown, real):
        text, now = page.read_text("utf-8"), "\n".join(renewed(step.shown, real))
        old = "\n".join(step.shown)
        page.write_text(text.replace(f"$ {step.command}\n{old}\n", f"$ {step.command}\n{now}\n"), "utf-8")
        return
    lost = missing(step.shown, real)
    assert lost is None, f"{where}\nshown, and not printed there:\n{lost}\n\nprinted:\n{real}"


@pytest.mark.slow
@pytest.mark.parametrize("page", pages(ROOT), ids=lambda page: page.name)
def test_the_commands_of_a_page_run(page: Path, place: Path) -> None:
    skipped = []
    for block in blocks(page.read_text("utf-8")):
        if block.file:
            file = place / block.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, "utf-8")
        if lacking(block):
            skipped.append(f"line {block.line}: no {lacking(block)} here")
            continue
        for step in block.steps:
            if not INSTALLS.match(step.command):
                step_runs(page, block, step, place)
    if skipped:
        pytest.skip("; ".join(skipped))


@pytest.mark.parametrize("page", pages(ROOT), ids=lambda page: page.name)
def test_blocks_are_what_they_say(page: Path) -> None:
    text = page.read_text("utf-8")
    assert not re.search(r"^ {4}\$ |^```\n\$ (?!clausecheck --help$)", text, re.M), (
        "a command outside of console"
    )
    for block in blocks(text):
        assert block.language in RUN | PARSED.keys() | {"", "text", "python"}
        PARSED.get(block.language, str)(block.text)
        if block.language == "python":
            compile(block.text, page.name, "exec")
        for step in block.steps:
            assert not INSTALLS.match(step.command) or not step.shown


@cache
def helped(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "clausecheck", *words, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_options_named_in_the_text_exist() -> None:
    spans = {
        span
        for page in pages(ROOT)
        for span in re.findall(r"`clausecheck ([^`\n]+)`", page.read_text("utf-8"))
    }
    assert len(spans) > 20
    commands = set(re.findall(r"^  ([a-z]+)  ", helped().split("Commands:")[1], re.M))
    for span in spans:
        words = span.split()
        path = [words[0]] if words[0] in commands else ["check"]
        if path[0] in ("rules", "config", "baseline", "waivers") and len(words) > 1:
            path.append(words[1])
        for option in re.findall(r"(?<!\S)--[a-z-]+", span):
            assert re.search(rf"{option}\b", helped(*path)), span


@pytest.mark.parametrize(
    ("shown", "gone"),
    [
        ("a\nb\nc", None),
        ("a\n…", None),
        ("…\nc", None),
        ("a\n…\nc", None),
        ("…\nb\n…", None),
        ("a\nb", "(the output goes on)\nc"),
        ("b\nc", "b\nc"),
        ("a\nc", "a\nc"),
        ("…\nc\n…\na\n…", "a"),
        ("a\n…\nx\n…", "x"),
    ],
)
def test_what_is_not_printed_is_noticed(shown: str, gone: str | None) -> None:
    assert missing(tuple(shown.split("\n")), "a\nb  \nc\n") == gone


@pytest.mark.parametrize(
    ("shown", "now"),
    [("a 1\nb 2", "a 1\nb 3\nc 4"), ("…\nb 2\n…", "…\nb 3\n…"), ("a 1\n…\nc 9", "a 1\n…\nc 4")],
)
def test_what_is_shown_is_written_anew(shown: str, now: str) -> None:
    assert "\n".join(renewed(tuple(shown.split("\n")), "a 1\nb 3\nc 4\n")) == now
