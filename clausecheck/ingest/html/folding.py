"""Page → what is only folded away: menus, tabs, answers, dialogs that a reader opens.

Text that is not shown at first, but by a click, a tick or a script, is no hidden text. Something must be
there that can show it: a control that names it (WAI-ARIA, Bootstrap), a rule for what is ticked or pointed
at, or a script together with a name that frameworks give to such parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from clausecheck.ingest.html.tree import Element, Event

# Why text that is not shown may do no harm: whether it does is judged by its words.
Gentle: TypeAlias = Literal["", "reader", "service"]

# Names of parts that open, in Bootstrap, Foundation, jQuery UI, Webflow, Elementor, AOS and WOW.
_FOLDS = re.compile(
    r"accordion|collaps|expand|toggle|tab-?(?:pane|panel|content|s\b)|faq|dropdown|drop-down|sub-?menu|"
    r"mega-?menu|\bmenu\b|nav\b|modal|pop-?up|popover|dialog|lightbox|overlay|drawer|off-?canvas|tooltip|"
    r"spoiler|read-?more|carousel|\bslide\b|reveal|fade|\baos|\bwow\b|elementor-invisible|lazy"
)
_ROLES = frozenset("tabpanel dialog alertdialog menu tooltip listbox search".split())
# Names of what speaks to the visitor of a page, not to the reader of a contract: notes of a form, of consent
# to cookies (OneTrust, Cookiebot, CookieYes), the line that mail programs show beside the subject.
_SERVICE = re.compile(
    r"cookie|consent|gdpr|onetrust|\bcky|\bcmp\b|error|success|warning|\balert|toast|loading|loader|spinner|"
    r"help|lang|locale|no-?js|pre-?header|preview-?text|print"
)
# Classes for screen readers: Bootstrap, WordPress, Foundation, Angular, Drupal, GitHub.
_READERS = re.compile(
    r"sr-only|(?:visually|accessib\w+)-?hidden|screen-?reader|show-for-sr|a11y|assistive|element-invisible|"
    r"off-?screen|skip-?(?:link|nav|to)"
)
_TARGETS = frozenset("aria-controls data-target data-bs-target popovertarget commandfor".split())
_OPENERS = frozenset("data-toggle data-bs-toggle aria-expanded aria-selected".split())
_DATA = re.compile(r"json|template|text/(?:plain|x-)")


class Controls:
    """What a page can do: whether it has scripts, and which parts its controls name."""

    def __init__(self, events: Iterable[Event], scripted: bool = True) -> None:
        """``scripted``: scripts of the page run; in an e-mail none does."""
        self.scripts = False
        self._named: set[str] = set()
        for element in events:
            if isinstance(element, Element):
                self._note(element, scripted)

    def _note(self, element: Element, scripted: bool) -> None:
        script = element.tag == "script" and not _DATA.search(element.get("type"))
        if scripted and (script or any(name.startswith("on") for name in element.attributes)):
            self.scripts = True
        for name in _TARGETS & element.attributes.keys():
            self._named.update(target.lstrip("#") for target in element.get(name).split())
        opens = element.get("role") == "tab" or not _OPENERS.isdisjoint(element.attributes)
        if opens and element.tag == "a" and element.get("href").startswith("#"):
            self._named.add(element.get("href")[1:])

    def shows(self, element: Element) -> bool:
        """Whether a reader, or a script as the page opens, can show what this element hides."""
        if element.get("hidden").lower() == "until-found" or element.tag == "dialog":
            return True
        if not self.scripts:
            return False
        if element.tag in ("html", "body"):
            return True  # until the page has loaded: against flicker, and against clickjacking
        if element.id in self._named or element.get("role") in _ROLES:
            return True
        return bool(_FOLDS.search(_names(element))) or "data-aos" in element.attributes


def gentle(element: Element) -> Gentle:
    """Whether the element's names say that it is for screen readers, or for visitors."""
    names = _names(element)
    if _READERS.search(names):
        return "reader"
    return "service" if _SERVICE.search(names) or element.get("role") in ("alert", "status") else ""


def _names(element: Element) -> str:
    """Its own names and those of the part that it stands in: ``<div class="tabs"><div>``."""
    around = element.parent
    near = (element,) if around is None or around.tag in ("body", "html") else (element, around)
    return " ".join(name for each in near for name in (each.id, *each.classes)).lower()[:500]
