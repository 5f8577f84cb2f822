"""The rules of the house that no linter knows: see CONTRIBUTING.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import clausecheck

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "clausecheck").rglob("*.py"))
SCRIPTS = sorted(
    path for room in ("bench", "docs", "samples", "tests") for path in (ROOT / room).rglob("*.py")
)
PAPERS = ("README.md", "CONTRIBUTING.md")
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core"}
LONGEST_MODULE = 400  # lines
LONGEST_FUNCTION = 60  # lines of its body: a command has one line for each option before it


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


UNTYPED = {name(path) for path in MODULES if "rulepack" in path.parts} | {
    "clausecheck/ingest/pdfium.py",  # C functions, bound by hand
    "clausecheck/ingest/layout.py",  # arrays of C values
    "clausecheck/ingest/plumber.py",  # glyphs, as pdfplumber describes them: a dict
}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), name(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def code_blocks(paper: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```$", (ROOT / paper).read_text("utf-8"), re.M | re.S)


def test_file_names_say_something() -> None:
    assert [name(path) for path in MODULES + SCRIPTS if path.stem.lower() in SAYS_NOTHING] == []


@pytest.mark.parametrize("path", MODULES + SCRIPTS, ids=name)
def test_modules_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE
    long = {f.name: (f.end_lineno or 0) - f.body[0].lineno + 1 for f in functions(path)}
    assert {f: lines for f, lines in long.items() if lines > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_says_what_it_does(path: Path) -> None:
    assert ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", [path for path in MODULES if name(path) not in UNTYPED], ids=name)
def test_nothing_is_any_past_rulepack(path: Path) -> None:
    names = {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}
    assert "Any" not in names


def test_the_version_stands_in_one_place() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+(\.dev\d+)?", clausecheck.__version__)
    settled = (*MODULES, ROOT / "pyproject.toml")
    assert [name(path) for path in settled if f'"{clausecheck.__version__}"' in path.read_text("utf-8")] == [
        "clausecheck/__init__.py"
    ]
    assert f"## [{clausecheck.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("paper", PAPERS)
def test_paths_in_our_papers_exist(paper: str) -> None:
    text = (ROOT / paper).read_text("utf-8")
    rooms = "clausecheck|rules|samples|tests|bench|docs|\\.ci"
    named = set(re.findall(rf"(?<![\w./-])((?:{rooms})/[\w./-]*\w/?)(?![\w<*{{])", text))
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_make_targets_in_our_papers_exist(paper: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = set(re.findall(r"(?:^(?: {4})?|`|\$ )make ([a-z]+)", (ROOT / paper).read_text("utf-8"), re.M))
    assert named
    assert named <= targets
