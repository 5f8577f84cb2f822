"""The other commands: demo, clauses, explain, rules, help."""

from __future__ import annotations

import inspect
import json
from importlib import import_module
from pathlib import Path

import pytest
import typer

from clausecheck.cli import _COMMANDS
from samples.assert_demo import problems
from tests.cli.conftest import Run


def test_demo_finds_what_the_reporter_found(run: Run) -> None:
    done = run("demo", "--format", "json")
    assert done.returncode == 0
    assert problems(json.loads(done.stdout)) == []


def test_clauses_lists_the_tree(run: Run, root: Path) -> None:
    done = run("clauses", root / "samples" / "emotion-study" / "agreement.pdf", "--format", "json")
    listed = json.loads(done.stdout)
    numbers = [each["number"] for each in listed if each["number"]]
    assert {"1", "2", "2.1", "2.2", "3.1", "3.1(a)", "3.1(d)", "8.4"} <= set(numbers)
    assert [each["start"] for each in listed] == sorted(each["start"] for each in listed)
    text = run("clauses", root / "samples" / "emotion-study" / "agreement.txt").stdout
    assert "3.1(c)" in text


@pytest.mark.parametrize("path", ["missing.pdf", "samples"])
def test_clauses_of_what_cannot_be_read(run: Run, path: str) -> None:
    done = run("clauses", path)
    assert (done.returncode, done.stdout) == (4, "")
    assert "error:" in done.stderr and "hint:" in done.stderr


def test_explain(run: Run) -> None:
    text = run("explain", "scope.perpetual").stdout
    for label in ("Why", "Ask", "Found in", "Not in"):
        assert label in text


def test_rules_list_and_show(run: Run) -> None:
    listed = json.loads(run("rules", "list", "--format", "json").stdout)
    ids = {rule["id"] for rule in listed}
    assert len(ids) >= 25
    assert {"scope.perpetual", "doc.blank-field"} <= ids
    assert all(rule["why"] and rule["ask"] and rule["examples"] for rule in listed)
    shown = json.loads(run("rules", "show", "scope.perpetual", "--format", "json").stdout)
    assert shown["severity"] == "critical"
    assert "in perpetuity" in run("rules", "show", "scope.perpetual").stdout


def test_the_schema_describes_the_shipped_rules(run: Run, root: Path) -> None:
    schema = json.loads(run("rules", "schema").stdout)
    rule = schema["properties"]["rules"]["items"]
    assert set(rule["required"]) >= {"id", "title", "severity", "confidence", "why", "ask", "examples"}
    assert "phrase" in schema["$defs"]["pattern"]["properties"]


def test_rules_test_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        "schema: 1\npack: mine\nversion: 1\ntitle: Mine\nparties: {us: [you], them: [we]}\n", encoding="utf-8"
    )
    rule = """\
schema: 1
rules:
  - id: scope.mine
    title: Mine
    severity: low
    confidence: high
    match: {phrase: in perpetuity}
    why: It is long.
    ask: Why?
    examples:
      match: [You give it in perpetuity., You give it for ever.]
      no-match: [You give it for a year.]
"""
    (tmp_path / "scope.yaml").write_text(rule, encoding="utf-8")
    done = run("rules", "test", tmp_path)
    assert done.returncode == 2
    assert "scope.yaml:11: scope.mine: should match and does not" in done.stdout
    assert "1 failed" in done.stdout
    (tmp_path / "scope.yaml").write_text(rule.replace(", You give it for ever.", ""), encoding="utf-8")
    assert run("rules", "test", tmp_path).returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("check",),
        ("demo",),
        ("clauses",),
        ("explain",),
        ("rules",),
        ("rules", "test"),
        ("config", "show"),
        ("init",),
        ("annotate",),
        ("doctor",),
    ],
)
def test_help(run: Run, command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0
    assert "Usage: " in done.stdout
    assert len(max(done.stdout.splitlines(), key=len)) <= 100


def test_the_lines_of_help_are_those_of_the_commands() -> None:
    for module, attribute, summary in _COMMANDS.values():
        found = getattr(import_module(f"clausecheck.cli.{module}"), attribute)
        if not isinstance(found, typer.Typer):
            assert (inspect.getdoc(found) or "").split("\n")[0] == summary


def test_completion_knows_every_option(run: Run) -> None:
    completed = run(
        _CLAUSECHECK_COMPLETE="complete_bash", COMP_WORDS="clausecheck check --fail", COMP_CWORD="2"
    )
    assert "--fail-on" in completed.stdout


def test_help_loads_nothing_heavy(run: Run) -> None:
    done = run("--help", PYTHONPROFILEIMPORTTIME="1")
    for heavy in ("spacy", "numpy", "pdfplumber", "pypdfium2", "rich", "yaml", "ahocorasick"):
        assert f" {heavy}\n" not in done.stderr


def test_every_command_has_examples() -> None:
    for name, (module, attribute, _) in _COMMANDS.items():
        found = getattr(import_module(f"clausecheck.cli.{module}"), attribute)
        if not isinstance(found, typer.Typer):
            home = import_module(f"clausecheck.cli.{module}")
            assert "Examples:" in getattr(home, f"{attribute.upper()}_EPILOG"), name
            continue
        for command in found.registered_commands:
            assert "Examples:" in (command.epilog or ""), (name, command.name)


@pytest.mark.parametrize("identity", ["scope.perpetual", "law.ca-927", "promise.once-paid"])
def test_explain_for_machines_knows_rules_law_checks_and_promises(run: Run, identity: str) -> None:
    done = run("explain", identity, "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["id"]) == (0, identity)
