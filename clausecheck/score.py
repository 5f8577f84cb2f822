"""Findings → Score: arithmetic only.

Each rule that holds is a probability-like weight ``p``; ``L = −ln(1 − p)`` adds up over the rules, and
``S = 100 (1 − e^(−ΣL))`` is the risk: it grows with every risk and never reaches 100. A rule counts once,
with the strongest of its findings. Where groups of rules overlap in what they cost, their sum is held to a
ceiling, and a missing protection counts only for what it adds to the clause that says the same outright.

Nothing here lowers the risk when a finding is added or grows worse. Two choices make that true: a ceiling
holds the sum of a fixed group, and the pair of a missing protection and its express twin stays in one group
wherever the twin's group has a ceiling (else a new finding could empty one group into another that is full).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final, Literal, TypeAlias

from clausecheck.model import Contribution, Cures, Finding, Floor, Score, Severity, Standing
from clausecheck.model.noun import NamedTuple

Grade: TypeAlias = Literal["A", "B", "C", "D", "E"]

WEIGHT: Final[Mapping[Severity, float]] = {
    Severity.INFO: 0.005,
    Severity.LOW: 0.02,
    Severity.MEDIUM: 0.05,
    Severity.HIGH: 0.10,
    Severity.CRITICAL: 0.18,
}
# What a grant reaches matters where the rule is about what is granted, to whom, or at what price.
EXPOSED: Final = frozenset({"scope", "third", "own", "identity", "pay", "privacy", "combo"})
MITIGATION_AT_MOST: Final = 0.6
MISSING: Final = 0.5  # a silence weighs half of what a clause that says it outright does

GROUPS: Final[Mapping[str, str]] = {"excl": "excl+ctrl+gag", "ctrl": "excl+ctrl+gag", "gag": "excl+ctrl+gag"}
CEILINGS: Final[Mapping[str, float]] = {
    "legal": 0.16,
    "missing": 0.16,
    "loop": 0.25,
    "excl+ctrl+gag": 0.12,
    "pay": 0.22,
}

# The protection that is missing → the clause that takes it away outright. One to one: two silences that
# leaned on one clause would lose more than that clause adds.
TWINS: Final[Mapping[str, str]] = {
    "missing.term": "scope.perpetual",
    "missing.territory": "scope.worldwide",
    "missing.purpose-limit": "scope.any-purpose",
    "missing.media-list": "scope.all-media-future",
    "missing.termination-right": "scope.irrevocable",
    "missing.onward-limit": "scope.sublicense",
    "missing.estate": "scope.estate",
    "missing.named-licensee": "third.undisclosed-principal",
    "missing.sensitive-uses": "identity.sensitive-context",
    "missing.disclosure-label": "ai.no-disclosure",
    "missing.withdrawal": "privacy.no-withdrawal",
    "missing.deletion": "privacy.no-deletion-duty",
    "missing.retention": "privacy.indefinite-retention",
    "missing.security": "privacy.security-disclaimer",
    "missing.compensation": "pay.unpaid",
    "missing.reuse-pay": "pay.no-further-compensation",
    "missing.approval": "legal.inspect-approve-waiver",
    "missing.union": "ctrl.no-union",
}
_SILENCES: Final[Mapping[str, str]] = {express: missing for missing, express in TWINS.items()}

# What the wording that a rule suggests settles in the grant: the field, and the value that it then has.
CURES: Final[Cures] = {
    "scope.perpetual": ("term", "fixed"),
    "missing.term": ("term", "fixed"),
    "scope.irrevocable": ("revocable", "yes"),
    "privacy.no-withdrawal": ("revocable", "yes"),
    "missing.withdrawal": ("revocable", "yes"),
    "scope.sublicense": ("sublicensable", "no"),
    "scope.any-purpose": ("purpose", "named"),
    "missing.purpose-limit": ("purpose", "named"),
    "scope.worldwide": ("territory", "named"),
    "missing.territory": ("territory", "named"),
    "scope.all-media-future": ("media", "named"),
    "missing.media-list": ("media", "named"),
}
# A clause whose wording is only to be struck out: that puts no protection into its place.
STRUCK: Final = frozenset(("ctrl.no-union",))

# A blocker, in words, and what it takes: of each of its strings at least one rule.
BLOCKERS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "AI training that is for ever and cannot be taken back",
        ("ai.training", "scope.perpetual", "scope.irrevocable"),
    ),
    (
        "a copy of your voice or of you, for any purpose",
        ("ai.voice-clone ai.digital-replica", "scope.any-purpose"),
    ),
    ("they may sign papers as you", ("own.power-of-attorney",)),
    ("a digital copy that three states' laws were made against", ("law.ca-927 law.ny-5-302 law.il-dvlpa",)),
)

# Metric, value, and the rules of which any one sets it ("" is the mildest value). The last that holds wins.
VECTOR: Final[tuple[tuple[str, str, str], ...]] = (
    ("D", "F", ""),
    ("D", "P", "scope.perpetual scope.survives-termination missing.term"),
    ("R", "R", ""),
    ("R", "I", "scope.irrevocable privacy.no-withdrawal"),
    ("U", "N", ""),
    ("U", "O", "scope.any-purpose scope.reuse-other-projects ai.generic-improvement loop.vague-purpose "
               "missing.purpose-limit"),
    ("P", "N", ""),
    ("P", "O", "scope.sublicense scope.assign-transfer third.sell third.affiliates third.acting-on-behalf "
               "third.researchers third.beyond-control missing.named-licensee"),
    ("I", "F", ""),
    ("I", "L", "identity.likeness-undefined identity.name-voice-bio identity.composite "
               "identity.persona-broad identity.false-light legal.publicity-release "
               "ai.simulate-performance ai.avatar"),
    ("I", "B", "ai.biometric-template ai.body-scan ai.emotion-data ai.voice-clone ai.digital-replica "
               "privacy.waive-biometric-rights"),
    ("X", "Y", ""),
    ("X", "N", "scope.irrevocable scope.survives-termination privacy.no-withdrawal missing.withdrawal "
               "privacy.data-kept-after-withdrawal privacy.no-deletion-duty missing.termination-right"),
    ("M", "R", ""),
    ("M", "F", "pay.flat-buyout pay.no-further-compensation pay.no-residuals missing.reuse-pay"),
    ("M", "N", "pay.unpaid missing.compensation"),
)  # fmt: skip


def rate(
    findings: Sequence[Finding],
    *,
    no_grade: str | None = None,
    provisional: bool = False,
    law: Set[str] = frozenset(),
) -> Score:
    """Weigh what was found: risk of 0-100 to one decimal, a letter, and a line of points for each rule.

    ``no_grade`` is the reason why a letter would lie (an excerpt, not a contract, not English, most pages
    unread). The figure then stays as what was found so far, except where nothing was found: there it is
    None too, for a 0 would read as "safe". Waived findings are left out; baselined ones count. ``law``: the
    law checks whose conditions are all met.
    """
    counted = tuple(f for f in findings if f.state != "waived")
    entries = _entries(counted)
    if no_grade is not None and not entries:
        return Score(None, None, no_grade, provisional, "", None, ())
    risk = percent(_total(entries))
    grade, floor = (None, None) if no_grade is not None else _grade(risk, counted, law)
    return Score(
        risk=risk,
        grade=grade,
        reason=no_grade,
        provisional=provisional,
        vector=_vector(counted),
        floor=floor,
        lines=_lines(entries, risk, counted),
    )


def without(findings: Sequence[Finding], *rules: str) -> float:
    """The risk, 0-100, that would remain if all that these rules found were put right."""
    balance = Balance(findings)
    return balance.risk(balance.gone(*rules))


class Balance:
    """What the findings of a document weigh, asked again and again without some of the rules."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._entries = _entries(finding for finding in findings if finding.state != "waived")
        self.standing = Standing(findings, CURES)

    def gone(self, *rules: str) -> frozenset[str]:
        """What does not hold any more once these are put right: the silence beside each, what rests on it."""
        return self.standing.gone({one for rule in rules for one in (rule, silence(rule)) if one})

    def parts(self, gone: Set[str] = frozenset()) -> dict[str, tuple[str, float]]:
        """Rule → its group, and its L after twins and before ceilings, of the rules that are not gone."""
        own = {entry.rule: entry.own for entry in self._entries if entry.rule not in gone}
        return {
            entry.rule: (entry.group, max(0.0, entry.own - own.get(TWINS.get(entry.rule, ""), 0.0)))
            for entry in self._entries
            if entry.rule in own
        }

    def total(self, gone: Set[str] = frozenset()) -> float:
        """ΣL without the rules that are gone."""
        sums: dict[str, float] = {}
        for group, added in self.parts(gone).values():
            sums[group] = sums.get(group, 0.0) + added
        return math.fsum(min(value, CEILINGS.get(group, math.inf)) for group, value in sums.items())

    def risk(self, gone: Set[str] = frozenset()) -> float:
        """The risk, 0-100, without the rules that are gone."""
        return percent(self.total(gone))


