"""The words that turn a sentence around: cues, pseudo-cues, terminators, in one place.

In the manner of ConText (Harkema et al., J. Biomed. Inform. 42, 2009), as medspaCy applies it: a cue opens
a scope that runs forward (or backward) until a terminator; a pseudo-cue looks like a cue and is none.
The lists were written from the context rules in the project's domain reference and read against real
releases, licences and NDAs. All patterns run on lower-cased healed text.
"""

from __future__ import annotations

import re

from clausecheck.terms.gated import Gated

# What the signer may not do against the other side's rights, or what does not befall them: the "not" protects
# the other side ("shall not revoke the perpetual licence", "the licence shall not lapse").
_REVOKES = (
    r"(?:object|contest|challenge|dispute|oppose|revoke|withdraw|rescind|terminate|cancel|enjoin|restrain"
    r"|interfere|limit|restrict|impair|affect|prevent|diminish|prejudice|hinder|withhold|do anything"
    r"|prohibit|forbid|preclude|stop|end|lapse|expire|cease|lose)"
)
_CLAIMS = (
    r"(?:assert|bring|sue|file|commence|institute|initiate|plead|claim|make any (?:claim|demand)"
    r"|seek(?! to (?:sell|use|copy|train|make|create|sub))|receive|exercise|hold|request|require|expect|need"
    r"|be (?:paid|owed|compensated|credited)|have to|want|entitle|exceed|inspect|approve)"
)
_AGAINST_SIGNER = rf"(?:{_REVOKES}|{_CLAIMS})"
# What may stand between a "not" and that verb.
_BETWEEN = (
    r"(?:(?:be|hereafter|thereafter|ever|in any way|also|knowingly)\b,? "
    r"|(?:have|entitled|allowed|permitted|able|attempt|seek)\b (?:(?:the|any) )?(?:rights? |power "
    r"|ability )?to ){0,3}"
)
_NOT = r"\b(?:not|never|cannot|can't|don't|doesn't|won't|didn't)(?:,[^,;:.]{0,40},)?"
# What was not done to a licence, or is not asked of someone.
_NOT_DONE = (
    r"(?:limited|restricted|liable|required|obliged|obligated|responsible|terminated|ended|stopped|lost"
    r"|recalled"
    r"|undone|reversed|revoked|withdrawn|rescinded|cancelled|canceled|revocable|terminable|cancellable"
    r"|subject"
    r"|affected|impaired|diminished|conditional|conditioned|construed as (?:a )?(?:limit|restrict)\w*|deleted"
    r"|erased|destroyed|returned|removed|promised|owed|paid|compensated|in breach|deemed (?:a "
    r"|to be )?(?:breach|in))"
)
# "nothing here prevents", "neither … ends", "no breach shall …": two negations, or what changes nothing.
_HINDERS = r"(?:prevent|prohibit|limit|restrict|preclude|stop|affect|impair|diminish)s?"
_FREE_OF = (
    r"(?:consents?|approvals?|permissions?|notice|knowledge|review|inspection|compensation|payments?|credit"
    r"|consideration|royalt\w+|fees?|remuneration|attribution|charge|cost|accounting|obligation|liability"
    r"|need"
    r"|requirement|notif\w+|asking|delay)"
)

