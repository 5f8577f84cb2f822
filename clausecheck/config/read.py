"""Settings file → Settings: every key known, every value of its type, or every mistake with its place."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from clausecheck.config import tomlfile
from clausecheck.config.find import SHARED
from clausecheck.config.keys import PATHS, PER_DOCUMENT, Key, Value, Wrong, value_of
from clausecheck.config.settings import Origin, Override, Setting, Settings
from clausecheck.config.tomlfile import TomlFile, Trail
from clausecheck.errors import Fault, SettingsError, nearest

_OVERRIDES, _FILES = "overrides", "files"
_SHOWN = 20  # mistakes; nobody reads more at once


def read(file: Path, keys: Sequence[Key]) -> Settings:
    """What a file sets. Paths in it, told from its folder, are told from the current one in the result.

    Raises:
        SettingsError: all its mistakes, with their places.
    """
    shown = _shown(file)
    toml = tomlfile.load(file, shown)
    trail: Trail = ("tool", "clausecheck") if file.name == SHARED else ()
    data: object = toml.data
    for name in trail:
        data = data.get(name) if isinstance(data, dict) else None
    if not isinstance(data, dict):
        raise SettingsError((toml.fault(trail, "there is no table [tool.clausecheck]"),))
    folder = Path(os.path.realpath(file.parent))
    reading = _Reading(toml, {key.name: key for key in keys if key.in_a_file}, folder)
    overrides = data.pop(_OVERRIDES, [])
    settings = reading.table(data, trail)
    listed = reading.overrides(overrides, (*trail, _OVERRIDES))
    if reading.faults:
        raise SettingsError(tuple(sorted(reading.faults, key=lambda fault: (fault.line, fault.column))))
    return Settings(shown, folder, settings, tuple(listed))


def _shown(path: Path) -> str:
    """A path from the current folder, where that is not longer than the whole."""
    try:
        near = os.path.relpath(path)
    except ValueError:  # on another drive
        return str(path)
    return near if near.count("..") < 4 else str(path)


class _Reading:
    """The checking of one file; ``faults`` grows."""

    def __init__(self, toml: TomlFile, keys: Mapping[str, Key], folder: Path) -> None:
        self.toml, self.keys, self.folder = toml, keys, folder
        self.faults: list[Fault] = []

    def table(self, data: Mapping[str, object], trail: Trail, only: Sequence[str] = ()) -> dict[str, Setting]:
        """The settings of a table; ``only`` these keys are possible in it."""
        found: dict[str, Setting] = {}
        for name, raw in data.items():
            if len(self.faults) >= _SHOWN:
                break
            here = (*trail, name)
            key = self.keys.get(name)
            if key is None or (only and name not in only):
                self._unknown(name, here, only)
                continue
            value = value_of(key, raw)
            if not isinstance(value, Wrong) and name in PATHS:
                value = self._located(name, value)
            if isinstance(value, Wrong):
                self._fault(here, f"{name}: {value.message}", value.hint, value=True)
            else:
                found[name] = Setting(value, Origin("file", self.toml.path, self.toml.line(here)))
        return found

    def overrides(self, data: object, trail: Trail) -> list[Override]:
        """The list of ``[[overrides]]``."""
        if not isinstance(data, list):
            self._fault(
                trail, "overrides: expected a list of tables", "write [[overrides]], in double brackets"
            )
            return []
        found = (self._override(each, (*trail, at)) for at, each in enumerate(data))
        return [each for each in found if each]

    def _override(self, data: object, trail: Trail) -> Override | None:
        if not isinstance(data, dict):
            self._fault(trail, "expected a table", "write [[overrides]], in double brackets")
            return None
        files = data.pop(_FILES, None)
        files = [files] if isinstance(files, str) else files
        if not isinstance(files, list) or not files or not all(isinstance(each, str) for each in files):
            said = "an override needs files: a list of patterns"
            self._fault((*trail, _FILES), said, 'for example files = ["templates/us/**"]', value=True)
            files = []
        for pattern in files:
            if not pattern.strip("/.") or ".." in pattern.split("/") or "\\" in pattern:
                hint = "patterns are told from the folder of this file, with /"
                self._fault((*trail, _FILES), f"'{pattern}' fits nothing", hint, value=True)
        settings = self.table(data, trail, PER_DOCUMENT)
        return Override(tuple(files), settings, Origin("file", self.toml.path, self.toml.line(trail)))

    def _unknown(self, name: str, trail: Trail, only: Sequence[str]) -> None:
        possible = only or tuple(self.keys)
        near = nearest(name, (*possible, _FILES if only else _OVERRIDES))
        if only and name in self.keys:
            said, hint = f"'{name}' cannot differ from document to document", "set it above all [[overrides]]"
        elif name.replace("_", "-") in possible:
            said, hint = f"unknown key '{name}'", f"did you mean '{name.replace('_', '-')}'?"
        else:
            said, hint = f"unknown key '{name}'", near or f"the keys: {', '.join(possible)}"
        self._fault(trail, said, hint)

    def _located(self, name: str, value: Value) -> Value | Wrong:
        """Paths from the current folder; only a pack's name is no path."""
        if isinstance(value, tuple):
            found = [self._located(name, each) for each in value]
            wrong = [each for each in found if isinstance(each, Wrong)]
            return wrong[0] if wrong else tuple(str(each) for each in found)
        text = str(value)
        if name == "output":
            form, sign, target = text.partition("=")
            inside = Path(os.path.realpath(self.folder / target)).is_relative_to(self.folder)
            if not inside:  # a file that came along with a contract must not write all over the disk
                return Wrong(
                    f"'{target}' lies outside the folder of this file", "type it: --output FORMAT=FILE"
                )
            return f"{form}{sign}{self._from_here(target)}" if sign else text
        is_name = name == "pack" and not text.startswith(".") and not any(sign in text for sign in "/\\")
        return text if is_name else self._from_here(text)

    def _from_here(self, path: str) -> str:
        if self.folder == Path.cwd():
            return path
        return os.path.join(_shown(self.folder), path)  # noqa: PTH118 - "./pack" keeps its dot

    def _fault(self, trail: Trail, message: str, hint: str = "", *, value: bool = False) -> None:
        self.faults.append(self.toml.fault(trail, message, hint, value=value))
