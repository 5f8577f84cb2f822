"""The format of pack.yaml and of rule files, version 1, and its JSON Schema for editors."""

from __future__ import annotations

from typing import get_args

from clausecheck.model import VERDICTS, Topic
from clausecheck.rulepack.spec import Choice, Flag, Free, ListOf, MapOf, Named, Record, Spec, Text, Whole

SEVERITIES = ("info", "low", "medium", "high", "critical")
CONFIDENCES = ("low", "medium", "high")
SCOPES = ("sentence", "clause", "section", "heading", "definition", "document")
GIVES = ("what", "how long", "where", "to whom", "for what", "pay")
KINDS = ("phrase", "regex", "tokens", "ref", "any", "all", "near", "finding", "grant")
TOPICS = get_args(Topic)
STATES = ("met", "not met", "unknown")
# The fields of a grant that a rule can ask for, and their values (`terms.grants` reads them).
SUBJECTS = (
    "likeness", "voice", "face", "body", "name", "expression", "performance", "recording", "biometric",
    "data", "work", "content",
)  # fmt: skip
ACTS = (
    "use", "copy", "publish", "perform", "modify", "sell", "sublicense", "share", "train", "replicate",
    "identify", "own", "advertise", "record", "waive",
)  # fmt: skip
_REACH = ("named", "open", "unclear")
_ANSWER = ("yes", "no", "unclear")
GRANT_FIELDS: dict[str, tuple[str, ...]] = {
    "from": ("us", "them", "other", "unknown"),
    "to": _REACH,
    "subject": SUBJECTS,
    "acts": ACTS,
    "purpose": _REACH,
    "term": ("fixed", "perpetual", "unclear"),
    "revocable": _ANSWER,
    "sublicensable": _ANSWER,
    "territory": ("worldwide", "named", "unclear"),
    "media": ("any", "named", "unclear"),
    "exclusive": _ANSWER,
    "pay": ("none", "flat", "reuse", "unclear"),
    "limit": ("none", "equal", "narrower"),
}

