"""The words of a grant → its fields: what is given, what may be done with it, to what end, where, how long.

A grant reads "… the right to ACTS and ACTS the SUBJECTS and SUBJECTS for PURPOSE …": things are looked for
among the objects, acts among the verbs, so that "to promote the film" makes no film of the signer's a gift.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from clausecheck.model import Span
from clausecheck.terms import lexicon

SUBJECTS: Mapping[str, re.Pattern[str]] = lexicon.SUBJECTS | {
    "name": re.compile(
        r"\b(?:(?<!trade )(?<!domain )(?<!user )(?<!brand )names?(?! of)|nicknames?|autographs?|signatures?"
        r"|biograph\w+|alias)\b"
    ),
    "likeness": re.compile(
        r"\b(?:likeness(?:es)?|portraits?|persona(?:lity)?|appearances?|identit(?:y|ies)"
        r"|identification(?! purpose)"
        r"|caricatures?"
        r"|(?<!/)image(?! (?:files?|data))|(?<=your )images|(?<=my )images)\b"
    ),
    "recording": re.compile(
        r"\b(?:recordings?|footage|videos?|(?<!the )films?|photographs?|photos?|pictures?"
        r"|(?<!your )(?<!my )images|/image"
        r"|takes|tapes?|clips?|audio|audiovisual|electronic media depictions?)\b"
    ),
    "biometric": re.compile(
        r"\b(?:biometric\w*|templates?(?= of (?:your|my|the|his|her))|(?:face|facial|voice) ?(?:prints?"
        r"|templates?|scans?)"
        r"|scans?(?= of)|body scans?|motion capture|depth data)\b"
    ),
    "brand": re.compile(
        r"\b(?:trade ?marks?|service marks?|logos?|trade names?|brands?|brand features"
        r"|marks)\b"
    ),
    "technology": re.compile(
        r"\b(?:software|patents?|know-?how|technolog(?:y|ies)|applications?|apps?|source code|products?"
        r"|platforms?"
        r"|services?|apis?|web ?sites?|sites?|documentation)\b"
    ),
    "work": re.compile(
        r"\b(?:(?<!derivative )works?(?: products?| made)?|results and proceeds|inventions?|deliverables?"
        r"|materials?|compositions?"
        r"|masters?|copyrights?|intellectual property|iprs?|ip)\b"
    ),
    "content": re.compile(
        r"\b(?:contents?|submissions?|contributions?|posts|uploads|ideas|feedback|communications|messages)\b"
    ),
    "data": re.compile(r"\b(?:data(?! providers?)|information)\b"),
}
ACTS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"(?:{words})(?![\w-])")
    for name, words in {
        "use": r"us(?:e|es|ed|ing)|exploit\w*|utili[sz]\w+|process(?:ing)?|access",
        "copy": r"(?:have )?reproduc(?:e|es|ed|ing|tion)|(?:make )?cop(?:y|ies|ying)|duplicat(?:e|ing)"
        r"|stor(?:e|es|ed|ing|age)|host(?:ing)?|archiv(?:e|ing)|cache",
        "publish": r"publish(?:ing)?|publication|distribut(?:e|es|ed|ing|ion)|display(?:s|ed|ing)?"
        r"|broadcast(?:ing)?"
        r"|exhibit(?:ing|ion)?|transmit(?:ting)?|disseminat(?:e|ing)|stream(?:ing)?|show(?:ing)?"
        r"|communicat(?:e|ing)|make (?:\w+ )?available|post(?:ing)?(?! a\b)",
        "perform": r"perform(?:s|ed|ing|ance of)?",
        "modify": r"modif(?:y|ies|ied|ying|ication)|adapt(?:ing|ation)?|alter(?:ing)?|edit(?:ing)?"
        r"|(?:creat\w+|mak\w+|prepar\w+|develop\w*)?,? ?(?:and use )?derivative works?|transform(?:ing)?"
        r"|translat(?:e|ing|ion)|combin(?:e|ing)|manipulat(?:e|ing)|dub(?:bing)?|cut(?:ting)?",
        "sell": r"sell(?:s|ing)?|sale(?= of)|offer for sale|leas(?:e|ing)|rent(?:ing)?|trad(?:e|ing)"
        r"|monetiz(?:e|ing)|commerciali[sz](?:e|ing)",
        "sublicense": r"sub-? ?licen[sc](?:e|es|ing)|(?:grant"
        r"|authori[sz]e)(?: and authori[sz]e)? sub-?licen[sc]es"
        r"|licen[cs]e(?: to)? others|(?:authori[sz]e|permit|allow) others",
        "share": r"shar(?:e|es|ed|ing)|disclos(?:e|es|ed|ing|ure)|transfer(?:ring)?|provide(?: it)? to",
        "train": r"train(?:ing)?|machine learning|artificial intelligence|fine-?tun(?:e|ing)",
        "replicate": r"digital (?:replica|double|clone|twin)s?|voice models?|replicat(?:e|ing)|clon(?:e|ing)"
        r"|simulat(?:e|ing)|synthesi[sz](?:e|ing)|avatars?|generate",
        "identify": r"identify(?:ing)?|recogni[sz](?:e|ing)|authenticat(?:e|ing)|profil(?:e|ing)",
        "advertise": r"advertis(?:e|ing|ements?)|endors(?:e|ing|ements?)|promot(?:e|ing|ions?|ional)"
        r"|publiciz(?:e|ing)"
        r"|publicity|market(?:ing)?|merchandis(?:e|ing)|trade purposes",
        "record": r"record(?:ing)?|photograph(?:ing)?|film(?:ing)?|videotap(?:e|ing)|captur(?:e|ing)"
        r"|collect(?:ion|ing)?"
        r"|scan(?:ning)?",
        "make": r"manufactur(?:e|ing)|have made|make(?=,| and | or )",
        "waive": r"waive[sd]?|release and discharge|relinquish",
    }.items()
}
_OWN_VERB = re.compile(r"\b(?:assign|own|vest|convey|belong|property of|transfer)")
_OWNS = re.compile(
    r"\b(?:made[- ]for[- ]hire|assigns?|all (?:of )?(?:your |my |his |her |its |their "
    r"|the )?rights?(?: of every| of any|,? title|(?: and)? interests?)"
    r"|all right, title)\b"
)
# What stands before a verb of the list: "to", a comma, "and", an adverb.
_VERB_AT = re.compile(
    r"(?:\bto|\bbe|\band|\bor|,|/|\bmay|\bcan|\bshall|\bwill|\bfor|\bto the|\bwith|\bagree|\)|\bnot only|:|;"
    r"|\botherwise|\bhave)\s*(?:(?:\w+ly|have|freely|publicly|also|otherwise) )?\Z"
)
_PREPOSITION = re.compile(r"\b(?:of|by|from)\s\Z")  # before a verb only in "-ing"
_WITHOUT = re.compile(r"\b(?:without (?:the |any )?rights?|not|no right) (?:to|of)? ?\Z")
_TO_END = re.compile(
    r",? ?\b(?:(?:solely|only|exclusively|strictly)\b|in connection with|for (?:the )?(?:sole "
    r"|limited )?purposes?"
    r"|for (?:any|commercial|its|their|our|your|all|use|non-commercial|internal|endorse\w+|advertis\w+"
    r"|promotion\w*"
    r"|publicity|marketing|these|those|such)\b|in order to|(?:as|to the extent)(?: \w+)? necessary|as part of"
    r"|during|throughout|worldwide|in (?:all|any|the)(?: \w+)? (?:media|medium|territory|field)"
    r"|to (?:directly |indirectly )?(?:promote|advertise|publici[sz]e|provide|operate|improve|market"
    r"|perform its|fulfil\w*|enable)"
    r"|(?:featured|contained|included|embodied|appear\w*|submitted|uploaded|posted) (?:in|on|by|to|through)"
    r"|in perpetuity|so that|without|subject to|unless|provided|except|until|where)\b"
)
_NAMED = re.compile(
    r"\bin connection with\b|\bfor (?:the )?(?:sole |limited |following |specific )?purposes? (?:of|set"
    r"|described|stated)\b"
    r"|\b(?:solely|only|strictly|exclusively) (?:for|in|to|as|within|on|by)\b"
    r"|\bto the extent (?:\w+ )?necessary\b"
    r"|\bas (?:\w+ )?necessary\b|\bfor (?:these|those|such|the following) purposes\b"
    r"|\bfor (?:use in(?! perpetuity| any| all)|endorse\w+|advertis\w+"
    r"|promotion\w*|publicity|marketing|research|training|internal)\b|\bin the (?:\w+ )?field\b"
    r"|\bfor the (?:appraisal"
    r"|film|project|production|study|programme?|campaign|series|event|session|performance|purpose)\b"
    r"|\bin order to\b"
    r"|\bfor (?:your|its|our|their|his|her) (?:own |internal |personal |private |commercial |business )"
    r"|\b(?:as part of|within) (?:the|such|its|our)\b|\bto (?:directly |indirectly |or )*(?:promote"
    r"|publici[sz]e|advertise"
    r"|market|provide|operate|improve|develop|exercise|fulfil\w*|perform (?:its|their|the)|carry out|enable"
    r"|comply)\b"
)
_OPEN = re.compile(
    r"\bany (?:and all |lawful |other |such |business |commercial )?(?:purposes?|uses?|use whatsoever)\b"
    r"|\bin (?:any"
    r"|whatever) manner\b"
    r"|\ball (?:lawful )?(?:purposes|uses)\b|\bwithout (?:any )?(?:restriction"
    r"|limitation as to)s?\b(?! of time)"
    r"|\bunrestricted\b|\bunconditional\b|\bunlimited\b|\b(?:for )?commercial (?:and|or"
    r"|as well as)(?: \w+)? non-?commercial\b"
    r"|\bcommercial or otherwise\b|\bsees? fit\b|\bsole (?:and absolute )?discretion\b|\botherwise exploit\b"
    r"|\brights of every kind\b|\ball rights of any kind\b|\bfor purposes,? including,? but not limited"
)
PERPETUAL = re.compile(
    lexicon.PERPETUAL.pattern + r"|\bfor (?:their|its|the) full term\b|\bin all perpetuity\b"
    r"|\bfull term of (?:protection"
    r"|copyright)\b"
)
_NUMBER = r"(?:[\w-]+ )?(?:\(\d+\) )?"
FIXED = re.compile(
    r"\b(?:for|during|throughout) (?:a|the|an|such|its) (?:[\w-]+ ){0,3}?(?:term|period|duration)"
    rf"(?: of (?:up to )?{_NUMBER}(?:days?|weeks?|months?|years?)| of (?:the|this) \w+)?\b(?! of (?:your"
    rf"|his|her|their|my|the) employ)"
    rf"|\bfor (?:up to )?{_NUMBER}(?:days?|weeks?|months?|years?)(?! old)\b"
    r"|\b(?:during|throughout) the (?:[\w-]+ ){0,2}(?:term|period)\b(?! of (?:your|his|her|their|my"
    r"|the) employ)"
    r"|\buntil (?:the|you|such|\d|january|february|march|april|may|june|july|august|september|october"
    r"|november"
    r"|december|terminat\w+|expir\w+|withdraw\w+|delet\w+)[^,.;]{0,40}"
    r"|\b(?:ends|expires|expire) (?:on|after|at|when)[^,.;]{0,40}|\bfor as long as\b[^,.;]{0,60}"
)
_BACK = re.compile(
    r"(?<!ir)(?<!non-)\b(?:freely )?revocable\b|\bmay (?:at any time )?(?:revoke|withdraw|terminate"
    r"|cancel) (?:this|the"
    r"|such|your|its|any|my) (?:licen[sc]e|consent|permission|grant|rights?)"
)
_UNPAID = re.compile(
    lexicon.UNPAID.pattern + r"|\bat no (?:additional |extra |further )?(?:cost|charge|expense)\b"
    r"|\bfree of charge\b"
    r"|\bno (?:monetary |additional )?(?:fee|royalt(?:y|ies))\b|\bwithout (?:any )?(?:obligation"
    r"|expectation)[^,.;]{0,20}"
    r"(?:remuneration|compensation|payment)|\bpaid-?up\b|\bwithout notice,[^.;]{0,40}compensation\b"
    r"|\broyalty[- ]free\b"
    r"|\bfree[- ]of[- ]charge\b"
)
_FLAT = re.compile(
    lexicon.FLAT.pattern + r"|\bcompensation for [^.;]{0,60}\bis your (?:regular )?(?:salary"
    r"|pay)\b"
)
_SUBLICENSABLE = re.compile(
    lexicon.SUBLICENSABLE.pattern + r"|\bsublicensable\b|\bright to (?:grant"
    r"|authori[sz]e)\b"
)
_NOT_SUBLICENSABLE = re.compile(
    r"\bnon-? ?sub-?licen[sc]\w+|\bnot (?:be )?sub-?licen[sc]\w+|\bwithout (?:the |any )?right (?:to"
    r"|of) (?:grant )?sub-?licen"
    r"|\bno right to (?:grant )?sub-?licen|(?<!your )\bpersonal(?:,|(?: and)? (?:non|limited|licen[cs]e"
    r"|right|to))"
)


_ADJECTIVES = 420  # characters of recipients and adjectives before the right is named
_RIGHT = re.compile(
    r"\b(?:(?:rights?|licen[sc]es?|permission|consent|authority|authori[sz]ation|freedom|power)"
    r"(?: \([^()]{1,60}\)|,? and| and|,)? ?){1,3}\b(?=(?:,[^,;]{1,60},)? ?(?:to|of|for|in|under|,|\())"
)


_ADVERB = re.compile(r"\s*(?:(?:to|also|freely|\w+ly|then|each|otherwise)\s+)*")
_DONE_TO = re.compile(r"(?:may|can|shall|will)\b.*\bbe\b")
_LICENCE = re.compile(r"\blicen[sc]es?\b")
_ASIDE = re.compile(r"services?|platforms?|apps?|applications?|products?")
_LISTED = re.compile(r",? (?:and |or )?\w+(?:,| of\b| and\b|ing\b)| of\b")

# Fields that hold one value: the first of these whose words stand there.
_VALUES: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "purpose": (("open", _OPEN), ("named", _NAMED)),
    "term": (("perpetual", PERPETUAL), ("fixed", FIXED)),
    "media": (("any", lexicon.MEDIA), ("named", lexicon.NAMED_MEDIA)),
    "revocable": (("no", lexicon.IRREVOCABLE), ("yes", _BACK)),
    "sublicensable": (("no", _NOT_SUBLICENSABLE), ("yes", _SUBLICENSABLE)),
    "exclusive": (("no", lexicon.NON_EXCLUSIVE), ("yes", lexicon.EXCLUSIVE)),
    "pay": (("reuse", lexicon.REUSE_PAID), ("flat", _FLAT), ("none", _UNPAID)),
}


class Read(NamedTuple):
    """The value of one field, and the place of its words."""

    field: str
    value: str
    span: Span


def read(lower: str, first: int, verb: Span, own: int, tail: int) -> Iterator[Read]:
    """Every field of the grant of that verb; its words stand from ``first`` to ``own``.

    From ``tail`` on stand the definitions of the terms that it uses.
    """
    begin = _objects_start(lower, verb.start, own)
    end = _objects_end(lower, begin, own)
    yield from _acts(lower, verb, begin, end, own)
    passive = _DONE_TO.match(lower, verb.start, verb.end)  # "your name may be used": things stand before it
    yield from _subjects(lower, first if passive else begin, verb.start if passive else end, own, tail)
    for field, values in _VALUES.items():
        for value, words in values:
            if match := words.search(lower, first, own):
                yield Read(field, value, Span(*match.span()))
                break
    yield from _territory(lower, first, own, tail)


def _territory(lower: str, first: int, own: int, tail: int) -> Iterator[Read]:
    """Definitions are asked, too: "the Territory" may be the world."""
    defined = tail if "territory" in lower[first:own] else len(lower)
    for value, words, begin, stop in (
        ("worldwide", lexicon.WORLDWIDE, first, own),
        ("worldwide", lexicon.WORLDWIDE, defined, len(lower)),
        ("named", lexicon.TERRITORY, first, own),
    ):
        if match := words.search(lower, begin, stop):
            yield Read("territory", value, Span(*match.span()))
            return


def _objects_start(lower: str, start: int, own: int) -> int:
    """After "a worldwide, perpetual right and licence"; the verb itself where no right is named."""
    right = _RIGHT.search(lower, start, min(own, start + _ADJECTIVES))
    return right.end() if right else start


def _objects_end(lower: str, start: int, own: int) -> int:
    """Where the list of acts and things ends, and a purpose or another limit begins."""
    at = start
    while stop := _TO_END.search(lower, at, own):
        zone = lower[start : stop.start()]
        if any(words.search(zone) for words in SUBJECTS.values()):
            return stop.start()
        at = stop.end()
    return own


def _is_verb(lower: str, match: re.Match[str]) -> bool:
    before = lower[max(0, match.start() - 30) : match.start()]
    gerund = match[0].endswith("ing") and _PREPOSITION.search(before) is not None
    return (gerund or _VERB_AT.search(before) is not None) and not _WITHOUT.search(before)


def begins(lower: str, index: int) -> bool:
    """Whether the words at ``index`` are something that may be done with a thing: "use", "freely edit"."""
    adverb = _ADVERB.match(lower, index)
    at = adverb.end() if adverb else index
    return any(words.match(lower, at) for words in ACTS.values())


def _acts(lower: str, verb: Span, begin: int, end: int, own: int) -> Iterator[Read]:
    """The verbs of the list; a bare licence lets use, and all rights in a thing are the thing."""
    owns = _OWN_VERB.search(lower, verb.start, verb.end) or _OWNS.search(lower, verb.end, end)
    found = [Read("acts", "own", Span(*owns.span()))] if owns else []
    for name, words in ACTS.items():
        stop = own if name in ("advertise", "train", "replicate") else end
        for match in words.finditer(lower, begin, stop):
            if _is_verb(lower, match):
                found.append(Read("acts", name, Span(*match.span())))
                break
    licence = _LICENCE.search(lower, verb.start, end)
    if licence and all(read.value in ("sublicense", "share") for read in found):
        found.append(Read("acts", "use", Span(*licence.span())))
    yield from found


def _subjects(lower: str, start: int, end: int, own: int, tail: int) -> Iterator[Read]:
    """What is given: among the objects; before the verb for "Y is granted"; in the definitions of terms."""
    found = _things(lower, start, end) or _things(lower, 0, own)
    if len(found) > 1 and "technology" in found and _ASIDE.fullmatch(found["technology"][0]):
        del found["technology"]  # "information about your use of the services"
    for name, match in found.items():
        yield Read("subject", name, Span(*match.span()))
    for name, words in SUBJECTS.items():
        if name not in found and name in lexicon.PERSONAL and (defined := words.search(lower, tail)):
            yield Read("subject", name, Span(*defined.span()))


def _things(lower: str, start: int, end: int) -> dict[str, re.Match[str]]:
    """The first word of each family that is no act ("consent to the recording, storage and …")."""
    found: dict[str, re.Match[str]] = {}
    for name, words in SUBJECTS.items():
        for match in words.finditer(lower, start, end):
            if not _is_act(lower, match):
                found[name] = match
                break
    return found


def _is_act(lower: str, match: re.Match[str]) -> bool:
    before = lower[max(0, match.start() - 12) : match.start()]
    named = any(act.match(lower, match.start()) for act in ACTS.values())
    return named and bool(_VERB_AT.search(before) and _LISTED.match(lower, match.end()))
