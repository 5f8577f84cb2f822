"""Checked YAML value → Pattern, with the mistakes that only the content shows."""

from __future__ import annotations

import json
import re
import warnings
from typing import Any

from clausecheck import programs
from clausecheck.errors import nearest
from clausecheck.model import AllOf, AnyOf, FindingOf, GrantOf, Near, Pattern, Phrase, Regex, Tokens, composed
from clausecheck.rulepack import literals
from clausecheck.rulepack.spec import Value
from clausecheck.rulepack.yamlfile import Node, Place, Scalar, Sequence, Source, Table

Fields = dict[str, Value]

# What spacy.blank("en") can match: its tokenizer gives text, no lemmas, no tags (E155).
_TOKEN_KEYS = frozenset(
    "ORTH TEXT LOWER NORM LENGTH IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT IS_SPACE "
    "IS_STOP IS_SENT_START LIKE_NUM LIKE_URL LIKE_EMAIL SHAPE PREFIX SUFFIX OP SPACY".split()
)
_TRAINED_KEYS = frozenset("LEMMA POS TAG DEP MORPH ENT_TYPE ENT_ID ENT_IOB ENT_KB_ID".split())
_WORD_KEYS = frozenset(("LOWER", "TEXT", "ORTH", "NORM", "SHAPE", "PREFIX", "SUFFIX"))
_NOT_LOWERED = re.compile(r"\\.|\(\?P[<=>]\w*|\(\?[a-zA-Z]+[:)]|[A-Z]")
_META = re.compile(r"\\[bwsdWSD]|\(\?|\.\*|\.\+|\[[^\]]*\][*+?]|\w\|\w|^\^|\$$")


