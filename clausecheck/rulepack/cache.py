"""RulePacks → a file and back: reading YAML and checking 150 rules takes a second, this takes 15 ms.

The file is one line of JSON, and behind it the expressions and their compiled programs, to which it points.

The file is used only where the content of every rule file, the version of clausecheck, its code that reads
rules, and the version of Python are those it was made from. It holds plain data (never pickle).
``CLAUSECHECK_CACHE`` names another folder, or says ``off``.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from clausecheck import model
from clausecheck.model import Confidence, Regex, RulePack, Severity
from clausecheck.rulepack.shipped import extended

_NOUNS: dict[str, type] = {
    noun.__name__: noun
    for noun in (
        model.RulePack, model.Rule, model.Phrase, model.Tokens, model.AnyOf, model.AllOf,
        model.Near, model.Veto, model.Direction, model.Reference, model.FindingOf, model.GrantOf,
        model.Absent, model.Adjust, model.Unresolved, model.Law, model.Condition, model.Question,
        model.Noticed, model.PromiseKind, model.Sign,
    )
}  # fmt: skip
_SCALES = {"Severity": Severity, "Confidence": Confidence}
_KEPT = 16  # files of packs, a few MB each
_held: dict[str, tuple[tuple[RulePack, ...], tuple[str, ...], str]] = {}  # by key: what was asked for last


def cached(folders: Sequence[Path], version: str) -> tuple[RulePack, ...]:
    """The packs in ``folders`` without their rules' examples; ``version`` is that of clausecheck.

    Raises:
        PackError: with all mistakes of all files.
    """
    key = _key(folders, version)
    if key not in _held:
        place = _place(folders)
        packs = (_read(place, key) if place else None) or _parsed(place, key, folders)
        _held.clear()  # a program uses one set of packs, a test a hundred
        _held[key] = packs, tuple(str(folder.absolute()) for folder in folders), version
    return _held[key][0]


def origin(packs: tuple[RulePack, ...]) -> tuple[tuple[str, ...], str] | None:
    """The folders and the version from which ``cached`` made these very packs last; None for any others."""
    return next(((folders, version) for held, folders, version in _held.values() if held is packs), None)


def _parsed(place: Path | None, key: str, folders: Sequence[Path]) -> tuple[RulePack, ...]:
    from clausecheck.rulepack.load import load

    packs = tuple(
        pack._replace(
            rules=tuple(rule._replace(examples=(), path="") for rule in pack.rules),
            laws=tuple(law._replace(examples=(), path="") for law in pack.laws),
            promises=tuple(kind._replace(examples=(), path="") for kind in pack.promises),
        )
        for pack in load(folders)
    )
    if place:
        _write(place, key, packs)
    return packs


def _key(folders: Sequence[Path], version: str) -> str:
    digest = hashlib.sha256(f"{version} {sys.version}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py*")):  # the code that reads rules, while it is changed
        status = path.stat()
        digest.update(f"\0{path.name} {status.st_size} {status.st_mtime_ns}".encode())
    for folder in _family(folders):
        for path in sorted(folder.rglob("*.yaml")):
            try:
                content = path.read_bytes()
            except OSError:
                content = b""
            digest.update(f"\0{folder}\0{path.relative_to(folder)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _family(folders: Sequence[Path]) -> list[Path]:
    """The folders, and those of the packs that they extend."""
    found, todo = dict[Path, None](), list(folders)
    while todo:
        folder = todo.pop(0)
        if folder not in found:
            found[folder] = None
            try:
                head = (folder / "pack.yaml").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            names = re.findall(r"^extends: *[\"']?([^\"'#\n]+?)[\"']? *(?:#.*)?$", head, re.MULTILINE)
            todo += [home for name in names if (home := extended(folder, name)) is not None]
    return list(found)


def _place(folders: Sequence[Path]) -> Path | None:
    folder = home()
    name = hashlib.sha256("\0".join(str(folder.absolute()) for folder in folders).encode()).hexdigest()[:16]
    return folder / f"packs-{name}.cache" if folder else None


def home() -> Path | None:
    """The folder of everything that is kept between runs; None where nothing is."""
    given = os.environ.get("CLAUSECHECK_CACHE")
    if given:
        return None if given == "off" else Path(given)
    try:
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "clausecheck"
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return Path(local or Path.home() / "AppData" / "Local") / "clausecheck" / "Cache"
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "clausecheck"
    except RuntimeError:  # no home directory
        return None


def _read(place: Path, key: str) -> tuple[RulePack, ...] | None:
    try:
        line, _, blob = place.read_bytes().partition(b"\n")
        stored = json.loads(line)
        if stored["key"] != key:
            return None
        packs = _decode(stored["packs"], _Expressions.opened(blob, stored["texts"], stored["ends"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return None
    return packs if isinstance(packs, tuple) else None


def _write(place: Path, key: str, packs: tuple[RulePack, ...]) -> None:
    expressions = _Expressions()
    encoded = _encode(packs, expressions)
    texts = _BETWEEN_TEXTS.join(expressions.texts).encode()
    head: dict[str, object] = {"key": key, "packs": encoded, "texts": len(texts), "ends": expressions.ends}
    store(place, head, texts + expressions.programs)
    _prune(place.parent)


def _prune(folder: Path) -> None:
    """Keep the newest: each set of folders has its file, and those of folders that are gone stay for ever."""
    with suppress(OSError):
        found = [(path.stat().st_mtime, path) for path in folder.glob("packs-*")]
        for _, path in sorted(found, reverse=True)[_KEPT:]:
            path.unlink()


def store(place: Path, head: dict[str, object], blob: bytes | bytearray) -> None:
    """One line of JSON and the bytes that it points into, atomically; what cannot be written is no error."""
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(json.dumps(head).encode() + b"\n" + blob)
        draft.replace(place)
    except OSError:
        with suppress(OSError):
            draft.unlink()


# Before strings that are written as one, before a noun; between strings, groups of them, texts.
_WORDS, _NOUN = "\0", "\1"
_BETWEEN, _GROUPS, _BETWEEN_TEXTS = "\x1f", "\x1e", "\x1d"
_PLAIN = (type(None), bool, int, float)


class _Expressions:
    """Nine of ten nouns, beside the JSON, which takes twice as long for their backslashes.

    ``texts``: three an expression, its text, its needs and its starts; ``ends``: of their ``programs``.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.programs = bytearray()
        self.ends: list[int] = []

    def put(self, value: Regex) -> int:
        """Its number."""
        needs = _GROUPS.join(map(_BETWEEN.join, value.needs))
        self.texts += (value.text, needs, _BETWEEN.join(value.starts))
        self.programs += value.program
        self.ends.append(len(self.programs))
        return len(self.ends) - 1

    @staticmethod
    def opened(blob: bytes, texts: int, ends: Sequence[int]) -> list[Regex]:
        """All of them, by their numbers."""
        parts, programs = blob[:texts].decode().split(_BETWEEN_TEXTS), blob[texts:]
        fields = zip(parts[::3], parts[1::3], parts[2::3], (0, *ends), ends, strict=False)
        return [
            Regex(
                text,
                tuple([tuple(group.split(_BETWEEN)) for group in needs.split(_GROUPS)]) if needs else (),
                programs[start:end],
                tuple(starts.split(_BETWEEN)) if starts else (),
            )
            for text, needs, starts, start, end in fields
        ]


