"""Outcomes → one HTML page that stands alone: no network, and readable without its script."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from clausecheck.model import Outcome
from clausecheck.report import markup
from clausecheck.report.html.view import page
from clausecheck.report.look import ADVICE
from clausecheck.report.options import Options
from clausecheck.report.redact import WARNING

HERE = Path(__file__).parent


def render(outcomes: Sequence[Outcome], options: Options) -> str:
    """The page: an index where there are several documents, then a section for each."""
    style, script = (markup.asset(HERE / name) for name in ("style.css", "script.js"))
    return markup.template(HERE / "page.html.jinja").render(
        page=page(outcomes, options),
        options=options,
        style=style,
        script=script,
        policy=markup.policy(style, script),
        advice=ADVICE,
        redaction=WARNING,
    )
