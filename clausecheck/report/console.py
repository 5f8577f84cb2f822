"""Outcomes → what an actor reads in the terminal: the grade, what is given away, and the worst with proof.

The only module of the report that knows rich. Nothing is marked by colour alone: severities are words, and
the words that matter in a quote stand between ▸ ◂ where there is no colour. Text of the contract, the rules
and the file system is made inert and is never read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TypeAlias

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule as Ruler
from rich.table import Table
from rich.text import Text

from clausecheck.model import (
    Confidence,
    Evidence,
    Failed,
    Finding,
    Outcome,
    Partial,
    Report,
    Severity,
)
from clausecheck.report.digest import (
    Topic,
    active,
    counts,
    gives,
    law,
    nothing,
    quotes,
    settled,
    silent,
    topics,
    trigger,
    unjudged,
)
from clausecheck.report.excerpt import Piece, excerpt
from clausecheck.report.exchange import sentence
from clausecheck.report.following import following
from clausecheck.report.inert import inert
from clausecheck.report.look import ADVICE, GRADE, HOW, LETTER, SEVERITY, VECTOR, WHY_NOT
from clausecheck.report.options import Options
from clausecheck.report.reading import header, notices, number, place

NARROWEST, WIDEST = 40, 100  # columns: beyond, words break badly or lines get hard to follow
STACKED = 72  # columns: below, the place stands under the title instead of beside it
CARDS = 3  # topics shown with quote, why and ask on the first screen
LISTED = 6  # topics shown in one line each after these

Blocks: TypeAlias = Iterator[RenderableType]
Rows: TypeAlias = Iterator[tuple[str, Text]]  # label, what belongs to it


def render(outcomes: Sequence[Outcome], options: Options) -> str:
    """A block for each document in its order, then a table of all of them where there are several."""
    return printed(_Screen(options, columns(options)).blocks(outcomes), options)


def columns(options: Options) -> int:
    """The width that is written to."""
    return min(max(options.width, NARROWEST), WIDEST)


def printed(blocks: Blocks, options: Options) -> str:
    """The blocks as the terminal gets them, without spaces at the ends of lines."""
    out = StringIO()
    console = Console(
        file=out,
        width=columns(options),
        force_terminal=options.colour,
        color_system="256" if options.colour else None,
        no_color=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for block in blocks:
        console.print(block)
    return re.sub(r" +((?:\x1b\[0m)?)$", r"\1", out.getvalue(), flags=re.M)


def _text(words: str, style: str = "") -> Text:
    """Words that come from outside, as words only."""
    return Text(inert(words), style=style, overflow="fold")


def _beside(left: RenderableType, right: RenderableType) -> Table:
    """Two on one line, the second at the right edge."""
    table = Table.grid(expand=True, padding=(0, 1))
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_row(left, right)
    return table


def _labelled(
    rows: Iterable[tuple[RenderableType, RenderableType]], width: int, right: bool = False
) -> Table:
    """A column of labels of ``width`` and what belongs to each, wrapped beside it."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=width, justify="right" if right else "left", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


