"""What new mails may expect of the checks: python -m tests.desk.apology_crossed [--names].

Each blind set is judged with weights that were learned without it. The wordings were widened with
the sets at hand, so the figures of the last set are the nearest to those of texts never seen.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from agent_console.desk import apology_roles, apology_sense
from agent_console.desk.apology_roles import ROLES
from tests.desk.apology_report import show
from tests.desk.apology_roles_training import read, taught
from tests.desk.apology_sets import Sample, developed_mails, fourth, score, seen_sets
from tests.desk.apology_training import learn, of_mail, of_sentences


@contextmanager
def learned_from(mails: list[Sample], language: str) -> Iterator[None]:
    """Judge by what these mails teach, and by the single sentences, while the context is open."""
    examples = [*of_sentences(language), *(one for mail in mails for one in of_mail(mail))]
    sense = learn(examples)
    features = read([*mails, *developed_mails(language)])
    roles = {role: taught(features, role) for role in ROLES}
    with (
        patch.object(apology_sense, "_weights", lambda _: sense),
        patch.object(apology_roles, "_models", lambda _: roles),
    ):
        yield


def main() -> None:
    """Print the figures of each set that taught nothing."""
    for language in ("de", "en"):
        sets = (*seen_sets(language), fourth(language))
        for number, held in enumerate(sets[1:], 1):
            others = [one for some in sets if some is not held for one in some]
            with learned_from(others, language):
                title = f"{language} {number} by the others"
                show(title, score(held), name_wrong="--names" in sys.argv)


if __name__ == "__main__":
    main()
