"""One document → Report: the whole program, one line a stage."""

from __future__ import annotations

import hashlib
import re
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from clausecheck import ingest, match, score, segment, terms
from clausecheck.errors import ReadError
from clausecheck.ingest import collector
from clausecheck.model import (
    Analyzed,
    Anchor,
    Clause,
    Document,
    Evidence,
    Finding,
    Notice,
    Outcome,
    Outline,
    PackInfo,
    Partial,
    Reading,
    Report,
    RulePack,
    Score,
    Source,
    Span,
    Suppressed,
    Terms,
    Why,
    Wording,
)

_OUTLINE_WORDS = 12
_NAMED = 2  # parties that a hint names
_CALLED = {"consumer": "terms of service", "commercial": "a deal between businesses"}  # pack → its papers
_EDGE = 3  # lines at the top and at the bottom of a page that may be headers and footers


@collector.off()
def analyze(
    source: Source | str,
    packs: Sequence[RulePack],
    side: str = "us",
    *,
    jurisdictions: Sequence[str] = (),
    answers: Mapping[str, bool] | None = None,
    part: match.Part | None = None,
    why: str = "",
) -> Report:
    """Read one document and judge it with ``packs``, from the side us, them, any, or a party's name.

    ``jurisdictions``: whose laws are checked ("US-CA", "EU"); none: all. ``answers``: yes or no to the
    packs' questions, by their ids. ``part``: the posting or the agreement of a comparison; the report then
    says what it promises. ``why``: the rule that the report is to tell all about.

    Raises:
        ReadError: the document could not be read.
    """
    source = Source(source) if isinstance(source, str) else source
    side, both = _side(side, packs)
    document = ingest.deal(source)
    clauses = segment.split(document)
    document = _foreign(document, clauses)
    said, judge = terms.read(clauses, packs, side, advert=part == "posting")
    _known_side(source, said, side)
    document = _name_yours(document, said) if both else document
    document = _name_pack(document, clauses, said, packs) if not source.excerpt else document
    asked = packs if said.language == "en" else ()
    found = match.find(
        document,
        clauses,
        said,
        asked,
        judge,
        side=side,
        excerpt=source.excerpt,
        jurisdictions=jurisdictions,
        answers=answers,
        part=part,
    )
    reading = _reading(document)
    rating = _nothing_known(document, _rated(source, said, reading, found))
    findings, suppressed = _with_boxes(source, document, found)
    return Report(
        path=document.path,
        format=document.format,
        sha256=document.sha256,
        text_sha256=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        words=sum(len(line.split()) for line in document.text.split("\n")),  # never all of them in one list
        language=said.language,
        side=side,
        reading=reading,
        packs=tuple(PackInfo(pack.id, pack.version, pack.sha256, len(pack.rules)) for pack in packs),
        parties=said.parties,
        definitions=said.definitions,
        grants=found.grants,
        payments=found.payments,
        score=rating,
        findings=_worst_first(findings),
        suppressed=suppressed,
        not_assessed=found.not_assessed,
        law=found.law,
        clauses=tuple(_outline(document, clauses, whole=source.clauses)),
        text=document.text,
        statements=found.statements,
        why=_why(why, document, clauses, said, asked, judge, found.findings, side) if why else None,
        wordings=tuple(_wordings(document, clauses, said, judge)) if source.wordings else (),
    )


def judged(
    source: Source,
    packs: Sequence[RulePack],
    side: str = "us",
    *,
    jurisdictions: Sequence[str] = (),
    answers: Mapping[str, bool] | None = None,
    why: str = "",
) -> Outcome:
    """The report as an outcome: partial where pages are unread or the language is not ours.

    Raises:
        ReadError: the document could not be read.
    """
    return _outcome(analyze(source, packs, side, jurisdictions=jurisdictions, answers=answers, why=why))


def promised(source: Source, packs: Sequence[RulePack], part: match.Part) -> Outcome:
    """The outcome with what the document promises. A posting is no contract: no rule and no law judges it.

    Raises:
        ReadError: the document could not be read.
    """
    if part == "posting":
        packs = [pack._replace(rules=(), laws=()) for pack in packs]
    return _outcome(analyze(source, packs, part=part))


