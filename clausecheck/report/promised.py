"""Comparison → what an actor reads: what was said, what is signed instead, why it matters, what to ask.

Plain text, so that it needs no library: nothing is marked by colour alone, and all text of the papers is
made inert.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Final

from clausecheck.model import VERDICTS, Comparison, Evidence, Pair, Report, Saying, Verdict
from clausecheck.report.excerpt import excerpt, shortened
from clausecheck.report.inert import inert
from clausecheck.report.look import ADVICE
from clausecheck.report.options import Options
from clausecheck.report.reading import header, notices, number, place

_NARROWEST, _WIDEST = 40, 100  # columns
_LABEL = 11  # columns of the words at the left
_NARROW = 72  # columns: below, the label stands on a line of its own
_ROOM = 230  # characters of a quote
_BRIEF = 60  # characters of a quote of a promise that is kept
_WORDS: Final[dict[Verdict, str]] = {
    "contradicted": "BROKEN", "weaker": "HAS A HOLE", "unsure": "NOT SURE", "silent": "NOT IN IT",
    "kept": "KEPT",
}  # fmt: skip
_COUNTED: Final[dict[Verdict, str]] = {
    "contradicted": "broken", "weaker": "with a hole", "unsure": "not sure", "silent": "not in the paper",
    "kept": "kept",
}  # fmt: skip
_COLOURS: Final[dict[Verdict, str]] = {
    "contradicted": "1;31", "weaker": "1;33", "unsure": "36", "silent": "1;33", "kept": "32",
}  # fmt: skip
_ON, _OFF = "\x01", "\x02"  # around the words that matter; text of a paper cannot hold them after ``inert``


def render(comparison: Comparison, postings: Sequence[Report], paper: Report, options: Options) -> str:
    """The whole report; ``postings`` are those that were read."""
    return "\n".join(_Screen(comparison, postings, paper, options).lines()) + "\n"


def headline(comparison: Comparison) -> str:
    """``"2 promises broken · 1 with a hole · 3 kept · 1 not in the paper"``."""
    counted = Counter(pair.verdict for pair in comparison.pairs)
    if not counted:
        return "No promise of a kind that we know was found in the posting"
    parts = [f"{counted[verdict]} {_COUNTED[verdict]}" for verdict in VERDICTS if counted[verdict]]
    first, _, rest = parts[0].partition(" ")
    parts[0] = f"{number(int(first), 'promise')} {rest}"
    return f"{' · '.join(parts)}{'' if comparison.whole else ', and not all was read'}"


class _Screen:
    """Writes the report for one width."""

    def __init__(
        self, comparison: Comparison, postings: Sequence[Report], paper: Report, options: Options
    ) -> None:
        self._found, self._postings, self._paper = comparison, postings, paper
        self._width = min(max(options.width, _NARROWEST), _WIDEST)
        self._colour = options.colour
        self._narrow = self._width < _NARROW
        self._indent = " " * (2 if self._narrow else _LABEL + 2)

    def lines(self) -> Iterator[str]:
        yield from self._head()
        for pair in self._found.pairs:
            if pair.verdict not in ("silent", "kept"):
                yield from self._card(pair)
        yield from self._silent()
        yield from self._kept()
        yield from self._beside()
        yield ""
        yield from self._plain(ADVICE, "2")

    # ------------------------------------------------------------ the top

    def _head(self) -> Iterator[str]:
        worst = self._found.pairs[0].verdict if self._found.pairs else "silent"
        yield from self._plain(headline(self._found), _COLOURS[worst])
        for i, report in enumerate((*self._postings, self._paper)):
            what = "agreement" if i == len(self._postings) else "posting"
            yield from self._plain(f"{what}: {report.path}, {header(report)}", "2")
            for words in notices(report.reading):
                yield from self._plain(f"  {words}")
        for words in self._found.warnings:
            yield from self._plain(
                f"Look at the files again: {words}." if "older mail" not in words else f"Note: {words}.",
                "1;33",
            )
        if not self._found.whole:
            yield from self._plain(
                "A part was not read, so this is not the whole answer: what is missing may change it.", "1"
            )

    # ------------------------------------------------------------ promises

    def _card(self, pair: Pair) -> Iterator[str]:
        yield ""
        yield from self._labelled(_WORDS[pair.verdict], pair.kind.title, _COLOURS[pair.verdict], "1")
        yield from self._said(pair)
        yield from self._signed(pair)
        for label, words in (("Why", pair.kind.why), ("Ask", f'"{pair.kind.ask}"')):
            yield from self._labelled(f"  {label}", words)

    def _said(self, pair: Pair) -> Iterator[str]:
        for saying in pair.said:
            yield from self._quoted("  They said", saying.evidence, self._where(saying))

    def _signed(self, pair: Pair) -> Iterator[str]:
        because = f"{pair.because[:1].upper()}{pair.because[1:]}." if pair.because else ""
        for i, evidence in enumerate(pair.signed):
            yield from self._quoted("  You sign" if i == 0 else "", evidence, self._at(evidence))
        if because:
            yield from self._labelled("" if pair.signed else "  You sign", because)

    def _silent(self) -> Iterator[str]:
        pairs = [pair for pair in self._found.pairs if pair.verdict == "silent"]
        if pairs:
            yield ""
            yield from self._labelled(
                _WORDS["silent"], "Promised, and the paper says nothing of it:", _COLOURS["silent"]
            )
        for pair in pairs:
            for saying in pair.said[:1]:
                yield from self._quoted("", saying.evidence, self._where(saying))
            yield from self._labelled("  Ask", f'"{pair.kind.ask}"')

    def _kept(self) -> Iterator[str]:
        pairs = [pair for pair in self._found.pairs if pair.verdict == "kept"]
        if not pairs:
            return
        yield ""
        for i, pair in enumerate(pairs):
            label = _WORDS["kept"] if i == 0 else ""
            words = shortened(pair.said[0].evidence.quote, _BRIEF)
            signed = (
                f' → "{shortened(pair.signed[0].quote, _BRIEF)}"  ({self._at(pair.signed[0])})'
                if pair.signed
                else ""
            )
            yield from self._labelled(label, f'{pair.kind.title}: "{words}"{signed}', _COLOURS["kept"])

    # ------------------------------------------------------------ what else there is

    def _beside(self) -> Iterator[str]:
        found = self._found
        yield from self._late()
        if found.exchange:
            yield ""
            yield from self._labelled("Pay", "Paid once, used without an end:", "1;33")
            said = found.exchange.said
            yield from self._quoted("  They said", said.evidence, self._where(said))
            for i, evidence in enumerate(found.exchange.signed):
                yield from self._quoted("  You sign" if i == 0 else "", evidence, self._at(evidence))
        if found.loose:
            terms = ", ".join(f'"{term.term}"' for term in found.loose)
            yield ""
            yield from self._labelled(
                "Undefined", f"{terms}: in both papers, and neither says what it means.", "1;33"
            )
        if found.entire:
            yield ""
            words = "By this clause, what you were told before does not count:"
            yield from self._labelled("Lost", words, "1;33")
            yield from self._quoted("  You sign", found.entire, self._at(found.entire))
        if found.unsorted:
            yield ""
            yield from self._labelled("Not checked", "Said in the posting, and compared with nothing:")
            for saying in found.unsorted:
                yield from self._quoted("", saying.evidence, self._where(saying))

    def _late(self) -> Iterator[str]:
        named = [party for party in self._found.late if party.named]
        others = [party for party in self._found.late if not party.named]
        if not self._found.late:
            return
        yield ""
        for i, party in enumerate(named):
            label = "Not told" if i == 0 else ""
            yield from self._labelled(
                label, f"{party.name} gets rights, and the posting does not name it:", "1;33"
            )
            yield from self._quoted("", party.evidence[0], self._at(party.evidence[0]))
        if others:
            names = ", ".join(party.name for party in others)
            yield from self._labelled("" if named else "Not told", f"Also without a name: {names}.", "1;33")
        for saying in self._found.hints[:2]:
            yield from self._quoted("  They said", saying.evidence, self._where(saying))

    # ------------------------------------------------------------ places and lines

    def _where(self, saying: Saying) -> str:
        report = self._postings[saying.posting]
        name = f"{PurePath(report.path).name}, " if len(self._postings) > 1 else ""
        where = place(saying.evidence, None, report)
        return f"{name}{where}{' of the message' if report.format == 'mail' else ''}"

    def _at(self, evidence: Evidence) -> str:
        return place(evidence, evidence.clause, self._paper)

    def _quoted(self, label: str, evidence: Evidence, where: str) -> Iterator[str]:
        pieces = excerpt(evidence.sentence, evidence.marks, _ROOM)
        words = "".join(f"{_ON}{piece.text}{_OFF}" if piece.marked else piece.text for piece in pieces)
        yield from self._labelled(label, f'"{words.strip()}"  ({inert(where)})', marked=True)

    def _labelled(
        self, label: str, words: str, style: str = "", after: str = "", *, marked: bool = False
    ) -> Iterator[str]:
        """A label at the left and words that wrap beside it, or below it where the terminal is narrow."""
        text = words if marked else inert(words)
        room = self._width - len(self._indent)
        wrapped = textwrap.wrap(text, room, break_long_words=True, break_on_hyphens=False) or [""]
        lines = list(self._marked(wrapped))
        if after:
            lines = [self._styled(line, after) for line in lines]
        if self._narrow:
            head = self._styled(label.strip(), style)
            yield from ([head] if label else [])
            yield from (self._indent + line for line in lines)
            return
        gap = " " * (len(self._indent) - len(label))
        yield f"{self._styled(label, style)}{gap}{lines[0]}".rstrip()
        yield from (self._indent + line for line in lines[1:])

    def _plain(self, words: str, style: str = "") -> Iterator[str]:
        for line in textwrap.wrap(inert(words), self._width):
            yield self._styled(line, style)

    def _marked(self, lines: Iterable[str]) -> Iterator[str]:
        """The words that matter in bold, or between ▸ ◂ where there is no colour."""
        if not self._colour:
            yield from (line.replace(_ON, "▸").replace(_OFF, "◂") for line in lines)
            return
        is_open = False
        for line in lines:
            start = "\x1b[1m" if is_open else ""
            is_open = line.rfind(_ON) > line.rfind(_OFF) if re.search(f"[{_ON}{_OFF}]", line) else is_open
            end = "\x1b[0m" if is_open else ""
            yield start + line.replace(_ON, "\x1b[1m").replace(_OFF, "\x1b[0m") + end

    def _styled(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._colour and style and text.strip() else text
