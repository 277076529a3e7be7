"""Fixtures for all tests: the real content, the built site, a server for it, the browsers."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from helpers import URL, running, serve_built, tiny_site  # noqa: E402 (needs the path above)

from reasonphrase.assemble import assemble  # noqa: E402
from reasonphrase.load import load  # noqa: E402
from reasonphrase.site import Settings  # noqa: E402
from reasonphrase.write import write_site  # noqa: E402

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "firefox": ("firefox-esr",),
}


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def model():
    """The real content and its tables."""
    return load(ROOT)


@pytest.fixture(scope="session")
def content(model):
    return model[0]


@pytest.fixture(scope="session")
def tables(model):
    return model[1]


@pytest.fixture(scope="session")
def site(model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as its host builds it: it knows its address."""
    return _built(model, tmp_path_factory.mktemp("site") / "site", URL)


@pytest.fixture(scope="session")
def site_plain(model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site without an address of its own, as on a disk."""
    return _built(model, tmp_path_factory.mktemp("plain") / "site", "")


def _built(model, out: Path, url: str) -> Path:
    files = assemble(*model, Settings(ROOT, url))
    write_site({address: make() for address, make in files.items()}, out)
    return out


@pytest.fixture(scope="session")
def base_url_served(site: Path) -> Iterator[str]:
    """The address of the built site on a local server with the host's fields and redirects."""
    with running(serve_built(site)) as address:
        yield address


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A folder with the tiny site's content, without a mistake."""
    return tiny_site(tmp_path)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc):
    """A test marked ``firefox`` runs in Firefox too, unless the command line names browsers."""
    option = metafunc.config.option
    named = option.browser
    if not named and metafunc.definition.get_closest_marker("firefox"):
        option.browser = ["chromium", "firefox"]
    try:
        return (yield)
    finally:
        option.browser = named


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, browser_name: str, browser_type):
    """Drive the browser of the system; a developer's own of Playwright where there is none."""
    program = _program(browser_name)
    if not program and not Path(browser_type.executable_path).exists():
        names = " or ".join(PROGRAMS.get(browser_name, (browser_name,)))
        other = ", or set CHROMIUM to its path" if browser_name == "chromium" else ""
        message = f"no {browser_name}: install {names}{other}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    arguments = dict(browser_type_launch_args)
    if program:
        arguments["executable_path"] = program
    if program and browser_name == "firefox":
        arguments["channel"] = "moz-firefox"
        # Automation switches this off; visitors have it on, and pages from disk depend on it.
        arguments["firefox_user_prefs"] = {"security.fileuri.strict_origin_policy": True}
    return arguments


def _program(browser: str) -> str | None:
    named = os.environ.get("CHROMIUM") if browser == "chromium" else None
    found = (shutil.which(name) for name in PROGRAMS.get(browser, ()))
    return named or next((path for path in found if path), None)
