"""The words that turn a sentence around: cues, pseudo-cues, terminators, in one place.

In the manner of ConText (Harkema et al., J. Biomed. Inform. 42, 2009), as medspaCy applies it: a cue opens
a scope that runs forward (or backward) until a terminator; a pseudo-cue looks like a cue and is none.
The lists were written from the context rules in the project's domain reference and read against real
releases, licences and NDAs. All patterns run on lower-cased healed text.
"""

from __future__ import annotations

import re

# What the signer may not do against the other side's rights: the "not" protects the other side.
_AGAINST_SIGNER = (
    r"(?:object|contest|challenge|dispute|oppose|revoke|withdraw|rescind|terminate|cancel|enjoin|restrain"
    r"|interfere|limit|restrict|impair|affect|prevent|diminish|prejudice|hinder|withhold|assert|bring|sue"
    r"|claim|seek|receive|exercise|make any claim|hold|be paid|require|request|expect|need"
    r"|prohibit|forbid|preclude|stop|entitle|exceed)"
)

# Looks like a negation, takes nothing back.
PSEUDO = re.compile(
    # two negations make a permission: "nothing here prevents Company from …"
    r"\bnothing\b[^.;]{0,80}?\b(?:prevent|prohibit|limit|restrict|preclude|stop|affect|impair)s?\b"
    r"|\b(?:not|never|nor) (?:be |been )?(?:prohibited|prevented|restricted|precluded|barred|forbidden)\b"
    r"|\bnot (?:be )?entitled to (?:(?:any|receive|further|additional|other) ){0,3}(?:compensation|payments?"
    r"|consideration|remuneration|royalt\w+|residuals?|fees?|injunct\w+|equitable|seek|enjoin|rescind)\b"
    r"|\bnot (?:be )?(?:limited|restricted) to\b"
    r"|\b(?:but|and),? not (?:limited|(?:the |an? |any )?(?:obligation|duty|requirement))\b"
    # "if the Work is not a work made for hire": a condition forbids nothing
    r"|\b(?:if|where|when|once|to the extent|in the event|in case|unless)\b[^,;:.()]{0,60}?"
    r"\b(?:(?:is|are|be|does|do|did|has|have|was|were|would|could|can) ?not|not an?)\b"
    r"|\bnot only\b"
    r"|\bwithout (?:any )?(?:limit\w*|restrict\w*|prejudice|regard|exception|reservation)\b"
    r"|\b(?:no|not) (?:later|less|fewer|more|longer|sooner) than\b"
    r"|\bno longer than\b|\bnot yet\b|\bwhether or not\b|\bor not\b|\bnotwithstanding\b|\bif not\b"
    r"|\b(?:known|existing|invented) or not\b|\bnot (?:now|currently|presently|previously) \w+"
    r"|\bnot to exceed\b|\bno matter\b|\bnot more than\b"
    rf"|\bnot (?:be (?:entitled|allowed|permitted|able) to )?(?:in any way )?{_AGAINST_SIGNER}\b"
    r"|\bnot (?:be|have been) (?:limited|restricted|liable|required|obliged|obligated|responsible"
    r"|terminated"
    r"|revoked|withdrawn|rescinded|cancelled|canceled|revocable|terminable|cancellable|subject|affected"
    r"|impaired|construed as (?:a )?(?:limit|restrict)\w*)\b"
    r"|\bnot (?:subject|obliged|obligated|required|liable|responsible)\b"
    rf"|\bno (?:right|ability|power|entitlement|claim)s? to {_AGAINST_SIGNER}\b"
    r"|\bno (?:further|additional|other|monetary|separate|extra)? ?(?:compensation|payments?|consideration"
    r"|consents?|approvals?|notice|permissions?|royalt\w+|fees?|remuneration|residuals?|obligation|duty"
    r"|liability|responsibility|charge|cost)\b"
    r"|\bwithout (?:any |the |my |your )?(?:further|additional|other|prior|need|requirement|obligation"
    r"|compensation|payments?|consideration|consents?|approvals?|notice|notifying|permissions?|royalt\w+"
    r"|fees?|remuneration|attribution|charge|cost|accounting|inspection|review)\b"
)

