"""Writes docs/benchmarks.md from the results in benchmarks/results/.

``python -m benchmarks.report`` after new results; ``--check`` only says whether the page is new.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ours import ROOT
from benchmarks.results import HEADINGS, Results, results_from_json, table

FOLDER = Path(__file__).parent / "results"
PAGE = ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Section:
    """What the page says about one benchmark besides its figures."""

    title: str
    command: str
    notes: tuple[str, ...]
    full: tuple[str, object] = ("count", 100_000)
    """The argument that says how large the run was, and what it is in a full run."""


SECTIONS = {
    "first_sync": Section(
        "First sync",
        "python -m benchmarks.first_sync",
        (
            "20,000 mixed mails are about 380 MB: 60 % plain text, 25 % with HTML, 10 % with an"
            " attachment of 50 to 300 KB, 5 % quoting threads. Every run starts with an empty"
            " folder. The moments are found by asking the store from outside: all text searchable"
            " counts from the start of the process, beside the whole run of the peers; the newest"
            " mails and the headers from the connection to the server on. Afterwards we go on to"
            " fetch and read every mail whole.",
            "In favour of us: mbsync writes every mail with its attachments to the disk, we leave"
            " large mails and attachments on the server until somebody opens them. notmuch indexes"
            " HTML parts as well where a mail has plain text, and keeps more of each word. Two of"
            " our processes share the work, each of theirs works alone.",
            "In favour of them: we also read every mail for the screen (quotes, signatures,"
            " language, authentication), join mails to tickets and compute deadlines; neither of"
            " them does. The time of asking our store is part of our time.",
        ),
        ("count", 20_000),
    ),
    "first_sync_line": Section(
        "First sync over a home-office line",
        "python -m benchmarks.first_sync --line --runs 2",
        (
            "The same mailbox behind 40 ms of delay there and back and 50 Mbit/s each way, by a"
            " small proxy in a process of its own. No loss and no slow start are simulated. mbsync"
            " fetches everything; what we do not fetch is what the line saves us.",
        ),
        ("count", 20_000),
    ),
    "resync": Section(
        "Looking again",
        "python -m benchmarks.resync",
        (
            "Small plain mails, synced by both before. A whole process of ours starts Python and"
            " signs in; a console keeps its connection, so what it does there is shown as well."
            " mbsync only fetches here (`Sync Pull`), as we do, and needs no index for that.",
        ),
        ("sizes", [20_000, 100_000]),
    ),
    "search": Section(
        "Search among 100,000 mails",
        "python -m benchmarks.search",
        (
            "Ours is a call within the running console and answers with tickets, their rows in the"
            " queue and a snippet of each; notmuch is started for each search, about 4 ms of its"
            " time, and answers with message ids only. Each value is the middle one of three"
            " calls. The store is filled by bulk inserts, and has the size of a synced one without"
            " attachments.",
            "We also find parts of compounds and other spellings of umlauts, notmuch finds whole"
            " words and beginnings.",
        ),
    ),
    "queue": Section(
        "The queue at 100,000 tickets",
        "python -m benchmarks.queue",
        (
            "5,000 tickets are open. A page is 50 rows as values, read through the service. A"
            " claim is a durable event with the ticket computed anew, so it waits for the disk"
            " once; what a bare durable commit of SQLite takes on the same disk is shown beside it."
            " The import is a real first sync into the same store.",
        ),
    ),
    "priority": Section(
        "The order of the queue",
        "python -m benchmarks.priority",
        (
            "A simulation: six agents, ten weeks in each run (four calm ones at 90 % of what the"
            " agents can answer, four full ones, two overrun ones at 115 %), about 1,600 mails a"
            " week. Deadlines, calendar, weights and key are the program's as shipped, with one"
            " rule more: a group of customers is promised an answer in half the time. Seeds are the"
            " same for every order.",
            "As long as all answers can be in time, no order beats the earliest deadline, and in a"
            " week that is overrun by little it just manages what ours, for the sake of complaints"
            " and of what takes little time, does not. With more mail than that it lets nearly"
            " everybody wait too long; then fewer are late in ours. A single overrun week may"
            " therefore be behind, the ten together are ahead.",
            "What a request is about, and whether it is a complaint, is told to our order only;"
            " the figures with nothing known show what that is worth.",
        ),
        ("agents", 6),
    ),
    "reports": Section(
        "Reports of a year",
        "python -m benchmarks.reports",
        (
            "100,000 tickets of one year with what is measured of them, about a million numbers."
            " Each page is counted anew, with the period before it beside it, as a key press does"
            " when something has changed; what has not changed since is shown from memory. Only"
            " the processor's time is shown: a page waits for nothing.",
            "The peer asks for about half of the same figures (volume by day, hours, promises,"
            " first answers, types, channels) by plain SQL over the same rows and tickets. It"
            " needs no sums; we keep them up with every ticket that changes.",
        ),
    ),
    "customers": Section(
        "Customers",
        "python -m benchmarks.customers",
        (
            "100,000 customers from a file, 300,000 orders from a shop's, and 20,000 mails, most of"
            " which a few hundred customers wrote. A card is made anew each time, with tickets,"
            " contacts and orders. Work is shown in seconds of the processor, answers by the clock."
            " An import is stopped between two steps of its bar; what is in stays.",
        ),
    ),
    "orders": Section(
        "Orders",
        "python -m benchmarks.orders",
        (
            "The peer reads the same file with Python's `csv` and inserts its lines as they are,"
            " with two indexes. We understand columns, amounts and days, put the lines of an order"
            " together, and write only what has changed.",
        ),
        ("count", 300_000),
    ),
    "team": Section(
        "The team's journal",
        "python -m benchmarks.team",
        (
            "Nothing else coordinates over a mailbox, so there is no peer. Beside each claim stands"
            " a bare NOOP over the same line, so the ratio is round trips. Written and read back is"
            " the journal alone: two round trips. Asked for by an agent goes through store and"
            " engine of a console at rest: one more to end its waiting, and up to 0.1 s until the"
            " engine looks into the store.",
            "A colleague's console is a real one in a pseudo-terminal, with an engine of its own."
            " About half a second of what it takes until the claim is there is Dovecot's: it"
            " gathers what is new for so long before it tells who waits. The claim counts from the"
            " moment of the journal's word.",
            "A newcomer reads the whole journal from the server into a store of 5,000 tickets and"
            " computes them anew; taking up is what each start of the program does with what it has"
            " read before. Twenty events are about each ticket. Memory is what comes on top of the"
            " program with its store open. Bytes are counted without TLS, both ways, on the"
            " journal's connection; a ticket answered is a claim, a kept draft, a reply that"
            " leaves.",
        ),
    ),
    "scale": Section(
        "From 10,000 to a million mails",
        "python -m benchmarks.scale",
        (
            "Stores of whole correspondences: five mails a ticket, 2,000, 20,000 and 200,000"
            " tickets, one in twenty open, always in 700 days. Times are the processor's but for"
            " the first picture. Growth is each size beside the one before it, which has a tenth of"
            " the mails: a ratio of 1 does not depend on the size, one of 10 reads everything. Of"
            " the look at an unchanged folder only the store's part is here.",
            "What follows for a team is in [scaling.md](scaling.md).",
        ),
        ("sizes", [10_000, 100_000, 1_000_000]),
    ),
    "terminal": Section(
        "At the terminal, near and far",
        "python -m benchmarks.terminal",
        (
            "A console on a store of as many tickets as the peers have mails, started and typed at"
            " in a pseudo-terminal of 120 by 40 with 256 colours, as over SSH: 30 times the cursor"
            " down, 12 times a page, one opened. `plain` is the same console with Textual's own"
            " driver. neomutt has its header cache, aerc reads the same Maildir, alot an index of"
            " it that notmuch made before. posting is an HTTP client made with Textual like ours,"
            " on a collection of 1,000 requests, without animations. Memory is Pss with children.",
            "The slow line has 64 kbit/s and 200 ms there and back. A key shows when the first byte"
            " of its picture arrives; a page is complete with the last. The held key is 90 times"
            " the cursor down in three seconds; measured is how long pictures come after that.",
            "The preview is off, as the peers have none. Our line says more than theirs (state,"
            " countdown, request, level, owner, age) and has colours in it.",
        ),
    ),
    "sending": Section(
        "Sending answers",
        "python -m benchmarks.sending",
        (
            "Answers to tickets of a mailbox, through the engine of a console that runs, to a"
            " server on this machine; without the seconds in which an agent may take one back."
            " Ours counts until the store knows what the server said, and the next is not begun"
            " before. The peer is msmtp (`apt-get install msmtp`), a process and a connection for"
            " each mail.",
            "In favour of them: msmtp keeps nothing, ours has each answer on the disk before and"
            " after, checks that the ticket is still to be answered so, and puts a copy into the"
            " sent folder. The engine looks at what is to be sent twice a second, so one answer"
            " alone waits a quarter of a second for it on average; the agent does not.",
        ),
    ),
    "first_paint": Section(
        "First painted queue",
        "python -m benchmarks.first_paint",
        (
            "From starting the program in a pseudo-terminal to the first picture with tickets. The"
            " peer is a Textual program with as many widgets and nothing in them"
            " (`benchmarks/empty_app.py`).",
        ),
    ),
}
_HEAD = """# Benchmarks

