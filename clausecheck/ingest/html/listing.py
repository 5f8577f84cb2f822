"""List → the number or sign before each of its items, as a browser shows it."""

from __future__ import annotations

from clausecheck.ingest.html.tree import Element

_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_SIGNS = ("disc", "circle", "square", "disclosure-open", "disclosure-closed")


class Listing:
    """A list that is open, and how far it has counted."""

    def __init__(self, element: Element, marker: str, items: int = 1) -> None:
        """``marker``: its list-style-type, empty where none is declared; ``items``: to count down from."""
        self.ordered = element.tag == "ol"
        self._marker = marker
        self._type = _TYPES.get(element.get("type"), "")
        back = "reversed" in element.attributes
        self._step = -1 if back else 1
        self._next = _number(element.get("start"), items if back else 1)

    def marker(self, item: Element, style: str) -> str:
        """The sign before the next item, with the space after it; empty where none is shown."""
        value = _number(item.get("value"), self._next) if self.ordered else 0
        self._next = value + self._step
        kind = _TYPES.get(item.get("type"), "") or self._type
        kind = (style if style != self._marker else "") or self._marker or kind  # of the item itself, if any
        if "none" in kind.split():
            return ""
        if not self.ordered and not any(word in kind for word in ("decimal", "alpha", "latin", "roman")):
            return "• "
        if any(word in kind for word in _SIGNS):
            return "• "
        return f"{written(value, kind)}. "


def written(value: int, kind: str) -> str:
    """A number in a counter style of CSS.

    >>> written(4, "lower-roman"), written(28, "upper-alpha"), written(7, "decimal-leading-zero")
    ('iv', 'AB', '07')
    """
    if "roman" in kind and 0 < value < 4000:
        text = ""
        for worth, sign in _ROMAN:
            count, value = divmod(value, worth)
            text += sign * count
    elif ("alpha" in kind or "latin" in kind) and value > 0:
        text = ""
        while value:
            value, digit = divmod(value - 1, 26)
            text = chr(97 + digit) + text
    else:
        return f"{value:02d}" if "leading-zero" in kind else str(value)
    return text.upper() if "upper" in kind else text


def _number(text: str, otherwise: int) -> int:
    try:
        return int(text[:10])
    except ValueError:
        return otherwise
