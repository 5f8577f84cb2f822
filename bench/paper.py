"""Number of pages → PDF: a made-up services agreement, the same each time."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

from fpdf import FPDF

LINES_A_PAGE = 46
COLUMNS = 92  # characters of a line in Times 10: about 3,200 characters a page, as in real contracts

_TOPICS = (
    "Services", "Fees", "Invoices", "Taxes", "Expenses", "Schedule", "Delivery", "Acceptance", "Records",
    "Confidentiality", "Insurance", "Safety", "Notices", "Equipment", "Personnel", "Travel", "Disputes",
)  # fmt: skip
_SENTENCES = (
    "The {who} shall deliver the {thing} to the {other} within {n} days after receipt of a written {paper}.",
    "Each {paper} shall state the {thing} to which it refers, the date of the {act} and the amount payable.",
    "The {other} shall pay each undisputed {paper} within {n} days, and any late amount bears interest at "
    "{m} percent per annum.",
    "If the {thing} does not conform to Section {m}.{k}, the {other} may, by notice in writing, request a "
    "second {act}, and the {who} shall complete it within {n} days.",
    "The parties shall keep records of every {act} for {m} years and make them available on request.",
    "Neither party is liable for a delay in the {act} of the {thing} caused by fire, flood, strike or an act "
    "of government, provided that it gives notice within {n} days.",
    "The {who} represents that it holds every permit and approval that the {act} of the {thing} needs.",
    "Nothing in this Section {m}.{k} obliges the {other} to accept a {thing} that is damaged or incomplete.",
    "A {paper} is given when it is delivered by hand, or {n} hours after it was sent by registered post to "
    "the address that stands at the head of this Agreement.",
    "The fee for each {act} is ${n},{m}00, which includes travel, meals and the rental of the {thing}.",
)
_WORDS = {
    "who": ("Contractor", "Supplier", "Producer", "Agency"),
    "other": ("Client", "Company", "Customer"),
    "thing": ("equipment", "report", "recording schedule", "set", "wardrobe", "transcript", "location plan"),
    "paper": ("invoice", "order", "notice", "statement", "call sheet"),
    "act": ("inspection", "delivery", "rehearsal", "session", "review", "installation"),
}


def paragraphs(extra: tuple[str, ...] = ()) -> Iterator[str]:
    """The agreement without end, one paragraph at a time; ``extra`` come early, as sections of their own."""
    random = Random(20261123)
    yield "SERVICES AGREEMENT"
    yield (
        'This Services Agreement (this "Agreement") is made as of March 3, 2026 by and between Bluepeak '
        'Staging, Inc. ("Client") and Hollow Oak Workshop LLC ("Contractor").'
    )
    for article in count(1):
        yield f"ARTICLE {article}. {_TOPICS[(article - 1) % len(_TOPICS)].upper()}"
        for section in range(1, random.randint(3, 6)):
            yield f"{article}.{section} " + _prose(random, random.randint(2, 5))
            if random.random() < 0.3:
                for letter in "abc"[: random.randint(2, 3)]:
                    yield f"({letter}) {_prose(random, 1)}"
        if article == 1:
            yield from (f"1.{6 + i} {sentence}" for i, sentence in enumerate(extra))


def _prose(random: Random, sentences: int) -> str:
    return " ".join(_sentence(random) for _ in range(sentences))


def _sentence(random: Random) -> str:
    words = {slot: random.choice(choices) for slot, choices in _WORDS.items()}
    return random.choice(_SENTENCES).format(
        **words, n=random.randint(5, 90), m=random.randint(1, 9), k=random.randint(1, 6)
    )


def lines(extra: tuple[str, ...] = ()) -> Iterator[str]:
    """The paragraphs, wrapped, an empty line after each."""
    for paragraph in paragraphs(extra):
        yield from textwrap.wrap(paragraph, COLUMNS)
        yield ""


def write(path: Path, pages: int, extra: tuple[str, ...] = ()) -> Path:
    """A PDF of ``pages`` pages with a running header and page numbers."""
    pdf = FPDF(format="letter", unit="pt")
    source = lines(extra)
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.set_font("Times", size=8)
        pdf.text(72, 40, "Bluepeak Staging: Services Agreement")
        pdf.text(290, 760, f"Page {number} of {pages}")
        pdf.set_font("Times", size=10)
        for row in range(LINES_A_PAGE):
            pdf.text(72, 72 + 14.5 * row, next(source))
    pdf.output(str(path))
    return path
