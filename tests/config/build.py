"""Settings files for the tests of this room."""

from __future__ import annotations

from pathlib import Path

from clausecheck.config import Key, Settings
from clausecheck.config.read import read as read_settings

KEYS = (
    Key("as", "text", default="us"),
    Key("pack", "list", default=("performer",)),
    Key("ignore", "list", default=()),
    Key("jurisdiction", "text", default=""),
    Key("excerpt", "flag", default=False),
    Key("fail-on", "text", choices=("low", "medium", "high", "critical", "never"), default="high"),
    Key("max-score", "number", least=0, most=100),
    Key("max-memory", "whole", least=64, default=2048),
    Key("output", "list", default=()),
    Key("password", "text"),
)


def wrote(folder: Path, text: str, name: str = "clausecheck.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name


def read(folder: Path, text: str, name: str = "clausecheck.toml") -> Settings:
    return read_settings(wrote(folder, text, name), KEYS)
