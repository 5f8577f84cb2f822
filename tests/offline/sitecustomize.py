"""Python start-up → a Python without a network: any attempt to reach one raises.

The tests put this folder on PYTHONPATH, so that each process they start (the command line, a reading
worker) imports it by itself. An audit hook cannot be taken off again, and sees what C code does too. Tests of
a cluster or a web server of their own set LOOPBACK: then this machine may talk to itself.
"""

from __future__ import annotations

import os
import socket
import sys
from functools import cache

_REACHING_OUT = frozenset(
    {
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.sendmsg",
        "socket.sendto",
    }
)


LOOPBACK = "TESTS_MAY_LOOP_BACK"
_HERE = frozenset({"127.0.0.1", "::1", "localhost", "0", "", None})


class NetworkTouched(RuntimeError):
    """Something tried to reach the network."""


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _REACHING_OUT:
        return
    if arguments and isinstance(arguments[0], socket.socket) and arguments[0].family == socket.AF_UNIX:
        return  # processes of this machine talking to each other
    if os.environ.get(LOOPBACK) and _host(event, arguments) in _HERE:
        return
    raise NetworkTouched(f"{event}{arguments!r}: nothing here may touch the network")


def _host(event: str, arguments: tuple[object, ...]) -> object:
    address = arguments[1] if event == "socket.connect" else arguments[0]
    host = address[0] if isinstance(address, tuple) else address
    return host.decode() if isinstance(host, bytes) else host


@cache
def block() -> None:
    """Refuse the network from now on, for the rest of this process (once: a hook cannot be taken off)."""
    sys.addaudithook(_refuse)


if __name__ == "sitecustomize":
    block()
