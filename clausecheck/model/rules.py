"""Rules, as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from clausecheck.model.document import MarkKind
from clausecheck.model.noun import NamedTuple
from clausecheck.model.scale import Confidence, Scope, Severity, Side


class Phrase(NamedTuple):
    """Literal words, case-insensitive, tolerant of line breaks, hyphenation, quotes and spaces.

    ``needs``, here and below: groups of literals, lower case; a text that matches holds at least one of
    each group. ``starts``: literals of which every match begins with one; () where that is not known.
    """

    text: str
    needs: tuple[tuple[str, ...], ...] = ()
    starts: tuple[str, ...] = ()


class Regex(NamedTuple):
    """A Python regular expression on the lower-cased healed text.

    ``program`` is what ``re`` made of it, for this Python only: compiling takes 0.8 ms, loading 0.02.
    Empty where there is none. Format: ``clausecheck.programs``.
    """

    text: str
    needs: tuple[tuple[str, ...], ...] = ()
    program: bytes = b""
    starts: tuple[str, ...] = ()


class Tokens(NamedTuple):
    """One spaCy Matcher pattern, as canonical JSON (so that the rule stays hashable).

    ``gate`` is a regular expression that every matching text, in lower case, satisfies: its words in
    their order. spaCy takes 0.7 s to load and is not asked where they are not there.
    """

    json: str
    gate: str = ""
    needs: tuple[tuple[str, ...], ...] = ()


class AnyOf(NamedTuple):
    """At least one of the patterns; each hit counts."""

    patterns: tuple[Pattern, ...]


class AllOf(NamedTuple):
    """Every one of the patterns within the scope; the first one is the trigger.

    ``literals``, here and below: a text that matches holds at least one. () = unknown.
    """

    patterns: tuple[Pattern, ...]
    literals: tuple[str, ...] = ()


class Near(NamedTuple):
    """Two patterns at most ``within`` words apart; ``forward``: a before b."""

    a: Pattern
    b: Pattern
    within: int  # words between the two
    forward: bool
    literals: tuple[str, ...] = ()


class FindingOf(NamedTuple):
    """Another rule holds: the finding of that rule, wherever it is in the contract."""

    rule: str  # id


class GrantOf(NamedTuple):
    """A grant whose fields are these; each field is one of its values. Names and values: ``Grant``."""

    fields: tuple[tuple[str, tuple[str, ...]], ...]  # (field, values), e.g. ("purpose", ("open",))


Pattern: TypeAlias = Phrase | Regex | Tokens | AnyOf | AllOf | Near | FindingOf | GrantOf


def composed(pattern: Pattern) -> bool:
    """Whether the pattern asks for findings or grants: it then reads the whole contract."""
    match pattern:
        case FindingOf() | GrantOf():
            return True
        case AnyOf(parts) | AllOf(parts):
            return any(map(composed, parts))
        case Near(a, b):
            return composed(a) or composed(b)
        case _:
            return False


def asked(pattern: Pattern) -> frozenset[str]:
    """The rules whose findings a pattern asks for."""
    match pattern:
        case FindingOf(rule):
            return frozenset((rule,))
        case AnyOf(parts) | AllOf(parts):
            return frozenset(rule for part in parts for rule in asked(part))
        case _:
            return frozenset()


class Veto(NamedTuple):
    """A pattern that takes a hit back. ``scope`` None: where it overlaps the hit or its phrase."""

    pattern: Pattern
    scope: Scope | None


# What tells who gives: a verb, or whose liability, claim … it is; wares: who supplies them; notice: who must
# give it, and nothing else.
Stake: TypeAlias = Literal["act", "liability", "claim", "property", "debt", "duty", "wares", "notice"]


class Direction(NamedTuple):
    """Who must be the one that grants, waives or promises for the rule to hold."""

    actor: Literal["us", "them", "any"] = "any"
    unknown: Literal["report", "lower", "skip"] = "lower"
    mutual: Literal["report", "lower", "skip"] = "report"  # both sides alike; lower: a step of severity
    of: Stake = "act"  # what tells who gives; the act where that is silent


class Absent(NamedTuple):
    """A protection that should be there: missing where ``applies`` holds and nothing says ``expect``."""

    expect: Pattern
    applies: Pattern


class Adjust(NamedTuple):
    """Words that make a finding weigh more or less: they change its severity, and nothing else."""

    clause_has: Pattern | None  # in the clause of the finding
    document_has: Pattern | None  # anywhere
    severity: Severity | None  # the new one; None: ``shift`` steps from the old one
    shift: int
    because: str
    sentence_has: Pattern | None = None  # in a sentence that the finding quotes


class Unresolved(NamedTuple):
    """Papers that the contract refers to: the rule holds where one of them is not in the document."""

    labels: tuple[str, ...] = ()  # "schedule": named with a letter or number, found as a heading
    papers: tuple[str, ...] = ()  # "privacy policy": found as a heading


class Noticed(NamedTuple):
    """Marks of the reading that a rule is about: text that is hidden, a change that is not settled."""

    kind: MarkKind
    severity: Severity | None = None  # None: the rule's own


class Question(NamedTuple):
    """What a contract cannot tell and its reader can, with yes or no."""

    id: str
    text: str


class Condition(NamedTuple):
    """One condition of a statute: ``met`` or ``unmet`` decides it, else the answer, else ``otherwise``."""

    text: str  # in plain words, as a statement
    met: Pattern | None = None
    unmet: Pattern | None = None
    question: str = ""  # id of the question that decides it
    yes: Literal["met", "not met"] = "met"  # what the answer yes makes of it
    otherwise: Literal["met", "not met", "unknown"] = "unknown"
    both: Literal["met", "not met", "unknown"] = "unknown"  # where words say that it is, and that it is not


class LawExample(NamedTuple):
    """A contract with the state that a law check must come to on it; None: it is not about this contract."""

    text: str
    state: Literal["met", "not met", "unknown"] | None
    answers: Mapping[str, bool] = {}
    line: int = 0


class Law(NamedTuple):
    """A check against a statute or a union's terms: which contracts it is about, and its conditions."""

    id: str
    title: str
    applies: Pattern
    conditions: tuple[Condition, ...]
    means: str  # what it is worth where all conditions are met, in plain words
    reference: Reference
    examples: tuple[LawExample, ...] = ()
    path: str = ""  # rule file, for messages
    line: int = 0  # 1-based line of the check in it