class PatternReader:
    """Builds patterns of one file; ``defs`` are the pack's named patterns."""

    def __init__(self, source: Source, defs: dict[str, Value], owner: Source) -> None:
        self._source = source
        self._defs = defs
        self._owner = owner  # the file that the defs stand in
        self._open: tuple[str, ...] = ()
        self.asked: list[tuple[str, Place]] = []  # the rules that `finding` asks for

    def words(self, value: Value) -> Pattern | None:
        """A pattern of words alone: where findings and grants are not known yet, they cannot be asked for."""
        pattern = self.build(value)
        if pattern is not None and composed(pattern):
            hint = "put them into `match`, or into `applies-when`"
            self._source.fault(value.place, "`finding` and `grant` are not possible here", hint)
            return None
        return pattern

    def build(self, value: Value) -> Pattern | None:
        """The pattern, or None after noting what is wrong with it."""
        fields = _fields(value)
        for kind in ("phrase", "regex", "tokens", "ref"):
            if kind in fields:
                build = {"phrase": self._phrase, "regex": self._regex, "tokens": self._tokens}
                return build.get(kind, self._ref)(fields[kind])
        for kind, shape in (("any", AnyOf), ("all", AllOf)):
            if kind in fields:
                return self._group(fields[kind], shape)
        if "finding" in fields:
            self.asked.append((str(fields["finding"].data), fields["finding"].place))
            return FindingOf(str(fields["finding"].data))
        if "grant" in fields:
            return self._grant(fields["grant"])
        return self._near(fields["near"]) if "near" in fields else None

    def _grant(self, value: Value) -> Pattern | None:
        fields = _fields(value)
        if not fields:
            self._source.fault(value.place, "this grant asks for nothing", "name a field: {purpose: open}")
            return None
        asked = ((name, tuple(str(v.data) for v in _values(values))) for name, values in fields.items())
        return GrantOf(tuple(sorted(asked)))

    def _phrase(self, value: Value) -> Pattern | None:
        text = str(value.data)
        if _META.search(text):
            self._source.fault(
                value.place, "a phrase is literal, but this looks like a pattern", "use `regex:` instead"
            )
            return None
        if not re.search(r"\w", text):
            self._source.fault(value.place, "a phrase needs at least one letter or digit")
            return None
        first = re.findall(r"\w+", text.lower())[0]
        return Phrase(" ".join(text.split()), literals.of_phrase(text), literals.starts(re.escape(first)))

    def _regex(self, value: Value) -> Pattern | None:
        text = str(value.data)
        # The text is lower-cased once instead of `re.IGNORECASE`, which costs a factor of 14 here. Capitals
        # of the expression follow, escapes and group names do not.
        lower = _NOT_LOWERED.sub(lambda m: m[0].lower() if len(m[0]) == 1 else m[0], text)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                re.compile(text)
            compiled = re.compile(lower)
        except (re.error, FutureWarning, DeprecationWarning, RecursionError, OverflowError) as error:
            position = getattr(error, "pos", None)
            at = Place(value.place.line, value.place.column + (position or 0))
            self._source.fault(at, f"this regular expression is not valid: {getattr(error, 'msg', error)}")
            return None
        if compiled.match("") and compiled.fullmatch(""):
            self._source.fault(value.place, "this regular expression matches the empty string")
            return None
        needs, starts = literals.of_regex(lower), literals.starts(lower)
        program = b"" if compiled.groupindex else programs.dump(lower)
        return Regex(lower, needs, program, starts)

    def _ref(self, value: Value) -> Pattern | None:
        name = str(value.data)
        if name not in self._defs:
            hint = nearest(name, self._defs) or "patterns are named in `defs` of pack.yaml"
            self._source.fault(value.place, f"no pattern is named '{name}'", hint)
            return None
        if name in self._open:
            self._source.fault(value.place, f"'{name}' refers to itself: {' → '.join((*self._open, name))}")
            return None
        inner = PatternReader(self._owner, self._defs, self._owner)
        inner._open, inner.asked = (*self._open, name), self.asked
        return inner.build(self._defs[name])

    def _group(self, value: Value, shape: type[AnyOf] | type[AllOf]) -> Pattern | None:
        parts = _values(value)
        if not parts:
            self._source.fault(value.place, "this list is empty")
            return None
        built = [self.build(part) for part in parts]
        kept = tuple(part for part in built if part is not None)
        if len(kept) < len(parts):
            return None
        if shape is AnyOf:
            return AnyOf(kept)
        return AllOf(tuple(map(literals.lightened, kept)), literals.of(AllOf(kept)))

    def _near(self, value: Value) -> Pattern | None:
        fields = _fields(value)
        if not {"a", "b", "within"} <= fields.keys():
            return None
        a, b = self.words(fields["a"]), self.words(fields["b"])
        within = fields["within"].data
        forward = "order" in fields and fields["order"].data == "forward"
        if a is None or b is None:
            return None
        needs = literals.of(AllOf((a, b)))
        return Near(literals.lightened(a), literals.lightened(b), int(str(within)), forward, needs)

    def _tokens(self, value: Value) -> Pattern | None:
        node = value.data
        if not isinstance(node, Sequence) or not node.items:
            self._source.fault(value.place, "expected a list of tokens, e.g. [{LOWER: as}]")
            return None
        before = len(self._source.faults)
        for item in node.items:
            self._token(item)
        if len(self._source.faults) > before:
            return None
        described: Any = _plain(node)
        matcher = json.dumps(described, sort_keys=True)
        return Tokens(matcher, literals.gate(described), literals.of_tokens(described))

    def _token(self, item: Node) -> None:
        if not isinstance(item, Table):
            self._source.fault(item.place, "a token is described by a mapping, e.g. {LOWER: perpetuity}")
            return
        for key, place, value in item:
            if key.upper() in _TRAINED_KEYS:
                hint = "use LOWER with {IN: [grant, grants, granted]}"
                self._source.fault(place, f"{key} needs a trained model, which is not used here", hint)
            elif key not in _TOKEN_KEYS:
                self._source.fault(place, f"unknown token key '{key}'", nearest(key.upper(), _TOKEN_KEYS))
            elif key == "OP" and not _operator(value):
                self._source.fault(value.place, "OP is one of ! ? + * {n} {n,m}")


def _operator(node: Node) -> bool:
    return isinstance(node, Scalar) and bool(re.fullmatch(r"[!?+*]|\{\d*(,\d*)?\}", node.raw))


def _plain(node: Node, words: bool = False) -> object:
    """A YAML node as plain Python data; with ``words``, scalars as written: YAML reads no as false."""
    match node:
        case Scalar(_, value, raw):
            return raw if words else value
        case Sequence(_, items):
            return [_plain(item, words) for item in items]
        case Table(_, items):
            return {key: _plain(value, words or key in _WORD_KEYS) for key, _, value in items}


def _fields(value: Value) -> Fields:
    assert isinstance(value.data, dict)
    return value.data


def _values(value: Value) -> tuple[Value, ...]:
    assert isinstance(value.data, tuple)
    return value.data
