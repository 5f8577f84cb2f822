"""Reads an agreement and shows what you would give away by signing it."""

from __future__ import annotations

__version__ = "0.1.0"
