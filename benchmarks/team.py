"""The team's journal: claims over near and far lines, events, a long journal, bytes, connections.

Nothing else coordinates over a mailbox, so there is no peer; beside a claim stands what a bare
NOOP takes on the same line. The mail server is a Dovecot of our own on this machine.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks import team_claims, team_replay, team_traffic
from benchmarks.figures import Figure
from benchmarks.place import scratch
from benchmarks.results import Report, parser
from benchmarks.servers import Server, server


def main() -> int:
    """Run the benchmark."""
    options = parser(__doc__, runs=3)
    options.add_argument("--count", type=int, default=100_000, help="events (%(default)s)")
    chosen = options.parse_args()
    report = Report("team", chosen)
    with scratch(chosen.cache) as folder, server(chosen.cache) as running:
        try:
            figures = [
                *_lines(running, folder, chosen.runs),
                *team_replay.replay(running, folder, chosen.cache, chosen.count, 1),
            ]
        finally:
            for box in running.boxes.glob(f"*-{folder.name}*"):
                shutil.rmtree(box, ignore_errors=True)
    return report.finish(figures)


def _lines(running: Server, folder: Path, runs: int) -> list[Figure]:
    return [
        *team_claims.latency(running, folder, runs),
        *team_claims.shown(running, folder, runs),
        *team_traffic.throughput(running, folder, runs),
        *team_traffic.line_of_an_hour(running, folder),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
