"""The cases that the reports are looked at with: the emotion study, a mild release, nothing, hostile text."""

from __future__ import annotations

from clausecheck.model import (
    Confidence,
    Finding,
    LawCheck,
    LawCondition,
    NotAssessed,
    Notice,
    Outcome,
    Outline,
    Party,
    Question,
    Reference,
    Report,
    Span,
    Suppressed,
)
from tests.report.build import (
    AGREEMENT,
    CRITICAL,
    HIGH,
    INFO,
    LOW,
    MEDIUM,
    analyzed,
    evidence,
    failed,
    found,
    partial,
    report,
    rule,
)

BIPA = Reference("law", "Biometric Information Privacy Act", "740 ILCS 14/15", "US-IL", None, "2024-08-02")

PERPETUAL = rule(
    "scope.perpetual",
    CRITICAL,
    "They can use you for ever",
    "You cannot raise your price, change your mind or retire. The licence outlives you.",
    "Can the term be two years, renewed only if I sign and am paid again?",
    how_long="for ever",
)
IRREVOCABLE = rule(
    "scope.irrevocable",
    CRITICAL,
    "You cannot take it back",
    "Once you have signed you cannot stop them, even if they misuse it.",
    "Can I end the licence on 30 days' notice, at least if it is misused or I am not paid?",
    how_long="you cannot take it back",
)
SELL = rule(
    "third.sell",
    CRITICAL,
    "They can sell recordings of you",
    "Your recordings can be sold on like goods, to anyone.",
    "Please write: nobody may sell or rent out my recordings or data.",
    to_whom="whoever buys the data",
)
BEYOND = rule(
    "third.beyond-control",
    CRITICAL,
    "Nobody answers for what others do with it",
    "They say in advance that they will not be responsible for the people they give your data to.",
    "Will you stay responsible for everyone you pass my data to?",
    to_whom="people nobody controls",
)
TEMPLATE = rule(
    "ai.biometric-template",
    CRITICAL,
    "They make a face print or voice print of you",
    "It works like a password that you can never change.",
    "Please leave out templates of my face and voice, or name the use and the day they are deleted.",
    references=(BIPA,),
    what="a print of your face and voice",
)
TRAINING = rule(
    "ai.training",
    CRITICAL,
    "Your performance trains AI",
    "It teaches a machine that may take your next job, and it cannot be untaught.",
    "No AI training, please. If there must be: which model, for what, for how long and at what price?",
    for_what="training AI",
)
MEDIA = rule(
    "scope.all-media-future",
    HIGH,
    "It covers media that do not exist yet",
    "Nobody can price an invention before it is made.",
    "Can you list the media, and leave new ones to me?",
    where="in every medium, also those not invented yet",
)
WORLD = rule(
    "scope.worldwide",
    LOW,
    "It holds in every country",
    "No country is left in which you could sell the same thing again.",
    "Can we list the countries, with a fee for each more?",
    where="worldwide",
)
DERIVATIVES = rule(
    "scope.derivatives",
    HIGH,
    "They may change what you said and did",
    "They may cut, alter and build new works from you that you have never seen.",
    "Can changes be limited to editing this project, with no new words or acts?",
    what="your recordings, and all that is made from them",
)
SUBLICENSE = rule(
    "scope.sublicense",
    HIGH,
    "They can pass your rights on to strangers",
    "People you never met can be given your face.",
    "Please name everyone who may use it, bound by the same limits.",
    to_whom="anyone they choose",
)
BEHALF = rule(
    "third.acting-on-behalf",
    HIGH,
    "You cannot tell who acts for them",
    "Anyone can say that they act for the company.",
    "Can you name them, and answer for what they do?",
    to_whom="anyone acting for them",
)
RESEARCHERS = rule(
    "third.researchers",
    HIGH,
    "Strangers can run new studies on you",
    "You agree to studies that nobody has thought of yet.",
    "Can you list the partners, and ask me again for a new study?",
    to_whom="unnamed researchers",
)
OWNS = rule(
    "own.company-owns-data",
    HIGH,
    "The raw data about you is theirs",
    "They own what they measured on you, not just the film.",
    "Can I keep what was measured on me?",
    what="the raw data about you",
)
PRODUCT = rule(
    "loop.product-limited",
    HIGH,
    "Their promise covers only their own products",
    "Partners and buyers may still make a copy of you.",
    "Please write: by anyone, in any product.",
)
SPECIFIC = rule(
    "loop.specific-identity",
    HIGH,
    "A face that is almost yours is not covered by their promise",
    "They only promise not to copy you exactly.",
    "Please add: or anything based on me.",
)
IMPROVE = rule(
    "ai.generic-improvement",
    HIGH,
    "“Improving products” can mean AI",
    "Soft words like these often mean AI training.",
    "Please add: this does not include training AI.",
    for_what="improving any product",
)
FLAT = rule(
    "pay.flat-buyout",
    HIGH,
    "One fee pays for every use",
    "However often they use you, you are paid once.",
    "Can there be a fee for each term and each medium?",
    pay="one fee, however often you are used",
)
NO_MORE = rule(
    "pay.no-further-compensation",
    HIGH,
    "No more money, whatever they earn",
    "They may earn with it for years without paying you.",
    "Can each new use have its own fee?",
)
KEPT = rule(
    "privacy.data-kept-after-withdrawal",
    HIGH,
    "They keep your data after you leave",
    "Leaving does not take your data out.",
    "Will you delete everything within 30 days after I leave?",
)
LIKENESS = rule(
    "identity.likeness-undefined",
    HIGH,
    "“Likeness” is used but never explained",
    "If the word is not defined, a near copy of you may not count.",
    "Can you define it, with voice, manner and look-alikes in it?",
    undefined=("likeness",),
)
ENTIRE = rule(
    "legal.entire-agreement",
    INFO,
    "What you were told before does not count",
    "Promises in the job ad or on the phone are worth nothing now.",
    "Can the job ad be attached as Schedule 1?",
)
TERM = rule("missing.term", MEDIUM, "An end date")
DELETION = rule("missing.deletion", MEDIUM, "Deletion when you ask for it")
REUSE = rule("missing.reuse-pay", MEDIUM, "Pay for new uses")
FOR_GOOD = rule(
    "combo.perpetual-irrevocable",
    CRITICAL,
    "For ever, and it cannot be taken back",
    "No end date and no way out: you sign once, for life.",
    "Can there be an end date, or a way to end it?",
)
SOLD_FACE = rule(
    "combo.template-sold",
    CRITICAL,
    "A print of your face, and it may be sold",
    "Whoever buys it can recognise you anywhere.",
    "Please rule out any sale of templates of my face or voice.",
)

