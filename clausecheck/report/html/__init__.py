"""Outcomes → one HTML page that stands alone: no network, and readable without its script.

Words from outside (a contract, a rule, the name of a file) become markup in one place, ``neutral``: what
cannot be seen is written as its code, and then the template's autoescape does the rest. The page allows
itself nothing but its own style and script, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.model import Outcome
from clausecheck.report.html.view import page
from clausecheck.report.inert import inert
from clausecheck.report.look import ADVICE
from clausecheck.report.options import Options
from clausecheck.report.redact import WARNING

if TYPE_CHECKING:
    from jinja2 import Template

HERE = Path(__file__).parent


def render(outcomes: Sequence[Outcome], options: Options) -> str:
    """The page: an index where there are several documents, then a section for each."""
    style, script = _asset("style.css"), _asset("script.js")
    return _template().render(
        page=page(outcomes, options),
        options=options,
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        advice=ADVICE,
        redaction=WARNING,
    )


def neutral(value: object) -> object:
    """What the template prints, made inert; markup that this package has made passes."""
    return inert(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    room = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        finalize=neutral,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return room.get_template("page.html.jinja")


def _asset(name: str) -> str:
    """A file of this package, as markup: ours, with nothing of a contract in it."""
    from markupsafe import Markup

    return Markup((HERE / name).read_text("utf-8").strip("\n"))


def _hash(text: str) -> str:
    """As a Content-Security-Policy names what it allows."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
