"""Environment → settings: ``CLAUSECHECK_FAIL_ON=critical``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from clausecheck.config.keys import Key, Wrong, from_text
from clausecheck.config.settings import Origin, Setting
from clausecheck.errors import UsageError

PREFIX = "CLAUSECHECK_"
# Read elsewhere: the cache of rules, our own mistakes, the data of the tests.
_OTHERS = frozenset((PREFIX + "CACHE", PREFIX + "DEBUG", PREFIX + "DATA"))
# Read by the command itself: which file is read, and a secret that must not be shown.
BY_THE_COMMAND = frozenset(("config", "password"))


def name_of(key: str) -> str:
    """``fail-on`` → ``CLAUSECHECK_FAIL_ON``."""
    return PREFIX + key.upper().replace("-", "_")


def variables(keys: Iterable[Key], environ: Mapping[str, str]) -> dict[str, Setting]:
    """What the variables set; an empty one sets nothing.

    Raises:
        UsageError: a value is none for its key.
    """
    found: dict[str, Setting] = {}
    for key in keys:
        name = name_of(key.name)
        text = environ.get(name, "")
        if not text.strip() or key.name in BY_THE_COMMAND:
            continue
        value = from_text(key, text)
        if isinstance(value, Wrong):
            raise UsageError(value.message, value.hint, name)
        found[key.name] = Setting(value, Origin("variable", name))
    return found


def strange(keys: Iterable[Key], environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Variables that look like ours and are none, each with a hint where one of ours is much like it."""
    known = [name_of(key.name) for key in keys]
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known and name not in _OTHERS:
            from clausecheck.errors import nearest

            shorts = [each.removeprefix(PREFIX) for each in known]  # with it all would be alike
            if hint := nearest(name.removeprefix(PREFIX), shorts):
                yield name, hint.replace("'", f"'{PREFIX}", 1)
