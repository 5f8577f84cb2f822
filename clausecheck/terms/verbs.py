"""The words that say who gives: verbs, what stands between them and their subject, and names that act not.

In one place, as the negation cues are. The lists were written from the context rules in the project's
domain reference and read against real releases, terms of service, endorsement deals and licences. All
patterns run on lower-cased healed text.
"""

from __future__ import annotations

import re

from clausecheck.terms.gated import Gated

_GIVE = (
    r"grants?|granting|licen[cs]es?|assigns?|transfers?|conveys?|gives?|authori[sz]es?|permits?|allows?"
    r"|consents?|agrees?|acknowledges?|waives?|waiving|releases?|releasing|relinquish(?:es)?|discharges?"
    r"|appoints?|surrenders?|forfeits?|quitclaims?|renounces?|declares?|requests?|certif(?:y|ies)"
    r"|undertakes?|covenants?|warrants?|represents?|promises?|indemnif(?:y|ies)|confirms?|accepts?"
    r"|understands?|sells?|lets?|donates?|irrevocably|hereby|submits?|contributes?"
)
_BOUND = r"(?:liable|responsible|obligated|obliged|required|bound)"
_HAVE = (
    r"(?:\w+ ){0,4}(?:rights?|options?|powers?|authority|licen[cs]es?|title|discretion|ability|ownership"
    r"|consents?|permissions?)"
)
# "You have the right to grant these rights" is a warranty.
_WARRANTY = (
    r"(?: and \w+){0,2}(?: necessary| required| needed)? to (?:grant|licen[cs]e|enter|give|submit|assign"
    r"|execute|make|perform|convey"
    r"|transfer|post"
    r"|upload|provide|agree)\b"
)
_GET = (
    # "rights that you may have" gives nothing to anyone
    r"may(?! (?:now |also |otherwise |ever |hereafter |in future |now or hereafter )*(?:have|hold|possess"
    r"|acquire)\b)"
    r"|can|need not|(?:shall|will)(?:,[^,.;:]{0,40},)? (?:only |solely |exclusively |forever |thereafter "
    r"|also |always |then )?"
    r"(?:own|have(?! no| unlimited liability)|control|exploit"
    r"|be (?:entitled|free|able|permitted|deemed (?:to be )?the|the"
    r"|(?:an?|your|our|its|their|\w+'s)(?= (?:sole and )?(?:exclusive|sole) (?:[\w-]+ ){0,2}?(?:distributor"
    r"|re-?seller|dealer|supplier|provider|licen[cs]ee|agent|representative|manufacturer|broker)s?\b))|retain|acquire|receive|become)"
    rf"|ha(?:s|ve) (?:the|a|an|full|sole|exclusive|all|unrestricted|absolute)(?= {_HAVE}\b(?!{_WARRANTY}))"
    r"|(?:is|are) (?:hereby |herein |also )?(?:entitled|free|permitted|allowed|authori[sz]ed|granted"
    r"|licensed)"
    r"|(?:shall|will|is|are) (?:hereby |also )?be (?:\w+ )?(?:released|indemnified|granted|reimbursed"
    r"|held harmless)"
    r"|reserves?|retains?|owns?"
    r"|keeps?(?= (?:\w+ )?(?:all|any|every|the|full|your|her|his|its|their|my"
    r"|our)\b[^;.]{0,40}?\b(?:rights?|ownership"
    r"|title|copyrights?|interests?)\b)"
    rf"|(?:acquire|obtain|receive|get|accept)s? (?:the|a|an|such|this)"
    r"(?= (?:[\w-]+,? ){0,5}?(?:rights?|licen[cs]e|sub-?licen[cs]e|grant|appointment)\b)"
    r"|accepts?(?= (?:(?:its|his|her|exclusive|sole|your|our) ){0,3}appointment\b)"
)
# What one side need not do is what the other side goes without.
_NEED_NOT = (
    rf"(?:is|are|shall be|will be) not {_BOUND}|(?:shall|will) not be {_BOUND}"
    r"|(?:is|are|shall be|will be) under no (?:obligation|duty)"
    r"|(?:shall |will )?(?:ha(?:s|ve)|assumes?|accepts?|takes?|bears?|undertakes?) no (?:\w+ )?"
    r"(?:obligations?|dut(?:y|ies)|liabilit(?:y|ies)|responsibilit(?:y|ies)|control)"
    r"|can ?not (?:guarantee|control|promise|ensure|warrant|be (?:held )?(?:liable|responsible))"
    r"|(?:does|do) not (?:guarantee|control|promise|warrant|need|have to|have (?:any )?(?:control"
    r"|obligation|duty))"
    r"|(?:shall|will|does|do|need) ?not (?:be required to |have to )?(?:pay|owe|compensate|remunerate)"
    r"|(?:shall|will) pay (?:\w+ ){0,2}no(?:thing)?|owes? (?:\w+ ){0,2}no(?:thing)?"
    r"|(?:don't|doesn't|won't) (?:pay|owe|guarantee|control|promise)"
    r"|disclaims?"
)
# What they are or do with what is ours, without a modal: a policy speaks so. Of the signer it says nothing.
_TAKES = (
    r"(?:is|are|remains?|becomes?) (?:and (?:shall|will) (?:be|remain) )?(?:deemed )?the"
    r"|(?:also |only )?(?:uses?|collects?|shares?|process(?:es)?|discloses?|stores?|keeps?|combines?"
    r"|receives?"
    r"|obtains?|acquires?|records?|analy[sz]es?|controls?|monitors?)(?! (?:reasonable|appropriate))"
)
# What they shall or will do with what is ours; of the signer it is a duty.
_DOES = (
    r"(?:shall|will) (?:only |solely |exclusively |forever |thereafter |also |always |then )?"
    r"(?:use(?! (?:[\w,]+ ){0,4}(?:efforts|endeavou?rs|care|means))|(?:create|share|sell|license|publish"
    r"|train|clone"
    r"|collect|record|distribute|disclose|transfer|modify|edit|broadcast|store|process|scan|capture"
    r"|extract|generate|make (?:a|an|any|copies))"
    r"(?! (?:[\w,]+ ){0,4}(?:with|to|for) you\b))"
)
_DUTY = (
    r"may not|can ?not|shall|will|must|does|do|is|are|agrees to|undertakes to|covenants to|commits? to"
    r"|intends?|plans?|pays?|executes|signs|should"
)
_ACTION = (
    rf"(?P<need>{_NEED_NOT})|(?P<get>{_GET})(?! not\b)(?P<none> (?:to )?no(?:thing)?\b)?|(?P<take>{_TAKES})"
    rf"|(?P<does>{_DOES})"
    rf"|(?P<duty>{_DUTY})|(?P<give>{_GIVE})"
)
_ADVERB = (
    r"hereby|also|further|mutually|then|expressly|irrevocably|unconditionally|freely|each|fully|both|all"
    r"|exclusively"
    r"|solely|perpetually|forever|automatically|knowingly|voluntarily|specifically|additionally|likewise|now"
    r"|always|thereby|therefore|separately|in addition|jointly(?: and severally)?|collectively|nonetheless"
)
_ADVERBS = rf"(?:(?:{_ADVERB})(?:,| and)? ){{0,4}}"
VERB = re.compile(rf"(?<![\w-]){_ADVERBS}(?:{_ACTION})(?![\w-])(?!'s)")
# What may stand between a subject and its verb: nothing, "and its affiliates", "(as agent)", ", the agent,".
REACH = 160  # characters
_KIN = (
    r"(?:(?:all|any|each|every|some) (?:of )?)?(?:its|his|her|their|our|my|your|those|others|anyone|any|third"
    r"|affiliat\w+|parents?|subsidiar\w+|successors?|licen[cs]ees?|assign(?:s|ees)|agents?|designees?|heirs"
    r"|employees|officers|directors|represent\w+|executors|distributors|partners|contractors|nominees)\b"
)
GAP = re.compile(
    rf"(?:,? (?:and|or|nor|and/or|as well as|together with|including) [^.;:,]{{0,60}}"
    rf"|,? (?:and |or |nor |and/or |as well as |together with |including |for itself)?{_KIN}[^.;:]*"
    r"| (?:at|of|in|within|from) [^.;:,()]{0,40}"
    rf"|,? on (?:its|his|her|their|my|our|your|behalf)\b[^.;:]*|,[^.;:]*,|\s?\([^)]*\),?)? \*{{0,2}}"
)
GRANT_IN = re.compile(r"\b(?:rights?|licen[cs]es?|permission|consent) (?:to|and|for)\b")
# "right and license", "successors and assigns": a noun, whatever verb it looks like.
NOUN_AFTER = re.compile(
    r"\b(?:(?:rights?|permissions?|consents?|licen[cs]es?|powers?|authority|title|waivers?|releases?"
    r"|knowledge"
    r"|name|your|my|our|his|her|their|its|the|an?|any|no|such|this|that|of|to|without|with)"
    r",? (?:(?:and|or|and/or),? )?"
    r"|(?:successors?|heirs|licen[cs]ees?|representatives?|affiliates?|executors?|administrators?|agents?"
    r"|designees?|employees|relatives|nominees|subsidiaries|estate|transferees|assigns|officers|directors"
    r"|contractors),? (?:and|or|and/or),? )\Z"
)
NOUNS = frozenset(
    "license licence licenses licences consent consents release releases assigns permit permits transfer"
    " transfers request requests promise grant grants waive process record records discharge use uses"
    " control controls share shares store stores".split()
)
# The same subject goes on: "shall pay the fee and may use it", "…, but its affiliates may sell it".
GOES_ON = re.compile(
    rf"\b(?:and|but|or),? (?:(?:it|they|(?:its|their) \w+) )?{_ADVERBS}(?:{_ACTION})(?![\w-])(?!'s)"
)
BARE = frozenset(  # after a modal, or of a name in the third person, these are no act of their own
    "grant license licence assign transfer convey give authorize authorise permit allow consent waive release"
    " sell let submit use share process store keep combine receive obtain acquire record analyze analyse"
    " control monitor collect disclose own retain reserve request accept contribute confirm".split()
)
MODAL = re.compile(r"\b(?:may|can|cannot|shall|will|must|right|to|need)\b")
_GRANTED = (  # "grants Company a licence"
    r"(?:grant(?:s|ed|ing|\(s\))?"
    r"|(?<!the )(?<!all )(?<!any )(?<!these )(?<!your )(?<!such )licen[cs](?:es|ed)"
    r"|gives?|given|provid(?:e|es)|permits?|allows?|authori[sz](?:e|es|ing)|lets?)"
)
_MOVED = (
    r"(?:assign(?:s|ed|ing)?|transfer(?:s|red|ring)?|convey(?:s|ed)?|licen[cs]e"
    r"|provided|sells?|sold|submit(?:s|ted)?)"
)
TO = re.compile(
    rf"\b(?:{_GRANTED}(?: (?:hereby|herein|hereunder|back|over|exclusively|only|solely|automatically))?"
    rf" (?:to |upon |unto )?|{_MOVED}(?: (?:hereby|herein|hereunder|back|over|exclusively))? (?:to|upon"
    rf"|unto) )"
    r"(?:the |each |any )?\Z"
    r"|\b(?:belongs?|belonging|vests?|vested|accrues?|inures?|property of|remains? with|reside with"
    r"|reserved (?:to|by)|attorney-in-fact for"
    # "be used by X", not "the clips used by X"
    r"|(?:be|being|been|is|are|remains?) (?:\w+ ){0,3}?(?:owned|used|exploited|reproduced|published|edited"
    r"|retained|disclosed|distributed|shared|sold|controlled|terminated|cancell?ed|ended|audited|inspected"
    r"|examined) by)"
    r" (?:to |in |solely in |exclusively to |solely to )?(?:the )?\Z"
    r"|\b(?:indemnify|indemnifies|hold|holds|releases?|discharges?|appoints?|reimburses?|harmless|defend)"
    r" (?:the )?\Z"
)
BY = re.compile(
    r"\b(?:granted|given|licensed|assigned|waived|released|indemnified|paid|promised|submitted)"
    r" by (?:the )?\Z"
)
SHORT = 4  # "you", "we", "I" name no things
BY_LEAVE = re.compile(
    r"\b(?:may|can) (?:\w+ )?be (?:\w+ (?:and|or) )?\Z"
)  # "may be assigned by us": they get that
ACTIVE = re.compile(r"(?:grants?|gives?|licen[cs]es?|allows?|permits?|provides?)\b")
BEFORE = 60  # characters before a name in which its verb can stand
OWN_USE = re.compile(
    r"(?:'s?)? (?:(?!own)\w+ ){0,3}?(?:rights?|licen[cs]e|use|exploitation"
    r"|ownership)(?: and \w+){0,2} (?:of|to|in)\b"
)
OUR = Gated(r"\bour(?= )", "our")

