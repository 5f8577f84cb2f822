"""Words that bind or allow, in both drafts → promises, duties, permissions and limits that came or went.

Every answer is given from the words alone, and seen from the other side: what binds them protects the
signer, what they may do is a right of theirs. Where nobody is named, a limit on the signer's voice, face or
recordings protects the signer; all else stays unclear.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from clausecheck.model import Effect, Gain, Severity, Stance, Wording
from clausecheck.words.edits import Edits
from clausecheck.words.tokens import Token

_NEGATION_NEAR: Final = (
    24  # characters between "shall" and its "not": "shall at no time", "may, however, not"
)
_TURNED: Final[Mapping[Gain, Gain]] = {
    "gained": "lost", "lost": "gained", "unclear": "unclear", "other": "other",
}  # fmt: skip


class Text(NamedTuple):
    """The sentences of one place as one text."""

    text: str
    stances: tuple[Stance, ...]
    subjects: frozenset[str]

    @classmethod
    def of(cls, wordings: Sequence[Wording]) -> Text:
        """Put them together, one space apart."""
        parts, stances, length = [], list[Stance](), 0
        for each in wordings:
            stances += [s._replace(start=s.start + length, end=s.end + length) for s in each.stances]
            parts.append(each.text)
            length += len(each.text) + 1
        return cls(" ".join(parts), tuple(stances), frozenset(s for each in wordings for s in each.subjects))


class _Position(NamedTuple):
    """What a sentence says of somebody."""

    who: str  # us, them, unknown
    what: str  # may, must, not
    words: str  # as printed


# ---------------------------------------------------------------- sentences that came or went


def came(text: Text) -> Iterator[Effect]:
    """What a sentence that stands alone does: in the new draft it is new."""
    seen = set[tuple[str, str]]()
    for position in _positions(text):
        if (position.who, position.what) in seen:
            continue
        seen.add((position.who, position.what))
        effect = _EFFECTS.get((position.who, position.what))
        if effect is not None:
            yield effect._replace(new=position.words)


def went(text: Text) -> Iterator[Effect]:
    """The same for one that stands in the old draft alone."""
    for effect in came(text):
        says = _GONE[effect.says]
        yield effect._replace(gain=_TURNED[effect.gain], says=says, old=effect.new, new="")


def _effect(kind: str, gain: Gain, severity: Severity, says: str) -> Effect:
    return Effect(kind, gain, severity, says)  # type: ignore[arg-type]


# By who is spoken of, and what is said of them: what a new sentence does.
_EFFECTS: Final = {
    ("them", "may"): _effect("permission", "gained", Severity.MEDIUM, "They may do something new"),
    ("them", "must"): _effect("duty", "lost", Severity.MEDIUM, "A new duty of theirs"),
    ("them", "not"): _effect("promise", "lost", Severity.MEDIUM, "A new promise of theirs"),
    ("us", "may"): _effect("permission", "lost", Severity.LOW, "You may do something new"),
    ("us", "must"): _effect("duty", "gained", Severity.LOW, "A new duty of yours"),
    ("us", "not"): _effect("promise", "gained", Severity.MEDIUM, "Something new that you may not do"),
}
_GONE: Final = {
    "They may do something new": "Something that they might do is gone",
    "A new duty of theirs": "A duty of theirs is gone",
    "A new promise of theirs": "A promise of theirs is gone",
    "You may do something new": "Something that you might do is gone",
    "A new duty of yours": "A duty of yours is gone",
    "Something new that you may not do": "Something that you might not do is gone",
}


def _positions(text: Text) -> Iterator[_Position]:
    """Who may, must or must not, in the order of the text."""
    stances = text.stances
    modals = [s for s in stances if s.kind in ("may", "must")]
    negations = [s for s in stances if s.kind == "not"]
    for modal in modals:
        negated = any(
            0 <= n.start - modal.end <= _NEGATION_NEAR or (modal is modals[0] and n.end <= modal.start)
            for n in negations
        )
        who = _who(modal, text, negated)
        yield _Position(who, "not" if negated else modal.kind, text.text[modal.start : modal.end])
    if not modals:
        for n in negations[:1]:
            yield _Position(_who(n, text, True), "not", text.text[n.start : n.end])


def _who(stance: Stance, text: Text, limit: bool) -> str:
    """Whom it binds; what limits the use of the signer's things, and names nobody, binds the other side."""
    if stance.actor == "unknown" and limit and text.subjects & _OWN:
        return "them"
    return stance.actor


# What is the signer's own: only here does a limit without a name protect the signer.
_OWN: Final = frozenset(
    "likeness voice face body name expression performance recording biometric data".split()
)


# ---------------------------------------------------------------- sentences that were edited


def turned(old: Text, new: Text, edits: Edits) -> Iterator[Effect]:
    """What the words that were taken out of a sentence, or put into it, do."""
    gone, come = _touched(old, edits.gone()), _touched(new, edits.come())
    for (kind, who), (stance, count) in _net(old, gone, new, come).items():
        text = old if count > 0 else new
        if kind in ("may", "must") and not _adds(edits, took=count > 0):
            continue
        gain = _gain(kind, who, text, took=count > 0)
        if gain is None:
            continue
        words = text.text[stance.start : stance.end]
        says, severity = _said(kind, who, gain, took=count > 0)
        before, after = (words, "") if count > 0 else ("", words)
        yield Effect(_KINDS[kind], gain, severity, says, before, after)  # type: ignore[arg-type]


