"""RulePacks → a Markdown reference of all rules: what each one means, what to ask, and where it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from clausecheck.model import Law, PromiseKind, Reference, Rule, RulePack

_MARKUP = re.compile(r"([\\`*_\[\]<>|])")


def markdown(packs: Sequence[RulePack]) -> str:
    """The reference, by pack and category."""
    lines = ["# Rules", "", "Made by `clausecheck rules docs` from the rule packs: change those, not this."]
    for pack in packs:
        lines += ["", f"## {pack.id}: {plain(pack.title)}", "", f"Version {pack.version}."]
        for category, rules in groupby(sorted(pack.rules, key=_category), key=_category):
            lines += ["", f"### {category}"]
            for rule in rules:
                lines += ["", *_rule(rule)]
        if pack.laws:
            lines += ["", "### Checks against laws and union terms"]
            for law in pack.laws:
                lines += ["", *_law(law)]
        if pack.promises:
            lines += ["", "### Promises before the signing, compared with the agreement"]
            for kind in pack.promises:
                lines += ["", *_promise(kind)]
    return "\n".join(lines) + "\n"


def _category(rule: Rule) -> str:
    return rule.category


def _rule(rule: Rule) -> Iterator[str]:
    status = "" if rule.status == "stable" else f", {rule.status}"
    if rule.replaced_by:
        status += f" (now `{rule.replaced_by}`)"
    yield f"#### `{rule.id}`"
    yield ""
    yield f"**{plain(rule.title)}** ({rule.severity.label}, {rule.confidence.label} confidence{status})"
    for label, text in (("Why", rule.why), ("Ask", rule.ask), ("Suggest", rule.suggest)):
        if text:
            yield ""
            yield f"{label}: {plain(text)}"
    for label, match in (("Found in", True), ("Not in", False)):
        text = next((example.text for example in rule.examples if example.match is match), None)
        if text:
            yield ""
            yield f"{label}: “{plain(text)}”"
    yield from _sources(rule.references)


def _law(law: Law) -> Iterator[str]:
    yield f"#### `{law.id}`"
    yield ""
    yield f"**{plain(law.title)}**"
    yield ""
    yield from (f"- {plain(condition.text)}" for condition in law.conditions)
    yield ""
    yield plain(law.means)
    yield from _sources((law.reference,))


def _promise(kind: PromiseKind) -> Iterator[str]:
    yield f"#### `{kind.id}`"
    yield ""
    yield f"**{plain(kind.title)}**"
    for label, text in (("Why", kind.why), ("Ask", kind.ask), ("Suggest", kind.suggest)):
        if text:
            yield ""
            yield f"{label}: {plain(text)}"


def _sources(references: Iterable[Reference]) -> Iterator[str]:
    for i, item in enumerate(references):
        if i == 0:
            yield ""
        about = ", ".join(plain(part) for part in (item.section, item.jurisdiction) if part)
        link = f" <{item.url}>" if item.url else ""
        yield f"- {plain(item.title)}{f' ({about})' if about else ''}, as of {item.as_of}{link}"


def plain(text: str) -> str:
    """One line, with nothing in it that Markdown reads as markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
