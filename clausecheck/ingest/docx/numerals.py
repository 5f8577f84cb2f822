"""Number → how Word writes it, by the name of the format (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINAL: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_MOST: Final = 32_767  # Word counts no further
_ROMAN_MOST: Final = 4_999
_SIGNS: Final = "*†‡§"  # the footnote signs of the Chicago Manual of Style, doubled after the fourth


def decimal(number: int) -> str:
    """2 → ``2``."""
    return str(number)


def roman(number: int) -> str:
    """Small Roman numerals.

    >>> roman(4), roman(1999)
    ('iv', 'mcmxcix')
    """
    if not 0 < number <= _ROMAN_MOST:
        return str(number)
    found = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        found += sign * times
    return found


def letter(number: int) -> str:
    """Small letters, doubled after z as Word does it.

    >>> letter(1), letter(26), letter(27), letter(54)
    ('a', 'z', 'aa', 'bbb')
    """
    if not 0 < number <= 26 * 30:
        return str(number)
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def ordinal(number: int) -> str:
    """With its ending.

    >>> ordinal(1), ordinal(12), ordinal(23)
    ('1st', '12th', '23rd')
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def cardinal(number: int) -> str:
    """In words, with the capital that Word gives it.

    >>> cardinal(7), cardinal(42), cardinal(110)
    ('Seven', 'Forty-two', 'One hundred ten')
    """
    return _words(number).capitalize()


def ordinal_words(number: int) -> str:
    """In words, as a place in a row.

    >>> ordinal_words(1), ordinal_words(20), ordinal_words(42)
    ('First', 'Twentieth', 'Forty-second')
    """
    words = _words(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    ending = _ORDINAL.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (words[:cut] + ending).capitalize()


def _words(number: int) -> str:
    if number < 20:
        return _ONES[max(number, 0)]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    many, rest = divmod(number, size)
    return f"{_words(many)} {name}" + (f" {_words(rest)}" if rest else "")


def _sign(number: int) -> str:
    return _SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1) if 0 < number < 100 else str(number)


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": decimal,
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "ordinal": ordinal,
    "cardinalText": cardinal,
    "ordinalText": ordinal_words,
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "chicago": _sign,
    "none": lambda _: "",
}


def write(number: int, form: str) -> str:
    """The number in a format; ``"001"`` and its like give the least digits; an unknown one is decimal.

    >>> write(3, "upperRoman"), write(3, "001"), write(3, "chineseCounting")
    ('III', '003', '3')
    """
    number = max(0, min(number, _MOST))
    if form.isdecimal():
        return str(number).zfill(min(len(form), 9))
    return _FORMATS.get(form, decimal)(number)
