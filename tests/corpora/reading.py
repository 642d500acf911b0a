"""All public mails read in a process of its own: time and memory of each.

Run as ``python -m tests.corpora.reading INDEX`` it prints what it measured as JSON.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from agent_console.mail.read import attachment_bytes, read_mail

_CONTROL = frozenset("\x00\x1b\x9b\u202e")
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading all mails took: seconds of CPU time for one mail, bytes of memory for all."""

    total: int
    read: int
    unclean: int
    unfound: int
    empty: int
    median: float
    slowest: float
    memory: int


def measured_apart(index: Path) -> Reading:
    """Measure in a fresh process, whose memory nothing else has used."""
    command = [sys.executable, "-m", "tests.corpora.reading", str(index)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    return Reading(**json.loads(done.stdout))


def measure(index: Path) -> Reading:
    """Read every mail that ``index`` lists."""
    read_mail(b"Content-Type: text/html\n\n<p>x")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times: list[float] = []
    read = unclean = unfound = empty = 0
    for line in index.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        raw = (index.parent / record["set"] / record["file"]).read_bytes()
        started = time.process_time()
        mail = read_mail(raw)
        times.append(time.process_time() - started)
        read += not mail.unreadable
        unclean += bool(_CONTROL & set(mail.text + mail.subject))
        empty += not mail.text.strip()
        unfound += sum(
            attachment_bytes(raw, one.index)[0] != one.filename
            for one in mail.attachments[:_LOOKED_AT]
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Reading(
        total=len(times),
        read=read,
        unclean=unclean,
        unfound=unfound,
        empty=empty,
        median=statistics.median(times),
        slowest=max(times),
        memory=(peak - before) * 1024,
    )


if __name__ == "__main__":
    print(json.dumps(asdict(measure(Path(sys.argv[1])))))
