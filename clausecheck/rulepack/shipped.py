"""Name of a rule pack → its folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from clausecheck.errors import UsageError, nearest

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped() -> Path:
    """The folder of the packs that come with clausecheck: in the wheel, else in the checkout."""
    inside = _PACKAGE / "_data" / "rules"
    return inside if inside.is_dir() else _PACKAGE.parent / "rules"


def find(name: str) -> Path:
    """The folder of a pack, by shipped name or by path.

    Raises:
        UsageError: there is no such pack.
    """
    home = shipped()
    known = tuple(sorted(path.parent.name for path in home.glob("*/pack.yaml")))
    if name in known:
        return home / name
    folder = Path(name)
    if (folder / "pack.yaml").is_file():
        return folder
    if folder.is_dir():
        raise UsageError(
            f"'{name}' has no pack.yaml", "a rule pack is a folder with pack.yaml and rule files"
        )
    hint = nearest(name, known) or f"shipped packs: {', '.join(known)}; or give a folder"
    raise UsageError(f"no rule pack is called '{name}'", hint)


def extended(folder: Path, name: str) -> Path | None:
    """The folder of the pack that the one in ``folder`` extends: a folder beside it, else a shipped pack."""
    for place in (folder / name, folder.parent / name, shipped() / name):
        if (place / "pack.yaml").is_file():
            return place
    return None


def folders(names: Iterable[str]) -> list[Path]:
    """The folders of ``core`` and of the packs of these names, each once; a name may be several, with commas.

    Raises:
        UsageError: there is no such pack.
    """
    single = (one.strip() for name in ("core", *names) for one in name.split(",") if one.strip())
    return list({folder.resolve(): folder for folder in map(find, single)}.values())
