"""The local server: pages are made when they are asked for, and reload when a file changes."""

from __future__ import annotations

import mimetypes
import threading
import time
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from jinja2 import TemplateError, TemplateSyntaxError

from reasonphrase.assemble import Files, assemble
from reasonphrase.load import load
from reasonphrase.problems import ContentError
from reasonphrase.site import Settings

WATCHED = ("content", "templates", "static")
PAUSE = 0.05
EVENTS = "/_events"
RELOAD = b'<script src="/_reload.js"></script></body>'
RELOAD_SCRIPT = (
    b'new EventSource("/_events").onmessage = (event) => '
    b'{ if (event.data === "changed") location.reload(); };\n'
)


class Workshop:
    """Holds the files of the site as they are now, or the mistakes that stand in the way."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.changed = threading.Condition()
        self.version = 0
        self.files: Files = {}
        self.mistakes = ""
        self.seen: dict[str, int] = {}
        self.refresh()

    def refresh(self) -> bool:
        """Read the content again when a file has changed; tells whether one had."""
        now = _times(self.settings.root)
        if now == self.seen:
            return False
        self.seen = now
        try:
            content, tables = load(self.settings.root)
            self.files, self.mistakes = assemble(content, tables, self.settings), ""
        except ContentError as error:
            self.mistakes = str(error)
            print(error, flush=True)
        except OSError as error:
            self.mistakes = f"{error.filename}: {error.strerror}"
            print(self.mistakes, flush=True)
        with self.changed:
            self.version += 1
            self.changed.notify_all()
        return True

    def wait(self, seen: int) -> int:
        """Wait for another version than ``seen``, at most 15 seconds; give the version then."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != seen, timeout=15)
            return self.version

    def watch(self) -> None:
        """Look for changes for ever."""
        while True:
            time.sleep(PAUSE)
            self.refresh()


def _times(root: Path) -> dict[str, int]:
    return {
        str(file): file.stat().st_mtime_ns
        for folder in WATCHED
        for file in sorted((root / folder).rglob("*"))
        if file.is_file()
    }


def serve(settings: Settings, port: int) -> None:
    """Serve the site on ``port`` of this machine until the process is stopped."""
    workshop = Workshop(settings)
    threading.Thread(target=workshop.watch, daemon=True).start()
    with make_server(workshop, port) as server:
        print(f"http://localhost:{server.server_port}/", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


def make_server(workshop: Workshop, port: int) -> ThreadingHTTPServer:
    """Give a server for the files of a workshop, with the host's fields and redirects."""

    class Handler(_Handler):
        shop = workshop

    return _Server(("127.0.0.1", port), Handler)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that hangs up; other errors stand in the answer."""


class _Handler(BaseHTTPRequestHandler):
    shop: Workshop
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(self.path.partition("?")[0])
        if path == EVENTS:
            self._events()
        elif path == "/_reload.js":
            self._send(200, RELOAD_SCRIPT, "text/javascript; charset=utf-8")
        elif self.shop.mistakes:
            self._mistakes(self.shop.mistakes)
        else:
            self._file(path)

    do_HEAD = do_GET  # noqa: N815 (the library's name)

    def log_message(self, *_: object) -> None:
        """Say nothing: the page shows what matters."""

    def _file(self, path: str) -> None:
        address = path.lstrip("/") or "index.html"
        target = self._redirect(path)
        if target and (target[1] or address not in self.shop.files):
            self._send(301, b"", "text/plain", {"Location": target[0]})
            return
        status = 200 if address in self.shop.files else 404
        make = self.shop.files.get(address) or self.shop.files["404.html"]
        kind = mimetypes.guess_type(address)[0] or "text/plain"
        if status == 404:
            kind = "text/html"
        if kind.startswith("text/") or kind.endswith(("json", "xml", "javascript")):
            kind += "; charset=utf-8"
        try:
            body = make()
        except TemplateSyntaxError as error:
            self._mistakes(f"templates/{error.name}:{error.lineno}: {error.message}")
            return
        except (TemplateError, ContentError) as error:
            self._mistakes(str(error))
            return
        if kind.startswith("text/html"):
            body = body.replace(b"</body>", RELOAD)
        self._send(status, body, kind, self._fields(f"/{address}"))

    def _redirect(self, path: str) -> tuple[str, bool] | None:
        for row in self.shop.files["_redirects"]().decode().splitlines():
            source, target, status = row.split()
            if source == path.rstrip("/"):
                query = self.path.partition("?")[2]
                return target + (f"?{query}" if query else ""), status.endswith("!")
        return None

    def _fields(self, path: str) -> dict[str, str]:
        fields: dict[str, str] = {}
        meant = False
        for row in self.shop.files["_headers"]().decode().splitlines():
            if not row.startswith(" "):
                meant = fnmatchcase(path, row)
            elif meant:
                name, value = row.strip().split(": ", 1)
                fields[name] = value
        return fields

    def _mistakes(self, said: str) -> None:
        text = f"{said}\n".replace("&", "&amp;").replace("<", "&lt;")
        page = f"<!doctype html><title>Mistakes</title><body><pre>{text}</pre></body>"
        body = page.encode().replace(b"</body>", RELOAD)
        self._send(500, body, "text/html; charset=utf-8")

    def _events(self) -> None:
        seen = self.shop.version
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while True:
                new = self.shop.wait(seen)
                self.wfile.write(b"data: changed\n\n" if new != seen else b": still here\n\n")
                self.wfile.flush()
                seen = new
        except OSError:
            self.close_connection = True

    def _send(
        self, status: int, body: bytes, kind: str, fields: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (fields or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
