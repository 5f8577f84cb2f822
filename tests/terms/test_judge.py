"""Negation and direction, sentence by sentence: the words in «» are the hit."""

from __future__ import annotations

import pytest

from clausecheck.model import Sentence, Side, Span
from clausecheck.terms.judge import Judge

SIDES: dict[str, Side] = {
    **dict.fromkeys(("you", "i", "me", "participant", "talent", "artist", "performer"), "us"),
    **dict.fromkeys(("company", "producer", "we", "orbita", "licensee"), "them"),
}
JUDGE = Judge(SIDES)


def marked(text: str) -> tuple[Sentence, Span]:
    start, end = text.index("«"), text.index("»") - 1
    plain = text.replace("«", "").replace("»", "")
    return Sentence(0, plain, plain.lower(), 0, ((0, 0, 0),)), Span(start, end)


NEGATED = [
    ("The Recordings shall not be used «in perpetuity».", "shall not"),
    ("Company will never «sell» the Data.", "will never"),
    ("Nothing in this Agreement grants Company a «perpetual» licence.", "Nothing"),
    ("No right granted hereunder is «perpetual» or irrevocable.", "No right"),
    ("No right granted hereunder is perpetual or «irrevocable».", "No right"),
    ("Company may not «sublicense» the Materials.", "may not"),
    ("You grant Company a non-«exclusive» licence.", "non-"),
    ("You grant Company a licence without the right to «sublicense».", "without"),
    ("Neither party shall use the Recordings «in perpetuity».", "Neither"),
    ("Company cannot «train» any model on them.", "cannot"),
    ("Company doesn't get a «perpetual» licence.", "n't"),
    ("Company is prohibited from using them to «train» a model.", "prohibited"),
    ("Company shall refrain from «selling» the Recordings.", "refrain from"),
    ("«Perpetual» licences are not granted under this Agreement.", "are not granted"),
    ("The «sale» of the Recordings is strictly prohibited.", "is strictly prohibited"),
    ("Company will NOT use your voice for: (a) «training» a model", "will NOT"),
    ("The Producer shall not: (a) use it; (b) allow use «in perpetuity»", "shall not"),
    ("Participant does not grant Company any «perpetual» rights.", "does not"),
    ("You do not «waive» your moral rights.", "do not"),
    ("Company shall not, under any circumstances, «sell» the Data.", "shall not"),
    ("The licence excludes «derivative works».", "excludes"),
    ("Company has no right to «sublicense» the Recordings.", "no right"),
    ("No take shall be deemed a «work made for hire».", "No take shall"),
    ("Talent shall not be required to «indemnify» Producer.", "not be required to"),
    ("The licence that Artist gives is not «royalty-free».", "is not"),
    ("No work that a party shows to the other shall be deemed a «work made for hire».", "No work"),
    ("No «sublicence» may be granted by Producer.", "No"),
    ("Company shall not: disclose the Data; use it for «any purpose»; or copy it.", "shall not"),
    ("On that day Company shall cease using your «name» in advertising.", "cease"),
    ("None of the takes is or shall be deemed a «work made for hire».", "None of"),
    ("A «digital replica» of Performer may not be created.", "may not be created"),
    ("Your «voice» shall not be cloned.", "shall not be cloned"),
    ("Under no circumstances may Company «train» AI.", "Under no circumstances"),
    ("The takes are for the Game, not for «AI training».", "not"),
    ("Performer refuses permission for «AI training».", "refuses permission"),
    ("Except as set out above, no rights are granted to Company «in perpetuity».", "no rights"),
    ("If you withdraw, Company shall not use it «in perpetuity».", "shall not"),
    ("Company should not «sell» the Data.", "should not"),
    ("You may not use our voices to «train» a model.", "may not"),
]

