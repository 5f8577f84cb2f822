"""Agreements → families, templates and outliers: the order of the steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from clausecheck.batch.families import alike, forms
from clausecheck.batch.families.wordings import Wordings
from clausecheck.model.families import Agreement, Family, Template


class Found(NamedTuple):
    """What many agreements have in common."""

    families: tuple[Family, ...]  # the commonest first
    templates: tuple[Template, ...]  # the commonest first


def find(agreements: Sequence[Agreement]) -> Found:
    """The same for the same agreements, in whatever order they come. Ids must be different."""
    read = Wordings(agreements)
    same = forms.forms(read)
    return Found(alike.families(read), forms.templates(same, read))
