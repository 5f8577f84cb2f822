"""How much of a contract survives reading and splitting: lawyers' labelled spans, looked up again.

Every labelled span of the contracts that CUAD holds as PDF is looked up, ignoring case, space and
punctuation, in the text as read and in the healed clauses:

    python bench/spans.py --data ../shared/data

What is lost between the two was dropped as a header or footer, or torn by one.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from clausecheck import ingest, segment  # noqa: E402
from clausecheck.errors import ReadError  # noqa: E402

LEAST_FOUND = 0.997  # of the spans must be in the text
MOST_LOST = 0.003  # of the spans may be lost by dropping headers and footers


def bare(text: str) -> str:
    """Letters and digits only, without case; ligatures opened."""
    for sign, letters in (("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl"), ("ﬆ", "st")):
        text = text.replace(sign, letters)
    return "".join(c for c in text.casefold() if c.isalnum())


def wanted(data: Path) -> dict[str, list[tuple[str, str]]]:
    """Stem of a PDF → its labelled spans, as (category, text)."""
    stems = {path.stem for path in (data / "cuad" / "pdf").glob("*.pdf")}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with (data / "cuad" / "spans.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            label = json.loads(line)
            stem = Path(label["file"]).stem
            if stem in stems:
                parts = [part.strip() for part in label["text"].split("<omitted>")]
                found[stem] += [(label["category"], part) for part in parts if bare(part)]
    return found


def main() -> int:
    """Measure and print; 1 if a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data: Path = options.parse_args().data
    total = in_text = in_clauses = pages = 0
    seconds = 0.0
    for stem, spans in sorted(wanted(data).items()):
        try:
            document = ingest.read(str(data / "cuad" / "pdf" / f"{stem}.pdf"))
        except ReadError as error:
            print(f"unread: {stem[:40]}: {error}")
            total += len(spans)
            continue
        start = time.perf_counter()
        clauses = segment.split(document)
        seconds += time.perf_counter() - start
        pages += len(document.pages)
        text, healed = bare(document.text), bare(" ".join(clause.text for clause in clauses))
        for category, span in spans:
            total += 1
            in_text += bare(span) in text
            in_clauses += bare(span) in healed
            if bare(span) not in healed:
                where = "lost" if bare(span) in text else "not in the text"
                print(f"{where}: {stem[:40]}: {category}: {span[:100]!r}")
    found, lost = in_text / total, (in_text - in_clauses) / total
    print(f"{total} spans of {len(wanted(data))} contracts, {pages} pages")
    print(f"in the text: {found:.2%} (goal {LEAST_FOUND:.1%}); lost in the clauses: {lost:.2%} (at most {MOST_LOST:.1%})")
    print(f"splitting: {1e5 * seconds / pages:.0f} ms for 100 pages")
    return int(found < LEAST_FOUND or lost > MOST_LOST)


if __name__ == "__main__":
    sys.exit(main())