# After these a name is no subject: "granted to Company is …", "as you may specify", "if we may".
NO_SUBJECT = frozenset(
    "to by of from for with upon against as which if when than unless until once before after whenever"
    " because where at".split()
)
# "on the public Network", "to our existing Distributor"
PLACE = re.compile(
    r"\b(?:to|on|by|of|from|for|with|via|through|in|at|under) (?:the|our|your|its|any) (?:public|existing"
    r"|entire"
    r"|relevant|applicable|local|new|authori[sz]ed|current|respective|underlying|global|online) \Z"
)
BY_WHICH = re.compile(r"\b(?:under|by|in|with|to|upon|on|for) which (?:the )?\Z")
# "grant us, our affiliates and our service providers": who receives goes on.
LISTED = re.compile(
    r",? (?:(?:and|or) )?(?:(?:our|its|their|the|other|any) )?(?:(?:affiliates?|partners?|agents?"
    r"|licen[cs]ees?"
    r"|successors?|assigns|subsidiaries|parents?|business|third parties),? (?:(?:and|or) )?(?:(?:our|its"
    r"|their"
    r"|other) )?){0,4}"
)
CONDITION = re.compile(r"\b(?:extent|event|case|degree|way|manner|time) (?:that )?(?:the )?\Z")
# … but these act: "those acting on behalf of Company may".
ON_BEHALF = re.compile(
    r"\b(?:part(?:y|ies)|persons?|entit(?:y|ies)|those|anyone|others|affiliates|designees|licensees|assigns"
    r"|successors|employees|agents)\b[^.;:,]{0,50} (?:of|by|for|from|with) (?:the )?\Z"
)
# These own, they do not act: "Producer and his assigns", "licence to your performance".
POSSESSIVE = frozenset("your my our his her their its".split())
BOTH = (
    "each party", "either party", "both parties", "neither party", "no party", "the parties", "a party",
    "each of the parties", "either of the parties", "neither of the parties", "parties hereto", "parties",
    "any party", "such party", "that party", "one party", "other party", "each side", "both sides",
    "receiving party", "disclosing party", "recipient party", "discloser party", "owning party",
    "indemnifying party", "indemnified party", "indemnitor", "indemnitee", "prevailing party",
    "breaching party", "non-breaching party", "defaulting party", "non-defaulting party",
    "terminating party", "notifying party", "each of us", "both of us", "neither of us", "one another",
)  # fmt: skip
NO_PARTY = frozenset("third other their its his her related affiliated".split())
JOINED = re.compile(r" (?:and|or|nor) (?:the |each )?\Z")
WORD = re.compile(r"[a-z0-9][\w&'-]*")
ADJECTIVES = frozenset(("individual", "professional", "minor", "extra", "model", "subject", "brand", "label"))
HAVING = (" has ", " have ", " own ", " owns ", " hold ", " holds ", " has now ", " now have ")
EACH_OF = re.compile(r"\b(?:each|either|both|neither) of (?:the )?\Z")
TITLES = frozenset(("mr", "ms", "mrs", "miss", "dr"))
# "our partners may sell it": who acts for one side.
KIN_OF_OURS = (
    "our partners", "our affiliates", "our service providers", "our licensees", "our vendors", "our team",
    "our staff", "our research partners", "our business partners", "our third-party partners", "our"
    " advertisers",
    "our sponsors", "our customers", "our clients", "our researchers", "our contractors", "our successors",
)  # fmt: skip
OBJECTS = frozenset(("us", "me"))  # never the subject of a verb
# "User Content", "Company IP": the name of a thing. "Company Parties": a group that stands on the same side.
THING = re.compile(
    r" (?:content|data|information|materials?|ip|generated|created|submissions?|posts?|accounts?|services?"
    r"|products?|marks?|images?|property|works?|licen[cs]e|agreement|release|websites?|sites?|fees?|software"
    r"|intellectual|confidential|technology|platform|policy|policies|name|trademarks?|rights?)\b"
)
GROUP = re.compile(r" (?:parties|group|affiliates|entities|representatives|indemnitees|personnel)\b")