def _encode(value: object, expressions: _Expressions) -> object:
    """Tuples as lists, nouns as lists that begin with their name, tuples of strings as one string."""
    if isinstance(value, Severity | Confidence):
        return [_NOUN + type(value).__name__, int(value)]
    if isinstance(value, Regex):
        return [_NOUN, expressions.put(value)]
    if isinstance(value, tuple):
        named = hasattr(value, "_fields")
        if value and not named and all(isinstance(item, str) for item in value):
            return _WORDS + _BETWEEN.join(value)
        items = [_encode(item, expressions) for item in value]
        return [_NOUN + type(value).__name__, *items] if named else items
    if isinstance(value, dict):
        return {key: _encode(item, expressions) for key, item in value.items()}
    return value


def _decode(value: Any, expressions: Sequence[Regex]) -> Any:
    if isinstance(value, str):
        return tuple(value[1:].split(_BETWEEN)) if value[:1] == _WORDS else value
    if isinstance(value, dict):
        return {key: _decode(item, expressions) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    first = value[0] if value else None
    if first == _NOUN:
        return expressions[value[1]]
    name = first[1:] if isinstance(first, str) and first[:1] == _NOUN else ""
    if name in _SCALES:
        return _SCALES[name](value[1])
    found = [
        item
        if isinstance(item, _PLAIN) or (isinstance(item, str) and item[:1] != _WORDS)
        else _decode(item, expressions)
        for item in (value[1:] if name else value)
    ]
    return _NOUNS[name](*found) if name else tuple(found)
