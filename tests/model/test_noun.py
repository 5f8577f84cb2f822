"""Our NamedTuple is that of typing, but for what its annotations are."""

from __future__ import annotations

import pickle
import typing

import pytest

from clausecheck.model import noun


class Ours(noun.NamedTuple):
    """A place."""

    page: int
    line: int = 1
    note: str | None = None

    @property
    def both(self) -> tuple[int, int]:
        return self.page, self.line

    @classmethod
    def first(cls) -> Ours:
        return cls(1)

    def __str__(self) -> str:
        return f"page {self.page}"


class Theirs(typing.NamedTuple):
    """A place."""

    page: int
    line: int = 1
    note: str | None = None


def test_it_is_made_like_theirs() -> None:
    assert tuple(Ours(3)) == tuple(Theirs(3)) == (3, 1, None)
    assert repr(Ours(3, note="x")) == repr(Theirs(3, note="x")).replace("Theirs", "Ours")
    for name in ("_fields", "_field_defaults", "__doc__", "__module__"):
        assert getattr(Ours, name) == getattr(Theirs, name)
    assert typing.get_type_hints(Ours) == typing.get_type_hints(Theirs)


def test_it_has_its_methods() -> None:
    assert Ours(3, 4).both == (3, 4)
    assert Ours.first() == (1, 1, None)
    assert str(Ours(3)) == "page 3"
    assert Ours(3)._replace(line=7) == (3, 7, None)


def test_it_can_be_sent_and_not_changed() -> None:
    assert pickle.loads(pickle.dumps(Ours(2))) == Ours(2)
    with pytest.raises(AttributeError):
        Ours(2).page = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        Ours()  # type: ignore[call-arg]


def test_fields_without_a_default_come_first() -> None:
    with pytest.raises(TypeError, match="without a default"):
        exec("class Bad(noun.NamedTuple):\n    a: int = 1\n    b: int")
