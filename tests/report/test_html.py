"""The HTML report as a file: it stands alone, every link of it leads somewhere, and it runs no contract."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.model import Evidence, Finding, Outcome, Outline, Part, Severity
from clausecheck.report import Options, render
from clausecheck.report.html import paper
from clausecheck.report.html.view import HITS
from clausecheck.report.inert import inert
from tests.report.build import CRITICAL, HIGH, LOW, analyzed, evidence, failed, found, partial, report, rule
from tests.report.cases import half_read, outcomes, study

CASES = outcomes()
EMPTY = {"br", "meta", "input", "rect"}
OURS = (
    "html head meta title style script body a header p h1 h2 h3 h4 main nav section table thead tbody tr th "
    "td form fieldset legend label input select option button kbd span div svg rect dl dt dd article "
    "blockquote mark footer details summary ul li b br small"
).split()


class Page(HTMLParser):
    """Every element with its attributes, and the text outside of style and script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: list[tuple[str, str]] = []  # element, text
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "a" or "a" not in self.open, "a link in a link"
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append((self.open[-1] if self.open else "", data))

    @property
    def text(self) -> str:
        return " ".join("".join(w for tag, w in self.words if tag not in ("style", "script")).split())

    def all(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


def page(given: list[Outcome], **choices: object) -> Page:
    return Page(render(given, "html", Options(**choices)))  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES)
def test_it_stands_alone(case: str) -> None:
    made = page(CASES[case])
    assert {tag for tag, _ in made.elements} <= set(OURS)
    assert {name for _, attributes in made.elements for name in attributes if name.startswith("on")} == set()
    assert made.all("src") == made.all("style") == made.all("action") == []
    assert [link for link in made.all("href") if not link.startswith(("#", "https://"))] == []


@pytest.mark.parametrize("case", CASES)
def test_every_link_and_label_leads_to_one_element(case: str) -> None:
    made = page(CASES[case])
    ids = made.all("id")
    assert len(ids) == len(set(ids))
    named = {link.removeprefix("#") for link in made.all("href") if link.startswith("#")}
    for attribute in ("aria-labelledby", "aria-describedby", "data-to"):
        named |= {one for value in made.all(attribute) for one in value.split()}
    assert named <= set(ids)


def test_nothing_but_its_own_style_and_script_is_allowed() -> None:
    text = render(CASES["study"], "html", Options())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    for tag in ("style", "script"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert inside
        told = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{told}&#39;" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;;")


SCRIPT = (
    "</script><script>owned=1</script></style><img src=x onerror=owned=2>\"' onload=x <!-- ]]> &amp; {{7}}"
)


def test_markup_of_a_contract_a_rule_and_a_file_is_text() -> None:
    text = f"1. PAY {SCRIPT}\n{SCRIPT} in perpetuity \u202ereverse\u202c z\u200bero \x1b[2J\n"
    bad = rule("scope.x", CRITICAL, SCRIPT, SCRIPT, SCRIPT, what=SCRIPT)._replace(suggest=SCRIPT)
    finding = found(bad, evidence("in perpetuity", text=text), clause=SCRIPT, because=(SCRIPT,))
    finding = finding._replace(remarks=(SCRIPT,), heading=SCRIPT)
    clauses = (Outline(SCRIPT, f"PAY {SCRIPT}", 1, 1, 0, len(text)),)
    given = report([finding], path=f"{SCRIPT}.txt", text=text, clauses=clauses, no_grade=SCRIPT)
    problem = failed(SCRIPT).problem._replace(message=SCRIPT, hint=SCRIPT)
    made = page([analyzed(given), failed(SCRIPT)._replace(problem=problem)])
    tags = [tag for tag, _ in made.elements]
    assert set(tags) <= set(OURS)
    assert tags.count("script") == tags.count("style") == 1
    assert made.text.count(SCRIPT) > 12
    assert "\\u202ereverse\\u202c z\\u200bero \\x1b[2J" in made.text


@pytest.mark.parametrize(
    ("url", "linked"),
    [("https://x.example/law", True), ("javascript:owned=1", False), ("//x.example", False)],
)
def test_only_web_addresses_of_laws_are_links(url: str, linked: bool) -> None:
    first = next(finding for finding in study().findings if finding.rule.references)
    reference = first.rule.references[0]._replace(url=url)
    given = report([first._replace(rule=first.rule._replace(references=(reference,)))])
    assert (url in page([analyzed(given)]).all("href")) == linked


# ---------------------------------------------------------------- what it says


def test_what_was_not_read_is_said_first() -> None:
    unread = page([partial(half_read())]).text
    assert "Provisional. Unread pages (3) may hold more risk." in unread
    assert "Not in this text: page 3" in unread
    nothing = page([failed()]).text
    assert "Not read. The PDF is locked with a password." in nothing
    assert "It has no grade" in nothing
    assert "findings" not in nothing


def test_several_documents_have_an_index_with_the_unread_first() -> None:
    made = page(CASES["several"])
    index = made.text[made.text.index("4 documents") :]
    names = ["contracts/signed.pdf", "emotion-study/agreement.pdf", "scan.pdf", "nda.txt"]
    assert sorted(names, key=index.index) == names


def test_folders_that_all_share_are_not_told() -> None:
    two: list[Outcome] = [failed("/home/ann/deals/a.pdf"), failed("/home/ann/deals/new/b.pdf")]
    assert "ann" not in page(two).text
    assert "new/b.pdf" in page(two).text
    assert "/home" not in page(two[:1]).text


def test_what_a_setting_hides_is_counted() -> None:
    made = page(CASES["study"], min_severity=Severity.CRITICAL)
    assert "Not shown." in made.text
    assert "too mild or too unsure" in made.text
    assert set(made.all("data-severity")) == {"critical"}


def test_a_rule_that_holds_everywhere_lists_some_places_and_counts_the_rest() -> None:
    often = rule("scope.x", HIGH, "Often")
    many = [found(often, "Participant", clause=str(i)) for i in range(HITS + 7)]
    made = page([analyzed(report(many))])
    assert made.all("class").count("hit") == HITS
    assert "and 7 more findings like these" in made.text


# ---------------------------------------------------------------- the contract

TEXT = "1. ALPHA\nbeta gamma\n\n2. DELTA epsi-\nlon zeta & <eta>\ntheta iota kappa lambda\n"
CLAUSES = (Outline("1", "ALPHA", 1, 1, 0, 21), Outline("2", "DELTA", 1, 1, 22, len(TEXT)))
SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30), st.booleans()), max_size=8, unique=True
)


