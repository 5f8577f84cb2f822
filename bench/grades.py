"""Whole real contracts → how the letters are spread: a letter that everything gets says nothing.

python -m bench.grades [--data ../shared/data] [--list]
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import clausecheck
from clausecheck import pipeline
from clausecheck.model import Report

ROOT = Path(__file__).resolve().parent.parent
SAMPLED = 50


def terms_of_service(data: Path) -> list[Path]:
    """Fifty of them, evenly over the collection."""
    every = sorted(path for path in (data / "ota").rglob("*Terms*") if path.is_file())
    return every[:: max(1, len(every) // SAMPLED)][:SAMPLED]


def endorsements(data: Path) -> list[Path]:
    return sorted(p for p in (data / "cuad" / "txt").glob("*.txt") if "endorsement" in p.name.lower())


def main() -> int:
    options = argparse.ArgumentParser(
        prog="python -m bench.grades", description="How the letters are spread."
    )
    default = os.environ.get("CLAUSECHECK_DATA") or ROOT.parent / "shared" / "data"
    options.add_argument("--data", type=Path, default=Path(default), help="the folder of real contracts")
    options.add_argument("--list", action="store_true", help="name each contract with its figure")
    chosen = options.parse_args()
    packs = clausecheck.load_packs("performer")
    for name, paths in (
        ("terms of service", terms_of_service(chosen.data)),
        ("endorsement deals", endorsements(chosen.data)),
    ):
        if not paths:
            print(f"{name}: none at {chosen.data} (--data names another folder)")
            continue
        reports = [pipeline.analyze(str(path), packs) for path in paths]
        print(f"{name}: {spread(reports)}")
        for report in sorted(reports, key=lambda r: r.score.risk or 0) if chosen.list else ():
            print(f"  {report.score.risk or 0:5.1f} {report.score.grade or '-'}  {report.path}")
    return 0


def spread(reports: Sequence[Report]) -> str:
    """``"A 3, B 1, C 6, …; median 74"``."""
    letters = Counter(report.score.grade or "none" for report in reports)
    risks = sorted(report.score.risk or 0.0 for report in reports)
    said = ", ".join(f"{letter} {letters[letter]}" for letter in (*"ABCDE", "none") if letters[letter])
    return f"{len(reports)} read, {said}; median {risks[len(risks) // 2]:.0f}"


if __name__ == "__main__":
    raise SystemExit(main())
