"""How much of a contract survives reading and splitting: lawyers' labelled spans, looked up again.

Every labelled span of the contracts that CUAD holds as PDF is looked up, ignoring case, space and
punctuation, in the text as read and in the healed clauses:

    python bench/spans.py --data ../shared/data

What is lost between the two was dropped as a header or footer, or torn by one.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from clausecheck import ingest, segment  # noqa: E402
from clausecheck.errors import ReadError  # noqa: E402
from clausecheck.model import Document  # noqa: E402

LEAST_FOUND = 0.997  # of the spans must be in the text
MOST_LOST = 0.003  # of the spans may have lost words of the contract
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_PAGE_NUMBER = re.compile(r"\W*(?:page\W*)?(?:\d+|[ivxlc]+)(?:\W*of\W*\d+)?\W*", re.I)


def bare(text: str) -> str:
    """Letters and digits only, without case; ligatures opened."""
    return "".join(c for c in text.translate(_LIGATURES).casefold() if c.isalnum())


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


def without_furniture(document: Document) -> str:
    """The text without page numbers and lines that stand, but for their digits, on a third of the pages.

    A second opinion, much blunter than the segmenter's: only for labels that hold a footer themselves.
    """
    lines = document.text.splitlines()
    times = Counter(re.sub(r"\d+", "#", line.strip()) for line in lines)
    most = max(2, len(document.pages) / 3)
    kept = [
        line
        for line in lines
        if not _PAGE_NUMBER.fullmatch(line.strip()) and times[re.sub(r"\d+", "#", line.strip())] <= most
    ]
    return bare(" ".join(kept))


class Count:
    """What was found, over all contracts."""

    def __init__(self) -> None:
        self.spans = self.in_text = self.kept = self.with_footer = self.pages = 0
        self.seconds = 0.0

    def add(self, stem: str, document: Document, spans: list[tuple[str, str]]) -> None:
        """Look up the spans of one contract; print those that are not there."""
        start = time.perf_counter()
        clauses = segment.split(document)
        self.seconds += time.perf_counter() - start
        self.pages += len(document.pages)
        text, healed = bare(document.text), bare(" ".join(clause.text for clause in clauses))
        blunt = without_furniture(document)
        for category, span in spans:
            key = bare(span)
            self.spans += 1
            self.in_text += key in text
            self.kept += key in healed
            if key in healed:
                continue
            where = "not in the text"
            if key in text:
                torn = key not in blunt
                self.with_footer += torn
                where = "holds a footer or page number itself" if torn else "lost"
            print(f"{where}: {stem[:40]}: {category}: {span[:80]!r}")


def main() -> int:
    """Measure and print; 1 if a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data: Path = options.parse_args().data
    count = Count()
    contracts = wanted(data)
    for stem, spans in sorted(contracts.items()):
        try:
            document = ingest.read(str(data / "cuad" / "pdf" / f"{stem}.pdf"))
        except ReadError as error:
            print(f"unread: {stem[:40]}: {error}")
            count.spans += len(spans)
            continue
        count.add(stem, document, spans)
    found = count.in_text / count.spans
    lost = (count.in_text - count.kept - count.with_footer) / count.spans
    print(f"{count.spans} spans of {len(contracts)} contracts, {count.pages} pages")
    print(f"in the text: {found:.2%} (goal {LEAST_FOUND:.1%})")
    print(f"in the clauses word for word: {count.kept / count.spans:.2%}")
    print(f"labels that hold a footer or page number themselves: {count.with_footer}")
    print(f"body lost: {lost:.2%} (at most {MOST_LOST:.1%})")
    print(f"splitting: {1e5 * count.seconds / count.pages:.0f} ms for 100 pages")
    return int(found < LEAST_FOUND or lost > MOST_LOST)


if __name__ == "__main__":
    sys.exit(main())
