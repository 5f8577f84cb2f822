"""E-mail → its messages: what each says, and what is attached, with the standard library's parser.

Mail is written by many programs, and much of it badly. The parser raises all sorts of errors for fields that
are no fields; none of them may lose a contract that is attached.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import Message
from typing import TypeVar

from clausecheck.errors import ReadError
from clausecheck.model.noun import NamedTuple

DEPTH = 5  # messages within messages, and multiparts within multiparts up to twice as many
MOST = 200  # parts of one mail
FIELDS = ("From", "To", "Cc", "Subject", "Date")
_LONGEST = 500  # characters of a field that is shown
_NAME = 100  # characters of a file's name
_KINDS = {"application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt", "message/rfc822": ".eml",
          "image/png": ".png", "image/jpeg": ".jpg"}  # fmt: skip

_LETTERS = frozenset(("message/rfc822", "message/global"))

Value = TypeVar("Value")


class Part(NamedTuple):
    """A leaf of a message."""

    kind: str  # "text/plain", in lower case
    name: str  # of the file; empty where it has none
    charset: str  # as it says; empty where it does not
    data: bytes
    attached: bool  # to be opened, not shown with the message
    choice: int  # parts of one number say the same in several ways; 0: no such


class Letter(NamedTuple):
    """One message, without those within it."""

    fields: tuple[tuple[str, str], ...]  # "From" and so on, and what they say
    parts: tuple[Part, ...]
    letters: tuple[tuple[str, bytes], ...]  # messages within it: name, contents
    cut: bool  # it has more parts, or deeper ones, than are read


def read(path: str, data: bytes) -> Letter:
    """Take a message apart.

    Raises:
        ReadError: damaged.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        leaves = list(_leaves(message))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        hint = "open it in a mail program, save its attachments and check them"
        raise ReadError("damaged", "The e-mail is damaged and cannot be read", hint, path) from error
    parts, letters, cut = [], [], False
    for leaf, choice in leaves:
        if leaf is None:
            cut = True
        elif isinstance(leaf, tuple):
            letters.append(leaf)
        else:
            part = _part(leaf, choice)
            if part.kind == "message/rfc822":
                letters.append((part.name or "message.eml", part.data))
            else:
                parts.append(part)
    fields = tuple((name, said) for name in FIELDS if (said := _field(message, name)))
    return Letter(fields, tuple(parts), tuple(letters), cut)


def _leaves(message: Message) -> Iterator[tuple[Message | tuple[str, bytes] | None, int]]:
    """Each leaf, or message within (name, contents); and the number of its choice.

    None stands for those that are too many.
    """
    ahead: list[tuple[Message, int, int]] = [(message, 0, 0)]
    count = choices = 0
    while ahead:
        part, choice, depth = ahead.pop()
        count += 1
        if count > MOST or depth > 2 * DEPTH:
            yield None, 0
            return
        kind = _safe(part.get_content_type, "text/plain")
        inside = _inside(part)
        if inside is None:
            yield part, choice
        elif kind.startswith("message/"):
            name = shown_name(_safe(part.get_filename, "")) or "message.eml"
            for each in inside if kind in _LETTERS else ():  # the others say whether a message arrived
                yield (name, _safe(each.as_bytes, b"")), choice
        else:
            if kind == "multipart/alternative":
                choices += 1
                choice = choices
            ahead += reversed([(each, choice, depth + 1) for each in inside])


def _inside(part: Message) -> list[Message] | None:
    """The parts of a part; None of a leaf."""
    inside = part.get_payload() if part.is_multipart() else None
    return [each for each in inside if isinstance(each, Message)] if isinstance(inside, list) else None


def _part(leaf: Message, choice: int) -> Part:
    kind = _safe(leaf.get_content_type, "application/octet-stream").lower()
    data = _safe(lambda: leaf.get_payload(decode=True), None)
    name = shown_name(_safe(leaf.get_filename, ""))
    disposition = _safe(leaf.get_content_disposition, "").lower()
    charset = _safe(leaf.get_content_charset, "")
    shown = kind in ("text/plain", "text/html") and disposition != "attachment" and not name
    if not name and not shown:
        name = "attachment" + _KINDS.get(kind, "")
    return Part(kind, name, charset, data if isinstance(data, bytes) else b"", not shown, choice)


def shown_name(name: str) -> str:
    """A file's name without folders, and without signs that cannot be seen."""
    last = re.split(r"[/\\]", name.strip())[-1]
    return "".join(sign for sign in " ".join(last.split()) if sign.isprintable())[-_NAME:]


def _field(message: Message, name: str) -> str:
    value = _safe(lambda: str(message.get(name, "")), "")
    return "".join(sign for sign in " ".join(value[:_LONGEST].split()) if sign.isprintable())


def _safe(call: Callable[[], Value | None], otherwise: Value) -> Value:
    """What the call gives; ``otherwise`` where it gives nothing, or fails."""
    try:
        found = call()
    except Exception:  # of the standard library's parser: IndexError, AttributeError, LookupError, …
        return otherwise
    return otherwise if found is None else found
