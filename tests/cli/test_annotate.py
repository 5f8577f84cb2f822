"""``clausecheck annotate``: a copy beside the original, which nothing ever touches."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clausecheck.cli import outfile
from clausecheck.errors import UsageError
from tests.cli.conftest import Run
from tests.ingest.build import PICTURE, agreement, pdf, text
from tests.report.annotate import readback


@pytest.fixture
def sample(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(root / "samples" / "emotion-study" / "agreement.pdf", tmp_path))


def test_the_copy_stands_beside_the_original(run: Run, sample: Path) -> None:
    before = sample.read_bytes()
    sample.chmod(0o640)
    done = run("annotate", sample)
    copy = sample.with_name("agreement.checked.pdf")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(f"wrote {copy}: Grade E; 12 critical")
    assert sample.read_bytes() == before
    assert sorted(sample.parent.iterdir()) == [copy, sample]  # no draft is left
    notes = readback.notes(copy.read_bytes())
    assert any("They can use you for ever" in note.contents for note in notes)
    if sys.platform != "win32":
        assert copy.stat().st_mode & 0o777 == 0o640  # who may not read the one may not read the other


def test_what_is_there_stays_unless_forced(run: Run, sample: Path) -> None:
    taken = sample.with_name("agreement.checked.pdf")
    taken.write_text("mine")
    done = run("annotate", sample)
    assert done.returncode == 2
    assert "is there already" in done.stderr and "--force" in done.stderr
    assert taken.read_text() == "mine"
    assert run("annotate", sample, "--force").returncode == 0
    assert taken.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("link", ["same", "symbolic", "hard"])
def test_the_original_is_never_the_copy(sample: Path, link: str) -> None:
    out = sample if link == "same" else sample.with_name("link.pdf")
    if link == "symbolic":
        out.symlink_to(sample)
    elif link == "hard":
        os.link(sample, out)
    with pytest.raises(UsageError, match="is the original"):
        outfile.place(str(sample), str(out), force=True)


def test_a_forced_copy_replaces_a_link_not_what_it_points_at(run: Run, sample: Path) -> None:
    other, out = sample.with_name("other.txt"), sample.with_name("out.pdf")
    other.write_text("mine")
    out.symlink_to(other)
    assert run("annotate", sample, "-o", out).returncode == 2
    assert run("annotate", sample, "-o", out, "--force").returncode == 0
    assert other.read_text() == "mine"
    assert not out.is_symlink()


@pytest.mark.parametrize("out", [".", "no/such/folder/out.pdf"])
def test_a_place_that_is_none(run: Run, sample: Path, out: str) -> None:
    done = run("annotate", sample, "-o", sample.parent / out)
    assert done.returncode == 2
    assert "hint:" in done.stderr


def test_standard_input_and_output(root: Path, sample: Path, run: Run) -> None:
    command = [sys.executable, "-m", "clausecheck", "annotate"]
    data = sample.read_bytes()
    by_name, piped = (
        subprocess.run(
            [*command, path, "-o", "-"], input=data, cwd=root, capture_output=True, check=True, timeout=60
        ).stdout
        for path in (str(sample), "-")
    )
    assert by_name.startswith(b"%PDF-") and by_name.rstrip().endswith(b"%%EOF")
    front = readback.text(piped, 1)
    assert "the agreement 3 of 3 pages read" in front  # it has no name
    done = run("annotate", "-", stdin=data)
    assert done.returncode == 2
    assert "the copy has no name" in done.stderr


def test_two_runs_write_the_same_bytes(run: Run, sample: Path) -> None:
    one, two = sample.with_name("1.pdf"), sample.with_name("2.pdf")
    for out in (one, two):
        assert run("annotate", sample, "-o", out).returncode == 0
    assert one.read_bytes() == two.read_bytes()


def test_a_page_that_was_not_read_is_said_and_is_exit_4(run: Run, tmp_path: Path) -> None:
    words = ["The Performer grants the Company the right to use her voice in perpetuity."] * 20
    path = tmp_path / "half.pdf"
    path.write_bytes(pdf(text(*words), PICTURE))
    done = run("annotate", path)
    assert done.returncode == 4
    assert "page 2: Page 2 could not be read" in done.stderr
    copy = tmp_path / "half.checked.pdf"
    assert "unread pages (2)" in readback.text(copy.read_bytes(), 1)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"The Performer grants the Company the right to use her voice.", "of another kind (text)"),
        ("a.pdf", b"", "is empty"),
        ("a.pdf", agreement(1, password="opensesame"), "is locked with a password"),
    ],
)
def test_what_cannot_be_annotated_leaves_nothing_behind(
    run: Run, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = run("annotate", path)
    assert done.returncode == 4
    assert said in done.stderr and "hint:" in done.stderr
    assert list(tmp_path.iterdir()) == [path]


def test_a_locked_file_opens_and_its_copy_is_locked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(agreement(1, password="opensesame"))
    assert run("annotate", path, "--password", "opensesame").returncode == 0
    copy = (tmp_path / "a.checked.pdf").read_bytes()
    assert "opens with the same password" in " ".join(
        readback.text(copy, page, "opensesame") for page in range(1, readback.pages(copy, "opensesame") + 1)
    )
    assert run("check", tmp_path / "a.checked.pdf").returncode == 4


def test_it_stops_in_time_and_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(agreement(80))
    done = run("annotate", path, "--timeout", "0.1")
    assert done.returncode == 4
    assert "--timeout" in done.stderr
    assert list(tmp_path.iterdir()) == [path]


def test_a_check_of_the_copy_says_what_it_is(run: Run, tmp_path: Path, root: Path) -> None:
    copy = tmp_path / "copy.pdf"
    original = root / "samples" / "emotion-study" / "agreement.pdf"
    assert run("annotate", original, "-o", copy).returncode == 0
    told = run("check", copy, "--format", "json").stdout
    assert "calls itself a summary by clausecheck" in told
    assert "calls itself a summary by clausecheck" not in run("check", original, "--format", "json").stdout
