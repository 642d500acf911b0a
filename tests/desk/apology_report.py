"""How well the checks of an apology judge the samples: python -m tests.desk.apology_report."""

from __future__ import annotations

from tests.desk.apology_sets import BLIND, TUNING, samples, score


def main() -> None:
    """Print the share of bad ones caught and good ones flagged, and the catches by flaw."""
    for title, folder in (("tuning", TUNING), ("blind", BLIND)):
        for language in ("de", "en"):
            result = score(samples(folder, language))
            print(
                f"{title} {language}: caught {result.caught}/{result.bad} ({result.reach:.0%}), "
                f"flagged {result.flagged}/{result.good} ({result.false_alarms:.1%})"
            )
            for flaw, caught, seen in result.by_flaw:
                print(f"    {flaw:24} {caught}/{seen}")
            for one in result.wrong:
                places = [one.text[found.start : found.end] for found in one.findings()]
                print(
                    f"    wrong: {one.name} {'good' if one.good else ', '.join(one.flaws)} {places}"
                )


if __name__ == "__main__":
    main()
