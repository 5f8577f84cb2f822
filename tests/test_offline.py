"""The network is refused, here and in what the tests start; else a test of secrecy proves nothing."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from tests.offline.sitecustomize import NetworkTouched

NOWHERE = ("192.0.2.1", 9)  # an address that is reserved for documentation (RFC 5737)


def test_connecting_raises() -> None:
    with socket.socket() as plug, pytest.raises(NetworkTouched):
        plug.connect(NOWHERE)


def test_looking_up_a_name_raises() -> None:
    with pytest.raises(NetworkTouched):
        socket.getaddrinfo("example.org", 443)


def test_sending_without_a_connection_raises() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as plug, pytest.raises(NetworkTouched):
        plug.sendto(b"?", NOWHERE)


def test_a_python_that_a_test_starts_is_offline_too() -> None:
    program = f"import socket; socket.create_connection({NOWHERE!r}, timeout=1)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "NetworkTouched" in said.stderr


def test_processes_of_this_machine_may_talk() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.send(b"hello")
        assert other.recv(5) == b"hello"
