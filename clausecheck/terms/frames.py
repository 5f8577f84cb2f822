"""The ways to say who gives and who gets, as expressions: "X grants Y", "Y is granted by X", "vests in Y".

The frames were written from the phrase families of the project's domain reference and held against labelled
clauses of releases, licences and terms of service (``bench/grants.jsonl``).
"""

from __future__ import annotations

import re

from clausecheck.model.noun import NamedTuple
from clausecheck.terms.gated import Gated

_CAP = (
    r"(?:(?:[a-z]-?|\d+)?[A-Z]|\d{2,}(?=[a-z]))(?:[\w&@'’()-]|\.(?=\w)|(?<=Inc)\.|(?<=Ltd)\.|(?<=Co)\."
    r"|(?<=Corp)\.|(?<=Bros)\."
    r"|(?<=\b[A-Z])\.)*"
)
_ROLES = (
    r"undersigned|actor|actress|artist|performer|model|talent|participant|contributor|employee|consultant"
    r"|author"
    r"|licensor|licensee|company|producer|production company|client|customer|publisher|users?|professional"
    r"|athlete|owner|studio|agency|photographer|contractor|provider|data providers?|subscriber|member|brand"
    r"|sponsor|influencer|creator|volunteer|speaker|organi[sz]ers?|university|institution|singer|narrator"
)
_FIRM = r"(?:Inc|Ltd|LLC|L\.L\.C|Corp|Co|N\.V|S\.A|GmbH|Limited|LP|LLP|PLC)\b"
NAME = (
    rf"(?:\[[A-Za-z ]{{2,40}}\]|\b(?:[Ee]ach|[Ee]ither|[Tt]he other|[Oo]ther) [Pp]arty\b|\b(?:you|You|I|we"
    rf"|We|us|me)\b|\b(?:(?:[Tt]he|[Ee]ach|[Aa]ny|[Aa]ll) )?{_CAP}"
    rf"(?:(?: of|,? &|-|,(?= {_FIRM}))? {_CAP}){{0,6}}|\b(?:[Tt]he|[Ee]ach) (?:{_ROLES})\b)"
)
ADVERB = (
    r"(?:hereby|also|further|irrevocably|unconditionally|perpetually|expressly|automatically|exclusively"
    r"|freely"
    r"|specifically|voluntarily|knowingly|fully|absolutely|additionally|each|together|jointly"
    r"|non-exclusively|forever"
    r"|then|solely|to the fullest extent (?:permitted|allowed) by (?:applicable )?law|in consideration)"
)
ADVERBS = rf"(?:,? ?(?:and )?{ADVERB},?)*"
# "successors and assigns the right to use it": people, not an act.
_HEIRS = "".join(
    rf"(?<!{who}{link})"
    for who in (
        "successors",
        "heirs",
        "affiliates",
        "licensees",
        "designees",
        "representatives",
        "transferees",
        "nominees",
    )
    for link in (" and ", " or ", " and/or ", ", ", ", and ", ", or ")
)
_GIVING = (
    r"(?:grant(?:s|\(s\))?|(?:are|is|am) (?:\w+ )?(?:granting|assigning|giving)|ha(?:s"
    r"|ve) (?:hereby )?granted"
    rf"|assign|{_HEIRS}assigns(?! (?:may|shall|will|can|of|and|or)\b)"
    r"|licen[sc]es?|gives?|transfers?|conveys?|authori[sz]es?|permits?|allows?|lets?|consents?"
    r"|(?<=hereby )sells?"
    r"|provides?(?= [^.;]{0,60}\b(?:licen[sc]e|right|permission)))"
    r"(?! (?:of|fee|fees|agreement|term|period|year|rights?|terms)\b)(?![\w'’-])"
)
_GIVE = (
    r"(?:(?:will|shall)(?: and hereby (?:does|do|shall|will))?,(?: [^,;.]{1,60},) )?"
    r"(?:(?:will|shall|do|does|agrees?(?: and \w+)? to|undertakes? to|are|is) ){0,2}"
    rf"(?:{ADVERB},? (?:and )?)*{_GIVING}"
)
BETWEEN = (
    r"(?: \([^()]{1,80}\))?(?:,[^,;:.]{1,120},"
    r"|,? (?:and|or|on behalf of|for) (?:(?! (?:may|can|shall|will|must) )[^,;:.]){1,60}?"
    r"|,? [^;:.]{1,120}?(?= hereby\b)|,? (?:and )?(?:its|his|her|their) [^;:.]{1,80}?)?"
)
_TAIL = (
    r"(?:,? (?:back|over|only|solely|exclusively|(?:and )?(?:(?:agrees?|will|shall) (?:to )?)?(?:grants?"
    r"|assigns?|transfers?"
    r"|conveys?|licen[cs]es?)))*"
)
_OWN = (
    r"(?:(?:shall|will|also|exclusively|solely|does) ){0,2}"
    r"(?:(?<!your )(?<!its )(?<!my )(?<!our )(?<!his )(?<!her )(?<!their )owns?\b"
    rf"|(?:is|be|are|remains?)(?: {ADVERB}| and shall remain)* the (?:sole |exclusive |and )*owner)"
)
_HAVE = (
    r"(?:(?:shall|will|also|each) ){0,2}(?:ha(?:ve|s)|retains?|enjoys?|reserves?)\b[^.;]{0,90}?\b(?:rights?"
    r"|licen[sc]e"
    r"|permission|authority)"
)
_MAY = rf"(?:may|can)(?: {ADVERB})*(?! not\b)(?! be\b)"
_GRANTED = (
    rf"(?:is|are|shall be|will be|has been)(?: {ADVERB})*"
    r" (?:granted|given|licensed|authori[sz]ed|permitted|allowed|entitled)"
)
_DONE = (
    r"used|published|displayed|reproduced|recorded|shared|disclosed|sold|licensed|processed|stored|modified"
    r"|edited"
    r"|distributed|broadcast|exploited|collected|photographed|filmed|transferred|shown|disseminated|copied"
    r"|adapted|scanned"
)
KIN = (
    r"affiliat\w+(?: companies)?|successors|assigns|assignees|licensees|sub-?licensees|designees|partners"
    r"|agents"
    r"|subsidiaries|users?|organi[sz]ers|representatives|contractors|third[ -]parties|researchers|customers"
    r"|employees|parents?(?: compan(?:y|ies))?|distributors|sponsors|persons|parties|entities|nominees"
    r"|advertisers"
    r"|clients|vendors|collaborators|others|related companies|transferees|account ?holders|members"
    r"|shareholders?|providers|persons (?:or|and) entities"
)
GROUP = (
    r"(?i:(?:(?:any|all|its|our|their|his|her|my|your|the|other|such|those|each|every|third|respective|of"
    r"|authori[sz]ed|related"
    rf"|business|service|legal|research|present|future|current|individual"
    rf") ){{1,5}}(?-i:[A-Z]\w+ )?(?:{KIN})\b"
    r"(?: (?:of|acting|who|directly|under|on|involved|with|in)\b[^,;.:()]{1,60}?"
    r"(?=[,;.:(]| an? | the (?:[\w-]+ ){0,3}?rights?| may | shall | will | and )|)"
    r"|(?:anyone|those|persons|any (?:person|party|entity)) (?:acting|who|directly|authori[sz]ed"
    r"|claiming)[^,;.:]{0,80})"
)


