"""One report in many formats: all tell the same findings, none runs what a contract says."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest

from clausecheck.model import Failed, Outcome, Severity
from clausecheck.report import FORMATS, Options, encode, places, render
from tests.report.build import CRITICAL, HIGH, LOW, MEDIUM, analyzed, evidence, found, report, rule
from tests.report.cases import outcomes

CASES = outcomes()
SEVERITIES = tuple(severity.label for severity in sorted(Severity, reverse=True))
EVERYTHING = Options(
    version="1.2.3", fail_on=Severity.INFO, root="/repo", rules=(("scope.perpetual", "They can use you"),)
)
Told = Counter[tuple[str, str]]  # rule and severity → how often


def told(given: list[Outcome]) -> Told:
    return Counter(
        (finding.rule.id, finding.severity.label)
        for outcome in given
        if not isinstance(outcome, Failed)
        for finding in outcome.report.findings
    )


def sarif(text: str) -> Told:
    (run,) = json.loads(text)["runs"]
    return Counter((result["ruleId"], result["properties"]["severity"]) for result in run["results"])


def gitlab(text: str) -> Told:
    severity = {"blocker": "critical", "critical": "high", "major": "medium", "minor": "low", "info": "info"}
    entries = [entry for entry in json.loads(text) if "." in entry["check_name"]]
    return Counter((entry["check_name"], severity[entry["severity"]]) for entry in entries)


def github(text: str) -> Told:
    titles = [line.partition("title=")[2].partition("::")[0] for line in text.splitlines()]
    pairs = [(t.rpartition("(")[2].rstrip(")"), t.partition("%3A")[0]) for t in titles if t.endswith(")")]
    return Counter(pair for pair in pairs if pair[1] in SEVERITIES)


def junit(text: str) -> Told:
    cases = [
        (case.get("name", "").partition(":")[0], said.text or "")
        for case in ElementTree.fromstring(text).iter("testcase")
        for said in case.findall("failure")
    ]
    lines = [(name, line.partition(" ")[0]) for name, text in cases for line in text.splitlines()[:-2]]
    return Counter(pair for pair in lines if pair[1] in SEVERITIES)


def rows(table: list[dict[str, Any]]) -> Told:
    return Counter((row["rule"], row["severity"]) for row in table if row["rule"])


def comma(text: str) -> Told:
    return rows(list(csv.DictReader(io.StringIO(text))))


def markdown(text: str) -> Told:
    table = [
        line.split(" | ")
        for line in text.splitlines()
        if line.startswith(tuple(f"| {s}" for s in SEVERITIES))
    ]
    return Counter(
        (row[1].rpartition("(`")[2].removesuffix("`)"), row[0].removeprefix("| ")) for row in table
    )


def objects(text: str) -> Told:
    documents = json.loads(text)["documents"]
    return Counter((f["rule"], f["severity"]) for document in documents for f in document["findings"])


def lines(text: str) -> Told:
    documents = [json.loads(line) for line in text.splitlines()]
    return Counter((f["rule"], f["severity"]) for document in documents for f in document["findings"])


def concise(text: str) -> Told:
    said = [line.split(": ", 1)[1].split(" ")[:2] for line in text.splitlines()]
    return Counter((rule, severity) for severity, rule in said if severity in SEVERITIES)


class Hits(HTMLParser):
    """The elements of an HTML report that stand for a finding each."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if said.get("class") == "hit":
            self.found.append((said["data-rule"], said["data-severity"]))


def html(text: str) -> Told:
    hits = Hits()
    hits.feed(text)
    return Counter(hits.found)


READERS: dict[str, Callable[[str], Told]] = {
    "sarif": sarif,
    "gitlab": gitlab,
    "github": github,
    "junit": junit,
    "csv": comma,
    "markdown": markdown,
    "json": objects,
    "jsonl": lines,
    "concise": concise,
    "html": html,
}


def test_every_format_has_a_reader_here() -> None:
    assert {*READERS, "xlsx", "auto", "full"} == set(FORMATS)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("format", READERS)
def test_all_formats_agree_on_every_finding(case: str, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausecheck.report.github.SHOWN", 10_000)
    assert READERS[format](render(CASES[case], format, EVERYTHING)) == told(CASES[case])


@pytest.mark.parametrize("case", CASES)
def test_a_workbook_has_every_finding_and_every_document(case: str) -> None:
    data = encode(CASES[case], "xlsx", EVERYTHING)
    assert data == encode(CASES[case], "xlsx", EVERYTHING)
    book = openpyxl.load_workbook(io.BytesIO(data))
    tables = {}
    for sheet in book:
        head, *body = sheet.iter_rows(values_only=True)
        tables[sheet.title] = [dict(zip(map(str, head), row, strict=True)) for row in body]
    assert rows(tables["Findings"]) == told(CASES[case])
    assert len(tables["Documents"]) == len(CASES[case])
    failed = [isinstance(outcome, Failed) for outcome in CASES[case]]
    assert [row["status"] == "failed" for row in tables["Documents"]] == failed
    assert all(
        (row["grade"] is None) or not bad for row, bad in zip(tables["Documents"], failed, strict=True)
    )


# ---------------------------------------------------------------- hostile text


@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"xlsx", "auto", "full"}))
def test_nothing_of_a_contract_is_run(format: str) -> None:
    text = render(CASES["hostile"], format, EVERYTHING)
    assert all(char.isprintable() or char == "\n" for char in text)
    text.encode()


