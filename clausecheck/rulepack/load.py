"""Folder of YAML files → RulePack. Every fault of every file is found before anything is raised."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from clausecheck.errors import Fault, PackError, nearest
from clausecheck.model import Law, PromiseKind, Question, Rule, RulePack
from clausecheck.rulepack import entries, promised
from clausecheck.rulepack.patterns import PatternReader
from clausecheck.rulepack.schema import NAMED, PACK_FILE, RULE_FILE
from clausecheck.rulepack.shipped import extended
from clausecheck.rulepack.spec import Value, check
from clausecheck.rulepack.values import fields_of, items, text, texts
from clausecheck.rulepack.yamlfile import Place, Source, read

_LISTS = {"rules", "laws", "questions", "promises", "key-terms"}
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*(-[a-z0-9]+)*")


def load(folders: Sequence[Path]) -> tuple[RulePack, ...]:
    """Read the packs in ``folders``, and those that they extend.

    Raises:
        PackError: with all mistakes of all files.
    """
    shelf = _Shelf()
    homes = [folder.resolve() for folder in folders]
    packs = [_pack(home, shelf, ())[0] for home in homes]
    faults = [fault for source in shelf.sources for fault in source.faults]
    if not faults:  # an id of a file that could not be read is no missing one
        shelf.check_references()
        faults = [fault for source in shelf.sources for fault in source.faults]
    if faults:
        raise PackError(tuple(sorted(set(faults), key=lambda f: (f.path, f.line, f.column))))
    return tuple(_without(pack, packs, home, homes, shelf) for pack, home in zip(packs, homes, strict=True))


class _Shelf:
    """All files that were opened, and what can be checked only when the last one was read."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.owners: dict[str, tuple[Path, str]] = {}  # id → pack folder, and where it stands
        self.asked: list[tuple[str, str, Place, Source]] = []  # (asking rule, asked rule, where, file)
        self.questions: list[tuple[str, Place, Source]] = []  # that law checks ask
        self.known: set[str] = set()  # questions that stand somewhere
        self.packs: dict[Path, tuple[RulePack, dict[str, Value]]] = {}  # by folder: what was read already
        self.bases: dict[Path, set[Path]] = {}  # pack folder → those that it extends

    def open(self, path: Path) -> tuple[Source, Value | None]:
        """The file as checked values; faults stay in the source."""
        source, node = read(path, _shown(path))
        self.sources.append(source)
        spec = PACK_FILE if path.name == "pack.yaml" else RULE_FILE
        value = check(source, node, spec, NAMED) if node else None
        version = fields_of(value).get("schema")
        if version and version.data != 1:
            source.fault(version.place, f"schema {version.data} is not known", "this version reads schema 1")
        return source, value

    def own(self, source: Source, value: Value, folder: Path, reader: PatternReader) -> bool:
        """Note an entry's id and the findings that it asks for; whether the id is one, and taken by nobody.

        A pack may say a rule anew that a pack below it holds.
        """
        fields, before = fields_of(value), len(source.faults)
        if "id" in fields:
            identity, at = text(fields, "id"), fields["id"].place
            home, where = self.owners.get(identity, (folder, ""))
            if not _ID.fullmatch(identity):
                source.fault(at, f"'{identity}' is not a rule id", "write category.name: scope.perpetual")
            elif where and home not in self.bases.get(folder, ()):
                source.fault(at, f"the id '{identity}' is taken", f"the other one is at {where}")
            self.owners[identity] = folder, f"{source.path}:{value.place.line}"
            self.asked += [(identity, other, place, source) for other, place in reader.asked]
        return len(source.faults) == before

    def check_references(self) -> None:
        """Fault what refers to nothing, and findings that wait for each other."""
        needs: dict[str, set[str]] = {}
        for rule, other, _, _ in self.asked:
            needs.setdefault(rule, set()).add(other)
        for rule, other, place, source in self.asked:
            if other not in self.owners:
                hint = nearest(other, self.owners) or "a pack knows its own rules, and those of its `extends`"
                source.fault(place, f"there is no rule '{other}' in this pack", hint)
            elif _reaches(needs, other, rule):
                source.fault(place, f"'{rule}' and '{other}' wait for each other", "break the circle")
        for question, place, source in self.questions:
            if question not in self.known:
                source.fault(place, f"there is no question '{question}'", nearest(question, self.known))


def _reaches(needs: Mapping[str, Iterable[str]], start: str, goal: str) -> bool:
    seen, todo = set[str](), [start]
    while todo:
        at = todo.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            todo += needs.get(at, ())
    return False