This page is generated by `python -m benchmarks.report` from `benchmarks/results/`.

Every benchmark is one command. It runs the program and its peers in turn (A B A B) on the same
work, and compares them pair by pair, so that a busy machine slows both. Shown are the median and
the spread (least–most); a ratio below 1 means that we are faster or smaller. The bars are goals: a
benchmark ends with exit code 1 when one is missed.

## Repeating them

On Debian or Ubuntu: `apt-get install dovecot-imapd isync notmuch`, for more peers also
`offlineimap3 neomutt aerc alot` and `pipx install posting`, then in a checkout with the package
installed (`pip install -e .`):

```
python -m benchmarks.first_sync --json benchmarks/results/first_sync.json
python -m benchmarks.report
```

Mails are generated from a seed, the same everywhere, and kept with the indexes below the user's
cache folder (`--cache`), about 3 GB in all. `--count 2000 --only ours --profile FILE` makes a first
sync short and shows where its time goes. Neither the tests nor CI need any of this.

`python -m benchmarks.job` runs benchmarks with the arguments of the results here and ends with exit
code 1 when a figure fell back: the best run of a ratio is worse than the worst here by more than
5 % (25 % where there is one run only), or a size grew by more than 10 %. Seconds are not compared.
`--fresh FOLDER` compares results that are there already.
"""


def page(results: Iterable[Results]) -> str:
    """Return the page for these results, in the order of :data:`SECTIONS`."""
    known = {found.name: found for found in results}
    parts = [_section(SECTIONS[name], known[name]) for name in SECTIONS if name in known]
    return "\n".join([_HEAD, *parts])


def _section(section: Section, results: Results) -> str:
    machine = ", ".join(f"{name} {value}" for name, value in results.machine.items())
    before, after = results.load
    return "\n\n".join(
        (
            f"## {section.title}",
            f"`{section.command}`",
            *section.notes,
            *_smaller(section, results),
            *_busy(results),
            _markdown(table(results.figures)),
            f"{results.date[:10]}; {machine}; load {before} before and {after} after"
            f" ({_arguments(results)}).\n",
        )
    )


def _smaller(section: Section, results: Results) -> list[str]:
    """Say so when a run was smaller than the one the bars are meant for."""
    name, full = section.full
    here = results.arguments.get(name, full)
    if here == full:
        return []
    return [f"**A small run: {name} {here} instead of {full}; the bars are meant for that.**"]


def _busy(results: Results) -> list[str]:
    """Say so when other programs had the processors before the run began."""
    if results.load[0] <= float(results.machine.get("cores", 1)):
        return []
    return ["**A busy machine: others were at work on it, so times are longer than alone.**"]


def _arguments(results: Results) -> str:
    return ", ".join(
        f"{key} {value}"
        for key, value in results.arguments.items()
        if value not in (None, False, True)
    )


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    lines = [HEADINGS, ["---"] * len(HEADINGS), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def read_results(folder: Path) -> list[Results]:
    """Return all results that lie in a folder."""
    return [
        results_from_json(file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("*.json"))
    ]


def main() -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    text = page(read_results(FOLDER))
    if options.check:
        return 0 if PAGE.read_text(encoding="utf-8") == text else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
