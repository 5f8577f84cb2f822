"""The words of grants: what is given, what may be done with it, to what end, and for how long.

All expressions run on lower-cased healed text. The families were written from the phrase families of the
project's domain reference, and read against real releases, licences, endorsement deals and terms of service.
"""

from __future__ import annotations

import re

from clausecheck.terms.gated import Gated, Words, listed

# What is given.
SUBJECTS: dict[str, Words] = {
    name: listed(words, r"\b(?:{})\b")
    for name, words in {
        "likeness": r"likeness(?:es)?|portraits?|persona|appearances?|identit(?:y|ies)|caricatures?",
        "voice": r"voices?|vocals?|speech",
        "face": r"faces?|facial",
        "body": r"bod(?:y|ies)|gestures|movements?|gait|mannerisms?|silhouettes?",
        "name": r"(?:your|my|his|her|their|the|'s|s'|performer|artist|talent|stage|full|given|professional)"
        r" (?:\w+ )?names?|names?,|names? (?:and|or|and/or|/)|nicknames?|autographs?|signatures?|biograph\w+",
        "expression": r"expressions?|emotions?|emotional \w+|reactions?",
        "performance": r"performances?(?! of (?:the |its |his |her |their |your |this |any )?(?:services"
        r"|duties"
        r"|obligations|agreement))|narrations?|readings?",
        "recording": r"recordings?|footage|videos?|films?|photographs?|photos?|pictures?|images?|takes|tapes?"
        r"|clips?|audio|(?:be )?filmed|(?:be )?photographed|(?:be )?recorded|(?:be )?videotaped"
        r"|film me|record me|audiovisual",
        "biometric": r"biometric\w*|templates?|face ?prints?|voice ?prints?|scans?|motion capture|depth data",
        "data": r"data|information",
        "work": r"works?|results and proceeds|inventions?|work products?|deliverables?|materials?"
        r"|compositions?|masters?|copyrights?|intellectual property",
        "content": r"contents?|submissions?|contributions?|posts?|uploads?|ideas|feedback",
    }.items()
}
PERSONAL = frozenset(
    ("likeness", "voice", "face", "body", "name", "expression", "performance", "recording", "biometric")
)

# What may be done with it.
ACTS: dict[str, Words] = {
    name: listed(words, r"\b(?:{})\b")
    for name, words in {
        "use": r"us(?:e|es|ed|ing)|exploit\w*|utili[sz]\w+|process\w*",
        "copy": r"reproduc\w+|cop(?:y|ies|ying)|duplicat\w+|store[sd]?",
        "publish": r"publish\w*|distribut\w+|display\w*|broadcast\w*|exhibit\w*|transmit\w*|disseminat\w+"
        r"|release[sd]?|stream\w*|show(?:n|s|ing)?|communicat\w+",
        "perform": r"perform(?:s|ed|ing)?",
        "modify": r"modif\w+|adapt\w*|alter(?:s|ed|ing)?|edit(?:s|ed|ing)?|derivative|transform\w*"
        r"|translat\w+"
        r"|combin\w+|manipulat\w+",
        "sell": r"sell(?:s|ing)?|sold|leas(?:e|es|ed|ing)|rent(?:s|ed|ing)?|trad(?:e|ed|ing)|monetiz\w+",
        "sublicense": r"sub-? ?licen[sc]\w+|licen[sc]e others|authori[sz]e others|permit others",
        "share": r"shar(?:e|es|ed|ing)|disclos\w+|transfer\w*|provide[sd]? to",
        "train": r"train(?:s|ed|ing)?|machine learning|artificial intelligence|ai|fine-?tun\w+|data ?sets?",
        "replicate": r"digital (?:replica|double|clone|twin)s?|voice models?|replicat\w+|clon(?:e|es|ed"
        r"|ing)|simulat\w+"
        r"|synthe(?:tic|si[sz])\w*|avatars?|generate",
        "identify": r"identify\w*|recogni[sz](?:e|es|ing)|authenticat\w+|profil(?:e|ing)",
        "own": r"own(?:s|er|ers|ership)?|assign(?:s|ed|ment)?|title|property of|convey(?:s|ed)?",
        "advertise": r"advertis\w+|endors\w+|promot\w+|marketing|merchandis\w+|commercials?|trade",
        "record": r"record(?:s|ed|ing)?|photograph(?:s|ed|ing)?|film(?:s|ed|ing)?|videotap\w+|captur\w+"
        r"|collect\w*|scan(?:s|ned|ning)?",
        "waive": r"waiv\w+|releas(?:e|es) and|discharg\w+|relinquish\w*|covenant not to",
    }.items()
}

