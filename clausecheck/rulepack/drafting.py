"""Answers → a complete rule with its examples, put into the right file of a pack."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from clausecheck.errors import PackError, UsageError
from clausecheck.model.noun import NamedTuple
from clausecheck.rulepack.load import load
from clausecheck.rulepack.located import field
from clausecheck.rulepack.yamlfile import Sequence, Table, read

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_PACK = """\
schema: 1
pack: {name}
version: 0.1.0
title: {title}
language: en
# The rules of that pack run beside yours, and its words for the two sides hold. Without this line only yours
# run: then add `parties: {{us: [you, Talent, …], them: [we, Company, …]}}`.
extends: performer
"""
_FILE = "schema: 1\nrules:\n"


class Draft(NamedTuple):
    """A rule as its author describes it."""

    id: str
    title: str
    severity: str
    confidence: str
    actor: str  # us, them or any
    phrases: tuple[str, ...]
    regexes: tuple[str, ...]
    why: str
    ask: str
    suggest: str
    matches: tuple[str, ...]
    no_matches: tuple[tuple[str, str], ...]  # (text, why it is silent or "")


def add(draft: Draft, folder: Path) -> tuple[Path, int]:
    """Write the rule into ``folder``, made if need be; where it stands now: file and line.

    Raises:
        UsageError: the id is none, or the file cannot take a rule at its end.
        PackError: the rule has mistakes; then nothing was changed.
    """
    if not _ID.fullmatch(draft.id):
        raise UsageError(f"'{draft.id}' is not a rule id", "write category.name, e.g. scope.perpetual")
    path = folder / f"{draft.id.partition('.')[0]}.yaml"
    head = folder / "pack.yaml"
    before = {each: each.read_bytes() if each.is_file() else None for each in (head, path)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if before[head] is None:
            name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "own"
            head.write_text(_PACK.format(name=name, title=_scalar(f"Rules of {name}")), "utf-8")
        text = path.read_text("utf-8") if before[path] is not None else _FILE
        text, line = _inserted(path, text, _block(draft))
        path.write_text(text, "utf-8")
        load([folder])
    except OSError as error:
        raise UsageError(
            f"cannot write to {folder}: {error.strerror}", "name another folder: --pack"
        ) from error
    except (PackError, UsageError):
        _restore(before)
        raise
    return path, line


def _restore(before: dict[Path, bytes | None]) -> None:
    for path, content in before.items():
        if content is not None:
            path.write_bytes(content)
        elif path.is_file():
            path.unlink()


def _inserted(path: Path, text: str, block: list[str]) -> tuple[str, int]:
    """The file with the rule at the end of its rules, and the rule's line."""
    lines = text.rstrip("\n").split("\n")
    at = len(lines)
    if path.is_file():
        _, root = read(path, path.name)
        rules = field(root, "rules")
        keys = [place.line for _, place, _ in root] if isinstance(root, Table) else []
        if not isinstance(rules, Sequence) or not rules.items or rules.items[0].place.line in keys:
            raise UsageError(
                f"{path} has no list of rules to add to", "start it with `rules:`, one rule a block"
            )
        at = min((line - 1 for line in keys if line > rules.items[0].place.line), default=at)
        while at and not lines[at - 1].strip():
            at -= 1
        block = ["", *block]
    tail = ["", *lines[at:]] if lines[at:] and lines[at].strip() else lines[at:]
    return "\n".join([*lines[:at], *block, *tail]) + "\n", at + 1 + (block[0] == "")


def _block(draft: Draft) -> list[str]:
    """The rule as lines of YAML."""
    patterns = [f"phrase: {_scalar(each)}" for each in draft.phrases]
    patterns += [f"regex: {_scalar(each)}" for each in draft.regexes]
    lines = [
        f"  - id: {draft.id}",
        f"    title: {_scalar(draft.title)}",
        f"    severity: {draft.severity}",
        f"    confidence: {draft.confidence}",
        "    match:",
    ]
    if len(patterns) == 1:
        lines.append(f"      {patterns[0]}")
    else:
        lines += ["      any:", *(f"        - {each}" for each in patterns)]
    if draft.actor != "any":
        lines.append(f"    direction: {{actor: {draft.actor}, unknown: report}}")
    lines += [f"    why: {_scalar(draft.why)}", f"    ask: {_scalar(draft.ask)}"]
    if draft.suggest:
        lines.append(f"    suggest: {_scalar(draft.suggest)}")
    lines += ["    examples:", "      match:", *(f"        - {_scalar(each)}" for each in draft.matches)]
    lines.append("      no-match:")
    for text, because in draft.no_matches:
        if because:
            lines += [f"        - text: {_scalar(text)}", f"          because: {because}"]
        else:
            lines.append(f"        - {_scalar(text)}")
    return lines


def _scalar(text: str) -> str:
    """Text as one line of YAML, in quotes where it needs them."""
    dumped: str = yaml.safe_dump(" ".join(text.split()), width=1 << 20, allow_unicode=True)
    return dumped.removesuffix("\n").removesuffix("\n...")