def annotated(source: Source, packs: Sequence[RulePack], side: str = "us") -> tuple[Outcome, bytes]:
    """The outcome, and a copy of the file with the findings in it.

    Raises:
        ReadError: the document could not be read, or is of a kind that nothing can be written into.
    """
    from clausecheck.report import annotate

    data = ingest.source.load(source.path) if source.data is None else source.data
    report = analyze(source._replace(data=data, boxes=True), packs, side)
    keys = (source.password.encode("utf-8", "surrogateescape"),) if source.password else ()
    anchors = _anchors(source._replace(data=data), report) if report.format == "docx" else ()
    return _outcome(report), annotate.annotate(data, report, (*keys, None), anchors)


def _anchors(source: Source, report: Report) -> tuple[tuple[Anchor, ...], ...]:
    """For each active finding, where its first words stand in a Word document."""
    words = [
        [Span(part.start, part.end) for part in finding.evidence[0].parts]
        for finding in report.findings
        if finding.state == "active"
    ]
    document = ingest.read(source.path, data=source.data)
    found = iter(
        ingest.anchors(source.path, document, [s for spans in words for s in spans], data=source.data)
    )
    return tuple(tuple(anchor for _ in spans for anchor in next(found)) for spans in words)


def _outcome(report: Report) -> Outcome:
    whole = not report.reading.pages_unread and report.language == "en"
    return Analyzed(report.path, report) if whole else Partial(report.path, report)


def _foreign(document: Document, clauses: Sequence[Clause]) -> Document:
    """Of several files, those that are not English are not judged: their pages count as unread."""
    pages, notices = list(document.pages), list(document.notices)
    for index, file in enumerate(document.files):
        own = [i for i, page in enumerate(pages) if page.file == index]
        first, last = pages[own[0]].start, pages[own[-1]].end
        if not terms.english([clause for clause in clauses if first <= clause.start < last]):
            for i in own:
                pages[i] = pages[i]._replace(read=False)
            said = f"{file.path}: this does not read like English, so it was not judged"
            notices.append(Notice("page-unread", said))
    return document._replace(pages=tuple(pages), notices=tuple(notices))


def _nothing_known(document: Document, rating: Score) -> Score:
    """No good letter for a deal of which a whole file was not read: that file may hold all the risk."""
    read = {page.file for page in document.pages if page.read}
    unread = [file for i, file in enumerate(document.files) if i not in read]
    if not unread or rating.grade not in ("A", "B"):
        return rating
    return rating._replace(grade=None, reason=f"{unread[0].path} was not read, and may hold all the risk")


def _side(side: str, packs: Sequence[RulePack]) -> tuple[str, bool]:
    """Whose side is read, and whether it is both because no pack protects one (core never does)."""
    side = side.lower() if side.lower() in ("us", "them", "any") else side
    own = [pack for pack in packs if pack.id != "core"]
    both = side == "us" and bool(own) and all(pack.two_sided for pack in own)
    return "any" if both else side, both


def _name_yours(document: Document, said: Terms) -> Document:
    names = [party.aliases[0] if party.aliases else party.name for party in said.parties]
    asked = " or ".join(f"--as {shlex.quote(name)}" for name in names[:_NAMED]) or "--as NAME"
    told = f"Read for both sides, for none was named; to read it for yours: {asked}"
    return document._replace(notices=(*document.notices, Notice("both-sides", told)))


def _name_pack(
    document: Document, clauses: Sequence[Clause], said: Terms, packs: Sequence[RulePack]
) -> Document:
    """A notice where the rules for performers alone read what no performer signs."""
    if {pack.id for pack in packs} - {"core"} != {"performer"} or said.language != "en":
        return document
    fits = terms.fitting(clauses, said.parties)
    if not fits:
        return document
    called = _CALLED[fits]
    told = (
        f"This reads like {called}, and was read with the rules for performers; those for it: --pack {fits}"
    )
    return document._replace(notices=(*document.notices, Notice("other-pack", told)))


def _known_side(source: Source, said: Terms, side: str) -> None:
    if side in ("us", "them", "any"):
        return
    if side.lower() not in said.sides:
        named = [party.name for party in said.parties]
        hint = f"parties named here: {', '.join(named)}" if named else "use --as us, them or any"
        message = f'no party is called "{side}" in this document, so it was not judged'
        raise ReadError("no-such-party", message, hint, source.path)


def _rated(source: Source, said: Terms, reading: Reading, found: match.Matches) -> Score:
    return score.rate(
        found.findings,
        no_grade=_no_grade(source, said, reading),
        provisional=bool(reading.pages_unread),
        law=frozenset(check.check for check in found.law if check.state == "met"),
    )


