"""The findings in harmless real contracts were read by a person, and nearly all are right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import clausecheck
from bench import verdicts


def test_each_verdict_is_one_of_three_and_has_a_reason() -> None:
    read = verdicts.load()
    assert len(read) > 50
    assert {each.verdict for each in read} <= {"right", "wrong", "arguable"}
    assert all(each.why and each.words for each in read)
    assert len({(each.file, each.rule, each.fingerprint) for each in read}) == len(read)


def test_what_is_found_now_was_read_and_is_right(data: Path) -> None:
    known = {(each.file, each.rule, each.fingerprint): each.verdict for each in verdicts.load()}
    found = [
        (name, finding.rule.id, finding.fingerprint)
        for name, finding in verdicts.findings(data, clausecheck.load_packs("performer"))
    ]
    unread = [key for key in found if key not in known]
    assert not unread, "read these: python -m bench.verdicts --unread"
    said = Counter(known[key] for key in found)
    assert said["right"] >= 0.9 * len(found)