# Looks like a negation, takes nothing back.
PSEUDO = re.compile(
    rf"\bnothing\b(?:(?! may | can )[^.;]){{0,80}}?\b{_HINDERS}\b"
    r"|\bneither\b(?:(?! may | can )[^.;]){0,100}?\b(?:(?:shall|will|does) (?:affect|limit|impair|end|revoke)"
    r"|affects|limits|impairs|ends|revokes|terminates)\b"
    r"|\bno (?:breach|failure|default|delay|termination|withdrawal|expir\w+|omission|error)\b"
    r"|\b(?:nothing|no(?:t any|thing)? (?:more|further)) (?:is|are|shall be|will be|further|more|else)?"
    r" ?(?:due|owed|payable)\b"
    r"|\b(?:not|never|nor) (?:be |been )?(?:prohibited|prevented|restricted|precluded|barred|forbidden)\b"
    r"|\bnot (?:be )?entitled to (?:(?:any|receive|further|additional|other) ){0,3}(?:compensation|payments?"
    r"|consideration|remuneration|royalt\w+|residuals?|fees?|injunct\w+|equitable|seek|enjoin|rescind)\b"
    r"|\b(?:but|and),? not (?:limited|(?:the |an? |any )?(?:obligation|duty|requirement))\b"
    # "if the Work is not a work made for hire": a condition forbids nothing
    r"|\b(?:if|where|when|once|to the extent|in the event|in case|unless)\b[^,;:.()]{0,60}?"
    r"\b(?:(?:is|are|be|does|do|did|has|have|was|were|would|could|can) ?not|not an?)\b"
    r"|\b(?:where|unless|if|as|not|extent) (?:otherwise |not |expressly )?prohibited\b"
    r"|\bnot (?:only|all|otherwise|necessarily|inconsistent|unlawful)\b"
    r"|\bnot in (?:contravention|violation|breach|conflict|default|derogation|limitation)\b"
    r"|\bwithout (?:any )?(?:limit\w*|restrict\w*|prejudice|regard|exception|reservation|further"
    r"|additional)\b"
    rf"|\bwithout (?:[\w']+ ){{0,3}}?{_FREE_OF}\b"
    r"|\b(?:no|not) (?:later|less|fewer|more|longer|sooner) than\b"
    r"|\bno longer than\b|\bnot yet\b|\bwhether or not\b|\bor not\b|\bnotwithstanding\b|\bif not\b"
    r"|\b(?:known|existing|invented) or not\b|\bnot (?:now|currently|presently|previously) \w+"
    r"|\bnot to exceed\b|\bno matter\b|\bnot more than\b|\bneed not\b"
    rf"|{_NOT} {_BETWEEN}{_AGAINST_SIGNER}\b|\b(?:not|never) to {_REVOKES}\b"
    rf"|{_NOT} (?:in any way )?(?:be |been |have been )?{_NOT_DONE}\b"
    # "in no event shall Artist revoke", "nor shall Company be liable"
    r"|\b(?:in no event|under no circumstances|at no time|nor) (?:shall|will|may|can) (?:[\w']+ ){1,6}?"
    rf"(?:be {_NOT_DONE}|{_BETWEEN}(?:be entitled|{_AGAINST_SIGNER}))\b"
    rf"|\bno (?:right|ability|power|entitlement|claim)s? to {_AGAINST_SIGNER}\b"
    r"|\bno (?:(?:further|additional|other|monetary|separate|extra|prior|written) ){0,2}(?:compensation"
    r"|payments?"
    r"|consideration|consents?|approvals?|notice|permissions?|royalt\w+|fees?|remuneration|residuals?"
    r"|obligation"
    r"|duty|liability|responsibility|charge|cost|limit|time limit)\b"
)

# Opens a scope to its right, until a terminator.
FORWARD = re.compile(
    r"\b(?=[abcdfinpruw])(?:not|never|cannot|nor|neither|nothing|none of|in no (?:event|case|way)|at no time"
    r"|under no circumstances?|prohibit(?:s|ed|ing)?|forbid(?:s|den|ding)?|refrains? from"
    r"|(?:barred|precluded) from|declines? to|ceas(?:e|es|ed|ing)|refus(?:es?|ed) (?:to|permission|consent)"
    r"|with(?:holds?|held) (?:(?:its|his|her|their|my) )?(?:permission|consent)"
    r"|no (?:\w+ ){0,2}?(?:rights?|licen[cs]es?|sub-?licen[cs]es?|permissions?|authori[sz]ations?"
    r"|authority|interests?|title|ownership|provisions?|part|part(?:y|ies)|person|third|one|grants?"
    r"|transfers?|assignments?|waivers?|releases?|uses?|recordings?|data|copies|replicas?|models?|ai"
    r"|training)"
    r"|no (?:(?!and |or |but |further |additional |charge )\w+ ){1,8}?(?:shall|may|will|is|are|can"
    r"|has|have))\b"
    r"|n't\b"
)
# "in no event shall Company sell": the name behind such a cue is its own subject.
INVERTED = re.compile(
    r"(?:in no|at no|under no|nor|never)\b[a-z ]* (?:shall|will|may|can|does|do) (?:the )?\Z"
)

