"""``python -m tests.faults``: all tests that prove a promise, and a table of what they tried.

``--full`` tries all or many more points where an ordinary run takes a sample; ``--record`` notes
their numbers in docs/reliability.md. Other arguments go to pytest, such as ``-n 4`` or a file of
tests. The exit code is not 0 when a promise was broken, or nothing was tried of it.
"""

from __future__ import annotations

import os
import sys

import pytest

_FULL = "--full"
_LONGEST_SECONDS = 3600
_RUN = ("-q", "-m", "faults", "--promises", "-n", "2", "--dist", "loadfile")


def main(arguments: list[str]) -> int:
    """Run the tests."""
    others = [one for one in arguments if one != _FULL]
    if _FULL in arguments:
        os.environ["AGENT_CONSOLE_EVERY_POINT"] = "1"
        others.append(f"--timeout={_LONGEST_SECONDS}")
    return pytest.main([*_RUN, *others])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
