"""What is kept between runs is found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck import load_packs
from clausecheck.rulepack import load


def test_the_packs_that_ship_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_CACHE", str(tmp_path))
    first = load_packs("performer")
    monkeypatch.setattr(load, "load", lambda _: pytest.fail("the packs were parsed again"))
    second = load_packs("performer")
    assert [pack.sha256 for pack in first] == [pack.sha256 for pack in second]
    assert [rule.id for pack in first for rule in pack.rules] == [
        rule.id for pack in second for rule in pack.rules
    ]
