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
from dataclasses import dataclass

from clausecheck.model import Span

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Invisible: C0 and C1 controls that are not white space, soft hyphen, zero-width and direction marks,
# noncharacters that PDFium puts where a line-end hyphen stood, unpaired surrogates.
INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff"
)
# One for one: these keep every offset where it is.
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2035\u02bc\u02b9\u00b4\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u2036\u02ba\uff02", '"'),
        **dict.fromkeys("\u2010\u2011\u2043\ufe63\uff0d", "-"),
        "\u037e": ";",  # the Greek question mark, in PDFs of CUAD
    }
)
_NEWLINE = r"(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])"
_RULE = r"(?<!\S)(?:-{4,}+|={4,}+)(?!\S)"
_GAP = rf"(?:[\s{INVISIBLE}]|{_RULE})"
_IRREGULAR = (
    rf"(?P<hyphen>(?<=[^\W_])[-\u2010\u2011\u00ad\ufffe\x02][^\S\n\r]*{_NEWLINE}\s*(?=[^\W_]))"
    rf"|(?P<tight>(?<=[^\s\u2014/][\u2014/]){_NEWLINE}\s*(?=\S))"
    rf"|(?P<gap>\s{_GAP}+|(?:[{INVISIBLE}]|{_RULE}){_GAP}*)"
    r"|(?P<quote>``|'')"
    rf"|(?P<ligature>[{''.join(LIGATURES)}])"
)
_MARKUP = (
    r"|(?P<line>\A(?:#{1,6}[ \t]+|>[ \t]?)|(?<=\n)>[ \t]?)"
    r"|(?P<hashes>[ \t]+#+\Z)"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<open>!?\[(?=[^\[\]\n]{1,300}\]\([^()\n]{0,500}\)))"
    r"|(?P<link>\]\([^()\n]{0,500}\))"
    r"|(?P<star>(?<![\w*\[])\*{1,3}(?=[^\s*\]])|(?<=[^\s*\[])\*{1,3}(?![\w*])"
    r"|(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_]))"
)
_PLAIN = re.compile(_IRREGULAR)
_MARKED = re.compile(_IRREGULAR + _MARKUP)
_ANY_SPACE = re.compile(r"\s")
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_LEFT = re.compile(r"(?:[^\W_]+[-\u2010\u2011])*[^\W_]+\Z")
_REACH = 40  # characters that are looked at on each side of a line-end hyphen
# First halves that keep their hyphen where the document itself says nothing.
HEADS = frozenset(
    "non self co third sub multi cross anti ex pre post semi quasi pro mid well long short high low full "
    "half part work royalty arms good first second two three four five six ten one all sole most old new "
    "real end large small hard soft so time tax year law data cost fee risk state".split()
)
_JOINERS = frozenset("of the for to a in by and or at as".split())
_DANGLING = frozenset("and or nor to".split())


@dataclass(frozen=True, slots=True)
class Healed:
    """Healed text and its breaks: pairs (healed offset, offset), ascending."""

    text: str
    breaks: tuple[tuple[int, int], ...]


class Vocabulary:
    """How often the document writes a word with and without its hyphen. Counted on first use."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: Counter[str] | None = None

    def __getitem__(self, word: str) -> int:
        if self._words is None:
            table = str.maketrans("\u2010\u2011", "--")
            self._words = Counter(w.lower().translate(table) for w in _WORD.findall(self._text))
        return self._words[word]

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether ``left-⏎right`` is a compound: by this document's own use first, then by its head."""
        a, b = left.lower(), right.lower()
        apart, joined = self[f"{a}-{b}"], self[a + b]
        if apart != joined:
            return apart > joined
        if a in HEADS or a.rpartition("-")[2] in _JOINERS or b.partition("-")[0] in _JOINERS:
            return True
        if left[-1].isdigit() or right[0].isdigit():
            return True
        return right[0].isupper() and not left.isupper()


