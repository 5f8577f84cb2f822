"""Machine report of the sample agreement (standard input) → exit code: are the expected findings there?"""

from __future__ import annotations

import json
import sys
from typing import Any

GRADE = "E"
RULES = (
    "scope.perpetual",
    "scope.irrevocable",
    "scope.worldwide",
    "scope.all-media-future",
    "scope.derivatives",
    "scope.sublicense",
    "third.sell",
    "third.acting-on-behalf",
    "third.researchers",
    "third.beyond-control",
    "ai.biometric-template",
    "own.company-owns-data",
    "loop.product-limited",
    "loop.specific-identity",
    "identity.likeness-undefined",
)


def problems(report: dict[str, Any]) -> list[str]:
    """What the report of the sample lacks, in words; empty when all is well."""
    (document,) = report["documents"]
    found = {finding["rule"] for finding in document["findings"]}
    grade = document["score"]["grade"]
    return [f"the grade is {grade}, not {GRADE}"] * (grade != GRADE) + [
        f"no finding of {rule}" for rule in RULES if rule not in found
    ]


def main() -> int:
    wrong = problems(json.load(sys.stdin))
    for problem in wrong:
        print(f"MISSING  {problem}")
    if not wrong:
        print(f"ok: grade {GRADE}, and all {len(RULES)} expected rules have a finding")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
