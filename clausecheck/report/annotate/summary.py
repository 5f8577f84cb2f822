"""Report → the pages in front of the copy: grade, what is given away, what was found, what was not read."""

from __future__ import annotations

import ntpath
from collections.abc import Mapping, Sequence
from typing import Final

from clausecheck.model import Finding, Report, Severity
from clausecheck.report.annotate import colours
from clausecheck.report.annotate.letters import printable, width, wrap
from clausecheck.report.annotate.sheet import Colour, Link, Sheet
from clausecheck.report.digest import (
    Topic,
    active,
    counts,
    gives,
    quotes,
    topics,
    trigger,
    unjudged,
)
from clausecheck.report.exchange import sentence
from clausecheck.report.options import Options
from clausecheck.report.reading import header, notices, place

EDGE: Final = 54.0  # points, the margin
LINE: Final = 1.32  # of the font size, from line to line
CHIP: Final = 54.0  # points, the column of severities
LABEL: Final = 84.0  # points, the column of what is given
NAME, SAID = 160, 900  # characters: of a file's name; of one entry
LEGEND = (
    "Each highlight has a note that says why it matters and what to ask: point at it, or open it. A fainter "
    "colour marks words that a finding rests on. Page numbers are those of the original, which starts behind "
    "this summary and is otherwise unchanged."
)
SIGNED = "A digital signature of the original does not hold for this copy."
LOCKED = "It opens with the same password as the original."


