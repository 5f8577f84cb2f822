"""Rule pack → what its author should mend, beyond what the loader refuses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from clausecheck.errors import PackError
from clausecheck.model import Pattern, Regex
from clausecheck.rulepack.lint import dead, expressions, upkeep
from clausecheck.rulepack.lint.remarks import Pen, Remark
from clausecheck.rulepack.load import load
from clausecheck.rulepack.located import (
    field,
    law_patterns,
    laws,
    leaves,
    patterns,
    promise_patterns,
    promises,
    rules,
    shown,
)
from clausecheck.rulepack.patterns import PatternReader
from clausecheck.rulepack.schema import NAMED, PACK_FILE
from clausecheck.rulepack.spec import check
from clausecheck.rulepack.values import fields_of
from clausecheck.rulepack.yamlfile import Source, Table, read

__all__ = ["Remark", "lint"]


def lint(folders: Sequence[Path], today: date) -> list[Remark]:
    """Remarks on the packs in ``folders``, in the order of their files; the loader's faults are errors."""
    try:
        packs = load(folders)
    except PackError as error:
        return [Remark("error", "format", "", fault) for fault in error.faults]
    known = {rule.id: rule for pack in packs for rule in pack.rules}
    remarks: list[Remark] = []
    for folder, pack in zip(folders, packs, strict=True):
        remarks += _head(folder, shown(folder / "pack.yaml"), today)
        for located in rules(folder, pack):
            pen = Pen(located.source, located.rule.id)
            expressions.check(pen, patterns(located))
            expressions.ungated(pen, located)
            dead.check(pen, located)
            upkeep.check(pen, located, today, known)
            remarks += pen.remarks
        for checked in laws(folder, pack):
            pen = Pen(checked.source, checked.law.id)
            expressions.check(pen, law_patterns(checked))
            upkeep.stated(pen, field(field(checked.table, "reference"), "as-of"), today, "as-of")
            remarks += pen.remarks
        for promised in promises(folder, pack):
            pen = Pen(promised.source, promised.kind.id)
            expressions.check(pen, promise_patterns(promised))
            upkeep.promise(pen, promised)
            remarks += pen.remarks
    return sorted(set(remarks), key=lambda r: (r.fault.path, r.fault.line, r.fault.column, r.check))


def _head(folder: Path, name: str, today: date) -> list[Remark]:
    """Remarks on pack.yaml: its date, and the patterns that it names."""
    source, node = read(folder / "pack.yaml", name)
    pen = Pen(source, "")
    upkeep.stated(pen, field(node, "review-by"), today, "review-by")
    defs = field(node, "defs")
    if isinstance(defs, Table):
        for word, _, value in defs:
            pattern = _named(source, node, word)
            for leaf in leaves(pattern, value) if pattern else ():
                if isinstance(leaf.pattern, Regex) and not leaf.named:
                    expressions.expression(pen, leaf.pattern.text, leaf.node)
    return pen.remarks


def _named(source: Source, node: object, name: str) -> Pattern | None:
    """A pattern of `defs`; None where it rests on another pack's."""
    copy = Source(source.path, "\n".join(source.lines))  # its faults were reported by the loader
    value = check(copy, node, PACK_FILE, NAMED) if isinstance(node, Table) else None
    defs = fields_of(fields_of(value).get("defs"))
    return PatternReader(copy, defs, copy).build(defs[name]) if name in defs else None