def silence(rule: str) -> str:
    """The missing protection that a change of the clause brings along: an end date, for "for ever"."""
    return "" if rule in STRUCK else _SILENCES.get(rule, "")


def weight(finding: Finding) -> float:
    """The p of one finding, 0-1: what it would weigh alone, before twins and ceilings."""
    missing = MISSING if finding.rule.category == "missing" else 1.0
    kept = 1.0 - min(finding.mitigation, MITIGATION_AT_MOST)
    return WEIGHT[finding.severity] * _exposure(finding) * finding.confidence.weight * kept * missing


class _Entry(NamedTuple):
    """One rule's part in the sum: its strongest finding and the L that this is worth."""

    finding: Finding
    p: float
    own: float  # −ln(1 − p)
    added: float  # the same, less what its express twin already counts
    group: str

    @property
    def rule(self) -> str:
        return self.finding.rule.id


def _entries(findings: Iterable[Finding]) -> tuple[_Entry, ...]:
    """The strongest finding of each rule, by rule id."""
    strongest: dict[str, Finding] = {}
    for finding in findings:
        known = strongest.get(finding.rule.id)
        if known is None or _strength(finding) > _strength(known):
            strongest[finding.rule.id] = finding
    own = {rule: -math.log1p(-weight(finding)) for rule, finding in strongest.items()}
    return tuple(
        _Entry(
            finding=strongest[rule],
            p=weight(strongest[rule]),
            own=own[rule],
            added=max(0.0, own[rule] - own.get(TWINS.get(rule, ""), 0.0)),
            group=_group(rule),
        )
        for rule in sorted(strongest)
    )


