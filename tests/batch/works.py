"""Things that a child process may do to us."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path

from clausecheck.errors import ReadError, UsageError
from clausecheck.model import Failed, Outcome, Problem


def fine(message: str = "done", times: int = 1) -> Outcome:
    return Failed("from the child", Problem("fine", message * times, ""))


def where() -> Outcome:
    return Failed(str(os.getpid()), Problem("fine", "", ""))


def slow(seconds: float, note: str = "") -> Outcome:
    if note:
        Path(note).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(seconds)
    return fine()


def spin() -> Outcome:
    while True:
        pass


def swell() -> Outcome:
    held = []
    while True:
        held.append(bytearray(16 << 20))


def swell_in_c() -> Outcome:
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    while True:
        ctypes.memset(libc.malloc(ctypes.c_size_t(16 << 20)), 1, 16 << 20)


def leave() -> Outcome:
    sys.exit("bye")


def vanish() -> Outcome:
    os._exit(0)


def abort() -> Outcome:
    os.write(2, b"from the C library\n")
    print("from Python")
    os.abort()


def fault() -> Outcome:
    ctypes.string_at(0)
    return fine()


def wrong() -> Outcome:
    raise ValueError("first\x1b[31m line\nsecond line")


def endless() -> Outcome:
    return endless()


def locked() -> Outcome:
    raise ReadError("encrypted", "The PDF is locked", "give its password", "a.pdf")


def misused() -> Outcome:
    raise UsageError("There is no such party", "name one of Ann, Bo")


def unsendable() -> Outcome:
    return lambda: None  # type: ignore[return-value]
