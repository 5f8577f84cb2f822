"""Ranges of a document → healed text with the breaks that map it back.

Healed text is what a person would read aloud: words broken over lines joined, white space single,
ligatures opened, quotes straightened, invisible characters and ruled lines dropped. Everything here is
one pass of a regular expression over a clause, linear in its length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from clausecheck.model import Span
from clausecheck.model.letters import WIDE, disguised
from clausecheck.model.noun import NamedTuple

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Invisible: C0 and C1 controls that are not white space, soft hyphen, zero-width and direction marks,
# noncharacters that PDFium puts where a line-end hyphen stood, unpaired surrogates.
INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff"
)
# One for one: these keep every offset where it is. Line breaks stay: they are healed below.
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("\t\x1f\u00a0\u1680\u202f\u205f\u3000", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2035\u02bc\u02b9\u00b4\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u2036\u02ba\uff02", '"'),
        **WIDE,
        **dict.fromkeys("\u2010\u2011\u2043\ufe63\uff0d", "-"),
        "\uff3f": "_",
        "\u037e": ";",  # the Greek question mark, in PDFs of CUAD
    }
)
_LINES = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LETTER = r"[^\W_]"
_GAP = rf"(?:[\s{INVISIBLE}]|(?<=\s)(?:-{{4,}}+|={{4,}}+)(?!\S))*"
_LIGATURE = "".join(LIGATURES)


@lru_cache
def _irregular(more: str = "") -> str:
    """The places where healed text parts from the document's; ``more``: signs that may start one.

    It begins with one set of characters, so that the search runs over plain text fast.
    """
    return (
        rf"[{more}{_LINES}{INVISIBLE}{_LIGATURE}`'=\u2014/-](?:"
        rf"(?P<hyphen>(?<={_LETTER}[-\u00ad\ufffe\x02]) *(?:\r\n|[{_LINES}])\s*(?={_LETTER}))"
        rf"|(?P<tight>(?<=[^\s\u2014/][\u2014/])(?:\r\n|[{_LINES}])\s*(?=\S))"
        rf"|(?P<gap>(?<=[{_LINES}{INVISIBLE}]){_GAP}|(?<= )(?=[\s{INVISIBLE}]){_GAP}"
        rf"|(?<=-)(?<!\S-)-{{3,}}+(?!\S){_GAP}|(?<==)(?<!\S=)={{3,}}+(?!\S){_GAP})"
        rf"|(?P<quote>(?<=`)`|(?<=')')"
        rf"|(?P<ligature>(?<=[{_LIGATURE}])))"
    )


_MARKS = (
    _irregular(" ")
    + r"|(?P<line>\A(?:#{1,6} +|> ?)|(?<=\n)> ?)"
    + r"|(?P<hashes> +#+\Z)"
    + r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    + r"|(?P<open>!?\[(?=[^\[\]]{0,300}\]\([^()]{0,500}\)))"
    + r"|(?P<link>\]\([^()]{0,500}\))"
    + r"|(?P<break>(?<!\S)(?:(?:\* ?){3,}|-{3,}|={3,})(?!\S)\s*|<br ?/?>)"
    + r"|(?P<tag></?(?:a|abbr|b|code|del|div|em|font|i|ins|kbd|mark|p|s|section|small|span|strong|sub|sup|u)"
    + r"(?: [^<>]{0,300})?/?>)"  # words in HTML: "<span class=…>Provider</span> may not"
    + r"|(?P<star>(?<![^\W_])(?<!\*)\*{1,3}(?=[^\s*\]])|(?<=[^\s*\[])\*{1,3}(?![^\W_])(?!\*)"
    + r"|(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w))"
)
_compiled = lru_cache(re.compile)  # each takes 4 ms, and few documents need all three
_ANY_SPACE = re.compile(r"\s")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LEFT = re.compile(r"(?:[^\W_]+-)*[^\W_]+\Z")
_REACH = 40  # characters that are looked at on each side of a line-end hyphen
# First halves that keep their hyphen where the document itself says nothing: those that stand most often
# before a hyphen inside the lines of the CUAD texts, without names and without particles that also begin
# closed words (in, on, out, over, re, up).
HEADS = frozenset(
    "non self co know e sub third pre royalty one anti buy post end twenty thirty forty fifty sixty seventy "
    "eighty ninety value ex full broker true wholly opt multi forward long three two step first fully point "
    "cross high good semi mid work quasi real six five four ten arms half well low short large small hard "
    "soft sole new tax cost risk time year day all".split()
)
# Second halves that are no words: "work-/ing" is no compound.
_ENDINGS = frozenset(
    "ing ings ed er ers est ly ness ment ments al able ity y s es ful less ship tion sion".split()
)
_JOINERS = frozenset("of the for to a in by and or at as".split())
_DANGLING = frozenset("and or nor to".split())


class Healed(NamedTuple):
    """Healed text and its breaks: pairs (healed offset, offset), ascending."""

    text: str
    breaks: tuple[tuple[int, int], ...]

    def origin(self, at: int) -> int:
        """Healed offset → offset."""
        healed, origin = self.breaks[bisect_right(self.breaks, (at, 1 << 62)) - 1]
        return origin + at - healed

    def shown(self, offset: int) -> int:
        """Offset → healed offset of the first character that stands there or after it."""
        at = bisect_right(self.breaks, offset, key=lambda pair: pair[1]) - 1
        if at < 0:
            return 0
        healed, origin = self.breaks[at]
        stop = self.breaks[at + 1][0] if at + 1 < len(self.breaks) else len(self.text)
        return min(healed + offset - origin, stop)


class Vocabulary:
    """How often the document writes a word with and without its hyphen. Counted on first use."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: Counter[str] | None = None

    def __getitem__(self, word: str) -> int:
        if self._words is None:
            self._words = Counter(_WORD.findall(self._text.lower()))
        return self._words[word]

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether ``left-⏎right`` is a compound: by this document's own use first, then by its head."""
        a, b = left.lower(), right.lower()
        apart, joined = self[f"{a}-{b}"], self[a + b]
        if apart != joined:
            return apart > joined
        if b in _ENDINGS:
            return False
        if a in HEADS or a.rpartition("-")[2] in _JOINERS or b.partition("-")[0] in _JOINERS:
            return True
        if left[-1].isdigit() or right[0].isdigit():
            return True
        return right[0].isupper() and not left.isupper()