def _pack(folder: Path, shelf: _Shelf, above: tuple[Path, ...]) -> tuple[RulePack, dict[str, Value]]:
    """The pack, and its named patterns; ``above`` are the packs that extend it."""
    if folder in shelf.packs:
        return shelf.packs[folder]
    head, checked = shelf.open(folder / "pack.yaml")
    fields = fields_of(checked)
    base, defs = _base(folder, head, fields, shelf, (*above, folder))
    own = fields_of(fields.get("defs"))
    defs = defs | own
    for value in own.values():
        PatternReader(head, defs, head).build(value)
    digest = hashlib.sha256("\n".join(head.lines).encode() + (base.sha256.encode() if base else b""))
    rules: list[Rule] = []
    laws: list[Law] = []
    questions: list[Question] = []
    promises: list[PromiseKind] = []
    terms: list[str] = []
    for path in sorted(folder.rglob("*.yaml")):
        if path.name != "pack.yaml":
            source, listed = shelf.open(path)
            name = path.relative_to(folder).as_posix().encode()
            digest.update(name + b"\0" + "\n".join(source.lines).encode())
            own_reader = PatternReader(source, defs, head)
            _entries(source, listed, folder, own_reader, shelf, (rules, laws, questions))
            _promises(source, listed, folder, own_reader, shelf, promises)
            terms += texts(fields_of(listed).get("key-terms"))
    for path in sorted(folder.rglob("*.yml")):
        source = Source(_shown(path), "")
        source.fault(Place(1, 1), "this file is not read: rule files end in .yaml", "rename it")
        shelf.sources.append(source)
    if not (rules or laws or promises) and not any(source.faults for source in shelf.sources):
        head.faults.append(Fault(_shown(folder), 1, 1, "this rule pack has no rules"))
    sides = fields_of(fields.get("parties"))
    identity = text(fields, "pack")
    pack = RulePack(
        id=identity,
        version=text(fields, "version"),
        title=text(fields, "title"),
        sha256=digest.hexdigest(),
        us=texts(sides.get("us")),
        them=texts(sides.get("them")),
        rules=tuple(rule._replace(pack=identity) for rule in rules),
        laws=tuple(laws),
        questions=tuple(questions),
        promises=tuple(promises),
        key_terms=tuple(dict.fromkeys(terms)),
        two_sided=bool(fields["two-sided"].data) if "two-sided" in fields else False,
    )
    shelf.packs[folder] = (_joined(base, pack) if base else pack), defs
    return shelf.packs[folder]


def _entries(
    source: Source,
    listed: Value | None,
    folder: Path,
    reader: PatternReader,
    shelf: _Shelf,
    into: tuple[list[Rule], list[Law], list[Question]],
) -> None:
    """The rules, law checks and questions of one file."""
    fields = fields_of(listed)
    if listed and not fields.keys() & _LISTS:
        source.fault(listed.place, "this rule file has no 'rules'", "add them, or remove the file")
    for value in items(fields.get("rules")):
        reader.asked.clear()
        rule = entries.rule(source, value, reader)
        if shelf.own(source, value, folder, reader) and rule:
            into[0].append(rule)
    for value in items(fields.get("laws")):
        reader.asked.clear()
        law = entries.law(source, value, reader)
        shelf.questions += [(word, place, source) for word, place in entries.questions_of(value)]
        if shelf.own(source, value, folder, reader) and law:
            into[1].append(law)
    for value in items(fields.get("questions")):
        into[2].append(entries.question(value))
        shelf.known.add(into[2][-1].id)


def _promises(
    source: Source,
    listed: Value | None,
    folder: Path,
    reader: PatternReader,
    shelf: _Shelf,
    into: list[PromiseKind],
) -> None:
    """The kinds of promises of one file."""
    for value in items(fields_of(listed).get("promises")):
        reader.asked.clear()
        kind = promised.kind(source, value, reader)
        if shelf.own(source, value, folder, reader) and kind:
            into.append(kind)


def _base(
    folder: Path, head: Source, fields: dict[str, Value], shelf: _Shelf, above: tuple[Path, ...]
) -> tuple[RulePack | None, dict[str, Value]]:
    """The pack that this one extends, and its named patterns."""
    if "extends" not in fields:
        return None, {}
    name, place = text(fields, "extends"), fields["extends"].place
    home = extended(folder, name)
    if home is None:
        head.fault(place, f"no rule pack is called '{name}'", "name a shipped pack, or a folder beside it")
        return None, {}
    home = home.resolve()
    if home in above:
        head.fault(place, f"'{name}' extends this pack in turn", "break the circle")
        return None, {}
    base = _pack(home, shelf, above)
    shelf.bases[folder] = {home, *shelf.bases.get(home, ())}
    return base


def _joined(base: RulePack, pack: RulePack) -> RulePack:
    """What ``pack`` says, and what ``base`` holds beyond it."""
    rules, laws = {rule.id for rule in pack.rules}, {law.id for law in pack.laws}
    asked = {question.id for question in pack.questions}
    kinds = {kind.id for kind in pack.promises}
    return pack._replace(
        us=tuple(dict.fromkeys((*pack.us, *base.us))),
        them=tuple(dict.fromkeys((*pack.them, *base.them))),
        rules=(*(rule for rule in base.rules if rule.id not in rules), *pack.rules),
        laws=(*(law for law in base.laws if law.id not in laws), *pack.laws),
        questions=(*(one for one in base.questions if one.id not in asked), *pack.questions),
        promises=(*(kind for kind in base.promises if kind.id not in kinds), *pack.promises),
        key_terms=tuple(dict.fromkeys((*base.key_terms, *pack.key_terms))),
    )


def _without(
    pack: RulePack, packs: Sequence[RulePack], home: Path, homes: Sequence[Path], shelf: _Shelf
) -> RulePack:
    """The pack without what another given one, that extends it, holds: of the two, the latter counts."""
    above = [p for p, h in zip(packs, homes, strict=True) if home in shelf.bases.get(h, ())]
    held = {rule.id for p in above for rule in p.rules} | {law.id for p in above for law in p.laws}
    held |= {kind.id for p in above for kind in p.promises}
    return pack._replace(
        rules=tuple(rule for rule in pack.rules if rule.id not in held),
        laws=tuple(law for law in pack.laws if law.id not in held),
        promises=tuple(kind for kind in pack.promises if kind.id not in held),
    )


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
