"""Forty agreements on three forms, filled in with seeds, and the edits that were made to some of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from clausecheck.model.families import Agreement, Fired, Passage

FILM = """\
Performer Release|This release is made on {date} between {studio} ("Producer") and {actor} ("Performer") for \
the production called {title}.
Services|Performer will attend the rehearsals and the shoot at {place} as the call sheet says, and will \
follow the reasonable directions of Producer.
Fee|Producer will pay Performer a fee of {sum} within thirty (30) days of the last day of the shoot.
Rights|Performer grants Producer the right to use the recordings of the performance in the production and \
in its advertising, for a term of two (2) years.
Voice and likeness|Producer shall not use the recordings to build a digital copy of the voice or the \
likeness of Performer, and shall not let others do so.
Credit|Producer will give Performer a credit in the main titles, of the same size as the credits of other \
performers of the same rank.
Ending|Either party may end this release with ten (10) days of notice in writing if the other breaks it.
Law|This release is governed by the law of the State where the shoot takes place, and its courts decide.
"""
VOICE = """\
Voice Recording Terms|These terms are agreed by {studio} (the "Company") and {actor} (the "Artist") and \
start on {date}.
Sessions|The Artist will record the scripts that the Company sends, in up to four (4) sessions of two \
hours each.
Payment|For each session the Company pays the Artist {sum}, against an invoice, by the end of the month.
Use|The Company may use the recordings in the audio guide named {title}, in every language edition of \
that guide.
Training|The Company will never use the recordings to train a machine or to make a synthetic voice.
Storage|The Company keeps the raw recordings safe and deletes them five years after the last session.
Revoking|The Artist may revoke the permission in these terms at any time by an e-mail to the Company.
"""
MODEL = """\
Photo Consent|I, {actor}, give {studio} my consent to take photographs of me on {date} at {place}.
Purpose|The photographs may be printed in the catalogue {title} and shown in the window of the shop.
Money|I receive {sum} in cash on the day, and a print of one photograph that I choose.
Limits|The photographs may not be sold, and may not be given to an agency, without my consent in writing.
Name|My name is not printed beside the photographs unless I ask for it.
Time|My consent ends after three (3) years, and the photographs are then taken down.
"""
FORMS = {"film": FILM, "voice": VOICE, "model": MODEL}
STUDIOS = {
    "film": ("Bell Film LLC", "Harbour Pictures Ltd"),
    "voice": ("Orbita Audio Inc", "Lindgren Sound AB"),
    "model": ("Marigold Shops Ltd",),
}
FIRST = "Ada Bo Cleo Dov Edda Finn Gia Hugo Ines Jonas Kira Leo Mona Nils Olga Pia".split()
LAST = "Moor Lund Castle Quint Reyes Sand Tamm Ueda Vance West Young Zell".split()
TITLES = "Night Train|The Long Field|Seven Doors|Salt|A Winter Guest|Paper Moon Rising|Low Tide".split("|")
TOWNS = "Leeds|New Haven|Cork|Malmo|Port Elgin|San Rafael|Ghent".split("|")
MONTHS = "January February March April May June July".split()


class Planted(NamedTuple):
    """An edit, and what is to be told of it."""

    kind: str
    form: str  # words that the form has there, and this agreement has not
    here: str  # words that this one has instead


class Forty(NamedTuple):
    agreements: tuple[Agreement, ...]
    form_of: Mapping[int, str]
    planted: Mapping[int, Planted]


Edit = tuple[Callable[[list[str]], None], Planted]


def _swap(clause: int, old: str, new: str, kind: str) -> Edit:
    def edit(clauses: list[str]) -> None:
        assert old in clauses[clause]
        clauses[clause] = clauses[clause].replace(old, new)

    return edit, Planted(kind, old, new)


def _drop(clause: int, words: str) -> Edit:
    return lambda clauses: clauses.__delitem__(clause), Planted("missing", words, "")


def _add(clause: int, text: str) -> Edit:
    return lambda clauses: clauses.insert(clause, text), Planted("added", "", text.split("|")[1].rstrip("."))


EDITS: Mapping[str, Mapping[int, Edit]] = {  # form → the how manieth agreement on it → edit
    "film": {
        3: _swap(4, "shall not use", "shall use", "negation"),
        6: _drop(5, "credit in the main titles"),
        8: _swap(3, "two (2) years", "twenty (20) years", "figure"),
        11: _swap(3, "in the production and in its advertising", "in any production of any kind", "changed"),
    },
    "voice": {
        2: _swap(4, "will never use", "will use", "negation"),
        5: _add(
            5,
            "Exclusivity|The Artist records for no other maker of audio guides while these terms are in "
            "force, and for one year after that.",
        ),
        9: _swap(1, "four (4)", "fourteen (14)", "figure"),
    },
    "model": {
        4: _swap(3, "may not be sold, and may not", "may be sold, and may", "negation"),
        7: _drop(4, "name is not printed"),
    },
}
COUNTS = {"film": 16, "voice": 13, "model": 11}


def forty(seed: int = 7) -> Forty:
    """The agreements, in the order of their ids."""
    chance = random.Random(seed)
    agreements: list[Agreement] = []
    form_of: dict[int, str] = {}
    planted: dict[int, Planted] = {}
    for form, count in COUNTS.items():
        for i in range(count):
            number = len(agreements) + 1
            clauses = FORMS[form].splitlines()
            if i in EDITS[form]:
                edit, planted[number] = EDITS[form][i]
                edit(clauses)
            form_of[number] = form
            agreements.append(_filled(number, form, clauses, chance))
    return Forty(tuple(agreements), form_of, planted)


def _filled(number: int, form: str, clauses: Sequence[str], chance: random.Random) -> Agreement:
    studio = chance.choice(STUDIOS[form])
    actor = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    day, year = chance.randint(1, 28), chance.randint(2024, 2027)
    blanks = {
        "studio": studio,
        "actor": actor,
        "date": f"{chance.choice(MONTHS)} {day}, {year}",
        "sum": f"${chance.randint(2, 90) * 25:,}",
        "title": chance.choice(TITLES),
        "place": chance.choice(TOWNS),
    }
    said = [clause.format(**blanks).split("|") for clause in clauses]
    passages = tuple(
        Passage(i, f"{i + 1}", heading, 1, f"{i + 1}. {heading}. {text}")
        for i, (heading, text) in enumerate(said)
    )
    return Agreement(number, f"/deals/{form}-{number}.txt", (studio, actor), (studio,), passages)


def agreement(number: int, *texts: str, fired: Sequence[Fired] = ()) -> Agreement:
    """An agreement with these clauses, numbered from 1."""
    passages = tuple(Passage(i, f"{i + 1}", None, 1, f"{i + 1}. {text}") for i, text in enumerate(texts))
    return Agreement(number, f"/deals/{number}.txt", passages=passages, fired=tuple(fired))
