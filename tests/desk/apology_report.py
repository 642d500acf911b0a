"""How well the checks of an apology judge the samples: python -m tests.desk.apology_report."""

from __future__ import annotations

from tests.desk.apology_sets import Score, score, tuned, unseen


def main() -> None:
    """Print the share of bad ones caught and good ones flagged, and the catches by flaw.

    Of the unseen samples only figures are printed, so they stay unseen.
    """
    for language in ("de", "en"):
        show(f"{language} tuned", score(tuned(language)), name_wrong=True)
        show(f"{language} unseen", score(unseen(language)), name_wrong=False)


def show(title: str, result: Score, *, name_wrong: bool) -> None:
    """Print one score."""
    print(
        f"{title}: caught {result.caught}/{result.bad} ({result.reach:.1%}), "
        f"flagged {result.flagged}/{result.good} ({result.false_alarms:.1%})"
    )
    print("   ", ", ".join(f"{flaw} {caught}/{of}" for flaw, caught, of in result.by_flaw))
    for one in result.wrong if name_wrong else ():
        print("    wrong:", one.name, *(one.flaws or ("good",)))


if __name__ == "__main__":
    main()
