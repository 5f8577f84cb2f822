"""pytest plugin: a rule pack's own repository tests its rules, one test a rule.

    pytest --clausecheck-pack rules/mine

or, in the configuration of pytest, ``clausecheck_pack = ["rules/mine"]``. Every pytest run imports this page
where clausecheck is installed, so it does nothing, and imports nothing, until one of the two is there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_OPTION, _SETTING = "--clausecheck-pack", "clausecheck_pack"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option and the setting."""
    group = parser.getgroup("clausecheck", "rule packs of clausecheck")
    group.addoption(
        _OPTION, action="append", default=[], metavar="DIR", help="test the rules of this pack (repeat)"
    )
    parser.addini(_SETTING, "folders of rule packs whose rules are tested", type="paths", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Where packs are named: test them too, unless other tests were asked for by name."""
    typed = [config.invocation_params.dir / Path(name) for name in config.getoption(_OPTION)]
    settled = [Path(path) for path in config.getini(_SETTING)]
    if not typed and not settled:
        return
    from clausecheck.rulepack.pytest_items import Packs

    folders = [folder.resolve() for folder in (*typed, *settled)]
    for folder in folders:
        if not any(folder.rglob("pack.yaml")):
            import pytest

            raise pytest.UsageError(f"no rule pack in {folder}: there is no pack.yaml")
    config.pluginmanager.register(Packs(folders), "clausecheck-packs")
    asked_for = config.args_source is type(config).ArgsSource.ARGS
    given = {(config.invocation_params.dir / argument).resolve() for argument in config.args}
    wanted = typed if asked_for else [*typed, *settled]
    config.args += [
        str(folder) for folder in wanted if not given & {folder.resolve(), *folder.resolve().parents}
    ]
