"""Healed text → sentence spans, for legal English.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a section number or an
ellipsis. Semicolons and colons never end one. Wrongly joined sentences cost less than wrongly cut ones
(a negation would be lost), so doubt joins.
"""

from __future__ import annotations

import re

from clausecheck.model import Span

# Never the end of a sentence: something always follows.
_OPEN = frozenset(
    "no nos sec secs sect art arts para paras par cl ch pt fig figs ex exs sch app vol vols pp p e.g i.e "
    "eg ie viz cf vs v mr mrs ms mx dr prof hon rev messrs gen gov sen rep st mt ft approx tel fax attn "
    "ref reg regs c.f w.r.t a.k.a f.k.a d.b.a n.b mgr jan feb mar apr jun jul aug sep sept oct nov "
    "dec".split()
)
# The end of a sentence only if a word follows that starts one.
_EITHER = frozenset(
    "inc ltd co corp llc llp lp plc gmbh s.a l.p l.l.c l.l.p n.v b.v s.p.a s.r.l pty bros assn dept div "
    "u.s u.k e.u u.s.a u.n n.y d.c p.m a.m etc al jr sr esq ph.d m.d j.d b.s m.s m.b.a u.s.c c.f.r est "
    "min max hr hrs yr yrs mo mos ave blvd rd ste bldg intl univ".split()
)
_STARTERS = frozenset(
    "The This These Those That If In On At Any All Each Every Either Neither No Nothing None Such Upon "
    "Unless Until Where When Whenever While For From By To With Without Within Under Subject "
    "Notwithstanding Except Provided However Further Furthermore Moreover Also Additionally Accordingly "
    "Therefore Thereafter You Your We Our I My He She It Its They Their There Here Licensor Licensee "
    "Company Producer Performer Participant Artist Talent Customer Client Provider Supplier Party Parties "
    "Both A An As After Before During Following Should Please".split()
)
_STOP = re.compile(r"(?<![.!?])[.!?]++[\"')\]]*+(?=\s)")
_LAST_WORD = re.compile(r"[^\s\"'(\[]*\Z")
_NEXT_WORD = re.compile(r"[\"'(\[]*([^\W\d_]+)")
_SECTION = re.compile(r"(?:\d+|[A-Za-z]|[ivxlc]+)\Z")
_REACH = 40  # characters looked at on each side of a stop


def split(text: str, start: int = 0) -> tuple[Span, ...]:
    """Sentences of ``text`` from ``start`` on, without the white space around them."""
    spans: list[Span] = []
    begin = _skip(text, start)
    for match in _STOP.finditer(text, begin):
        end = match.end()
        if end <= begin or not _ends(text, match.start(), end):
            continue
        spans.append(Span(begin, end))
        begin = _skip(text, end)
    stop = len(text.rstrip())
    if begin < stop:
        spans.append(Span(begin, stop))
    return tuple(spans)


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _ends(text: str, stop: int, end: int) -> bool:
    """Whether the stop at ``text[stop:end]`` ends a sentence."""
    after = text[end : end + _REACH].lstrip()
    if not after:
        return True
    first = after.lstrip("\"'([")[:1]
    if first.islower() or first in ",;:.":
        return False
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return text[stop] != "." or _starts(after)
    found = _LAST_WORD.search(text[max(0, stop - _REACH) : stop])
    word = found.group() if found else ""
    bare = word.lower()
    if bare in _OPEN:
        # "No." and "v." need a number or a name behind them; "no." and "par." may be plain words
        return bare in ("no", "art", "par", "ex", "app", "mar", "may") and word.islower() and _starts(after)
    if bare in _EITHER:
        return _starts(after)
    if len(word) == 1 and word.isalpha():  # an initial, "J. Smith"; a letter that ends a sentence is rare
        return (
            word != "I"
            and word.isupper()
            and _starts(after)
            and not text[max(0, stop - 3) : stop - 1].endswith(".")
        )
    if not word and text[max(0, stop - 1) : stop] in ("", " "):  # ". . ."
        return _starts(after)
    return not (_SECTION.match(word) and word.isdigit() and len(word) <= 3 and stop - len(word) <= 1)


def _starts(after: str) -> bool:
    """Whether the first word is one that starts a sentence."""
    word = _NEXT_WORD.match(after)
    return word is not None and word.group(1) in _STARTERS