# What belongs to such a cue on its left: "shall also not".
AUXILIARY = re.compile(
    r"\b(?:(?:shall|will|may|must|can|could|would|should|do|does|did|is|are|has|have|need),? )?"
    r"(?:(?:also|hereby|ever|itself|under any circumstances|in any event|in any way),? )?\Z"
)
AUXILIARY_LENGTH = 40  # characters

# Opens a short scope to its right: its own noun phrase.
NEAR = Gated(
    r"\b(?:not (?:be )?(?:required|obliged|obligated|liable) to|need not|not (?:have|need) to"
    r"|under no obligation to)\b"
    r"(?! (?:obtain|seek|ask|get|request|notify|inform|consult|give|credit|account|pay|use|exercise)\b)"
    r"|\bwithout\b|\bexcluding\b|\bexclud(?:es|ed)\b|\binstead of\b|\brather than\b|\bfor no\b",
    "not ", "need not", "no obligation", "without", "exclud", "instead", "rather", "for no",
)  # fmt: skip

# Takes something out of what is given: a short scope, where nothing is denied before it. After a denial, or
# at the start of a sentence ("Except for the licence above, Company gets nothing"), it gives.
EXCEPTION = Gated(
    r"(?<=[a-z0-9,] )(?:except(?: for| to)?|other than|excepting)"
    r"(?! (?:as|that|where|if|when|in|with|pursuant|by|upon|under|to the extent|otherwise)\b)\b",
    "except", "other than",
)  # fmt: skip

# Opens a scope to its left: "perpetual licences are not granted".
BACKWARD = Gated(
    r"\b(?:is|are|be|being|remain)? ?(?:hereby |expressly |strictly |specifically "
    r"|specifically and expressly )?"
    r"(?:prohibited|forbidden|excluded|not (?:hereby )?(?:permitted|allowed|granted|included|licensed"
    r"|authori[sz]ed|part of))\b"
    # "a replica may not be made": what stands before it is what shall not be
    r"|\b(?:may|shall|will|must|can) ?(?:not|never) (?:be|have been) \w{3,}\b",
    "prohibited", "forbidden", "excluded", "not be ", "not have been ", "never ", "not hereby ",
    "not permitted", "not allowed", "not granted", "not included", "not licensed", "not authori", "not part",
)  # fmt: skip

# Joined to the word that it negates.
PREFIX = re.compile(r"\b(?:non|un)[ -]\Z")

_STATES = r"(?:is|are|shall|will|may|must|can|has|have|lasts?)\b"
# Ends a scope, in either direction.
_CONNECTED = r"(?:it|they|you|we|i|he|she|the|your|our|its|their|any|such|this|that)\b"
TERMINATOR = re.compile(
    r";(?! ?(?:and |or )?\(?[a-z0-9]{1,4}\))"
    r"|,(?= (?:all of )?which (?!is|are|was|were|has|have))|:(?= (?:it|they|this|you|we)\b)"
    r"|\b(?=[abefhinopsuwy])(?:but\b(?! not)|except\b|other than\b|unless\b|(?<!not, )however\b|although\b"
    r"|notwithstanding\b|yet\b"
    rf"|(?:while|because|before|when|if|once|as long as) (?={_CONNECTED})"
    r"|whereas\b|provided,? (?:however,? )?that\b|save (?:that|as|for)\b|or else\b|failing which\b"
    r"|in which (?:case|event)\b"
    rf"|(?<=, )(?:so that\b|(?:otherwise|while|provided),? (?=(?:[\w'-]+ ){{1,3}}{_STATES}))"
    r"|(?<=, )and any (?=attempt|purported|breach of|violation of)"
    r"|(?:and|or),? (?:(?:that|also|further|then|later|thereafter|afterwards|after that|from then on),? )?"
    r"(?:it |they |we |you |i )?(?:shall|will|may|must|can|cannot"
    r"|hereby|irrevocably|does|do)\b"
    r"|and (?:further )?(?:i |we |you )?(?:agrees?|acknowledges?|grants?|assigns?|waives?|releases?"
    r"|consents?|authori[sz]es?|appoints?|undertakes?|covenants?)\b|and,? that\b)"
)
# "…, and the licence given here is perpetual": what has its own subject and verb is a statement of its own.
_SUBJECT = r"(?:(?!that |which |who |what |not |no |and |or )[\w'-]+ )"
NEW_CLAUSE = re.compile(
    rf"\band (?:(?!that |which |who |what |not |no )[\w'-]+ ){{1,6}}?{_STATES}"
    # "…, and upon a sale of Buyer, Seller may end it"
    r"|\band,? (?:upon|on|after|following|if|when|where|once|in (?:the |any )?(?:event|case))\b"
    rf"[^;:()]{{0,160}}?(?:,| the) {_SUBJECT}{{1,6}}?{_STATES}"
    # "in which Buyer does not pay, Seller may end it"
    rf"|, (?:the )?(?!(?:it|they|as|than|if|when|where|whichever|whoever|whatever|however|nor|then|in|also) )"
    rf"{_SUBJECT}(?:may|shall|will|must)\b"
    # "… (ii) such copies may stay": an item of an inline list that is a sentence
    rf"|\((?:[ivx]{{1,4}}|[a-z]|\d)\) (?:(?!that |which |who |what |not |no |it |they "
    rf"|you )[\w'-]+ ){{1,6}}?{_STATES}"
)

