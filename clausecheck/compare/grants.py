"""Grants and payments of two drafts → fields that got wider or narrower, by the place they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from clausecheck.compare.align import Group
from clausecheck.compare.places import Places
from clausecheck.model import Effect, Gain, Grant, Payment, Report, Severity

# Field → what it is called, and its values from narrow to wide. What is not said is between the two: a right
# without a term may end, one "in perpetuity" cannot.
_FIELDS: Final[Mapping[str, tuple[str, tuple[tuple[str, ...], ...]]]] = {
    "term": ("for how long", (("fixed",), ("unclear",), ("perpetual",))),
    "territory": ("where", (("named",), ("unclear",), ("worldwide",))),
    "media": ("in which media", (("named",), ("unclear",), ("any",))),
    "purpose": ("for what", (("named",), ("unclear",), ("open",))),
    "recipients": ("to whom", (("named", "unclear"), ("open",))),
    "revocable": ("taking it back", (("yes",), ("unclear",), ("no",))),
    "sublicensable": ("passing it on", (("no",), ("unclear",), ("yes",))),
    "exclusive": ("only for them", (("no",), ("unclear",), ("yes",))),
    "pay": ("pay for it", (("reuse",), ("flat", "unclear"), ("none",))),
}
_VALUES: Final = {
    ("term", "fixed"): "for a set time", ("term", "perpetual"): "for ever",
    ("territory", "named"): "in named places", ("territory", "worldwide"): "worldwide",
    ("media", "named"): "in named media", ("media", "any"): "in every medium",
    ("purpose", "named"): "for a named purpose", ("purpose", "open"): "for any purpose",
    ("recipients", "named"): "named", ("recipients", "open"): "anyone they choose",
    ("revocable", "yes"): "you may", ("revocable", "no"): "you cannot",
    ("sublicensable", "no"): "they may not", ("sublicensable", "yes"): "they may",
    ("exclusive", "no"): "not only they", ("exclusive", "yes"): "only they, not even you",
    ("pay", "reuse"): "paid for each new use", ("pay", "flat"): "paid once", ("pay", "none"): "not paid",
}  # fmt: skip
_STEEP: Final = 0.1  # share by which pay falls from which it is grave
_YOU: Final = frozenset(("you", "me", "i"))
_SETS: Final = {"subject": "what you give", "acts": "what they may do", "to": "to whom"}
# What weighs most when it is added: what a face or voice can be rebuilt from, and acts that cannot be undone.
_GRAVE: Final = frozenset(
    "likeness voice face body expression biometric train replicate sell sublicense own identify".split()
)


def effects(
    old: Report, new: Report, groups: Sequence[Group], before: Places, after: Places
) -> Iterator[tuple[int, Effect]]:
    """(group, what changed there). Grants of sentences that are the same are left alone."""
    theirs = _Free([(grant, after.grant(grant)) for grant in new.grants if _ours(grant, new)])
    for grant in old.grants:
        if not _ours(grant, old):
            continue
        here = before.grant(grant)
        other = theirs.partner(grant, here)
        if other is not None:
            yield from _compared(grant, other, groups, before, after)
        elif here and not groups[here[0]].same:
            yield here[0], _whole(grant, "lost" if grant.giver == "us" else "gained")
    for grant, there in theirs.left():
        if there and not groups[there[0]].same:
            yield there[0], _whole(grant, "gained" if grant.giver == "us" else "lost")


class _Free:
    """The grants of the new draft that have no partner yet, by the sentences they stand in."""

    def __init__(self, grants: Sequence[tuple[Grant, tuple[int, ...]]]) -> None:
        self._grants: dict[int, tuple[Grant, tuple[int, ...]]] = dict(enumerate(grants))
        self._in: dict[int, list[int]] = {}
        for i, (_, places) in enumerate(grants):
            for group in places:
                self._in.setdefault(group, []).append(i)

    def partner(self, grant: Grant, here: Sequence[int]) -> Grant | None:
        """The same grant in the new draft: it shares sentences, and the most things and acts."""
        near = {i for group in here for i in self._in.get(group, ()) if i in self._grants}
        scored = [
            (len(set(here) & set(there)), _shared(grant, other), -i)
            for i in near
            for other, there in (self._grants[i],)
            if other.giver == grant.giver
        ]
        best = max(scored, default=(0, 0, 0))
        return self._grants.pop(-best[2])[0] if best[0] else None

    def left(self) -> Sequence[tuple[Grant, tuple[int, ...]]]:
        """Those that nothing in the old draft is."""
        return tuple(self._grants.values())


def _ours(grant: Grant, report: Report) -> bool:
    """Whether the signer gives it, or gets it: what the other side passes on to others is neither."""
    if grant.giver == "us":
        return True
    us = {word.casefold() for p in report.parties if p.side == "us" for word in (p.name, *p.aliases)} | _YOU
    return grant.giver == "them" and any(_bare(name) in us for name in grant.to)


def _bare(name: str) -> str:
    return name.casefold().removeprefix("and ").removeprefix("the ")


def _shared(grant: Grant, other: Grant) -> int:
    return len({*grant.subject, *grant.acts} & {*other.subject, *other.acts})


def _compared(
    grant: Grant, other: Grant, groups: Sequence[Group], before: Places, after: Places
) -> Iterator[tuple[int, Effect]]:
    for field in (*_SETS, *_FIELDS):
        group = _group(field, grant, other, before, after)
        if group is None or groups[group].same:
            continue
        found = _sets(field, grant, other) if field in _SETS else _values(field, grant, other)
        for effect in found:
            yield group, effect if grant.giver == "us" else _theirs(effect)


def _group(field: str, grant: Grant, other: Grant, before: Places, after: Places) -> int | None:
    """Where the words of the field stand: in the new draft, else in the old one, else where the grant is."""
    for places, one in ((after, other), (before, grant)):
        own = {stated.value: places.of(stated.evidence) for stated in one.words(field)}
        for value, group in own.items():
            if group is not None and value not in {
                stated.value for stated in (grant if one is other else other).words(field)
            }:
                return group
    found = after.grant(other) or before.grant(grant)
    return found[0] if found else None


def _values(field: str, grant: Grant, other: Grant) -> Iterator[Effect]:
    label, steps = _FIELDS[field]
    was, now = (_step(steps, one.value(field)) for one in (grant, other))
    if was == now:
        return
    gain: Gain = "gained" if now > was else "lost"
    far = abs(now - was) == len(steps) - 1
    severity = Severity.HIGH if far else Severity.MEDIUM
    yield Effect("field", gain, severity, label, _said(field, grant), _said(field, other))


def _step(steps: Sequence[Sequence[str]], value: str) -> int:
    return next((i for i, values in enumerate(steps) if value in values), 0)


def _said(field: str, grant: Grant) -> str:
    """A value in plain words."""
    return _VALUES.get((field, grant.value(field)), "not said")


def _sets(field: str, grant: Grant, other: Grant) -> Iterator[Effect]:
    was, now = _names(field, grant), _names(field, other)
    for gain, extra in (("gained", now.keys() - was.keys()), ("lost", was.keys() - now.keys())):
        if extra:
            grave = bool(extra & _GRAVE) or field == "to"
            names = ", ".join(sorted(now.get(name) or was[name] for name in extra))
            severity = Severity.HIGH if grave else Severity.MEDIUM
            old, new = ("", names) if gain == "gained" else (names, "")
            yield Effect("field", gain, severity, _SETS[field], old, new)  # type: ignore[arg-type]


def _names(field: str, grant: Grant) -> dict[str, str]:
    """What a field holds, as it is compared and as it is printed."""
    values: tuple[str, ...] = getattr(grant, field)
    return {_bare(value): value.removeprefix("and ") for value in values}


def _whole(grant: Grant, gain: Gain) -> Effect:
    """A grant that is new or gone."""
    from_you = grant.giver == "us"
    says = (
        "A new right of theirs"
        if (gain == "gained") == from_you and from_you
        else "A right of theirs is gone"
    )
    if not from_you:
        says = "A new right of yours" if gain == "lost" else "A right of yours is gone"
    words = f"{', '.join(grant.subject)} ({', '.join(grant.acts)})"
    grave = bool({*grant.subject, *grant.acts} & _GRAVE) and grant.exposure == 1.0
    severity = Severity.HIGH if grave else Severity.MEDIUM
    new = (gain == "gained") == from_you
    return Effect("grant", gain, severity, says, "" if new else words, words if new else "")


def _theirs(effect: Effect) -> Effect:
    """The same of a right that the other side gives: wider is better for the signer."""
    turned: Gain = {"gained": "lost", "lost": "gained"}.get(effect.gain, effect.gain)  # type: ignore[assignment]
    severity = min(effect.severity, Severity.MEDIUM)
    return effect._replace(gain=turned, severity=severity, says=f"what they give you, {effect.says}")


# ---------------------------------------------------------------- payments


def payments(
    old: Report, new: Report, groups: Sequence[Group], before: Places, after: Places
) -> Iterator[tuple[int, Effect]]:
    """Sums that are paid to the signer, in sentences that changed."""
    was, now = _paid(old.payments, before), _paid(new.payments, after)
    for group in sorted(was.keys() | now.keys()):
        if groups[group].same:
            continue
        olds, news = was.get(group, []), now.get(group, [])
        for i in range(max(len(olds), len(news))):
            one, other = (found[i] if i < len(found) else None for found in (olds, news))
            effect = _sum(one, other)
            if effect is not None:
                yield group, effect


def _paid(payments: Sequence[Payment], places: Places) -> dict[int, list[Payment]]:
    found: dict[int, list[Payment]] = {}
    for payment in payments:
        group = places.of(payment.evidence[0]) if payment.evidence else None
        if group is not None:
            found.setdefault(group, []).append(payment)
    return found


def _sum(one: Payment | None, other: Payment | None) -> Effect | None:
    printed = [" ".join(p.evidence[0].quote.split()) if p else "" for p in (one, other)]
    gain: Gain = "unclear"
    if one is None or other is None:
        gain = "gained" if other is None else "lost"
    elif (one.currency, one.per) == (other.currency, other.per):
        if one.total == other.total:
            return None
        gain = "gained" if other.total < one.total else "lost"
    steep = one is None or other is None or abs(other.total - one.total) > _STEEP * one.total
    severity = Severity.HIGH if steep and gain != "unclear" else Severity.MEDIUM
    return Effect("pay", gain, severity, "what you are paid", printed[0], printed[1])