class Summary:
    """The pages, one written after the other from the top down."""

    def __init__(self, size: tuple[float, float], heights: Mapping[str, float | None]) -> None:
        self.sheets: list[Sheet] = []
        self._size = size
        self._heights = heights  # fingerprint → how high on its page a finding stands; None: unknown
        self._y = 0.0
        self._turn()

    # ------------------------------------------------------------ the ground

    @property
    def _sheet(self) -> Sheet:
        return self.sheets[-1]

    @property
    def _room(self) -> float:
        return self._size[0] - 2 * EDGE

    def _turn(self) -> None:
        self.sheets.append(Sheet(*self._size))
        self._sheet.text(EDGE, 40, "clausecheck", 9, colours.INK, bold=True)
        self._sheet.right(self._size[0] - EDGE, 40, "What you give away by signing", 9, colours.GREY)
        self._sheet.box(EDGE, 48, self._room, 0.75, colours.RULE)
        self._y = 66.0

    def _need(self, height: float) -> None:
        if self._y + height > self._size[1] - 62:
            self._turn()

    def _lines(
        self,
        words: str,
        size: float,
        colour: Colour = colours.INK,
        *,
        bold: bool = False,
        left: float = EDGE,
        room: float | None = None,
    ) -> None:
        """Wrapped text; a page break may stand between its lines."""
        right = self._size[0] - EDGE if room is None else left + room
        for line in wrap(printable(words, SAID), right - left, size, bold):
            self._need(size * LINE)
            self._sheet.text(left, self._y + size, line, size, colour, bold)
            self._y += size * LINE

    def _heading(self, words: str) -> None:
        self._need(58)  # never alone at the foot of a page
        self._y += 12
        self._sheet.text(EDGE, self._y + 11, words, 11, colours.INK, bold=True)
        self._y += 16
        self._sheet.box(EDGE, self._y, self._room, 0.75, colours.RULE)
        self._y += 6

    # ------------------------------------------------------------ the verdict

    def verdict(self, report: Report) -> None:
        """The file, the letter in its colour, the figure and what it rests on."""
        reading, score = report.reading, report.score
        name = ntpath.basename(report.path) or report.path  # no folders: they are nobody's business
        self._sheet.links.append(Link(EDGE, self._y, self._size[0] - EDGE, self._y + 20, 1))
        for line in wrap(printable("the agreement" if name == "-" else name, NAME), self._room, 17, True):
            self._sheet.text(EDGE, self._y + 17, line, 17, colours.INK, bold=True)
            self._y += 21
        rules = sum(pack.rules for pack in report.packs)
        ran = f"{rules} rules run" if report.language == "en" else "no rules run"
        self._lines(f"{header(report)} · {ran}", 9, colours.GREY)
        self._y += 10
        top, colour = self._y, colours.GRADE[score.grade]
        self._sheet.box(EDGE, top, 64, 64, colour, radius=9)
        letter = score.grade or "?"
        self._sheet.text(EDGE + 32 - width(letter, 44, True) / 2, top + 48, letter, 44, colours.WHITE, True)
        self._y += 2
        for words, size, ink, bold in self._figures(report):
            self._lines(words, size, ink, bold=bold, left=EDGE + 80)
            if size > 12 and score.risk is not None:
                self._bar(score.risk, colour)
        self._y = max(self._y, top + 64) + 4
        if score.provisional:
            unread = ", ".join(map(str, reading.pages_unread))
            self._warning(f"Provisional: unread pages ({unread}) may hold more risk.")

    def _figures(self, report: Report) -> list[tuple[str, float, Colour, bool]]:
        score, found = report.score, active(report)
        colour, rows = colours.GRADE[score.grade], list[tuple[str, float, Colour, bool]]()
        if score.grade is None:
            rows.append((f"No grade: {score.reason or 'it cannot be judged'}.", 10, colours.INK, True))
        if score.risk is not None:
            figure = "under 1" if 0 < score.risk < 1 else f"{int(score.risk)}"
            grade = f"Grade {score.grade} · " if score.grade else "Risk in what was found: "
            rows.append((f"{grade}{figure} of 100", 15, colour, True))
            if score.grade:
                rows.append(("Risk to you if you sign as written.", 10, colours.INK, False))
        nothing = "Nothing on our list matched. That is not a promise that it is safe."
        if found or score.risk is not None:
            rows.append((counts(found) or nothing, 10, colours.INK, False))
        if score.floor:
            rows.append(
                (f"No better than {score.floor.grade}: {score.floor.because}.", 9, colours.GREY, False)
            )
        return rows

    def _bar(self, risk: float, colour: Colour) -> None:
        self._sheet.box(EDGE + 80, self._y + 3, 260, 5, colours.RULE, radius=2.5)
        if risk >= 2:
            self._sheet.box(EDGE + 80, self._y + 3, 2.6 * risk, 5, colour, radius=2.5)
        self._y += 12

    def _warning(self, words: str) -> None:
        lines = wrap(printable(words, SAID), self._room - 20, 10, True)
        self._need(len(lines) * 13.2 + 16)
        self._y += 6
        self._sheet.box(EDGE, self._y, self._room, len(lines) * 13.2 + 10, colours.WARN, radius=4)
        self._y += 4
        for line in lines:
            self._sheet.text(EDGE + 10, self._y + 10, line, 10, colours.INK, bold=True)
            self._y += 13.2
        self._y += 6

    def given(self, report: Report) -> None:
        """What is given away, for how long, to whom …"""
        rows = gives(report)
        if not rows:
            return
        self._heading("What you give away")
        if exchange := sentence(report):
            self._lines(exchange, 10.5)
            self._y += 6
        for label, words in rows:
            self._need(26)
            self._sheet.right(EDGE + LABEL - 12, self._y + 10, label, 9, colours.GREY)
            said = "; ".join(printable(each, NAME) for each in words)
            self._lines(said, 10, left=EDGE + LABEL)
            self._y += 3

    # ------------------------------------------------------------ the findings

    def findings(self, report: Report) -> None:
        """By what they are about, the gravest first, each with its place."""
        shown = topics(report, Options())
        kinds = (
            ("clause", "In the clauses"),
            ("together", "Worse together"),
            ("absent", "Not in the contract"),
            ("undefined", "Never defined"),
        )
        for kind, heading in kinds:
            of_kind = [topic for topic in shown if topic.kind == kind]
            if of_kind:
                self._heading(heading)
            for topic in of_kind:
                self._topic(topic, report)

    def _topic(self, topic: Topic, report: Report) -> None:
        """Severity, title and place; what to ask, too, where no note on a page says it."""
        first, here = topic.findings[0], topic.kind in ("clause", "undefined")
        title = topic.rule.title if topic.kind != "undefined" else f"{topic.rule.title}: {quotes(topic)[0]}"
        where = place(trigger(first), first.clause, report) if here else ""
        if here and topic.places > 1:
            where += f" and {topic.places - 1} more"
        where = printable(where, 60)
        room = self._room - CHIP - 10 - (width(where, 9) + 12 if where else 0)
        lines = wrap(printable(title, SAID), room, 10)
        self._need(len(lines) * 13.2 + 18)
        self._chip(topic.severity)
        if where:
            self._leads(where, first)
        for line in lines:
            self._sheet.text(EDGE + CHIP + 10, self._y + 10, line, 10, colours.INK)
            self._y += 13.2
        if not here and topic.rule.ask:
            ask = topic.rule.ask.strip('“”"')
            self._lines(f"Ask: “{ask}”", 9, colours.GREY, left=EDGE + CHIP + 10)
        self._y += 3.2

    def _chip(self, severity: Severity) -> None:
        self._sheet.box(EDGE, self._y + 0.5, CHIP, 12.5, colours.STRONG[severity], radius=3)
        label = severity.label.upper()
        left = EDGE + (CHIP - width(label, 7, True)) / 2
        self._sheet.text(left, self._y + 9.4, label, 7, colours.WHITE, bold=True)

    def _leads(self, where: str, finding: Finding) -> None:
        evidence = trigger(finding)
        base, right = self._y + 10, self._size[0] - EDGE
        left = self._sheet.right(right, base, where, 9, colours.LINK)
        if evidence is not None and evidence.parts:
            height = self._heights.get(finding.fingerprint)
            page = evidence.parts[0].page
            self._sheet.links.append(Link(left, base - 9, right, base + 3, page, height))

    # ------------------------------------------------------------ the rest

    def unsaid(self, report: Report) -> None:
        """What was not read or judged, or is odd about the reading."""
        lines = list(notices(report.reading))
        for reason, rules in unjudged(report.not_assessed):
            lines.append(
                f"Not judged: {', '.join(rules[:4])}{' and more' if len(rules) > 4 else ''}: {reason}"
            )
        if report.language != "en":
            lines.append("No rule was run: this does not read like English, and the rules are English only.")
        if lines:
            self._heading("What was not read or judged")
        for line in lines:
            self._lines(line, 9.5)
            self._y += 2

    def legend(self, *remarks: str) -> None:
        """How to read the copy."""
        self._heading("How to read this copy")
        self._need(40)
        left = EDGE
        for severity in sorted(Severity, reverse=True):
            self._sheet.box(
                left, self._y, width(severity.label, 9) + 12, 14, colours.PALE[severity], radius=2
            )
            self._sheet.text(left + 6, self._y + 10, severity.label, 9, colours.INK)
            left += width(severity.label, 9) + 20
        self._y += 20
        self._lines(" ".join((LEGEND, *remarks)), 9, colours.GREY)

    def feet(self, report: Report) -> None:
        """The last line of each page, when it is known how many there are."""
        packs = ", ".join(f"{pack.id} {pack.version}" for pack in report.packs)
        for number, sheet in enumerate(self.sheets, 1):
            words = printable(f"Not legal advice. Rules: {packs}", 90)
            sheet.text(EDGE, sheet.height - 34, words, 8, colours.GREY)
            count = f"Summary, page {number} of {len(self.sheets)}"
            sheet.right(sheet.width - EDGE, sheet.height - 34, count, 8, colours.GREY)


def sheets(
    report: Report, size: tuple[float, float], heights: Mapping[str, float | None], *remarks: str
) -> Sequence[Sheet]:
    """The summary, on pages of ``size`` (points), with remarks on the copy (LOCKED, SIGNED).

    ``heights``: fingerprint → how high on its page a finding stands, in points.
    """
    summary = Summary(size, heights)
    summary.verdict(report)
    summary.given(report)
    summary.findings(report)
    summary.unsaid(report)
    summary.legend(*remarks)
    summary.feet(report)
    return summary.sheets
