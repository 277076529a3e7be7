"""The only writer: files go into a fresh folder, which takes the old one's place at the end."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def write_site(files: Mapping[str, bytes], out: Path) -> None:
    """Write files by their address into ``out``. Raises OSError when the disk refuses.

    A fresh folder beside ``out`` is filled first and then exchanged with it in one step, so that
    a build that is killed at any moment leaves the old site, or the new one, whole.
    """
    fresh, old = out.with_name(f".{out.name}.new"), out.with_name(f".{out.name}.old")
    _recover(out, old)
    _refuse_foreign(out)
    shutil.rmtree(fresh, ignore_errors=True)
    for address, data in sorted(files.items()):
        file = fresh / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    if (out / ".gitkeep").exists():
        (fresh / ".gitkeep").touch()
    if not out.exists():
        fresh.replace(out)
    elif _exchange(fresh, out):
        shutil.rmtree(fresh)
    else:
        out.replace(old)
        fresh.replace(out)
        shutil.rmtree(old)


def _refuse_foreign(out: Path) -> None:
    """Raise OSError for a folder of other files: its name was a slip of the hand."""
    names = {path.name for path in out.iterdir()} if out.exists() else set()
    if names - {".gitkeep"} and "index.html" not in names:
        raise FileExistsError(errno.EEXIST, "is not a built site; name another folder", str(out))


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step. Gives False where the system cannot (it is Linux's own)."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)


def _recover(out: Path, old: Path) -> None:
    """Put the old site back when a build was killed between the two moves."""
    if old.exists() and not out.exists():
        old.replace(out)
    shutil.rmtree(old, ignore_errors=True)
