"""A store → one page on all of its agreements, that stands alone: no network, readable without its script.

Words from outside become markup in ``report.markup`` alone, or are data that the script prints as text.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from clausecheck.batch.dashboard import listing, view
from clausecheck.report import markup
from clausecheck.report.look import ADVICE

HERE = Path(__file__).parent
REPORT = Path(markup.__file__).parent / "html"  # whose style this page has, too
MARK = "clausecheck batch dashboard"  # by which our own pages are known


class Dashboard(NamedTuple):
    """The page, and what the command says of it."""

    html: str
    agreements: int
    doubtful: int  # documents that nobody may take for clean


def dashboard(db: sqlite3.Connection, place: str, version: str) -> Dashboard:
    """The page. ``place``: the folder of the store, as a command names it; ``version``: of clausecheck.

    The same store gives the same bytes.
    """
    page = view.page(db)
    style = markup.asset(REPORT / "style.css", HERE / "style.css")
    script = markup.asset(HERE / "script.js")
    html = markup.template(HERE / "page.html.jinja").render(
        page=page,
        head=page.head,
        data=markup.data(listing.data(db, page.listed, place, page.agreements)),
        place=place,
        mark=MARK,
        grave=view.GRAVE,
        grades=("A", "B", "C", "D", "E"),
        style=style,
        script=script,
        policy=markup.policy(style, script),
        advice=ADVICE,
        version=version,
    )
    return Dashboard(html, page.agreements, page.head.doubtful)