def clean(text: str, markup: bool = False) -> str:
    """A line alone, healed: for recognising labels and headings."""
    if not markup and text.isascii() and text.isprintable() and "  " not in text and "--" not in text:
        return text
    return heal(text, (Span(0, len(text)),), Vocabulary(""), markup).text


def heal(text: str, ranges: Sequence[Span], words: Vocabulary, markup: bool = False) -> Healed:
    """Ranges of ``text``, ascending → one healed text, with white space between two ranges.

    ``markup``: Markdown's own signs are dropped as well.
    """
    writer = _Writer(text, ranges)
    raw, done = writer.raw, 0
    for match in (_MARKED if markup else _PLAIN).finditer(raw):
        start, end = match.span()
        writer.copy(done, start)
        done = end
        kind = match.lastgroup
        if kind == "hyphen":
            _mend(writer, match, words)
        elif kind == "gap":
            space = _ANY_SPACE.search(raw, start, end)
            if space is not None:
                writer.space(space.start())
        elif kind == "quote":
            writer.put('"', start)
        elif kind == "ligature":
            for letter in LIGATURES[match.group()]:
                writer.put(letter, start)
    writer.copy(done, len(raw))
    return writer.result()


def _mend(writer: _Writer, match: re.Match[str], words: Vocabulary) -> None:
    """Write what stands at a line-end hyphen: nothing, the hyphen, or the hyphen and a space."""
    raw, start, end = writer.raw, match.start(), match.end()
    if raw[start] == "\u00ad":
        return
    before = _LEFT.search(raw[max(0, start - _REACH) : start])
    after = _WORD.match(raw[end : end + _REACH])
    if before is None or after is None or words.keeps_hyphen(before.group(), after.group()):
        writer.put("-", start)
        if after is not None and after.group().lower() in _DANGLING:
            writer.put(" ", start + 1)


class _Writer:
    """Builds a healed text piece by piece, and a break wherever it stops running beside the document."""

    def __init__(self, text: str, ranges: Sequence[Span]) -> None:
        parts: list[str] = []
        self._origins: list[tuple[int, int]] = []  # (offset in raw, offset in text)
        size = 0
        for i, part in enumerate(ranges):
            # the white space after a range stands for whatever is left out before the next
            end = part.end + (i + 1 < len(ranges) and text[part.end : part.end + 1].isspace())
            self._origins.append((size, part.start))
            parts.append(text[part.start : end])
            size += end - part.start
        self.raw = "".join(parts)
        self._plain = self.raw.translate(_SAME_LENGTH)
        self._pieces: list[str] = []
        self._breaks: list[tuple[int, int]] = []
        self._length = 0

    def put(self, piece: str, at: int) -> None:
        """Write ``piece`` for what stands in ``raw`` from ``at`` on."""
        which = bisect_right(self._origins, (at, 1 << 62)) - 1
        origin = self._origins[which][1] + at - self._origins[which][0]
        if not self._breaks or self._breaks[-1][1] + self._length - self._breaks[-1][0] != origin:
            self._breaks.append((self._length, origin))
        self._pieces.append(piece)
        self._length += len(piece)

    def copy(self, start: int, end: int) -> None:
        """Write ``raw[start:end]``, character by character."""
        while start < end:
            which = bisect_right(self._origins, (start, 1 << 62))
            stop = min(end, self._origins[which][0]) if which < len(self._origins) else end
            self.put(self._plain[start:stop], start)
            start = stop

    def space(self, at: int) -> None:
        """Write one space, unless one stands there already or nothing stands there yet."""
        if self._pieces and not self._pieces[-1].endswith(" "):
            self.put(" ", at)

    def result(self) -> Healed:
        """What was written, without a space at the end."""
        text = "".join(self._pieces).rstrip(" ")
        return Healed(text, tuple(b for b in self._breaks if b[0] < len(text)))
