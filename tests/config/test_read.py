"""Settings file → settings, and each mistake at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck.config.globs import matches
from clausecheck.config.read import read as read_settings
from clausecheck.errors import Fault, SettingsError
from tests.config.build import KEYS, read


def faults(folder: Path, text: str, name: str = "clausecheck.toml") -> tuple[Fault, ...]:
    with pytest.raises(SettingsError) as caught:
        read(folder, text, name)
    return caught.value.faults


def test_values_and_their_lines(here: Path) -> None:
    found = read(
        here,
        '# ours\n\nas = "Bell Film, LLC"\nignore = "scope, pay"\njurisdiction = ["US-CA", "EU"]\n'
        "max-score = 60\nmax-memory = 4_096\nexcerpt = true\n",
    )
    values = {key: (each.value, each.origin.line) for key, each in found.settings.items()}
    assert values == {
        "as": ("Bell Film, LLC", 3),
        "ignore": (("scope", "pay"), 4),
        "jurisdiction": ("US-CA,EU", 5),
        "max-score": (60, 6),
        "max-memory": (4096, 7),
        "excerpt": (True, 8),
    }
    assert str(found.settings["as"].origin) == "clausecheck.toml:3"


def test_a_byte_order_mark_and_windows_line_ends(here: Path) -> None:
    (here / "clausecheck.toml").write_bytes(b"\xef\xbb\xbf# x\r\nas = 'any'\r\n")
    (setting,) = read_settings(here / "clausecheck.toml", KEYS).settings.values()
    assert (setting.value, setting.origin.line) == ("any", 2)


def test_the_table_of_a_shared_file(here: Path) -> None:
    text = "[project]\nas = 3\n[tool.clausecheck]\nas = 'any'\n[[tool.clausecheck.overrides]]\nfiles='x'\n"
    found = read(here, text, "pyproject.toml")
    assert [(each.value, each.origin.line) for each in found.settings.values()] == [("any", 4)]
    assert [(each.files, each.origin.line) for each in found.overrides] == [(("x",), 5)]


WRONG = [
    ("fial-on = 'low'", "1:1", "unknown key 'fial-on'", "fail-on"),
    ("fail_on = 'low'", "1:1", "unknown key 'fail_on'", "fail-on"),
    ("zzz = 1", "1:1", "unknown key 'zzz'", "the keys: as, pack"),
    ("# x\n  fail-on = 'lwo'", "2:13", "'lwo' is not possible", "low"),
    ("as = 3", "1:6", "as: expected some text", ""),
    ("ignore = ['a', 3]", "1:10", "ignore: expected a list of texts", ""),
    ("excerpt = 'yes'", "1:11", "expected true or false, got text", ""),
    ("excerpt = 1", "1:11", "expected true or false, got a number", ""),
    ("max-score = true", "1:13", "expected a number, got true or false", ""),
    ("max-score = 101", "1:13", "101 is not possible", "from 0 to 100"),
    ("max-score = nan", "1:13", "not possible", ""),
    ("max-score = inf", "1:13", "not possible", ""),
    ("max-score = 1979-05-27", "1:13", "got a date or time", ""),
    ("max-memory = 64.5", "1:14", "expected a whole number", ""),
    ("max-memory = 3", "1:14", "3 is not possible", "64 or more"),
    ('as = "a\\u0000b"', "1:6", "cannot be printed", ""),
    ("password = 'x'", "1:1", "unknown key 'password'", ""),
    ("[as]\nx = 1", "1:1", "as: expected some text in quotes, got a table", ""),
    ("[check]\nas = 'us'", "1:1", "unknown key 'check'", ""),
    ("as = us", "1:6", "no TOML: invalid value", "quotes"),
    ("as = 'us'\nas = 'any'", "2:11", "cannot overwrite a value", ""),
    ("as = '", "1:7", "no TOML", ""),
    ("overrides = 3", "1:1", "expected a list of tables", "[[overrides]]"),
    ("[overrides]\nfiles = 'x'", "1:1", "expected a list of tables", "[[overrides]]"),
    ("[[overrides]]\nas = 'us'", "1:1", "needs files", ""),
    ("[[overrides]]\nfiles = [1]", "2:9", "needs files", ""),
    ("[[overrides]]\nfiles = '../x'", "2:9", "'../x' fits nothing", "/"),
    ("[[overrides]]\nfiles = 'x'\nfial = 1", "3:1", "unknown key 'fial'", "files"),
    ("[[overrides]]\nfiles = 'x'\n\nfail-on = 'low'", "4:1", "cannot differ", "above"),
    ("[[overrides]]\nfiles = 'x'\n[[overrides]]\nfiles = 'y'\nas = 1", "5:6", "as: expected", ""),
    ("overrides = [{files = 'x', as = 1}]", "1:13", "as: expected", ""),
    ("overrides = [1]", "1:13", "expected a table", ""),
    ("output = ['html=../../.profile']", "1:10", "outside the folder", "--output"),
    ("output = ['html=/tmp/x']", "1:10", "outside the folder", "--output"),
    ("x = " + "[" * 100_000, "1:1", "too many brackets", ""),
    ("x = " + "9" * 10_000, "1:1", "number is too long", ""),
    ("#" * (1 << 20) + "\n", "1:1", "larger than a megabyte", ""),
]


@pytest.mark.parametrize(("text", "place", "said", "hint"), WRONG, ids=[each[0][:30] for each in WRONG])
def test_a_mistake_is_shown_at_its_place(here: Path, text: str, place: str, said: str, hint: str) -> None:
    fault = faults(here, text)[0]
    assert f"{fault.line}:{fault.column}" == place
    assert said in fault.message
    assert hint in fault.hint


def test_all_mistakes_at_once_in_their_order_but_not_a_thousand(here: Path) -> None:
    found = faults(here, "[[overrides]]\nfiles = 'x'\nas = 3\n[b]\n[a]\n")
    assert [fault.line for fault in found] == [3, 4, 5]
    many = "\n".join(f"key{at} = 1" for at in range(5000))
    assert len(faults(here, many)) == 20


def test_a_file_that_is_not_utf8_or_cannot_be_opened(here: Path) -> None:
    (here / "clausecheck.toml").write_bytes(b"as = 'us'\n# fa\xe7ade\n")
    with pytest.raises(SettingsError) as caught:
        read_settings(here / "clausecheck.toml", KEYS)
    assert (caught.value.faults[0].line, caught.value.faults[0].message) == (2, "a character is not UTF-8")
    with pytest.raises(SettingsError):
        read_settings(here / "gone.toml", KEYS)


def test_paths_are_told_from_the_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "pack = ['performer', './rules', '/abs/rules', '../near']\noutput = ['html=out/a=b.html']\n"
    found = read(here, text).settings
    assert found["pack"].value == ("performer", "./rules", "/abs/rules", "../near")
    (here / "in").mkdir()
    monkeypatch.chdir(here / "in")
    found = read_settings(here / "clausecheck.toml", KEYS).settings
    assert found["pack"].value == ("performer", ".././rules", "/abs/rules", "../../near")
    assert found["output"].value == ("html=../out/a=b.html",)


def test_a_link_does_not_lead_output_out_of_the_folder(here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / "out").symlink_to(here)
    assert "outside" in faults(here / "in", "output = ['html=out/a.html']")[0].message


# ---------------------------------------------------------------- overrides


def test_the_later_override_wins_key_by_key(here: Path) -> None:
    found = read(
        here,
        "ignore = ['pay']\n"
        "[[overrides]]\nfiles = ['templates/**']\nignore = ['scope']\njurisdiction = 'EU'\n"
        "[[overrides]]\nfiles = ['templates/us/**', '*.draft.txt']\njurisdiction = 'US-CA'\n",
    )

    def own(path: str) -> dict[str, object]:
        return {key: each.value for key, each in found.own(path).items()}

    assert own("a.txt") == {}
    assert own("templates/uk/a.txt") == {"ignore": ("scope",), "jurisdiction": "EU"}
    assert own("templates/us/a.txt") == {"ignore": ("scope",), "jurisdiction": "US-CA"}
    assert own("old/a.draft.txt") == {"jurisdiction": "US-CA"}
    assert own(str(here / "templates" / "a.txt"))["jurisdiction"] == "EU"
    assert own("templates/../a.txt") == {}
    assert own("../templates/us/a.txt") == {}
    assert own("-") == {}


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("**", "a/b", True),
        ("a/**", "a", False),
        ("a/**", "a/b/c", True),
        ("a/**/c", "a/c", True),
        ("a/**/c", "a/b/b/c", True),
        ("**/c", "c", True),
        ("/a", "a", True),
        ("/a", "b/a", False),
        ("a/", "b/a/c", True),
        ("./a/*", "a/b", True),
        ("a/*", "b/a/c", False),
        ("a?", "ab", True),
        ("A", "a", False),
        ("[ab].txt", "b.txt", True),
        ("a/b", "a/b/c/d", True),
        ("a\n", "a", False),
    ],
)
def test_patterns(pattern: str, path: str, fits: bool) -> None:
    assert matches(pattern, path.split("/")) is fits


def test_no_pattern_takes_for_ever() -> None:
    assert not matches("*a" * 40 + "/**/" * 40 + "b", ["a" * 200] * 200)
    assert not matches("**/a/" * 60 + "b", ["a"] * 400)


@pytest.mark.parametrize("text", ["", "[tool.other]\n", "tool = 3\n", "[tool]\nclausecheck = 3\n"])
def test_a_shared_file_that_was_named_must_have_our_table(here: Path, text: str) -> None:
    (fault,) = faults(here, text, "pyproject.toml")
    assert "no table [tool.clausecheck]" in fault.message