# "You may be scanned": what is done to the signer is no right of hers, unless it is a giving.
SUFFERS = re.compile(
    r"(?: also| at any time| further| even)? be (?!(?:entitled|eligible|able|free|granted|given|paid"
    r"|compensated"
    r"|reimbursed|permitted|allowed|provided|offered|credited|awarded|refunded|licensed|released|excused"
    r"|relieved)\b)"
    r"(?:\w+ly )?(?:\w+ed|shown|seen|made|drawn|put|cut|held|sent|sold|taken|filmed|shot|kept|dubbed)\b"
)

# "Talent shall not be prevented from …": leave to do it. "shall be liable only for …": free of the rest.
FREE = re.compile(
    r" not be (?:prevented|prohibited|precluded|restricted|barred|hindered) from\b"
    r"|(?: only)? be (?:only )?liable (?:only|solely|up to|for no more|for direct damages only)\b"
)

# "pays a fee for the exclusive right": who is paid gives it.
PAID = re.compile(r"\b(?:pays?|remits?)\Z")
PAYING = re.compile(r"(?: to)? (?:pay|remit)\b")
PAID_FOR = re.compile(
    r"[^.;]{0,200}?(?P<for>\b(?:in (?:exchange|return|consideration) (?:for|of)|for)"
    r" (?:the|an?|its|such|this|these) (?:[\w-]+,? ){0,4}?(?:rights?|licen[cs]e|privilege|permission)\b)"
)
# "may sell the lamps exclusively through the Shop": leave that binds. As written: names have capitals.
_ONE = (
    r"(?:exclusively|solely|only)(?: and (?:exclusively|solely|only))? (?:through|via|from"
    r"|with(?![^.;]{0,30}consent)"
    r"|to (?=[A-Z]|you\b|us\b|them\b|(?:the|its|your|our|their|an?) (?!extent|purpose|end\b)))"
)
_DEALS = (
    r"(?:re-?sell|sell|market|distribute|supply|offer|buy|purchase|order|obtain|source|procure|deal|contract)"
)
ONE_ALONE = re.compile(
    rf" (?:re-?)?(?:{_DEALS}(?:,| and| or)? ){{1,3}}[^.;]{{0,80}}?(?P<one>\b{_ONE})"
    rf"| (?P<lead>(?:exclusively|solely|only) (?:{_DEALS}(?:,| and| or)? ){{1,3}}[^.;]{{0,80}}?"
    r"\b(?:to|through|via|from|with)\b)"
)
ALONE = re.compile(r"(?:exclusively|solely|only)\b")

