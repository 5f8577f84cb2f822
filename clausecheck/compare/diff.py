"""Two reports → DraftDiff: which rights the other side gained and lost, and every other word that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from clausecheck.compare import (
    align,
    definitions,
    findings,
    grants,
    modifiers,
    phrases,
    prints,
    stances,
    swaps,
    topics,
    worth,
)
from clausecheck.compare.align import Group
from clausecheck.compare.places import Places
from clausecheck.compare.references import References
from clausecheck.compare.shuffle import shuffle
from clausecheck.model import Change, DraftDiff, Effect, Gain, Report, Severity, Shuffle, Wording
from clausecheck.words import edits, tokens

_HEADER: Final = 15  # words of a page header
_OPEN: Final = "anyone they choose"
_ORDER: Final[Sequence[Gain]] = ("gained", "lost", "unclear", "other")
# Beside these the plain "they may do something new" says nothing more.
_SPEAKING: Final = frozenset(("finding", "grant", "field"))
_PLAIN: Final = frozenset(("permission", "duty", "promise"))


def diff(old: Report, new: Report, *, tracked: bool = False) -> DraftDiff:
    """What changed between two drafts of one contract.

    Both reports must hold their wordings, and must have been judged with the same packs and side.
    ``tracked``: both are one Word document, before its tracked changes and with them.
    """
    if tracked:  # that they are not settled is no difference
        old, new = _settled(old), _settled(new)
    return _Comparison(old, new).result()._replace(tracked=tracked)


def _settled(report: Report) -> Report:
    return report._replace(findings=tuple(f for f in report.findings if not f.rule.noticed))


class _Comparison:
    """The effects of each place, as they are found."""

    def __init__(self, old: Report, new: Report) -> None:
        self.old, self.new = old, new
        self.groups = align.align(
            old.wordings, new.wordings, prints.words if prints.printed(old, new) else None
        )
        self._printed = prints.printed(old, new)
        if self._printed:
            self.groups = prints.shuffled(self.groups, old, new)
        self.margins = {i for i, group in enumerate(self.groups) if self._margin(group)}
        self.clauses = align.clauses(self.groups, old.wordings, new.wordings)
        self.effects: dict[int, list[Effect]] = {}
        self.whole: list[Effect] = []  # about the whole document
        self.names = stances.Names(old), stances.Names(new)

    def result(self) -> DraftDiff:
        self._words()
        if self.effects or not all(g.same or i in self.margins for i, g in enumerate(self.groups)):
            self._rights()
        changes = [
            change for i in range(len(self.groups)) if i not in self.margins for change in self._changes(i)
        ]
        changes += [Change(effect.gain, (effect,), (), (), ()) for effect in self.whole]
        ordered = sorted(changes, key=lambda c: (_ORDER.index(c.gain), -c.severity, *_start(c)))
        counted = shuffle(self.groups, self.clauses, self.old.wordings, self.new.wordings)
        counted = counted._replace(margins=len(self.margins), read=sum(g.read for g in self.groups))
        return DraftDiff(self.old, self.new, tuple(ordered), counted, self._common())

    def _common(self) -> float:
        """Share of the words that stand in sentences which are there in both drafts."""
        paired = [g for g in self.groups if g.old and g.new]
        shares = [
            (
                sum(_length(report.wordings[i]) for g in paired for i in which(g)),
                sum(map(_length, report.wordings)),
            )
            for report, which in ((self.old, _olds), (self.new, _news))
        ]
        return min(both / all_ if all_ else 1.0 for both, all_ in shares)

    def _margin(self, group: Group) -> bool:
        """Whether it is a page header or footer that one of the drafts alone has: a name, no rule."""
        if group.old and group.new:
            return False
        each = [*(self.old.wordings[i] for i in group.old), *(self.new.wordings[j] for j in group.new)]
        return all(w.margin and not w.stances and len(tokens.words(w.text)) <= _HEADER for w in each)

    # ------------------------------------------------------------ words

    def _words(self) -> None:
        """Promises, duties, definitions, figures and references, from the words of each place."""
        references = References(
            self.old.wordings, self.new.wordings, self.clauses, printed=prints.printed(self.old, self.new)
        )
        changed = any(not group.same for group in self.groups)
        self.promises = self._served() if changed else phrases.Promises({})
        for i, group in enumerate(self.groups):
            if i in self.margins or group.read:
                continue
            found = [*references.effects(group, self.old.wordings, self.new.wordings)]
            if not group.same:
                found += self._edited(group)
            elif len(group.old) == len(group.new) == 1:
                found += _lead_in(self.old.wordings[group.old[0]], self.new.wordings[group.new[0]])
            if found:
                self.effects[i] = found

    def _edited(self, group: Group) -> Iterator[Effect]:
        before, after = self._sides(group)
        one, other = (stances.Text.of(w, n) for w, n in zip((before, after), self.names, strict=True))
        yield from phrases.effects(one.text, other.text, self.names[bool(after)], self.promises)
        if not before or not after:
            text = one if before else other
            yield from stances.went(text) if before else stances.came(text)
            yield from topics.effects(text.text, text.text)
            return
        found = edits.edits(one.text, other.text)
        yield from stances.turned(one, other, found, named=self._named(one.text, other.text))
        settled = stances.settled(one, other)
        yield from modifiers.effects(one, other, found, settled)
        yield from modifiers.limits(one, other, found, settled)
        yield from swaps.effects(one.text, other.text, *self.names)
        yield from definitions.effects(before, after, found, self.old, self.new)
        yield from worth.effects(one, other, found)
        if any(edits.content(found)):
            changed = " ".join(text for kind, text in edits.words(one.text, other.text) if kind != "same")
            yield from topics.effects(changed, f"{one.text} {other.text}")

    def _named(self, *texts: str) -> bool:
        """Whether a party's name is among the words that changed."""
        changed = " ".join(text for kind, text in edits.words(*texts) if kind != "same").lower()
        pronouns = re.search(r"\b(?:party|parties|you|we|i|he|she|they)\b", changed) is not None
        return pronouns or any(next(names.mentions(changed), None) for names in self.names)

    def _served(self) -> phrases.Promises:
        """Which side each clause of the old draft serves; the new one has their numbers where it refers."""
        new = {each.number.casefold(): each for each in self.new.wordings if each.number}
        texts = (
            (each.number.casefold(), stances.Text.of((each,), names))
            for report, names in zip((self.old, self.new), self.names, strict=True)
            for each in report.wordings
            if each.number and each.stances and (report is self.old or each.number.casefold() in new)
        )
        return phrases.Promises(phrases.served(texts))

    def _sides(self, group: Group) -> tuple[tuple[Wording, ...], tuple[Wording, ...]]:
        return (
            tuple(self.old.wordings[i] for i in group.old),
            tuple(self.new.wordings[j] for j in group.new),
        )

    # ------------------------------------------------------------ rights

    def _rights(self) -> None:
        """Findings, grants and payments, by their places."""
        before, after = Places(self.old, self.groups, new=False), Places(self.new, self.groups, new=True)
        given = (self.old, self.new, self.groups, before, after)
        for group, effect in findings.effects(*given):
            lost = effect.gain == "lost" and bool(effect.old)
            still = lost and self._printed and _stands(effect.old, self.new)
            kept = effect._replace(gain="unclear") if still else effect
            (self.whole if group is None else self.effects.setdefault(group, [])).append(kept)
        for place, effect in grants.effects(*given):
            self.effects.setdefault(place, []).append(effect)
        for place, effect in grants.payments(*given):
            if not self._still(place, effect):
                self.effects.setdefault(place, []).append(effect)
        placed = any(e.gain == "lost" for found in self.effects.values() for e in found)
        self.whole = [e if placed or not _silence(e) else e._replace(gain="unclear") for e in self.whole]

    def _still(self, place: int, effect: Effect) -> bool:
        """Whether a sum that one draft alone pays stands in both: it is paid in other words."""
        if bool(effect.old) == bool(effect.new):
            return False
        before, after = self._sides(self.groups[place])
        figures = {word for word in tokens.words(effect.old or effect.new) if word[0].isdigit()}
        return bool(figures) and figures <= set(tokens.words(_joined(after if effect.old else before)))

    # ------------------------------------------------------------ changes

    def _changes(self, i: int) -> Iterator[Change]:
        """Those of one place: what is unclear goes with a gain or a loss, where there is one."""
        group = self.groups[i]
        found = _tidy(self.effects.get(i, []))
        if group.read or (group.same and not found):
            return
        before, after = self._sides(group)
        texts = _joined(before), _joined(after)
        words, (gone, come) = edits.words(*texts), edits.marks(*texts)
        by_gain = {gain: [e for e in found if e.gain == gain] for gain in _ORDER}
        loud = next((gain for gain in ("gained", "lost") if by_gain[gain]), None)
        if loud:
            by_gain[loud] += by_gain.pop("unclear")  # type: ignore[index]
        for gain, own in by_gain.items():
            if own:
                ranked = sorted(own, key=lambda e: (e.gain == "unclear", -e.severity))
                yield Change(gain, tuple(ranked), before, after, words, gone, come)
        if not found:
            yield Change("other", (), before, after, words, gone, come)


