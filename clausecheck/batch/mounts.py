"""Folder → the network file system that it lies on. Linux only.

SQLite's own manual (wal.html): its log does not work over a network file system, since all who look at it
must share memory; and locks there may hold nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

NETWORK = frozenset(
    "nfs nfs4 cifs smb3 smbfs afs ceph glusterfs lustre 9p fuse.sshfs fuse.s3fs fuse.gcsfuse".split()
)


def network(folder: Path) -> str:
    """The kind of network file system, or "" where it is none, or nobody knows."""
    with suppress(OSError):
        return kind(os.path.realpath(folder), Path("/proc/self/mounts").read_text("utf-8").splitlines())
    return ""


def kind(path: str, mounts: Iterable[str]) -> str:
    r"""The same, by the lines of ``/proc/self/mounts``; of several at one place the last counts.

    >>> kind("/a b/c", ["/dev/sda / ext4 rw 0 0", "host:/x /a\\040b nfs4 rw 0 0"])
    'nfs4'
    """
    found, length = "", -1
    for line in mounts:
        _, place, what, *_ = *line.split(" "), "", ""
        place = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), place)
        inside = path == place or path.startswith(f"{place.rstrip('/')}/")
        if inside and len(place) >= length:
            found, length = what, len(place)
    return found if found in NETWORK else ""
