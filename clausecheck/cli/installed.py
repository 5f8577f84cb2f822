"""This computer → what clausecheck finds on it: rule packs, readers, text recognition, the cache.

Nothing here fails because something is missing: it is said. Versions are asked of the installer's records,
not of the libraries, which are never imported for it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata, util
from pathlib import Path
from typing import NamedTuple

from clausecheck.errors import ClausecheckError, Fault, PackError

PATIENCE = 10  # seconds that another program gets to say its version
SETTINGS = ("NO_COLOR", "FORCE_COLOR", "CI", "XDG_CACHE_HOME")  # besides all that begin with CLAUSECHECK_
SECRET = ("PASSWORD", "TOKEN", "SECRET", "KEY")

# Kind of document → the reader's module in ingest, and the libraries that it needs.
READERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("PDF", "pdf", ("pypdfium2", "pdfplumber")),
    ("text and Markdown", "text", ()),
    ("Word (.docx)", "docx", ("lxml",)),
    ("web pages (HTML)", "html", ("selectolax",)),
    ("e-mail", "mail", ()),
)
SCANS = "ocr"  # the module in ingest that reads pictures and scans
GET_TESSERACT: Mapping[str, str] = {
    "linux": "sudo apt install tesseract-ocr (or dnf, pacman: package tesseract)",
    "darwin": "brew install tesseract",
    "win32": "winget install UB-Mannheim.TesseractOCR",
}


class Part(NamedTuple):
    """One thing that is there or not."""

    name: str
    works: bool
    versions: Mapping[str, str]  # library or program → version
    note: str = ""  # in words: languages, or how to get it


class Pack(NamedTuple):
    """One shipped rule pack."""

    id: str
    version: str
    rules: int
    faults: tuple[Fault, ...] = ()
    problem: str = ""  # why it cannot be read, where it is no mistake in a rule


def packs() -> tuple[Pack, ...]:
    """The packs that come with clausecheck, each as it loads."""
    from clausecheck.rulepack import shipped

    return tuple(_pack(home.parent.name) for home in sorted(shipped().glob("*/pack.yaml")))


def _pack(name: str) -> Pack:
    from clausecheck import load_packs

    try:
        found = next(pack for pack in load_packs(name) if pack.id == name)
    except PackError as error:
        return Pack(name, "", 0, error.faults, error.message)
    except (ClausecheckError, StopIteration) as error:
        return Pack(name, "", 0, problem=str(error) or f"its folder holds no pack called '{name}'")
    return Pack(name, found.version, len(found.rules))


def readers() -> tuple[Part, ...]:
    """What can be read here. A kind that this clausecheck does not know is not named."""
    found = [_reader(*reader) for reader in READERS if _known(reader[1])]
    return (*found, tesseract()) if _known(SCANS) else tuple(found)


def _known(module: str) -> bool:
    return util.find_spec(f"clausecheck.ingest.{module}") is not None


def _reader(name: str, module: str, libraries: tuple[str, ...]) -> Part:
    versions = {library: version(library) for library in libraries}
    missing = " ".join(library for library, found in versions.items() if not found)
    if module == "pdf" and versions["pypdfium2"]:
        versions = {"PDFium": _pdfium(), **versions}
    note = f"missing: python -m pip install {missing}" if missing else ""
    return Part(name, not missing, {key: value for key, value in versions.items() if value}, note)


def tesseract() -> Part:
    """The program that reads pictures, with its languages."""
    name, program = "pictures and scans", shutil.which("tesseract")
    if program is None:
        how = GET_TESSERACT.get(sys.platform, "install tesseract 5 with your package manager")
        return Part(name, False, {}, f"tesseract is missing: {how}")
    first, *_ = [*_said(program, "--version").splitlines(), ""]
    languages = sorted(_said(program, "--list-langs").split("\n")[1:])
    spoken = " ".join(language for language in languages if language and language != "osd")
    english = "eng" in languages
    note = f"languages: {spoken}" if english else "its English data is missing: package tesseract-ocr-eng"
    return Part(name, english, {"tesseract": first.removeprefix("tesseract ") or "?"}, note)


def _said(*command: str) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr


def version(library: str) -> str:
    """The installed version of a library; empty where it is not installed."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _pdfium() -> str:
    """The version of the PDFium inside pypdfium2, which it keeps in a file."""
    try:
        place = metadata.distribution("pypdfium2").locate_file("pypdfium2_raw/version.json")
        parts = json.loads(Path(str(place)).read_text("utf-8"))
        return ".".join(str(parts[part]) for part in ("major", "minor", "build", "patch"))
    except (OSError, ValueError, KeyError, TypeError, metadata.PackageNotFoundError):
        return "?"


def cache() -> tuple[Path | None, str]:
    """The folder of what is kept between runs (None: nothing is), and why it cannot be written, if so."""
    import tempfile

    from clausecheck.rulepack.cache import home

    folder = home()
    if folder is None:
        return None, ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder, ""
    except OSError as error:
        return folder, error.strerror or type(error).__name__


def settings() -> dict[str, str]:
    """What the environment tells clausecheck; secrets are only said to be there."""
    found = {}
    for name, value in sorted(os.environ.items()):
        if name.startswith("CLAUSECHECK_") or name in SETTINGS:
            found[name] = "(set)" if any(word in name for word in SECRET) else value
    return found
