"""What a stranger installs: the wheel, in an empty environment, in an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import clausecheck
from samples.assert_demo import problems

pytestmark = pytest.mark.slow


def build(target: str, root: Path, folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)],
        cwd=root, check=True, capture_output=True,
    )  # fmt: skip
    (built,) = folder.iterdir()
    return built


def members(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", root, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment that holds the wheel and what it asks for."""
    home = tmp_path_factory.mktemp("empty")
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    with_network = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    subprocess.run(
        [programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel],
        check=True, env=with_network,
    )  # fmt: skip
    return programs


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_wheel_carries_every_rule_and_the_sample(wheel: Path, root: Path) -> None:
    carried = members(wheel)
    for folder in ("rules", "samples/emotion-study"):
        files = [path for path in (root / folder).rglob("*") if path.is_file()]
        assert files
        for path in files:
            assert carried[f"clausecheck/_data/{path.relative_to(root).as_posix()}"] == path.read_bytes()


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    assert {name.split("/")[0] for name in members(wheel)} == {
        "clausecheck",
        f"clausecheck-{clausecheck.__version__}.dist-info",
    }


def test_the_source_archive_builds_the_same_wheel(wheel: Path, root: Path, tmp_path: Path) -> None:
    archive = build("sdist", root, tmp_path / "sdist")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    again = build("wheel", tmp_path / archive.name.removesuffix(".tar.gz"), tmp_path / "again")
    assert members(again) == members(wheel)


def test_demo_runs_in_an_empty_environment(installed: Path, tmp_path: Path) -> None:
    shown = run(installed / "clausecheck", "demo", folder=tmp_path)
    assert shown.stderr == ""
    assert "for ever" in shown.stdout
    report = run(installed / "clausecheck", "demo", "--format", "json", folder=tmp_path)
    assert shown.returncode == report.returncode
    page = run(installed / "clausecheck", "demo", "--format", "html", folder=tmp_path)
    assert page.stdout.startswith("<!doctype html>")
    assert problems(json.loads(report.stdout)) == []
    assert list(tmp_path.iterdir()) == []


def test_version_of_the_installed_module(installed: Path, tmp_path: Path) -> None:
    said = run(installed / "python", "-m", "clausecheck", "--version", folder=tmp_path)
    assert said.stdout.split() == ["clausecheck", clausecheck.__version__]
    assert said.returncode == 0
