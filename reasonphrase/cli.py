"""The command line: what was asked, and what to say at the end."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from reasonphrase.load import load
from reasonphrase.problems import ContentError

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments ask. Gives the exit status: 0 done, 1 mistakes, 2 wrong arguments."""
    options = _parser().parse_args(arguments)
    try:
        content = load(options.root)
        print(len(content.codes), "codes")
    except ContentError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} mistake{'s' if count != 1 else ''}; nothing was built", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description="Builds the site.")
    parser.add_argument("--check", action="store_true", help="only check the content")
    parser.add_argument("--serve", action="store_true", help="serve, rebuild and reload")
    parser.add_argument("--out", type=Path, default=Path("site"), metavar="DIR")
    parser.add_argument("--url", default=os.environ.get("URL", ""), help="the host's address")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    return parser
