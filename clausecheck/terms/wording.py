"""The words of grants as a reader is shown them: things, acts, ends, terms, and where each list stops.

Finer than ``lexicon``, which rules are judged by: there a word anywhere in the sentence counts. All on
lower-case text; written from the domain reference, held against labelled clauses (``bench/grants.jsonl``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from clausecheck.terms import lexicon
from clausecheck.terms.gated import Gated, Words, listed

SUBJECTS: Mapping[str, Words] = lexicon.SUBJECTS | {
    "name": listed(
        r"(?<!trade )(?<!domain )(?<!brand )names?(?! of)(?!,? (?:and|or|and/or) (?:its )?(?:logo|mark"
        r"|trade|brand))|nicknames?|autographs?|signatures?"
        r"|biograph\w+|alias",
        r"\b(?:{})\b",
    ),
    "likeness": listed(
        r"likeness(?:es)?|publicity rights?|rights? of publicity|portraits?|persona(?:lity)?"
        r"|appearances?|identit(?:y|ies)"
        r"|identification(?! purpose)"
        r"|caricatures?"
        r"|(?<!/)image(?! (?:files?|data))|(?<=your )images|(?<=my )images",
        r"\b(?:{})\b",
    ),
    "recording": listed(
        r"recordings?|footage|videos?|films?|photographs?|photos?|pictures?|(?<!your )(?<!my )images"
        r"|/image|takes|tapes?|clips?|audio|audiovisual|ads?|adverts?|advertisements?|spots?|episodes?"
        r"|programmes?|be (?:filmed|photographed|recorded|videotaped)|electronic media depictions?",
        r"\b(?:{})\b",
    ),
    "biometric": listed(
        r"biometric\w*|templates?(?= of (?:your|my|the|his|her))|(?:face|facial|voice) ?prints?"
        r"|(?:face|facial|voice) ?templates?|(?:face|facial|voice) ?scans?"
        r"|scans?(?= of)|body scans?|motion capture|depth data",
        r"\b(?:{})\b",
    ),
    "brand": listed(
        r"trade ?marks?|service marks?|logos?|names?(?=,? (?:and|or|and/or) (?:its )?(?:logo|mark"
        r"|trade|brand))|trade names?|brands?|brand features"
        r"|marks",
        r"\b(?:{})\b",
    ),
    "technology": listed(
        r"software|patents?|know-?how|technolog(?:y|ies)|applications?|apps?|source code|products?"
        r"|platforms?"
        r"|services?|apis?|web ?sites?|sites?|documentation",
        r"\b(?:{})\b",
    ),
    "work": listed(
        r"(?<!derivative )(?<!other )works?(?: products?| made)?|results and proceeds|inventions?"
        r"|deliverables?"
        r"|materials?|compositions?"
        r"|masters?|copyrights?|intellectual property|iprs?|ip",
        r"\b(?:{})\b",
    ),
    "content": listed(
        r"contents?|submissions?|contributions?|posts|uploads|reports|ugc|ideas|feedback|communications"
        r"|messages",
        r"\b(?:{})\b",
    ),
    "data": listed(r"data(?! providers?)|(?<!biographical )(?<!biometric )information", r"\b(?:{})\b"),
}
ACTS: Mapping[str, Words] = {
    name: listed(words, r"(?:{})(?![\w-])")
    for name, words in {
        "use": r"us(?:e|es|ed|ing)|exploit\w*|utili[sz]\w+|process(?:ing)?|access",
        "copy": r"(?:have )?reproduc(?:e|es|ed|ing|tion)|(?:make |install )?(?:a )?cop(?:y|ies|ying)"
        r"|download(?:ing)?|duplicat(?:e|ing)"
        r"|stor(?:e|es|ed|ing|age)|retain|retention|keep(?:ing)?|host(?:ing)?|archiv(?:e|ing)|cache",
        "publish": r"publish(?:ing)?|publication|distribut(?:e|es|ed|ing|ion)|display(?:s|ed|ing)?"
        r"|broadcast(?:ing)?"
        r"|exhibit(?:ing|ion)?|transmit(?:ting)?|disseminat(?:e|ing)|stream(?:ing)?|show(?:ing)?"
        r"|communicat(?:e|ing)|make (?:\w+ )?available|post(?:ing)?(?! a\b)",
        "perform": r"perform(?:s|ed|ing|ance of)?(?! (?:its|their|our|the) (?:services?|obligations|duties))",
        "modify": r"modif(?:y|ies|ied|ying|ication)|adapt(?:ing|ation)?|alter(?:ing)?|edit(?:ing)?"
        r"|(?:creat\w+|mak\w+|prepar\w+|develop\w*)?,? ?(?:and use )?derivative works?|transform(?:ing)?"
        r"|translat(?:e|ing|ion)|combin(?:e|ing)|manipulat(?:e|ing)|dub(?:bing)?|cut(?:ting)?",
        "sell": r"sell(?:s|ing)?|sale(?= of)|offer for sale|leas(?:e|ing)|rent(?:ing)?|trad(?:e(?! secret"
        r"| name| ?mark)|ing)"
        r"|monetiz(?:e|ing)|commerciali[sz](?:e|ing)",
        "sublicense": r"sub-? ?licen[sc](?:e|es|ing)|(?:grant"
        r"|authori[sz]e)(?: and authori[sz]e)? sub-?licen[sc]es"
        r"|licen[cs]e(?: to)? others|licen[cs]e(?=,| the use| and (?!right)| or | it\b| such\b)"
        r"|(?:authori[sz]e|permit|allow) others",
        "share": r"shar(?:e|es|ed|ing)|disclos(?:e|es|ed|ing|ure)|transfer(?:ring)?|provide(?: it)? to",
        "train": r"train(?:ing)?|machine learning|(?:improv|develop)\w+ (?:its |their |our )?ai"
        r"|(?:improv|develop)\w+ (?:its |their |our )?machine"
        r"|artificial intelligence|fine-?tun(?:e|ing)",
        "replicate": r"digital (?:replica|double|clone|twin)s?|voice models?|replicat(?:e|ing)|clon(?:e|ing)"
        r"|simulat(?:e|ing)|synthesi[sz](?:e|ing)|(?:creat|mak|generat)\w+ (?:\w+ ){0,3}avatars?|generate",
        "identify": r"identify(?:ing)?|recogni[sz](?:e|ing)|authenticat(?:e|ing)|profil(?:e|ing)",
        "advertise": r"advertis(?:e|ing)|endors(?:e|ing)|promot(?:e|ing)|publiciz(?:e|ing)|market(?:ing)?"
        r"|merchandis(?:e|ing)",
        "record": r"record(?:ing|ed)?|photograph(?:ing|ed)?|film(?:ing|ed)?|videotap(?:e|ing|ed)|captur(?:e"
        r"|ing)"
        r"|collect(?:ion|ing)?"
        r"|scan(?:ning)?",
        "make": r"manufactur(?:e|ing)|have made|make(?=,| and | or )",
        "waive": r"waive[sd]?|release and discharge|relinquish",
    }.items()
}
# A purpose names these as things, too: "in connection with the promotion of the film".
ADVERTISING = Gated(
    r"\b(?:advertis(?:e|ing|ements?)|endors(?:e|ing|ements?)|promot(?:e|ing|ions?|ional)|publici(?:ze|zing"
    r"|ty)|marketing"
    r"|merchandising|trade purposes|ads)\b",
    "advertis", "endors", "promot", "publici", "market", "merchandis", "trade", "ads",
)  # fmt: skip
EXCEPT = re.compile(r"\b(?:other than|except|excluding|but not|not for)\b[^.;]*\Z")
OWN_VERB = re.compile(r"\b(?:assign|own|vest|convey|belong|property of|transfer)")
OWNS = Gated(
    r"\b(?:made[- ]for[- ]hire|(?<!and )(?<!or )assigns?(?= (?:to|all|any|the|its|your|my|his|her"
    r"|irrevocably)\b)"
    r"|all (?:of )?(?:your |my |his |her |its |their "
    r"|the )?rights?(?: of every| of any|,? title|(?: and)? interests?)"
    r"|all right, title)\b",
    "made-for", "made for", "assign", "all ",
)  # fmt: skip
# What stands before a verb of the list: "to", a comma, "and", an adverb.
VERB_AT = re.compile(
    r"(?:\bto|\bbe|\band|\bor|,|/|\bmay|\bcan|\bshall|\bwill|\bfor|\bto the|\bwith|\bagree|\)|\bnot only|:|;"
    r"|\botherwise|\bhave|\b(?:let|lets|allow|allows|permit|permits)(?: \w+){1,2})\s*(?:(?:\w+ly|have"
    r"|freely|publicly|also|otherwise) )?\Z"
)
PREPOSITION = re.compile(r"\b(?:of|by|from|us|them|it|you)\s\Z")  # before a verb only in "-ing"
# "consent to the commercial use of": the act as a thing.
NOUN = re.compile(
    r"(?:use|utili[sz]ation|reproduction|distribution|display|publication|disclosure|storage"
    r"|sale) of\b"
)
USE_OF = re.compile(r"(?:\bthe|\bof|'s|\bits|\btheir|\bany|\bcommercial|\band|\bor|,)\s\Z")
RECORDS = re.compile(r"\b(?:to|may|be|to the)\s\Z")
OBJECT = re.compile(r" (?:your|my|me|you|his|her|the|them|all|any|each)\b")
WITHOUT = re.compile(r"\b(?:without (?:the |any )?rights?|not|no right) (?:to|of)? ?\Z")
TO_END = re.compile(
    r",? ?\b(?:(?:solely|only|exclusively|strictly)\b|in connection with|for (?:the )?(?:sole "
    r"|limited )?purposes?"
    r"|for (?:any|commercial|its|their|our|your|all|use|non-commercial|internal|endorse\w+|advertis\w+"
    r"|promotion\w*"
    r"|publicity|marketing|research|training|internal|these|those|such)\b|in order to|(?:as"
    r"|to the extent)(?: \w+)? necessary|as part of"
    r"|during|throughout|worldwide|in (?:all|any|the)(?: \w+)? (?:media|medium|territory|field)"
    r"|to (?:directly |indirectly )?(?:promote|advertise|publici[sz]e|provide|operate|improve|market"
    r"|perform its|fulfil\w*|enable)"
    r"|based (?:up)?on|(?:featured|contained|included|embodied|appear\w*|submitted|uploaded|posted) (?:in"
    r"|on|by|to|through)"
    r"|in (?:the )?(?:promotions?|advertis\w+|marketing)|that (?:you|they|he|she|we|i|it)"
    r"|in (?:the|any|its|our|a) (?:\w+ )?(?:films?|pictures?|projects?|productions?|programmes?|series"
    r"|games?|campaigns?|shows?|events?)"
    r"|in perpetuity|so that|without|subject to|unless|provided|except|until|where)\b"
)
NAMED = re.compile(
    r"\bas (?:an? )?examples? of\b|"
    r"\bin connection with\b|\bin relation to\b"
    r"|\bfor (?:the |its |their |our |your )?(?:sole |limited |following |specific )?purposes? (?:of|set"
    r"|described|stated)\b"
    r"|\b(?:solely|only|strictly|exclusively) (?:for|in|to|as|within|on|by)\b"
    r"|\bto the extent (?:\w+ )?necessary\b"
    r"|\bas (?:\w+ )?(?:necessary|required|needed)\b"
    r"|\bfor (?:(?:[\w-]+(?:,? (?:and|or)|,)? ){1,5}?purposes?|(?:(?:your|its|our|their|his|her|own|personal"
    r"|commercial|internal|non-?commercial|business|private|educational|research|and),? ){1,4}use)\b"
    r"|\b(?<!paid-)(?<!paid- )for (?:use in(?! perpetuity| any| all)|(?:the )?(?:endorse|advertis|promotion"
    r"|publicity|marketing"
    r"|research"
    r"|training|internal|appraisal|display|distribution|operation|provision|performance|development"
    r"|improvement)\w*)"
    r"|\bin (?:the |any |all |its )?(?:\w+ )?(?:field\b|promotions?\b|advertis\w+|marketing\b|sales )"
    r"|\bon (?:educational|promotional|advertising|marketing|packaging)\b"
    r"|\bfor the (?:film|project|production|study|programme?|campaign|series|event|session|purpose)\b"
    r"|\bin order to\b"
    r"|\bfor (?:your|its|our|their|his|her) (?:own |internal |personal |private |commercial |business )"
    r"|\b(?:within [^,.;]{1,40} only|only within)\b|\b(?:as part of|within) (?:the(?! meaning)|such|its|our"
    r"|your)\b"
)
# "… your voice to promote the film": an end, where an act stands before it.
TO_VERB = re.compile(
    r"\b(?<!and )to (?:directly |indirectly "
    r"|or )*(?:promote|publici[sz]e"
    r"|advertise|market"
    r"|provide|operate|improve|develop|exercise|fulfil\w*|perform (?:its|their|the|our)|carry out|enable"
    r"|comply|help"
    r"|manufacture|identify|show|conduct|support|deliver|allow|render|make \w+ available|train|administer"
    r"|respond"
    r"|verify)\b"
)
OPEN = Gated(
    r"\bany (?:and all |lawful |other |such |business |commercial )?(?:purposes?|uses?|use whatsoever)\b"
    r"|\bin (?:any|whatever)(?: and all)? manners?\b|\ball (?:lawful |other )?(?:purposes|uses)\b"
    r"|\bwithout (?:any )?restrictions?\b|\b(?:for )?commercial (?:and|or"
    r"|as well as)(?: \w+)? non-?commercial\b"
    r"|\bcommercial or otherwise\b|\bsees? fit\b|\b(?:sole|our|its|their)(?: (?:sole|absolute"
    r"|and))* discretion\b"
    r"|\brights of every kind\b|\ball rights of any kind\b|\bfor purposes,? including,? but not limited"
    r"|\bin any way\b|\bas (?:we|it|they) (?:deem|choose|wish|desire)s?\b",
    "purpose", "use", "manner", "restriction", "commercial", "fit", "discretion", "rights of every",
    "all rights", "any way", "as we", "as it", "as they",
)  # fmt: skip
LOOSE = re.compile(  # open only where no end is named beside it
    r"\bunrestricted\b(?! (?:in|as to) )|\bunconditional\b|\bunlimited\b"
)
PERPETUAL = Gated(
    lexicon.PERPETUAL.pattern + r"|\bfor (?:their|its|the) full term\b|\bfull term of (?:protection"
    r"|copyright)\b"
    r"|\bunrestricted in (?:terms of )?time\b|\bunlimited in (?:terms of )?(?:time|duration)\b",
    "perpetu", "ever", "indefinite", "for the ", "without limit", "full term", "time", "duration",
)  # fmt: skip
NUMBER = r"(?:[\w-]+ )?(?:\(\d+\) )?"
FIXED = Gated(
    r"\b(?:for|during|throughout) (?:a|the|an|such|its) (?:[\w-]+ ){0,3}?(?:term|period|duration)"
    rf"(?: of (?:up to )?{NUMBER}(?:days?|weeks?|months?|years?)| of (?:the|this) \w+)?\b(?! of (?:your"
    rf"|his|her|their|my|the) employ)"
    rf"|\bfor (?:up to )?{NUMBER}(?:days?|weeks?|months?|years?)(?! old)\b"
    r"|\b(?:during|throughout) the (?:[\w-]+ ){0,2}(?:term|period)\b(?! of (?:your|his|her|their|my"
    r"|the) employ)"
    r"|\buntil (?:the|you|such|\d|january|february|march|april|may|june|july|august|september|october"
    r"|november"
    r"|december|terminat\w+|expir\w+|withdraw\w+|delet\w+)[^,.;]{0,40}"
    r"|\(?\d+\)? (?:year|month|week|day)s? licen[cs]e|\b(?:ends|expires?"
    r"|terminates?)(?: automatically)? (?:upon|on"
    r"|after|at|when|if)[^,.;]{0,40}|\bfor as long as\b[^,.;]{0,60}",
    "term", "period", "duration", "day", "week", "month", "year", "until ", "ends", "expire",
    "terminate", "as long",
)  # fmt: skip
YEARS = re.compile(rf"\b{NUMBER}(?:days?|weeks?|months?|years?)\b")
PLACE = re.compile(r"\bterritory\"?\)?,? (?:means|is|shall mean|covers) (?P<place>[^.;,()]{3,80})")
BACK = Gated(
    r"(?<!ir)(?<!non-)\b(?:freely )?revocable\b|\bmay (?:at any time )?(?:revoke|withdraw|terminate"
    r"|cancel) (?:this|the"
    r"|such|your|its|any|my) (?:licen[sc]e|consent|permission|grant|rights?)",
    "revoca", "revoke", "withdraw", "terminate", "cancel",
)  # fmt: skip
UNPAID = Gated(
    lexicon.UNPAID.pattern + r"|\bat no (?:additional |extra |further )?(?:cost|charge|expense)\b"
    r"|\bfree of charge\b"
    r"|\bno (?:monetary |additional )?(?:fee|royalt(?:y|ies))\b|\bwithout (?:any )?(?:obligation"
    r"|expectation)[^,.;]{0,20}"
    r"(?:remuneration|compensation|payment)|\bpaid-?up\b|\bwithout notice,[^.;]{0,40}compensation\b"
    r"|\broyalty[- ]free\b"
    r"|\bfree[- ]of[- ]charge\b|\b(?:a|but) free(?:,| and(?! clear))",
    "royalty", "without", "no ", "paid", "free of", "free-of", "a free", "but free",
)  # fmt: skip
ROYALTY = Gated(
    lexicon.REUSE_PAID.pattern + r"|\broyalty[- ]bearing\b|\bsubject to (?:the )?payment of (?:the )?royalt",
    "residual", "royalt", "fee",
)  # fmt: skip
FLAT = Gated(
    lexicon.FLAT.pattern + r"|\bcompensation for [^.;]{0,60}\bis your (?:regular )?(?:salary"
    r"|pay)\b",
    " fee", " payment", "consideration", "compensation",
)  # fmt: skip
SUBLICENSABLE = Gated(
    lexicon.SUBLICENSABLE.pattern + r"|\bsublicensable\b|\bright to (?:grant"
    r"|authori[sz]e)\b",
    "licen", "others", "right to",
)  # fmt: skip
NOT_SUBLICENSABLE = Gated(
    r"\bnon-? ?sub-?licen[sc]\w+|\bnot (?:be )?sub-?licen[sc]\w+|\bwithout (?:the |any )?right (?:to"
    r"|of) (?:grant )?sub-?licen"
    r"|\bno right to (?:grant )?sub-?licen|(?<!your )\bpersonal(?:,|(?: and)? (?:non|limited|licen[cs]e"
    r"|right|to))",
    "licen", "personal",
)  # fmt: skip


ADJECTIVES = 420  # characters of recipients and adjectives before the right is named
RIGHT = re.compile(
    r"\b(?:(?:(?<!property )rights?|licen[sc]es?|permission|consent|authority|authori[sz]ation|freedom|power)"
    r"(?: \([^()]{1,60}\)|,? and| and|,)? ?){1,3}\b(?=(?:,[^,;]{1,60},)? ?(?:to|of|for|in|under|,|\())"
)


ENDS = frozenset(("advertise", "train", "replicate"))  # acts that a purpose may name
GRANTED = re.compile(r"(?:\w+ ){0,3}(?:grants?|transfers?|conveys?)\b")
PARTS = 4  # lists of acts in one grant
_ACT = "|".join(words.pattern for words in ACTS.values())
AGAIN = re.compile(
    rf"\((?:[a-h]|[ivx]{{1,4}})\) (?P<item>{_ACT})|,? (?:and|in each case,?) to (?P<to>{_ACT})"
    rf"|(?<!without the )(?<!without )\b(?:rights?|licen[sc]e|permission) to (?P<act>{_ACT})"
    rf"|\band (?:\w+ly )?(?P<and>{_ACT}) (?:your|my|his|her|such|any)\b"
)
ADVERB = re.compile(r"[\s:]*(?:(?:to|continue to|be entitled to|also|freely|\w+ly|then|each|otherwise)\s+)*")
DONE_TO = re.compile(r"(?:may|can|shall|will)\b.*\bbe\b")
BELONGS = re.compile(r"\b(?:property of|owned|vests?|belongs?)\b")
LICENCE = re.compile(r"\blicen[sc]es?\b|\b(?:usage|use|exploitation)(?: and \w+)? rights?\b")
ASIDE = re.compile(r"services?|web ?sites?|sites?|platforms?|apps?|applications?|products?")
LISTED = re.compile(r",? (?:and |or )?\w+(?:,| of\b| and\b|ing\b)| of\b")

# Fields that hold one value: the first of these whose words stand there.
VALUES: Mapping[str, tuple[tuple[str, Words], ...]] = {
    "purpose": (("open", OPEN), ("named", NAMED), ("named", TO_VERB), ("open", LOOSE)),
    "term": (("perpetual", PERPETUAL), ("fixed", FIXED)),
    "media": (("any", lexicon.MEDIA), ("named", lexicon.NAMED_MEDIA)),
    "revocable": (("no", lexicon.IRREVOCABLE), ("yes", BACK)),
    "sublicensable": (("no", NOT_SUBLICENSABLE), ("yes", SUBLICENSABLE)),
    "exclusive": (("no", lexicon.NON_EXCLUSIVE), ("yes", lexicon.EXCLUSIVE)),
    "pay": (("reuse", ROYALTY), ("flat", FLAT), ("none", UNPAID)),
}