class Frame(NamedTuple):
    """One way to say who gives and who gets."""

    verb: Gated  # on the lower-case text: where this does not stand, the frame cannot
    words: re.Pattern[str]
    core: re.Pattern[str] | None  # the verb as each match holds it, on the text itself: slower and stricter


def _frame(verb: str, words: str, needs: str, core: str = "") -> Frame:
    stands = re.compile(f"[ *]{core}") if core else None
    return Frame(Gated(rf"\b(?:{verb})", *needs.split()), re.compile(words), stands)


_GIVES = (
    r"grants?\b|grant\(s\)|granting|granted|assign|licen[sc]es?\b|giv|transfers?\b|convey|authori[sz]es?\b"
    r"|permits?\b"
    r"|allows?\b|consents?\b|sells?\b|provides?\b|lets?\b"
)
STRONG = (
    _frame(
        _GIVES,
        rf"(?P<give>{NAME}){BETWEEN}{ADVERBS} \*{{0,2}}(?P<verb>{_GIVE}){_TAIL}{ADVERBS}"
        rf" ?(?:to|unto|upon|that)? ?(?P<get>{NAME}|{GROUP})",
        "grant assign licen giv transfer convey authori permit allow consent sell provide let",
        _GIVING,
    ),
    _frame(
        _GIVES,
        rf"(?P<give>{NAME}){BETWEEN}{ADVERBS} (?P<verb>{_GIVE})(?:[^.;]{{0,160}}? to (?P<get>{NAME}"
        rf"|{GROUP}))?",
        "grant assign licen giv transfer convey authori permit allow consent sell provide let",
        _GIVING,
    ),
    _frame(
        r"and (?:\w+ ){0,2}(?:grants?|assigns?|licen[cs]es?) ",
        rf"(?P<verb>(?<=and )(?:{ADVERB} )*(?:grants?|assigns?|licen[cs]es?)(?: {ADVERB})*"
        rf"(?! of\b))(?: to)? (?P<get>{NAME}|{GROUP})",
        "grant assign licen",
    ),
    _frame(
        r"(?:is|are|be|been) (?:\w+ ){0,2}(?:granted|given|licensed|authori[sz]ed|permitted|allowed"
        r"|entitled)\b",
        rf"(?P<get>{NAME}){BETWEEN} (?P<verb>{_GRANTED})\b"
        rf"(?:[^.;]{{0,200}}?\bby (?P<give>{NAME}))?",
        "granted given licensed authori permitted allowed entitled",
        _GRANTED,
    ),
    _frame(
        r"(?:granted|given|licensed|assigned|transferred|conveyed)\b",
        rf"(?P<verb>(?:granted|given|licensed|assigned|transferred"
        rf"|conveyed)(?: {ADVERB})*(?: by (?P<give>{NAME}))?"
        rf" to) (?P<get>{NAME})",
        "granted given licensed assigned transferred conveyed",
    ),
    _frame(r"own", rf"(?P<get>{NAME}){BETWEEN} (?P<verb>{_OWN})", "own", _OWN),
    _frame(
        r"property of|owned|vests?|belongs?",
        rf"(?P<verb>(?:(?:be|is|are|remains?|becomes?|as|considered|deemed)(?: and \w+)* (?:the )?(?:sole "
        rf"|exclusive "
        rf"|and |absolute )*(?:property of|owned (?:solely |exclusively )?by)|the (?:sole|exclusive"
        rf"|absolute)(?: and \w+)? property of|vests? (?:solely )?in"
        rf"|belongs? (?:solely |exclusively )?to)) (?P<get>{NAME})",
        "property owned vest belong",
    ),
    _frame(
        r"rights? (?:of|given to|granted to) [^.;]{1,160}?\binclude",
        rf"\brights? (?:of|given to|granted to) (?P<get>{NAME})[^.;:]{{0,120}}? (?P<verb>include(?:s"
        rf"|,? but are not"
        rf" limited to)?)\b",
        "include",
    ),
    _frame(
        r"(?:ha(?:ve|s)|retains?|enjoys?|reserves?)\b[^.;]{0,90}?\b(?:right|licen|permission|authority)",
        rf"(?P<get>{NAME}){BETWEEN} (?P<verb>{_HAVE})\b",
        "have has retain enjoy reserve",
        _HAVE,
    ),
)
WEAK = (
    _frame(
        r"(?:may|can)[ :]",
        rf"(?P<get>{NAME}){BETWEEN} (?P<verb>{_MAY})[ :]",
        "may can",
        _MAY,
    ),
    _frame(
        r"(?:right|licen[cs]e)s? to ",
        r"(?P<verb>\b(?:rights?|licen[cs]es?)(?: and (?:rights?|licen[cs]es?))?) to (?=[a-z])",
        "right licen",
    ),
    _frame(
        rf"be (?:\w+ly )?(?:{_DONE})\b",
        rf"(?P<verb>(?:may|can|shall|will)(?: {ADVERB})* be (?:\w+ly )?(?:{_DONE})(?: (?:and|or) \w+ed)?)\b"
        rf"(?:[^.;]{{0,120}}?\bby (?P<get>{NAME}))?",
        "be ",
    ),
)
