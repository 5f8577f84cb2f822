"""File → Document, for e-mail: the message and what is attached to it, as one document.

A message within the message is read in the same way. What cannot be read counts as an unread page, so that
the report says so; what nobody signs (a small picture, a signature, an appointment) is only named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from clausecheck.errors import ReadError
from clausecheck.ingest import charset, html, join, source, text
from clausecheck.ingest.mail import parts
from clausecheck.ingest.mail.parts import Letter, Part
from clausecheck.model import Document, Line, Mark, Notice, Page
from clausecheck.model.noun import NamedTuple

Reader: TypeAlias = Callable[[str, bytes], Document]

MOST = 50  # files of one e-mail, those of messages within it too
SMALL = 20_000  # bytes; pictures of this size are logos and buttons
# What comes with a message and holds no agreement: signatures, appointments, visiting cards.
_NAMED_ONLY = re.compile(
    r"application/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-keys|ics)|text/(?:calendar|(?:x-)?vcard|css)"
)
_NAMED_FILES = (".p7s", ".ics", ".vcf", ".asc", ".css")
_SECRET = "-----BEGIN PGP MESSAGE"
_WORD = re.compile(r"[^\W_]{2,}")
_BOX = re.compile(rb"\n\r?\nFrom [^\n]{3,200}\d{4}\r?\n[A-Za-z][A-Za-z0-9-]{1,40}:")
_ALIKE = 0.95  # share of a page's words that its twin in plain text has, from which it says the same


def read(path: str, data: bytes, reader: Reader) -> Document:
    """Read a message; ``reader`` reads what is attached, whatever its kind: the name, the contents.

    Raises:
        ReadError: damaged, empty, unsupported.
    """
    if data.startswith(b"From ") and _BOX.search(data):
        hint = "save the message that counts as a file of its own (.eml)"
        raise ReadError("unsupported", "This is a mailbox with several messages", hint, path)
    documents: list[Document] = []
    names: list[str] = []
    ahead: list[tuple[str, bytes, int]] = [(path, data, 0)]
    while ahead:
        name, contents, depth = ahead.pop()
        if len(documents) >= MOST:
            documents.append(join.unread(_too_many(name)))
            names.append(name)
            break
        for each, found in _open(name, contents, depth, reader, ahead):
            names.append(each)
            documents.append(found)
    if not any(document.text.strip() for document in documents) and len(documents) == 1:
        raise ReadError("empty", "The e-mail is empty", "ask for it again", path)
    whole = documents[0] if len(documents) == 1 else join.join(path, documents, names)
    return whole._replace(path=path, format="mail", sha256=source.digest(data))


def _open(
    name: str, contents: bytes, depth: int, reader: Reader, ahead: list[tuple[str, bytes, int]]
) -> Iterator[tuple[str, Document]]:
    """A message and its files; messages within it go ``ahead``."""
    try:
        letter = parts.read(name, contents)
    except ReadError as error:
        if not depth:
            raise
        yield name, join.unread(error, "mail", source.digest(contents))
        return
    files = [part for part in letter.parts if part.attached and not _named_only(part)]
    yield name, _message(name, contents, letter)
    inner = [(f"{name} › {each}", data, depth + 1) for each, data in letter.letters]
    taken: dict[str, int] = {}
    for part in files[:MOST]:
        count = taken[part.name] = taken.get(part.name, 0) + 1
        called = f"{name} › {part.name}" + (f" ({count})" if count > 1 else "")
        data = _as_file(part)
        if _is_mail(called, data):
            inner.append((called, data, depth + 1))
        else:
            yield called, _attached(called, data, reader)
    for each, data, deep in inner:
        if deep > parts.DEPTH:
            yield each, join.unread(_too_many(each), "mail", source.digest(data))
    ahead += reversed([each for each in inner if each[2] <= parts.DEPTH])
    if len(files) > MOST or letter.cut:
        yield f"{name} › …", join.unread(_too_many(name))


def _too_many(name: str) -> ReadError:
    hint = "save its attachments and check them"
    return ReadError("too-big", "The e-mail has more attachments, or deeper ones, than are read", hint, name)


def _is_mail(name: str, data: bytes) -> bool:
    try:
        return source.sniff(name, data) == "mail"
    except ReadError:
        return False


def _attached(name: str, data: bytes, reader: Reader) -> Document:
    try:
        if data.lstrip().startswith(_SECRET.encode()):
            raise ReadError("encrypted", "The file is encrypted (PGP)", "decrypt it and check that", name)
        return reader(name, data)
    except ReadError as error:
        return join.unread(error, sha256=source.digest(data))


def _named_only(part: Part) -> bool:
    if _NAMED_ONLY.fullmatch(part.kind) or part.name.lower().endswith(_NAMED_FILES):
        return True
    return part.kind.startswith("image/") and len(part.data) <= SMALL


def _as_file(part: Part) -> bytes:
    """The contents of a file; of a text in UTF-8, for only the message says in which encoding it is."""
    if not part.kind.startswith("text/") or part.data.startswith((b"%PDF", b"PK")) or b"\0" in part.data:
        return part.data
    if charset.known(part.charset) or part.kind == "text/plain":
        return charset.decode(part.data, part.charset).encode("utf-8-sig")
    return part.data


# ------------------------------------------------------------ the message itself


class _Said(NamedTuple):
    text: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    notices: tuple[Notice, ...]
    read: bool = True


def _message(path: str, data: bytes, letter: Letter) -> Document:
    """The message alone, with its fields first."""
    head = "\n".join(f"{name}: {said}" for name, said in letter.fields)
    bodies = list(_bodies(path, letter))
    whole, notices = head, list(_notices(letter))
    marks: list[Mark] = []
    styled: dict[int, Line] = {}  # lines of pages, by where they begin
    for body in bodies:
        if body.text.strip():
            base = len(whole) + 2 if whole else 0
            whole = f"{whole}\n\n{body.text}" if whole else body.text
            marks += [m._replace(start=m.start + base, end=m.end + base) for m in body.marks]
            styled |= {line.start + base: line for line in body.lines}
        notices += body.notices
    lines = tuple(
        line._replace(bold=styled[line.start].bold, level=styled[line.start].level)
        if line.start in styled
        else line
        for line in text.lines(whole)
    )
    page = Page(1, 0, len(whole), lines, read=all(body.read for body in bodies))
    return Document(path, "mail", source.digest(data), whole, (page,), tuple(notices), tuple(marks))


def _bodies(path: str, letter: Letter) -> Iterator[_Said]:
    """What the message says, in order; of what it says in several ways, one."""
    shown = [part for part in letter.parts if not part.attached]
    done: set[int] = set()
    for part in shown:
        if part.choice in done:
            continue
        same = [each for each in shown if part.choice and each.choice == part.choice] or [part]
        if part.choice:
            done.add(part.choice)
        yield from _chosen(path, same)


def _chosen(path: str, same: Sequence[Part]) -> Iterator[_Said]:
    plain = [_plain(part) for part in same if part.kind == "text/plain"]
    pages = [_page(path, part) for part in same if part.kind == "text/html"]
    if not pages:
        yield from plain
        return
    typed, shown = _words(plain), _words(pages)
    more = len(shown & typed) < _ALIKE * len(shown) or any(page.marks for page in pages)
    if not more and typed:
        yield from plain
        return
    yield from pages
    if typed and len(shown & typed) < _ALIKE * len(typed):
        said = "The message says something else as plain text than as the page that mail programs show"
        yield _Said("", (), (), (Notice("two-versions", f"{said}: the page was read"),))


def _words(said: Sequence[_Said]) -> set[str]:
    without = (re.sub(r"https?://\S+|<\S*>", " ", each.text) for each in said)
    return {word.lower() for each in without for word in _WORD.findall(each)}


def _plain(part: Part) -> _Said:
    body = charset.decode(part.data, part.charset).replace("\0", "").strip("\n").rstrip()
    secret = Notice("page-unread", "The message is encrypted (PGP); decrypt it and check that", 1)
    return _Said(body, (), (), (secret,), read=False) if _SECRET in body else _Said(body, (), (), ())


def _page(path: str, part: Part) -> _Said:
    try:
        page = html.read(path, part.data, stated=part.charset, mail=True)
    except ReadError as error:
        return _Said("", (), (), (Notice("page-unread", f"{error.message}; {error.hint}", 1),), read=False)
    return _Said(page.text, page.pages[0].lines, page.marks, page.notices)


def _notices(letter: Letter) -> Iterator[Notice]:
    named = [
        part.name for part in letter.parts if part.attached and _named_only(part) and part.kind != "text/css"
    ]
    if named:
        several = ", ".join(dict.fromkeys(named[:10])) + (", …" if len(named) > 10 else "")
        yield Notice("attachment-named", f"Attached and not read, for they hold no agreement: {several}")
