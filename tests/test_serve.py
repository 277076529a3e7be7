"""The local server: the host's fields and redirects, changes and mistakes as they come."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from helpers import ROOT, ask, build, edited, environment, mistakes, running, with_looks, write

from reasonphrase.serve import Workshop, make_server
from reasonphrase.site import Settings

C404 = "content/codes/404.md"
CHANGED = edited(C404, "There is nothing here", "Nothing stands here")
BROKEN = edited(C404, "name: Not Found", "name: <b>Nowhere</b>")


class Place:
    """A folder that is served: its workshop, its address."""

    def __init__(self, folder, shop: Workshop, address: str) -> None:
        self.folder, self.shop, self.address = folder, shop, address
        self.time = 2_000_000_000_000_000_000

    def get(self, path: str, method: str = "GET"):
        return ask(self.address + path, method)

    def change(self, path: str, text: str | None) -> bool:
        """Write a file as if later than all before it, and let the workshop look."""
        write(self.folder, {path: text})
        if text is not None:
            self.time += 1_000_000_000
            os.utime(self.folder / path, ns=(self.time, self.time))
        return self.shop.refresh()


@contextmanager
def served(folder):
    shop = Workshop(Settings(folder))
    with running(make_server(shop, 0)) as address:
        yield Place(folder, shop, address)


@pytest.fixture
def place(tiny):
    with served(with_looks(tiny)) as place:
        yield place


# Pages


def test_page_is_served_as_html_that_reloads_itself(place):
    status, fields, body = place.get("/codes/404.html")
    assert (status, fields["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"There is nothing here" in body
    assert body.rstrip().endswith(b'<script src="/_reload.js"></script></body>\n</html>')
    assert fields["Content-Length"] == str(len(body))
    assert fields["Cache-Control"] == "no-cache"


def test_root_is_the_home_page(place):
    assert place.get("/")[::2] == place.get("/index.html")[::2]


def test_query_does_not_change_the_page(place):
    assert place.get("/codes/404.html?q=x")[2] == place.get("/codes/404.html")[2]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/codes.json", "application/json; charset=utf-8"),
        ("/site.js", "text/javascript; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/icon.svg", "image/svg+xml; charset=utf-8"),
    ],
)
def test_file_is_served_as_what_it_is(place, path, kind):
    status, fields, _ = place.get(path)
    assert (status, fields["Content-Type"]) == (200, kind)


def test_head_gives_the_fields_of_get_and_no_content(place):
    _, of_get, body = place.get("/codes/404.html")
    status, of_head, nothing = place.get("/codes/404.html", "HEAD")
    drop = {"Date"}
    assert (status, nothing) == (200, b"")
    assert {k: of_head[k] for k in of_head.keys() - drop} == {
        k: of_get[k] for k in of_get.keys() - drop
    }
    assert of_head["Content-Length"] == str(len(body))


def test_answer_to_head_ends_with_its_fields(place):
    parts = urlsplit(place.address)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as line:
        line.sendall(b"HEAD /codes.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.index(b"\r\n\r\n") == len(answer) - 4


def test_page_has_the_fields_of_the_host_file(place):
    rows = place.shop.files["_headers"]().decode().split("/*.json")[0].split("\n  ")[1:]
    meant = dict(row.strip().split(": ", 1) for row in rows)
    fields = place.get("/codes/404.html")[1]
    assert "Content-Security-Policy" in meant
    assert {name: fields.get(name) for name in meant} == meant


def test_data_has_the_field_of_its_own_rule(place):
    fields = place.get("/codes.json")[1]
    assert fields.get("Access-Control-Allow-Origin") == "*"
    assert "Access-Control-Allow-Origin" not in place.get("/codes/404.html")[1]


@pytest.mark.parametrize("path", ["/nowhere", "/nowhere/deep.html", "/..%2f..%2fetc%2fpasswd"])
def test_address_that_is_not_there_gets_the_404_page_with_status_404(place, path):
    status, fields, body = place.get(path)
    assert (status, fields["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert body == place.get("/404.html")[2]
    assert "Content-Security-Policy" in fields


# Redirects


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/404", "/codes/404.html"),
        ("/404/", "/codes/404.html"),
        ("/413?from=log&x=1", "/codes/413.html?from=log&x=1"),
        ("/404.json", "/codes/404.json"),
        ("/payload-too-large", "/codes/413.html"),
        ("/too-big", "/codes/413.html"),
        ("/4xx", "/categories/4xx.html"),
    ],
)
def test_short_form_redirects(place, path, target):
    status, fields, body = place.get(path)
    assert (status, fields["Location"], body) == (301, target, b"")


def test_file_wins_over_a_redirect_that_is_not_forced(place):
    place.shop.files = {**place.shop.files, "413": lambda: b"a file"}
    assert place.get("/413")[0] == 200
    place.shop.files = {**place.shop.files, "404": lambda: b"a file"}
    assert place.get("/404")[0] == 301


def test_names_are_told_apart_by_case_as_the_host_does(place):
    assert place.get("/Not-Found")[0] == 404
    assert place.get("/not-found")[0] == 301


# Changes and mistakes


def test_change_is_read_again(place):
    assert place.change(C404, CHANGED)
    assert b"Nothing stands here" in place.get("/codes/404.html")[2]


def test_nothing_is_read_again_without_a_change(place):
    version = place.shop.version
    assert not place.shop.refresh()
    assert place.shop.version == version


def test_new_file_is_a_new_page(place):
    assert place.get("/codes/410.html")[0] == 404
    text = edited(C404, "code: 404\nname: Not Found", "code: 410\nname: Gone")
    text = text.replace('"15.5.5"\n', '"15.5.11"\n').replace("RFC 9110, 15.5.5", "RFC 9110, 15.5")
    text = text.replace("404 Not Found", "410 Gone").replace('"status": 404', '"status": 410')
    rfcs = (place.folder / "content/data/rfcs.yaml").read_text(encoding="utf-8")
    write(place.folder, {"content/data/rfcs.yaml": rfcs.replace("15.5.14", "15.5.11 15.5.14")})
    assert place.change("content/codes/410.md", text)
    assert mistakes(place.folder) == []
    assert place.get("/codes/410.html")[0] == 200
    assert place.get("/gone")[1]["Location"] == "/codes/410.html"


def test_mistakes_are_shown_on_every_page_with_status_500_as_text(place, capsys):
    place.change(C404, BROKEN)
    line = f'{C404}:3: "&lt;b>Nowhere&lt;/b>" is not the registered name of 404: write "Not Found"'
    for path in ("/codes/404.html", "/", "/nowhere"):
        status, fields, body = place.get(path)
        assert (status, fields["Content-Type"]) == (500, "text/html; charset=utf-8")
        assert line in body.decode()
        assert b"_reload.js" in body
    assert f"{C404}:3: " in capsys.readouterr().out


def test_page_is_there_again_when_the_mistake_is_mended(place):
    place.change(C404, BROKEN)
    place.change(C404, CHANGED)
    status, _, body = place.get("/codes/404.html")
    assert status == 200
    assert b"Nothing stands here" in body


def test_content_that_is_broken_from_the_start_is_shown_and_can_be_mended(tiny):
    write(with_looks(tiny), {C404: BROKEN})
    with served(tiny) as place:
        assert place.get("/")[0] == 500
        assert place.get("/_reload.js")[0] == 200
        place.change(C404, CHANGED)
        assert place.get("/")[0] == 200


def test_mistake_in_a_template_is_shown_with_its_line(tiny):
    with_looks(tiny)
    (tiny / "templates").unlink()
    shutil.copytree(ROOT / "templates", tiny / "templates")
    write(tiny, {"templates/code.html": "{% extends 'base.html' %}\n{% if %}\n"})
    with served(tiny) as place:
        status, _, body = place.get("/codes/404.html")
        assert status == 500
        assert b"templates/code.html:2: " in body


def test_file_that_goes_away_is_shown_and_does_not_stop_the_watch(place):
    assert place.change("content/permalinks.txt", None)
    status, _, body = place.get("/")
    assert status == 500
    assert b"permalinks.txt" in body
    assert place.change("content/permalinks.txt", "")
    assert place.get("/")[0] == 200


# Events


def _stream(address: str):
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    connection.request("GET", "/_events")
    return connection, connection.getresponse()


def test_event_stream_says_when_something_changed(place):
    connection, stream = _stream(place.address)
    try:
        assert stream.getheader("Content-Type") == "text/event-stream"
        assert place.change(C404, CHANGED)
        assert stream.readline() == b"data: changed\n"
        assert stream.readline() == b"\n"
        assert place.change(C404, BROKEN)
        assert stream.readline() == b"data: changed\n"
    finally:
        connection.close()


def test_script_that_reloads_listens_to_the_stream(place):
    status, fields, body = place.get("/_reload.js")
    assert (status, fields["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert b'EventSource("/_events")' in body
    assert b"location.reload()" in body


# The command


def test_server_listens_on_this_machine_only(place):
    assert urlsplit(place.address).hostname == "127.0.0.1"
    server = make_server(place.shop, 0)
    assert server.server_address[0] == "127.0.0.1"
    server.server_close()


def test_serve_tells_its_address_and_sees_a_change(tiny):
    command = [sys.executable, "build.py", "--serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--root", with_looks(tiny)],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        address = process.stdout.readline().strip().rstrip("/")
        assert ask(address.replace("localhost", "127.0.0.1") + "/codes/404.html")[0] == 200
        connection, stream = _stream(address.replace("localhost", "127.0.0.1"))
        write(tiny, {C404: CHANGED})
        assert stream.readline() == b"data: changed\n"
        body = ask(address.replace("localhost", "127.0.0.1") + "/codes/404.html")[2]
        assert b"Nothing stands here" in body
        connection.close()
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


def test_port_that_is_taken_is_told_by_its_number(tiny):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = build("--serve", "--port", str(port), "--root", with_looks(tiny))
    assert done.returncode == 1
    assert str(port) in done.stderr
    assert "None" not in done.stderr
    assert "Traceback" not in done.stderr


# The server of the other tests


def test_built_site_is_served_as_it_was_built(base_url_served, site):
    status, fields, body = ask(f"{base_url_served}/codes/404.html")
    assert (status, body) == (200, (site / "codes/404.html").read_bytes())
    assert "Content-Security-Policy" in fields
    assert ask(f"{base_url_served}/404")[1]["Location"] == "/codes/404.html"
    missing = ask(f"{base_url_served}/nowhere")
    assert (missing[0], missing[2]) == (404, (site / "404.html").read_bytes())
