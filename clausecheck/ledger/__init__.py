"""Outcomes × baseline and waivers → the same outcomes, with what is settled marked as such."""

from __future__ import annotations

from clausecheck.ledger.baseline import Baseline, Entry
from clausecheck.ledger.settle import Settled, settle
from clausecheck.ledger.waivers import Waiver, Waivers

__all__ = ["Baseline", "Entry", "Settled", "Waiver", "Waivers", "settle"]