def _reading(document: Document) -> Reading:
    """Pages of several files are counted through."""
    pages = tuple(enumerate(document.pages, 1))
    unread = tuple(i for i, page in pages if not page.read)
    kinds = [mark.kind for mark in document.marks]
    return Reading(
        pages=len(pages),
        pages_read=len(pages) - len(unread),
        pages_unread=unread,
        ocr_pages=tuple(i for i, page in pages if page.ocr),
        hidden_runs=kinds.count("hidden"),
        notices=document.notices,
        changes=len(kinds) - kinds.count("hidden"),
        files=document.files,
        editors=tuple(dict.fromkeys(_editor(mark.how) for mark in document.marks if " by " in mark.how)),
    )


def _editor(how: str) -> str:
    """``"deleted by Ann Roe on 2026-03-01 from “You may sell”"`` → ``"Ann Roe on 2026-03-01"``."""
    return how.partition(" by ")[2].partition(" from “")[0]


def _no_grade(source: Source, said: Terms, reading: Reading) -> str | None:
    if said.language != "en":
        return "this does not read like English, and the rules are English only"
    if reading.pages_read * 2 < reading.pages:
        return "most of its pages could not be read"
    if source.excerpt:
        return "only a part of a contract was given"
    if not said.contract:
        return "this does not read like a contract"
    return None


def _worst_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    def order(finding: Finding) -> tuple[float, float, int, str]:
        start = finding.evidence[0].parts[0].start
        return -finding.severity, -score.weight(finding), start, finding.rule.id

    return tuple(sorted(findings, key=order))


def _with_boxes(
    source: Source, document: Document, found: match.Matches
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The same findings, with the places of their words on the PDF's pages."""
    if not source.boxes:
        return found.findings, found.suppressed
    proofs = [e for finding in found.findings for e in finding.evidence]
    proofs += [e for hit in found.suppressed for e in hit.evidence]
    spans = sorted({Span(part.start, part.end) for proof in proofs for part in proof.parts})
    boxes = ingest.boxes_of(source, document, spans)
    at = dict(zip(spans, boxes, strict=True))

    def placed(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(
            e._replace(parts=tuple(p._replace(boxes=at[Span(p.start, p.end)]) for p in e.parts))
            for e in evidence
        )

    return (
        tuple(finding._replace(evidence=placed(finding.evidence)) for finding in found.findings),
        tuple(hit._replace(evidence=placed(hit.evidence)) for hit in found.suppressed),
    )


def _why(
    rule: str,
    document: Document,
    clauses: Sequence[Clause],
    said: Terms,
    packs: Sequence[RulePack],
    judge: terms.Judge,
    findings: Sequence[Finding],
    side: str,
) -> Why | None:
    """All about one rule; None where it was not asked, as in a document that is not English."""
    chosen = next((one for pack in packs for one in pack.rules if one.id == rule), None)
    if chosen is None:
        return None
    return match.why(chosen, document, clauses, said, packs, judge, findings, side=side)


def _outline(document: Document, clauses: Sequence[Clause], *, whole: bool) -> Iterator[Outline]:
    for clause in clauses:
        if clause.kind != "contents":
            words = " ".join(clause.text[clause.body :].split()[:_OUTLINE_WORDS])
            page, start, end = document.page_at(clause.start).number, clause.start, clause.end
            listed = Outline(clause.number, clause.heading, clause.level, page, start, end, words)
            yield listed._replace(text=clause.text, body=clause.body) if whole else listed


def _wordings(
    document: Document, clauses: Sequence[Clause], said: Terms, judge: terms.Judge
) -> Iterator[Wording]:
    margins = _margins(document)
    for wording in terms.stances.read(clauses, said.units["sentence"], said.definitions, said.sides, judge):
        page, line = document.page_at(wording.start), document.line_at(wording.start)
        file = document.files[page.file].path if document.files else ""
        edge = _unnumbered(document.text[line.start : line.end]) in margins
        yield wording._replace(page=page.number, line=line.number, file=file, margin=edge)


def _margins(document: Document) -> set[str]:
    """The lines at the edges of pages that stand on several, but for the numbers in them."""
    counts = Counter(
        text
        for page in document.pages
        for text in {
            _unnumbered(document.text[line.start : line.end])
            for line in (*page.lines[:_EDGE], *page.lines[-_EDGE:])
        }
    )
    return {text for text, count in counts.items() if count > 1}


def _unnumbered(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())
