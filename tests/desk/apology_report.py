"""How well the checks of an apology judge the samples: python -m tests.desk.apology_report.

With --set FILE only the samples of a file are judged, one a line as in ``blind_apologies``; the
language is the beginning of its name (de3.jsonl) unless --language says another. With --names the
samples that went wrong are named as well.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.desk.apology_sets import Score, developed_score, of_file, score, second, tuned


def main() -> None:
    """Print the share of bad ones caught and good ones flagged, and the catches by flaw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", type=Path, help="a file of samples, one JSON object a line")
    parser.add_argument("--language", choices=("de", "en"), help="the language of that file")
    parser.add_argument("--names", action="store_true", help="name those that went wrong")
    chosen = parser.parse_args()
    if chosen.set:
        language = chosen.language or chosen.set.name[:2].lower()
        if language not in ("de", "en"):
            parser.error("say --language de or --language en")
        path = chosen.set.resolve()
        show(path.name, score(of_file(path, language)), name_wrong=chosen.names)
        return
    for language in ("de", "en"):
        show(f"{language} first", score(tuned(language)), name_wrong=True)
        show(f"{language} second", score(second(language)), name_wrong=True)
        for half in (0, 1):
            title = f"{language} development {'ab'[half]}"
            show(title, developed_score(language, half), name_wrong=chosen.names)


def show(title: str, result: Score, *, name_wrong: bool) -> None:
    """Print one score."""
    print(
        f"{title}: caught {result.caught}/{result.bad} ({result.reach:.1%}), "
        f"flagged {result.flagged}/{result.good} ({result.false_alarms:.1%})"
    )
    print("   ", ", ".join(f"{flaw} {caught}/{of}" for flaw, caught, of in result.by_flaw))
    for one in result.wrong if name_wrong else ():
        print("    wrong:", one.name, *(one.flaws or ("good",)))
        for found in one.findings():
            print("       ", found.check, repr(one.text[max(0, found.start) : max(0, found.end)]))


if __name__ == "__main__":
    main()
