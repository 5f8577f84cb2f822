"""How right the grants are: records of labelled clauses, field by field.

``grants.jsonl`` holds labels by a reader who did not know the code: the place of each clause in the data, and
its fields as values and offsets, without any text. ``set``: "rest" are clauses that the reading was written
from, "kept" those that only measure it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bench.labelled import load
from clausecheck import ingest, load_packs, segment, terms
from clausecheck.model import Place, Record

LABELS = Path(__file__).parent / "grants.jsonl"
FIELDS = (
    "from", "to", "subject", "acts", "purpose", "term", "territory", "media", "revocable", "sublicensable",
    "exclusive", "pay",
)  # fmt: skip
_LISTS = ("subject", "acts")
_SAME = {"exclusive": "yes", "non-exclusive": "no", "not stated": "unclear"}
_ARTICLES = re.compile(r"^(?:(?:the|our|its|their|your|any|all|other|and|of|each|\W)+ )+|(?:['’]s|\W)+$")
_PROBE = 200  # letters that a clause is looked for by


class Label(NamedTuple):
    """What a reader says of the main grant of one clause."""

    id: str
    file: str  # below the data folder; "…#id" for one of the labelled clauses
    start: int  # offset into the file's text
    end: int
    kept: bool
    fields: Mapping[str, object]


class Mark(NamedTuple):
    """How far one field of one clause agrees, 0-1, and what both say."""

    label: Label
    field: str
    share: float
    wanted: object
    found: object


def labels(path: Path = LABELS) -> list[Label]:
    """The labels, in their order."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        Label(row["id"], row["file"], row["start"], row["end"], row["set"] == "kept", row) for row in rows
    ]


def marks(data: Path, chosen: Iterable[Label]) -> Iterator[Mark]:
    """Every field of every label, held against the record that we read."""
    packs = load_packs("performer")
    for label in chosen:
        text, clause = _text(data, label)
        record = _record(text, clause, packs)
        for field in FIELDS:
            wanted, found = label.fields[field], _found(record, field)
            yield Mark(label, field, _share(field, wanted, found), wanted, found)


def _text(data: Path, label: Label) -> tuple[str, str]:
    """The whole text that the clause stands in, and the clause."""
    file, _, item = label.file.partition("#")
    text = _clauses(data / file)[item] if item else (data / file).read_bytes().decode("utf-8")
    return text, text[label.start : label.end]


@lru_cache(maxsize=2)
def _clauses(path: Path) -> dict[str, str]:
    return {clause.id: clause.text for clause in load(path)}


def _record(text: str, clause: str, packs: tuple[object, ...]) -> Record | None:
    """The first record in the clause."""
    document = ingest.read("-", data=text.encode())
    clauses = segment.split(document)
    said, _ = terms.read(clauses, packs)  # type: ignore[arg-type]
    letters = [i for i, char in enumerate(document.text) if char.isalnum()]
    hay = "".join(document.text[i].lower() for i in letters)
    needle = "".join(char.lower() for char in clause if char.isalnum())
    at = hay.find(needle[:_PROBE])
    if at < 0:
        return None
    start, end = letters[at], letters[min(at + len(needle), len(letters)) - 1]
    for record in said.records:
        sentence = said.units["sentence"][record.grant.sentence]
        verb = next(place.span for place in record.places if place.field == "acts")
        own = sentence.ranges(verb.start, verb.end) or sentence.ranges(sentence.lead, len(sentence.text))
        spans = [span for index, healed in own for span in clauses[index].spans(healed.start, healed.end)]
        if spans and spans[0].start <= end and spans[-1].end > start:
            return record
    return None


def _found(record: Record | None, field: str) -> object:
    if record is None:
        return [] if field in ("to", *_LISTS) else "" if field == "from" else "unclear"
    if field == "from":
        return record.grant.by
    own = [place.value for place in record.places if place.field == field and _own(record, place)]
    return own if field in ("to", *_LISTS) else own[0] if own else "unclear"


def _own(record: Record, place: Place) -> bool:
    """Whether the words stand in the clause itself, and not in a definition elsewhere."""
    return place.sentence.ranges(place.span.start, place.span.end)[0][0] == record.grant.clause


def _share(field: str, wanted: object, found: object) -> float:
    """1 where both say the same; for lists the share of what either says that both say."""
    if field == "from":
        names = {_plain(name) for name in _strings(wanted)}
        return float(_plain(str(found)) in names if names else not found)
    if field == "to":
        return _names_shared([{_plain(n) for n in _strings(one)} for one in _items(wanted)], _strings(found))
    if field in _LISTS:
        either = set(_strings(wanted)) | set(_strings(found))
        return len(set(_strings(wanted)) & set(_strings(found))) / len(either) if either else 1.0
    return float(_SAME.get(str(wanted), wanted) == found)


def _names_shared(wanted: list[set[str]], found: list[str]) -> float:
    plain = [_plain(name) for name in found]
    met = sum(any(name in names for name in plain) for names in wanted)
    extra = sum(not any(name in names for names in wanted) for name in plain)
    return met / (len(wanted) + extra) if wanted or extra else 1.0


def _plain(name: str) -> str:
    """``"the Company's"`` → ``"company"``."""
    return _ARTICLES.sub("", re.sub(r"\s+", " ", name.lower()).strip()).strip(" .,")


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _strings(value: object) -> list[str]:
    return [str(item) for item in _items(value)]


def accuracy(found: Iterable[Mark]) -> dict[str, tuple[float, float, int]]:
    """Field → (mean share, share that agrees in full, number of clauses)."""
    by_field: dict[str, list[float]] = {}
    for mark in found:
        by_field.setdefault(mark.field, []).append(mark.share)
    return {
        field: (sum(shares) / len(shares), sum(share == 1 for share in shares) / len(shares), len(shares))
        for field, shares in by_field.items()
    }


def main() -> None:
    """Print the accuracy of each field, and with --errors what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--set", choices=("rest", "kept", "all"), default="all")
    parser.add_argument("--errors", action="store_true", help="what differs in the rest")
    given = parser.parse_args()
    if not given.data.is_dir():
        sys.exit(f"no labelled contracts at {given.data}: name their folder with --data")
    chosen = [one for one in labels(given.labels) if given.set == "all" or one.kept == (given.set == "kept")]
    found = list(marks(given.data, chosen))
    for kept in (False, True):
        part = [mark for mark in found if mark.label.kept == kept]
        if part:
            print("kept aside" if kept else "rest")
            for field, (mean, full, number) in accuracy(part).items():
                print(f"  {field:<14} {mean:.3f}   in full {full:.3f}   of {number}")
    if given.errors:
        for mark in found:
            if mark.share < 1 and not mark.label.kept:
                print(f"{mark.label.id} {mark.field:<13} wanted {mark.wanted}   found {mark.found}")


if __name__ == "__main__":
    main()
