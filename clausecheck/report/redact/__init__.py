"""Outcomes → the same without names, sums and addresses, for a report that others may see.

The placeholder of a thing is the same wherever it stands: in the contract, in a quote, in a remark, in the
name of the file. What cannot be found is what nobody introduces; ``WARNING`` says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from clausecheck.model import (
    Definition,
    Evidence,
    Failed,
    File,
    Finding,
    Grant,
    LawCheck,
    Outcome,
    Outline,
    Part,
    Party,
    Reading,
    Report,
    Score,
    Span,
    Stated,
    Suppressed,
)
from clausecheck.report.redact.cover import Cover, Covered
from clausecheck.report.redact.names import names

WARNING: Final = (
    "Redacted: parties, signers, sums, addresses and numbers are replaced. A name that nobody introduces "
    "as a party or signer cannot be told from other words, and what is said of somebody can tell who it "
    "is: read it through before you share it"
)
_UNKNOWN: Final = "0" * 64  # in place of a hash, which would tell who has the same file
_MORE: Final = " … "  # between the parts of a quote


def redacted(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Each outcome without what tells who it is about."""
    many = len(outcomes) > 1
    return [_outcome(one, f"document {i}" if many else "document") for i, one in enumerate(outcomes, 1)]


def _outcome(outcome: Outcome, name: str) -> Outcome:
    path = name + _suffix(outcome.path)
    if isinstance(outcome, Failed):
        cover = Cover((), _paths({outcome.path: path}), "")
        problem = outcome.problem
        said = problem._replace(message=cover.text(problem.message), hint=cover.text(problem.hint))
        return Failed(path, said)
    return outcome._replace(path=path, report=_Pen(outcome.report, path).report())


def _suffix(path: str) -> str:
    suffix = PurePath(path).suffix.lower()
    return suffix if suffix[1:].isalnum() and len(suffix) <= 6 else ""


def _paths(files: dict[str, str]) -> dict[str, str]:
    """With the bare names of the files, by which remarks call them."""
    bare = {PurePath(part.strip()).name: name for path, name in files.items() for part in path.split("›")}
    return {words: name for words, name in (bare | files).items() if len(words) > 1}


class _Pen:
    """Writes one report anew."""

    def __init__(self, report: Report, path: str) -> None:
        self._old, self._path = report, path
        name = path.removesuffix(_suffix(path))
        listed = enumerate(report.reading.files, 1)
        self._files = {file.path: f"{name}, file {i}{_suffix(file.path)}" for i, file in listed}
        files = _paths({report.path: path, **self._files})
        self._cover = Cover(names(report), files, report.text)
        self._text = self._cover.covered(report.text)

    def report(self) -> Report:
        """The report; its figures and its findings are what they were."""
        old, say, text = self._old, self._cover.text, self._text.text
        return old._replace(
            path=self._path,
            sha256=_UNKNOWN,
            text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            side=old.side if old.side in ("us", "them", "any") else say(old.side),
            reading=self._reading(old.reading),
            parties=tuple(map(self._party, old.parties)),
            definitions=tuple(map(self._definition, old.definitions)),
            grants=tuple(map(self._grant, old.grants)),
            payments=(),
            score=self._score(old.score),
            findings=tuple(map(self._finding, old.findings)),
            suppressed=tuple(map(self._suppressed, old.suppressed)),
            not_assessed=tuple(one._replace(reason=say(one.reason)) for one in old.not_assessed),
            law=tuple(map(self._law, old.law)),
            clauses=tuple(map(self._outline, old.clauses)),
            text=text,
        )

    # ------------------------------------------------------------ words and where they stand

    def _several(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(self._cover.text, words))

    def _maybe(self, words: str | None) -> str | None:
        return None if words is None else self._cover.text(words)

    def _part(self, part: Part) -> Part:
        start, end = self._text.at(part.start), self._text.at(part.end, end=True)
        return part._replace(start=start, end=end, file=self._files.get(part.file, part.file and self._path))

    def _evidence(self, proof: Evidence) -> Evidence:
        parts = tuple(map(self._part, proof.parts))
        quotes = (self._text.text[part.start : part.end] for part in parts)
        sentence = self._cover.covered(proof.sentence)
        marks = tuple(_moved(mark, sentence) for mark in proof.marks)
        return proof._replace(
            quote=_MORE.join(quotes) if parts else self._cover.text(proof.quote),
            sentence=sentence.text,
            marks=marks,
            parts=parts,
            clause=self._maybe(proof.clause),
        )

    def _proofs(self, proofs: Sequence[Evidence]) -> tuple[Evidence, ...]:
        return tuple(map(self._evidence, proofs))

    # ------------------------------------------------------------ what was found

    def _finding(self, finding: Finding) -> Finding:
        evidence = self._proofs(finding.evidence)
        told = "\0".join((finding.rule.id, *(f"{p.quote}\0{p.parts[:1]}" for p in evidence)))
        return finding._replace(
            message=finding.message
            if finding.message == finding.rule.title
            else self._cover.text(finding.message),
            clause=self._maybe(finding.clause),
            heading=self._maybe(finding.heading),
            evidence=evidence,
            because=self._several(finding.because),
            remarks=self._several(finding.remarks),
            fingerprint=hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        )

    def _suppressed(self, hit: Suppressed) -> Suppressed:
        cue, evidence = self._cover.text(hit.cue), self._proofs(hit.evidence)
        return hit._replace(clause=self._maybe(hit.clause), cue=cue, evidence=evidence)

    def _law(self, check: LawCheck) -> LawCheck:
        conditions = (one._replace(evidence=self._proofs(one.evidence)) for one in check.conditions)
        return check._replace(conditions=tuple(conditions))

    def _score(self, score: Score) -> Score:
        floor = score.floor and score.floor._replace(because=self._cover.text(score.floor.because))
        lines = tuple(line._replace(because=self._cover.text(line.because)) for line in score.lines)
        return score._replace(reason=self._maybe(score.reason), floor=floor, lines=lines)

    # ------------------------------------------------------------ what the contract says

    def _party(self, party: Party) -> Party:
        name, *aliases = dict.fromkeys(self._several((party.name, *party.aliases)))
        return party._replace(name=name, aliases=tuple(aliases))

    def _definition(self, definition: Definition) -> Definition:
        return definition._replace(term=self._cover.text(definition.term))

    def _grant(self, grant: Grant) -> Grant:
        return grant._replace(
            to=self._several(grant.to),
            by=self._cover.text(grant.by),
            evidence=self._proofs(grant.evidence),
            stated=tuple(map(self._stated, grant.stated)),
        )

    def _stated(self, stated: Stated) -> Stated:
        value = self._cover.text(stated.value) if stated.field in ("to", "from") else stated.value
        return stated._replace(value=value, evidence=self._evidence(stated.evidence))

    def _outline(self, outline: Outline) -> Outline:
        return outline._replace(
            number=self._maybe(outline.number),
            heading=self._maybe(outline.heading),
            start=self._text.at(outline.start),
            end=self._text.at(outline.end, end=True),
            words=self._cover.text(outline.words),
        )

    def _reading(self, reading: Reading) -> Reading:
        notices = tuple(one._replace(message=self._cover.text(one.message)) for one in reading.notices)
        files = tuple(File(self._files[file.path], file.format, _UNKNOWN) for file in reading.files)
        return reading._replace(notices=notices, files=files)


def _moved(mark: Span, sentence: Covered) -> Span:
    return Span(sentence.at(mark.start), sentence.at(mark.end, end=True))