PARTIES = (
    Party("Lumenface Research Ltd", ("Lumenface",), "them"),
    Party("Orbita, Inc.", ("Orbita",), "them"),
    Party("Participant", ("you",), "us"),
)
CONTACT = Suppressed("third.sell", "3.3", "negated", "will not", (evidence("sell your contact details"),))
STOP = Suppressed("scope.sublicense", "1.2", "direction", "You will", (evidence("take part in one session"),))


def study_findings() -> list[Finding]:
    grant = evidence("You grant Orbita", role="grant")
    return [
        found(PERPETUAL, "in perpetuity", clause="2.2", because=("grant by you to Orbita", "no end date")),
        found(IRREVOCABLE, "irrevocably", clause="2.2"),
        found(SELL, "license, sell or share the Study Data", clause="2.3"),
        found(BEYOND, "beyond the control of Orbita", clause="3.1(c)"),
        found(TEMPLATE, "unique template of your face and/or voice", clause="3.1(a)"),
        found(TRAINING, "training machine learning models", clause="3.1(b)"),
        found(MEDIA, "all formats and media existing now or in the future", clause="2.2"),
        found(WORLD, "worldwide", clause="2.2"),
        found(DERIVATIVES, "may modify it and make derivative works from it", clause="2.1"),
        found(DERIVATIVES, "to make derivative works from it", clause="2.2"),
        found(SUBLICENSE, "sublicense any of these rights", clause="2.3"),
        found(BEHALF, "acting on behalf of Orbita", clause="2.2"),
        found(RESEARCHERS, "third-party researchers", clause="3.1(c)"),
        found(OWNS, "sole owner of the Study Data", clause="2.1"),
        found(PRODUCT, "in any Orbita product", clause="3.2"),
        found(SPECIFIC, "your specific face or voice", clause="3.2"),
        found(IMPROVE, "improving the products and services", clause="3.1(d)", confidence=Confidence.LOW),
        found(FLAT, "full and complete consideration", clause="4.1"),
        found(NO_MORE, "No further compensation", clause="4.1"),
        found(KEPT, "may be kept", "may continue to be used", clause="5.1"),
        found(LIKENESS, "likeness", clause="4.1"),
        found(ENTIRE, "entire agreement", clause="6.1"),
        found(TERM, grant, clause="2.2"),
        found(DELETION, grant, clause="2.2"),
        found(REUSE, grant, clause="2.2", exposure=0.6),
        found(FOR_GOOD, "in perpetuity", "irrevocably", clause="2.2"),
        found(SOLD_FACE, "unique template of your face and/or voice", "sell", clause="3.1(a)"),
    ]