# "Buyer's sole remedy": what Buyer gives up. "the entire liability of Seller": what the other gives up.
_ALL = r"(?:sole|exclusive|only|entire|full)(?:,? (?:and|or) (?:sole|exclusive|only|entire|complete))?,?"
SOLE_REMEDY = re.compile(rf"(?:'s?)? {_ALL} (?:remed(?:y|ies)|recourse)\b")
SOLE_DUTY = re.compile(rf"(?:'s?)? {_ALL} (?:liabilit(?:y|ies)|obligations?|responsibilit(?:y|ies))\b")
SOLE_REMEDY_OF = re.compile(rf"\b{_ALL} (?:remed(?:y|ies)|recourse) (?:of|for|available to) (?:the )?\Z")
SOLE_DUTY_OF = re.compile(rf"\b{_ALL} (?:liabilit(?:y|ies)|obligations?) of (?:the )?\Z")
WHOSE_REMEDY = Gated(rf"\b(?:your|our) {_ALL} (?:remed(?:y|ies)|recourse)\b", "remed", "recourse")
WHOSE_DUTY = Gated(rf"\b(?:your|our) {_ALL} (?:liabilit(?:y|ies)|obligations?)\b", "liabilit", "obligation")

# "Company's total liability", "the liability of Company", and what is said of it within 200 characters.
ITS_LIABILITY = re.compile(r"'s? (?:\w+,? ){0,5}?liabilit(?:y|ies)\b")
LIABILITY_OF = re.compile(r"\bliabilit(?:y|ies) of (?:the )?\Z")
LIABILITY_REACH = 200
WHOSE_LIABILITY = Gated(r"\b(?:your|our) (?:\w+,? ){0,5}?liabilit(?:y|ies)\b", "liabilit")
LIABILITY_LIMIT = re.compile(
    r"\b(?:(?P<none>(?:is|are|be) (?:unlimited|uncapped|without (?:any )?limit)"
    r"|(?:is|are|shall|will) not (?:be )?(?:limited|capped|excluded))"
    r"|exceed|(?:is|are|be) (?:\w+ ){0,2}?(?:limited|capped|restricted|confined) to"
    r"|(?:is|are|be) (?:\w+ )?excluded|not be (?:greater|more) than)\b"
)
# "In no event shall Company be liable": the verb stands on both sides of its subject.
NEVER = re.compile(r"\b(?:no event|no case|no circumstances?|nor) (?:shall|will) (?:the )?\Z")
LIABLE = re.compile(r" (?:be (?:held )?(?:liable|responsible)|have any (?:liability|obligation))\b")

# "Company shall sell the goods only to Talent" is a duty to Talent.
TO_WHOM = re.compile(r"(?: [\w-]+){1,8} (?:to|with) (?:the )?")

# "If Buyer orders less, it shall pay …": the one name before pays. Deeds only: "it shall be" is of a thing.
IF = re.compile(r"(?:\A|[\s(])(?:if|where|when|whenever|should) (?:the )?\Z")
IT_DOES = Gated(
    r", (?:then )?it (?:shall|will|must) (?:\w+ly )?(?:pay|owe|give|notify|deliver|return)\b",
    ", it ",
    "then it ",
)
