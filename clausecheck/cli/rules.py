"""``clausecheck rules …`` and ``clausecheck explain``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from clausecheck.cli import authoring, drafting
from clausecheck.cli.clauses import ListFormat
from clausecheck.cli.locked import Passwords

if TYPE_CHECKING:
    from clausecheck.model import Rule, RulePack

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

app.command(epilog=authoring.LINT_EPILOG)(authoring.lint)
app.command(epilog=authoring.TEST_EPILOG)(authoring.test)
app.command(epilog=drafting.NEW_EPILOG)(drafting.new)
app.command(epilog=drafting.DOCS_EPILOG)(drafting.docs)

_Packs = Annotated[list[str], typer.Option("--pack", help="Rule packs, by name or folder.")]
_ListFormat = Annotated[ListFormat, typer.Option("--format", help="How the list is written.")]
_WIDTH = 78


EXPLAIN_EPILOG = """\b
Examples:
  clausecheck explain scope.perpetual
  clausecheck explain law.ca-927             a law check
  clausecheck explain scope.perpetual --in agreement.pdf    why it fired there, or did not
  clausecheck explain dub.any-language --pack ./my-rules"""
_LIST_EPILOG = """\b
Examples:
  clausecheck rules list
  clausecheck rules list --pack ./my-rules --format json"""
_SHOW_EPILOG = """\b
Examples:
  clausecheck rules show scope.perpetual
  clausecheck rules show scope.perpetual --format json"""
_SCHEMA_EPILOG = """\b
Examples:
  clausecheck rules schema > rules.schema.json"""


@app.command("list", epilog=_LIST_EPILOG)
def list_rules(pack: _Packs = ["performer"], format: _ListFormat = ListFormat.text) -> None:  # noqa: B006
    """List the rules of the packs."""
    packs = _load(pack)
    rules = [rule for each in packs for rule in each.rules]
    if format is ListFormat.json:
        _print_json([_record(rule) for rule in rules])
        return
    for rule in rules:
        typer.echo(f"{rule.id:<32} {rule.severity.label:<9} {rule.title}")
    for law in (law for each in packs for law in each.laws):
        typer.echo(f"{law.id:<32} {'law':<9} {law.title}")
    for kind in (kind for each in packs for kind in each.promises):
        typer.echo(f"{kind.id:<32} {'promise':<9} {kind.title}")
    typer.echo(f"\n{len(rules)} rules. More on one: clausecheck explain {rules[0].id}", err=True)


@app.command(epilog=_SHOW_EPILOG)
def show(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The id of a rule.")],
    pack: _Packs = ["performer"],  # noqa: B006
    format: _ListFormat = ListFormat.text,
) -> None:
    """Show everything that a rule says, its examples included."""
    from clausecheck.rulepack.shown import looks_for

    packs = _load(pack)
    if _law(rule, packs) or _promise(rule, packs):
        return
    found = _find(rule, packs)
    if format is ListFormat.json:
        _print_json(_record(found))
        return
    _explain(found)
    typer.echo("\n".join(looks_for(found)) + "\n")
    for example in found.examples:
        because = f"  (because: {example.because})" if example.because else ""
        typer.echo(f"{'match   ' if example.match else 'no match'}  {example.text}{because}")
    typer.echo(f"\n{found.path}:{found.line}")


@app.command(epilog=_SCHEMA_EPILOG)
def schema() -> None:
    """Print the JSON Schema of a rule file, for editors."""
    from clausecheck.rulepack.schema import json_schema

    _print_json(json_schema())


def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The id of a rule, e.g. scope.perpetual.")],
    inside: Annotated[
        str | None, typer.Option("--in", metavar="FILE", help="Why it fired in this document, or did not.")
    ] = None,
    side: Annotated[
        str, typer.Option("--as", metavar="SIDE", help="Your side: us, them, any, or a party's name.")
    ] = "us",
    pack: _Packs = ["performer"],  # noqa: B006
    format: Annotated[ListFormat, typer.Option("--format", help="How it is written.")] = ListFormat.text,
    password: Passwords = [],  # noqa: B006
) -> None:
    """Explain a rule, or why it fired in a document."""
    packs = _holding(rule, pack)
    if inside is not None:
        from clausecheck.cli.explain import explain_in

        explain_in(
            rule if _is_law(rule, packs) else _find(rule, packs).id, inside, side, packs, format, password
        )
    elif format is ListFormat.json:
        _print_json(_other(rule, packs) or _record(_find(rule, packs)))
    elif not (_law(rule, packs) or _promise(rule, packs)):
        _explain(_find(rule, packs))


def _holding(identity: str, names: list[str]) -> tuple[RulePack, ...]:
    """The packs; where none was named and these do not know the rule, the shipped one that does."""
    from clausecheck.rulepack.shipped import shipped

    packs = _load(names)
    if names != ["performer"] or _knows(packs, identity):
        return packs
    others = sorted(path.parent.name for path in shipped().glob("*/pack.yaml"))
    return next((loaded for name in others if _knows(loaded := _load([name]), identity)), packs)


def _knows(packs: tuple[RulePack, ...], identity: str) -> bool:
    named = {rule.id for pack in packs for rule in pack.rules}
    named |= {law.id for pack in packs for law in pack.laws}
    return identity in named | {kind.id for pack in packs for kind in pack.promises}


def _is_law(identity: str, packs: tuple[RulePack, ...]) -> bool:
    return any(law.id == identity for pack in packs for law in pack.laws)


def _law(identity: str, packs: tuple[RulePack, ...]) -> bool:
    """Explain the law check of that id; whether there is one."""
    from clausecheck.rulepack.shown import conditions

    for law in (law for pack in packs for law in pack.laws if law.id == identity):
        where = ", ".join(part for part in (law.reference.section, law.reference.jurisdiction) if part)
        typer.echo(f"{law.id}  ({law.reference.kind} check)\n{law.title}\n")
        typer.echo("Conditions, each met, not met or unknown in a contract:\n" + "\n".join(conditions(law)))
        typer.echo(f"\n{law.means}\n\nSource: {law.reference.title} ({where}), as of {law.reference.as_of}.")
        for question in (q for pack in packs for q in pack.questions):
            if any(condition.question == question.id for condition in law.conditions):
                typer.echo(f"\n{question.text}\n  --answer {question.id}=yes or {question.id}=no")
        return True
    return False


def _promise(identity: str, packs: tuple[RulePack, ...]) -> bool:
    """Explain the kind of promise of that id; whether there is one."""
    kind = next((kind for pack in packs for kind in pack.promises if kind.id == identity), None)
    if kind is None:
        return False
    typer.echo(f"{kind.id}  (a promise, compared by `clausecheck promises`)\n{kind.title}\n")
    typer.echo(f"Why: {kind.why}\nAsk: {kind.ask}\nSuggest: {kind.suggest}")
    for example in kind.examples[:1]:
        typer.echo(f'\nPosting: "{example.said}"\nAgreement: "{example.signed}"\nVerdict: {example.verdict}')
    return True


def _explain(rule: Rule) -> None:
    import textwrap

    def block(label: str, text: str) -> None:
        if text:
            gap = " " * 9
            typer.echo(
                textwrap.fill(text, _WIDTH, initial_indent=f"{label:<9}", subsequent_indent=gap) + "\n"
            )

    typer.echo(f"{rule.id}  ({rule.severity.label}, {rule.confidence.label} confidence, pack {rule.pack})")
    typer.echo(f"{rule.title}\n")
    block("Why", rule.why)
    block("Ask", rule.ask)
    block("Suggest", rule.suggest or "")
    for example in [e for e in rule.examples if e.match][:1]:
        block("Found in", f'"{example.text}"')
    for example in [e for e in rule.examples if not e.match][:1]:
        block("Not in", f'"{example.text}"')
    for item in rule.references:
        about = ", ".join(part for part in (item.section, item.jurisdiction) if part)
        block(
            "Source",
            f"{item.title}{f' ({about})' if about else ''}, as of {item.as_of}. {item.url or ''}".strip(),
        )


def _load(names: list[str]) -> tuple[RulePack, ...]:
    from clausecheck.rulepack import folders
    from clausecheck.rulepack.load import load

    return load(folders(names))


def _find(identity: str, packs: tuple[RulePack, ...]) -> Rule:
    from clausecheck.errors import UsageError, nearest

    rules = {rule.id: rule for pack in packs for rule in pack.rules}
    if identity not in rules:
        laws = [law.id for pack in packs for law in pack.laws]
        kinds = [kind.id for pack in packs for kind in pack.promises]
        hint = (
            nearest(identity, [*rules, *laws, *kinds])
            or "`clausecheck rules list` shows all; for a pack of yours: --pack"
        )
        raise UsageError(f"there is no rule '{identity}'", hint)
    return rules[identity]


def _record(rule: Rule) -> dict[str, object]:
    """Every field of a rule by its name, patterns and all."""
    words = {"severity": rule.severity.label, "confidence": rule.confidence.label, "category": rule.category}
    examples = [
        {**_plain(example), "severity": example.severity and example.severity.label}
        for example in rule.examples
    ]
    return {**_plain(rule), **words, "examples": examples}


def _other(identity: str, packs: tuple[RulePack, ...]) -> dict[str, object] | None:
    """Every field of the law check, or the kind of promise, of that id."""
    for pack in packs:
        for law in pack.laws:
            if law.id == identity:
                return _plain(law)
        for kind in pack.promises:
            if kind.id == identity:
                return _plain(kind)
    return None


def _plain(noun: tuple[object, ...]) -> dict[str, object]:
    def value(of: object) -> object:
        if isinstance(of, tuple):
            return _plain(of) if hasattr(of, "_fields") else [value(item) for item in of]
        return of

    named = {name: getattr(noun, name) for name in getattr(noun, "_fields", ())}
    return {name: value(of) for name, of in named.items() if not isinstance(of, bytes)}  # programs


def _print_json(data: object) -> None:
    import json

    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
