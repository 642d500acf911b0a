"""Where the benchmarks keep what they make, and the programs that must be installed for them."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

PACKAGES = {
    "mbsync": "isync",
    "notmuch": "notmuch",
    "offlineimap": "offlineimap3",
    "dovecot": "dovecot-imapd",
    "doveadm": "dovecot-imapd",
}
SEARCH_PATH = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"
_NAME = "agent-console-benchmarks"


def default_cache() -> Path:
    """Return the folder for mailboxes and indexes that can be made again.

    Root's own folders are closed to the mail server's user, so root uses /var/tmp.
    """
    return Path("/var/tmp") / _NAME if os.geteuid() == 0 else user_cache_path(_NAME)  # noqa: S108 - private below


def need(*programs: str) -> None:
    """End the benchmark with one sentence when a program is missing."""
    missing = [name for name in programs if shutil.which(name, path=SEARCH_PATH) is None]
    if missing:
        packages = " ".join(dict.fromkeys(PACKAGES[name] for name in missing))
        sys.exit(f"This benchmark needs {', '.join(missing)}: apt-get install -y {packages}")


def program(name: str) -> str:
    """Return the full path of an installed program."""
    return shutil.which(name, path=SEARCH_PATH) or name


def fingerprint(*files: Path) -> str:
    """Return a short name for the content of source files: what they made is kept under it."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


@contextmanager
def scratch(cache: Path) -> Iterator[Path]:
    """Give an empty folder on the same disk as the cache, and remove it afterwards."""
    cache.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=cache))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