def _exposure(finding: Finding) -> float:
    return finding.exposure if finding.rule.category in EXPOSED else 1.0


def _strength(finding: Finding) -> tuple[float, ...]:
    """Order of the findings of one rule: by what they count, then by what makes them count."""
    return (weight(finding), finding.severity, _exposure(finding), finding.confidence, -finding.mitigation)


def _group(rule: str) -> str:
    """The group that a rule's weight is summed in."""
    category = rule.partition(".")[0]
    group = GROUPS.get(category, category)
    twin = _group(TWINS[rule]) if rule in TWINS else ""
    return twin if twin in CEILINGS else group


def _share(entries: Sequence[_Entry]) -> dict[str, float]:
    """Group → the part of its sum that counts, 0-1: under 1 where it is over its ceiling."""
    sums: dict[str, float] = {}
    for entry in entries:
        sums[entry.group] = sums.get(entry.group, 0.0) + entry.added
    return {
        group: min(1.0, CEILINGS.get(group, math.inf) / total) if total else 1.0
        for group, total in sums.items()
    }


def _total(entries: Sequence[_Entry]) -> float:
    """ΣL, after twins and ceilings."""
    share = _share(entries)
    return math.fsum(entry.added * share[entry.group] for entry in entries)


def percent(total: float) -> float:
    """ΣL → risk, 0-100, to one decimal."""
    return round(-100.0 * math.expm1(-total), 1)


def _grade(risk: float, findings: Sequence[Finding], law: Set[str]) -> tuple[Grade, Floor | None]:
    """The letter, and the floor where it is the floor that sets it."""
    letter = _letter(risk)
    least, because = _floor(findings, law)
    return (letter, None) if least <= letter else (least, Floor(least, because))