def _tidy(found: Sequence[Effect]) -> list[Effect]:
    """Without what another effect of the same place says better, and each once."""
    if any(e.kind == "promise" and e.gain == "gained" and e.says.startswith("A “not”") for e in found):
        # a right that seems gone, or a risk, where a "not" turned the sentence for them
        found = [
            e._replace(gain="unclear") if e.gain == "lost" and e.rule + e.kind != "promise" else e
            for e in found
        ]
    if any(e.kind == "limit" and e.gain == "gained" for e in found):  # one limit took the place of another
        found = [e._replace(gain="unclear") if e.kind == "limit" and e.gain == "lost" else e for e in found]
    kinds = {effect.kind for effect in found}
    said = {
        word
        for effect in found
        if effect.kind == "pay"
        for word in tokens.words(f"{effect.old} {effect.new}")
    }
    kept: list[Effect] = []
    for effect in dict.fromkeys(found):
        if any(_repeats(effect, other) for other in found):
            continue
        speaking = any(e.kind in _SPEAKING and e.gain == effect.gain for e in found)
        if effect.kind in _PLAIN and speaking and effect.severity <= Severity.MEDIUM:
            continue
        if effect.kind == "figure":
            paid = any(
                word[0].isdigit() and word in said for word in tokens.words(f"{effect.old} {effect.new}")
            )
            one_sided = not (effect.old and effect.new)
            if paid or (one_sided and kinds & _SPEAKING):
                continue
        kept.append(effect)
    return kept


