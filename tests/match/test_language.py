"""The rule language beyond words: silences, findings, grants, adjustments, both sides, absent papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck.errors import PackError
from clausecheck.rulepack import cache
from clausecheck.rulepack.load import load
from tests.match.build import HEAD, check, found, pack, rule, words

GRANT = "You grant the Studio the right to use your voice"


def test_a_silence_is_found_with_the_grant_that_makes_it_one(tmp_path: Path) -> None:
    end = rule(
        "missing.end", "absent: {expect: {phrase: two years}, applies-when: {grant: {subject: voice}}}"
    )
    packs = pack(tmp_path, end)
    (finding,) = check(f"{GRANT} for ever.", packs).findings
    assert [(proof.role, proof.quote) for proof in finding.evidence] == [
        ("grant", "grant the Studio the right to use your voice")
    ]
    assert found(check(f"{GRANT} for two years.", packs)) == {}
    assert found(check("The Studio pays you for the taxi.", packs)) == {}


def test_what_is_denied_is_not_said(tmp_path: Path) -> None:
    body = "absent: {expect: {phrase: delete}, applies-when: {grant: {subject: voice}}}"
    text = f"{GRANT}. The Studio does not delete it."
    assert found(check(text, pack(tmp_path / "a", rule("missing.end", body))))
    assert not found(check(text, pack(tmp_path / "b", rule("missing.end", f"{body}\nnegation: ignore"))))


def test_an_excerpt_is_not_asked_what_it_lacks(tmp_path: Path) -> None:
    end = rule(
        "missing.end", "absent: {expect: {phrase: two years}, applies-when: {grant: {subject: voice}}}"
    )
    report = check(f"{GRANT} for ever.", pack(tmp_path, end), excerpt=True)
    assert report.findings == ()
    assert [one.rule for one in report.not_assessed] == ["missing.end"]


BOTH = rule("combo.both", "match: {all: [{finding: a.one}, {finding: a.two}]}", "critical")


def test_findings_that_hold_together_are_one_more(tmp_path: Path) -> None:
    packs = pack(tmp_path, words("a.one", "for ever"), words("a.two", "in all media"), BOTH)
    report = check(f"{GRANT} for ever.\n\n2. {GRANT} in all media.", packs)
    assert found(report) == {"a.one": "medium", "a.two": "medium", "combo.both": "critical"}
    (combo,) = (finding for finding in report.findings if finding.rule.id == "combo.both")
    assert [proof.quote for proof in combo.evidence] == ["for ever", "in all media"]
    assert found(check(f"{GRANT} for ever.", packs)) == {"a.one": "medium"}


def test_combinations_wait_for_each_other_whatever_their_order(tmp_path: Path) -> None:
    top = rule("combo.a-top", "match: {finding: combo.both}")
    packs = pack(tmp_path, top, BOTH, words("a.one", "for ever"), words("a.two", "in all media"))
    assert "combo.a-top" in found(check(f"{GRANT} for ever in all media.", packs))


def test_words_of_a_combination_keep_their_negation_and_direction(tmp_path: Path) -> None:
    body = "match: {all: [{phrase: sell it}, {grant: {from: us}}]}\ndirection: {actor: us, unknown: skip}"
    packs = pack(tmp_path, rule("combo.sold", body))
    assert found(check(f"{GRANT}. The Studio may sell it.", packs))
    assert not found(check(f"{GRANT}. The Studio shall not sell it.", packs))
    assert not found(check(f"{GRANT}. You may sell it.", packs))


def test_a_word_elsewhere_takes_a_combination_back(tmp_path: Path) -> None:
    body = "match: {all: [{finding: a.one}]}\nnot: {in: document, phrase: with my consent}"
    packs = pack(tmp_path, words("a.one", "for ever"), rule("combo.one", body))
    assert "combo.one" in found(check(f"{GRANT} for ever.", packs))
    assert "combo.one" not in found(check(f"{GRANT} for ever. It waits, with my consent.", packs))


@pytest.mark.parametrize(
    ("fields", "text", "holds"),
    [
        ("subject: voice", GRANT, True),
        ("subject: [face, voice]", GRANT, True),
        ("subject: face", GRANT, False),
        ("purpose: open", f"{GRANT} for any purpose", True),
        ("purpose: open", f"{GRANT} only for the film", False),
        ("purpose: named", f"{GRANT} only for the film", True),
        ("term: perpetual", f"{GRANT} in perpetuity", True),
        ("term: fixed", f"{GRANT} for a term of two years", True),
        ("revocable: no", f"You irrevocably {GRANT[4:]}", True),
        ("sublicensable: yes", f"{GRANT} and to sublicense it", True),
        ("sublicensable: no", f"{GRANT}, which is non-sublicensable", True),
        ("pay: none", f"{GRANT} royalty-free", True),
        ("acts: train", f"{GRANT} to train a machine", True),
        ("acts: train", GRANT, False),
        ("to: open", f"{GRANT} and to let its affiliates use it", True),
        ("from: us", "The Studio grants you the right to use the stage", False),
    ],
)
def test_a_grant_is_asked_by_its_fields(tmp_path: Path, fields: str, text: str, holds: bool) -> None:
    packs = pack(
        tmp_path, rule("a.grant", f"match: {{grant: {{from: us, {fields}}}}}".replace("us, from: us", "us"))
    )
    assert bool(found(check(f"{text}.", packs))) is holds


def test_words_beside_a_finding_change_its_severity_alone(tmp_path: Path) -> None:
    body = """
        match: {phrase: for ever}
        direction: {actor: us}
        adjust:
          - {when: {clause-has: {phrase: your own use}}, shift: -1, because: it is for you}
          - {when: {document-has: {phrase: minor}}, severity: critical, because: a child signs}
    """
    packs = pack(tmp_path, rule("a.one", body))
    assert found(check(f"1. {GRANT} for ever.", packs)) == {"a.one": "medium"}
    near = check(f"1. {GRANT} for ever. It is for your own use.\n\n2. Fee. It is paid.", packs)
    assert found(near) == {"a.one": "low"}
    assert near.findings[0].because[-1] == "it is for you"
    assert found(check(f"1. {GRANT} for ever.\n\n2. More. It is for your own use.", packs)) == {
        "a.one": "medium"
    }
    assert found(check(f"1. {GRANT} for ever.\n\n2. Age. Talent is a minor.", packs)) == {"a.one": "critical"}


def test_words_in_the_sentence_of_a_finding_change_its_severity(tmp_path: Path) -> None:
    body = """
        match: {phrase: for ever}
        adjust: {when: {sentence-has: {phrase: your own use}}, shift: -1, because: it is for you}
    """
    packs = pack(tmp_path, rule("a.one", body))
    assert found(check(f"1. {GRANT} for ever and for your own use.", packs)) == {"a.one": "low"}
    assert found(check(f"1. {GRANT} for ever. It is for your own use.", packs)) == {"a.one": "medium"}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Any claim against the Studio must be brought within a year.", True),
        ("Any claim against Talent must be brought within a year.", False),
        ("Talent shall bring any claim against the Studio within a year.", True),
    ],
)
def test_a_rule_can_ask_whose_claim_it_is(tmp_path: Path, text: str, holds: bool) -> None:
    direction = "direction: {actor: us, unknown: report, of: claim}"
    packs = pack(tmp_path, rule("a.late", f"match: {{regex: claims?\\b.*year}}\n{direction}"))
    assert (found(check(text, packs)) == {"a.late": "medium"}) is holds


def test_what_both_sides_do_weighs_a_step_less_in_legal_rules_alone(tmp_path: Path) -> None:
    packs = pack(tmp_path, words("legal.jury", "trial by jury"), words("scope.ever", "for ever"))
    each = "Each party waives trial by jury, and each party grants the other the right to its name for ever."
    assert found(check(each, packs)) == {"legal.jury": "low", "scope.ever": "medium"}
    assert found(check("You waive trial by jury.", packs)) == {"legal.jury": "medium"}


def test_a_rule_can_leave_out_what_both_sides_do(tmp_path: Path) -> None:
    body = "match: {phrase: trial by jury}\ndirection: {actor: us, mutual: skip}"
    report = check("Each party waives trial by jury.", pack(tmp_path, rule("legal.jury", body)))
    assert found(report) == {}
    assert [hit.reason for hit in report.suppressed] == ["direction"]


def test_a_paper_that_is_not_there(tmp_path: Path) -> None:
    body = "unresolved: {labels: [schedule, exhibit], papers: [privacy policy]}"
    packs = pack(tmp_path, rule("doc.paper", body))
    (finding,) = check("1. Fee. The fee stands in Schedule B.", packs).findings
    assert finding.evidence[0].quote == "Schedule B"
    assert not found(check("1. Fee. The fee stands in Schedule B.\n\nSCHEDULE B\n\nThe fee is $5.", packs))
    assert not found(check("1. Fee. It is paid on schedule.", packs))
    assert found(check("1. Data. Our Privacy Policy applies.", packs))


def test_a_pack_starts_from_another_and_says_a_rule_anew(tmp_path: Path) -> None:
    first = HEAD.replace("pack: small", "pack: first") + "defs: {ever: {phrase: for ever}}\n"
    pack(tmp_path / "first", words("a.one", "for ever"), words("a.two", "in all media"), head=first)
    again = rule("a.one", "match: {ref: ever}\ndirection: {actor: us}", "critical")
    head = "schema: 1\npack: second\nversion: 0.1.0\ntitle: Second\nextends: first\nparties: {us: [Dancer]}\n"
    second = pack(tmp_path / "second", again, head=head)
    assert found(check("Dancer grants the Studio her voice for ever in all media.", second)) == {
        "a.one": "critical",
        "a.two": "medium",
    }
    for order in (("first", "second"), ("second", "first")):
        both = load([tmp_path / name for name in order])
        assert sorted((r.id, r.severity.label) for one in both for r in one.rules) == [
            ("a.one", "critical"),
            ("a.two", "medium"),
        ]
    assert len(cache._family([tmp_path / "second"])) == 2


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ((rule("combo.x", "match: {finding: a.nobody}"),), "no rule 'a.nobody' in this pack"),
        (
            (rule("combo.x", "match: {finding: combo.y}"), rule("combo.y", "match: {finding: combo.x}")),
            "wait for each other",
        ),
        ((rule("a.x", "match: {phrase: x}\nnot: {finding: a.x}"),), "not possible here"),
        ((rule("a.x", "match: {grant: {}}"),), "asks for nothing"),
        ((rule("a.x", "match: {grant: {colour: red}}"),), "unknown key 'colour'"),
        ((rule("a.x", "match: {grant: {purpose: opne}}"),), "'opne' is not possible"),
        ((rule("a.x", "match: {finding: a.x}\nscope: sentence"),), "in the whole document"),
        (
            (rule("a.x", "match: {phrase: x}\nadjust: {when: {clause-has: {phrase: y}}, because: z}"),),
            "either",
        ),
        ((rule("a.x", "match: {phrase: x}\nadjust: {when: {}, shift: 1, because: z}"),), "needs"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, rules: tuple[str, ...], message: str) -> None:
    with pytest.raises(PackError) as raised:
        pack(tmp_path, *rules)
    assert any(message in fault.message for fault in raised.value.faults)


def test_a_circle_of_packs_is_told(tmp_path: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        head = HEAD.replace("pack: small", f"pack: {name}") + f"extends: {other}\n"
        (tmp_path / name).mkdir()
        (tmp_path / name / "pack.yaml").write_text(head)
        (tmp_path / name / "rules.yaml").write_text(f"schema: 1\nrules:\n{words(f'{name}.x', 'x')}")
    with pytest.raises(PackError, match="mistake") as raised:
        load([tmp_path / "one"])
    assert any("in turn" in fault.message for fault in raised.value.faults)
