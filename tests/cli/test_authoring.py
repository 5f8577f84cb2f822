"""The commands for those who write rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clausecheck.cli.drafting import _Missing
from tests.cli.conftest import Run
from tests.rulepack.test_lint import PACK, RULE


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    home = tmp_path / "trial"
    home.mkdir()
    (home / "pack.yaml").write_text(PACK, "utf-8")
    (home / "scope.yaml").write_text(RULE, "utf-8")
    return home


def changed(pack: Path, right: str, wrong: str) -> Path:
    path = pack / "scope.yaml"
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    return pack


def test_lint_of_a_good_pack(run: Run, pack: Path) -> None:
    done = run("rules", "lint", pack)
    assert (done.returncode, done.stdout) == (0, "0 remarks: 0 errors, 0 warnings\n")


def test_lint_shows_the_line_and_a_caret(run: Run, pack: Path) -> None:
    done = run("rules", "lint", changed(pack, "because: negation", "because: scope"))
    assert done.returncode == 2
    lines = done.stdout.splitlines()
    assert "scope.yaml:" in lines[0]
    assert "error: scope.perpetual: no example shows the words negated [twin]" in lines[0]
    assert lines[2].strip() == "^"
    assert "hint: add a no-match" in lines[3]


def test_warnings_do_not_fail(run: Run, pack: Path) -> None:
    done = run("rules", "lint", changed(pack, "2026-01-31", "2020-01-31"), "--format", "json")
    (remark,) = json.loads(done.stdout)
    assert done.returncode == 0
    assert (remark["level"], remark["check"], remark["rule"]) == ("warning", "stale", "scope.perpetual")
    assert remark["line"] and remark["column"] and remark["path"].endswith("scope.yaml")


def test_lint_shows_what_the_loader_refuses_in_the_same_form(run: Run, pack: Path) -> None:
    done = run("rules", "lint", changed(pack, "critical", "critcal"), "--format", "json")
    (remark,) = json.loads(done.stdout)
    assert done.returncode == 2
    assert (remark["check"], "critical" in remark["hint"]) == ("format", True)


def test_coverage_is_told_and_can_be_asked_for(run: Run, pack: Path) -> None:
    told = run("rules", "test", pack)
    assert told.returncode == 0
    assert "20.0 % of branches and guards exercised (1 of 5)" in told.stdout
    done = run("rules", "test", pack, "--coverage")
    assert done.returncode == 2
    assert "scope.perpetual: no match example exercises this branch" in done.stdout
    assert "scope.perpetual: no example needs this guard" in done.stdout


NEW = [
    "--title", "They can dub you", "--severity", "high", "--phrase", "dub the: part",
    "--why", "Another voice speaks your words.", "--ask", "Can I dub myself?", "--suggest", "Nobody dubs it.",
    "--match-example", "You let us dub the: part.", "--negated-example", "We shall not dub the: part.",
    "--other-side-example", "We let you dub the: part.", "--no-match-example", "We dub the film.",
]  # fmt: skip


def test_a_new_rule_goes_to_the_end_of_its_file(run: Run, pack: Path) -> None:
    path = pack / "scope.yaml"
    before = path.read_text("utf-8")
    path.write_text(before + "\nquestions:\n  - {id: told, text: Were you told?}\n", "utf-8")
    done = run("rules", "new", "scope.dubbing", "--pack", pack, *NEW)
    assert (done.returncode, done.stderr) == (0, "")
    assert "24 passed, 0 failed" in done.stdout
    text = path.read_text("utf-8")
    assert text.startswith(before)
    assert text.endswith("\n\nquestions:\n  - {id: told, text: Were you told?}\n")
    line = int(done.stdout.split("scope.yaml:")[1].split()[0])
    assert text.splitlines()[line - 1] == "  - id: scope.dubbing"
    assert run("rules", "lint", pack).returncode == 0
    again = run("rules", "new", "scope.dubbing", "--pack", pack, *NEW)
    assert again.returncode == 2
    assert "is taken" in again.stderr
    assert path.read_text("utf-8") == text


def test_a_new_rule_makes_its_pack_and_file(run: Run, tmp_path: Path) -> None:
    done = run("rules", "new", "voice.dubbing", "--pack", tmp_path / "my rules", *NEW)
    assert done.returncode == 0
    assert "pack: my-rules" in (tmp_path / "my rules" / "pack.yaml").read_text("utf-8")
    assert (tmp_path / "my rules" / "voice.yaml").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("scope.x",), "a rule needs --title, --severity, --phrase or --regex, --why"),
        (("Scope X", *NEW), "'Scope X' is not a rule id"),
        (("scope.x", *NEW, "--severity", "awful"), "'awful' is not possible here"),
        (("scope.x", *NEW, "--regex", "(a"), "not valid"),
    ],
)
def test_a_wrong_draft_changes_nothing(run: Run, pack: Path, arguments: tuple[str, ...], said: str) -> None:
    before = {path.name: path.read_bytes() for path in pack.iterdir()}
    done = run("rules", "new", *arguments, "--pack", pack)
    assert done.returncode == 2
    assert said in done.stderr
    assert {path.name: path.read_bytes() for path in pack.iterdir()} == before


def test_a_new_rule_that_fails_its_examples_stays_to_be_mended(run: Run, pack: Path) -> None:
    done = run("rules", "new", "scope.x", "--pack", pack, *NEW, "--match-example", "Something else.")
    assert done.returncode == 2
    assert "should match and does not" in done.stdout
    assert "mend the rule" in done.stdout
    assert "scope.x" in (pack / "scope.yaml").read_text("utf-8")


def test_docs(run: Run, pack: Path, tmp_path: Path) -> None:
    done = run("rules", "docs", pack)
    assert done.returncode == 0
    for words in (
        "## trial: A trial pack",
        "### scope",
        "#### `scope.perpetual`",
        "Why: You cannot",
        "Found in: “You",
    ):
        assert words in done.stdout
    assert run("rules", "docs", pack, "--out", tmp_path / "RULES.md").stdout == ""
    assert (tmp_path / "RULES.md").read_text("utf-8") == done.stdout
    shipped = run("rules", "docs").stdout
    assert "### scope" in shipped and "## core" in shipped


def test_questions_are_asked_where_somebody_can_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["They can dub you", "first", "second", ""])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    ask = _Missing(talks=True)
    assert ask.one("", "--title", "Title") == "They can dub you"
    assert ask.one("given", "--title", "Title") == "given"
    assert ask.some([], "--phrase", "Words") == ["first", "second"]
    assert ask.some(["given"], "--phrase", "Words") == ["given"]
    ask.stop()  # nothing is missing
