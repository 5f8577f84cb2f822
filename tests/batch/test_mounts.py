"""A folder on a network file system is known as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck.batch.mounts import kind, network

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
host:/share /mnt/share nfs4 rw 0 0
/dev/sdb1 /mnt/share/disk ext4 rw 0 0
//host/x /mnt/with\\040blank cifs rw 0 0
robin@host: /home/robin/far fuse.sshfs rw 0 0
odd
""".splitlines()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", ""),
        ("/home/robin", ""),
        ("/mnt/share", "nfs4"),
        ("/mnt/share/deep/down", "nfs4"),
        ("/mnt/shared", ""),
        ("/mnt/share/disk/out", ""),
        ("/mnt/with blank/out", "cifs"),
        ("/home/robin/far/out", "fuse.sshfs"),
    ],
)
def test_the_nearest_mount_counts(path: str, expected: str) -> None:
    assert kind(path, MOUNTS) == expected


def test_this_machine(tmp_path: Path) -> None:
    assert isinstance(network(tmp_path / "not" / "there"), str)