# Where the subject of "… shall not be made" begins: a licence before a comma or a "which" is not it.
SUBJECT_START = re.compile(rf"[,:]|\b(?:which|that|who)\b|{TERMINATOR.pattern}")

# A condition or a reason ends at its comma: "because we cannot control them, posts may stay".
SUBORDINATE = re.compile(
    r"\b(?:although|though|while|because|since|if|when|where|once|unless|extent|event"
    r"|given|\Ashould(?= (?:the )?\w+ ))\b[^,;:.]{0,120}\Z"
)
SUBORDINATE_LENGTH = 140  # characters

# "any dispute that cannot be settled shall be …": the negation ends with its relative clause.
RELATIVE = re.compile(r"\b(?:that|which|who)\s\Z")
MODAL = re.compile(r"\b(?:shall|will|may|must)\b|,")
FINITE = re.compile(r"\b(?:is|are|shall|will|may|must|can|cannot|has|have|does|do)\b")

# "shall not: disclose it; use it; …": after a colon a semicolon does not end the scope.
LIST = re.compile(r"[^;.:]{0,60}:")

# Between a thing and the act that gives it none of these stands.
CLAUSE_END = re.compile(r"[;:]|\b(?:but|which|that|if|unless|and (?:shall|will|may))\b")

# Ends a short scope.
SHORT_TERMINATOR = re.compile(r"[,;:()]|\b(?:and|or|but|in|for|before|after|if|when|until|unless|while) ")
SHORT_WORDS = 8  # a noun phrase is not longer

# Where the next item of an inline list starts.
ITEM = re.compile(r";\s?(?:and |or )?\(?[a-z0-9]{1,4}\)\s?")

# A sentence without any of these has no cue at all.
POSSIBLE = re.compile(
    r"no|n't|never|neither|with(?:hold|held)|exclu|except|forbid|prohibit|other than|instead of|rather than"
    r"|withou|refrain"
    r"|barr|preclu|declin|cease|refus"
)

# What is no right: where a sentence speaks of one of these, and of nothing that can be given, its "perpetual"
# or "irrevocable" takes nothing from the signer.
NO_RIGHT = re.compile(
    r"\b(?:royalt(?:y|ies)|residuals?|fees?|payments?|commissions?|remuneration|deposits?|orders?|credits?|insurance"
    r"|confidential(?:ity|ly)?|in confidence|secre(?:t|ts|cy)|non-?disclosure|dut(?:y|ies)|obligations?"
    r"|indemnit(?:y|ies)"
    r"|statutes?|laws?|act|regulations?|jurisdiction|venue|injunctions?|calendars?|succession|bonds?|inventory)\b"
)
RIGHT = re.compile(
    r"\b(?:rights?|licen[cs]\w*|permissions?|consents?|grants?|granted|authori[sz]\w+|releases?|waivers?|waives?"
    r"|assigns?|assignments?|ownership|title|copyrights?|us(?:e|es|ed|ing)|exploit\w*|recordings?|footage|images?"
    r"|photographs?|pictures?|videos?|films?|likeness(?:es)?|voices?|faces?|names?|contents?|data|materials?|works?"
    r"|performances?|results|submissions?|contributions?|scans?|takes|tapes|clips|samples?|models?|show|shown)\b"
)
