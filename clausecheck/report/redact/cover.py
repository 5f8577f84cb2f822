"""Names and looks → a text with something harmless instead, and where its other places have moved to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from clausecheck.model import Span
from clausecheck.report.redact.names import Name
from clausecheck.report.redact.patterns import Found, looks

_LONG: Final = 6  # letters: a name this long is covered inside of a word, too
_CONTEXT: Final = frozenset(("address", "number", "phone"))  # told by the words before them, there only
_KEPT: Final = 2_000  # things found once that are looked for everywhere


class Covered(NamedTuple):
    """A text with its secrets replaced, and the pairs (old range, new range) of what was."""

    text: str
    moved: tuple[tuple[Span, Span], ...]

    def at(self, offset: int, *, end: bool = False) -> int:
        """Where a place of the old text is now; inside of what was replaced: its start, or its end."""
        i = bisect_right(self.moved, offset, key=lambda pair: pair[0].start) - 1
        if i < 0:
            return offset
        old, new = self.moved[i]
        if offset >= old.end:
            return offset + new.end - old.end
        return new.end if end and offset > old.start else new.start


class Cover:
    """Replaces the same thing by the same words wherever it stands in one report."""

    def __init__(self, names: Sequence[Name], files: Mapping[str, str], text: str) -> None:
        """``files``: paths and names of files → what they are called instead; ``text``: of the contract."""
        self._labels: dict[tuple[str, str], str] = {}
        self._numbers: dict[str, int] = {}
        self._forms: dict[str, str] = {}
        for path, name in sorted(files.items(), key=lambda pair: -len(pair[0])):
            self._forms.setdefault(_key(path), name)
        patterns = [_spelled(path, inside=True) for path in sorted(files, key=len, reverse=True)]
        written = [(form, name.label) for name in names for form in name.written]
        exact = [(form, name.label) for name in names for form in name.exact]
        for form, label in (*written, *exact):
            self._forms.setdefault(_key(form), f"[{label}]")
        patterns += [f"(?i:{_spelled(form)})" for form, _ in sorted(written, key=lambda pair: -len(pair[0]))]
        patterns += [_spelled(form) for form, _ in sorted(exact, key=lambda pair: -len(pair[0]))]
        self._names = re.compile("|".join(patterns)) if patterns else None
        again = [f for f in looks(text) if f.kind in _CONTEXT][:_KEPT]
        self._kinds = {_key(text[f.start : f.end]): f.kind for f in again}
        spelled = {_spelled(text[f.start : f.end]) for f in again}
        self._again = re.compile("|".join(sorted(spelled, key=lambda s: (-len(s), s)))) if spelled else None

    def text(self, text: str) -> str:
        """The text without its secrets."""
        return self.covered(text).text

    def covered(self, text: str) -> Covered:
        """The text without its secrets, and where its places are now."""
        pieces, moved, at, size = list[str](), list[tuple[Span, Span]](), 0, 0
        for one in self._found(text):
            kept, instead = text[at : one.start], self._instead(one, text)
            size += len(kept)
            moved.append((Span(one.start, one.end), Span(size, size + len(instead))))
            size += len(instead)
            pieces += [kept, instead]
            at = one.end
        return Covered("".join([*pieces, text[at:]]), tuple(moved))

    def _found(self, text: str) -> Iterator[Found]:
        """What is to be replaced, none over another: what overlaps is replaced as one."""
        found = list(looks(text))
        if self._names:
            found += [Found(*match.span(), "") for match in self._names.finditer(text)]
        if self._again:
            found += [
                Found(*m.span(), self._kinds.get(_key(m.group()), "")) for m in self._again.finditer(text)
            ]
        one: Found | None = None
        for each in sorted(found, key=lambda f: (f.start, -f.end)):
            if one is None or each.start >= one.end:
                if one is not None:
                    yield one
                one = each
            elif each.end > one.end:
                one = Found(one.start, each.end, one.kind or each.kind)
        if one is not None:
            yield one

    def _instead(self, one: Found, text: str) -> str:
        key = _key(text[one.start : one.end])
        if key in self._forms and not one.kind:
            return self._forms[key]
        kind = one.kind or "name"
        if (kind, key) not in self._labels:
            self._numbers[kind] = self._numbers.get(kind, 0) + 1
            self._labels[kind, key] = f"[{kind} {self._numbers[kind]}]"
        return self._labels[kind, key]


def _key(words: str) -> str:
    """The same for the same words in other lines and letters."""
    return re.sub(r"(?<=\w)-\s*\n\s*|[\s,.;:'’]+", "", words).casefold()


def _spelled(words: str, *, inside: bool = False) -> str:
    """A pattern for words that may run over a line end, also within a word."""
    spelled = r"[\s,]+".join(
        r"(?:-\n)?".join(map(re.escape, word)) for word in re.split(r"[\s,]+", words.strip())
    )
    spelled = re.sub("['’]", "['’]", spelled)
    if inside or sum(map(str.isalpha, words)) >= _LONG:
        return spelled
    return rf"(?<!\w){spelled}(?!\w)"