class Reference(NamedTuple):
    """A law, a union term or a guide that a rule rests on: dated."""

    kind: Literal["law", "union", "guidance"]
    title: str
    section: str | None = None
    jurisdiction: str | None = None
    url: str | None = None
    as_of: str | None = None


class Example(NamedTuple):
    """A text with the verdict that the rule must reach on it."""

    text: str
    match: bool
    side: str = "us"  # whose side is read: us, them, any, or a party's name
    parties: Mapping[str, Side] = {}  # names beyond the pack's own
    document: bool = False  # the text is a whole contract, not one clause
    severity: Severity | None = None  # expected, where given
    span: str | None = None  # expected trigger quote, where given
    because: Literal["negation", "direction", "not", "scope", "object"] | None = None
    variants: bool = True  # also run wrapped, upper-cased, hyphenated …
    line: int = 0  # 1-based line in the rule file


class Rule(NamedTuple):
    """One risk: what to look for, how bad it is, and what to say about it."""

    id: str
    title: str
    severity: Severity
    confidence: Confidence
    why: str
    ask: str
    match: Pattern | None = None
    absent: Absent | None = None
    undefined: tuple[str, ...] = ()  # terms that must be defined once they are used
    unresolved: Unresolved | None = None
    noticed: tuple[Noticed, ...] = ()
    scope: Scope = "sentence"
    vetoes: tuple[Veto, ...] = ()  # `not` in the file
    negation: Literal["respect", "ignore", "only"] = "respect"
    direction: Direction = Direction()
    object: Literal["any", "rights"] = "any"  # what must be perpetual, irrevocable …
    expand: bool = True  # read the definitions of the terms that a grant uses
    adjust: tuple[Adjust, ...] = ()
    status: Literal["stable", "preview", "deprecated"] = "stable"
    replaced_by: str | None = None
    suggest: str | None = None
    gives: Mapping[str, str] = {}  # slot → words for the sentence at the top
    references: tuple[Reference, ...] = ()
    maps: Mapping[str, tuple[str, ...]] = {}
    examples: tuple[Example, ...] = ()
    pack: str = ""
    path: str = ""  # rule file, for messages
    line: int = 0  # 1-based line of the rule in it

    @property
    def category(self) -> str:
        """The first part of the id: ``"scope"``."""
        return self.id.partition(".")[0]

    @property
    def asks(self) -> frozenset[str]:
        """The rules that must run for this one to hold."""
        patterns = (self.match, self.absent.applies if self.absent else None)
        return frozenset(rule for pattern in patterns if pattern for rule in asked(pattern))