def touching(start: int, length: int, risky: bool) -> Finding:
    end = min(len(TEXT), start + length)
    proof = Evidence("trigger" if risky else "grant", TEXT[start:end], "", (), (Part(start, end, 1, 1),))
    return found(rule(f"x.{start}", LOW, "x"), proof)


@given(SPANS, st.sampled_from([CLAUSES, (), CLAUSES[1:]]))
def test_marks_never_change_the_words(
    spans: list[tuple[int, int, bool]], clauses: tuple[Outline, ...]
) -> None:
    findings = [touching(*span) for span in spans]
    given = report(findings, text=TEXT, clauses=clauses)
    made = paper.paper(given, findings, [f"f{i}" for i in range(len(findings))], "d1")
    told = Page(f"<div>{made.markup}</div>")
    assert "".join(told.text.split()) == "".join(inert(TEXT).split())
    marks = set(told.all("id"))
    for finding in findings:
        part = finding.evidence[0].parts[0]
        if TEXT[part.start : part.end].strip():
            assert part.start in made.marks
        if TEXT[part.start : part.end].strip(" \n") == TEXT[part.start : part.end]:
            assert made.marks[part.start] in marks


def test_a_mark_leads_to_the_worst_and_knows_the_others() -> None:
    outer, inner = evidence("worldwide, irrevocably"), evidence("irrevocably")
    grave = found(rule("scope.a", CRITICAL, "a"), inner)
    mild = found(rule("scope.b", LOW, "b"), outer)
    made = page([analyzed(report([mild, grave]))])
    marks = [(a["class"], a["href"], a["data-to"]) for _, a in made.elements if "data-to" in a]
    assert marks == [("m low", "#d1f2", "d1f2"), ("m critical", "#d1f1", "d1f1 d1f2")]


def test_a_long_contract_is_a_light_page() -> None:
    text = "You give it away. " * 60_000
    made = page([analyzed(report(text=text))])
    assert len(made.elements) < 300


def test_too_many_contracts_are_left_out_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausecheck.report.html.view.WHOLE", 1000)
    made = page(CASES["study"])
    assert "Left out: this page holds too much already" in made.text
    assert "data-to" not in {name for _, attributes in made.elements for name in attributes}


def test_too_many_findings_are_left_out_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausecheck.report.html.view.LISTED", 20)
    made = page([analyzed(study()), analyzed(study()), failed()])
    assert made.all("class").count("hit") == len(study().findings)
    assert made.text.count("Left out. The findings of this document") == 1
    assert "3 documents" in made.text


def test_lines_that_the_margin_broke_flow_and_those_of_the_writer_stay() -> None:
    lines = ["Name: Ann", "a" * 60 + " fore-", "ver " + "b" * 60, "c" * 64, "short"]
    made = Page(f"<div>{paper.paper(report(text=chr(10).join(lines)), (), (), 'd1').markup}</div>")
    assert [tag for tag, _ in made.elements].count("br") == 1
    assert "fore-ver" in made.text