_PATTERN = Named("pattern")
_KIND_FIELDS: dict[str, Spec] = {
    "phrase": Text("literal words; case, line breaks, hyphens, quotes and spaces do not matter"),
    "regex": Text("a Python regular expression; case does not matter"),
    "tokens": Free('a spaCy Matcher pattern: a list of token descriptions, spacy.blank("en")'),
    "ref": Text("the name of a pattern in `defs` of pack.yaml"),
    "any": ListOf(_PATTERN, "at least one of these"),
    "all": ListOf(_PATTERN, "all of these within the scope; the first is what is quoted"),
    "near": Record(
        "near",
        {
            "a": _PATTERN,
            "b": _PATTERN,
            "within": Whole("at most so many words between the two"),
            "order": Choice(("any", "forward"), "forward: a before b"),
        },
        ("a", "b", "within"),
        doc="two patterns close to each other",
    ),
    "finding": Text("the id of another rule that holds somewhere in the contract"),
    "grant": Record(
        "grant",
        {name: ListOf(Choice(values), single=True) for name, values in GRANT_FIELDS.items()},
        doc="a grant whose fields are these, each one of the values",
    ),
}
PATTERN = Record("pattern", _KIND_FIELDS, one_of=KINDS)
_VETO = Record(
    "veto",
    {"in": Choice(SCOPES, "veto hits anywhere in the same sentence, clause …"), **_KIND_FIELDS},
    one_of=KINDS,
)
_EXAMPLE = Record(
    "example",
    {
        "text": Text("the example"),
        "as": Text("whose side is read: us, them, any, or a party's name"),
        "parties": MapOf(Choice(("us", "them", "other")), "names in the text and their sides"),
        "document": Flag("the text is a whole contract"),
        "expect": Record(
            "expectation", {"severity": Choice(SEVERITIES), "span": Text("the words that must be quoted")}
        ),
        "because": Choice(("negation", "direction", "not", "scope", "object"), "why there is no match"),
        "variants": Choice(("none",), "none: do not run it wrapped, upper-cased, hyphenated"),
        "reason": Text("why there are no variants"),
    },
    required=("text",),
    text_field="text",
)
_REFERENCE = Record(
    "reference",
    {
        "kind": Choice(("law", "union", "guidance")),
        "title": Text(),
        "section": Text(),
        "jurisdiction": Text(),
        "url": Text(),
        "as-of": Text("date on which this was true, YYYY-MM-DD"),
    },
    ("kind", "title", "as-of"),
)
RULE = Record(
    "rule",
    {
        "id": Text("category.name, stable for ever"),
        "title": Text("one plain sentence: the headline of the finding"),
        "status": Choice(("stable", "preview", "deprecated")),
        "replaced-by": Text("the id of the rule that took its place"),
        "severity": Choice(SEVERITIES, "how bad it is"),
        "confidence": Choice(CONFIDENCES, "how often a hit is right"),
        "scope": Choice(SCOPES, "what is read at once; sentence (with its lead-in) by default"),
        "match": _PATTERN,
        "absent": Record(
            "absent",
            {"expect": _PATTERN, "applies-when": _PATTERN},
            ("expect", "applies-when"),
            doc="a protection that should be there, and when",
        ),
        "undefined": Record("undefined", {"terms": ListOf(Text(), single=True)}, ("terms",)),
        "unresolved": Record(
            "unresolved",
            {
                "labels": ListOf(Text(), "kinds of attachment: schedule, exhibit", single=True),
                "papers": ListOf(Text(), "other papers by name: privacy policy", single=True),
            },
            doc="papers that are referred to and are not in the document",
        ),
        "noticed": ListOf(
            Record(
                "mark",
                {
                    "kind": Choice(("hidden", "deleted", "inserted"), "what the reading noticed"),
                    "severity": Choice(SEVERITIES, "its own, where it is not that of the rule"),
                },
                ("kind",),
            ),
            "text that nobody sees, or a change that is not settled",
            single=True,
        ),
        "not": ListOf(_VETO, "hits to take back", single=True),
        "negation": Choice(("respect", "ignore", "only"), "what a negated hit means; respect by default"),
        "direction": Record(
            "direction",
            {
                "actor": Choice(("us", "them", "any"), "who grants, waives or promises"),
                "unknown": Choice(("report", "lower", "skip"), "what to do where that is unclear"),
                "mutual": Choice(("report", "lower", "skip"), "where both sides do it; lower for legal.*"),
                "of": Choice(
                    ("act", "liability", "claim", "property", "debt", "duty", "wares", "notice"),
                    "what tells who gives: the verb, or whose such thing it is",
                ),
            },
            ("actor",),
        ),
        "object": Choice(
            ("any", "rights"), "rights: not where only a payment, a secret, a duty or a law is meant"
        ),
        "definitions": Choice(
            ("expand", "ignore"), "whether it looks into the definitions of a grant's terms"
        ),
        "adjust": ListOf(
            Record(
                "adjustment",
                {
                    "when": Record(
                        "condition",
                        {"sentence-has": _PATTERN, "clause-has": _PATTERN, "document-has": _PATTERN},
                    ),
                    "severity": Choice(SEVERITIES, "the severity that it then has"),
                    "shift": Choice(("-2", "-1", "+1", "+2", "1", "2"), "or so many steps from its own"),
                    "because": Text("in words, for the report"),
                },
                ("when", "because"),
            ),
            "words that make it weigh more or less; it changes the severity only",
            single=True,
        ),
        "why": Text("what it costs the signer, in plain words"),
        "ask": Text("the question to send"),
        "suggest": Text("replacement wording"),
        "gives": MapOf(Text(), "words for the sentence at the top of the report", GIVES),
        "references": ListOf(_REFERENCE),
        "maps": MapOf(ListOf(Text(), single=True), "the same risk in other taxonomies"),
        "examples": Record(
            "examples",
            {"match": ListOf(_EXAMPLE, single=True), "no-match": ListOf(_EXAMPLE, single=True)},
            ("match", "no-match"),
            doc="at least one each; `rules test` runs them",
        ),
    },
    required=("id", "title", "severity", "confidence", "why", "ask", "examples"),
    one_of=("match", "absent", "undefined", "unresolved", "noticed"),
)
LAW = Record(
    "law check",
    {
        "id": Text("law.name or union.name, stable for ever"),
        "title": Text("what is checked, in one plain sentence"),
        "applies-when": _PATTERN,
        "conditions": ListOf(
            Record(
                "condition",
                {
                    "text": Text("the condition, in plain words, as a statement"),
                    "met-when": _PATTERN,
                    "not-met-when": _PATTERN,
                    "question": Text("the id of the question that settles it"),
                    "yes": Choice(("met", "not met"), "what the answer yes makes of it; met by default"),
                    "otherwise": Choice(STATES, "where nothing settles it; unknown by default"),
                    "both": Choice(STATES, "where both kinds of words are there; unknown by default"),
                },
                ("text",),
            )
        ),
        "means": Text("what it is worth where all conditions are met; no legal advice, never a verdict"),
        "reference": _REFERENCE,
        "examples": ListOf(
            Record(
                "example",
                {
                    "text": Text("a contract"),
                    "state": Choice((*STATES, "none"), "what must come out; none: it does not apply"),
                    "answers": MapOf(Choice(("yes", "no")), "answers to the questions"),
                },
                ("text", "state"),
            ),
            "at least one for each state that it can have",
        ),
    },
    required=("id", "title", "applies-when", "conditions", "means", "reference", "examples"),
)
_SIGN = Record(
    "sign",
    {
        **_KIND_FIELDS,
        "negation": Choice(
            ("respect", "ignore", "only"), "what negated words mean; only: words, or hits of a rule, that are"
        ),
        "actor": Choice(("us", "them", "any"), "who gives or promises; any by default"),
        "because": Text("what the words come to, for the report"),
        "general": Flag("of a weaker sign: what the paper promises on the point itself goes before it"),
        "duty": Flag("of a sign of `kept`: the other side must do it"),
    },
    one_of=KINDS,
)
PROMISE = Record(
    "promise",
    {
        "id": Text("promise.name, stable for ever"),
        "title": Text("what is promised, in one plain sentence"),
        "topic": Choice(TOPICS, "what it is about"),
        "said": ListOf(_SIGN, "how a posting says it: words alone", single=True),
        "contradicted": ListOf(_SIGN, "the paper says the opposite", single=True),
        "weaker": ListOf(_SIGN, "the paper promises less", single=True),
        "kept": ListOf(_SIGN, "the paper says it, too; with a loophole it is weaker", single=True),
        "states": ListOf(_SIGN, "where the paper gives the figure that is compared", single=True),
        "about": ListOf(
            _SIGN, "words of the topic: without them nothing in the paper is about it", single=True
        ),
        "compare": Choice(
            ("pay", "at-most", "at-least", "same"), "figures, or words, of the paper against the posting's"
        ),
        "rule": Text("the id of the rule on the same mismatch within one contract"),
        "why": Text("what it costs the signer, in plain words"),
        "ask": Text("the question to send"),
        "suggest": Text("wording for the paper"),
        "examples": ListOf(
            Record(
                "example",
                {
                    "said": Text("a posting"),
                    "signed": Text("an agreement"),
                    "verdict": Choice((*VERDICTS, "none"), "what must come out; none: it is not promised"),
                },
                ("said", "signed", "verdict"),
            ),
            "pairs, one at least for each verdict that it can have; `rules test` runs them",
        ),
    },
    required=("id", "title", "topic", "said", "why", "ask", "examples"),
)
QUESTION = Record("question", {"id": Text("one word"), "text": Text("a yes/no question")}, ("id", "text"))
RULE_FILE = Record(
    "rule file",
    {
        "schema": Whole(),
        "rules": ListOf(RULE),
        "laws": ListOf(LAW),
        "questions": ListOf(QUESTION),
        "promises": ListOf(PROMISE),
        "key-terms": ListOf(Text(), "words that promises rest on, and that a paper should define"),
    },
    ("schema",),
)
PACK_FILE = Record(
    "pack file",
    {
        "schema": Whole(),
        "pack": Text("the name of the pack, as in --pack"),
        "version": Text(),
        "title": Text(),
        "maintainer": Text(),
        "license": Text(),
        "language": Text(),
        "jurisdiction": ListOf(Text(), single=True),
        "requires-clausecheck": Text(),
        "parties": MapOf(ListOf(Text(), single=True), "words for the two sides", ("us", "them")),
        "two-sided": Flag("it protects no side: who names none with --as is told of both"),
        "defs": MapOf(_PATTERN, "named patterns, used by `ref`"),
        "extends": Text("a pack whose rules, words and patterns this one starts from, by name or folder"),
        "review-by": Text(),
    },
    required=("schema", "pack", "version", "title"),
)
NAMED = {"pattern": PATTERN}


