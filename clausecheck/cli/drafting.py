"""``clausecheck rules new|docs``: a rule from answers, and all rules as a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausecheck.cli.authoring import packs_in, show_remarks, show_tests
from clausecheck.errors import EXIT_OK, EXIT_USAGE, UsageError

if TYPE_CHECKING:
    from clausecheck.rulepack.drafting import Draft

_SEVERITIES = "info, low, medium, high, critical"
_Texts = list[str]


NEW_EPILOG = """\b
Examples:
  clausecheck rules new dub.any-language --pack ./my-rules      it asks for the rest
  clausecheck rules new ctrl.any-hour --pack ./my-rules --severity medium \\
      --title "They can call you to work at any hour" --phrase "at any hour" \\
      --why "You cannot plan your nights." --ask "Can we set the hours?" \\
      --match-example "You agree to come to the set at any hour." \\
      --negated-example "The Studio shall not call you at any hour." \\
      --other-side-example "The Studio answers your calls at any hour" """
DOCS_EPILOG = """\b
Examples:
  clausecheck rules docs --out RULES.md"""


def new(
    identity: Annotated[str, typer.Argument(metavar="ID", help="category.name, stable for ever.")],
    pack: Annotated[str, typer.Option("--pack", help="A pack, or a folder to make one in.")] = "performer",
    title: Annotated[str, typer.Option(help="The headline: one plain sentence.")] = "",
    severity: Annotated[str, typer.Option(help=f"How bad it is: {_SEVERITIES}.")] = "",
    confidence: Annotated[str, typer.Option(help="How often a hit is right: low, medium, high.")] = "medium",
    actor: Annotated[str, typer.Option(help="Who gives or promises: us, them, any.")] = "us",
    phrase: Annotated[_Texts, typer.Option(help="Literal words to look for (repeat).")] = [],  # noqa: B006
    regex: Annotated[_Texts, typer.Option(help="An expression to look for (repeat).")] = [],  # noqa: B006
    why: Annotated[str, typer.Option(help="What it costs the signer.")] = "",
    ask: Annotated[str, typer.Option(help="The question to send.")] = "",
    suggest: Annotated[str, typer.Option(help="Replacement wording.")] = "",
    match_example: Annotated[_Texts, typer.Option(help="A text that it must find (repeat).")] = [],  # noqa: B006
    no_match_example: Annotated[_Texts, typer.Option(help="A text that it must not find.")] = [],  # noqa: B006
    negated_example: Annotated[_Texts, typer.Option(help="The same words, negated.")] = [],  # noqa: B006
    other_side_example: Annotated[_Texts, typer.Option(help="The same, the other side giving.")] = [],  # noqa: B006
) -> None:
    """Add a rule with its examples to a pack, and run them; asks for what is not given."""
    from clausecheck.rulepack.drafting import Draft, add

    ask_for = _Missing(sys.stdin.isatty())
    title = ask_for.one(title, "--title", "Headline, one plain sentence")
    severity = ask_for.one(severity, "--severity", f"Severity ({_SEVERITIES})")
    if not regex:
        phrase = ask_for.some(phrase, "--phrase or --regex", "Words to look for")
    why = ask_for.one(why, "--why", "Why: what it costs the signer, in short words")
    ask = ask_for.one(ask, "--ask", "Ask: the question to send")
    matches = ask_for.some(match_example, "--match-example", "A text that it must find")
    negated = ask_for.some(negated_example, "--negated-example", 'The same words, negated ("shall not …")')
    other = list(other_side_example)
    if actor != "any":
        other = ask_for.some(other, "--other-side-example", "The same words, where the other side gives")
    ask_for.stop()
    silent = [(text, "negation") for text in negated] + [(text, "direction") for text in other]
    silent += [(text, "") for text in no_match_example]
    draft = Draft(
        identity, title, severity, confidence, actor, tuple(phrase), tuple(regex), why, ask, suggest,
        tuple(matches), tuple(silent),
    )  # fmt: skip
    folder = _home(pack)
    path, line = add(draft, folder)
    typer.echo(f"{identity} stands in {path}:{line}")
    raise typer.Exit(_tried(draft, folder, pack))


def _tried(draft: Draft, folder: Path, pack: str) -> int:
    """Run the new rule's examples, and look it over."""
    failed = show_tests([folder], only=draft.id)
    remarks = show_remarks([folder], only=draft.id)
    if failed or remarks:
        typer.echo(f"mend the rule, then: clausecheck rules test {pack}")
    else:
        typer.echo(f"try it: clausecheck FILE --pack {pack}")
    return EXIT_USAGE if failed else EXIT_OK


def _home(pack: str) -> Path:
    """The folder of a pack; a name with a slash, or of a folder, is one to be made."""
    from clausecheck import rulepack

    shipped = rulepack.shipped()
    if (shipped / pack / "pack.yaml").is_file():
        if shipped.parent.name == "_data":
            hint = "name a folder of your own, e.g. --pack ./my-rules"
            raise UsageError(f"the pack '{pack}' came with clausecheck and an update would undo this", hint)
        return shipped / pack
    if "/" in pack or "\\" in pack or Path(pack).is_dir():
        return Path(pack)
    return rulepack.find(pack)  # says which names there are


class _Missing:
    """Asks for what was not given, or notes it where nobody can answer."""

    def __init__(self, talks: bool) -> None:
        self._talks, self._flags = talks, list[str]()

    def one(self, given: str, flag: str, question: str) -> str:
        """The text given, or the answer."""
        if not given and self._talks:
            return str(typer.prompt(question))
        if not given:
            self._flags.append(flag)
        return given

    def some(self, given: list[str], flag: str, question: str) -> list[str]:
        """The texts given, or the answers: one a line, an empty line ends them."""
        if given or not self._talks:
            self._flags += [] if given else [flag]
            return given
        answers = [str(typer.prompt(question))]
        while more := str(typer.prompt("  and another (empty: no more)", default="", show_default=False)):
            answers.append(more)
        return answers

    def stop(self) -> None:
        """Raise UsageError where something is missing."""
        if self._flags:
            raise UsageError(f"a rule needs {', '.join(self._flags)}", "clausecheck rules new --help")


def docs(
    packs: Annotated[list[str], typer.Argument(metavar="[PACK]...", help="Names or folders.")] = [],  # noqa: B006
    out: Annotated[Path, typer.Option("--out", metavar="FILE|-", help="Where it goes.")] = Path("-"),
) -> None:
    """Write the Markdown reference of all rules: why, ask, sources and examples."""
    from clausecheck.rulepack.load import load
    from clausecheck.rulepack.reference import markdown

    text = markdown(load(packs_in(packs)))
    if str(out) == "-":
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}") from error
