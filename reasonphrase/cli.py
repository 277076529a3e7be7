"""The command line: what was asked, and what to say at the end."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

from reasonphrase import host, pages
from reasonphrase.assemble import assemble
from reasonphrase.load import load
from reasonphrase.problems import ContentError
from reasonphrase.serve import serve
from reasonphrase.site import Settings, Site
from reasonphrase.write import write_site

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments ask. Gives the exit status: 0 done, 1 mistakes, 2 wrong arguments."""
    options = _parser().parse_args(arguments)
    settings = Settings(options.root, options.url.rstrip("/"), options.repository.rstrip("/"))
    try:
        if options.serve:
            serve(settings, options.port)
        else:
            print(_run(options, settings))
    except ContentError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} mistake{'' if count == 1 else 's'}; nothing was built", file=sys.stderr)
        return 1
    except OSError as error:
        where = error.filename or f"port {options.port}"
        print(f"{where}: {error.strerror}; nothing was built", file=sys.stderr)
        return 1
    return 0


def _run(options: argparse.Namespace, settings: Settings) -> str:
    content, tables = load(settings.root)
    if options.check:
        return f"{len(content.codes)} codes, no mistake"
    if options.update_permalinks:
        return _update_permalinks(Site(content, settings))
    made = {address: make() for address, make in assemble(content, tables, settings).items()}
    write_site(made, options.out)
    return f"{len(made)} files in {options.out}"


def _update_permalinks(site: Site) -> str:
    file = site.settings.root / host.PERMALINKS
    answered = host.addresses(pages.pages(site), site.content)
    file.write_text(
        host.permalinks_file(file.read_text(encoding="utf-8"), answered), encoding="utf-8"
    )
    return f"{len(answered)} addresses in {host.PERMALINKS}"


def _folder(text: str) -> Path:
    if Path(text).name in ("", ".."):
        raise argparse.ArgumentTypeError(f'"{text}" is no folder of its own; write site')
    return Path(text)


def _address(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s?#]+", text):
        raise argparse.ArgumentTypeError(f'"{text}" is no address; write https://example.com')
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description="Builds the site.")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="only check the content")
    what.add_argument("--serve", action="store_true", help="serve, rebuild on change, reload")
    what.add_argument(
        "--update-permalinks", action="store_true", help="add new addresses to the list of them"
    )
    parser.add_argument("--out", type=_folder, default=ROOT / "site", metavar="DIR")
    parser.add_argument("--port", type=int, default=8000, help="for --serve")
    parser.add_argument(
        "--url", type=_address, default=os.environ.get("URL", ""), help="the host's address"
    )
    parser.add_argument(
        "--repository",
        default=os.environ.get("REPOSITORY_URL", ""),
        help="the repository's address, for the links to edit a page",
    )
    parser.add_argument("--root", type=Path, default=ROOT, help="another folder with content")
    return parser
