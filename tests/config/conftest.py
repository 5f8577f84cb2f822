"""A folder to stand in."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, which is no repository."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
