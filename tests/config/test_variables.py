"""Variables → settings."""

from __future__ import annotations

import pytest

from clausecheck import config
from clausecheck.errors import UsageError
from tests.config.build import KEYS


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
