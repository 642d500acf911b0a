"""Received mails read to the end, beside the standard library's parser on the same bytes.

Ours is ``read_mail`` with ``kind_of``: text, quotes, signature, language, attachments, reports and
the kind. The peer is ``message_from_bytes`` with its policy compat32, which only splits headers and
parts and decodes nothing. Both run in one process in turn; values are processor time of one mail.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from email import message_from_bytes
from email.header import decode_header, make_header
from functools import partial

from agent_console.desk.kinds import kind_of
from agent_console.mail.read import read_mail
from benchmarks.figures import Figure, Series
from benchmarks.mails import Kind, mails
from benchmarks.measure import alternate
from benchmarks.results import Report, parser

RATIO_BAR = 0.6
_OWN = frozenset({"support@company.example"})
_HEAD = 8_000
_SHAPES = (
    ("with HTML", b"multipart/alternative"),
    ("with an attachment", b"multipart/mixed"),
    ("quoting threads", b"\nReferences:"),
)


def main() -> int:
    """Run the benchmark."""
    options = parser(__doc__, runs=9)
    options.add_argument("--count", type=int, default=400, help="mails (%(default)s)")
    chosen = options.parse_args()
    report = Report("reading", chosen)
    sources = [made.raw for made in mails(Kind.MIXED, chosen.count)]
    figures = [_figure("mixed mails", sources, chosen.runs, _parse, RATIO_BAR)]
    figures += [
        _figure(name, some, chosen.runs, _parse) for name, some in _by_shape(sources) if some
    ]
    figures.append(_figure("mixed mails, beside decoding as well", sources, chosen.runs, _decode))
    return report.finish(figures)


def _by_shape(sources: Sequence[bytes]) -> list[tuple[str, list[bytes]]]:
    """Sort mails by how they are built; what bears no mark is a plain text."""
    found: dict[str, list[bytes]] = {"plain texts": []}
    for raw in sources:
        shapes = (name for name, mark in _SHAPES if mark in raw[:_HEAD])
        found.setdefault(next(shapes, "plain texts"), []).append(raw)
    return list(found.items())


def _figure(
    title: str,
    sources: Sequence[bytes],
    runs: int,
    peer: Callable[[bytes], None],
    bar: float | None = None,
) -> Figure:
    """Let both read the same mails in turn; the first run of each is for warming up."""
    ours, theirs = alternate(
        runs + 1, partial(_took, _read, sources), partial(_took, peer, sources)
    )
    name = "compat32" if peer is _parse else "compat32 and decoding"
    return Figure(
        f"{title} ({len(sources)}, {sum(map(len, sources)) // len(sources) // 1000} KB)",
        Series("ours", "ms", tuple(ours[1:])),
        Series(name, "ms", tuple(theirs[1:])),
        bar,
    )


def _took(work: Callable[[bytes], None], sources: Sequence[bytes], _run: int) -> float:
    """Return milliseconds of processor time for one mail."""
    begun = time.process_time()
    for raw in sources:
        work(raw)
    return (time.process_time() - begun) * 1000 / len(sources)


def _read(raw: bytes) -> None:
    kind_of(read_mail(raw), _OWN)


def _parse(raw: bytes) -> None:
    message_from_bytes(raw)


def _decode(raw: bytes) -> None:
    """Parse, and decode all that ours decodes: header fields and texts."""
    for part in message_from_bytes(raw).walk():
        for _name, value in part.items():
            str(make_header(decode_header(value)))
        if part.get_content_maintype() == "text":
            part.get_payload(decode=True)


if __name__ == "__main__":
    sys.exit(main())
