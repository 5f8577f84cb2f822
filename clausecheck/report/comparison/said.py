"""DraftDiff → the sentences that every form says: the headline, each effect, what kept its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from clausecheck.model import Change, DraftDiff, Effect, Gain, Report, Score, Span, Wording
from clausecheck.report.reading import notices, number

TITLES: Final[Mapping[Gain, str]] = {
    "gained": "They gain",
    "lost": "You get back",
    "unclear": "Changed, and the words do not say who gains",
    "other": "Other words that changed",
}
STRANGERS: Final = 0.3  # share of words in common below which two papers are hardly drafts of one contract
_FIRST: Final = 9  # words of a change that is shown in one line
_BEFORE: Final = 4  # of them before the first that changed


def headline(found: DraftDiff) -> str:
    """``"They gain 2, you get back 1, 3 other changes"``."""
    if not found.changes:
        return "No difference in words."
    gained, lost = len(found.of("gained")), len(found.of("lost"))
    rest = len(found.changes) - gained - lost
    parts = [f"they gain {gained}" if gained else "they gain nothing that we know of"]
    parts += [f"you get back {lost}"] if lost else []
    parts += [number(rest, "other change")] if rest else []
    text = ", ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def grade(score: Score) -> str:
    """``"Grade D, 73 of 100"``."""
    risk = "" if score.risk is None else f"{int(score.risk)} of 100"
    letter = f"Grade {score.grade}" if score.grade else "no grade"
    return ", ".join(part for part in (letter, risk) if part)


def effect(one: Effect) -> str:
    """``"for how long: for a set time → for ever"``, ``"They can use you for ever"``."""
    says = f"{one.says[:1].upper()}{one.says[1:]}"
    if one.kind == "finding":
        return f"{says}: {one.old} before, {one.new} now" if one.settled else says
    if one.kind in ("promise", "duty", "permission", "limit", "definition", "topic"):
        return says
    if one.old and one.new:
        return f"{says}: {one.old} → {one.new}"
    if not one.old and not one.new:
        return says
    return f"{says}: + {one.new}" if one.new else f"{says}: − {one.old}"


def state(change: Change) -> str:
    """``"new"``, ``"gone"``, ``"same words"`` where other words changed what these mean, or nothing."""
    if change.old and change.new:
        return "" if change.gone or change.come else "same words"
    return "new" if change.new else "gone"


def place(change: Change, found: DraftDiff) -> str:
    """``"2.2 · page 1, line 23"``, in the newer draft unless it is gone there; and the number before."""
    if not change.new and not change.old:
        return "the whole contract"
    words, report = (change.new, found.new) if change.new else (change.old, found.old)
    where = [_printed(words[0], report)]
    if change.old and change.new and change.old[0].number != change.new[0].number and change.old[0].number:
        where.append(f"was {change.old[0].number}")
    return " · ".join([*where, *([state(change)] if state(change) else [])])


def _printed(wording: Wording, report: Report) -> str:
    thing = "paragraph" if report.format in ("docx", "html") else "line"
    page = f"page {wording.page}, " if report.reading.pages > 1 else ""
    name = f"{wording.number} · " if wording.number else ""
    return f"{name}{page}{thing} {wording.line}"


def text(wordings: Sequence[Wording]) -> str:
    """The sentences as one text: what ``gone`` and ``come`` of a change point into."""
    return " ".join(each.text for each in wordings)


def marks(change: Change, *, new: bool) -> tuple[Span, ...]:
    """What to mark in the sentences of one draft: what changed; in a new sentence what was found in it."""
    spans = change.come if new else change.gone
    if change.old and change.new:
        return spans
    whole = text(change.new if new else change.old)
    for one in change.effects:
        quote = " ".join((one.new if new else one.old).partition(" … ")[0].split())
        at = whole.find(quote) if quote else -1
        if one.kind == "finding" and at >= 0:
            return (Span(at, at + len(quote)),)
    return ()


def first_words(change: Change) -> str:
    """The words around the first that changed, to know the place by."""
    whole = text(change.new or change.old)
    spans = (change.come or change.gone) if change.new and change.old else ()
    spans = spans if change.come or not change.new else ()
    start = spans[0].start if spans else _start(change)
    before, behind = whole[:start].split(), whole[start:].split()
    first = before[-_BEFORE:] if len(before) + len(behind) > _FIRST else before
    shown = [*first, *behind][: max(_FIRST, len(first) + _FIRST - _BEFORE)]
    opens = "… " if len(first) < len(before) else ""
    return opens + " ".join(shown) + (" …" if len(first) + len(behind) > len(shown) else "")


def _start(change: Change) -> int:
    """Where words were only taken out, in the new sentence: as far as both are the same."""
    if not (change.old and change.new):
        return 0
    same = change.words[0] if change.words else None
    return len(same.text) if same and same.kind == "same" else 0


def quiet(found: DraftDiff) -> str:
    """``"3 clauses moved, 12 renumbered: same words"``; empty for none."""
    moved = found.shuffle
    counts = ((moved.moved, "moved"), (moved.renumbered, "renumbered"), (moved.split, "split"),
              (moved.merged, "put together"))  # fmt: skip
    said = [f"{count} {what}" for count, what in counts if count]
    if not said:
        return ""
    first, _, rest = said[0].partition(" ")
    said[0] = f"{first} clause{'' if first == '1' else 's'} {rest}"
    return f"{', '.join(said)}: same words."


def strangers(found: DraftDiff) -> Iterator[str]:
    """A doubt whether the two belong together."""
    if found.common < STRANGERS:
        share = round(found.common * 100)
        yield f"Only {share} % of the words stand in both: are these two drafts of one contract?"


def remarks(found: DraftDiff) -> Iterator[str]:
    """What a reader must know of the comparison itself."""
    if found.tracked and found.new.reading.editors:
        yield f"Changed by {', '.join(found.new.reading.editors)}."
    for name, report in (("old", found.old), ("new", found.new)):
        if found.tracked and name == "old":
            continue
        for words in notices(report.reading):
            yield f"{'' if found.tracked else f'The {name} draft: '}{words}"
        if report.language != "en":
            yield f"The {name} draft does not read like English: only its words are compared."
    if found.shuffle.read:
        places = number(found.shuffle.read, "place")
        yield f"One looks like a print of the other: {places} differ only in labels and page numbers."
    if found.shuffle.margins:
        lines = number(found.shuffle.margins, "line")
        yield f"{lines} in the margins of pages, in one draft alone, left aside."
