"""What the dashboard counts and shows, and what it does with words that mean harm."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from clausecheck import score
from clausecheck.batch import comparing, query
from clausecheck.batch.counting import counts, tables
from clausecheck.batch.dashboard import listing, plots
from clausecheck.batch.families import rows as comparison
from clausecheck.cli.batch_dashboard import dashboard as command
from clausecheck.errors import UsageError

from .deals import HARM, change, count, deals, harm, page
from .papers import batch, rows


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return deals(tmp_path_factory.mktemp("deals"))


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """A store of one's own."""
    shutil.copytree(made.parent, tmp_path / "deals")
    return tmp_path / "deals" / made.name


class Read(HTMLParser):
    """The page's own elements, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]

    def handle_data(self, data: str) -> None:
        self.words += data.split()

    @property
    def text(self) -> str:
        return " ".join(self.words)


def data(html: str) -> dict[str, Any]:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    told: dict[str, Any] = json.loads(found)
    return told


# ---------------------------------------------------------------- counting


def test_agreements_with_the_same_words_count_once(made: Path) -> None:
    ((told,),) = rows(made, "SELECT count(DISTINCT words_sha256) FROM read_documents")
    different = int(str(told))
    assert different < 12
    assert rows(made, "SELECT count(*) FROM read_documents") == [(12,)]
    assert rows(made, "SELECT agreements, copies FROM counted") == [(different, 12 - different)]
    question = (
        "SELECT k.rule, count(DISTINCT d.words_sha256), count(DISTINCT p.name), count(DISTINCT d.folder) "
        "FROM risks k JOIN read_documents d ON d.id = k.document "
        "JOIN parties p ON p.document = d.id AND p.side = 'them' GROUP BY 1 ORDER BY 1"
    )
    by_hand = {row[0]: row[1:3] for row in rows(made, question)}
    ours = {row[0]: row[1:3] for row in rows(made, "SELECT * FROM counted_rules")}
    assert ours == by_hand
    holds = rows(made, "SELECT sum(agreements) FROM counted_holds WHERE rule = 'scope.perpetual'")
    assert holds == [(different,)]  # one employer each


def test_scores_and_groups_add_up(made: Path) -> None:
    ((agreements,),) = rows(made, "SELECT agreements FROM counted")
    assert rows(made, "SELECT sum(agreements) FROM counted_scores") == [(agreements,)]
    assert rows(made, "SELECT sum(agreements) FROM counted_groups WHERE kind = 'folder'") == [(agreements,)]


def test_what_is_counted_is_looked_up_and_counted_anew_where_documents_changed(out: Path) -> None:
    with query.opened(out) as db:
        state = comparison.state(db)
        assert counts.counted(db, state) is db
    (out.parent / "in" / "south" / "release-000.txt").unlink()
    batch([out.parent / "in"], out)
    with query.opened(out) as db:
        state = comparison.state(db)
        assert not counts.current(db, state)
        live = counts.counted(db, state)
        fresh = {table: set(live.execute(f"SELECT * FROM {table}")) for table in tables.NAMES}
        live.close()
    count(out)
    assert {table: set(rows(out, f"SELECT * FROM {table}")) for table in tables.NAMES} == fresh


def test_a_store_without_anything_to_count(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 no")
    batch([tmp_path / "broken.pdf"], tmp_path / "out")
    count(tmp_path / "out")
    made = page(tmp_path / "out")
    assert (made.agreements, made.doubtful) == (0, 1)
    assert "No risk was found in what was read" in Read(made.html).text


# ---------------------------------------------------------------- the page


def test_the_page_says_what_was_read_and_what_was_not(made: Path) -> None:
    text = Read(page(made).html).text
    assert "13 documents: 12 read, 1 not read" in text
    assert "1 document nobody may take for clean" in text
    assert "broken.pdf not read The PDF is damaged" in text
    assert "clausecheck batch --from results/failed.txt --out results" in text
    assert "They keep it for ever" in text or "scope.perpetual" in text


def test_the_same_store_gives_the_same_bytes(made: Path) -> None:
    assert page(made).html == page(made).html


def test_outliers_say_where_they_differ(made: Path) -> None:
    text = Read(page(made).html).text
    assert "a “not” more or less : 4 Training, page 1" in text or "a “not” more or less: 4 Training" in text
    assert "shall not train" in text


def test_an_agreement_that_was_changed_since_is_in_doubt(out: Path) -> None:
    change(out, "UPDATE documents SET stale = 1 WHERE name = 'release-003.txt'")
    assert page(out).doubtful == 3
    assert "2 changed since" in Read(page(out).html).text


def test_what_was_not_compared_is_not_shown_and_the_command_is(out: Path) -> None:
    change(out, "UPDATE compared SET state = 'old'")
    html = page(out).html
    assert "clausecheck batch templates results" in Read(html).text
    assert 'class="forms"' not in html


def test_a_small_store_is_compared_at_once_and_a_large_one_is_not(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(out, "DELETE FROM compared")
    monkeypatch.setattr(comparing, "SMALL", 10)
    comparing.fresh_if_small(out)
    assert rows(out, "SELECT * FROM compared") == []
    monkeypatch.undo()
    comparing.fresh_if_small(out)
    assert len(rows(out, "SELECT * FROM compared")) == 1


def test_every_agreement_can_be_opened_with_its_findings(made: Path) -> None:
    told = data(page(made).html)
    ((different,),) = rows(made, "SELECT agreements FROM counted")
    assert len(told["documents"]) == different
    words = told["words"]
    rules = [words[rule[0]] for rule in told["rules"]]
    for one in told["documents"]:
        question = f"SELECT rule, page, line, quote FROM findings WHERE document = {one[0]} ORDER BY ordinal"
        stored = [(*place, quote and str(quote).replace("\n", " ")) for *place, quote in rows(made, question)]
        found = [one[-1][i : i + listing.EACH] for i in range(0, len(one[-1]), listing.EACH)]
        ours = [
            (rules[told["kinds"][kind][0]], page, line, None if quote is None else words[quote])
            for kind, _, _, page, line, quote in found
        ]
        assert ours == stored


def test_a_large_store_has_its_bounds_and_says_so(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LISTED", 3)
    html = page(made).html
    ((different,),) = rows(made, "SELECT agreements FROM counted")
    assert f"of {different} agreements can be opened here" in Read(html).text
    assert "clausecheck batch show results PATH" in Read(html).text
    monkeypatch.setattr(listing, "BUDGET", 1)
    told = data(page(made).html)["documents"]
    assert all(one[-1] is None and one[-2] for one in told[1:])


# ---------------------------------------------------------------- words that mean harm


def test_words_that_mean_harm_are_words(out: Path) -> None:
    before = Read(page(out).html)
    harm(out)
    html = page(out).html
    after = Read(html)
    assert "<img" not in html and "\u202e" not in html
    assert after.tags["script"] == before.tags["script"] == 2
    assert HARM.replace("\u202e", "\\u202e") in data(html)["words"]
    assert "default-src 'none'" in html.replace("&#39;", "'")


# ---------------------------------------------------------------- the command


def test_the_page_lies_with_the_results_for_nobody_else(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command(out)
    command(out / "clausecheck.db")  # once more, over the first
    page = out / "dashboard.html"
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert page.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    assert first.endswith("; documents that nobody may take for clean: 1")


def test_nothing_but_an_older_dashboard_is_replaced(out: Path, tmp_path: Path) -> None:
    command(out, str(tmp_path / "a.html"))
    command(out, str(tmp_path / "a.html"))
    paper = tmp_path / "agreement.txt"
    paper.write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="is no dashboard"):
        command(out, str(paper))
    assert paper.read_text("utf-8") == "mine"
    command(out, str(paper), force=True)
    assert paper.read_text("utf-8") == (tmp_path / "a.html").read_text("utf-8")


@pytest.mark.parametrize("place", [".", "no/such/folder.html"])
def test_a_place_that_is_none(out: Path, place: str) -> None:
    with pytest.raises(UsageError):
        command(out, str(out / place))


def test_no_store_no_page(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no results"):
        command(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_standard_output(out: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    command(out, "-")
    assert capfdbinary.readouterr().out.rstrip().endswith(b"</html>")


# ---------------------------------------------------------------- plots


def test_the_bands_are_those_of_the_grades() -> None:
    assert [plots._grade(risk) for risk in range(101)] == [score._letter(risk) for risk in range(101)]


def test_a_histogram_stays_in_its_frame() -> None:
    drawn = plots.histogram([("A", 0, 4), ("B", 3, 8), ("E", 19, 1), ("", -1, 2), ("C", 3, 1)])
    assert [column.grade for column in drawn.columns] == ["A", "B", "E"]
    assert drawn.most == 9 and drawn.without == 2
    assert max(column.height for column in drawn.columns) == plots.HIGH
    assert all(
        one.x >= plots.LEFT and one.x + one.width <= plots.LEFT + plots.WIDE and one.y >= plots.TOP
        for one in drawn.columns
    )
    assert [band.agreements for band in drawn.bands] == [4, 8, 1, 0, 1]


def test_a_strip_marks_what_is_odd() -> None:
    drawn = plots.strip({0: 1, 39: 4}, [100.0])
    assert [column.height for column in drawn.columns] == [plots.DEEP / 4, plots.DEEP]
    assert drawn.marks == (196.0,)
    assert drawn.said == "risk from 0 to 100; 1 unlike the others"
    assert plots.strip({}, []).columns == ()


@pytest.mark.parametrize(
    ("count", "of", "level"), [(0, 0, 0), (0, 9, 0), (1, 100, 1), (1, 2, 3), (7, 9, 4), (9, 9, 4)]
)
def test_a_cell_is_as_dark_as_its_share(count: int, of: int, level: int) -> None:
    assert plots.level(count, of) == level
