"""``--redact`` from end to end, on every sample: no name, sum or address on either stream or in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

# Sample → what must not be told of it.
SECRETS = {
    "emotion-study/agreement.pdf": "lumenface orbita castellane marlowe tabernacle ec2a $150 $300",
    "fair-licence/agreement.txt": "harbourline imogen farrelly strachey quayside larch sc000417 £900",
    "mutual-nda/agreement.txt": "brackenfell talbot",
    "long-services/agreement.pdf": "northgate blackwood",
}


@pytest.mark.parametrize("sample", SECRETS)
def test_a_shared_report_tells_nobody(run: Run, tmp_path: Path, sample: str) -> None:
    file = tmp_path / "secretname" / Path(sample).name
    file.parent.mkdir()
    file.write_bytes((Path("samples") / sample).read_bytes())
    report = tmp_path / "report.html"
    done = run(
        "check", file, "--redact", "-o", f"html={report}", "--format", "json", "--include", "clauses,text"
    )
    texts = [done.stdout.casefold(), report.read_text("utf-8").casefold()]
    for secret in ("secretname", file.name, *SECRETS[sample].split()):
        assert [secret in text for text in texts] == [False, False], secret
    assert "[party a]" in texts[0] or "[firm 1]" in texts[0]
    assert "read it through before you share it" in done.stderr
    assert "read it through before you share it" in texts[1]


def test_what_is_found_and_the_exit_code_stay(run: Run, root: Path) -> None:
    sample = root / "samples" / "emotion-study" / "agreement.pdf"
    plain, covered = (run("check", sample, "--format", "concise", *more) for more in ((), ("--redact",)))
    assert plain.returncode == covered.returncode == 1
    after = [line.partition(" ")[2] for line in plain.stdout.splitlines()]
    assert [line.partition(" ")[2] for line in covered.stdout.splitlines()] == after


def test_a_party_in_the_settings_is_not_told(run: Run, root: Path) -> None:
    sample = root / "samples" / "emotion-study" / "agreement.pdf"
    done = run("check", sample, "--redact", "--as", "Lumenface Ltd", "--format", "json")
    assert "Lumenface" not in done.stdout
