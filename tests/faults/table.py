"""``python -m tests.faults.table``: promise, points tried, violations, from the last run's record.

The record is written by every run of the fault tests (``pytest tests/faults``) to pytest's cache.
Exits with 1 when a promise was violated, with 2 when there is no record.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.faults.tally import Tally

RECORD = "faults/record"
"""Its name in pytest's cache."""

_FILE = Path(".pytest_cache") / "v" / "faults" / "record"


def main() -> int:
    """Print the table."""
    try:
        record = json.loads(_FILE.read_text(encoding="utf-8"))
    except FileNotFoundError:
        print("There is no record yet: run pytest tests/faults first.")
        return 2
    tally = Tally(record["kinds"])
    print("\n".join(tally.lines()))
    failed = f", {record['failed']} failed" if record["failed"] else ""
    print(f"\n{record['tests']} tests{failed}, {record['seconds']:.0f} s of processor time")
    return 1 if tally.violated or record["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