class Healer:
    """Heals ranges of one document's text."""

    def __init__(self, text: str, markup: bool = False) -> None:
        """``markup``: Markdown's own signs are dropped as well."""
        self._text = _unmasked(text.translate(_SAME_LENGTH))
        self._words = Vocabulary(self._text)
        self._markup = markup

    def line(self, start: int, end: int) -> str:
        """One line, healed: for recognising labels and headings."""
        return self.heal((Span(start, end),)).text

    def heal(self, ranges: Sequence[Span]) -> Healed:
        """Ranges of the document, ascending → one healed text, with white space between two ranges."""
        if len(ranges) == 1:
            start, end = ranges[0].start, ranges[0].end
            raw = self._text[start:end]
            if self._is_plain(raw):
                return Healed(raw, ((0, start),) if raw else ())
        writer = _Writer(self._text, ranges)
        raw, done = writer.raw, 0
        pattern = _compiled(_MARKS if self._markup else _irregular(" " if "  " in raw else ""))
        for match in pattern.finditer(raw):
            writer.copy(done, match.start())
            done = match.end()
            self._mend(writer, match)
        writer.copy(done, len(raw))
        return writer.result()

    def _is_plain(self, raw: str) -> bool:
        return (
            not self._markup
            and raw.isascii()
            and raw.isprintable()
            and "  " not in raw
            and not ("----" in raw or "====" in raw or "``" in raw or "''" in raw)
        )

    def _mend(self, writer: _Writer, match: re.Match[str]) -> None:
        start, end, kind = match.start(), match.end(), match.lastgroup
        if kind == "hyphen":
            self._hyphen(writer, start, end)
        elif kind == "tight":
            writer.copy(start, start + 1)
        elif kind in ("gap", "break"):
            space = _ANY_SPACE.search(writer.raw, start, end)
            if space is not None or kind == "break":
                writer.space(space.start() if space else start)
        elif kind == "escape":
            writer.put(writer.raw[start + 1], start + 1)
        elif kind == "quote":
            writer.put('"', start)
        elif kind == "ligature":
            for letter in LIGATURES[match.group()]:
                writer.put(letter, start)

    def _hyphen(self, writer: _Writer, start: int, end: int) -> None:
        """Write what stands at a line-end hyphen: nothing, the hyphen, or the hyphen and a space."""
        raw = writer.raw
        if raw[start] == "\u00ad":
            return
        before = _LEFT.search(raw[max(0, start - _REACH) : start])
        after = _WORD.match(raw[end : end + _REACH])
        if before is None or after is None or self._words.keeps_hyphen(before.group(), after.group()):
            writer.put("-", start)
            if after is not None and after.group().lower() in _DANGLING:
                writer.put(" ", start + 1)


