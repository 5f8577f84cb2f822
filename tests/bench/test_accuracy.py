"""The arithmetic of the accuracy report, on made-up clauses and contracts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import accuracy, foreign, labelled
from bench.counts import Counts, Section, averages, for_measuring

PERPETUAL = "The Performer grants the Studio the right to use the tapes in perpetuity."
HARMLESS = "The Performer comes to the set at nine."
TERMS = [
    "You grant us the tapes.",
    "These terms are governed by the laws of Utah.",
    "Be kind.",
]


def clause(name: str, text: str, risks: list[str], benign: bool = False) -> str:
    row = {"id": name, "text": text, "risk_labels": risks, "possible": [], "benign": benign}
    return json.dumps(row)


def names(measuring: bool) -> list[str]:
    return [f"c{i}" for i in range(40) if for_measuring(f"c{i}") is measuring]


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    kept, rest = names(True), names(False)
    rows = [
        clause(kept[0], PERPETUAL, ["scope.perpetual"]),
        clause(kept[1], "SECRET " + HARMLESS, ["scope.perpetual"]),
        clause(rest[0], PERPETUAL, ["scope.perpetual", "ai.training"]),
        clause(rest[1], PERPETUAL, [], benign=True),
        clause(rest[2], HARMLESS, [], benign=True),
    ]
    for folder in ("clauses", "unfair_tos/sentences", "unfair_tos/tags", "cuad/txt", "performer"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "clauses" / "labelled.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    for service in ("Us", "Them"):  # for measuring, and not
        (tmp_path / "unfair_tos" / "sentences" / f"{service}.txt").write_text("\n".join(TERMS), "utf-8")
        (tmp_path / "unfair_tos" / "tags" / f"{service}.txt").write_text("\nlaw2\nlaw1\n", "utf-8")
    name = next(f"{i}.txt" for i in range(40) if for_measuring(f"{i}.txt"))
    text = f"{HARMLESS}\n\n{PERPETUAL}\n\n{HARMLESS}"
    (tmp_path / "cuad" / "txt" / name).write_text(text, "utf-8")
    start = text.index(PERPETUAL)
    span = {
        "file": name,
        "category": "Irrevocable Or Perpetual License",  # case does not matter
        "text": PERPETUAL,
        "spans": [[start, start + len(PERPETUAL)]],
    }
    (tmp_path / "cuad" / "spans.jsonl").write_text(json.dumps(span) + "\n", "utf-8")
    (tmp_path / "performer" / "release.md").write_text(PERPETUAL, "utf-8")
    return tmp_path


def measured(data: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = accuracy.main(["--data", str(data), *more])
    return code, capsys.readouterr().out


def test_every_section_is_counted(made_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _ = measured(made_up, capsys, "--pack", "performer,consumer", "--json", str(made_up / "out.json"))
    stored = json.loads((made_up / "out.json").read_text("utf-8"))["sections"]
    assert code == 0

    def counts(section: str, label: str) -> tuple[float, ...]:
        row = stored[section][label]
        return row["hits"], row["alarms"], row["misses"]

    assert counts("clauses, measuring", "scope.perpetual") == (1, 0, 1)
    assert counts("clauses, training", "scope.perpetual") == (1, 1, 0)
    assert counts("clauses, training", "ai.training") == (0, 0, 1)
    assert stored["clauses, training"][""]["benign with a finding above low"] == 0.5
    for part in ("measuring", "training"):
        assert counts(f"UNFAIR-ToS, {part}", "law") == (1, 0, 0)  # what is tagged as fair is not asked for
    assert counts("CUAD, clauses", "Irrevocable Or Perpetual License") == (1, 0, 0)
    assert counts("CUAD, documents", "Irrevocable Or Perpetual License") == (1, 0, 0)
    assert counts("benign: performer", "scope.perpetual") == (0, 1, 0)


def test_errors_are_shown_of_the_training_part_only(
    made_up: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out = measured(made_up, capsys, "--worst", "9", "--only", "clauses")
    assert f"ai.training  {names(False)[0]}" in out
    assert f"scope.perpetual  {names(False)[1]}" in out
    assert "SECRET" not in out


def test_a_run_is_compared_with_an_older_one(made_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = made_up / "old.json"
    measured(made_up, capsys, "--only", "clauses", "--json", str(kept))
    path = made_up / "clauses" / "labelled.jsonl"
    path.write_text(path.read_text("utf-8").replace("ai.training", "scope.perpetual"), "utf-8")
    _, out = measured(made_up, capsys, "--only", "clauses", "--compare", str(kept))
    changes = out[out.index("training, compared") :]
    assert "ai.training" not in changes  # it was missed before and is not asked for now: F1 0 both times
    assert "micro F1" in changes
    assert "+" in changes


def test_the_table_has_a_line_for_each_set(made_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = measured(made_up, capsys, "--table", "--pack", "performer,consumer")
    assert "| clauses, measuring: " in out and "| CUAD, documents: " in out
    assert "- performer 1 in 1 documents" in out
    assert "| Irrevocable Or Perpetual License | 1.00 (1.00 / 1.00) |" in out
    assert "| choice of law | 1 | 1.00 | 1.00 | 1.00 |" in out


def test_it_says_so_where_there_is_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = measured(tmp_path / "none", capsys)
    assert code == 3
    assert "no labelled contracts at" in out


def test_averages() -> None:
    figures = dict(averages([Counts(1, 0, 1), Counts(0, 2, 0)]))
    assert figures["micro precision"] == pytest.approx(1 / 3)
    assert figures["micro recall"] == 0.5
    assert figures["macro F1"] == pytest.approx(2 / 3)  # a label that nobody gave has no F1 of its own


def test_a_neighbour_is_half_an_error() -> None:
    unpaid, buyout = frozenset({"pay.unpaid"}), frozenset({"pay.flat-buyout"})
    assert labelled.swaps(unpaid, buyout) == 1
    assert labelled.swaps(unpaid, frozenset({"scope.estate"})) == 0
    assert labelled.swaps(unpaid | buyout, frozenset({"pay.no-residuals"})) == 1  # one miss, one partner
    read = labelled.Read(labelled.Labelled("x", "", buyout, frozenset(), False), unpaid, True, {})
    section: Section = labelled._section("", "", [read._replace(found=unpaid | {"a.b"})])
    figures = dict(section.figures)
    assert figures["micro F1, neighbours half"] == figures["micro F1"] == 0
    both = read._replace(
        clause=read.clause._replace(risks=buyout | {"a.b"}), found=unpaid | frozenset({"a.b"})
    )
    figures = dict(labelled._section("", "", [both]).figures)
    assert figures["micro F1"] == 0.5
    assert figures["micro F1, neighbours half"] == pytest.approx(2 / 3)


def test_units_and_overlap() -> None:
    text = "The first sentence ends here. The second one does that too; Third.\n\nThe last one of all."
    cut = [text[start:end] for start, end in foreign.units(text)]
    assert cut == [
        "The first sentence ends here.",
        "The second one does that too; Third.",  # a short piece joins the one before it
        "The last one of all.",  # but not over an empty line
    ]
    assert foreign.overlaps((0, 10), (5, 100)) and not foreign.overlaps((0, 10), (6, 100))


def test_the_learned_baseline_is_read(tmp_path: Path) -> None:
    (tmp_path / "B.md").write_text(
        "| Cap on Liability | 0.77 | 0.75 (0.79 / 0.70) | 0.91 (0.91 / 0.90) | 48 of 102 |\n", "utf-8"
    )
    assert foreign.baseline(tmp_path / "B.md") == {"Cap on Liability": (0.75, 0.91)}
