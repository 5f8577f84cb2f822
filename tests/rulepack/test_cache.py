"""What is kept between runs is found again."""

from __future__ import annotations

import os
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


def test_files_of_packs_that_are_gone_do_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_CACHE", str(tmp_path))
    for number in range(40):
        old = tmp_path / f"packs-{number:016x}.cache"
        old.write_bytes(b"")
        os.utime(old, (number, number))
    load_packs("core")
    left = {path.name for path in tmp_path.glob("packs-*")}
    assert len(left) <= 20
    assert f"packs-{39:016x}.cache" in left, "the newest stay"
    assert f"packs-{0:016x}.cache" not in left