OPEN_PURPOSE = Gated(
    r"\bany (?:and all |lawful |other |such )?(?:purposes?|uses?|use whatsoever|products?)\b"
    r"|\bin (?:any|whatever) manner\b(?! or medi)"
    r"|\ball (?:lawful )?(?:purposes|uses)\b|\bwithout (?:any )?(?:restriction|limit(?!ing))"
    r"|\bunrestricted\b|\bcommercial or (?:otherwise|non-?commercial)\b"
    r"|\bpurposes?,? including,? (?:but not limited|without limit)"
    r"|\bfuture (?:research|stud)|\band (?:other|related|similar) (?:purposes|uses|activities)\b"
    r"|\b(?:research|business|commercial|internal|marketing) (?:and \w+ )?purposes\b"
    r"|\bsees? fit\b|\bsole (?:and absolute )?discretion\b",
    "purpose", "use", "product", "manner", "limit", "restrict", "commercial or", "future ", "activities",
    "fit", "discretion",
)  # fmt: skip
NAMED_PURPOSE = re.compile(
    r"\b(?:solely|only|exclusively)\b[^.;]{0,60}\b(?:for|in|to|as|within)\b"
    r"|\b(?:in connection with|for|in|to (?:make|complete|train|test)) the (?:purposes? of the )?"
    r"(?:project|film|picture|production|study|programme?|campaign|series|event|episode|game|work"
    r"|commercial|named)\b"
)
# A limit that holds for the whole contract: "and for no other purpose".
CLOSED = Gated(
    r"\b(?:for|has|have) no other (?:purpose|use)|\bno other purpose\b"
    r"|\b(?:only|solely|exclusively) (?:in|for|for the purposes of|in connection with) the (?:film|picture"
    r"|project"
    r"|production|programme?|study|series|campaign|game|event|work|book|show|job|session)\b"
    r"|\bthe (?:film|picture|project|production|programme?|study|series|campaign|game|event|show) only\b"
    r"|\bno use\b[^.;]{0,60}\b(?:another|any other)\b|\bnot be used (?:in|for) any other\b",
    "no other ", " only", "only ", "solely", "exclusively", "no use", "not be used",
)  # fmt: skip
OPEN_RECIPIENT = Gated(
    r"\baffiliat\w+|(?<!non-)(?<!non)\bsub-?licen[cs]\w+|\bsuccessors?\b|\bassigns\b|\bassignees?\b"
    r"|\bdesignees?\b"
    r"|\bthird[ -]part(?:y|ies)\b"
    r"|\bon (?:its|their|his|our) behalf\b|\bon behalf of\b|\banyone\b|\bany (?:person|party"
    r"|entity)\b|\bothers\b"
    r"|\bpartners?\b|\blicensees\b|\bcollaborat\w+|\bresearchers\b|\bagents\b|\bsells?\b",
    "affiliat", "sublicen", "sub-licen", "successor", "assigns", "assignee", "designee", "third part",
    "third-part", "behalf", "anyone", "any p", "any entity", "others", "partner", "licensees",
    "collaborat", "researchers", "agents", "sell",
)  # fmt: skip
# The same, as they are named in a list of recipients.
GROUP = re.compile(
    r"\b(?:(?:any|all|its|their|our|his|other|such|of|and) ){0,2}(?:affiliat\w+|sub-?licen[cs]ees"
    r"|successors|assigns"
    r"|assignees|designees|third[ -]part(?:y|ies)(?: researchers| vendors| providers)?|partners?|licensees"
    r"|collaborators|researchers|agents|subsidiaries|parent compan(?:y|ies)|contractors|customers|clients"
    r"|sponsors)\b"
    r"|\b(?:anyone|any (?:person|party|entity)|others|parties|those|persons)"
    r"(?: (?:acting|who act) (?:on (?:its|their|his|our) behalf|on behalf of \w+|for (?:it|them|\w+)))?\b"
)

