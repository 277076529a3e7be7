"""What several tests need: the tiny site, the builder in a process of its own, requests."""

from __future__ import annotations

import hashlib
import http.client
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from reasonphrase import serve
from reasonphrase.load import load
from reasonphrase.problems import ContentError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
TINY = DATA / "tiny"
URL = "https://reasonphrase.example"

# The tables that the tiny site shares with the real one; it has small ones of its own for the rest.
SHARED = (
    "fields.yaml",
    "kit/fields.yaml",
    "registry.csv",
    "search.yaml",
    "senders.yaml",
    "values.yaml",
)


def tiny_site(folder: Path) -> Path:
    """Put the tiny site into an empty folder: four codes, one page of each other kind."""
    shutil.copytree(TINY / "content", folder / "content")
    for name in SHARED:
        shutil.copyfile(ROOT / "content" / "data" / name, folder / "content" / "data" / name)
    return folder


def with_looks(folder: Path) -> Path:
    """Give a folder with content what pages are made with, beyond what the checker reads."""
    for name in ("templates", "static", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    for file in sorted((ROOT / "content" / "data").iterdir()):
        copy = folder / "content" / "data" / file.name
        if not copy.exists():
            copy.symlink_to(file)
    return folder


@cache
def _tiny_text(path: str) -> str:
    own = TINY / path
    return (own if own.exists() else ROOT / path).read_text(encoding="utf-8")


def edited(path: str, old: str, new: str) -> str:
    """Give a file of the tiny site with one passage, which stands in it once, exchanged."""
    text = _tiny_text(path)
    assert text.count(old) == 1, f"{path} has {text.count(old)} times {old!r}"
    return text.replace(old, new)


def write(folder: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write files by their path; None takes one away."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))


def mistakes(folder: Path) -> list[str]:
    """Give the lines that the checker says about a folder."""
    try:
        load(folder)
    except ContentError as error:
        return str(error).split("\n")
    return []


def environment(**more: str) -> dict[str, str]:
    """Give the environment without what a host sets."""
    kept = {key: value for key, value in os.environ.items() if key not in ("URL", "REPOSITORY_URL")}
    return {**kept, **more}


def build(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run build.py in a process of its own; ``more`` is added to its environment."""
    return subprocess.run(
        [sys.executable, "build.py", *map(str, arguments)],
        cwd=ROOT,
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def digest(folder: Path) -> dict[str, str]:
    """Give the hash of every file below a folder, by its path."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


class BuiltSite:
    """A built site in the place of the workshop: the server's handler reads nothing else of it."""

    def __init__(self, folder: Path) -> None:
        self.files = {
            file.relative_to(folder).as_posix(): file.read_bytes
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        }
        self.mistakes = ""
        self.version = 0
        self.changed = threading.Condition()


def serve_built(folder: Path) -> serve.ThreadingHTTPServer:
    """Give a server of a built site: fields, redirects and 404.html, but nothing that reloads."""
    server = serve.make_server(BuiltSite(folder), 0)

    class AsBuilt(server.RequestHandlerClass):
        def _send(self, status, body, kind, fields=None):
            super()._send(status, body.replace(serve.RELOAD, b"</body>"), kind, fields)

    server.RequestHandlerClass = AsBuilt
    return server


@contextmanager
def running(server) -> Iterator[str]:
    """Let a server answer in the background; gives its address."""
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ask(address: str, method: str = "GET") -> tuple[int, Mapping[str, str], bytes]:
    """Send a request and give status, fields and content; follows no redirect."""
    parts = urlsplit(address)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request(method, target)
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()