def _repeats(effect: Effect, other: Effect) -> bool:
    """Whether the other effect says the same, and more of it."""
    if effect.kind == "topic":
        return other.kind != "topic"
    if effect.kind == "field" and effect.says == "to whom" and _OPEN in (effect.old, effect.new):
        return other is not effect and other.says == "to whom" and other.gain == effect.gain
    if (
        effect.says == other.says
        and effect.kind == other.kind in ("limit", "promise")
        and other.gain == effect.gain
    ):
        return other is not effect and (other.new, other.old) > (effect.new, effect.old)
    return effect.kind == "limit" and other.kind == "field" and other.says == "only for them"


def _lead_in(old: Wording, new: Wording) -> Iterator[Effect]:
    """The same item under other words: "X shall not:" above it, and now "X may:"."""
    before, after = set(tokens.words(old.lead)), set(tokens.words(new.lead))
    if before and after and 4 * len(before & after) < len(before) + len(after):
        yield Effect("place", "unclear", Severity.MEDIUM, "It goes on from other words", old.lead, new.lead)


def _stands(quote: str, report: Report) -> bool:
    """Whether words stand in a draft, however its lines and pages are broken."""
    whole = prints.words([each.text for each in report.wordings])
    return all(prints.words([part]) in whole for part in quote.split(" … "))


def _silence(effect: Effect) -> bool:
    """A rule on what a contract does not say: any word may have ended it."""
    return effect.gain == "lost" and effect.says.startswith("No longer missing")


def _joined(wordings: Sequence[Wording]) -> str:
    return " ".join(each.text for each in wordings)


def _length(wording: Wording) -> int:
    return len(wording.text)


def _olds(group: Group) -> tuple[int, ...]:
    return group.old


def _news(group: Group) -> tuple[int, ...]:
    return group.new


def _start(change: Change) -> tuple[bool, int]:
    """In the order of the text; what is about the whole document comes after it."""
    placed = change.new or change.old
    return not placed, placed[0].start if placed else 0


def nothing(found: DraftDiff) -> bool:
    """Whether the drafts say the same, in the same order and under the same numbers."""
    return not found.changes and found.shuffle._replace(margins=0, read=0) == Shuffle()
