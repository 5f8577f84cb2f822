"""Rule files → packs: what is right is taken, what is wrong is named with its line, column and way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck.errors import Fault, PackError, UsageError
from clausecheck.model import AnyOf, Confidence, Near, Phrase, Regex, Severity, Tokens
from clausecheck.rulepack import cached, find, shipped
from clausecheck.rulepack.load import load

PACK = """\
schema: 1
pack: trial
version: 0.1.0
title: A trial pack
parties: {us: [you], them: [we]}
defs:
  forever: {phrase: for ever}
"""

RULE = """\
schema: 1
rules:
  - id: scope.perpetual
    title: They can use you for ever
    severity: critical
    confidence: high
    match:
      any:
        - phrase: in perpetuity
        - regex: '\\bperpetual(?:ly)?\\b'
        - ref: forever
        - near: {a: {phrase: term}, b: {phrase: unlimited}, within: 3}
        - tokens: [{LOWER: no}, {LOWER: {IN: [end, limit]}}]
    why: You cannot take it back.
    ask: Can it be two years?
    examples:
      match: You give it to us in perpetuity.
      no-match:
        - {text: We shall not use it in perpetuity., because: negation}
"""


def folder(home: Path, rules: str, pack: str = PACK) -> Path:
    (home / "pack.yaml").write_text(pack, encoding="utf-8")
    (home / "rules.yaml").write_text(rules, encoding="utf-8")
    return home


def faults(home: Path, rules: str, pack: str = PACK) -> tuple[Fault, ...]:
    with pytest.raises(PackError) as raised:
        load([folder(home, rules, pack)])
    return raised.value.faults


def test_a_rule_is_read_whole(tmp_path: Path) -> None:
    (pack,) = load([folder(tmp_path, RULE)])
    (rule,) = pack.rules
    assert (rule.id, rule.severity, rule.confidence) == (
        "scope.perpetual",
        Severity.CRITICAL,
        Confidence.HIGH,
    )
    assert isinstance(rule.match, AnyOf)
    kinds = [type(part) for part in rule.match.patterns]
    assert kinds == [Phrase, Regex, Phrase, Near, Tokens]
    assert getattr(rule.match.patterns[2], "text", "") == "for ever"  # the def, put in its place
    assert [example.match for example in rule.examples] == [True, False]
    assert (pack.us, pack.them) == (("you",), ("we",))


def test_yaml_no_stays_the_word_no(tmp_path: Path) -> None:
    (pack,) = load([folder(tmp_path, RULE)])
    assert isinstance(pack.rules[0].match, AnyOf)
    tokens = pack.rules[0].match.patterns[-1]
    assert isinstance(tokens, Tokens)
    assert '"no"' in tokens.json


MISTAKES = [
    ("severity: critical", "severity: critcal", "'critcal' is not possible here", "critical"),
    ("    why:", "    wy:", "unknown key 'wy'", "why"),
    ("    ask: Can it be two years?\n", "", "no 'ask'", "required"),
    ("phrase: in perpetuity", "phrase: in .* perpetuity", "a phrase is literal", "regex"),
    ("'\\bperpetual(?:ly)?\\b'", "'\\bperpetual(ly'", "not valid", ""),
    ("'\\bperpetual(?:ly)?\\b'", "'(perpetual)?'", "matches the empty string", ""),
    ("ref: forever", "ref: forevr", "no pattern is named 'forevr'", "forever"),
    ("{LOWER: no}", "{LEMMA: no}", "trained model", "LOWER"),
    ("{LOWER: no}", "{LOVER: no}", "unknown token key 'LOVER'", "LOWER"),
    ("within: 3", "within: three", "expected a whole number", ""),
    ("because: negation", "because: negotiation", "'negotiation' is not possible", "negation"),
    ("id: scope.perpetual", "id: Scope Perpetual", "not a rule id", "category.name"),
    ("    match:\n", "    absent: {expect: x}\n    match:\n", "exactly one of", ""),
    ("any:", "all: [{phrase: x}]\n      any:", "exactly one of", ""),
    ("title: They", "id: scope.x\n    title: They", "'id' stands here twice", ""),
]


@pytest.mark.parametrize(("right", "wrong", "message", "hint"), MISTAKES)
def test_a_mistake_has_its_place_and_a_way_out(
    tmp_path: Path, right: str, wrong: str, message: str, hint: str
) -> None:
    assert right in RULE
    found = faults(tmp_path, RULE.replace(right, wrong, 1))
    fault = next(fault for fault in found if message in fault.message)
    assert hint in fault.hint
    assert fault.path.endswith("rules.yaml")
    line = RULE.replace(right, wrong, 1).split("\n")[fault.line - 1]
    assert fault.source == line
    assert 1 <= fault.column <= len(line) + 1


def test_every_mistake_of_every_file_is_shown_at_once(tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text(RULE.replace("phrase: in", "phrse: in"), encoding="utf-8")
    found = faults(tmp_path, RULE.replace("critical", "awful").replace("why", "wy"), PACK + "colour: red\n")
    assert {Path(fault.path).name for fault in found} == {"pack.yaml", "rules.yaml", "more.yaml"}
    assert len(found) >= 5
    assert list(found) == sorted(found, key=lambda f: (f.path, f.line, f.column))


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("schema: 1\nrules: [\n", "not YAML"),
        ("", "empty"),
        ("schema: 2\nrules: []\n", "schema 2 is not known"),
        ("schema: 1\nrules: []\n", "has no rules"),
        ("- 1\n", "expected a rule file"),
        ("schema: 1\nrules:\n\t- x\n", "not YAML"),
    ],
)
def test_a_file_that_is_no_rule_file(tmp_path: Path, rules: str, message: str) -> None:
    assert any(message in fault.message for fault in faults(tmp_path, rules))


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    folder(tmp_path, RULE)
    (tmp_path / "rules.yaml").write_bytes(RULE.encode().replace(b"two", b"tw\xff"))
    with pytest.raises(PackError, match="1 mistake"):
        load([tmp_path])


def test_an_id_stands_once_in_all_packs(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for home in (one, two):
        home.mkdir()
        folder(home, RULE)
    with pytest.raises(PackError) as raised:
        load([one, two])
    assert "taken" in raised.value.faults[0].message
    assert "one" in raised.value.faults[0].hint


def test_a_def_that_refers_to_itself(tmp_path: Path) -> None:
    found = faults(tmp_path, RULE, PACK.replace("{phrase: for ever}", "{ref: forever}"))
    assert any("refers to itself" in fault.message for fault in found)


def test_an_unknown_pack_names_the_nearest() -> None:
    with pytest.raises(UsageError) as raised:
        find("performr")
    assert "performer" in raised.value.hint


def test_the_cache_gives_the_same_pack_and_notices_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAUSECHECK_CACHE", str(tmp_path / "cache"))
    home = tmp_path / "pack"
    home.mkdir()
    folder(home, RULE)
    first = cached([home], "1")
    (kept,) = (tmp_path / "cache").glob("*.cache")
    assert cached([home], "1") == first
    folder(home, RULE.replace("two years", "one year"))
    assert "one year" in cached([home], "1")[0].rules[0].ask
    kept.write_text("{", encoding="utf-8")  # a torn file is made again
    assert "one year" in cached([home], "1")[0].rules[0].ask
    folder(home, RULE.replace("critical", "awful"))
    with pytest.raises(PackError):
        cached([home], "1")


def test_shipped_packs_are_cached_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_CACHE", str(tmp_path))
    homes = [shipped() / "core", shipped() / "performer"]
    assert cached(homes, "1") == cached(homes, "1")
    assert list(tmp_path.glob("*.cache"))
    monkeypatch.setenv("CLAUSECHECK_CACHE", "off")
    assert [len(pack.rules) for pack in cached(homes, "1")] == [len(pack.rules) for pack in load(homes)]
