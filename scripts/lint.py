"""Runs every linter; each must be silent."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / "node_modules" / ".bin"


def main() -> int:
    """Run them all, even when one fails. Gives 1 when any does."""
    commands = (
        [sys.executable, "-m", "ruff", "check"],
        [sys.executable, "-m", "ruff", "format", "--check"],
        [sys.executable, "-m", "mypy"],
        [str(BIN / "eslint"), "static"],
        [str(BIN / "stylelint"), "static/css/*.css"],
    )
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path}
    failed = 0
    for command in commands:
        name = " ".join(Path(part).name if "/bin/" in part else part for part in command)
        print(name.replace("python -m ", "").replace("python3 -m ", ""), flush=True)
        failed |= subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode != 0
    return int(failed)


if __name__ == "__main__":
    if not shutil.which("node") and not (Path(sys.executable).parent / "node").exists():
        sys.exit("Node is missing: run make test, which sets it up")
    sys.exit(main())
