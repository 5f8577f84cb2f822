"""What was set, by whom, and for which documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from clausecheck.config.globs import matches
from clausecheck.config.keys import Value


class Origin(NamedTuple):
    """Who says so. ``line`` is 1-based, 0 where there is none."""

    kind: Literal["default", "file", "variable", "flag"]
    name: str = ""  # the path of the file, the name of the variable or of the flag
    line: int = 0

    def __str__(self) -> str:
        return f"{self.name}:{self.line}" if self.line else self.name or self.kind


class Setting(NamedTuple):
    """A value and where it comes from."""

    value: Value
    origin: Origin


class Override(NamedTuple):
    """Settings for some documents."""

    files: tuple[str, ...]  # patterns, told from the folder of the file
    settings: Mapping[str, Setting]
    origin: Origin


class Settings(NamedTuple):
    """All that a file and the variables say, by key; what nobody set is not in it."""

    file: str = ""  # as it is shown; "" where there is none
    folder: Path = Path()  # of the file, absolute
    settings: Mapping[str, Setting] = {}
    overrides: tuple[Override, ...] = ()

    def only(self, keys: Iterable[str]) -> dict[str, Setting]:
        """What is set of these keys."""
        return {key: self.settings[key] for key in keys if key in self.settings}

    def own(self, path: str) -> Mapping[str, Setting]:
        """What the overrides say of one document; of two the later one wins. Standard input has none."""
        if not self.overrides or path == "-":
            return {}
        parts = _parts(path, self.folder)
        found: dict[str, Setting] = {}
        for override in self.overrides if parts else ():
            if any(matches(pattern, parts) for pattern in override.files):
                found |= override.settings
        return found


NOTHING = Settings()


def _parts(path: str, folder: Path) -> tuple[str, ...]:
    """The names from the folder of the file down to the document; none where it lies elsewhere."""
    document = Path(os.path.realpath(Path(path).parent)) / Path(path).name
    return document.relative_to(folder).parts if document.is_relative_to(folder) else ()
