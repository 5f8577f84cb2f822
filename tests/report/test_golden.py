"""The reports, to be read by a person: ``UPDATE_GOLDEN=1 pytest tests/report`` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clausecheck.model import Severity
from clausecheck.report import Options, render
from tests.report.cases import outcomes

GOLDEN = Path(__file__).parent / "golden"

NARROW, USUAL, WIDE = Options(width=60), Options(width=80), Options(width=120)
EXPLAINED = Options(explain_score=True, show_suppressed=True, min_severity=Severity.CRITICAL)
MACHINE = Options(version="0.0.0", settings={"jurisdiction": [], "as": "us"}, include=frozenset({"clauses"}))

SCREENS = [
    *((case, "auto", "80", USUAL) for case in sorted(outcomes())),
    ("study", "auto", "60", NARROW),
    ("study", "auto", "120", WIDE),
    ("several", "auto", "60-quiet", Options(width=60, quiet=True)),
    ("study", "auto", "80-colour", Options(colour=True)),
    ("study", "auto", "80-explained", EXPLAINED),
    ("study", "full", "80", USUAL),
    ("hostile", "full", "60", NARROW),
    ("several", "concise", "80", USUAL),
    ("hostile", "concise", "80", USUAL),
    ("partial", "json", "all", MACHINE),
    ("failed", "json", "all", MACHINE),
    ("hostile", "json", "all", MACHINE),
]


@pytest.mark.parametrize(
    ("case", "format", "name", "options"), SCREENS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_golden(case: str, format: str, name: str, options: Options) -> None:
    file = GOLDEN / f"{case}.{format}.{name}.{'json' if format == 'json' else 'txt'}"
    made = render(outcomes()[case], format, options)
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(made, "utf-8", newline="\n")
    assert made == file.read_text("utf-8")


def test_every_golden_file_is_made_by_a_test() -> None:
    made = {f"{case}.{format}.{name}" for case, format, name, _ in SCREENS}
    assert {file.stem for file in GOLDEN.iterdir()} == made
