"""URL that a person typed → the documents there, and their bytes, by fsspec (an extra).

Only addresses that were typed are spoken to, and what lies below them: a web server that sends on to another
host is not followed. Access keys come from where the driver of a store looks for them (environment, its own
files), never from the URL: that is kept in the results.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from clausecheck.batch.worker import cause
from clausecheck.errors import ReadError, UsageError
from clausecheck.ingest.source import LIMIT

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_LIBRARY = 'install it: pip install "clausecheck[dask]"'
_WEB = ("http", "https")
_SECRET = re.compile(r"[^/@]*:[^/@]*@")  # user:password@host
_DRIVERS = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs"}


class Place(NamedTuple):
    """A document at an address."""

    url: str
    size: int | None  # bytes; None: not told
    mtime_ns: int | None  # last change, or a number made of its checksum; None: not told


def is_url(path: str) -> bool:
    r"""Whether it is an address, not a path.

    >>> is_url("s3://bucket/a.pdf"), is_url("C:\\a.pdf"), is_url("a/b.pdf")
    (True, False, False)
    """
    return _URL.match(path) is not None


def check(url: str) -> None:
    """Refuse what cannot be asked for.

    Raises:
        UsageError: fsspec or the driver of that scheme is not installed, or there is a password in the URL.
    """
    scheme, _, rest = url.partition("://")
    if "::" in url:
        raise UsageError("an address within an address cannot be read", "give the inner files", url)
    if _SECRET.match(rest):
        hint = "leave it out of the URL, which is kept in the results; see the manual of the driver"
        raise UsageError("there is a password in this URL", hint, f"{scheme}://…")
    if "**" in url and scheme in _WEB:
        raise UsageError("a web server cannot be searched through", "name its folders one by one", url)
    try:
        from fsspec import get_filesystem_class
    except ImportError as error:
        raise UsageError("URLs need a library that is not installed", _LIBRARY, url) from error
    try:
        get_filesystem_class(scheme)
    except ImportError as error:
        raise UsageError(f"{scheme}:// needs a driver that is not installed", _driver(scheme), url) from error
    except ValueError as error:
        raise UsageError(f"there is no driver for {scheme}://", "see the list of fsspec", url) from error


def find(url: str) -> tuple[list[Place], str]:
    """The files there, and the folder that was looked through; "": the URL is that of one file.

    A pattern (``*``, ``[ab]``) is matched; a folder of a store, though not of a web server, is walked.

    Raises:
        ReadError: it cannot be listed.
    """
    scheme = url.partition("://")[0]
    try:
        fs, path = _opened(url)
        if any(sign in url for sign in "*["):
            root = str(fs.unstrip_protocol(re.split(r"[*\[]", path)[0].rpartition("/")[0]))
            return _places(fs, fs.glob(path, detail=True), root), root
        whole = str(fs.unstrip_protocol(path))
        if scheme not in _WEB and fs.isdir(path):
            return _places(fs, fs.find(path, detail=True), whole), whole
        found: Mapping[str, object] = {}
        with suppress(OSError):  # it fails by name when it is read
            found = fs.info(path)
        return [_place(whole, found)], ""
    except ReadError:
        raise
    except Exception as error:  # each driver has its own
        raise _plain(error, url) from error


def load(url: str) -> bytes:
    """The bytes of a file.

    Raises:
        ReadError: not-found, unreadable, too-big.
    """
    try:
        fs, path = _opened(url)
        data = fs.cat_file(path)
    except MemoryError:
        raise
    except Exception as error:  # each driver has its own
        raise _plain(error, url) from error
    if len(data) > LIMIT:
        hint = "check the contract alone, without its attachments"
        raise ReadError("too-big", f"The file is larger than {LIMIT >> 20} MB", hint, url)
    return bytes(data)


def there(url: str) -> bool:
    """Whether the folder can be reached at all."""
    try:
        fs, path = _opened(url)
        return bool(fs.exists(path))
    except Exception:  # each driver has its own
        return False


class _Elsewhere(Exception):
    """A web server sends on to another host."""


def _opened(url: str):  # type: ignore[no-untyped-def]
    """The file system, and how it calls the file."""
    from fsspec.core import url_to_fs

    options: dict[str, object] = {"use_listings_cache": False}
    if url.partition("://")[0] in _WEB:
        from aiohttp import TraceConfig

        trace = TraceConfig()
        trace.on_request_redirect.append(_stay)
        options["client_kwargs"] = {"trace_configs": [trace]}
    return url_to_fs(url, **options)


async def _stay(_session: object, _context: object, told: object) -> None:
    """A redirect is followed within the host that was typed alone, and never from https to http."""
    from urllib.parse import urlsplit

    url, response = getattr(told, "url"), getattr(told, "response")  # noqa: B009 - aiohttp's own type
    target = str(response.headers.get("Location", ""))
    before, after = urlsplit(str(url)), urlsplit(target)
    if after.netloc and (after.scheme or before.scheme, after.netloc) != (before.scheme, before.netloc):
        raise _Elsewhere(after.netloc)


def _places(fs: object, found: Mapping[str, Mapping[str, object]], root: str) -> list[Place]:
    unstrip = getattr(fs, "unstrip_protocol")  # noqa: B009 - no types there
    files = [
        _place(str(unstrip(name)), about) for name, about in found.items() if about.get("type") == "file"
    ]
    scheme = f"{root.partition('://')[0]}://"
    return [place for place in files if place.url.startswith(scheme)]


def _place(url: str, about: Mapping[str, object]) -> Place:
    size = about.get("size")
    return Place(url, size if isinstance(size, int) else None, _changed(about))


def _changed(about: Mapping[str, object]) -> int | None:
    """When it was last changed, or another number that changes with it."""
    for key in (
        "mtime",
        "LastModified",
        "last_modified",
        "updated",
        "ETag",
        "etag",
        "Last-Modified",
        "created",
    ):
        value = about.get(key)
        if isinstance(value, int | float):
            return int(value * 1e9)
        if value:
            return int.from_bytes(hashlib.sha256(str(value).encode()).digest()[:7])
    return None


def _driver(scheme: str) -> str:
    name = _DRIVERS.get(scheme)
    return f"install it: pip install {name}" if name else _LIBRARY


def _plain(error: Exception, url: str) -> ReadError:
    if isinstance(error, _Elsewhere):
        message = f"This address sends on to {error}, which you did not name"
        return ReadError("unreadable", message, "give that address itself", url)
    if isinstance(error, FileNotFoundError | NotADirectoryError | IsADirectoryError):
        return ReadError("not-found", "There is no such file", "check the spelling", url)
    if isinstance(error, ImportError):
        scheme = url.partition("://")[0]
        message = f"{scheme}:// needs a driver that is not installed here"
        return ReadError("unreadable", message, _driver(scheme), url)
    hint = "see that this machine may reach it, and run the same command again"
    return ReadError("unreadable", f"The address cannot be read ({cause(error)})", hint, url)
