"""Reports of postings and of an agreement → who gets rights in the agreement and was never named before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import LateParty, Report, RulePack, Saying

_KIND_OF_FIRM = re.compile(
    r",?\s+(?:ltd|limited|inc|incorporated|llc|l\.l\.c|llp|lp|plc|corp|corporation|co|company|gmbh|ag|bv"
    r"|b\.v|sa"
    r"|s\.a|sas|srl|s\.r\.l|pty|pte|ab|as|oy|kk)\.?$"
)
_JOINED = re.compile(r"^(?:and|or|to) ")
_GROUP = re.compile(
    r"\b(?:affiliat\w+|licen[cs]ees|assigns|assignees|successors|others|anyone|any(?:one)? (?:person"
    r"|party|entity)"
    r"|third[ -]part(?:y|ies)|partners?|researchers|parties|agents|contractors|customers|clients"
    r"|designees|persons)\b",
    re.IGNORECASE,
)


def strangers(postings: Sequence[Report], paper: Report, packs: Sequence[RulePack]) -> Iterator[LateParty]:
    """Those who get rights by the paper and whom no posting names; groups without a name come last."""
    told = " ".join(" ".join(report.text.split()) for report in postings).lower()
    roles = {word.lower() for pack in packs for word in (*pack.us, *pack.them)}
    gets = [
        (words.value, words.evidence)
        for grant in paper.grants
        if grant.giver != "them"
        for words in grant.words("to")
    ]
    for party in paper.parties:
        names = [name for name in (party.name, *party.aliases) if name.lower() not in roles]
        if party.side != "them" or not names or any(_named(name, told) for name in names):
            continue
        proofs = [evidence for value, evidence in gets if value in (party.name, *party.aliases)]
        if proofs:
            yield LateParty(party.name, tuple(proofs[:1]))
    known = {name.lower() for party in paper.parties for name in (party.name, *party.aliases)}
    seen: set[str] = set()
    for value, evidence in gets:
        key = " ".join(value.lower().split())
        if key in known | roles | seen or _named(value, told):
            continue
        seen.add(key)
        yield LateParty(_JOINED.sub("", " ".join(value.split())), (evidence,), named=not _GROUP.search(value))


def hints(postings: Sequence[Report]) -> Iterator[Saying]:
    """Sentences of the postings that speak of somebody without a name."""
    for i, report in enumerate(postings):
        for statement in report.statements:
            if statement.told == "aside":
                yield Saying(i, statement.evidence[0])


def _named(name: str, told: str) -> bool:
    """Whether a text in lower case has the name, its kind of firm aside: "Lumenface Ltd", "Lumenface"."""
    core = " ".join(name.lower().split()).strip(" .,")
    core = _KIND_OF_FIRM.sub("", core)
    core = core.removeprefix("the ")
    return re.search(rf"(?<!\w){re.escape(core)}(?!\w)", told) is not None
