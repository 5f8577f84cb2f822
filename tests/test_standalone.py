"""What a person without Python runs: the program of `make standalone`, with nothing on the PATH."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import clausecheck
from clausecheck.batch import worker
from clausecheck.batch.worker import supervise
from clausecheck.cli import doctor
from clausecheck.model import Analyzed, Source
from samples.assert_demo import problems

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "clausecheck" / ("clausecheck.exe" if os.name == "nt" else "clausecheck")
SAMPLE = ROOT / "samples" / "emotion-study" / "agreement.pdf"


def missing() -> str:
    if not PROGRAM.is_file():
        return "the standalone program is not built: make standalone"
    sources = [
        ROOT / "standalone.spec",
        *(ROOT / "clausecheck").rglob("*.py"),
        *(ROOT / "rules").rglob("*.yaml"),
    ]
    older = any(source.stat().st_mtime > PROGRAM.stat().st_mtime for source in sources)
    return "the standalone program is older than its sources: make standalone" if older else ""


pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing())]


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One for all these tests: filling it takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLAUSECHECK_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def run(
    *arguments: str | Path, folder: Path, given: bytes = b"", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """What the program does in ``folder``, with next to no environment."""
    return subprocess.run(
        [PROGRAM, *arguments], cwd=folder, input=given, capture_output=True, check=False, timeout=60,
        env={"PATH": "", "CLAUSECHECK_CACHE": os.environ["CLAUSECHECK_CACHE"], **(env or {})},
    )  # fmt: skip


def installed(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "clausecheck", *arguments], cwd=folder, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_it_finds_what_the_installed_command_finds(tmp_path: Path) -> None:
    command = ("check", SAMPLE, "--format", "json")
    found, known = run(*command, folder=tmp_path), installed(*command, folder=tmp_path)
    assert (found.returncode, found.stderr) == (1, b"")
    assert json.loads(found.stdout) == json.loads(known.stdout)


@pytest.mark.parametrize(
    "command",
    ["--version", "--help", "check --help", "rules list", "rules schema", "explain scope.perpetual"],
)
def test_it_says_what_the_installed_command_says(command: str, tmp_path: Path) -> None:
    said, known = run(*command.split(), folder=tmp_path), installed(*command.split(), folder=tmp_path)
    assert said.returncode == 0
    assert (said.stdout, said.stderr) == (known.stdout, known.stderr)


def test_the_sample_is_inside(tmp_path: Path) -> None:
    done = run("demo", "--format", "json", folder=tmp_path)
    assert problems(json.loads(done.stdout)) == []


def test_standard_input_is_read(tmp_path: Path) -> None:
    done = run("check", "-", "--format", "concise", folder=tmp_path, given=SAMPLE.read_bytes())
    assert done.returncode == 1
    assert b"scope.perpetual" in done.stdout


def test_the_annotated_copy_is_the_same(tmp_path: Path) -> None:
    run("annotate", SAMPLE, "--out", "ours.pdf", folder=tmp_path)
    installed("annotate", SAMPLE, "--out", "known.pdf", folder=tmp_path)
    assert (tmp_path / "ours.pdf").read_bytes() == (tmp_path / "known.pdf").read_bytes()


def test_token_rules_work(tmp_path: Path) -> None:
    (tmp_path / "deal.txt").write_text("You grant us your voice without any limitation upon the time.\n")
    done = run("check", "deal.txt", "--format", "concise", folder=tmp_path)
    assert b"scope.perpetual" in done.stdout, done.stdout + done.stderr


def test_a_damaged_file_is_not_clean(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(SAMPLE.read_bytes()[:99])
    done = run("check", "bad.pdf", folder=tmp_path)
    assert done.returncode == 4
    assert b"The PDF is damaged" in done.stdout
    assert b"Traceback" not in done.stdout + done.stderr


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    sentence = "You grant the Company the right to use your voice in perpetuity.\n"
    (tmp_path / "long.txt").write_text(sentence * 20_000)
    done = run("check", "long.txt", "--timeout", "0.1", folder=tmp_path)
    assert done.returncode == 4
    assert b"longer than 0.1 seconds" in b" ".join(done.stdout.split())


def test_it_is_its_own_child_where_there_is_no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_START", worker._Spawned)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(PROGRAM))
    outcome = supervise(doctor._reading, Source(str(SAMPLE), SAMPLE.read_bytes()), path=str(SAMPLE))
    assert isinstance(outcome, Analyzed), outcome
    assert outcome.report.reading.pages_read == 3


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
@pytest.mark.parametrize("own", [{}, {"LD_LIBRARY_PATH": "/their/own"}])
def test_other_programs_do_not_get_its_libraries(own: dict[str, str], tmp_path: Path) -> None:
    fake = tmp_path / "tesseract"
    fake.write_text('#!/bin/sh\necho "tesseract <${LD_LIBRARY_PATH-none}>"\n')
    fake.chmod(0o755)
    done = run("doctor", folder=tmp_path, env={"PATH": str(tmp_path), **own})
    assert f"tesseract <{own.get('LD_LIBRARY_PATH', 'none')}>".encode() in done.stdout, done.stdout


def test_it_can_be_moved_and_runs_read_only(tmp_path: Path) -> None:
    moved = tmp_path / "a folder with é"
    shutil.copytree(PROGRAM.parent, moved, symlinks=True)
    done = subprocess.run(
        [moved / PROGRAM.name, "demo", "--format", "json"], cwd=tmp_path, capture_output=True, check=False,
        env={"PATH": "", "CLAUSECHECK_CACHE": "off"},
    )  # fmt: skip
    assert problems(json.loads(done.stdout)) == []
    before, after = ({path.relative_to(home) for path in home.rglob("*")} for home in (PROGRAM.parent, moved))
    assert before == after


@pytest.mark.skipif(sys.platform != "linux", reason="only there libraries are made smaller")
def test_every_library_inside_can_be_loaded() -> None:
    libraries = sorted(path for path in PROGRAM.parent.rglob("*.so*") if path.is_file())
    assert libraries
    load = "import ctypes, sys; [ctypes.CDLL(path) for path in sys.argv[1:]]"
    done = subprocess.run(
        [sys.executable, "-c", load, *libraries], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_it_carries_the_licences_of_what_is_inside() -> None:
    carried = (PROGRAM.parent / "THIRD-PARTY.txt").read_text("utf-8")
    for name in ("Python", "spacy", "pypdfium2", "lxml", "pdfminer.six", "pyinstaller"):
        assert f"\n{name} " in f"\n{carried}"
    for name in ("attrs", "fpdf2", "hypothesis", "mypy", "openpyxl", "pytest"):
        assert f"\n{name} " not in carried
    assert (PROGRAM.parent / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_it_says_no_path_of_who_built_it() -> None:
    here = str(ROOT).encode()
    tellers = [path for path in PROGRAM.parent.rglob("*") if path.is_file() and here in path.read_bytes()]
    assert tellers == []


def test_its_version_is_ours(tmp_path: Path) -> None:
    assert run("--version", folder=tmp_path).stdout.split()[-1].decode() == clausecheck.__version__
