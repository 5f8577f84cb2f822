"""Edits of the long sample, as a lawyer makes them: what is replaced by what, and what must be said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from clausecheck.model import Gain


class Made(NamedTuple):
    """One edit. ``old`` stands once in the text."""

    name: str
    old: str
    new: str
    gain: Gain = "other"  # as a reader must be told
    says: str = ""  # a part of what is said, or the rule
    clause: str = ""  # where


def made(text: str, edit: Made) -> str:
    """The text with one place changed, whatever line it is broken in."""
    pattern = re.compile(r"\s+".join(map(re.escape, edit.old.split())))
    assert len(pattern.findall(text)) == 1, edit.old
    return pattern.sub(lambda _: edit.new, text)


def _read(key: str) -> Sequence[Made]:
    stored = yaml.safe_load((Path(__file__).parent / "edits.yaml").read_text("utf-8"))
    return tuple(Made(**each) for each in stored[key])


EDITS = _read("edits")
QUIET = _read("quiet")  # they change no word of any sentence
