"""The machine report holds what the schema says, verbatim slices, and nothing that a terminal would obey."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck import report as report_package
from clausecheck.model import Box, Evidence, Part, Severity
from clausecheck.report import Options, render
from tests.report.build import AGREEMENT, analyzed, evidence, failed, found, report
from tests.report.cases import PERPETUAL, outcomes, study

DOCUMENT = (
    "path status error sha256 text_sha256 format pages words language reading parties score exchange "
    "findings hidden suppressed not_assessed law grants payments"
).split()
FINDING = (
    "rule title category severity confidence message why ask references clause heading fingerprint state "
    "evidence because"
).split()
ALL = Options(include=frozenset({"clauses", "text"}))


def parsed(case: str, options: Options = ALL) -> Any:
    return json.loads(render(outcomes()[case], "json", options))


@pytest.mark.parametrize("case", sorted(outcomes()))
def test_keys_and_their_order(case: str) -> None:
    made = parsed(case)
    assert list(made) == ["schema", "tool", "packs", "settings", "documents", "summary"]
    for document in made["documents"]:
        included = [] if document["status"] == "failed" else ["clauses", "text"]
        assert list(document) == DOCUMENT + included
        for finding in document["findings"]:
            assert list(finding) == FINDING


@pytest.mark.parametrize("case", sorted(outcomes()))
def test_every_quote_is_a_verbatim_slice(case: str) -> None:
    seen = 0
    for document in parsed(case)["documents"]:
        for one in [*document["findings"], *document["suppressed"]]:
            for proof in one["evidence"]:
                slices = [document["text"][part["start"] : part["end"]] for part in proof["parts"]]
                assert proof["quote"] == " … ".join(slices)
                assert (proof["page"], proof["start"]) == tuple(
                    proof["parts"][0][k] for k in ("page", "start")
                )
                seen += 1
    assert seen or case in {"failed", "not-english"}


@given(st.text(min_size=1), st.text(), st.text())
def test_any_text_survives_and_is_inert(words: str, before: str, after: str) -> None:
    text = f"{before}{words}{after}"
    part = Part(
        len(before), len(before) + len(words), 1, 1, (Box(float("inf"), float("nan"), 0.1 + 0.2, 7.0),)
    )
    one = found(PERPETUAL, Evidence("trigger", words, text, (), (part,)))
    made = render([analyzed(report([one], text=text))], "json", ALL)
    document = json.loads(made)["documents"][0]
    assert document["text"] == text
    assert document["findings"][0]["evidence"][0]["parts"][0]["boxes"] == [[0.0, 0.0, 0.3, 7.0]]
    assert not [
        c for c in made if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f" or "\u202a" <= c <= "\u202e"
    ]


def test_lone_surrogates_do_not_break_utf8() -> None:
    made = render(outcomes()["hostile"], "json", ALL)
    assert "\\ud800" in made
    made.encode("utf-8")


def test_a_quote_over_a_page_has_two_parts() -> None:
    proof = evidence("beyond the control of Orbita")
    assert [(part.page, AGREEMENT[part.start : part.end]) for part in proof.parts] == [
        (1, "beyond"),
        (2, "the control of Orbita"),
    ]
    assert proof.quote == "beyond … the control of Orbita"


def test_the_same_findings_make_the_same_bytes() -> None:
    options = Options(settings={"b": 1, "a": 2})
    again = Options(settings={"a": 2, "b": 1})
    assert render([analyzed(study())], "json", options) == render([analyzed(study())], "json", again)


def test_filters_hide_findings_and_say_how_many_but_leave_the_score() -> None:
    everything = parsed("study")
    filtered = parsed("study", Options(min_severity=Severity.CRITICAL))
    whole, part = everything["documents"][0], filtered["documents"][0]
    assert part["hidden"] == len(whole["findings"]) - len(part["findings"]) > 0
    assert {finding["severity"] for finding in part["findings"]} == {"critical"}
    assert part["score"] == whole["score"]
    assert filtered["summary"] == everything["summary"]


def test_the_summary_counts_documents() -> None:
    assert parsed("several")["summary"] == {
        "documents": 4,
        "partial": 1,
        "failed": 1,
        "by_severity": {"critical": 11, "high": 14, "medium": 3, "low": 1, "info": 1},
    }


def test_packs_are_listed_once() -> None:
    assert [pack["id"] for pack in parsed("several")["packs"]] == ["core", "performer"]


def test_a_failed_document_is_not_a_clean_one() -> None:
    document = json.loads(render([failed()], "json", ALL))["documents"][0]
    assert document["status"] == "failed"
    assert document["error"]["code"] == "encrypted"
    assert document["score"] is None
    assert document["words"] is None


SCHEMA = json.loads((Path(report_package.__file__).parent / "report-1.schema.json").read_text("utf-8"))


def closed(schema: Any) -> Any:
    """The schema with no room for keys that it does not name: so that a key added without it is found."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(each) for key, each in schema.items()}
    return inner | {"additionalProperties": False} if "properties" in inner and "required" in inner else inner


@pytest.mark.parametrize("case", sorted(outcomes()))
def test_the_report_is_what_the_published_schema_says(case: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(parsed(case), closed(SCHEMA))
    for line in render(outcomes()[case], "jsonl", ALL).splitlines():
        document = json.loads(line)
        assert (document.pop("schema"), document.pop("tool")["name"]) == (
            "clausecheck/report/1",
            "clausecheck",
        )
        assert document in parsed(case)["documents"]


def test_the_schema_refuses_a_failed_document_with_a_score() -> None:
    report = parsed("failed")
    report["documents"][0]["score"] = parsed("study")["documents"][0]["score"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report, SCHEMA)
