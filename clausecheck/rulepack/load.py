"""Folder of YAML files → RulePack. Every fault of every file is found before anything is raised."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from clausecheck.errors import Fault, PackError
from clausecheck.model import (
    Confidence,
    Direction,
    Example,
    Reference,
    Rule,
    RulePack,
    Severity,
    Veto,
)
from clausecheck.rulepack.patterns import PatternReader
from clausecheck.rulepack.schema import NAMED, PACK_FILE, RULE_FILE
from clausecheck.rulepack.spec import Value, check
from clausecheck.rulepack.yamlfile import Place, Source, read

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*(-[a-z0-9]+)*")


def load(folders: Sequence[Path]) -> tuple[RulePack, ...]:
    """Read the packs in ``folders``.

    Raises:
        PackError: with all mistakes of all files.
    """
    faults: list[Fault] = []
    packs: list[RulePack] = []
    owners: dict[str, str] = {}
    for folder in folders:
        pack, found = _pack(folder, owners)
        faults += found
        if pack:
            packs.append(pack)
    if faults:
        raise PackError(tuple(sorted(faults, key=lambda f: (f.path, f.line, f.column))))
    return tuple(packs)


def _pack(folder: Path, owners: dict[str, str]) -> tuple[RulePack | None, list[Fault]]:
    head, node = read(folder / "pack.yaml", _shown(folder / "pack.yaml"))
    checked = check(head, node, PACK_FILE, NAMED) if node else None
    fields = _dict(checked)
    _schema_version(head, fields)
    defs = _dict(fields.get("defs"))
    for value in defs.values():
        PatternReader(head, defs, head).build(value)
    digest = hashlib.sha256((folder / "pack.yaml").read_bytes() if head.lines != [""] else b"")
    faults: list[Fault] = []
    rules: list[Rule] = []
    for path in sorted(folder.rglob("*.yaml")):
        if path.name == "pack.yaml":
            continue
        source, tree = read(path, _shown(path))
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + "\n".join(source.lines).encode())
        listed = check(source, tree, RULE_FILE, NAMED) if tree else None
        _schema_version(source, _dict(listed))
        for value in _tuple(_dict(listed).get("rules")):
            rule = _rule(source, value, PatternReader(source, defs, head), _text(fields, "pack"), owners)
            if rule:
                rules.append(rule)
        faults += source.faults
    faults += head.faults
    if not rules and not faults:
        faults.append(Fault(_shown(folder), 1, 1, "this rule pack has no rules"))
    sides = _dict(fields.get("parties"))
    pack = RulePack(
        id=_text(fields, "pack"),
        version=_text(fields, "version"),
        title=_text(fields, "title"),
        sha256=digest.hexdigest(),
        us=_texts(sides.get("us")),
        them=_texts(sides.get("them")),
        rules=tuple(rules),
    )
    return pack, faults


def _rule(
    source: Source, value: Value, reader: PatternReader, pack: str, owners: dict[str, str]
) -> Rule | None:
    fields = _dict(value)
    before = len(source.faults)
    identity = _text(fields, "id")
    _identity(source, fields, value.place, owners)
    match = reader.build(fields["match"]) if "match" in fields else None
    vetoes = tuple(_vetoes(fields, reader))
    examples = tuple(_examples(source, fields))
    if _text(fields, "status") == "deprecated" and "replaced-by" not in fields:
        source.fault(value.place, "a deprecated rule names the rule that took its place", "add `replaced-by`")
    if len(source.faults) > before or not {"severity", "confidence", "title", "why", "ask"} <= fields.keys():
        return None
    direction = _dict(fields.get("direction"))
    return Rule(
        id=identity,
        title=_text(fields, "title"),
        severity=Severity[_text(fields, "severity").upper()],
        confidence=Confidence[_text(fields, "confidence").upper()],
        why=_prose(fields, "why") or "",
        ask=_prose(fields, "ask") or "",
        match=match,
        undefined=_texts(_dict(fields.get("undefined")).get("terms")),
        scope=_text(fields, "scope") or "sentence",  # type: ignore[arg-type]
        vetoes=vetoes,
        negation=_text(fields, "negation") or "respect",  # type: ignore[arg-type]
        direction=Direction(
            _text(direction, "actor") or "any",  # type: ignore[arg-type]
            _text(direction, "unknown") or "lower",  # type: ignore[arg-type]
        ),
        status=_text(fields, "status") or "stable",  # type: ignore[arg-type]
        replaced_by=_text(fields, "replaced-by") or None,
        suggest=_prose(fields, "suggest"),
        gives={key: str(text.data) for key, text in _dict(fields.get("gives")).items()},
        references=tuple(_reference(_dict(item)) for item in _tuple(fields.get("references"))),
        maps={key: _texts(names) for key, names in _dict(fields.get("maps")).items()},
        examples=examples,
        pack=pack,
        path=source.path,
        line=value.place.line,
    )


def _identity(source: Source, fields: dict[str, Value], place: Place, owners: dict[str, str]) -> None:
    if "id" not in fields:
        return
    identity, at = _text(fields, "id"), fields["id"].place
    if not _ID.fullmatch(identity):
        source.fault(at, f"'{identity}' is not a rule id", "write category.name, e.g. scope.perpetual")
    elif identity in owners:
        source.fault(at, f"the id '{identity}' is taken", f"the other one is at {owners[identity]}")
    else:
        owners[identity] = f"{source.path}:{place.line}"


def _vetoes(fields: dict[str, Value], reader: PatternReader) -> list[Veto]:
    found = []
    for value in _tuple(fields.get("not")):
        inner = _dict(value)
        pattern = reader.build(value)
        if pattern:
            found.append(Veto(pattern, _text(inner, "in") or None))  # type: ignore[arg-type]
    return found


def _examples(source: Source, fields: dict[str, Value]) -> list[Example]:
    found = []
    groups = _dict(fields.get("examples"))
    for name in ("match", "no-match"):
        values = _tuple(groups.get(name))
        if name in groups and not values:
            source.fault(groups[name].place, f"no '{name}' example", "write at least one")
        for value in values:
            inner = _dict(value)
            expect = _dict(inner.get("expect"))
            severity = _text(expect, "severity")
            sides = {key: str(side.data) for key, side in _dict(inner.get("parties")).items()}
            found.append(
                Example(
                    text=_text(inner, "text"),
                    match=name == "match",
                    side=_text(inner, "as") or "us",
                    parties=sides,  # type: ignore[arg-type]
                    document="document" in inner and inner["document"].data is True,
                    severity=Severity[severity.upper()] if severity else None,
                    span=_text(expect, "span") or None,
                    because=_text(inner, "because") or None,  # type: ignore[arg-type]
                    variants="variants" not in inner,
                    line=value.place.line,
                )
            )
    return found


def _reference(fields: dict[str, Value]) -> Reference:
    return Reference(
        kind=_text(fields, "kind"),  # type: ignore[arg-type]
        title=_text(fields, "title"),
        section=_text(fields, "section") or None,
        jurisdiction=_text(fields, "jurisdiction") or None,
        url=_text(fields, "url") or None,
        as_of=_text(fields, "as-of") or None,
    )


def _schema_version(source: Source, fields: dict[str, Value]) -> None:
    version = fields.get("schema")
    if version and version.data != 1:
        source.fault(version.place, f"schema {version.data} is not known", "this version reads schema 1")


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _dict(value: Value | None) -> dict[str, Value]:
    return value.data if value and isinstance(value.data, dict) else {}


def _tuple(value: Value | None) -> tuple[Value, ...]:
    return value.data if value and isinstance(value.data, tuple) else ()


def _text(fields: dict[str, Value], key: str) -> str:
    return str(fields[key].data) if key in fields else ""


def _prose(fields: dict[str, Value], key: str) -> str | None:
    return " ".join(_text(fields, key).split()) or None


def _texts(value: Value | None) -> tuple[str, ...]:
    return tuple(str(item.data) for item in _tuple(value))
