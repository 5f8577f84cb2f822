"""Where the keys of a settings file stand, in any TOML."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.config import tomlfile
from tests.config.build import wrote


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
