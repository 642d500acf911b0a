"""The newest 50 hits among 100,000 mails, beside ``notmuch search --limit=50``.

Ours is a call in the running console (a fresh read of the store each time), notmuch is a process
of its own: that is how people use either. Our answer is tickets with their rows and snippets,
notmuch's the ids of messages.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from agent_console.clock import SystemClock
from agent_console.config import parse_config
from agent_console.services.search import SearchService
from agent_console.store.engine import open_store
from benchmarks.figures import Figure, Series
from benchmarks.filing import SETTINGS
from benchmarks.maildir import maildir
from benchmarks.mails import Kind
from benchmarks.measure import alternate, milliseconds, progress
from benchmarks.peers import Notmuch
from benchmarks.place import need, program
from benchmarks.results import Report, parser
from benchmarks.stores import big_store

RATIO_BAR = 0.5
SIZE_BAR = 0.15
LIMIT = 50
_REPEATS = 3
_INDEX_TABLES = ("mail_fts", "term", "sqlite_autoindex_term", "mail_span", "unlearned")
_RARE = """
SELECT term FROM temp.words WHERE doc = 3 AND term GLOB '[a-z]*' AND length(term) > 9 LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Query:
    """The same question to both programs."""

    title: str
    ours: str
    notmuch: str


QUERIES = (
    Query("common word", "bestellung ", "bestellung"),
    Query("common word with umlaut", "rückerstattung ", "rückerstattung"),
    Query("phrase of four words", '"ist noch nicht auf"', '"ist noch nicht auf"'),
    Query("beginning of 8 letters", "rückerst", "rückerst*"),
    Query("beginning of 3 letters", "rüc", "rüc*"),
    Query("beginning of 2 letters", "be", "be*"),
    Query("two common words", "bestellung rückerstattung ", "bestellung rückerstattung"),
    Query("sender", "from:jürgen", "from:jürgen"),
)
SAME_HITS = (("rückerstattung", "rueckerstattung"), ("rückerstattung", "ruckerstattung"))
PART = ("erstattung", "rückerstattung")


def main() -> int:
    """Run the benchmark."""
    options = parser(__doc__, runs=7)
    options.add_argument("--count", type=int, default=100_000, help="mails (%(default)s)")
    chosen = options.parse_args()
    need("notmuch")
    report = Report("search", chosen)
    file = big_store(chosen.cache, chosen.count)
    index = notmuch_index(chosen.cache, chosen.count)
    with open_store(file) as store:
        queries = (Query("rare word", *(_rare_word(file),) * 2), *QUERIES)
        service = SearchService(store, parse_config(SETTINGS, "benchmark"), SystemClock())
        figures = [_figure(query, service, index, chosen) for query in queries]
        figures += [_missed(service, known, typed) for known, typed in SAME_HITS]
        figures.append(_part_missed(service))
    figures += _sizes(file, index)
    return report.finish(figures)


def notmuch_index(cache: Path, count: int) -> Notmuch:
    """Return notmuch's index of the same mails, made once (some minutes)."""
    mail = maildir(cache, Kind.SMALL, count)
    folder = cache / mail.name.replace("maildir", "notmuch")
    index = Notmuch(folder, mail)
    if not (folder / "made.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        index.prepare()
        progress(f"notmuch new over {count} mails (made once)")
        took = index.new()
        (folder / "made.json").write_text(json.dumps({"seconds": took.wall, "cpu": took.cpu}))
    return index


def _rare_word(file: Path) -> str:
    """Return a word that three mails hold."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, mail_fts, 'row')")
        found = connection.execute(_RARE).fetchone()
    return str(found[0]) if found else "nirgendwo"


def _figure(query: Query, service: SearchService, index: Notmuch, options: Namespace) -> Figure:
    """Ask both in turn; each value is the median of some calls."""
    command = [program("notmuch"), "search", "--output=messages", f"--limit={LIMIT}", query.notmuch]
    peer = partial(_run_quietly, command, index)
    service.find(query.ours, LIMIT)
    peer()
    ours, theirs = alternate(
        options.runs,
        lambda _number: _middle(partial(service.find, query.ours, LIMIT)),
        lambda _number: _middle(peer),
    )
    return Figure(
        f"{query.title}: {query.ours.strip()}",
        Series("ours", "ms", tuple(ours)),
        Series("notmuch", "ms", tuple(theirs)),
        RATIO_BAR,
    )


def _middle(work: Callable[[], object]) -> float:
    return sorted(milliseconds(work) for _repeat in range(_REPEATS))[_REPEATS // 2]


def _run_quietly(command: list[str], index: Notmuch) -> None:
    subprocess.run(command, env=index.environment(), stdout=subprocess.DEVNULL, check=True)


def _missed(service: SearchService, known: str, typed: str) -> Figure:
    """Count the tickets that another spelling of a word does not find."""
    wanted = {hit.row.ref for hit in service.find(known, LIMIT)}
    missed = wanted - {hit.row.ref for hit in service.find(typed, LIMIT)}
    series = Series("ours", "tickets", (float(len(missed)),))
    return Figure(f"missed by typing {typed} for {known}", series, bar=0)


def _part_missed(service: SearchService) -> Figure:
    """Count how many of 50 hits the part of a compound does not bring."""
    part, whole = PART
    wanted = len(service.find(whole, LIMIT))
    missed = max(0, wanted - len(service.find(part, LIMIT)))
    series = Series("ours", "tickets", (float(missed),))
    return Figure(f"missed by typing {part}, a part of {whole}", series, bar=0)


def _sizes(file: Path, index: Notmuch) -> list[Figure]:
    ours = Series("ours", "MB", (index_bytes(file) / 1e6,))
    peer = Series("notmuch", "MB", (index.index_bytes() / 1e6,))
    whole = Series("ours", "MB", (file.stat().st_size / 1e6,))
    return [
        Figure("size of the search index with its words", ours, peer, SIZE_BAR),
        Figure("size of the whole store with the mails", whole),
    ]


def index_bytes(file: Path) -> int:
    """Return the size of everything in a store that only the search needs."""
    with closing(sqlite3.connect(file)) as connection:
        sizes = connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
    return sum(size for name, size in sizes if str(name).startswith(_INDEX_TABLES))


if __name__ == "__main__":
    sys.exit(main())
