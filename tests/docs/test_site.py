"""The site: built without a warning, every page in the menu, nothing asked for from elsewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from clausecheck.rulepack import folders
from clausecheck.rulepack.load import load
from docs.make_site import PACKS as NAMED
from docs.make_site import stage
from docs.rule_pages import NAMES, pages
from tests.docs import blocks

ROOT = Path(__file__).resolve().parents[2]
PACKS = load(folders(NAMED))
FETCHED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "video": "src"}


def menu() -> set[str]:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    return set(re.findall(r": ([\w/-]+\.md)$", text, re.M))


def test_every_page_is_in_the_menu() -> None:
    written = {path.name for path in blocks.pages(ROOT)} - {"README.md"}
    made = {"commands.md", "changes.md"} | {f"rules/{name}" for name in pages(PACKS)}
    assert menu() == written | made


def test_every_category_has_a_name() -> None:
    assert set(NAMES) == {rule.category for pack in PACKS for rule in pack.rules}


def test_the_reference_has_every_rule_with_what_it_says() -> None:
    made = pages(PACKS)
    for pack in PACKS:
        for rule in pack.rules:
            page = made[f"{rule.category}.md"]
            assert page.count(f"{{#{rule.id}}}") == 1
            assert f"`{rule.id}` · {rule.severity.label} · {rule.confidence.label} confidence" in page
            assert f"({rule.category}.md#{rule.id})" in made["index.md"]
        for noun, page in [(n, "law.md") for n in pack.laws] + [(n, "promise.md") for n in pack.promises]:
            assert made[page].count(f"{{#{noun.id}}}") == 1
    assert "**Related law:** [California: the three-part test" in made["ai.md"]
    assert re.search(r"^- .*, as of 20\d\d-\d\d-\d\d$", made["scope.md"], re.M)


def test_a_rule_cannot_break_its_page() -> None:
    pack = PACKS[-1]
    wicked = pack.rules[0]._replace(title="<script>alert(1)</script> | [x](javascript:1)", why="`*_<b>")
    made = pages([pack._replace(rules=(wicked,), laws=(), promises=())])
    for text in made.values():
        assert not re.search(r"(?<!\\)<(?:script|b)", text)
        assert "](javascript" not in text.replace("\\]", "")


@pytest.mark.parametrize("page", blocks.pages(ROOT), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    made = {"commands.md", "changes.md"} | {f"rules/{name}" for name in pages(PACKS)}
    for link in re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", text):
        target = (link[0] or link[1]).split("#")[0]
        if not target or target.startswith(("https://", "schemas/")):
            continue
        assert (page.parent / target).exists() or target in made, target


class Fetched(HTMLParser):
    """What a page asks a server for when it is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "link" and said.get("rel") in ("canonical", "next", "prev", "alternate"):
            return
        self.addresses.append(said.get(FETCHED.get(tag, "")) or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    zensical = shutil.which("zensical", path=str(Path(sys.executable).parent)) or shutil.which("zensical")
    if zensical is None:
        pytest.skip("Zensical is not installed: make docs")
    home = tmp_path_factory.mktemp("site")
    stage(home / "build" / "docs")
    shutil.copy(ROOT / "mkdocs.yml", home)
    done = subprocess.run(
        [zensical, "build", "--strict"], cwd=home, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return home / "site"


@pytest.mark.slow
def test_the_site_asks_for_nothing_from_elsewhere(site: Path) -> None:
    shown = list(site.rglob("*.html"))
    assert len(shown) >= len(menu())
    for page in shown:
        reader = Fetched()
        reader.feed(page.read_text("utf-8"))
        assert [address for address in reader.addresses if re.match(r"(?:https?:)?//", address)] == [], page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import )[\"']?(?:https?:)?//", sheet.read_text("utf-8")), sheet


@pytest.mark.slow
def test_the_site_holds_the_schemas(site: Path) -> None:
    import json

    named = set(re.findall(r"\]\((schemas/[\w.-]+)\)", (ROOT / "docs" / "formats.md").read_text("utf-8")))
    assert {f"schemas/{path.name}" for path in (site / "schemas").glob("*.json")} == named
    for name in named:
        assert json.loads((site / name).read_text("utf-8"))["$schema"]