WORLDWIDE = Gated(
    r"\bworld-? ?wide\b|\b(?:throughout|anywhere in|around|across|in|for) the (?:\w+ )?(?:world|universe)\b"
    r"|\bglobal(?:ly)?\b|\b(?:all|any|every) (?:countr(?:y|ies)|territor(?:y|ies)|jurisdictions?)\b"
    r"|\bterritory is the (?:world|universe)\b|\bthe (?:whole|entire) world\b|\buniverse\b",
    "world", "univers", "global", "countr", "territor", "jurisdiction",
)  # fmt: skip
_PLACES = (
    r"(?:the )?(?:united (?:states|kingdom)|u\.?s\.?a?\.?|u\.?k\.?|canada|mexico|england|scotland|wales"
    r"|ireland"
    r"|france|germany|austria|switzerland|spain|italy|netherlands|belgium|poland|sweden|norway|denmark"
    r"|finland"
    r"|japan|china|india|korea|australia|new zealand|brazil|israel|russia|taiwan|hong kong|singapore"
    r"|europe(?:an (?:union|economic area))?|e\.?u\.?|eea|(?:north|south|latin) america|asia|africa"
    r"|middle east"
    r"|(?:state|province|county) of \w+)"
)
TERRITORY = re.compile(
    r"\b(?:in|within|throughout|across|for|to) (?:and (?:for|to) )?(?:the )?(?:\w+ )?territor(?:y|ies)\b"
    r"|\bterritory (?:of|is|means|shall be)\b"
    rf"|\b(?:in|within|throughout|across|for|limited to) (?:all of )?{_PLACES}(?![\w-])"
)
MEDIA = Gated(
    r"\b(?:any|all|every|whatever)(?: and all)?(?: other)? (?:(?:forms?|manner|types?|kinds?|methods?"
    r"|means),?"
    r" (?:of |and |or ))?(?:(?:existing|future|known|unknown|and|or|such|print|digital|electronic|new|other"
    r"|audio"
    r"|visual|physical|possible|present|broadcast|available),? )*(?:media|medium|formats?|modes?"
    r"|channels?)\b(?! (?:you|that|on which))"
    r"|\b(?:media|formats?|technology|means|form)\b[^.;]{0,30}\b(?:now|presently|currently"
    r"|existing)\b[^.;]{0,40}\b(?:hereafter"
    r"|hereinafter|later|future)\b|\bnow (?:known|existing|in existence)[^.;]{0,12} (?:hereafter"
    r"|hereinafter|later)"
    r" (?:known|devised|developed|invented|discovered|created|conceived)\b"
    r"|\bin the future\b(?=[^.;]{0,20}\bmedia\b)"
    r"|\bby (?:any|all)(?: and all)? means\b|\bin any form\b(?!,? (?:of|whether))",
    "media", "medium", "format", "mode", "channel", "technology", "means", "form", "now ", "future",
)  # fmt: skip
NAMED_MEDIA = Gated(
    r"\b(?:in|on|via|through|by|for|including)(?:(?! (?:in|on|via|through|by"
    r"|for) ) [\w-]+,?){0,5}? (?:television|tv|radio|print"
    r"|newspapers?"
    r"|magazines?|billboards?|web ?sites?|internet|online|social media|posters?|brochures?|podcasts?"
    r"|audio ?books?|cinemas?|theat(?:er|re|rical)\w*|broadcast|dvds?|streaming)\b(?! (?:to|and) )",
    "television", "tv", "radio", "print", "newspaper", "magazine", "billboard", "site", "internet",
    "online", "social media", "poster", "brochure", "podcast", "book", "cinema", "theat", "broadcast",
    "dvd", "streaming",
)  # fmt: skip
NON_EXCLUSIVE = re.compile(r"\bnon-? ?exclusiv\w+|\bnot exclusive\b")
EXCLUSIVE = Gated(
    r"(?<!non-)(?<!non )(?<!non)\b(?:exclusive(?! (?:jurisdiction|venue|remed\w+))|exclusively (?:grants?"
    r"|licen[cs]\w+|assigns?|own\w*|the property)|exclusively (?:throughout|in all)"
    r"|sole (?:and absolute )?(?:right|owner|licen[cs]\w+"
    r"|property)"
    r"|solely own\w*|owns? exclusively)\b",
    "exclusive", "sole",
)  # fmt: skip
PERPETUAL = Gated(
    r"\bperpetu\w+|\bfor ?ever\b|\bindefinite(?:ly)?\b|\bfor the (?:full |entire )?(?:term|period|life"
    r"|duration)"
    r" of (?:the |any |all )?(?:copyright|protection)|\bwithout limit(?:ation)? (?:of|in|as to) time\b"
    r"|\bevergreen\b",
    "perpetu", "ever", "indefinite", "for the ", "without limit",
)  # fmt: skip
FIXED = Gated(
    r"\bfor (?:a|the|an) (?:\w+ ){0,3}(?:term|period) of\b|\bfor (?:up to )?(?:one|two|three|four|five|six"
    r"|seven"
    r"|ten|twelve|\d+)(?: \(\d+\))? (?:days?|weeks?|months?|years?)\b|\bduring the (?:\w+ )?(?:term|period)\b"
    r"|\buntil (?:the|\d|january|february|march|april|may|june|july|august|september|october|november"
    r"|december)"
    r"|\b(?:ends|expires) (?:on|after|at)\b",
    "term of", "period of", "during the ", " day", " week", " month", " year", "until ", "ends ", "expires ",
)  # fmt: skip
IRREVOCABLE = Gated(
    r"\birrevocabl\w+|\bnot be (?:revoked|withdrawn|rescinded)\b|\bno right to (?:revoke|rescind)",
    "irrevocabl", "not be ", "no right",
)  # fmt: skip
REVOCABLE = re.compile(r"(?<!ir)(?<!non-)\brevocable\b|\bmay (?:revoke|withdraw|terminate|end|cancel)\b")
SUBLICENSABLE = Gated(
    r"(?<!non-)(?<!non)\bsub-? ?licen[sc]\w+|\bauthori[sz]e others\b|\bpermit others\b"
    r"|\blicen[sc]e to others\b",
    "licen", "others",
)  # fmt: skip
NOT_SUBLICENSABLE = re.compile(r"\bnon-?sub-?licen[sc]\w+|\bnot (?:be )?sub-?licen[sc]\w+|\bpersonal to\b")
UNPAID = Gated(
    r"\broyalty-? ?free\b|\bwithout (?:any )?(?:\w+ ){0,2}(?:compensation|payment|remuneration"
    r"|consideration)\b"
    r"|\bno (?:further |additional |other )?(?:compensation|payment|remuneration|consideration)\b"
    r"|\bfully[- ]paid\b",
    "royalty", "without ", "no ", "paid",
)  # fmt: skip
FLAT = Gated(
    r"\b(?:flat|one-?time|lump[- ]sum|all-in) (?:\w+ )?(?:fee|payment)\b|\bfull (?:and \w+ )?consideration\b",
    "fee", "payment", "consideration",
)  # fmt: skip
REUSE_PAID = Gated(
    r"\bresiduals? (?:are|is|shall be|will be) (?:paid|payable)|\broyalt(?:y|ies) of\b|\bfee for each\b"
    r"|\b(?:further|additional|new) fee\b",
    "residual", "royalt", "fee",
)  # fmt: skip
