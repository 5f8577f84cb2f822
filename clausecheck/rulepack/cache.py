"""RulePacks → a JSON file and back: reading YAML and checking 40 rules takes 150 ms, this takes 5.

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
from clausecheck.model import Confidence, RulePack, Severity
from clausecheck.rulepack.shipped import extended

_NOUNS: dict[str, type] = {
    noun.__name__: noun
    for noun in (
        model.RulePack, model.Rule, model.Phrase, model.Regex, model.Tokens, model.AnyOf, model.AllOf,
        model.Near, model.Veto, model.Direction, model.Reference, model.FindingOf, model.GrantOf,
        model.Absent, model.Adjust, model.Unresolved, model.Law, model.Condition, model.Question,
    )
}  # fmt: skip


def cached(folders: Sequence[Path], version: str) -> tuple[RulePack, ...]:
    """The packs in ``folders`` without their rules' examples; ``version`` is that of clausecheck.

    Raises:
        PackError: with all mistakes of all files.
    """
    place, key = _place(folders), _key(folders, version)
    found = _read(place, key) if place else None
    if found is not None:
        return found
    from clausecheck.rulepack.load import load

    packs = tuple(
        pack._replace(
            rules=tuple(rule._replace(examples=(), path="") for rule in pack.rules),
            laws=tuple(law._replace(examples=(), path="") for law in pack.laws),
        )
        for pack in load(folders)
    )
    if place:
        _write(place, key, packs)
    return packs


def _key(folders: Sequence[Path], version: str) -> str:
    digest = hashlib.sha256(f"{version} {sys.version}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):  # the code that reads rules, while it is changed
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
    given = os.environ.get("CLAUSECHECK_CACHE")
    if given == "off":
        return None
    name = hashlib.sha256("\0".join(str(folder.absolute()) for folder in folders).encode()).hexdigest()[:16]
    try:
        return (Path(given) if given else _home()) / f"packs-{name}.json"
    except RuntimeError:  # no home directory
        return None


def _home() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "clausecheck"
    if sys.platform == "win32":
        return (
            Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
            / "clausecheck"
            / "Cache"
        )
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "clausecheck"


def _read(place: Path, key: str) -> tuple[RulePack, ...] | None:
    try:
        stored = json.loads(place.read_bytes())
        if stored["key"] != key:
            return None
        packs = _decode(stored["packs"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return packs if isinstance(packs, tuple) else None


def _write(place: Path, key: str, packs: tuple[RulePack, ...]) -> None:
    """Atomically; a cache that cannot be written is no error."""
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps({"key": key, "packs": _encode(packs)}), encoding="utf-8")
        draft.replace(place)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def _encode(value: object) -> object:
    """Nouns as ``{"": name, field: …}``, tuples as lists, severity and confidence as their number."""
    if isinstance(value, Severity | Confidence):
        return {"": type(value).__name__, "is": int(value)}
    if isinstance(value, tuple):
        items = [_encode(item) for item in value]
        names = getattr(value, "_fields", None)
        return {"": type(value).__name__, **dict(zip(names, items, strict=True))} if names else items
    if isinstance(value, dict):
        return {key: _encode(item) for key, item in value.items()}
    return value


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decode(item) for item in value)
    if not isinstance(value, dict):
        return value
    name = value.get("")
    if name is None:
        return {key: _decode(item) for key, item in value.items()}
    if name == "Severity":
        return Severity(value["is"])
    if name == "Confidence":
        return Confidence(value["is"])
    return _NOUNS[name](**{key: _decode(item) for key, item in value.items() if key})
