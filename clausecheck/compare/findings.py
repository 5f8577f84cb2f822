"""Findings of two drafts → those that are new, gone, graver or milder, by the place that they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clausecheck.compare import (
    align,
)
from clausecheck.compare.align import Group
from clausecheck.compare.places import Places
from clausecheck.model import Effect, Finding, Gain, Report, composed
from clausecheck.words import tokens

_MOVED = 0.7  # share of the words of a sentence that went along


class Hit(NamedTuple):
    """One place where a rule holds."""

    finding: Finding
    group: int | None  # None: it is about the whole document, or about words of no sentence
    quote: str
    sentence: str = ""


def effects(
    old: Report, new: Report, groups: Sequence[Group], before: Places, after: Places
) -> Iterator[tuple[int | None, Effect]]:
    """(group, what changed there). What the same words now mean has the group of these words."""
    was, come = _hits(old, before), _hits(new, after)
    stay = {(hit.finding.rule.id, hit.group): hit for hit in was}
    come_keys = {(hit.finding.rule.id, hit.group) for hit in come}
    fresh = [hit for hit in come if (hit.finding.rule.id, hit.group) not in stay]
    lost = [hit for hit in was if (hit.finding.rule.id, hit.group) not in come_keys]
    fresh, lost = _without_moved(fresh, lost)
    fresh, lost = _without_shown(fresh, lost, old, new, groups)
    for hit in _once(fresh):
        yield hit.group, _effect(hit.finding)._replace(gain=_gain(hit.finding, "gained"), new=hit.quote)
    for hit in _once(lost):
        gone = _effect(hit.finding)._replace(gain=_gain(hit.finding, "lost"), old=hit.quote)
        missing = hit.finding.rule.absent is not None
        says = gone.says.removeprefix("No ")
        yield hit.group, gone._replace(says=f"No longer missing: {says}") if missing else gone
    for hit in _once(come):
        known = stay.get((hit.finding.rule.id, hit.group))
        moved = hit.group is not None and groups[hit.group].same  # words of another place changed it
        if known is None or moved or known.finding.severity == hit.finding.severity:
            continue
        graver = hit.finding.severity > known.finding.severity
        worse = max(hit.finding, known.finding, key=lambda f: f.severity)
        yield (
            hit.group,
            _effect(worse)._replace(
                gain="gained" if graver else "lost",
                old=known.finding.severity.label,
                new=hit.finding.severity.label,
                settled=True,
            ),
        )


def _hits(report: Report, places: Places) -> list[Hit]:
    found = []
    for finding in report.findings:
        rule = finding.rule
        whole = bool(rule.absent) or (rule.match is not None and composed(rule.match))
        proofs = [proof for proof in finding.evidence if proof.role == "trigger"] or list(finding.evidence)
        if whole or not proofs:
            found.append(Hit(finding, None, ""))
            continue
        if rule.undefined or rule.unresolved:
            found.append(Hit(finding, None, proofs[0].quote))
            continue
        found += [Hit(finding, places.of(proof), proof.quote, proof.sentence) for proof in proofs]
    return found


def _without_moved(fresh: list[Hit], lost: list[Hit]) -> tuple[list[Hit], list[Hit]]:
    """What left one place and came to another with most of its sentence is neither new nor gone."""
    free: dict[tuple[str, tuple[str, ...]], list[Hit]] = {}
    for hit in lost:
        free.setdefault((hit.finding.rule.id, tokens.words(hit.quote)), []).append(hit)
    kept = []
    for hit in fresh:
        others = free.get((hit.finding.rule.id, tokens.words(hit.quote)), [])
        same = next((other for other in others if _alike(hit, other)), None)
        if same is None:
            kept.append(hit)
        else:
            others.remove(same)
    return kept, [hit for hits in free.values() for hit in hits]


def _without_shown(
    fresh: list[Hit], lost: list[Hit], old: Report, new: Report, groups: Sequence[Group]
) -> tuple[list[Hit], list[Hit]]:
    """A rule that holds in both drafts and is shown at other words, though none of these changed."""
    gone = set[str]()
    for mine, others, report, old_side in ((fresh, lost, old, True), (lost, fresh, new, False)):
        still = {hit.finding.rule.id for hit in others if hit.group is not None and _still(groups[hit.group])}
        for hit in mine:
            if hit.group is None or hit.finding.rule.id not in still:
                continue
            group = groups[hit.group]
            indexes = group.old if old_side else group.new
            before = tokens.words(" ".join(report.wordings[i].text for i in indexes))
            if _still(group) or _within(tokens.words(hit.quote), before):
                gone.add(hit.finding.rule.id)
    return [h for h in fresh if h.finding.rule.id not in gone], [
        h for h in lost if h.finding.rule.id not in gone
    ]


def _still(group: Group) -> bool:
    return group.same or group.read


def _within(quote: Sequence[str], words: Sequence[str]) -> bool:
    return any(list(words[i : i + len(quote)]) == list(quote) for i in range(len(words) - len(quote) + 1))


def _alike(one: Hit, other: Hit) -> bool:
    if one.group is None or other.group is None:
        return one.group == other.group
    return align.dice(*(Counter(tokens.words(hit.sentence)) for hit in (one, other))) >= _MOVED


def _once(hits: Sequence[Hit]) -> list[Hit]:
    """One for each rule and place, the gravest."""
    best: dict[tuple[str, int | None], Hit] = {}
    for hit in hits:
        key = hit.finding.rule.id, hit.group
        if key not in best or best[key].finding.severity < hit.finding.severity:
            best[key] = hit
    return list(best.values())


def _gain(finding: Finding, gain: Gain) -> Gain:
    """Where any word about a thing ends the silence about it, a bad word may have done so."""
    return "unclear" if finding.rule.absent and finding.rule.negation == "ignore" else gain


def _effect(finding: Finding) -> Effect:
    return Effect(
        "finding", "unclear", finding.severity, finding.rule.title, rule=finding.rule.id, ask=finding.rule.ask
    )
