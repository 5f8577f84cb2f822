"""Settings file and variables → settings: which file, which values, and each mistake at its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck import config
from clausecheck.config import Key, Settings, tomlfile
from clausecheck.config.globs import matches
from clausecheck.errors import Fault, SettingsError, UsageError

KEYS = (
    Key("as", "text", default="us"),
    Key("pack", "list", default=("performer",)),
    Key("ignore", "list", default=()),
    Key("jurisdiction", "text", default=""),
    Key("excerpt", "flag", default=False),
    Key("fail-on", "text", choices=("low", "medium", "high", "critical", "never"), default="high"),
    Key("max-score", "number", least=0, most=100),
    Key("max-memory", "whole", least=64, default=2048),
    Key("output", "list", default=()),
    Key("password", "text"),
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, which is no repository."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wrote(folder: Path, text: str, name: str = "clausecheck.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name


def read(folder: Path, text: str, name: str = "clausecheck.toml") -> Settings:
    return config.read(wrote(folder, text, name), KEYS)


def faults(folder: Path, text: str, name: str = "clausecheck.toml") -> tuple[Fault, ...]:
    with pytest.raises(SettingsError) as caught:
        read(folder, text, name)
    return caught.value.faults


# ---------------------------------------------------------------- which file


def test_the_nearest_file_wins_up_to_the_repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = here / "repo" / "a" / "b"
    inner.mkdir(parents=True)
    wrote(here, "")  # above the repository: never
    monkeypatch.chdir(inner)
    (here / "repo" / ".git").write_text("gitdir: elsewhere")  # a worktree has a file
    assert config.find() is None
    top = wrote(here / "repo", "")
    assert config.find() == top
    near = wrote(here / "repo" / "a", "[tool.clausecheck]\n", "pyproject.toml")
    assert config.find() == near
    both = wrote(here / "repo" / "a", "")
    assert config.find() == both


def test_without_a_repository_only_the_current_folder_counts(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = wrote(here, "")
    assert config.find() == own
    (here / "inner").mkdir()
    monkeypatch.chdir(here / "inner")
    assert config.find() is None


def test_a_file_inside_the_checked_folder_is_never_used(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = here / "theirs" / "deep"
    wrote(theirs, "")
    (theirs / "a.txt").write_text("x")
    assert config.find(("theirs", "theirs/deep", "theirs/deep/a.txt")) is None
    monkeypatch.chdir(theirs)
    assert config.find(("..",)) is None
    assert config.find(("a.txt",)) == theirs / "clausecheck.toml"


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("[tool.clausecheck]\nas = 'us'\n", True),
        ("tool.clausecheck.as = 'us'\n", True),
        ("[project]\nname = 'clausecheck'\n", False),
        ("[tool.other]\n", False),
        ("this is no TOML", False),
        ("[tool.clausecheck\n", True),  # meant to be ours: its mistake must be seen
        ("tool = 3 # clausecheck", False),
    ],
)
def test_a_shared_file_is_ours_where_it_has_our_table(here: Path, text: str, ours: bool) -> None:
    file = wrote(here, text, "pyproject.toml")
    assert config.find() == (file if ours else None)


def test_what_is_no_file_is_passed_over(here: Path) -> None:
    (here / "clausecheck.toml").mkdir()
    os.mkfifo(here / "pyproject.toml")
    assert config.find() is None


def test_a_file_of_another_user_is_refused(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    (here / ".git").mkdir()
    file = wrote(here, "")
    (here / "mine").mkdir()
    monkeypatch.chdir(here / "mine")
    assert config.find() == file
    os.chown(file, 12345, 12345)
    with pytest.raises(UsageError, match="another user") as caught:
        config.find()
    assert "--config" in caught.value.hint
    os.chown(here / "mine", 12345, 12345)  # a container: all is of one owner, who is not the one that runs
    assert config.find() == file


# ---------------------------------------------------------------- what it says


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
    (setting,) = config.read(here / "clausecheck.toml", KEYS).settings.values()
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
        config.read(here / "clausecheck.toml", KEYS)
    assert (caught.value.faults[0].line, caught.value.faults[0].message) == (2, "a character is not UTF-8")
    with pytest.raises(SettingsError):
        config.read(here / "gone.toml", KEYS)


def test_paths_are_told_from_the_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "pack = ['performer', './rules', '/abs/rules', '../near']\noutput = ['html=out/a=b.html']\n"
    found = read(here, text).settings
    assert found["pack"].value == ("performer", "./rules", "/abs/rules", "../near")
    (here / "in").mkdir()
    monkeypatch.chdir(here / "in")
    found = config.read(here / "clausecheck.toml", KEYS).settings
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


# ---------------------------------------------------------------- variables


def test_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    found = config.variables(
        KEYS,
        {
            "CLAUSECHECK_FAIL_ON": "low", "CLAUSECHECK_IGNORE": "scope, pay", "CLAUSECHECK_EXCERPT": "Yes",
            "CLAUSECHECK_MAX_SCORE": "2.5", "CLAUSECHECK_MAX_MEMORY": " 64 ", "CLAUSECHECK_AS": "",
            "CLAUSECHECK_PASSWORD": "a,b",
        },
    )  # fmt: skip
    assert {key: each.value for key, each in found.items()} == {
        "ignore": ("scope", "pay"), "excerpt": True, "fail-on": "low", "max-score": 2.5, "max-memory": 64,
    }  # fmt: skip
    assert str(found["fail-on"].origin) == "CLAUSECHECK_FAIL_ON"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("FAIL_ON", "hihg", "'high'"),
        ("EXCERPT", "maybe", "yes or no"),
        ("MAX_SCORE", "much", "a number"),
        ("MAX_SCORE", "nan", "not possible"),
        ("MAX_MEMORY", "64.5", "a whole number"),
    ],
)
def test_a_wrong_variable_is_named(name: str, text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        config.variables(KEYS, {f"CLAUSECHECK_{name}": text})
    assert caught.value.where == f"CLAUSECHECK_{name}"
    assert said in f"{caught.value.message} {caught.value.hint}"


def test_a_variable_that_is_nearly_ours() -> None:
    environ = {
        "CLAUSECHECK_FAIL_NO": "x",
        "CLAUSECHECK_CACHE": "off",
        "CLAUSECHECK_AS": "us",
        "CLAUSECHECK_XYZ_QRS": "",
    }
    assert [name for name, _ in config.strange(KEYS, environ)] == ["CLAUSECHECK_FAIL_NO"]


# ---------------------------------------------------------------- places in any TOML


def test_places_in_awkward_toml(here: Path) -> None:
    text = '''\
"a" = """
b = 1 # ]
"" \\"""" # x
'c' = ["]", '#', [1,
  # d = 1
  2]]
e . "f" . g = {x = "}\\"", y = [1]}
[h]
  i = \'\'\'
[j]
'\'\'\' # no
[[k.l]]
m = 1
[k.l.n]
o = 1
[[k.l]]
m = 2
'''
    file = tomlfile.load(wrote(here, text), "x")
    lines = {".".join(map(str, trail)): file.line(trail) for trail in file.spots}
    assert lines == {
        "a": 1, "c": 4, "e": 7, "e.f": 7, "e.f.g": 7, "h": 8, "h.i": 9,
        "k.l": 12, "k.l.0": 12, "k.l.0.m": 13, "k.l.0.n": 14, "k.l.0.n.o": 15, "k.l.1": 16, "k.l.1.m": 17,
    }  # fmt: skip
    assert file.fault(("e", "f", "g"), "", value=True).column == 15
    assert file.fault(("e", "f", "g", "x"), "").column == 15


_TEXTS = st.text("a\"'#[]{}=\\\n .", max_size=6)


def _written(value: object, draw_literal: bool) -> str:
    import json

    if isinstance(value, list):
        return "[" + ",\n # ] '\n".join(_written(each, draw_literal) for each in value) + "]"
    text = str(value)
    if draw_literal and "'" not in text and "\n" not in text:
        return f"'{text}'"
    if draw_literal and "'" not in text:
        return f"'''\n{text}'''"
    return json.dumps(text)


_ENTRIES = st.tuples(
    st.one_of(_TEXTS, st.lists(_TEXTS, max_size=3)), st.booleans(), st.sampled_from(["", "[t{}]", "[[l]]"])
)


@given(st.lists(_ENTRIES, min_size=1, max_size=6))
def test_every_key_is_found_where_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[object, bool, str]]
) -> None:
    lines: list[str] = []
    expected: dict[str, int] = {}
    for at, (value, literal, head) in enumerate(entries):
        if head:
            lines.append(head.format(at))
        expected[f"k{at}"] = len("\n".join(lines).split("\n")) + 1 if lines else 1
        lines.append(f"k{at} = {_written(value, literal)} # '[")
    folder = tmp_path_factory.mktemp("toml")
    file = tomlfile.load(wrote(folder, "\n".join(lines)), "x")
    found = {str(trail[-1]): file.line(trail) for trail in file.spots if str(trail[-1]).startswith("k")}
    assert found == expected