def _letter(risk: float) -> Grade:
    return "A" if risk < 15 else "B" if risk < 35 else "C" if risk < 55 else "D" if risk < 75 else "E"


def floors(finding: Finding) -> bool:
    """Whether the finding alone forbids a letter better than C: critical, and nothing narrows it."""
    return finding.severity is Severity.CRITICAL and _exposure(finding) >= 1.0


def _floor(findings: Sequence[Finding], law: Set[str]) -> tuple[Grade, str]:
    """The letter that the grade may not be better than, whatever the sum says, and why."""
    wide = [finding for finding in findings if floors(finding)]
    critical = sorted({f.rule.id for f in wide})
    if not critical:
        return "A", ""
    found = {f.rule.id for f in findings} | law
    blocker = next(
        (name for name, needs in BLOCKERS if all(found & set(rules.split()) for rules in needs)), None
    )
    if len(critical) > 1:
        return "D", f"{len(critical)} critical risks that nothing narrows: {', '.join(critical)}"
    if blocker is not None:
        return "D", f"a critical risk that nothing narrows ({critical[0]}), and {blocker}"
    return "C", f"a critical risk that nothing narrows: {critical[0]}"


def _vector(findings: Sequence[Finding]) -> str:
    """What is given, one letter a metric: ``"CC1/D:P/R:I/U:O/P:O/I:B/X:N/M:F"``."""
    found = {f.rule.id for f in findings}
    value: dict[str, str] = {}
    for metric, letter, rules in VECTOR:
        if not rules or found & set(rules.split()):
            value[metric] = letter
    reach = max((f.exposure for f in findings if f.rule.category in EXPOSED), default=0.0)
    if reach >= 1.0 and value["U"] == value["P"] == "N":
        value["U"] = "O"  # a grant that is open, though no rule says on which side
    return "CC1/" + "/".join(f"{name}:{letter}" for name, letter in value.items())


def _lines(entries: Sequence[_Entry], risk: float, findings: Sequence[Finding]) -> tuple[Contribution, ...]:
    """A line for each rule, most points first; the points add up to ``risk``."""
    share, balance = _share(entries), Balance(findings)
    counted = {e.rule: e.added * share[e.group] for e in entries}
    points = _apportion(counted, round(risk * 10))
    lines = [
        Contribution(
            rule=entry.rule,
            points=points[entry.rule] / 10,
            because=f"{_because(entry, share[entry.group])}; "
            f"without it {balance.risk(balance.gone(entry.rule)):.1f}",
        )
        for entry in entries
    ]
    return tuple(sorted(lines, key=lambda line: (-line.points, line.rule)))


def _apportion(parts: Mapping[str, float], tenths: int) -> dict[str, int]:
    """``tenths`` shared out in proportion to ``parts``, in whole tenths, by largest remainder."""
    total = math.fsum(parts.values())
    exact = {rule: tenths * part / total if total else 0.0 for rule, part in parts.items()}
    whole = {rule: math.floor(value) for rule, value in exact.items()}
    by_remainder = sorted(exact, key=lambda rule: (whole[rule] - exact[rule], rule))
    for rule in by_remainder[: tenths - sum(whole.values())]:
        whole[rule] += 1
    return whole


def _because(entry: _Entry, share: float) -> str:
    """How a line came to its points, in words: the factors that are not 1, then what held it down."""
    finding, exposure = entry.finding, _exposure(entry.finding)
    words = f"{finding.severity.label} {WEIGHT[finding.severity]:g}"
    if exposure != 1.0:
        words += f" × exposure {exposure:g}"
    if finding.confidence.weight != 1.0:
        words += f" × confidence {finding.confidence.weight:g}"
    if finding.mitigation:
        words += f" × {1 - min(finding.mitigation, MITIGATION_AT_MOST):g} for a promise that narrows it"
    if finding.rule.category == "missing":
        words += f" × {MISSING:g} as a silence"
    if entry.added < entry.own:
        words += f"; only what it adds to {TWINS[entry.rule]}"
    if share < 1.0:
        words += f"; {entry.group} held to its ceiling"
    return words