# Opens a scope to its right, until a terminator.
FORWARD = re.compile(
    r"\b(?=[bcdfinpru])(?:not|never|cannot|nor|neither|nothing|none of|in no (?:event|case|way)"
    r"|under no circumstances?|prohibit(?:s|ed|ing)?|forbid(?:s|den|ding)?|refrains? from"
    r"|(?:barred|precluded) from|declines? to|ceas(?:e|es|ed|ing)|refus(?:es?|ed) (?:to|permission|consent)"
    r"|no (?:\w+ ){0,2}?(?:rights?|licen[cs]es?|sub-?licen[cs]es?|permissions?|authori[sz]ations?"
    r"|authority|interests?|title|ownership|provisions?|part|part(?:y|ies)|person|third|one|grants?"
    r"|transfers?|assignments?|waivers?|releases?|uses?|recordings?|data|copies|replicas?|models?|ai"
    r"|training)"
    r"|no (?:(?!and |or |but |further |additional |charge )\w+ ){1,8}?(?:shall|may|will|is|are|can"
    r"|has|have))\b"
    r"|n't\b"
)

# What belongs to such a cue on its left: "shall also not".
AUXILIARY = re.compile(
    r"\b(?:(?:shall|will|may|must|can|could|would|should|do|does|did|is|are|has|have|need),? )?"
    r"(?:(?:also|hereby|ever|itself|under any circumstances|in any event|in any way),? )?\Z"
)
AUXILIARY_LENGTH = 40  # characters

# Opens a short scope to its right: its own noun phrase.
NEAR = re.compile(
    r"\bnot (?:be )?(?:required|obliged|obligated|liable) to\b"
    r"|\bwithout\b|\bexcluding\b|\bexclud(?:es|ed)\b|\bother than\b|\binstead of\b|\brather than\b"
)

# Opens a scope to its left: "perpetual licences are not granted".
BACKWARD = re.compile(
    r"\b(?:is|are|be|being|remain)? ?(?:hereby |expressly |strictly |specifically "
    r"|specifically and expressly )?"
    r"(?:prohibited|forbidden|excluded|not (?:hereby )?(?:permitted|allowed|granted|included|licensed"
    r"|authori[sz]ed|part of))\b"
    # "a replica may not be made": what stands before it is what shall not be
    r"|\b(?:may|shall|will|must|can) ?(?:not|never) (?:be|have been) \w{3,}\b"
)

# Joined to the word that it negates.
PREFIX = re.compile(r"\b(?:non|un)[ -]\Z")

# Ends a scope, in either direction.
TERMINATOR = re.compile(
    r";(?! ?(?:and |or )?\(?[a-z0-9]{1,4}\))"
    r"|\b(?=[abehnopsuw])(?:but\b(?! not)|except\b|unless\b|however\b|although\b|notwithstanding\b"
    r"|whereas\b|provided,? (?:however,? )?that\b|save (?:that|as|for)\b"
    r"|(?:and|or),? (?:that |also |further )?(?:it |they |we |you |i )?(?:shall|will|may|must|can|cannot"
    r"|hereby|irrevocably|does|do)\b"
    r"|and (?:further )?(?:i |we |you )?(?:agrees?|acknowledges?|grants?|assigns?|waives?|releases?"
    r"|consents?|authori[sz]es?|appoints?|undertakes?|covenants?)\b|and,? that\b)"
)

# Where the subject of "… shall not be made" begins: a licence before a comma or a "which" is not it.
SUBJECT_START = re.compile(rf"[,:]|\b(?:which|that|who)\b|{TERMINATOR.pattern}")

# "any dispute that cannot be settled shall be …": the negation ends with its relative clause.
RELATIVE = re.compile(r"\b(?:that|which|who)\s\Z")
MODAL = re.compile(r"\b(?:shall|will|may|must)\b")

# "shall not: disclose it; use it; …": after a colon a semicolon does not end the scope.
LIST = re.compile(r"[^;.:]{0,60}:")

# Ends a short scope.
SHORT_TERMINATOR = re.compile(r"[,;:()]|\b(?:and|or|but|in|for) ")
SHORT_WORDS = 8  # a noun phrase is not longer

# Where the next item of an inline list starts.
ITEM = re.compile(r";\s?(?:and |or )?\(?[a-z0-9]{1,4}\)\s?")

# A sentence without any of these has no cue at all.
POSSIBLE = re.compile(
    r"no|n't|never|neither|exclu|forbid|prohibit|other than|instead of|rather than|withou|refrain"
    r"|barr|preclu|declin|cease|refus"
)
