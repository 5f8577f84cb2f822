"""Labelled contracts → how often our rules are right: precision, recall and F1, by label and over all.

    python -m bench.accuracy [--data ../shared/data] [--json OUT] [--compare OLD.json] [--table] [--worst N]

Every third clause and contract (sha1 of its name is 0 modulo 3) is for measuring only: rules are written from
the others, and no text of it is ever shown. `--worst` shows the errors of the others, the gravest rule first.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import clausecheck
from bench import foreign, labelled
from bench.counts import Counts, Error, Section
from clausecheck.model import RulePack

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = "clausecheck/accuracy/1"
TRADES = {"clauses": "performer", "UNFAIR-ToS": "consumer", "CUAD": "commercial", "benign": "performer"}
TAGS = {
    "a": "arbitration",
    "ch": "unilateral change",
    "cr": "content removal",
    "j": "jurisdiction",
    "law": "choice of law",
    "ltd": "limitation of liability",
    "ter": "unilateral termination",
    "use": "contract by using",
}
_SHARES = 0.0005  # figures that differ by less are called the same
_SHOWN = 700  # characters of a clause

Stored = dict[str, dict[str, dict[str, float]]]  # section → label → name of the figure → figure


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    trades = {section: options.pack or [pack] for section, pack in TRADES.items()}
    loaded = {section: clausecheck.load_packs(*names) for section, names in trades.items()}
    packs = tuple({pack.id: pack for each in loaded.values() for pack in each}.values())
    sections, errors = measure(options.data, loaded, options.only)
    if not sections:
        print(f"nothing to measure: no labelled contracts at {options.data} (--data names another folder)")
        return 3
    learned = foreign.baseline(options.data / "BASELINE.md")
    print(
        markdown(sections, learned)
        if options.table
        else "\n\n".join(text(each, learned) for each in sections)
    )
    if options.worst:
        print(worst(errors, packs, options.worst))
    stored = as_stored(sections)
    if options.compare:
        old = json.loads(options.compare.read_text("utf-8"))
        if old.get("schema") != SCHEMA:
            print(f"{options.compare} is no output of --json", file=sys.stderr)
            return 2
        print(compared(old["sections"], stored))
    if options.json:
        head = {"schema": SCHEMA, "packs": {pack.id: pack.sha256 for pack in packs}}
        options.json.write_text(json.dumps({**head, "sections": stored}, indent=1) + "\n", "utf-8")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    default = os.environ.get("CLAUSECHECK_DATA") or ROOT.parent / "shared" / "data"
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description="How right the rules are.")
    parser.add_argument("--data", type=Path, default=Path(default), help="the folder of labelled contracts")
    parser.add_argument(
        "--pack", action="append", default=None, help="rule packs (default: each set its own)"
    )
    parser.add_argument(
        "--only", default="", help="sections whose name starts so: clauses, UNFAIR, CUAD, benign"
    )
    parser.add_argument(
        "--json", type=Path, metavar="OUT", help="keep the figures, to compare later runs with"
    )
    parser.add_argument("--compare", type=Path, metavar="OLD.json", help="what changed since that run")
    parser.add_argument("--table", action="store_true", help="the Markdown table of the README")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="show N misses and N false alarms")
    return parser.parse_args(arguments)


def measure(
    data: Path, packs: Mapping[str, Sequence[RulePack]], only: str = ""
) -> tuple[list[Section], list[Error]]:
    """Every section whose data is there, with the packs of its trade; standard error names the others."""
    sections: list[Section] = []
    errors: list[Error] = []

    def wanted(name: str, path: Path) -> bool:
        chosen = name.lower().startswith(only.lower()[: len(name)])
        if chosen and not path.exists():
            print(f"left out: {name}, for there is no {path}", file=sys.stderr)
        return chosen and path.exists()

    if wanted("clauses", data / "clauses" / "labelled.jsonl"):
        done = labelled.read(labelled.load(data / "clauses" / "labelled.jsonl"), packs["clauses"])
        sections += labelled.sections(done)
        errors += labelled.errors(done)
    if wanted("UNFAIR-ToS", data / "unfair_tos" / "sentences"):
        both, found = foreign.unfair_tos(data / "unfair_tos", packs["UNFAIR-ToS"])
        sections += both
        errors += found
    if wanted("CUAD", data / "cuad" / "spans.jsonl"):
        sections += foreign.cuad(data / "cuad", packs["CUAD"])
    if wanted("benign", data):
        sections += foreign.benign(data, packs["benign"])
    return sections, errors


def text(section: Section, learned: Mapping[str, tuple[float, float]]) -> str:
    """A section for the eye: labels with errors first."""
    lines = [f"== {section.name}: {section.note}"]
    if section.name.startswith("benign"):
        loudest = sorted(section.rows, key=lambda row: -row[1].alarms)
        lines += [f"{name:<38} {counts.alarms:>5g}" for name, counts in loudest]
    elif section.rows:
        lines.append(f"{'':<38} precision  recall      F1  labels  alarms  misses")
        worst_first = sorted(section.rows, key=lambda row: (-row[1].alarms - row[1].misses, row[0]))
        theirs = _theirs(section, learned)
        for name, counts in worst_first:
            beside = f"  learned F1 {theirs[name]:.2f}" if name in theirs else ""
            lines.append(f"{name:<38} {_row(counts)}{beside}")
        if theirs:
            ahead = [counts.f1 - theirs[name] for name, counts in section.rows if name in theirs]
            level = sum(each >= -_SHARES for each in ahead)
            lines += [
                f"{'as good as the learned one, or better':<38} {level} of {len(ahead)}",
                f"{'furthest behind it':<38} {min(ahead):>+9.3f}",
                f"{'its mean F1':<38} {sum(theirs.values()) / len(theirs):>9.3f}",
            ]
    lines += [f"{name:<38} {_figure(name, value):>9}" for name, value in section.figures]
    return "\n".join(lines)


def _theirs(section: Section, learned: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """F1 of the learned baseline for the labels of a section of CUAD."""
    if not section.name.startswith("CUAD"):
        return {}
    at = 1 if "documents" in section.name else 0
    return {name: learned[name][at] for name, _ in section.rows if name in learned}


def _row(counts: Counts) -> str:
    shares = f"{counts.precision:>9.2f} {counts.recall:>7.2f} {counts.f1:>7.2f}"
    return f"{shares} {counts.support:>7g} {counts.alarms:>7g} {counts.misses:>7g}"


def _figure(name: str, value: float) -> str:
    if name.startswith(("micro", "macro")):
        return f"{value:.3f}"
    return f"{value:.1%}" if name.startswith("benign with") else f"{value:.4g}"


def markdown(sections: Sequence[Section], learned: Mapping[str, tuple[float, float]]) -> str:
    """The tables of the README and of the documentation: one line a section, then one a label of others."""
    lines = [
        "| measured on | labels | precision | recall | F1 | F1, mean of labels |",
        "|---|---|---|---|---|---|",
    ]
    notes = []
    for section in sections:
        figures = dict(section.figures)
        if section.name.startswith("benign"):
            notes.append(
                f"{section.name.removeprefix('benign: ')} {figures['findings above medium']:g} in "
                f"{figures['documents']:g} documents ({figures['per 10,000 words']:.1f} per 10,000 words)"
            )
            continue
        shares = " | ".join(
            f"{figures[name]:.2f}" for name in ("micro precision", "micro recall", "micro F1", "macro F1")
        )
        given = sum(counts.support for _, counts in section.rows)
        lines.append(f"| {section.name}: {section.note} | {given:g} | {shares} |")
        if "benign with a finding above low" in figures:
            notes.append(
                f"{section.name}: {_figure('benign with', figures['benign with a finding above low'])} of "
                f"{figures['benign clauses']:g} benign clauses have a finding above low; "
                f"F1 {figures['micro F1, neighbours half']:.2f} where a neighbour counts as half an error"
            )
    by_name = {section.name: section for section in sections}
    tables = [
        *_by_category(by_name.get("CUAD, clauses"), by_name.get("CUAD, documents"), learned),
        *_by_tag(by_name.get("UNFAIR-ToS, measuring")),
    ]
    return "\n".join([*lines, "", *(f"- {note}" for note in notes), *tables])


def _by_category(
    clauses: Section | None, documents: Section | None, learned: Mapping[str, tuple[float, float]]
) -> Iterator[str]:
    """Beside each figure that of the learned baseline."""
    if not clauses or not documents:
        return
    yield from ("", "| category | clause F1 | learned | document F1 | learned | contracts with it |")
    yield "|---|---|---|---|---|---|"
    inside = dict(documents.rows)
    for name, counts in clauses.rows:
        theirs = learned.get(name)
        clause, document = (f"{figure:.2f}" for figure in theirs) if theirs else ("", "")
        yield (
            f"| {name} | {counts.f1:.2f} ({counts.precision:.2f} / {counts.recall:.2f}) | {clause} "
            f"| {inside[name].f1:.2f} | {document} | {inside[name].support:g} |"
        )


def _by_tag(section: Section | None) -> Iterator[str]:
    if not section:
        return
    yield from ("", "| tag | labels | precision | recall | F1 |", "|---|---|---|---|---|")
    for tag, counts in section.rows:
        shares = f"{counts.precision:.2f} | {counts.recall:.2f} | {counts.f1:.2f}"
        yield f"| {TAGS.get(tag, tag)} | {counts.support:g} | {shares} |"


def worst(errors: Sequence[Error], packs: Sequence[RulePack], count: int) -> str:
    """The errors of the training part: gravest rule first, then by label."""
    severity = {rule.id: int(rule.severity) for pack in packs for rule in pack.rules}
    ranked = sorted(errors, key=lambda error: (-severity.get(error.label, -1), error.label, error.where))
    lines = []
    for kind, title in (("miss", "Misses"), ("alarm", "False alarms")):
        chosen = [error for error in ranked if error.kind == kind]
        lines.append(f"\n== {title} of the training part: {min(count, len(chosen))} of {len(chosen)}")
        for error in chosen[:count]:
            note = f"  ({error.note})" if error.note else ""
            lines.append(f"{error.label}  {error.where}{note}\n    {error.text.strip()[:_SHOWN]}")
    return "\n".join(lines)


def as_stored(sections: Sequence[Section]) -> Stored:
    """Sections as JSON keeps them."""
    stored: Stored = {}
    for section in sections:
        rows = {
            name: {
                **counts._asdict(),
                "precision": counts.precision,
                "recall": counts.recall,
                "f1": counts.f1,
            }
            for name, counts in section.rows
        }
        stored[section.name] = {**rows, "": dict(section.figures)}
    return stored


def compared(old: Stored, new: Stored) -> str:
    """What changed: the figures of each section, then its labels."""
    lines = []
    for section in new:
        before, after = old.get(section), new[section]
        if before is None:
            lines.append(f"== {section}: new")
            continue
        lines.append(f"== {section}, compared")
        for label in ("", *sorted({*before, *after} - {""})):
            was, now = before.get(label, {}), after.get(label, {})
            names = sorted({*was, *now}) if not label else ["alarms"] if "benign" in section else ["f1"]
            for name in names:
                change = now.get(name, 0.0) - was.get(name, 0.0)
                if abs(change) >= _SHARES:
                    shown = f"{was.get(name, 0.0):>9.3f} → {now.get(name, 0.0):.3f}  {change:+.3f}"
                    lines.append(f"{label or name:<38} {shown}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
