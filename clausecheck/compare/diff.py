"""Two reports → DraftDiff: which rights the other side gained and lost, and every other word that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from clausecheck.compare import align, definitions, edits, figures, findings, grants, stances, tokens
from clausecheck.compare.align import Group
from clausecheck.compare.places import Places
from clausecheck.compare.references import References
from clausecheck.compare.shuffle import shuffle
from clausecheck.model import Change, DraftDiff, Effect, Gain, Report, Severity, Shuffle, Wording, Words

_ORDER: Final[Sequence[Gain]] = ("gained", "lost", "unclear", "other")
# Beside these the plain "they may do something new" says nothing more.
_SPEAKING: Final = frozenset(("finding", "grant", "field"))
_PLAIN: Final = frozenset(("permission", "duty", "promise"))


def diff(old: Report, new: Report) -> DraftDiff:
    """What changed between two drafts of one contract.

    Both reports must hold their wordings, and must have been judged with the same packs and side.
    """
    return _Comparison(old, new).result()


class _Comparison:
    """The effects of each place, as they are found."""

    def __init__(self, old: Report, new: Report) -> None:
        self.old, self.new = old, new
        self.groups = align.align(old.wordings, new.wordings)
        self.clauses = align.clauses(self.groups, old.wordings, new.wordings)
        self.effects: dict[int, list[Effect]] = {}
        self.whole: list[Effect] = []  # about the whole document

    def result(self) -> DraftDiff:
        self._words()
        if self.effects or not all(group.same for group in self.groups):
            self._rights()
        changes = [change for i in range(len(self.groups)) for change in self._changes(i)]
        changes += [Change(effect.gain, (effect,), (), (), ()) for effect in self.whole]
        ordered = sorted(changes, key=lambda c: (_ORDER.index(c.gain), -c.severity, _start(c)))
        counted = shuffle(self.groups, self.clauses, self.old.wordings, self.new.wordings)
        return DraftDiff(self.old, self.new, tuple(ordered), counted)

    # ------------------------------------------------------------ words

    def _words(self) -> None:
        """Promises, duties, definitions, figures and references, from the words of each place."""
        references = References(self.old.wordings, self.new.wordings, self.clauses)
        for i, group in enumerate(self.groups):
            found = [*references.effects(group, self.old.wordings, self.new.wordings)]
            if not group.same:
                found += self._edited(group)
            elif len(group.old) == len(group.new) == 1:
                found += _lead_in(self.old.wordings[group.old[0]], self.new.wordings[group.new[0]])
            if found:
                self.effects[i] = found

    def _edited(self, group: Group) -> Iterator[Effect]:
        before, after = self._sides(group)
        if not before or not after:
            text = stances.Text.of(before or after)
            yield from stances.went(text) if before else stances.came(text)
            return
        one, other = stances.Text.of(before), stances.Text.of(after)
        found = edits.edits(one.text, other.text)
        yield from stances.turned(one, other, found)
        yield from definitions.effects(before, after, found, self.old, self.new)
        for gone, come in figures.changed(one.text, other.text, found):
            words = (gone.words if gone else "", come.words if come else "")
            yield Effect("figure", "unclear", Severity.LOW, "figure", *words)

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
            if group is None:
                self.whole.append(effect)
            else:
                self.effects.setdefault(group, []).append(effect)
        for place, effect in (*grants.effects(*given), *grants.payments(*given)):
            self.effects.setdefault(place, []).append(effect)

    # ------------------------------------------------------------ changes

    def _changes(self, i: int) -> Iterator[Change]:
        """Those of one place: what is unclear goes with a gain or a loss, where there is one."""
        group = self.groups[i]
        found = _tidy(self.effects.get(i, []))
        if group.same and not found:
            return
        before, after = self._sides(group)
        words = _diffed(before, after)
        by_gain = {gain: [e for e in found if e.gain == gain] for gain in _ORDER}
        loud = next((gain for gain in ("gained", "lost") if by_gain[gain]), None)
        if loud:
            by_gain[loud] += by_gain.pop("unclear")  # type: ignore[index]
        for gain, own in by_gain.items():
            if own:
                ranked = sorted(own, key=lambda e: (e.gain == "unclear", -e.severity))
                yield Change(gain, tuple(ranked), before, after, words)
        if not found:
            yield Change("other", (), before, after, words)


def _tidy(found: Sequence[Effect]) -> list[Effect]:
    """Without what another effect of the same place says better, and each once."""
    kinds = {effect.kind for effect in found}
    said = {word for effect in found if effect.kind == "pay" for word in tokens.words(effect.old + effect.new)}
    kept = []
    for effect in dict.fromkeys(found):
        speaking = any(e.kind in _SPEAKING and e.gain == effect.gain for e in found)
        if effect.kind in _PLAIN and speaking and effect.severity <= Severity.MEDIUM:
            continue
        if effect.kind == "figure":
            paid = set(tokens.words(effect.old + effect.new)) <= said
            one_sided = not (effect.old and effect.new)
            if paid or (one_sided and kinds & _SPEAKING):
                continue
        kept.append(effect)
    return kept


def _lead_in(old: Wording, new: Wording) -> Iterator[Effect]:
    """The same item under other words: "X shall not:" above it, and now "X may:"."""
    before, after = set(tokens.words(old.lead)), set(tokens.words(new.lead))
    if before != after and 2 * len(before & after) < len(before) + len(after) >> 1:
        yield Effect("place", "unclear", Severity.MEDIUM, "It goes on from other words", old.lead, new.lead)


def _diffed(old: Iterable[Wording], new: Iterable[Wording]) -> tuple[Words, ...]:
    return edits.words(" ".join(each.text for each in old), " ".join(each.text for each in new))


def _start(change: Change) -> int:
    return (change.new or change.old)[0].start if change.new or change.old else -1


def nothing(found: DraftDiff) -> bool:
    """Whether the drafts say the same, in the same order and under the same numbers."""
    return not found.changes and found.shuffle == Shuffle()
