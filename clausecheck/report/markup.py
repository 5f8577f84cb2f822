"""A template and what it prints → a page that allows itself nothing but its own style and script.

Words from outside (a contract, a rule, the name of a file) become markup in one place, ``neutral``: what
cannot be seen is written as its code, and then the template's autoescape does the rest.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.report.inert import inert

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def template(file: Path) -> Template:
    """The template in a file of ours: it escapes all that it prints."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    room = Environment(
        loader=FileSystemLoader(file.parent),
        autoescape=True,
        finalize=neutral,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return room.get_template(file.name)


def neutral(value: object) -> object:
    """What the template prints, made inert; markup that this package has made passes."""
    return inert(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def asset(*files: Path) -> str:
    """Files of this package, one after the other, as markup: ours, with nothing of a contract in them."""
    from markupsafe import Markup

    return Markup("\n".join(file.read_text("utf-8").strip("\n") for file in files))


def data(json: str) -> str:
    r"""JSON as it may stand inside a script element: nothing in it can end the element.

    >>> str(data('["</script>&"]'))
    '["\\u003c/script\\u003e\\u0026"]'
    """
    from markupsafe import Markup

    return Markup(json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def policy(style: str, script: str) -> str:
    """The page's Content-Security-Policy."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    """As a Content-Security-Policy names what it allows."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