Topic: TypeAlias = Literal[
    "use", "audience", "sharing", "identity", "ai", "pay", "time", "term", "withdrawal", "deletion", "work",
    "credit", "approval", "union", "exchange",
]  # fmt: skip
Verdict: TypeAlias = Literal["contradicted", "weaker", "unsure", "silent", "kept"]
Compare: TypeAlias = Literal["", "pay", "at-most", "at-least", "same"]


class Sign(NamedTuple):
    """Words, findings or grants that tell something of a promise. ``negation`` and ``actor`` as in rules."""

    pattern: Pattern
    negation: Literal["respect", "ignore", "only"] = "respect"
    actor: Literal["us", "them", "any"] = "any"
    because: str = ""  # in words, for the report
    general: bool = False  # a promise of the paper on the point itself goes before it
    duty: bool = False  # the other side must do it: a "may", or a duty of the signer, does not keep it


class PromiseExample(NamedTuple):
    """A posting and a paper with the verdict that must come out; None: the posting does not promise it."""

    said: str
    signed: str
    verdict: Verdict | None
    line: int = 0


class PromiseKind(NamedTuple):
    """Something that people are promised before they sign: how it is said, kept, weakened, contradicted."""

    id: str
    title: str
    topic: Topic
    said: tuple[Sign, ...]
    why: str
    ask: str
    contradicted: tuple[Sign, ...] = ()
    weaker: tuple[Sign, ...] = ()
    kept: tuple[Sign, ...] = ()
    states: tuple[Sign, ...] = ()  # where the paper gives the figure that is compared
    about: tuple[Sign, ...] = ()  # where the paper speaks of the topic at all
    compare: Compare = ""
    rule: str = ""  # id of the rule on the same mismatch within one contract
    suggest: str = ""
    examples: tuple[PromiseExample, ...] = ()
    path: str = ""  # rule file, for messages
    line: int = 0  # 1-based line of the kind in it


class RulePack(NamedTuple):
    """A folder of rules for one kind of signer."""

    id: str
    version: str
    title: str
    sha256: str  # over its files, hexadecimal
    us: tuple[str, ...]  # words for the side that the pack protects
    them: tuple[str, ...]
    rules: tuple[Rule, ...]
    laws: tuple[Law, ...] = ()
    questions: tuple[Question, ...] = ()
    promises: tuple[PromiseKind, ...] = ()
    key_terms: tuple[str, ...] = ()  # words that promises rest on
    two_sided: bool = False  # it protects no side: who names none is told of both

    def alone(self, *ids: str) -> RulePack:
        """The pack with these rules, and those that they ask for, in turn; nothing else."""
        rules, wanted, todo = {rule.id: rule for rule in self.rules}, set[str](), list(ids)
        while todo:
            identity = todo.pop()
            if identity in rules and identity not in wanted:
                wanted.add(identity)
                todo += rules[identity].asks
        return self._replace(
            rules=tuple(rule for rule in self.rules if rule.id in wanted), laws=(), promises=(), key_terms=()
        )
