"""How the command line speaks: data as text or JSON to standard output, the rest to standard error.

Nothing printed here can act on a terminal, whatever a customer wrote.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from io import TextIOWrapper

from agent_console.desk.text import cell_width, shorten, to_screen
from agent_console.errors import ConsoleError

_GAP = "  "
_LAST_AT_LEAST = 8
# Valid in JSON, but a terminal may act on them or hide them.
_UNSAFE = (
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


def prepare_streams() -> None:
    """Make output that cannot fail on a character; a closed stream swallows what is written."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open to the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """Tell a person something that is no data."""
    print(text, file=sys.stderr, flush=True)


def tell(error: ConsoleError) -> None:
    """Say what happened and what to do, each in one paragraph."""
    say(f"{to_screen(error.title, one_line=True)}: {to_screen(error.message)}")
    if error.hint:
        say(to_screen(error.hint))


def print_json(value: object) -> None:
    """Print a value of the desk as JSON; times are ISO 8601 with zone, sets become sorted lists."""
    import json

    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(_plain(value), ensure_ascii=not unicode, indent=2)
    print(re.sub(_UNSAFE, _escaped, text))


def width_of_output() -> int:
    """Return the columns of the terminal, 80 when the output goes elsewhere."""
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns


def table(rows: Sequence[Sequence[str]], caps: Sequence[int], width: int) -> Iterator[str]:
    """Yield ``rows`` in aligned columns, none wider than its cap; the last takes what is left.

    A column in which nothing stands is left out. Cells are outside text in one line.
    """
    cells = [[to_screen(cell, one_line=True) for cell in row] for row in rows]
    last = len(caps)
    widths = [
        min(cap, max((cell_width(row[at]) for row in cells), default=0))
        for at, cap in enumerate(caps)
    ]
    used = sum(size + len(_GAP) for size in widths if size)
    rest = max(width - used, _LAST_AT_LEAST)
    for row in cells:
        fixed = [_padded(row[at], size) for at, size in enumerate(widths) if size]
        yield _GAP.join([*fixed, shorten(row[last], rest)]).rstrip()


def _padded(text: str, width: int) -> str:
    short = shorten(text, width)
    return short + " " * (width - cell_width(short))


def _escaped(found: re.Match[str]) -> str:
    import json

    char = found.group()
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else json.dumps(char)[1:-1]


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, AbstractSet):
        return sorted(str(item) for item in value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Enum):
        return value.value
    return value
