"""Rules in the making × the contracts that they may be written from → figures and errors, in seconds.

    python -m bench.trial --pack commercial control.audit                # one rule, or several
    python -m bench.trial --pack commercial control.audit --show 20      # with 20 misses and 20 false alarms
    python -m bench.trial --pack commercial --part 2                     # all rules, half of the contracts
    python -m bench.trial --pack consumer tos.arbitration                # UNFAIR-ToS, through maps of its own

What is for measuring only (sha1 of the name is 0 modulo 3) is never read here. ``--part 1`` and ``--part 2``
are the halves of the rest: rules written from one are tried on the other before its errors are looked at.
The contracts are read once, and kept in ``.cache`` until the code that reads them changes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pickle
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import clausecheck
from bench import foreign
from bench.counts import Counts
from clausecheck import ingest, match, model, segment, terms

ROOT = Path(__file__).resolve().parent.parent
SIDE = {"cuad": "any", "unfair-tos": "us"}  # how each set is read: see bench/accuracy.py
_SHOWN = 900  # characters of a unit


class Contract(NamedTuple):
    """One labelled text: its units, and which of them has which label."""

    name: str
    text: str
    units: list[tuple[int, int]]
    meant: Mapping[str, set[int]]


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    packs = clausecheck.load_packs(options.pack)
    pack = next(each for each in packs if each.id == Path(options.pack).name)
    chosen = options.rules or [rule.id for rule in pack.rules]
    unknown = set(chosen) - {rule.id for rule in pack.rules}
    if unknown:
        print(f"no such rule: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    alone = pack.alone(*chosen)
    for taxonomy, contracts in (("cuad", _cuad), ("unfair-tos", _unfair)):
        labels = foreign.mapped([alone], taxonomy)
        if labels:
            found = _measured(contracts(options), taxonomy, packs, alone, labels, options.text)
            print(_told(found, taxonomy, options.show))
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    default = os.environ.get("CLAUSECHECK_DATA") or ROOT.parent / "shared" / "data"
    parser = argparse.ArgumentParser(prog="python -m bench.trial", description="Rules in the making.")
    parser.add_argument("rules", nargs="*", help="ids; all of the pack by default")
    parser.add_argument("--pack", default="commercial", help="a pack, by name or folder")
    parser.add_argument("--data", type=Path, default=Path(default), help="the folder of labelled contracts")
    parser.add_argument("--part", type=int, choices=(1, 2), help="one half of the contracts")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="N misses and N alarms a label")
    parser.add_argument("--text", default="", help="only errors that hold this text")
    return parser.parse_args(arguments)


def _mine(name: str, part: int | None) -> bool:
    """Whether rules may be written from this text, and it belongs to the wanted half."""
    third = int(hashlib.sha1(name.encode()).hexdigest(), 16) % 3
    return third == part if part else third != 0


def _cuad(options: argparse.Namespace) -> Iterator[Contract]:
    folder = options.data / "cuad"
    spans, _ = foreign.gold(folder / "spans.jsonl")
    for path in sorted((folder / "txt").glob("*.txt")):
        if _mine(path.name, options.part):
            text = path.read_text("utf-8")
            cut = foreign.units(text)
            given = spans[path.name]
            yield Contract(
                path.name, text, cut, {label: foreign.marked(cut, given[label]) for label in given}
            )


def _unfair(options: argparse.Namespace) -> Iterator[Contract]:
    folder = options.data / "unfair_tos"
    for path in sorted((folder / "sentences").glob("*.txt")):
        if _mine(path.name, options.part):
            text = path.read_text("utf-8")
            starts = [0]
            for line in text.split("\n"):
                starts.append(starts[-1] + len(line) + 1)
            meant: dict[str, set[int]] = defaultdict(set)
            for i, said in enumerate((folder / "tags" / path.name).read_text("utf-8").split("\n")):
                for tag in said.split():
                    if tag[-1:].isdigit() and int(tag[-1]) >= foreign.UNFAIR:
                        meant[tag[:-1]].add(i)
            cut = [(start, end - 1) for start, end in pairwise(starts)]
            yield Contract(path.name, text, cut, meant)


class _Label:
    """Counts of one label, and the units that went wrong."""

    def __init__(self) -> None:
        self.units, self.documents = Counts(), Counts()
        self.errors: list[tuple[str, str, str]] = []  # (miss or alarm, where, text)


def _measured(
    contracts: Iterator[Contract],
    taxonomy: str,
    packs: Sequence[model.RulePack],
    alone: model.RulePack,
    labels: Mapping[str, Sequence[str]],
    holds: str,
) -> dict[str, _Label]:
    found: dict[str, _Label] = defaultdict(_Label)
    wanted = sorted({label for given in labels.values() for label in given})
    for contract in contracts:
        document, clauses, said, judge = _read(contract, packs, SIDE[taxonomy])
        got = match.find(document, clauses, said, [alone], judge, side=SIDE[taxonomy])
        ours: dict[str, set[int]] = defaultdict(set)
        starts = [unit[0] for unit in contract.units]
        for finding in got.findings:
            for proof in finding.evidence:
                for part in proof.parts if proof.role == "trigger" else ():
                    first = max(0, bisect_right(starts, part.start) - 1)
                    last = bisect_right(starts, max(part.start, part.end - 1)) if taxonomy != "cuad" else 0
                    for label in labels.get(finding.rule.id, ()):
                        ours[label].update(range(first, max(first + 1, last)))
        for label in wanted:
            meant, hit, one = contract.meant.get(label, set()), ours[label], found[label]
            one.units = one.units.plus(len(hit & meant), len(hit - meant), len(meant - hit))
            both, either = bool(hit) and bool(meant), bool(hit) or bool(meant)
            one.documents = one.documents.plus(both, either and not meant, either and not hit)
            for kind, wrong in (("miss", meant - hit), ("alarm", hit - meant)):
                for i in sorted(wrong):
                    text = " ".join(contract.text[slice(*contract.units[i])].split())
                    if holds.lower() in text.lower():
                        one.errors.append((kind, f"{contract.name[:40]}:{i}", text[:_SHOWN]))
    return found


def _read(contract: Contract, packs: Sequence[model.RulePack], side: str) -> Any:
    """The contract as the rules see it: read once for each state of the code that reads."""
    rules = [rule for pack in packs for rule in pack.rules]
    scopes = {rule.scope for rule in rules} | {
        veto.scope for rule in rules for veto in rule.vetoes if veto.scope
    }
    words = repr([(pack.us, pack.them) for pack in packs])
    key = hashlib.sha256(f"{_code()}\n{words}\n{side}\n{contract.text}".encode()).hexdigest()[:32]
    path = ROOT / ".cache" / "trial" / key
    if path.is_file():
        kept = pickle.loads(path.read_bytes())  # our own file
        if scopes <= kept[2].units.keys():  # else a rule asks for wider texts than were kept
            return kept
    document = ingest.deal(model.Source("-", contract.text.encode()))
    clauses = segment.split(document)
    said, judge = terms.read(clauses, packs, side)
    path.parent.mkdir(parents=True, exist_ok=True)
    spare = path.with_suffix(f".{os.getpid()}")
    spare.write_bytes(pickle.dumps((document, clauses, said, judge), -1))
    spare.replace(path)
    return document, clauses, said, judge


_CODE: list[str] = []


def _code() -> str:
    """A hash of all that comes before matching."""
    if not _CODE:
        stages = (ROOT / "clausecheck" / name for name in ("model", "segment", "terms", "ingest"))
        paths = sorted(p for stage in stages for p in stage.rglob("*.py"))
        _CODE.append(hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest())
    return _CODE[0]


def _told(found: Mapping[str, _Label], taxonomy: str, show: int) -> str:
    lines = [f"== {taxonomy}: labels with precision, recall, F1 of units | of documents | units that have it"]
    for label, one in sorted(found.items()):
        unit, document = one.units, one.documents
        lines.append(
            f"{label:<36} {unit.precision:.2f} {unit.recall:.2f} {unit.f1:.3f} | "
            f"{document.precision:.2f} {document.recall:.2f} {document.f1:.3f} | {unit.support:g}"
        )
        for kind in ("miss", "alarm"):
            wrong = [error for error in one.errors if error[0] == kind]
            lines += [f"  {kind} {where}\n      {text}" for _, where, text in wrong[:show]]
    count = len(found)
    if count > 1:
        units = sum(one.units.f1 for one in found.values()) / count
        documents = sum(one.documents.f1 for one in found.values()) / count
        total = Counts()
        for one in found.values():
            total = total.plus(*one.units)
        lines.append(f"mean F1 {units:.3f} | {documents:.3f}; micro F1 of units {total.f1:.3f}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