class _Screen:
    """The blocks of the report, for one terminal."""

    def __init__(self, options: Options, width: int) -> None:
        self.options = options
        self.width = width
        self.stacked = width < STACKED
        self.room = width - 12  # characters of a line of a quote, beside its marks and ellipses

    def blocks(self, outcomes: Sequence[Outcome]) -> Blocks:
        for i, outcome in enumerate(outcomes):
            yield Padding(Ruler(style="dim"), (0, 0, 1, 0)) if i else Text()
            if isinstance(outcome, Failed):
                yield from self.failure(outcome)
            else:
                yield from self.document(outcome.path, outcome.report)
        if len(outcomes) > 1:
            yield self.table(outcomes)
        if not self.options.quiet:
            yield from self.footer(outcomes)

    # ------------------------------------------------------------ one document

    def failure(self, outcome: Failed) -> Blocks:
        """Never a grade, never "no findings"."""
        problem = outcome.problem
        yield Text.assemble((" NOT READ ", "bold white on red"), "  ", _text(outcome.path, "bold"))
        lines = [_text(f"{problem.message[:1].upper()}{problem.message[1:]}. ({problem.code})")]
        if problem.hint:
            lines.append(_text(f"→ {problem.hint}", "bold"))
        lines.append(Text("It has no grade: what was not read was not judged.", "dim"))
        yield Padding(Group(*lines), (0, 0, 1, 2))

    def document(self, path: str, report: Report) -> Blocks:
        yield from self.verdict(path, report)
        if self.options.quiet:
            return
        if exchange := sentence(report):
            yield Padding(_text(exchange, "bold"), (0, 2, 1, 2))
        if (rows := gives(report)) and (self.options.full or not exchange):
            said = ((_text(label, "dim"), self.several(words, "; ")) for label, words in rows)
            yield Padding(_labelled(said, 12, right=True), (0, 0, 1, 1))
        yield from self.findings(report)
        yield from self.remarks(report)
        if self.options.explain_score:
            yield from self.points(report)
        if self.options.show_suppressed and report.suppressed:
            yield from self.suppressed(report)

    def verdict(self, path: str, report: Report) -> Blocks:
        """The letter, big, with the figure and what it rests on."""
        score, found = report.score, active(report)
        colour = GRADE.get(score.grade or "", "bold")
        letter = Text("\n".join(LETTER[score.grade]), colour, no_wrap=True)
        lines: list[RenderableType] = []
        if score.grade is None:
            lines.append(_text(f"No grade: {score.reason or 'it cannot be judged'}.", "bold"))
        if score.risk is not None:
            figure = "under 1" if 0 < score.risk < 1 else f"{int(score.risk)}"
            grade = f"Grade {score.grade} · " if score.grade else ""
            whose = "risk if you sign as written" if self.stacked else "risk to you if you sign as written"
            words = whose if score.grade else "risk in what was found"
            lines.append(Text.assemble((f"{grade}{figure} of 100", colour), f"   {words}"))
            filled = round(score.risk * 0.4)
            lines.append(Text.assemble(("█" * filled, colour), ("░" * (40 - filled), "dim")))
        if found:
            lines.append(Text(counts(found)))
        elif score.risk is not None:
            lines.append(Text(nothing(report)))
        if score.provisional:
            unread = ", ".join(map(str, report.reading.pages_unread))
            lines.append(Text(f"Provisional: unread pages ({unread}) may hold more risk.", "bold yellow"))
        if score.waived is not None:
            lines.append(Text(f"{score.waived:.0f} of 100 without what is waived", "dim"))
        if score.floor:
            lines.append(_text(f"No better than {score.floor.grade}: {score.floor.because}.", "dim"))
        yield Padding(self.title(path, report), (0, 0, 0, 1))
        yield Padding(_labelled([(letter, Group(*lines))], 4), (1, 0, 1, 2))

    def title(self, path: str, report: Report) -> RenderableType:
        """The file, and how it was read."""
        rules = sum(pack.rules for pack in report.packs)
        ran = f"{number(rules, 'rule')} run" if report.language == "en" else "no rules run"
        parts = [header(report), ran]
        if report.suppressed:
            parts.append(f"{len(report.suppressed)} not counted against it")
        name, how = _text(path, "bold"), Text(" · ".join(parts), "dim")
        return _beside(name, how) if name.cell_len + how.cell_len + 3 <= self.width else Group(name, how)

    # ------------------------------------------------------------ what was found

    def findings(self, report: Report) -> Blocks:
        """The worst with their proof and the next in a line each; all with all their places if full."""
        shown = topics(report, self.options)
        clauses = [topic for topic in shown if self.options.full or topic.kind == "clause"]
        grave = [topic for topic in clauses if topic.severity >= Severity.HIGH]
        carded = clauses if self.options.full else (grave or clauses)[:CARDS]
        listed = clauses[len(carded) :][:LISTED]
        for topic in carded:
            yield self.card(topic, report)
        for topic in listed:
            yield self.row(_badge(topic.severity), self.headline(topic, report, _text(topic.rule.title)))
        if left := clauses[len(carded) + len(listed) :]:
            yield self.row(Text(), Text(f"and {counts(t.findings[0] for t in left)} more", "dim"))
        if listed or left:
            yield Text()

    def card(self, topic: Topic, report: Report) -> RenderableType:
        """One topic: its title and place, the words of the contract, why they matter, what to ask."""
        lines: list[RenderableType] = []
        for finding in topic.findings if self.options.full else topic.findings[:1]:
            lines.extend(self.proof(finding, report, alone=topic.places == 1))
        if not self.options.full:
            lines += [_text(f"! {words}", "bold yellow") for words in topic.findings[0].remarks]
        ask = topic.rule.ask.strip('“”"')
        says = (("Why", topic.rule.why), ("Ask", f"“{ask}”" if ask else ""))
        lines.append(_labelled(((Text(k, "bold"), _text(v)) for k, v in says if v), 3))
        if self.options.full:
            sure = topic.findings[0].confidence.label
            lines.append(_text(f"{topic.rule.id} · confidence {sure}", "dim"))
        title = _text(topic.rule.title, "bold")
        head = self.row(_badge(topic.severity), self.headline(topic, report, title, f"  {topic.points:+.1f}"))
        return Group(head, Padding(Group(*lines), (0, 0, 1, 3)))

    def row(self, left: RenderableType, right: RenderableType) -> RenderableType:
        """The column of severities, and what stands beside it."""
        return Padding(_labelled([(left, right)], 8), (0, 0, 0, 1))

    def headline(self, topic: Topic, report: Report, title: Text, points: str = "") -> RenderableType:
        """``They can use you for ever      2.2 · page 1, line 23  +6.4``."""
        first, more = topic.findings[0], topic.places - 1
        if first.confidence is Confidence.LOW:
            title.append(" (not sure)", "dim")
        where = place(trigger(first), first.clause, report)
        right = _text(f"{where}{f' and {more} more' if more else ''}{points}", "dim")
        if self.stacked:
            return Group(title, right)
        fits = title.cell_len + right.cell_len + 1 <= self.width - 11
        return _beside(title, right if fits else _text(f"{where}{points}", "dim"))

    def proof(self, finding: Finding, report: Report, alone: bool) -> Blocks:
        """The quote with its risky words marked; if full, every place of it and what was made of it."""
        if not self.options.full:
            evidence = trigger(finding)
            yield from [] if evidence is None else [self.quote(evidence, lines=1)]
            return
        for evidence in finding.evidence:
            if not alone or evidence.role != "trigger":
                where = place(evidence, evidence.clause or finding.clause, report)
                yield _text(where if evidence.role == "trigger" else f"{where} ({evidence.role})", "dim")
            yield self.quote(evidence, lines=4)
        if finding.because:
            yield _text(f"because: {'; '.join(finding.because)}", "dim")

    def quote(self, evidence: Evidence, lines: int) -> Text:
        """“… the sentence, shortened around the ▸words that matter◂ …”"""
        pieces = excerpt(evidence.sentence, evidence.marks, lines * self.room)
        return Text.assemble("“", *(self.piece(piece) for piece in pieces), "”", overflow="fold")

    def piece(self, piece: Piece) -> Text:
        if not piece.marked:
            return Text(piece.text)
        return Text(piece.text, "bold underline") if self.options.colour else Text(f"▸{piece.text}◂")

    def several(self, words: Sequence[str], between: str = " · ") -> Text:
        """A list in running text; on the first screen as much of it as two lines hold."""
        room, kept = self.room * 2 - 20, 0
        for word in words:
            room -= cell_len(word) + 2
            kept += room >= 0 or self.options.full
        kept = max(1, kept)
        more = f"{between}and {len(words) - kept} more" if kept < len(words) else ""
        return _text(between.join(words[:kept]) + more)

    # ------------------------------------------------------------ what is not in one clause

    def remarks(self, report: Report) -> Blocks:
        """What is about the whole document; and what was not judged, not shown, or odd about the reading."""
        rows = [*self.elsewhere(topics(report, self.options), report), *self.unsaid(report)]
        if lines := law(report, self.options.full):
            rows.append(("The law", Text("\n").join(map(_text, lines))))
        if rows:
            yield Padding(_labelled(((Text(k, "bold"), words) for k, words in rows), 14), (0, 0, 1, 1))

    def elsewhere(self, shown: Sequence[Topic], report: Report) -> Rows:
        """In a line for each kind; in a full report they have cards instead."""
        said = {
            "Worse together": tuple(t.rule.title for t in shown if t.kind == "together"),
            "Not in here": silent(shown),
            "Never defined": tuple(
                f"{quote} ({place(trigger(t.findings[0]), t.findings[0].clause, report)}): {t.rule.why}"
                for t in shown
                if t.kind == "undefined"
                for quote in quotes(t)
            ),
        }
        return ((k, self.several(words)) for k, words in said.items() if words and not self.options.full)

    def unsaid(self, report: Report) -> Rows:
        """Said here, so that nobody has to guess it from silence."""
        for words in notices(report.reading):
            yield "Reading", _text(words)
        for reason, rules in unjudged(report.not_assessed):
            which = ", ".join(rules) if self.options.full or len(rules) < 4 else number(len(rules), "rule")
            yield "Not judged", _text(f"{which}: {reason}")
        if hidden := sum(not self.options.shows(finding) for finding in active(report)):
            yield "Not shown", Text(f"{number(hidden, 'finding')}, too mild or too unsure for your settings")
        if words := settled(report):
            yield "Settled", Text(words)

    def suppressed(self, report: Report) -> Blocks:
        """The hits that were not counted, with the words that took each back."""
        yield Padding(Text("Set aside: found, but not held against the agreement", "bold"), (0, 0, 0, 1))
        for hit in report.suppressed:
            first = next(iter(hit.evidence), None)
            where = place(first, hit.clause, report)
            lines = [_text(f"{hit.rule} · {where}"), _text(f"{WHY_NOT[hit.reason]} “{hit.cue}”", "dim")]
            if first is not None:
                lines.append(self.quote(first, lines=2))
            yield Padding(Group(*lines), (0, 0, 1, 3))

    def points(self, report: Report) -> Blocks:
        """Where the points come from; they add up to the figure."""
        score = report.score
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(justify="right", no_wrap=True)
        table.add_column(overflow="fold")
        table.add_column(overflow="fold")
        for line in score.lines:
            table.add_row(f"{line.points:+.1f}", _text(line.rule), _text(line.because, "dim"))
        if score.risk is not None:
            table.add_row(Text(f"{score.risk:.1f}", "bold"), Text("in all", "bold"))
        yield Padding(Text("Why this score", "bold"), (0, 0, 0, 1))
        yield Padding(table, (0, 0, 0, 1))
        said = ", ".join(VECTOR[part] for part in score.vector.split("/") if part in VECTOR)
        lines = (_text(HOW, "dim"), _text(f"{score.vector}  {said}", "dim"))
        yield Padding(Group(*lines), (1, 0, 1, 1))

    # ------------------------------------------------------------ all documents

    def table(self, outcomes: Sequence[Outcome]) -> RenderableType:
        """One line for each document."""
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(width=8, no_wrap=True)
        table.add_column(width=5, justify="right", no_wrap=True)
        table.add_column(ratio=1, overflow="fold")
        for outcome in outcomes:
            name = _text(outcome.path, "bold")
            if isinstance(outcome, Failed):
                found = _text(outcome.problem.message, "dim")
                table.add_row(Text("NOT READ", "bold red"), "–", Group(name, found))
                continue
            score = outcome.report.score
            risk = "–" if score.risk is None else f"{score.risk:.1f}"
            so_far = "so far " if isinstance(outcome, Partial) else ""
            found = Text(f"{so_far}{counts(active(outcome.report)) or _none(outcome.report)}", "dim")
            letter = Text(score.grade or "no grade", GRADE.get(score.grade or "", ""))
            table.add_row(letter, risk, Group(name, found))
        return Padding(Group(Ruler(style="dim"), Text(), table), (0, 0, 1, 1))

    def footer(self, outcomes: Sequence[Outcome]) -> Blocks:
        """What can be done next, with commands that exist."""
        judged = [o.report for o in outcomes if not isinstance(o, Failed)]
        steps = [_text(line) for line in following(judged, self.options, self.width - 1)]
        grade = (
            f"Grade {judged[0].score.grade}. "
            if len(outcomes) == 1 and judged and judged[0].score.grade
            else ""
        )
        yield Padding(Group(*steps, Text(f"{grade}{ADVICE}", "dim")), (0, 0, 0, 1))


def _none(report: Report) -> str:
    none = "nothing on our list" if report.language == "en" else "not judged: not English"
    return settled(report) or none


def _badge(severity: Severity) -> Text:
    return Text(severity.label.upper(), SEVERITY[severity])
