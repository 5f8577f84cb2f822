"""Words → spans of time in hours, and payments of two papers → which of them pays less."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import Evidence, Payment, Verdict

_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: float(number) for number, word in enumerate(_WORDS, 1)} | {
    "a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5, "a couple of": 2.0, "fourteen": 14.0, "fifteen": 15.0,
    "twenty": 20.0, "twenty-one": 21.0, "thirty": 30.0, "forty-five": 45.0, "sixty": 60.0, "ninety": 90.0,
    "eighteen": 18.0, "twenty-four": 24.0, "thirty-six": 36.0, "forty-eight": 48.0,
}  # fmt: skip
# Hours. A month is 30 days and a year 365, so that "30 days" is "one month".
_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 720.0, "year": 8760.0}
_COUNT = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_SPAN = re.compile(
    rf"(?<![\w-])(?P<count>\d{{1,4}}(?:\.\d+)?|{_COUNT})(?: \([\w-]+\))?[ -](?:(?:calendar|business"
    rf"|working|full|short|shooting|filming|recording|shoot) )?"
    r"(?P<unit>minute|hour|day|week|month|year)s?\b"
)
_NET = re.compile(r"\bnet[ -]?(\d{1,3})\b")
_AT_ONCE = re.compile(
    r"\b(?:same day|on the day|cash in hand|on wrap|at wrap|immediately|at once|end of the (?:day|shoot))\b"
)
_ENDLESS = re.compile(
    r"\b(?:perpetu\w+|for ?ever|indefinite(?:ly)?|as long as|without limit|no limit|unlimited)\b"
)
_EXTRA = re.compile(
    r"\b(?:renew\w*|again|another|extend\w*|extension|longer|each (?:new|further|additional) \w+"
    r"|every (?:new|further) \w+|(?:further|new|additional) (?:uses?|fees?|years?|editions?|payments?)"
    r"|re-?use\w*)\b"
)
_SHARE = re.compile(
    r"\b(?:plus|and|with)\b[^.;]{0,30}?(?P<share>(?P<rate>\d{1,2}(?:\.\d+)?) ?(?:%|per ?cent)"
    r"(?: of)?(?: \w+){0,3})"
)
ENDLESS = float("inf")
SLACK = 1.005  # 30 days against one month, 52 weeks against one year


def hours(text: str) -> Iterator[float]:
    """The spans of time that a text names, in hours; without an end: infinity."""
    lower = " ".join(text.lower().split())
    if _ENDLESS.search(lower):
        yield ENDLESS
    for found in _SPAN.finditer(lower):
        yield (_NUMBERS.get(found["count"]) or float(found["count"])) * _HOURS[found["unit"]]
    for found in _NET.finditer(lower):
        yield float(found[1]) * _HOURS["day"]
    if _AT_ONCE.search(lower):
        yield _HOURS["day"]


def comparable(promised: Sequence[float], stated: float) -> float | None:
    """Of the spans that a promise names the one to measure against: hours by hours, days by days."""
    same = [one for one in promised if (one < _HOURS["day"]) == (stated < _HOURS["day"])]
    return next(iter(same), None)


def span(value: float) -> str:
    """Hours in words: ``"28 days"``, ``"2 years"``, ``"no end"``."""
    if value == ENDLESS:
        return "no end"
    fitting = [(unit, size) for unit, size in _HOURS.items() if unit != "week" and value >= size]
    unit, size = next((pair for pair in reversed(fitting) if (value / pair[1]).is_integer()), ("hour", 1.0))
    return f"{value / size:g} {unit}{'' if value == size else 's'}"


def pays(promised: Payment, paid: Sequence[Payment]) -> tuple[Verdict, str, tuple[Payment, ...]]:
    """(verdict, why, the payments of the paper that it rests on) of one promised sum."""
    extra = _extra(promised)
    alike = [one for one in paid if not extra or _extra(one)]
    same = [one for one in alike if (one.currency, one.per) == (promised.currency, promised.per)]
    if enough := min((one for one in same if one.amount >= promised.amount), key=_amount, default=None):
        if enough.least < promised.least:
            return (
                "weaker",
                f"{_count(enough.least, enough)} at least, not {_count(promised.least, promised)}",
                (enough,),
            )
        return "kept", "", (enough,)
    if same:
        best = max(same, key=_amount)
        return "contradicted", f"{money(best)} in the paper, {money(promised)} in the posting", (best,)
    alike = [one for one in alike if one.currency == promised.currency]
    if promised.per and alike and promised.least != 1 and all(one.total < promised.total for one in alike):
        best = max(alike, key=lambda one: one.total)
        return "contradicted", f"{money(best)} in the paper, {money(promised)} in the posting", (best,)
    if extra and alike and promised.per in ("", "year"):
        best = max(alike, key=_amount)
        if best.per in ("", "year") and best.amount < promised.amount:
            return "contradicted", f"{money(best)} in the paper, {money(promised)} in the posting", (best,)
    if alike or (paid and not extra):
        return "unsure", "the two papers count the pay in different ways", ((alike or paid)[0],)
    return "silent", "", ()


def _amount(payment: Payment) -> float:
    return payment.amount


def _extra(payment: Payment) -> bool:
    """Whether the sum is for a longer or a new use, and not for the work."""
    return any(_EXTRA.search(_phrase(one)) for one in payment.evidence)


def _phrase(evidence: Evidence) -> str:
    """The words around the sum, up to the next stop or sum."""
    lower, start, end = evidence.sentence.lower(), evidence.marks[0].start, evidence.marks[-1].end
    before = re.split(r"[.;$£€]|,? plus ", lower[:start])[-1]
    return f"{before} {re.split(r'[.;$£€]', lower[end:])[0]}"


def missing_share(promised: Payment, paper: str) -> str:
    """What is promised "plus" the sum and is a share that the paper does not name; "" where nothing is."""
    lower = " ".join(paper.lower().split())
    for evidence in promised.evidence:
        sentence = evidence.sentence
        found = _SHARE.search(sentence.lower(), evidence.marks[-1].end)
        if found and not re.search(rf"(?<!\d){found['rate']} ?(?:%|per ?cent)", lower):
            words = sentence[found.start("share") : found.end("share")].strip()
            return f'the posting also promised "{words}", and the paper names no {found["rate"]} per cent'
    return ""


def money(payment: Payment) -> str:
    """``"$150 per hour"``, ``"$1,200"``."""
    amount, currency = payment.amount, payment.currency
    figure = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    sign = currency if len(currency) == 1 else f"{currency} "
    return f"{sign}{figure}{f' per {payment.per}' if payment.per else ''}"


def _count(number: float, payment: Payment) -> str:
    return f"{number:g} {payment.per}{'' if number == 1 else 's'}"