STANDING = [
    "Rights including but not limited to use «in perpetuity».",
    "Company may use it without limitation «in perpetuity».",
    "Company may use the Data not only for research but «in perpetuity».",
    "Company shall not pay more, but may use the Recordings «in perpetuity».",
    "Company shall not sell the Data; Company may use it «in perpetuity».",
    "Company shall not sell the Data and may use it «in perpetuity».",
    "No further compensation is due for use «in perpetuity».",
    "Company may use it without further payment, «in perpetuity».",
    "Participant shall not object to any use «in perpetuity».",
    "Participant may not revoke the licence, which is «perpetual».",
    "You have no right to revoke this «perpetual» licence.",
    "All media whether or not now known, «in perpetuity».",
    "Company shall have no obligation to pay for the «perpetual» use.",
    "The rights shall not be limited to the Film and last «in perpetuity».",
    "Company shall not use it except as permitted, and may «sell» it.",
    "Talent shall not disclose the terms, and Company may use the footage «in perpetuity».",
    "Company may, without your consent, «sell» the Recordings.",
    "You grant us the right, but not the obligation, to use it «in perpetuity».",
    "If the Work is not a «work made for hire», you assign it.",
    "You agree that: (a) you do not require credit; (b) you «waive» your moral rights.",
    "You have no right to object and agree that Company may use it «in perpetuity».",
    "We may discontinue, not offer, or change it «in perpetuity».",
    "Any dispute that cannot be settled shall be resolved by «binding arbitration».",
    "Any claim that is not resolved will be resolved by «binding arbitration».",
    "You know that it cannot be separated once trained, and that it is used «in perpetuity».",
    "We may refuse to serve anyone, and can «terminate» the deal.",
    "Nothing in this Agreement prevents Company from «training» AI.",
    "Company is not prohibited from «selling» the Data.",
    "Company does not need your consent to create a «digital replica».",
    "Performer may not prohibit Company from using it to «train» AI.",
    "Performer (whose consent shall not be unreasonably withheld) grants a «perpetual» licence.",
    "Where assignment is not possible, you grant an «irrevocable» licence.",
    "You will not be entitled to any compensation if your «name» is used.",
    "Company may not sell it, but its affiliates may «sell» it.",
    "The «perpetual» licence shall not be revoked.",
    "The rights, «perpetual» and worldwide, shall not be affected.",
    "Company shall not be liable for «perpetual» use.",
    "You grant a «perpetual» licence, and Talent shall not be credited.",
    "You grant a «perpetual» licence which may not be assigned.",
    "In no later than ten days you grant a «perpetual» licence.",
]


@pytest.mark.parametrize(("text", "cue"), NEGATED)
def test_a_negated_hit_has_its_cue(text: str, cue: str) -> None:
    sentence, hit = marked(text)
    found = JUDGE.negation(sentence, hit)
    assert found is not None
    assert cue.lower() in found.text.lower()
    assert sentence.text[found.span.start : found.span.end] == found.text


@pytest.mark.parametrize("text", STANDING)
def test_a_pseudo_cue_or_a_terminator_lets_the_hit_stand(text: str) -> None:
    sentence, hit = marked(text)
    assert JUDGE.negation(sentence, hit) is None


ACTORS = [
    ("You grant Company a «perpetual» licence.", "us"),
    ("Participant hereby irrevocably grants to Company a «perpetual» licence.", "us"),
    ("I hereby assign to Producer «all right, title and interest».", "us"),
    ("Company grants you a «perpetual» licence to the training manual.", "them"),
    ("Company grants to Participant a «perpetual» licence.", "them"),
    ("Company may use the Recordings «in perpetuity».", "us"),
    ("Company shall have the right to use it «in perpetuity».", "us"),
    ("We may use your content «in perpetuity».", "us"),
    ("You may use the app «in perpetuity».", "them"),
    ("Company will not use the Data to make «your specific face».", "them"),
    ("Orbita will not use Study Data to generate your «specific face».", "them"),
    ("Producer shall «indemnify» Artist.", "them"),
    ("Artist shall «indemnify» Producer.", "us"),
    ("Each party grants the other a «perpetual» licence.", "both"),
    ("A «perpetual» licence is created hereby.", "unknown"),
    ("The licence granted to Company is «perpetual».", "us"),
    ("The licence granted by Company is «perpetual».", "them"),
    ("Company owns the Recordings «in perpetuity».", "us"),
    ("Company may not «withdraw» the permission.", "them"),
    ("You allow us to show it to users, as you may specify, and to «modify» it.", "us"),
    ("Company grant(s) to you a «perpetual» licence.", "them"),
    ("We'll use it «in perpetuity».", "them"),
    ("Company shall pay the fee and may use the Recordings «in perpetuity».", "us"),
    ("Company will delete them on request but may keep and use them «forever».", "us"),
    ("Company agrees to pay Performer and shall have the «perpetual» right to use it.", "us"),
    ("Performer will receive «no further payment» for any use.", "us"),
    ("Performer is entitled to «no additional compensation».", "us"),
    ("Company may not sell it, but its affiliates may «sell» it.", "us"),
    ("You agree to appear and grant Company a «perpetual» licence.", "us"),
    ("Company shall use the recordings «in perpetuity».", "us"),
    ("Company will license Talent's voice to anyone «in perpetuity».", "them"),
    ("Company is hereby granted a «perpetual» licence.", "us"),
    ("I grant the Producer and his assigns the right to «publish» it.", "us"),
    ("You give us an unrestricted licence to your «performance».", "us"),
]


@pytest.mark.parametrize(("text", "side"), ACTORS)
def test_who_acts(text: str, side: str) -> None:
    sentence, hit = marked(text)
    assert JUDGE.actor(sentence, hit)[0] == side


def test_a_list_number_is_nobody() -> None:
    sentence, hit = marked("The licence: (i) may be used «in perpetuity».")
    assert JUDGE.actor(sentence, hit)[0] == "unknown"


def test_the_other_side_reads_it_the_other_way() -> None:
    turned: dict[str, Side] = {name: "them" if side == "us" else "us" for name, side in SIDES.items()}
    sentence, hit = marked("You grant Company a «perpetual» licence.")
    assert Judge(turned).actor(sentence, hit)[0] == "them"
