"""``clausecheck batch`` over documents of a web server, which is this machine's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.batch.papers import agreements, rows, statuses
from tests.cli.conftest import Run
from tests.offline.sitecustomize import LOOPBACK


class Server(SimpleHTTPRequestHandler):
    """Serves a folder; /here and /away send on."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._answer(super().do_GET)

    def do_HEAD(self) -> None:
        self._answer(super().do_HEAD)

    def _answer(self, usual) -> None:  # type: ignore[no-untyped-def]
        port = self.headers["Host"].rpartition(":")[2]
        targets = {"/here.txt": "/release-000.txt", "/away.txt": f"http://localhost:{port}/release-000.txt"}
        if self.path not in targets:
            usual()
            return
        self.send_response(302)
        self.send_header("Location", targets[self.path])
        self.end_headers()


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv(LOOPBACK, "1")
    agreements(tmp_path / "web", 3)
    (tmp_path / "web" / "notes.exe").write_text("no document", "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(tmp_path / "web"))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_documents_of_a_web_server(run: Run, address: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("batch", f"{address}/*.txt", "--out", out)
    assert (done.returncode, "3 documents: 3 read" in done.stdout) == (0, True)
    assert rows(out, "SELECT path FROM documents ORDER BY path LIMIT 1") == [(f"{address}/release-000.txt",)]
    (tmp_path / "web" / "release-001.txt").write_text("You grant us your voice in perpetuity.", "utf-8")
    before = set(rows(out, "SELECT name, run FROM documents"))
    assert run("batch", f"{address}/*.txt", "--out", out, "-q").returncode == 0
    after = set(rows(out, "SELECT name, run FROM documents"))
    assert {name for name, _ in after - before} == {"release-001.txt"}, "the others are known by their bytes"
    one = run("batch", f"{address}/release-002.txt", "--out", tmp_path / "one")
    assert "1 to read" in one.stderr
    again = run("batch", f"{address}/release-002.txt", "--out", tmp_path / "one")
    assert "0 to read, 1 unchanged" in again.stderr, "it says when the file was changed"


def test_who_sends_on_to_another_host_is_not_followed(run: Run, address: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("batch", f"{address}/here.txt", f"{address}/away.txt", f"{address}/none.txt", "--out", out)
    assert done.returncode == 4
    assert statuses(out) == {"here.txt": "analyzed", "away.txt": "unreadable", "none.txt": "not-found"}
    ((message,),) = rows(out, "SELECT message FROM documents WHERE name = 'away.txt'")
    assert "sends on to localhost" in str(message)


def test_a_server_that_is_not_there(run: Run, address: str, tmp_path: Path) -> None:
    nobody = "http://127.0.0.1:9"
    done = run("batch", f"{nobody}/a.txt", f"{nobody}/*.txt", "--out", tmp_path / "out")
    assert done.returncode == 4
    assert set(statuses(tmp_path / "out").values()) == {"unreadable"}
    assert len(statuses(tmp_path / "out")) == 2
