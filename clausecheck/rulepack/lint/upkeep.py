"""What a rule says → prose that is too hard, sources that are old, examples that are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from clausecheck.model import Rule, composed
from clausecheck.rulepack.lint.reading_grade import grade
from clausecheck.rulepack.lint.remarks import Pen
from clausecheck.rulepack.located import Located, LocatedPromise, elements, field, text
from clausecheck.rulepack.yamlfile import Node

HARDEST = 8.0  # Flesch-Kincaid grade
FRESH = timedelta(days=548)  # eighteen months


def check(pen: Pen, located: Located, today: date, known: Mapping[str, Rule]) -> None:
    """Remarks on everything about a rule but its patterns."""
    _prose(pen, located)
    _references(pen, located, today)
    _twins(pen, located)
    _successor(pen, located, known)


def promise(pen: Pen, located: LocatedPromise) -> None:
    """Remarks on the words of a kind of promise, and on verdicts that no example shows."""
    kind, table = located.kind, located.table
    said = ("title", kind.title), ("why", kind.why), ("ask", kind.ask), ("suggest", kind.suggest)
    _readable(pen, [(name, words, field(table, name) or table) for name, words in said])
    signs = ("contradicted", kind.contradicted), ("weaker", kind.weaker), ("kept", kind.kept)
    for name, listed in signs:
        nodes = zip(listed, elements(field(table, name)), strict=True)
        _readable(pen, [("because", sign.because, node) for sign, node in nodes])
    shown = {example.verdict for example in kind.examples}
    wanted = {name for name, listed in signs if listed and name != "kept"} | {None}
    wanted |= {"kept"} if kind.kept or kind.states else set()
    wanted |= set() if kind.topic == "exchange" else {"silent"}
    for verdict in sorted(wanted - shown, key=str):
        place = (field(table, "examples") or table).place
        name = verdict or "none"
        pen.error("twin", place, f"no example comes to `{name}`", "add a pair that does")


def _prose(pen: Pen, located: Located) -> None:
    said = (("why", located.rule.why), ("ask", located.rule.ask))
    _readable(pen, [(name, words, located.node(name) or located.table) for name, words in said])


def _readable(pen: Pen, prose: Sequence[tuple[str, str, Node]]) -> None:
    for name, said, node in prose:
        level = grade(said)
        if level > HARDEST:
            pen.error(
                "hard-to-read",
                node.place,
                f"`{name}` reads at grade {level:.1f}; at most {HARDEST:g}",
                "shorter sentences, shorter words",
            )


def _references(pen: Pen, located: Located, today: date) -> None:
    for node in elements(located.node("references")):
        stated(pen, field(node, "as-of"), today, "as-of")


def stated(pen: Pen, node: Node | None, today: date, name: str) -> None:
    """Remarks on a date: no date, too old (``as-of``), or past (``review-by``)."""
    if node is None:
        return
    try:
        day = date.fromisoformat(text(node))
    except ValueError:
        pen.error("date", node.place, f"`{name}` is no date", "write it as 2026-11-01")
        return
    if name == "review-by" and day < today:
        pen.warning(
            "stale", node.place, f"this pack was to be reviewed by {day}", "review it, and set a new date"
        )
    if name == "as-of" and day < today - FRESH:
        pen.warning(
            "stale", node.place, f"this was looked up on {day}, more than 18 months ago", "look it up again"
        )
    if name == "as-of" and day > today:
        pen.warning("date", node.place, f"{day} has not come yet")


def _twins(pen: Pen, located: Located) -> None:
    """A rule that can tell a promise from a grant shows that it does."""
    rule = located.rule
    if rule.match is None or composed(rule.match):
        return
    shown = {example.because for example in rule.examples if not example.match}
    place = located.place("examples")
    if rule.direction.actor != "any" and "direction" not in shown:
        pen.error(
            "twin",
            place,
            f"no example shows the same words from the other side (`direction: {rule.direction.actor}`)",
            "add a no-match with `because: direction`",
        )
    if rule.negation == "respect" and "negation" not in shown:
        pen.error(
            "twin",
            place,
            "no example shows the words negated",
            'add a no-match with `because: negation` ("shall not …")',
        )


def _successor(pen: Pen, located: Located, known: Mapping[str, Rule]) -> None:
    rule = located.rule
    if rule.replaced_by is None:
        return
    place = located.place("replaced-by")
    successor = known.get(rule.replaced_by)
    if successor is None:
        pen.error("replaced", place, f"there is no rule '{rule.replaced_by}'")
    elif successor.status == "deprecated":
        pen.warning("replaced", place, f"'{rule.replaced_by}' is deprecated too", "name the rule that stands")
