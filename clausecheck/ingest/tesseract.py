"""Picture → words, with the program Tesseract where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from clausecheck.model.noun import NamedTuple

VARIABLE = "CLAUSECHECK_TESSERACT"  # names the program where it is not on the path
SECONDS = 60  # for a page; a full one takes 2, one of nothing but noise up to 130
# Where the installer for Windows puts it, which leaves the path alone.
WINDOWS = r"C:\Program Files\Tesseract-OCR\tesseract.exe"
# How a system installs programs → how it installs this one.
INSTALL = (
    ("apt-get", "sudo apt install tesseract-ocr"),
    ("dnf", "sudo dnf install tesseract"),
    ("pacman", "sudo pacman -S tesseract tesseract-data-eng"),
    ("zypper", "sudo zypper install tesseract-ocr"),
    ("brew", "brew install tesseract"),
)


class Word(NamedTuple):
    """A word and its rectangle in pixels, origin top-left."""

    text: str
    confidence: float  # 0-1
    left: int
    top: int
    right: int
    bottom: int


class Unable(Exception):
    """A picture could not be read. ``reason`` goes on from "could not be read: "."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Missing(Exception):
    """No picture can be read here. ``message`` as in our errors, ``hint`` as well."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


def ready() -> None:
    """Nothing, where pictures can be read.

    Raises:
        Missing: the program or its English data are not installed.
    """
    try:
        languages = _started([_program(), "--list-langs"], b"").split()
    except Unable:
        languages = []
    if "eng" not in languages:
        hint = f"install it again with `{install()}`, with the data for English (eng)"
        raise Missing("Text recognition has no data for English", hint)


def _program() -> str:
    named = os.environ.get(VARIABLE)
    found = shutil.which(named or "tesseract")
    if not found and not named and sys.platform == "win32":
        found = shutil.which(WINDOWS)
    if found and (named or Path(found).is_absolute()):  # Windows looks in the current folder first
        return found
    if named:
        raise Missing(f"{VARIABLE} names no program: {named!r}", "name the program `tesseract`, or unset it")
    raise Missing("Text recognition is not installed", f"install it with `{install()}` and run this again")


def install() -> str:
    """The command that installs the program on this system."""
    if sys.platform == "win32":
        return "winget install UB-Mannheim.TesseractOCR"
    default = INSTALL[-1 if sys.platform == "darwin" else 0][1]
    return next((command for manager, command in INSTALL if shutil.which(manager)), default)


def words(picture: bytes, dpi: int) -> list[list[Word]]:
    """The words of each printed line of a picture (PNM, PNG …), in reading order.

    Raises:
        Missing: the program is not installed.
        Unable: it failed, or took too long.
    """
    options = ["-l", "eng", "--psm", "3", "--dpi", str(dpi), "-c", "tessedit_create_tsv=1"]
    lines: dict[str, list[Word]] = {}
    for row in _started([_program(), "stdin", "stdout", *options], picture).splitlines()[1:]:
        level, *place, left, top, width, height, sure, text = row.split("\t", 11)
        if level == "5" and text.strip():
            x, y = int(left), int(top)
            word = Word(text.strip(), float(sure) / 100, x, y, x + int(width), y + int(height))
            lines.setdefault(" ".join(place[:-1]), []).append(word)  # page, block, paragraph, line
    return list(lines.values())


def _started(command: list[str], given: bytes) -> str:
    """What the program prints. It reads standard input, so that no file of a contract is left behind."""
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}  # its threads wait for each other: 1 is fastest
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment
        )
    except OSError as error:
        message = f"Text recognition cannot be started: {error.strerror or type(error).__name__}"
        raise Missing(message, f"install it again with `{install()}`") from error
    with process:
        _limit(process.pid)
        try:
            out, _ = process.communicate(given, timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise Unable(f"text recognition took longer than {SECONDS} seconds") from error
    if process.returncode:
        raise Unable("text recognition failed")
    return out.decode("utf-8", "replace")


def _limit(process: int) -> None:
    """On Linux, an end for it even where ours was killed before it."""
    if sys.platform == "linux":
        import resource

        try:
            resource.prlimit(process, resource.RLIMIT_CPU, (SECONDS, SECONDS))
        except OSError:
            return  # it has ended already, or has a lower limit
