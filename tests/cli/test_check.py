"""``clausecheck check``: what a user types, what comes out, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

AGREEMENT = b"""\
This Agreement is between Bell Film LLC (the "Company") and Ada Moor (the "Participant").

1. Grant. Participant grants Company the right to use the recordings in perpetuity.

2. Pay. Company shall pay Participant $300.
"""
MILD = AGREEMENT.replace(b" in perpetuity", b" for two years")


def document(text: str) -> dict[str, Any]:
    report = json.loads(text)
    assert report["schema"] == "clausecheck/report/1"
    (found,) = report["documents"]
    assert isinstance(found, dict)
    return found


def test_a_grave_finding_makes_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "agreement.txt"
    path.write_bytes(AGREEMENT)
    done = run(path, "--format", "json")
    assert done.returncode == 1
    found = document(done.stdout)
    (finding,) = [each for each in found["findings"] if each["rule"] == "scope.perpetual"]
    (proof,) = finding["evidence"]
    text = AGREEMENT.decode()
    assert proof["quote"] == "in perpetuity" == text[proof["start"] : proof["end"]]
    assert (finding["clause"], proof["page"], proof["line"]) == ("1", 1, 3)
    assert [(party["name"], party["side"]) for party in found["parties"]] == [
        ("Ada Moor", "us"),
        ("Bell Film LLC", "them"),
    ]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--fail-on", "never", "--max-score", "1"), 1),
        (("--fail-on", "never", "--max-score", "99"), 0),
        (("--ignore", "scope", "--ignore", "legal"), 0),
        (("--ignore", "scope,legal"), 0),
        (("--select", "pay"), 0),
        (("--select", "scope.perpetual"), 1),
        (("--as", "them"), 0),
        (("--as", "Bell Film LLC"), 0),
        (("--as", "Ada Moor"), 1),
    ],
)
def test_exit_codes(run: Run, options: tuple[str, ...], code: int) -> None:
    assert run("-", *options, stdin=AGREEMENT).returncode == code


def test_the_code_is_the_same_in_every_format(run: Run) -> None:
    for text in (AGREEMENT, MILD, b""):
        codes = {run("-", "--format", f, stdin=text).returncode for f in ("auto", "full", "concise", "json")}
        assert len(codes) == 1


def test_hiding_and_choosing_leave_the_score_alone(run: Run) -> None:
    plain = document(run("-", "--format", "json", stdin=AGREEMENT).stdout)
    for options in (("--min-severity", "critical"), ("--select", "pay"), ("--min-confidence", "high")):
        assert (
            document(run("-", "--format", "json", *options, stdin=AGREEMENT).stdout)["score"]
            == plain["score"]
        )


def test_a_document_that_cannot_be_read_is_never_clean(run: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.pdf"
    good.write_bytes(MILD)
    bad.write_bytes(b"%PDF-1.7\nnot really")
    done = run("check", good, bad, tmp_path / "gone.pdf", "--format", "json")
    assert done.returncode == 4
    statuses = [each["status"] for each in json.loads(done.stdout)["documents"]]
    assert statuses == ["analyzed", "failed", "failed"]
    for each in json.loads(done.stdout)["documents"][1:]:
        assert each["error"]["message"] and each["error"]["hint"]
        assert each["score"] is None


UNREADABLE = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n ", "empty"),
    "binary.txt": (bytes(range(256)) * 4, "binary"),
    "latin.txt": ("Grant. You grant us your façade.".encode("latin-1"), "encoding"),
    "word.docx": (b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", "unsupported"),
    "photo.pdf": (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "damaged"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_says_so_with_a_way_out(run: Run, tmp_path: Path, name: str) -> None:
    content, code = UNREADABLE[name]
    path = tmp_path / name
    path.write_bytes(content)
    done = run(path, "--format", "json")
    assert done.returncode == 4
    error = document(done.stdout)["error"]
    assert error["code"] == code
    assert error["hint"]
    shown = run(path)
    assert shown.returncode == 4
    assert "Grade" not in shown.stdout


def test_a_folder_is_read_with_its_folders(run: Run, tmp_path: Path) -> None:
    (tmp_path / "inner" / ".hidden").mkdir(parents=True)
    for name in ("b.txt", "inner/a.md", "inner/.hidden/c.txt", "notes.csv"):
        (tmp_path / name).write_bytes(MILD)
    done = run("check", tmp_path, "--format", "json")
    names = [Path(each["path"]).name for each in json.loads(done.stdout)["documents"]]
    assert (done.returncode, names) == (0, ["b.txt", "a.md"])


def test_a_pattern_that_the_shell_left_alone(run: Run, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_bytes(MILD)
    done = run("check", tmp_path / "*.txt", tmp_path / "b.txt", "--format", "json")
    assert [Path(each["path"]).name for each in json.loads(done.stdout)["documents"]] == ["a.txt", "b.txt"]
    assert run("check", tmp_path / "*.pdf").returncode == 3


def test_a_cache_that_cannot_be_written_is_no_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert run("-", stdin=MILD, CLAUSECHECK_CACHE=str(tmp_path / "file")).returncode == 0


def test_a_word_is_no_contract(run: Run) -> None:
    assert document(run("-", "--format", "json", stdin=b"hello").stdout)["score"]["grade"] is None


def test_an_empty_folder_is_nothing_to_check(run: Run, tmp_path: Path) -> None:
    done = run("check", tmp_path)
    assert done.returncode == 3
    assert "no document" in done.stderr and "hint" in done.stderr


def test_the_language_must_be_ours(run: Run) -> None:
    german = (
        "Vertrag. Die Teilnehmerin räumt der Firma das zeitlich unbegrenzte Recht ein, alle Aufnahmen "
        "zu nutzen. Die Firma zahlt dafür ein Honorar, das mit der Unterschrift fällig wird."
    )
    done = run("-", "--format", "json", stdin=german.encode())
    found = document(done.stdout)
    assert done.returncode == 4
    assert (found["status"], found["language"], found["score"]["grade"]) == ("partial", "unknown", None)
    assert "English" in found["score"]["reason"]


def test_what_is_no_contract_has_no_letter(run: Run) -> None:
    story = b"The boat left the harbour at dawn, and the gulls went with it. " * 8
    found = document(run("-", "--format", "json", stdin=story).stdout)
    assert found["score"]["grade"] is None
    assert "contract" in found["score"]["reason"]


def test_an_excerpt_has_no_letter(run: Run) -> None:
    found = document(run("-", "--excerpt", "--format", "json", stdin=AGREEMENT).stdout)
    assert found["score"]["grade"] is None
    assert found["score"]["risk"] > 0
    assert {each["rule"] for each in found["not_assessed"]} >= {"identity.likeness-undefined"}


def test_the_output_is_the_same_each_time(run: Run, root: Path) -> None:
    sample = root / "samples" / "emotion-study" / "agreement.pdf"
    first = run(sample, "--format", "json", "--include", "clauses,text", PYTHONHASHSEED="1").stdout
    again = run(sample, "--format", "json", "--include", "clauses,text", PYTHONHASHSEED="2").stdout
    assert first == again
    assert len(first) > 10_000


def test_concise_lines_can_be_parsed(run: Run) -> None:
    lines = run("-", "--format", "concise", stdin=AGREEMENT).stdout.splitlines()
    assert "-:1:3: critical scope.perpetual They can use you for ever" in lines


def test_colour_only_where_it_is_wanted(run: Run) -> None:
    assert "\x1b[" not in run("-", stdin=AGREEMENT).stdout
    assert "\x1b[" in run("-", stdin=AGREEMENT, FORCE_COLOR="1").stdout
    assert "\x1b[" not in run("-", stdin=AGREEMENT, FORCE_COLOR="1", NO_COLOR="1").stdout


WRONG = [
    (("check", "-", "--fail-on", "sometimes"), "sometimes"),
    (("check", "-", "--pack", "performr"), "performer"),
    (("check", "-", "--include", "claws"), "claws"),
    (("check", "-", "--select", "scope.perpetul"), "scope.perpetual"),
    (("check", "-", "--ignore", "scope,loops"), "loop"),
    (("check", "-", "--max-scor", "3"), "--max-score"),
    (("chek",), "check"),
    (("explain", "scope.perpetul"), "scope.perpetual"),
    (("rules", "test", "no-such-pack"), "performer"),
    (("check",), "PATH"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_wrong_usage_makes_two_and_names_the_way_out(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, stdin=MILD)
    assert done.returncode == 2
    assert said in done.stderr
    assert not done.stdout


def test_a_party_that_is_not_there(run: Run) -> None:
    done = run("-", "--as", "Nobody Inc", "--format", "json", stdin=AGREEMENT)
    error = document(done.stdout)["error"]
    assert (done.returncode, error["code"]) == (4, "no-such-party")
    assert "Bell Film LLC" in error["hint"]


def test_a_faulty_pack_stops_the_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("schema: 1\npack: mine\nversion: 1\ntitle: Mine\n", encoding="utf-8")
    (tmp_path / "scope.yaml").write_text(
        "schema: 1\nrules:\n  - id: scope.x\n    titel: X\n", encoding="utf-8"
    )
    done = run("check", "-", "--pack", tmp_path, stdin=AGREEMENT)
    assert done.returncode == 2
    assert not done.stdout
    assert "scope.yaml:4:5: unknown key 'titel'" in done.stderr
    assert "    titel: X" in done.stderr
    assert "did you mean 'title'?" in done.stderr
    caret = next(line for line in done.stderr.splitlines() if line.strip() == "^")
    shown = next(line for line in done.stderr.splitlines() if "titel: X" in line)
    assert shown[caret.index("^") :].startswith("titel")


def test_a_reader_that_hangs_is_an_error(run: Run, root: Path) -> None:
    sample = root / "samples" / "long-services" / "agreement.pdf"
    done = run(sample, "--timeout", "0.1", "--format", "json")
    assert document(done.stdout)["error"]["code"] in ("too-slow",)
    assert done.returncode == 4


def test_a_pipe_that_closes_is_no_error(run: Run, root: Path) -> None:
    import subprocess
    import sys

    sample = root / "samples" / "emotion-study" / "agreement.pdf"
    command = f"{sys.executable} -m clausecheck {sample} --format full | head -1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr and "Error" not in done.stderr


def test_several_files_are_one_deal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "agreement.txt").write_bytes(MILD)
    (tmp_path / "rider.md").write_text("# Rider\n\nThe use in 1 is irrevocable, and lasts in perpetuity.")
    paths = [str(tmp_path / name) for name in ("agreement.txt", "rider.md")]
    done = run(*paths, "--together", "--format", "json")
    found = document(done.stdout)
    assert done.returncode == 1
    assert found["path"] == " + ".join(paths)
    assert [each["path"] for each in found["reading"]["files"]] == paths
    assert found["reading"]["summary"] == "2 files, 2 of 2 pages read"
    (perpetual,) = [each for each in found["findings"] if each["rule"] == "scope.perpetual"]
    assert perpetual["evidence"][0]["file"] == paths[1]
    assert "rider.md, page 1, line 3" in run(*paths, "--together", "--format", "full").stdout
    assert f"{paths[1]}:1:3: critical" in run(*paths, "--together", "--format", "concise").stdout
    missing = str(tmp_path / "schedule.pdf")
    done = run(*paths, missing, "--together", "--format", "concise")
    assert done.returncode == 4
    assert "2 of 3 pages read, 1 page not read" in done.stdout


def test_output_is_the_same_for_every_number_of_processes(run: Run, tmp_path: Path) -> None:
    for i in range(5):
        (tmp_path / f"{i}.txt").write_bytes(AGREEMENT * (5 - i))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7")
    for kind in ("json", "full", "sarif"):
        done = [run(tmp_path, "--format", kind, "--jobs", str(jobs)) for jobs in (1, 2, 0)]
        assert {each.returncode for each in done} == {4}
        assert len({each.stdout for each in done}) == 1