def _unmasked(text: str) -> str:
    """Words with look-alike letters in Latin ones, as long as they were."""
    parts: list[str] = []
    done = 0
    for word in disguised(text):
        parts += (text[done : word.start], word.latin)
        done = word.end
    return "".join((*parts, text[done:])) if parts else text


class _Writer:
    """Builds a healed text piece by piece, and a break wherever it stops running beside the document."""

    def __init__(self, text: str, ranges: Sequence[Span]) -> None:
        parts: list[str] = []
        self._origins: list[tuple[int, int]] = []  # (offset in raw, offset in text)
        size = 0
        end = ranges[0].start
        for i, part in enumerate(ranges):
            # the white space after a range, or else before the next, stands for whatever is left out between
            bare = i > 0 and end == ranges[i - 1].end < part.start
            start = part.start - (bare and text[part.start - 1].isspace())
            end = part.end + (i + 1 < len(ranges) and text[part.end : part.end + 1].isspace())
            self._origins.append((size, start))
            parts.append(text[start:end])
            size += end - start
        self.raw = "".join(parts)
        self._pieces: list[str] = []
        self._breaks: list[tuple[int, int]] = []
        self._length = 0

    def put(self, piece: str, at: int) -> None:
        """Write ``piece`` for what stands in ``raw`` from ``at`` on."""
        which = bisect_right(self._origins, (at, 1 << 62)) - 1 if len(self._origins) > 1 else 0
        origin = self._origins[which][1] + at - self._origins[which][0]
        if not self._breaks or self._breaks[-1][1] + self._length - self._breaks[-1][0] != origin:
            self._breaks.append((self._length, origin))
        self._pieces.append(piece)
        self._length += len(piece)

    def copy(self, start: int, end: int) -> None:
        """Write ``raw[start:end]``, character by character, but no second space after a space."""
        if start < end and self.raw[start] == " " and not (self._pieces and self._pieces[-1][-1:] != " "):
            start += 1
        while start < end:
            which = bisect_right(self._origins, (start, 1 << 62))
            stop = min(end, self._origins[which][0]) if which < len(self._origins) else end
            self.put(self.raw[start:stop], start)
            start = stop

    def space(self, at: int) -> None:
        """Write one space, unless one stands there already or nothing stands there yet."""
        if self._pieces and not self._pieces[-1].endswith(" "):
            self.put(" ", at)

    def result(self) -> Healed:
        """What was written, without a space at either end."""
        text = "".join(self._pieces).rstrip(" ")
        return Healed(text, tuple(b for b in self._breaks if b[0] < len(text)))