def json_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of a rule file; pack.yaml is ``$defs/pack``."""
    defs = {"pattern": _export(PATTERN), "pack": _export(PACK_FILE)}
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "clausecheck rule file, schema 1",
    }
    return {**head, **_export(RULE_FILE), "$defs": defs}


def _export(spec: Spec) -> dict[str, object]:
    note: dict[str, object] = {"description": spec.doc} if spec.doc else {}
    match spec:
        case Text():
            return {**note, "type": ["string", "number"]}
        case Choice(values):
            return {**note, "enum": list(values)}
        case Flag():
            return {**note, "type": "boolean"}
        case Whole():
            return {**note, "type": "integer", "minimum": 0}
        case Free(_, kind):
            return {**note, "type": kind}
        case Named(name):
            return {**note, "$ref": f"#/$defs/{name}"}
        case ListOf(item, _, single):
            many = {"type": "array", "items": _export(item)}
            return {**note, "oneOf": [_export(item), many]} if single else {**note, **many}
        case MapOf(value, _, keys):
            if keys:
                properties = {key: _export(value) for key in keys}
                return {**note, "type": "object", "properties": properties, "additionalProperties": False}
            return {**note, "type": "object", "additionalProperties": _export(value)}
        case Record():
            return {**note, **_export_record(spec)}


def _export_record(spec: Record) -> dict[str, object]:
    shape: dict[str, object] = {
        "type": "object",
        "properties": {key: _export(inner) for key, inner in spec.fields.items()},
        "additionalProperties": False,
    }
    if spec.required:
        shape["required"] = list(spec.required)
    if spec.one_of:
        shape["oneOf"] = [{"required": [key]} for key in spec.one_of]
    return {"oneOf": [{"type": "string"}, shape]} if spec.text_field else shape