def study() -> Report:
    return report(
        study_findings(),
        parties=PARTIES,
        suppressed=(CONTACT, STOP),
        not_assessed=(NotAssessed("mismatch.research-vs-commercial", "no job posting was given"),),
        law=(
            LawCheck(
                "law.bipa",
                "Illinois: what a face print needs",
                "unknown",
                (
                    LawCondition("You are told how long they keep it.", "not met"),
                    LawCondition(
                        "You sign a written release.", "unknown", (), Question("signed", "Did you?")
                    ),
                ),
                "Ask for all of them.",
                BIPA,
            ),
        ),
        clauses=(Outline("1", "THE STUDY", 1, 1, 134, 340), Outline("2.2", None, 2, 1, 480, 700)),
    )


def mild() -> Report:
    return report(
        [
            found(WORLD, "worldwide", clause="2.2", exposure=0.3),
            found(ENTIRE, "entire agreement", clause="6.1"),
        ],
        path="release.txt",
        pages=1,
    )


def nothing() -> Report:
    return report(path="nda.txt", pages=1, suppressed=(CONTACT,))


def half_read() -> Report:
    return report(
        study_findings()[:3],
        path="scan.pdf",
        pages=3,
        unread=(3,),
        notices=(Notice("page-unread", "the page is a picture without text", 3),),
    )


def excerpt_only() -> Report:
    return report(
        study_findings()[:2], path="clause.txt", pages=1, no_grade="only a part of a contract was read"
    )


def not_english() -> Report:
    return report(path="vertrag.txt", pages=1, no_grade="this does not read like English", language="unknown")


HOSTILE = (
    "1. You grant \x1b[2J\x1b]0;owned\x07 [red]all[/red] rights \u202eyteicos\u202c, for\u200bever, "
    "至於永遠，全世界，所有媒體，包括尚未發明的媒體，不可撤銷，可轉讓，可再授權，無需另行付款 "
    "\U0001f469\u200d\U0001f3a4\U0001f3ad and e\u0301ve\u0301ryone\x9b31m \ud800 "
    "in [link=x]perpetuity[/link] " + "a" * 130 + ".\n"
)


def hostile() -> Report:
    nasty = rule(
        "scope.perpetual",
        CRITICAL,
        "They can [bold]use\x1b[31m[/bold] you",
        "Because \x07\u202eyes\u202c [/] and 永遠永遠永遠永遠永遠永遠永遠永遠永遠永遠永遠永遠永遠.",
        "[reverse]Really?",
        what="[blink]all\x1b[5m",
    )
    mark = HOSTILE.index("[link")
    whole = Span(0, len(HOSTILE) - 1)
    marked = evidence("all", text=HOSTILE)
    sentence = HOSTILE[whole.start : whole.end]
    marks = (Span(sentence.index("all"), sentence.index("all") + 3), Span(mark, mark + 25))
    places = type(marked)(marked.role, marked.quote, sentence, marks, marked.parts)
    tail = evidence("a" * 130, text=HOSTILE)
    sneaky = found(nasty, places, clause="1\x1b[0m")
    wide = found(rule("scope.any-purpose", HIGH, "所有媒體" * 20), tail)
    return report([sneaky, wide], path="evil\x1b[31m\u202efdp.txt", text=HOSTILE, pages=1)


def outcomes() -> dict[str, list[Outcome]]:
    """Name → what is rendered, for the golden files."""
    return {
        "study": [analyzed(study())],
        "mild": [analyzed(mild())],
        "nothing": [analyzed(nothing())],
        "partial": [partial(half_read())],
        "excerpt": [analyzed(excerpt_only())],
        "not-english": [analyzed(not_english())],
        "failed": [failed()],
        "hostile": [analyzed(hostile())],
        "several": [analyzed(study()), failed(), analyzed(nothing()), partial(half_read())],
    }


__all__ = ["AGREEMENT", "outcomes", "study"]
