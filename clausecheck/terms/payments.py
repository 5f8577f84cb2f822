"""Sentences → Payments: the sums that the other side pays the signer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import Payment, Sentence, Span
from clausecheck.terms.judge import Judge

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
_COUNT = rf"(?P<count>\d{{1,3}}(?:\.\d+)?|{'|'.join(_NUMBERS)}|half)"
_UNIT = (
    r"(?P<unit>hour|half[- ]day|day|week|month|year|session|episode|post|video|use|show|performance|word"
    r"|page|image|photo(?:graph)?|track|song|recording|spot|appearance|game|match|event)"
)
_SMALL = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split(),
        start=1,
    )
} | {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
# "five hundred dollars"; after a bracket it only repeats a figure.
_SPELLED = rf"(?:(?:{'|'.join((*_SMALL, *_LARGE))})(?:[ -](?:and )?(?:{'|'.join((*_SMALL, *_LARGE))}))*)"
_REPEATED = re.compile(r" \((?:us\$|[$£€])?\d")  # "five hundred dollars ($500)": the figure counts
# "Brand may renew for a fee of £500": what they may do is given by the signer, and they pay for it.
_FEE_OF = re.compile(r"\b(?:for|against|on payment of) (?:an? |the )?(?:\w+ ){0,2}?(?:fee|payment|sum) of $")
_SIGNER = re.compile(r"\b(?:you|i|artist|performer|talent|actor|model|narrator|participant)\b")
_SUM = re.compile(
    r"(?:(?P<sign>us\$|\$|£|€|¥|usd|eur|gbp|cad|aud)\s?(?P<figure>\d[\d,]{0,12}(?:\.\d{1,2})?)(?![\d%])"
    r"(?:\s?(?P<times>k|m|million|thousand)\b)?"
    rf"|(?P<number>\d[\d,]{{0,12}}(?:\.\d{{1,2}})?"
    rf"|(?<![(\w]){_SPELLED})\s(?:u\.?s\.? )?(?P<word>dollars|euros?|pounds(?: sterling)?"
    r"|usd|eur|gbp))"
    rf"(?:[^.;$£€]{{0,24}}?\b(?:per|an|a|each|every|for each|for every|/)\s?{_UNIT}\b)?"
)
# "with a minimum of two hours", "for at least two hours"
_LEAST = re.compile(
    rf"\b(?:minimum of|at least|not less than|no less than|minimum)\s{_COUNT}(?:\s\(\d+\))?\s(?:\w+\s)?"
    rf"{_UNIT.replace('?P<unit>', '?P<of>')}s?\b|\b{_COUNT.replace('?P<count>', '?P<first>')}[- ]"
    rf"{_UNIT.replace('?P<unit>', '?P<first_of>')}s?\s(?:minimum|guaranteed|is guaranteed|are guaranteed)"
)
_PAYS = re.compile(
    r"\b(?:pa(?:y|ys|id|yment|yable)|fees?|compensat\w+|remunerat\w+|honorari\w+|rates?|wages?|salary"
    r"|royalt\w+|consideration|earn|receive)\b"
)
# "You are paid", "Talent will receive": the signer is the subject, and gives nothing.
_PAID = re.compile(
    r"\b(?:are|is|be|get|gets) (?:also |then )?(?:paid|compensated|remunerated)\b[^.;]{0,80}$"
    r"|\b(?:you|i)(?:'ll| will| shall)? (?:get|receive|earn)\b[^.;]{0,60}$"
)
# Sums that nobody is paid: what the signer owes, limits of liability, insurance.
_OTHER = re.compile(
    r"\b(?:liab\w+|damages|insur\w+|indemn\w+|penalt\w+|deposit|fine[ds]?|exceed|bond|tax\w*|interest"
    r"|late fee|par value|per share)\b"
)
# Sums that the reader pays, where nobody is named: "Fees: $4,150 per month, invoiced annually in advance".
_BILLED = re.compile(r"\b(?:subscri\w+|billed|invoiced|charged|membership|licen[cs]e fees?)\b")
# Sums for what the signer spends; "pays €300 per day and reimburses travel" speaks of pay, too.
_SPENT = re.compile(r"\b(?:expenses?|costs?|reimburs\w+|per diem|travel)\b")
_PHRASE_END = re.compile(r",? and |[,;:]")
# The same beside a sum of an advert, where "plus travel" and "food included" say nothing against it.
_NO_PAY = re.compile(
    r"\b(?:budget|worth|prizes?|raised|gifts?|vouchers?|deposit|expenses?|travel|per diem|fine|insur\w+"
    r"|turnover"
    r"|tickets?|donat\w+|reimburs\w+|penalt\w+|(?:joining|application|registration) fee|you (?:must "
    r"|have to )?pay)\b"
    r"[^.;,]{0,40}$"
)
_NO_PAY_AFTER = re.compile(
    r" ?(?:for |towards |of |in |a )?(?:your |the )?(?:budget|travel|expenses?|gift|voucher|deposit"
    r"|per diem|insurance"
    r"|prize|raffle|donation)\b"
)
_TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}
_SIGNS = {"dollars": "$", "us$": "$", "usd": "$", "euros": "€", "euro": "€", "eur": "€", "gbp": "£"}


def read(
    sentences: Sequence[Sentence], judge: Judge, *, advert: bool = False, either: bool = False
) -> tuple[Payment, ...]:
    """Every sum that is paid to the signer, in the order of the text.

    In an ``advert`` of a job a bare sum is pay, too: "Half a day, £350 plus travel". Where ``either`` side
    may be the one that pays, only a sum of which the paper says that the other one does.
    """
    found = [p for i, sentence in enumerate(sentences) for p in _paid(i, sentence, judge, advert)]
    return tuple(p for p in found if not either or judge.actor(sentences[p.sentence], p.span)[0] == "them")


def _paid(index: int, sentence: Sentence, judge: Judge, advert: bool) -> Iterator[Payment]:
    lower = sentence.lower
    if not any(sign in lower for sign in ("$", "£", "€", "¥", "usd", "eur", "gbp", "dollars", "pounds")):
        return
    if not advert and (_OTHER.search(lower) or not _PAYS.search(lower)):
        return
    for found in _SUM.finditer(lower, sentence.lead):
        at = Span(found.start(), found.end())
        if not advert and _spent(lower, at):
            continue
        if advert and (
            _NO_PAY.search(lower, max(0, at.start - 60), at.start) or _NO_PAY_AFTER.match(lower, at.end)
        ):
            continue
        if judge.negation(sentence, at) or _given(sentence, at, judge):
            continue
        if found["number"] and found["number"][0].isalpha() and _REPEATED.match(lower, at.end):
            continue
        per = found["unit"] or ""
        yield Payment(
            amount=_amount(found["figure"] or found["number"]) * _TIMES.get(found["times"], 1),
            currency=_currency(found),
            per=per,
            least=_least(lower, found.end(), per),
            sentence=index,
            span=at,
        )


def _given(sentence: Sentence, at: Span, judge: Judge) -> bool:
    """Whether it is the signer that pays the sum."""
    actor, cue = judge.actor(sentence, at)
    if actor not in ("us", "them") and _BILLED.search(sentence.lower):
        return True
    if actor != "us" or _PAID.search(sentence.lower, 0, at.start):
        return False
    own = cue is None or _SIGNER.search(cue.text.lower())
    return bool(own) or _FEE_OF.search(sentence.lower, 0, at.start) is None


def _amount(printed: str) -> float:
    """``"1,200"`` and ``"one thousand two hundred"`` as numbers."""
    if not printed[0].isalpha():
        return float(printed.replace(",", ""))
    total = part = 0
    for word in re.findall(r"[a-z]+", printed):
        if word == "hundred":
            part = max(part, 1) * 100
        elif word in _LARGE:
            total, part = total + max(part, 1) * _LARGE[word], 0
        else:
            part += _SMALL.get(word, 0)
    return float(total + part)


def _spent(lower: str, at: Span) -> bool:
    """Whether the sum is for what the signer spends, or may be: its own phrase speaks of no pay."""
    if not _SPENT.search(lower):
        return False
    ends = [
        match for match in _PHRASE_END.finditer(lower) if match.end() <= at.start or match.start() >= at.end
    ]
    start = max((match.end() for match in ends if match.end() <= at.start), default=0)
    end = min((match.start() for match in ends if match.start() >= at.end), default=len(lower))
    return _SPENT.search(lower, start, end) is not None or not _PAYS.search(lower, start, end)


def _currency(found: re.Match[str]) -> str:
    printed = (found["sign"] or found["word"]).partition(" ")[0]
    return {**_SIGNS, "pounds": "£"}.get(printed, printed.upper())


def _least(lower: str, start: int, per: str) -> float:
    """How many units are paid at least; 1 where the sentence says nothing."""
    least = _LEAST.search(lower, start) if per else None
    if least is None or (least["of"] or least["first_of"]) != per:
        return 1.0
    count = least["count"] or least["first"]
    return 0.5 if count == "half" else float(_NUMBERS.get(count, 0) or count)
