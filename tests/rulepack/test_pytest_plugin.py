"""A pack's repository tests itself with pytest; other runs of pytest are left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rulepack.test_coverage import LAW
from tests.rulepack.test_lint import PACK, RULE

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one pack and one ordinary test."""
    home = tmp_path / "rules" / "trial"
    home.mkdir(parents=True)
    (home / "pack.yaml").write_text(PACK, "utf-8")
    (home / "scope.yaml").write_text(RULE, "utf-8")
    (tmp_path / "test_other.py").write_text("def test_other(): pass\n", "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    return tmp_path


def run(home: Path, *arguments: str) -> tuple[int, str]:
    path = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    settings = {**os.environ, "PYTHONPATH": path, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "COLUMNS": "200"}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "clausecheck.rulepack.pytest_plugin",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [*command, *arguments], cwd=home, env=settings, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_one_test_a_rule(repository: Path) -> None:
    code, out = run(repository, "--clausecheck-pack", "rules/trial", "-v")
    assert code == 0
    assert "rules/trial/scope.yaml::scope.perpetual PASSED" in out
    assert "test_other.py::test_other PASSED" in out
    assert "2 passed" in out


def test_it_does_nothing_until_it_is_asked(repository: Path) -> None:
    code, out = run(repository, "-v")
    assert code == 0
    assert "1 passed" in out
    assert "scope.perpetual" not in out


def test_a_setting_is_as_good_as_an_option(repository: Path) -> None:
    (repository / "pytest.ini").write_text(
        "[pytest]\nclausecheck_pack = rules/trial\ntestpaths = test_other.py\n", "utf-8"
    )
    assert "2 passed" in run(repository)[1]
    assert "1 passed" in run(repository, "test_other.py")[1]  # other tests were asked for by name
    assert "1 passed" in run(repository, "rules/trial/scope.yaml::scope.perpetual")[1]
    assert "1 passed, 1 deselected" in run(repository, "-k", "perpetual")[1]


def test_a_failing_example_has_its_line(repository: Path) -> None:
    path = repository / "rules" / "trial" / "scope.yaml"
    path.write_text(
        RULE.replace("match: You give it to us in perpetuity.", "match: You give it to us."), "utf-8"
    )
    code, out = run(repository, "--clausecheck-pack", "rules")
    assert code == 1
    assert "scope.yaml:21: should match and does not" in out
    assert "Traceback" not in out


def test_law_checks_are_items_too(repository: Path) -> None:
    (repository / "rules" / "trial" / "laws.yaml").write_text(LAW, "utf-8")
    code, out = run(repository, "--clausecheck-pack", "rules/trial", "-v")
    assert code == 0
    assert "laws.yaml::law.trial PASSED" in out


def test_a_pack_with_mistakes_is_an_error(repository: Path) -> None:
    path = repository / "rules" / "trial" / "scope.yaml"
    path.write_text(RULE.replace("critical", "critcal"), "utf-8")
    code, out = run(repository, "--clausecheck-pack", "rules/trial")
    assert code == 2
    assert "scope.yaml:5:15: 'critcal' is not possible here (did you mean 'critical'?)" in out


def test_other_runs_load_nothing_of_ours() -> None:
    code = (
        "import sys, pytest, clausecheck.rulepack.pytest_plugin\n"
        "print(sorted(name for name in sys.modules if name.partition('.')[0] in ('clausecheck', 'yaml')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    ours = ("", ".errors", ".rulepack", ".rulepack.pytest_plugin", ".rulepack.shipped")
    assert done.stdout.strip() == str([f"clausecheck{name}" for name in ours])
