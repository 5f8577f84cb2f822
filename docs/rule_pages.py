"""RulePacks → the pages of the rule reference, one a category: made anew whenever the site is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from clausecheck.model import Law, PromiseKind, Reference, Rule, RulePack
from clausecheck.model.rules import asked
from clausecheck.rulepack.reference import plain

NAMES = {
    "ai": "AI and digital copies",
    "combo": "Worse together",
    "compete": "Business: who may compete",
    "control": "Business: who watches and who decides",
    "ctrl": "Who decides",
    "doc": "The document itself",
    "excl": "What you may not do elsewhere",
    "gag": "What you may not say",
    "ip": "Business: licences and ideas",
    "identity": "Your name, face and voice",
    "legal": "If there is a quarrel",
    "liability": "Business: who pays for damage",
    "loop": "Promises with holes",
    "mismatch": "The paper against itself",
    "missing": "What is not in there",
    "money": "Business: prices and payments",
    "own": "Who owns it",
    "pay": "Money",
    "privacy": "Your data",
    "scope": "How long, where, for what",
    "term": "Business: how long, and how it ends",
    "third": "Who else gets it",
    "tos": "Terms of service",
    "transfer": "Business: who may step in",
}


def pages(packs: Sequence[RulePack]) -> dict[str, str]:
    """File name → Markdown."""
    rules = sorted((rule for pack in packs for rule in pack.rules), key=lambda rule: rule.category)
    laws = [law for pack in packs for law in pack.laws]
    promises = [kind for pack in packs for kind in pack.promises]
    by_category = {name: list(found) for name, found in groupby(rules, key=lambda rule: rule.category)}
    made = {f"{name}.md": _lines(_category(name, found, laws)) for name, found in by_category.items()}
    made["law.md"] = _lines(_laws(laws, {rule.id: rule for rule in rules}))
    made["promise.md"] = _lines(_promises(promises))
    made["index.md"] = _lines(_index(by_category, len(laws), len(promises), packs))
    return made


def title(category: str) -> str:
    """What a category is called; a new one has its id until somebody names it."""
    return NAMES.get(category, category)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _index(
    found: dict[str, list[Rule]], laws: int, promises: int, packs: Sequence[RulePack]
) -> Iterator[str]:
    yield "# All rules"
    yield ""
    versions = ", ".join(f"`{pack.id}` {pack.version}" for pack in packs)
    rules = sum(map(len, found.values()))
    yield f"{rules} rules, {laws} checks against laws and union terms, {promises} kinds of promises."
    yield f"This list is made from the rule packs ({versions}) each time the site is built."
    yield ""
    yield "See also: [laws and union terms](law.md), [promises before the signing](promise.md)."
    for category, inside in found.items():
        yield from (
            "",
            f"## [{title(category)}]({category}.md)",
            "",
            "| rule | how bad | what |",
            "|---|---|---|",
        )
        for rule in inside:
            yield f"| [`{rule.id}`]({category}.md#{rule.id}) | {rule.severity.label} | {plain(rule.title)} |"


def _category(category: str, rules: Iterable[Rule], laws: Sequence[Law]) -> Iterator[str]:
    yield f"# {title(category)}"
    for rule in rules:
        yield from ("", *_rule(rule, [law for law in laws if rule.id in _asked(law)]))


def _rule(rule: Rule, laws: Sequence[Law]) -> Iterator[str]:
    yield f"## {plain(rule.title)} {{#{rule.id}}}"
    yield ""
    now = f" (now `{rule.replaced_by}`)" if rule.replaced_by else ""
    status = "" if rule.status == "stable" else f" · {rule.status}{now}"
    sure = f"{rule.confidence.label} confidence"
    yield f"`{rule.id}` · {rule.severity.label} · {sure} · pack `{rule.pack}`{status}"
    yield from _said(rule)
    for label, match in (("Found in", True), ("Not in", False)):
        text = next((example.text for example in rule.examples if example.match is match), None)
        if text:
            yield from ("", f"**{label}:** “{plain(text)}”")
    if laws:
        links = ", ".join(f"[{plain(law.title)}](law.md#{law.id})" for law in laws)
        yield from ("", f"**Related law:** {links}")
    yield from _sources(rule.references)


def _said(noun: Rule | PromiseKind) -> Iterator[str]:
    for label, text in (("Why", noun.why), ("Ask", noun.ask), ("Suggest", noun.suggest)):
        if text:
            yield from ("", f"**{label}:** {plain(text)}")


def _laws(laws: Iterable[Law], rules: dict[str, Rule]) -> Iterator[str]:
    yield from (
        "# Laws and union terms",
        "",
        "Each condition is met, not met, or not known. It is never a verdict.",
    )
    for law in laws:
        yield from ("", f"## {plain(law.title)} {{#{law.id}}}", "", f"`{law.id}`", "")
        yield from (f"- {plain(condition.text)}" for condition in law.conditions)
        yield from ("", f"**What it means:** {plain(law.means)}")
        asks = sorted(rule for rule in _asked(law) if rule in rules)
        if asks:
            links = ", ".join(f"[`{rule}`]({rules[rule].category}.md#{rule})" for rule in asks)
            yield from ("", f"**Looks at:** {links}")
        yield from _sources((law.reference,))


def _promises(kinds: Iterable[PromiseKind]) -> Iterator[str]:
    yield "# Promises before the signing"
    yield ""
    yield "What a posting or an e-mail can promise, and `clausecheck promises` compares with the agreement."
    for kind in kinds:
        yield from ("", f"## {plain(kind.title)} {{#{kind.id}}}", "", f"`{kind.id}`", *_said(kind))


def _asked(law: Law) -> frozenset[str]:
    """The rules whose findings a check looks at."""
    patterns = [law.applies, *(side for one in law.conditions for side in (one.met, one.unmet) if side)]
    return frozenset(rule for pattern in patterns for rule in asked(pattern))


def _sources(references: Sequence[Reference]) -> Iterator[str]:
    if not references:
        return
    yield from ("", "**Sources:**", "")
    for item in references:
        name = plain(", ".join(part for part in (item.title, item.section, item.jurisdiction) if part))
        yield f"- {f'[{name}]({item.url})' if item.url else name}, as of {item.as_of}"