def _adds(edits: Edits, *, took: bool) -> bool:
    """Whether a "may" brings words of its own: where a sentence is split, it only repeats some."""
    words, others = (edits.gone(), edits.after) if took else (edits.come(), edits.before)
    known = {token.word for token in others}
    return any(token.word not in known and token.word not in _MODALS for token in words)


_MODALS: Final = frozenset("may can shall will must and or but also".split())
_KINDS: Final = {
    "not": "promise", "consent": "promise", "free": "promise", "only": "limit", "except": "limit",
    "may": "permission", "must": "duty", "softer": "duty", "harder": "duty",
}  # fmt: skip


def _touched(text: Text, tokens: Sequence[Token]) -> list[Stance]:
    """The words that bind or allow among these tokens."""
    starts = {token.start for token in tokens}
    return [s for s in text.stances if s.start in starts]


def _net(
    old: Text, gone: Sequence[Stance], new: Text, come: Sequence[Stance]
) -> dict[tuple[str, str], tuple[Stance, int]]:
    """(kind, who) → one of the words, and how many more went (above 0) or came (below 0)."""
    counts: Counter[tuple[str, str]] = Counter((s.kind, _bound(s, old)) for s in gone)
    counts.subtract(Counter((s.kind, _bound(s, new)) for s in come))
    _without_passive(counts)
    stance: dict[tuple[str, str], Stance] = {}
    for each in reversed(come):
        stance[each.kind, _bound(each, new)] = each
    for each in reversed(gone):
        if counts[each.kind, _bound(each, old)] > 0:
            stance[each.kind, _bound(each, old)] = each
    net = {key: (stance[key], count) for key, count in counts.items() if count}
    kinds = {kind for kind, _ in net}
    if "not" in kinds:  # "shall not use" → "may use": the "not" says it all
        net = {key: value for key, value in net.items() if key[0] not in ("may", "must")}
    if "free" in kinds:
        net = {key: value for key, value in net.items() if key[0] != "consent"}
    found: dict[tuple[str, str], tuple[Stance, int]] = {}
    for (kind, who), (word, count) in net.items():
        other = net.get(("may" if kind == "must" else "must", who))
        if kind in ("may", "must") and other is not None and (count > 0) != (other[1] > 0):
            swap = "softer" if (kind == "must") == (count > 0) else "harder"  # shall → may, may → shall
            found[swap, who] = word, count
        else:
            found[kind, who] = word, count
    return found


def _without_passive(counts: Counter[tuple[str, str]]) -> None:
    """Take out what was only said otherwise: "X may choose it" is "it may be chosen", which names nobody."""
    for kind, who in list(counts):
        for left, right in (((kind, who), (kind, "unknown")), ((kind, "unknown"), (kind, who))):
            both = min(counts[left], -counts[right])
            if both > 0:
                counts[left] -= both
                counts[right] += both


def _bound(stance: Stance, text: Text) -> str:
    return _who(stance, text, stance.kind in ("not", "only", "consent"))


def _gain(kind: str, who: str, text: Text, *, took: bool) -> Gain | None:
    """Who is better off when the word is taken out (``took``) or put in."""
    if kind in ("softer", "harder"):
        freer: Gain = "gained" if kind == "softer" else "lost"
        return freer if who == "them" else _TURNED[freer] if who == "us" else "unclear"
    if who not in ("us", "them"):
        return "unclear" if kind in ("not", "consent", "free") else None
    binds = kind in ("not", "consent", "only", "must")  # a word that binds whom it speaks of
    if kind == "except":
        binds = any(s.kind == "may" for s in text.stances) and not any(s.kind == "not" for s in text.stances)
    good_for_them = (who == "them") != binds
    gain: Gain = "gained" if good_for_them else "lost"
    return _TURNED[gain] if took else gain


def _said(kind: str, who: str, gain: Gain, *, took: bool) -> tuple[str, Severity]:
    """The effect in plain words, and how grave it is."""
    whose = {"them": "their", "us": "your"}.get(who, "a")
    done = "was taken out" if took else "was put in"
    match kind:
        case "not":
            whom = {"them": "what they promise", "us": "what you may not do"}.get(who, "this sentence")
            return f"A “not” {'is gone from' if took else 'was put into'} {whom}", Severity.HIGH
        case "consent":
            severity = Severity.HIGH if who == "them" else Severity.MEDIUM
            return ("A yes is no longer needed" if took else "A yes is now needed"), severity
        case "free":
            return ("A freedom “without …” is gone" if took else "They need not ask for it"), Severity.HIGH
        case "only":
            return f"The limit “only” {done}", Severity.MEDIUM
        case "except":
            return f"An exception {done}", Severity.MEDIUM
        case "softer" | "harder":
            now = "may" if kind == "softer" else "must"
            subject = {"them": "They", "us": "You"}.get(who, "Somebody")
            return f"{subject} {now}, not {'must' if now == 'may' else 'may'}", Severity.MEDIUM
        case "may":
            return f"Something that {'they' if who == 'them' else 'you'} may do {done}", Severity.MEDIUM
        case _:
            return f"{whose.capitalize()} duty {done}", Severity.MEDIUM