FORMULA = "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("words", [FORMULA, "+1+1", "-2", "@SUM(A1)", "＝1", "\t=1"])
def test_a_formula_stays_text(words: str) -> None:
    text = f"1. Pay. {words} is what you get.\n"
    finding = found(rule("scope.x", HIGH, words), evidence(words, text=text), clause=words)
    given = [analyzed(report([finding], path=words, text=text))]
    for row in csv.DictReader(io.StringIO(render(given, "csv", EVERYTHING))):
        assert words.strip() in str(row["quote"])
        assert not any(str(cell).startswith(("=", "+", "-", "@", "\t", "＝")) for cell in row.values())
    book = openpyxl.load_workbook(io.BytesIO(encode(given, "xlsx", EVERYTHING)))
    assert all(cell.data_type in ("s", "n") for sheet in book for row in sheet.iter_rows() for cell in row)


def test_annotations_are_escaped() -> None:
    odd = rule("scope.x", CRITICAL, "50% off, now: yes\n::error::owned")
    text = render([analyzed(report([found(odd)], path="a,b:c.txt"))], "github", EVERYTHING)
    (line,) = text.splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac.txt,line=1,title=critical%3A 50%25 off%2C now%3A yes")
    assert line.count("::") == 2 + line.partition("title=")[2].count("::") - 1


def test_markdown_of_a_contract_is_text() -> None:
    odd = rule("scope.x", HIGH, "<img src=x> [click](http://evil) | `x` @all #1")
    text = render([analyzed(report([found(odd)]))], "markdown", EVERYTHING)
    (row,) = [line for line in text.splitlines() if line.startswith("| high")]
    assert "<img" not in row
    assert "](http" not in row
    assert row.count(" | ") == 4
    assert "@all" not in row


# ---------------------------------------------------------------- CI


def test_sarif_is_valid_by_the_official_schema() -> None:
    schema = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
    check = jsonschema.Draft4Validator(schema)
    for case in CASES.values():
        assert not list(check.iter_errors(json.loads(render(case, "sarif", EVERYTHING))))
    mapped = found(rule("scope.x", HIGH, "x"), "Participant")._replace(rule=MAPPED)
    log = json.loads(render([analyzed(report([mapped]))], "sarif", EVERYTHING))
    assert not list(check.iter_errors(log))
    (run,) = log["runs"]
    assert run["taxonomies"] == [{"name": "CUAD", "taxa": [{"id": "License Grant"}]}]
    assert run["tool"]["driver"]["rules"][0]["relationships"][0]["target"]["id"] == "License Grant"


MAPPED = rule("scope.x", HIGH, "x")._replace(maps={"cuad": ("License Grant",)})


def test_sarif_keeps_the_worst_and_counts_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausecheck.report.sarif.MOST", 3)
    many = [found(rule(f"scope.r{i}", (LOW, MEDIUM, HIGH)[i % 3], "x"), "Participant") for i in range(9)]
    (run,) = json.loads(render([analyzed(report(many))], "sarif", EVERYTHING))["runs"]
    assert {result["level"] for result in run["results"]} == {"error"}
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "6 more" in note["message"]["text"]


def test_what_was_not_read_is_an_error_everywhere() -> None:
    for case in ("failed", "partial"):
        (run,) = json.loads(render(CASES[case], "sarif", EVERYTHING))["runs"]
        assert run["invocations"][0]["toolExecutionNotifications"]
        assert render(CASES[case], "github", EVERYTHING).startswith("::error file=")
        assert json.loads(render(CASES[case], "gitlab", EVERYTHING))[0]["severity"] == "blocker"
        assert ElementTree.fromstring(render(CASES[case], "junit", EVERYTHING)).get("errors") == "1"
        assert ("failed" if case == "failed" else "partial") in render(CASES[case], "csv", EVERYTHING)


def test_ten_annotations_of_a_kind_and_a_count_of_the_rest() -> None:
    many = [found(rule(f"scope.r{i:02}", HIGH, "x"), "Participant") for i in range(25)]
    text = render([analyzed(report(many))], "github", EVERYTHING).splitlines()
    assert [line.partition(" ")[0] for line in text] == ["::error"] * 10 + ["::notice::15"]


def test_junit_fails_from_the_wanted_severity_on() -> None:
    given = [analyzed(report([found(rule("scope.x", MEDIUM, "x"), "Participant")]))]
    for level, failures in ((MEDIUM, "1"), (HIGH, "0"), (None, "0")):
        root = ElementTree.fromstring(render(given, "junit", EVERYTHING._replace(fail_on=level)))
        assert root.get("failures") == failures
        assert root.get("tests") == "3"  # the reading, the rule that was run in vain, and this one


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("./a/b.txt", "a/b.txt"),
        ("/repo/c d.txt", "c d.txt"),
        ("/else/x.txt", "/else/x.txt"),
        ("../x.txt", "../x.txt"),
    ],
)
def test_paths_are_told_from_the_root(path: str, expected: str) -> None:
    assert places.relative(path, "/repo") == expected


def test_text_files_have_columns() -> None:
    finding = found(rule("scope.x", HIGH, "x"), "Participant")
    given = report([finding], path="a.txt", pages=1)
    (run,) = json.loads(render([analyzed(given)], "sarif", EVERYTHING))["runs"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    line = given.text.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "Participant"
