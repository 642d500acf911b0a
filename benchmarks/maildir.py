"""The generated mails as a Maildir, made once and kept.

``python -m benchmarks.maildir mixed 20000`` makes one and says where it lies.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks import mails, words
from benchmarks.mails import Kind
from benchmarks.place import default_cache, fingerprint


def maildir(cache: Path, kind: Kind, count: int) -> Path:
    """Return a Maildir with the first ``count`` mails of a kind, making it when it is not there.

    The file's time is the time of arrival; mail number 0 comes first.
    """
    made_by = fingerprint(Path(mails.__file__), Path(words.__file__))
    folder = cache / f"maildir-{kind}-{count}-{made_by}"
    if (folder / "made.json").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    write = partial(_write_block, folder / "cur", kind, count)
    firsts = range(0, count, mails.BLOCK)
    if len(firsts) == 1:
        sizes = [write(0)]
    else:
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            sizes = list(pool.map(write, firsts))
    (folder / "made.json").write_text(json.dumps({"mails": count, "bytes_on_the_wire": sum(sizes)}))
    return folder


def wire_bytes(folder: Path) -> int:
    """Return how many bytes the mails of a made Maildir have with CRLF line ends."""
    return int(json.loads((folder / "made.json").read_text())["bytes_on_the_wire"])


def _write_block(folder: Path, kind: Kind, count: int, first: int) -> int:
    size = 0
    for mail in mails.block(kind, first, min(count - first, mails.BLOCK)):
        flags = "S" if mail.seen else ""
        number = mail.number
        name = f"{mail.when}.M{number:06d}P{number}.made,S={len(mail.raw)}:2,{flags}"
        (folder / name).write_bytes(mail.raw)
        os.utime(folder / name, (mail.when, mail.when))
        size += len(mail.raw) + mail.raw.count(b"\n")
    return size


def main() -> None:
    """Make one Maildir."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", type=Kind, choices=tuple(Kind))
    parser.add_argument("count", type=int)
    parser.add_argument("--cache", type=Path, default=default_cache())
    options = parser.parse_args()
    folder = maildir(options.cache, options.kind, options.count)
    print(f"{folder}: {wire_bytes(folder) / 1e6:.1f} MB on the wire")


if __name__ == "__main__":
    main()
