"""DraftDiff → what an actor reads in the terminal: the grades, what they gain, what comes back, what else.

As in ``report.console``, nothing is marked by colour alone, and text from outside is made inert.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from clausecheck.model import Change, DraftDiff, Severity, Span, Words
from clausecheck.report.comparison import said
from clausecheck.report.console import columns, printed
from clausecheck.report.excerpt import Piece, excerpt
from clausecheck.report.inert import inert
from clausecheck.report.look import ADVICE, GRADE, SEVERITY
from clausecheck.report.options import Options
from clausecheck.report.reading import header

STACKED: Final = 72  # columns: below, the place stands under the title
ALSO: Final = 3  # further effects that are named under the first
LABEL: Final = 5  # columns of the words before a quote
LISTED: Final = 12  # other changes shown in a line each; --words shows all

Blocks: TypeAlias = Iterator[RenderableType]


def render(found: DraftDiff, options: Options, *, words: bool) -> str:
    """The comparison for one terminal."""
    return printed(_Screen(found, options, columns(options), words).blocks(), options)


def _text(words: str, style: str = "") -> Text:
    return Text(inert(words), style=style, overflow="fold")


def _labelled(label: RenderableType, words: RenderableType, width: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=width, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_row(label, words)
    return table


class _Screen:
    """The blocks of one comparison."""

    def __init__(self, found: DraftDiff, options: Options, width: int, words: bool) -> None:
        self.found, self.options, self.width, self.words = found, options, width, words
        self.room = width - 18  # characters of a line of a quote, beside its label

    def blocks(self) -> Blocks:
        yield Text()
        yield from self.verdict()
        for gain in ("gained", "lost", "unclear"):
            changes = self.found.of(gain)
            if changes:
                yield self.title(said.TITLES[gain])
                yield from (self.card(change) for change in changes)
        yield from self.others(self.found.of("other"))
        yield from self.footer()

    def verdict(self) -> Blocks:
        """Both files with their grades, and the headline."""
        found = self.found
        pairs = (("before", found.old), ("now", found.new))
        for label, report in pairs:
            if found.tracked and label == "before":
                name = _text(f"{report.path}, as it was", "bold")
            else:
                name = _text(report.path, "bold")
            name = Text.assemble(name, (f"  {inert(header(report))}", "dim"), overflow="fold")
            yield Padding(_labelled(Text(label, "dim"), name, 6), (0, 0, 0, 1))
        yield Text()
        before, now = found.old.score, found.new.score
        line = Text.assemble(
            (said.grade(before), GRADE.get(before.grade or "", "bold")),
            "  →  ",
            (said.grade(now), GRADE.get(now.grade or "", "bold")),
        )
        if now.risk is not None:
            line.append("   risk to you if you sign", "dim")
        yield Padding(line, (0, 0, 0, 1))
        lines = [_text(said.headline(found), "bold")]
        lines += [_text(words, "bold yellow") for words in said.strangers(found)]
        yield Padding(Group(*lines), (0, 0, 1, 1))

    def title(self, words: str) -> RenderableType:
        return Padding(Text(words, "bold underline" if self.options.colour else "bold"), (0, 0, 0, 1))

    def card(self, change: Change) -> RenderableType:
        """One place: what it does, where, the words before and now, what to ask."""
        first, *more = change.effects
        lines: list[RenderableType] = []
        if more:
            listed = [said.effect(one) for one in more[:ALSO]]
            left = f" and {len(more) - ALSO} more" if len(more) > ALSO else ""
            lines.append(_labelled(Text("also", "dim"), _text("; ".join(listed) + left), LABEL))
        lines += self.quotes(change)
        if change.gain == "gained" and first.ask:
            ask = first.ask.strip('“”"')
            lines.append(_labelled(Text("Ask", "bold"), _text(f"“{ask}”"), LABEL))
        head = _labelled(_badge(change.severity), self.heading(change, said.effect(first)), 8)
        return Padding(Group(head, Padding(Group(*lines), (0, 0, 0, 3))), (0, 0, 1, 1))

    def heading(self, change: Change, words: str) -> RenderableType:
        """``They can use you for ever       2.2 · page 1, line 23``."""
        title, where = _text(words, "bold"), _text(said.place(change, self.found), "dim")
        room = self.width - 11
        if self.width < STACKED or title.cell_len + where.cell_len + 2 > room:
            return Group(title, where)
        table = Table.grid(expand=True, padding=(0, 1))
        table.add_column(ratio=1)
        table.add_column(justify="right", no_wrap=True)
        table.add_row(title, where)
        return table

    def quotes(self, change: Change) -> Blocks:
        """The sentence before and now, what changed in it marked; as one text with ``--words``."""
        if self.words and change.words:
            yield _labelled(Text("words", "dim"), self.mixed(change.words), LABEL)
            return
        for label, side, new in (("was", change.old, False), ("now", change.new, True)):
            if side and (change.gone or change.come):
                quote = self.quote(said.text(side), said.marks(change, new=new), new)
                yield _labelled(Text(label, "dim"), quote, LABEL)

    def quote(self, sentence: str, marks: Sequence[Span], new: bool) -> Text:
        pieces = excerpt(sentence, marks, 3 * self.room)
        return Text.assemble("“", *(self.piece(piece, new) for piece in pieces), "”", overflow="fold")

    def piece(self, piece: Piece, new: bool) -> Text:
        if not piece.marked:
            return Text(piece.text)
        if not self.options.colour:
            return Text(f"▸{piece.text}◂")
        return Text(piece.text, "bold green" if new else "bold red")

    def mixed(self, words: Sequence[Words]) -> Text:
        """``It shall -[not]- sell``; struck and in colour where there is colour."""
        text = Text(overflow="fold")
        for word in words:
            inner = inert(word.text)
            if word.kind == "same":
                text.append(inner)
                continue
            bare, old = inner.strip(), word.kind == "old"
            if self.options.colour:
                text.append(bare, "red strike" if old else "bold green")
            else:
                text.append(f"-[{bare}]-" if old else f"+[{bare}]+")
            text.append(inner[len(inner.rstrip()) :] or " ")
        return text

    # ------------------------------------------------------------ the rest

    def others(self, changes: Sequence[Change]) -> Blocks:
        """In a line each, so that nothing that changed is left out."""
        if not changes:
            return
        yield self.title(said.TITLES["other"])
        shown = changes if self.words else changes[:LISTED]
        for change in shown:
            where = _text(said.place(change, self.found), "dim")
            words = self.mixed(change.words) if self.words else _text(f"“{said.first_words(change)}”")
            yield Padding(Group(where, Padding(words, (0, 0, 0, 2))), (0, 0, 0, 3))
        if len(changes) > len(shown):
            yield Padding(Text(f"and {len(changes) - len(shown)} more: --words", "dim"), (0, 0, 0, 3))
        yield Text()

    def footer(self) -> Blocks:
        lines = [_text(words) for words in (said.quiet(self.found), *said.remarks(self.found)) if words]
        if lines:
            yield Padding(Group(*lines), (0, 0, 1, 1))
        steps = []
        if self.found.changes:
            steps = ["every word: --words"] if not self.words else []
            steps += ["for programs: --format json"]
        rule = next((e.rule for c in self.found.of("gained") for e in c.effects if e.rule), "")
        more = [_text("   ".join(steps))] if steps else []
        more += [_text(f"one risk, and the law on it: clausecheck explain {rule}")] if rule else []
        yield Padding(Group(*more, Text(ADVICE, "dim")), (0, 0, 0, 1))


def _badge(severity: Severity) -> Text:
    return Text(severity.label.upper(), SEVERITY[severity])
