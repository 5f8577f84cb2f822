"""A file of exceptions → which findings are waived, and which waivers are expired, unused or too wide.

The file is TOML and lies beside the contracts, never in them: who writes a contract must not silence us.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fnmatch import fnmatchcase
from typing import NamedTuple

from clausecheck.errors import UsageError
from clausecheck.ledger.baseline import plain
from clausecheck.model import Finding

KEYS = ("rule", "files", "quote", "reason", "expires")
NEEDED = ("rule", "reason", "expires")
LONGEST = timedelta(days=366)
_HEAD = re.compile(r"^[ \t]*\[\[[ \t]*waiver[ \t]*\]\]", re.MULTILINE)


class Waiver(NamedTuple):
    """One exception: for whom it counts, why, and until when."""

    rule: str  # id, or a category
    files: tuple[str, ...]  # globs; () for every file
    quote: str  # words that stand in the quote or its sentence; "" for any
    reason: str
    expires: date
    line: int = 0  # 1-based, in its file

    def covers(self, path: str, finding: Finding) -> bool:
        """Whether the finding is the one that was meant."""
        rule = finding.rule
        if self.rule not in (rule.id, rule.category):
            return False
        if self.files and not any(fnmatchcase(path, glob) for glob in self.files):
            return False
        wanted = plain(self.quote)
        proofs = [plain(f"{proof.quote} {proof.sentence}") for proof in finding.evidence]
        return not wanted or any(wanted in proof for proof in proofs)

    def text(self) -> str:
        """As it stands in the file."""
        lines = ["[[waiver]]", f"rule = {_string(self.rule)}"]
        if self.files:
            lines.append(f"files = [{', '.join(map(_string, self.files))}]")
        if self.quote:
            lines.append(f"quote = {_string(self.quote)}")
        return "\n".join(
            (*lines, f"reason = {_string(self.reason)}", f"expires = {self.expires.isoformat()}", "")
        )


class Waivers(NamedTuple):
    """All exceptions of one file."""

    each: tuple[Waiver, ...] = ()
    path: str = ""

    @classmethod
    def parse(cls, text: str, path: str, today: date) -> Waivers:
        """Read a file of waivers.

        Raises:
            UsageError: it is malformed; one has no reason, or lasts more than a year.
        """
        try:
            stored = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            hint = "`clausecheck waivers add` writes one"
            raise UsageError(f"the waivers cannot be read: {error}", hint, path) from error
        given = stored.pop("waiver", [])
        if stored or not isinstance(given, list):
            wrong = next(iter(stored), "waiver")
            raise UsageError(f"unknown key {wrong!r}", "a waiver begins with [[waiver]]", path)
        lines = [text.count("\n", 0, match.start()) + 1 for match in _HEAD.finditer(text)]
        if len(lines) != len(given):
            lines = [1] * len(given)
        each = zip(given, lines, strict=True)
        return cls(tuple(_waiver(one, f"{path}:{line}", line, today) for one, line in each), path)

    def waived(self, path: str, findings: Sequence[Finding], today: date) -> Iterator[tuple[int, Waiver]]:
        """Index of each finding that is waived, with the waiver."""
        standing = [waiver for waiver in self.each if waiver.expires >= today]
        for i, finding in enumerate(findings):
            for waiver in standing:
                if waiver.covers(path, finding):
                    yield i, waiver
                    break

    def expired(self, today: date) -> tuple[Waiver, ...]:
        """Those that count no more."""
        return tuple(waiver for waiver in self.each if waiver.expires < today)


def _waiver(given: object, where: str, line: int, today: date) -> Waiver:
    if not isinstance(given, dict):
        raise UsageError("a waiver is a table", "it begins with [[waiver]]", where)
    unknown = sorted(given.keys() - set(KEYS))
    if unknown:
        raise UsageError(f"unknown key {unknown[0]!r} in a waiver", f"the keys are {', '.join(KEYS)}", where)
    missing = [name for name in NEEDED if not str(given.get(name, "")).strip()]
    if missing:
        raise UsageError(f"a waiver has no {missing[0]}", f"{', '.join(NEEDED)} are needed", where)
    files = given.get("files", [])
    files = files if isinstance(files, list) else [files]
    words = (given["rule"], given.get("quote", ""), given["reason"], *files)
    if not all(isinstance(word, str) for word in words):
        raise UsageError("rule, files, quote and reason of a waiver are text", "write them in quotes", where)
    expires = given["expires"]
    if type(expires) is not date:
        raise UsageError("a waiver's expires is a day", "write it as 2027-06-30, without quotes", where)
    if expires > today + LONGEST:
        hint = f"the latest day is {(today + LONGEST).isoformat()}: look at it again then"
        raise UsageError(f"a waiver until {expires.isoformat()} lasts more than a year", hint, where)
    return Waiver(given["rule"], tuple(files), given.get("quote", ""), given["reason"].strip(), expires, line)


def _string(text: str) -> str:
    """A basic string of TOML; JSON's escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)
