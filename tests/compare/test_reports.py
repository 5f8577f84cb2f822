"""What is said of a comparison: on the screen, to programs, in a pull request; and its limits."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.cells import cell_len

from clausecheck import report as report_package
from clausecheck.compare.gate import limits
from clausecheck.errors import UsageError
from clausecheck.model import DraftDiff
from clausecheck.report import Options
from clausecheck.report.comparison import render
from tests.compare.build import compared
from tests.report.test_json import closed

OLD = """
1. Performer grants Producer a licence to use the voice and likeness of Performer in the Film for two years.

2. Producer shall not sell the recordings to third parties.

3. Producer shall pay Performer $500 for the day.

4. Performer may choose the hotel of the crew.

5. The crew eats at noon.
"""
NEW = """
1. Performer grants Producer a licence to use the voice and likeness of Performer in the Film in perpetuity.

2. Producer shall sell the recordings to third parties.

3. Producer shall pay Performer $400 for the day.

4. Performer may choose the flat of the crew.

5. Producer may use the voice of Performer to train artificial intelligence.

6. The crew eats at noon.
"""
HOSTILE = OLD.replace("the hotel", "the \x1b[31mhotel\u202e | <img src=x> [a](http://b) @all")
SCHEMA = json.loads((Path(report_package.__file__).parent / "diff-1.schema.json").read_text("utf-8"))


def shown(found: DraftDiff, *, width: int = 80, colour: bool = False, words: bool = False) -> str:
    return render(found, "auto", Options(width=width, colour=colour), words=words)


def parsed(found: DraftDiff) -> Any:
    return json.loads(render(found, "json", Options(version="1", settings={"as": "us"})))


def test_the_screen_tells_grades_then_gains_worst_first() -> None:
    text = shown(compared(OLD, NEW))
    order = ["Grade B", "→  Grade D", "They gain", "CRITICAL  They can use you for ever",
             "HIGH      What you are paid",
             "Other words that changed", "1 clause renumbered: same words."]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "“Producer shall ▸not◂ sell the recordings to third parties.”" in " ".join(text.split())
    assert "Not legal advice" in text


@pytest.mark.parametrize("words", [False, True])
@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_every_line_fits(width: int, colour: bool, words: bool) -> None:
    text = shown(compared(OLD, NEW), width=width, colour=colour, words=words)
    assert ("\x1b[" in text) == colour
    bare = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert max(map(cell_len, bare.splitlines())) <= min(width, 100)


def test_every_word_on_request() -> None:
    text = " ".join(shown(compared(OLD, NEW), words=True).split())
    assert "Producer shall -[not]- sell the recordings to third parties." in text
    assert "Performer may choose the -[hotel]- +[flat]+ of the crew." in text


def test_nothing_is_said_of_nothing() -> None:
    text = shown(compared(OLD, OLD))
    assert "No difference in words." in text
    assert "They gain" not in text and "--words" not in text


def test_strangers_are_told() -> None:
    text = shown(compared(OLD, "1. Whales sing in winter.\n\n2. Nobody knows the reason of these songs."))
    assert "are these two drafts of one contract?" in text


@pytest.mark.parametrize("new", [OLD, NEW, HOSTILE], ids=["same", "new", "hostile"])
def test_the_json_is_what_its_schema_says(new: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    found = compared(OLD, new)
    made = parsed(found)
    jsonschema.validate(made, closed(SCHEMA))
    for side, report in (("old", found.old), ("new", found.new)):
        for change in made["changes"]:
            for one in change[side]:
                verbatim = report.text[one["start"] : one["end"]]
                assert re.findall(r"\w+", verbatim) == re.findall(r"\w+", one["text"])


def test_the_json_is_the_same_each_time() -> None:
    made = [render(compared(OLD, NEW), "json", Options()) for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize("form", ["auto", "json", "markdown"])
def test_hostile_words_are_inert(form: str) -> None:
    for words in (False, True):
        text = render(compared(OLD, HOSTILE), form, Options(), words=words)
        assert "\x1b" not in text and "\u202e" not in text
        if form == "markdown":
            assert "<img" not in text and "](http" not in text and "@all" not in text


def test_markdown_has_a_table_for_each_kind() -> None:
    text = render(compared(OLD, NEW), "markdown", Options())
    assert text.index("### They gain") < text.index("### Other words that changed")
    rows = [line for line in text.splitlines() if line.startswith("| critical")]
    assert rows and all(line.count(" | ") == 4 for line in rows)
    struck = render(compared(OLD, NEW), "markdown", Options(), words=True)
    assert "Producer shall ~~not~~ sell" in struck


@pytest.mark.parametrize(
    ("given", "fails"),
    [
        ("gained:high", True),
        ("gained:critical", True),
        ("lost", False),
        ("lost:low,new:critical", True),
        ("unclear:high", False),
        ("figures", True),
        ("any", True),
        ("never", False),
    ],
)
def test_limits(given: str, fails: bool) -> None:
    found = compared(OLD, NEW)
    assert any(limit.holds(found) for limit in limits([given])) == fails
    assert not any(limit.holds(compared(OLD, OLD)) for limit in limits([given]))


@pytest.mark.parametrize("given", ["gaind", "gained:hihg", "any:high", "figures:low", ":high"])
def test_a_limit_that_is_none(given: str) -> None:
    with pytest.raises(UsageError, match="is not known"):
        limits([given])
