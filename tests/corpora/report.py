"""Print every figure beside its bar: ``python -m tests.corpora.report``.

Ends with 1 when a figure misses its bar, with 2 when the data are absent.
"""

from __future__ import annotations

import sys

import pytest

from tests.corpora import figures, kinds, promises, requests

MEASURES = (*figures.MEASURES, *kinds.MEASURES, *requests.MEASURES, *promises.MEASURES)


def main() -> int:
    """Measure, print a line for each figure, and return the exit code."""
    missed = 0
    print(f"     {'figure':<46} {'measured':>16}   bar")
    for measure in MEASURES:
        try:
            found = measure()
        except (pytest.skip.Exception, pytest.fail.Exception) as absent:
            print(absent, file=sys.stderr)
            return 2
        for figure in found:
            print(figure, flush=True)
        missed += sum(not figure.holds for figure in found)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
