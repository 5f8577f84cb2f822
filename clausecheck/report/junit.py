"""Outcomes → JUnit XML: one suite a contract, one case a rule that was run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from clausecheck.model import Analyzed, Failed, Finding, Outcome, Partial, Report
from clausecheck.report.inert import inert
from clausecheck.report.options import Options
from clausecheck.report.places import Placed
from clausecheck.report.reading import reservation

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0


def render(outcomes: Sequence[Outcome], options: Options) -> str:
    """All suites; a finding fails its case from ``options.fail_on`` on, else it is printed with it."""
    suites = [_suite(outcome, options) for outcome in outcomes]
    root = Element("testsuites", {"name": "clausecheck", **_sums(suites)})
    root.extend(suites)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _sums(suites: Sequence[Element]) -> dict[str, str]:
    names = ("tests", "failures", "errors", "skipped")
    return {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in names}


def _suite(outcome: Outcome, options: Options) -> Element:
    suite = Element("testsuite", name=_clean(outcome.path))
    whole = SubElement(suite, "testcase", name="the whole document was read", classname="reading")
    if isinstance(outcome, Failed):
        problem = outcome.problem
        error = SubElement(whole, "error", type=problem.code, message=_clean(problem.message))
        error.text = _clean(problem.hint)
    else:
        if isinstance(outcome, Partial):
            SubElement(whole, "error", type="partial", message=_clean(reservation(outcome.report)))
        _cases(suite, outcome, options)
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(case.find(tag) is not None for case in suite)))
    suite.set("tests", str(len(suite)))
    return suite


def _cases(suite: Element, outcome: Analyzed | Partial, options: Options) -> None:
    report = outcome.report
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.state == "active" and options.shows(finding):
            found.setdefault(finding.rule.id, []).append(finding)
    titles = dict(options.rules) | {name: findings[0].rule.title for name, findings in found.items()}
    unjudged = {one.rule: one.reason for one in report.not_assessed}
    for name in sorted(titles):
        case = SubElement(
            suite, "testcase", name=_clean(f"{name}: {titles[name]}"), classname=name.partition(".")[0]
        )
        if name in found:
            _failure(case, report, found[name], options)
        elif report.language != "en":
            SubElement(case, "skipped", message="not English")
        elif name in unjudged:
            SubElement(case, "skipped", message=_clean(unjudged[name]))


def _failure(case: Element, report: Report, findings: Sequence[Finding], options: Options) -> None:
    worst = max(findings, key=lambda finding: finding.severity)
    fails = options.fail_on is not None and worst.severity >= options.fail_on
    lines = []
    for finding in findings:
        one = Placed(report, finding)
        where = f"{one.path}:{one.first.page}:{one.line}" if one.first else one.path
        lines.append(f"{finding.severity.label} {where} {one.clause} “{one.quote}”")
    lines += [worst.rule.why, worst.rule.ask]
    text = "\n".join(_clean(line) for line in lines if line)
    if fails:
        SubElement(case, "failure", type=worst.severity.label, message=_clean(worst.message)).text = text
    else:
        SubElement(case, "system-out").text = text


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("?", inert(text))
