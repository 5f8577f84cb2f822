"""Settings on the command line: who wins, what is said about it, ``config show`` and ``init``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from clausecheck.cli.settings import checking, keys
from clausecheck.config import NOT_IN_A_FILE, PATHS, PER_DOCUMENT
from clausecheck.config.read import read
from tests.cli.conftest import Run
from tests.cli.test_check import AGREEMENT, MILD, document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with an agreement."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.txt").write_bytes(AGREEMENT)
    return tmp_path


def settings(folder: Path, text: str, name: str = "clausecheck.toml") -> None:
    (folder / name).write_text(text, "utf-8")


def rules(run: Run, folder: Path, *options: str, **env: str) -> set[str]:
    done = run("check", "a.txt", "--format", "json", *options, cwd=folder, **env)
    return {each["rule"] for each in document(done.stdout)["findings"]}


def test_flag_before_variable_before_file_before_default(run: Run, folder: Path) -> None:
    assert run("check", "a.txt", cwd=folder).returncode == 1
    settings(folder, "fail-on = 'never'")
    assert run("check", "a.txt", cwd=folder).returncode == 0
    assert run("check", "a.txt", cwd=folder, CLAUSECHECK_FAIL_ON="critical").returncode == 1
    env = {"CLAUSECHECK_FAIL_ON": "critical"}
    assert run("check", "a.txt", "--fail-on", "never", cwd=folder, **env).returncode == 0
    assert run("check", "a.txt", "--config", "off", cwd=folder).returncode == 1
    assert run("check", "a.txt", cwd=folder, CLAUSECHECK_CONFIG="off").returncode == 1


def test_a_typed_list_replaces_the_one_of_the_file(run: Run, folder: Path) -> None:
    settings(folder, "[tool.clausecheck]\nignore = ['scope']\nselect = ['scope', 'pay']", "pyproject.toml")
    assert rules(run, folder) == set()
    assert rules(run, folder, "--ignore", "pay") == {"scope.perpetual"}
    assert rules(run, folder, "--ignore", "") == {"scope.perpetual"}
    assert rules(run, folder, CLAUSECHECK_IGNORE="pay") == {"scope.perpetual"}


def test_a_named_file(run: Run, folder: Path) -> None:
    settings(folder, "fail-on = 'never'", "other.toml")
    assert run("check", "a.txt", "--config", "other.toml", cwd=folder).returncode == 0
    assert run("check", "a.txt", cwd=folder, CLAUSECHECK_CONFIG="other.toml").returncode == 0
    done = run("check", "a.txt", "--config", "gone.toml", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "gone.toml: there is no such settings file" in done.stderr


def test_what_is_used_is_said_and_what_it_hides_is_counted(run: Run, folder: Path) -> None:
    assert run("check", "a.txt", "--ignore", "scope", cwd=folder).stderr == ""
    settings(folder, "# nothing is set here\n")
    assert run("check", "a.txt", cwd=folder).stderr == ""
    settings(folder, "ignore = ['scope']\nquiet = true\n")
    said = run("check", "a.txt", cwd=folder).stderr
    assert "settings of clausecheck.toml: ignore, quiet\n" in said
    assert "1 finding left out by ignore (clausecheck.toml:1)" in said
    assert "left out" not in run("check", "a.txt", "--ignore", "scope", cwd=folder).stderr
    report = json.loads(run("check", "a.txt", "--format", "json", cwd=folder).stdout)
    assert report["settings"]["config"] == "clausecheck.toml"
    assert report["settings"]["ignore"] == ["scope"]


def test_a_file_that_came_with_the_contract_is_not_used(run: Run, folder: Path) -> None:
    theirs = folder / "theirs"
    theirs.mkdir()
    (theirs / "a.txt").write_bytes(AGREEMENT)
    settings(theirs, "ignore = ['scope']\nfail-on = 'never'")
    for paths in (("theirs",), ("theirs/a.txt",)):
        done = run("check", *paths, cwd=folder)
        assert (done.returncode, done.stderr) == (1, "")
    assert run("check", "..", cwd=theirs).returncode == 1


def test_a_mistake_stops_the_run_and_is_shown(run: Run, folder: Path) -> None:
    settings(folder, "# ours\n  fial-on = 'never'\nignore = 3\n")
    done = run("check", "a.txt", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "clausecheck.toml:2:3: unknown key 'fial-on'" in done.stderr
    assert "did you mean 'fail-on'?" in done.stderr
    assert "clausecheck.toml:3:10: ignore: expected a list of texts, got a number" in done.stderr
    assert "2 mistakes in the settings; nothing was checked" in done.stderr
    lines = done.stderr.splitlines()
    shown, caret = lines[1], lines[2]
    assert shown[caret.index("^") :].startswith("fial-on")


def test_a_name_that_no_rule_has_is_found_at_its_line(run: Run, folder: Path) -> None:
    for text, line in (
        ("\nignore = ['scop']", 2),
        ("answer = ['lawyr=no']", 1),
        ("include = 'claws'", 1),
        ("[[overrides]]\nfiles = 'b'\nignore = 'scop'", 3),
    ):
        settings(folder, text)
        done = run("check", "a.txt", cwd=folder)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"clausecheck.toml:{line}" in done.stderr


def test_variables_with_mistakes(run: Run, folder: Path) -> None:
    done = run("check", "a.txt", cwd=folder, CLAUSECHECK_FAIL_ON="hihg")
    assert (done.returncode, done.stdout) == (2, "")
    assert "CLAUSECHECK_FAIL_ON: 'hihg' is not possible here" in done.stderr
    done = run("check", "a.txt", cwd=folder, CLAUSECHECK_FAIL_NO="low")
    assert done.returncode == 1
    assert "CLAUSECHECK_FAIL_NO is no setting; did you mean 'CLAUSECHECK_FAIL_ON'?" in done.stderr


def test_overrides_aim_single_documents(run: Run, folder: Path) -> None:
    for name in ("us.txt", "part.txt", "mild.txt"):
        (folder / name).write_bytes(AGREEMENT if name != "mild.txt" else MILD)
    settings(
        folder,
        "[[overrides]]\nfiles = 'us.txt'\nignore = 'scope'\njurisdiction = 'US-CA'\n"
        "[[overrides]]\nfiles = 'part.txt'\nexcerpt = true\nas = 'Bell Film LLC'\n",
    )

    def found(*options: str) -> dict[str, dict[str, object]]:
        done = run("check", ".", "--format", "json", "--select", "scope", *options, cwd=folder)
        return {each["path"]: each for each in json.loads(done.stdout)["documents"]}

    def counts(*options: str) -> dict[str, int]:
        return {path: len(each["findings"]) for path, each in found(*options).items()}  # type: ignore[arg-type]

    assert counts() == {"a.txt": 1, "mild.txt": 0, "part.txt": 0, "us.txt": 0}
    assert counts("--ignore", "pay") == {"a.txt": 1, "mild.txt": 0, "part.txt": 0, "us.txt": 1}
    assert counts("--as", "us") == {"a.txt": 1, "mild.txt": 0, "part.txt": 1, "us.txt": 0}
    assert counts("--config", "off") == {"a.txt": 1, "mild.txt": 0, "part.txt": 1, "us.txt": 1}
    by_path = found()
    grades = {path: each["score"]["grade"] is None for path, each in by_path.items()}  # type: ignore[index]
    assert grades["part.txt"] and not grades["a.txt"]


def test_the_demo_is_the_same_everywhere(run: Run, folder: Path) -> None:
    plain = run("demo", "--format", "concise", cwd=folder).stdout
    settings(folder, "this is no TOML")
    assert run("demo", "--format", "concise", cwd=folder, CLAUSECHECK_IGNORE="scope").stdout == plain


def test_help_and_completion_read_no_settings(run: Run, folder: Path) -> None:
    settings(folder, "this is no TOML")
    for command in (("--help",), ("check", "--help"), ("check", "a.txt", "--help")):
        done = run(*command, cwd=folder, PYTHONPROFILEIMPORTTIME="1")
        assert done.returncode == 0
        assert " clausecheck.config\n" not in done.stderr and " tomllib\n" not in done.stderr
    words = {"COMP_WORDS": "clausecheck check --fail", "COMP_CWORD": "2"}
    done = run(cwd=folder, _CLAUSECHECK_COMPLETE="complete_bash", **words)
    assert "--fail-on" in done.stdout


def shown(run: Run, folder: Path, *arguments: str, **env: str) -> dict[str, str]:
    done = run("config", "show", "--origin", *arguments, cwd=folder, **env)
    assert done.returncode == 0
    found = re.findall(r"^([a-z-]+) = (.*?) +# (.*)$", done.stdout, re.M)
    return {key: f"{value} {origin}" for key, value, origin in found}


def test_config_show_says_who_said_so(run: Run, folder: Path) -> None:
    settings(folder, "\nignore = ['scope']\n[[overrides]]\nfiles = 'a.txt'\nas = 'any'\nexcerpt = true")
    env = {"CLAUSECHECK_MAX_SCORE": "60", "CLAUSECHECK_PASSWORD": "hush"}
    found = shown(run, folder, "--fail-on", "low", **env)
    assert found["ignore"] == '["scope"] clausecheck.toml:2'
    assert found["max-score"] == "60 CLAUSECHECK_MAX_SCORE"
    assert found["fail-on"] == '"low" --fail-on'
    assert found["pack"] == '["performer"] default'
    found = shown(run, folder, "a.txt", "--as", "them")
    assert (found["as"], found["excerpt"]) == ('"them" --as', "true clausecheck.toml:6")
    done = run("config", "show", cwd=folder, **env)
    assert "hush" not in done.stdout
    assert '\n[[overrides]]\nfiles = ["a.txt"]\nas = "any"\n' in done.stdout


def test_config_show_is_a_settings_file_itself(run: Run, folder: Path) -> None:
    settings(
        folder, "ignore = ['scope']\nas = 'Bell \"Film\" \\ LLC'\n[[overrides]]\nfiles = 'b'\nas = 'any'\n"
    )
    text = run("config", "show", "--origin", cwd=folder).stdout
    kept = "\n".join(line for line in text.split("\n") if not line.startswith(("together", "changed")))
    settings(folder, kept, "again.toml")
    again = run("config", "show", "--config", "again.toml", cwd=folder).stdout
    assert again.split("\n")[1:] == run("config", "show", cwd=folder).stdout.split("\n")[1:]


def test_config_show_for_machines(run: Run, folder: Path) -> None:
    settings(folder, "ignore = ['scope']\n[[overrides]]\nfiles = 'b'\nas = 'any'\n")
    found = json.loads(run("config", "show", "--format", "json", cwd=folder).stdout)
    assert (found["schema"], found["file"]) == ("clausecheck/settings/1", "clausecheck.toml")
    (ignore,) = [each for each in found["settings"] if each["key"] == "ignore"]
    origin = {"kind": "file", "name": "clausecheck.toml", "line": 1}
    assert ignore == {"key": "ignore", "value": ["scope"], "origin": origin}
    (override,) = found["overrides"]
    assert (override["files"], override["line"], override["settings"][0]["key"]) == (["b"], 2, "as")


@pytest.mark.parametrize("arguments", [("--fail-on", "no"), ("--fial-on", "low"), ("a", "b")])
def test_config_show_of_what_check_would_not_take(run: Run, folder: Path, arguments: tuple[str, ...]) -> None:
    done = run("config", "show", *arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")


def test_init_writes_a_file_that_changes_nothing_and_says_what_comes_next(run: Run, folder: Path) -> None:
    before = run("config", "show", cwd=folder).stdout
    done = run("init", cwd=folder)
    assert done.returncode == 0
    assert "wrote clausecheck.toml" in done.stdout and "clausecheck check ." in done.stdout
    assert run("config", "show", cwd=folder).stdout.split("\n")[1:] == before.split("\n")[1:]
    text = (folder / "clausecheck.toml").read_text("utf-8")
    again = run("init", cwd=folder)
    assert (again.returncode, again.stdout) == (2, "")
    assert "clausecheck.toml" in again.stderr and "nothing was changed" in again.stderr
    assert (folder / "clausecheck.toml").read_text("utf-8") == text


def test_what_init_comments_out_are_settings_with_their_defaults(run: Run, folder: Path) -> None:
    before = run("config", "show", cwd=folder).stdout.split("\n\n")[0]
    run("init", cwd=folder)
    text = (folder / "clausecheck.toml").read_text("utf-8")
    settings(folder, re.sub(r"^#(?! )", "", text, flags=re.M))
    after = run("config", "show", cwd=folder).stdout.split("\n\n")[0]
    differ = {line for line in after.split("\n")[1:] if line not in before.split("\n")}
    samples = {
        line for line in differ if line.startswith(("max-score", "max-missing", "baseline", "waivers"))
    }
    assert differ == samples and len(samples) == 4


def test_init_leaves_a_shared_file_alone(run: Run, folder: Path) -> None:
    settings(folder, "[tool.clausecheck]\nas = 'any'\n", "pyproject.toml")
    assert run("init", cwd=folder).returncode == 2
    assert not (folder / "clausecheck.toml").exists()
    inner = folder / "inner"
    inner.mkdir()
    done = run("init", cwd=inner)
    assert done.returncode == 0
    assert "stands in for" in done.stdout


def test_an_empty_folder_says_what_to_do(run: Run, tmp_path: Path) -> None:
    done = run("check", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "no document found in ." in done.stderr and "clausecheck demo" in done.stderr


def test_every_setting_is_an_option(run: Run, folder: Path) -> None:
    found = json.loads(run("config", "show", "--format", "json", cwd=folder).stdout)
    keys = {each["key"] for each in found["settings"]}
    assert set(PER_DOCUMENT) <= keys
    assert keys >= PATHS
    assert NOT_IN_A_FILE - keys == {"config", "password"}


def test_a_baseline_is_made_with_the_settings_of_check(run: Run, folder: Path) -> None:
    settings(folder, "fail-on = 'low'\nas = 'Bell Film LLC'\n[[overrides]]\nfiles = 'b.txt'\nas = 'us'\n")
    (folder / "b.txt").write_bytes(AGREEMENT)
    done = run("baseline", "create", "a.txt", "b.txt", cwd=folder)
    assert "settings of clausecheck.toml: as, 1 override\n" in done.stderr
    known = "--baseline", "clausecheck-baseline.json"
    assert run("check", "a.txt", "b.txt", *known, cwd=folder).returncode == 0
    assert run("check", "a.txt", *known, "--as", "us", cwd=folder).returncode == 1
    settings(folder, "fial-on = 'low'")
    assert run("baseline", "update", "a.txt", cwd=folder).returncode == 2


def test_the_settings_that_the_papers_show(root: Path, tmp_path: Path) -> None:
    page = (root / "docs" / "settings.md").read_text("utf-8")
    (block,) = re.findall(r"^```toml title=\"clausecheck.toml\"\n(.*?)^```$", page, re.M | re.S)
    settings(tmp_path, block)
    found = read(tmp_path / "clausecheck.toml", list(keys(checking()).values()))
    assert "fail-on" in found.settings and len(found.overrides) == 1
