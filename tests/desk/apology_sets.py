"""The sample apologies, good and bad, and how the checks judge them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from agent_console.desk.apology_checks import Finding, Limits, Severity, check_apology
from agent_console.desk.hours import Calendar, Frame

HERE = Path(__file__).parent
TUNING, BLIND = HERE / "apology_samples", HERE / "blind_apologies"
ZONE = ZoneInfo("Europe/Berlin")
CALENDAR = Calendar(
    ZONE,
    {day: (Frame(time(9), time(17)),) for day in range(5)},
    frozenset({date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)}),
)
EVERY_DAY = replace(CALENDAR, week=dict.fromkeys(range(7), CALENDAR.week[0]))
UNLIMITED = Limits(days=60, check_back_days=60)
"""The blind samples come from many kinds of business and name no opening hours and no limits."""
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
"""A Monday."""
LIMITS = Limits(days=10, check_back_days=20, amount=Decimal(200))

FRAMES = {
    "de": (
        "Meine Kaffeemaschine aus Bestellung 48213 ist kaputt angekommen.",
        "Guten Tag Frau Roth,\n\n{}\n\nFreundliche Grüße",
        {
            "listen": "Ihre Kaffeemaschine kam kaputt bei Ihnen an.",
            "sorry": "Es tut mir leid, dass wir sie so schlecht verpackt haben.",
            "extra": "",
            "solve": "Eine neue Maschine ist bis Mittwoch, 25. November, bei Ihnen.",
            "sure": "Am Freitag, 27. November, rufe ich Sie an und frage, ob sie läuft.",
        },
    ),
    "en": (
        "My coffee machine from order 48213 arrived broken.",
        "Dear Mrs Roth,\n\n{}\n\nKind regards",
        {
            "listen": "Your coffee machine reached you broken.",
            "sorry": "I am sorry that we packed it so badly.",
            "extra": "",
            "solve": "A new machine will be with you by Wednesday, 25 November.",
            "sure": "On Friday, 27 November, I'll call you to ask if it works.",
        },
    ),
}
"""The customer's mail, the reply around its parts, and the parts of a good reply."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An apology somebody wrote, the flaws it was given, and the complaint it answers."""

    name: str
    language: str
    good: bool
    flaws: tuple[str, ...]
    customer: str
    text: str
    blind: bool

    def findings(self) -> tuple[Finding, ...]:
        """Return what the checks find in it, hints left out."""
        found = check_apology(
            self.text,
            customer_text=self.customer,
            language=self.language,
            now=NOW,
            calendar=EVERY_DAY if self.blind else CALENDAR,
            limits=UNLIMITED if self.blind else LIMITS,
        )
        return tuple(one for one in found if one.severity is not Severity.HINT)


@dataclass(frozen=True, slots=True)
class Score:
    """How many bad ones were caught, how many good ones flagged, and which went wrong."""

    bad: int
    caught: int
    good: int
    flagged: int
    wrong: tuple[Sample, ...]
    by_flaw: tuple[tuple[str, int, int], ...]

    @property
    def reach(self) -> float:
        """Return the share of the bad ones that were caught."""
        return self.caught / max(1, self.bad)

    @property
    def false_alarms(self) -> float:
        """Return the share of the good ones that were flagged."""
        return self.flagged / max(1, self.good)


def samples(folder: Path, language: str) -> tuple[Sample, ...]:
    """Return the samples of a language in a folder."""
    return tuple(_read(folder / f"{language}.jsonl", language))


def tuned(language: str) -> tuple[Sample, ...]:
    """Return all samples of a language that the words were tuned on."""
    return (*samples(TUNING, language), *samples(BLIND, language))


def second(language: str) -> tuple[Sample, ...]:
    """Return the second blind samples of a language: seen, too, since the rules were widened."""
    return of_file(BLIND / f"{language}2.jsonl", language)


def third(language: str) -> tuple[Sample, ...]:
    """Return the third blind samples of a language: seen, too, since the roles were learned."""
    return of_file(BLIND / f"{language}3.jsonl", language)


def fourth(language: str) -> tuple[Sample, ...]:
    """Return the fourth blind samples of a language: seen, too, since the rules were widened."""
    return of_file(BLIND / f"{language}4.jsonl", language)


def later(language: str) -> tuple[Sample, ...]:
    """Return the fifth and sixth blind samples of a language: seen, too, since they teach."""
    return tuple(
        one for number in (5, 6) for one in of_file(BLIND / f"{language}{number}.jsonl", language)
    )


def unseen(language: str) -> tuple[Sample, ...]:
    """Return the seventh blind samples of a language, which taught nothing."""
    return of_file(BLIND / f"{language}7.jsonl", language)


def seen(language: str) -> tuple[Sample, ...]:
    """Return every mail of a language that the rules and the weights were made with."""
    return tuple(one for some in seen_sets(language) for one in some)


def seen_sets(language: str) -> tuple[tuple[Sample, ...], ...]:
    """Return the sets of mails, the samples that the words were tuned on first."""
    first = samples(BLIND, language)
    return samples(TUNING, language), first, second(language), third(language)


def developed(language: str) -> tuple[dict[str, Any], ...]:
    """Return the sentences of the development set: a part of a mail each, good or bad."""
    lines = (BLIND / f"dev_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def developed_mails(language: str) -> tuple[Sample, ...]:
    """Return the good mails of the development set: none of them is learned from."""
    return of_file(BLIND / f"dev_mails_{language}.jsonl", language)


def developed_score(language: str, half: int) -> Score:
    """Judge a half of the development set: each sentence stands in an apology that is good."""
    ones = developed(language)[half::2]
    return score([_developed(one, language) for one in ones])


def _developed(one: dict[str, Any], language: str) -> Sample:
    customer, frame, parts = FRAMES[language]
    text = frame.format("\n\n".join(filter(None, (parts | {one["part"]: one["text"]}).values())))
    flaws = (one["kind"],) if one["kind"] else ()
    return Sample(one["id"], language, one["good"], flaws, customer, text, blind=True)


def of_file(path: Path, language: str) -> tuple[Sample, ...]:
    """Return the samples in a file, judged without limits as the blind ones are."""
    return tuple(replace(one, blind=True) for one in _read(path, language))


def _read(path: Path, language: str) -> Iterator[Sample]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            one = json.loads(line)
            yield Sample(
                str(one.get("id", number)),
                language,
                one["good"],
                tuple(one.get("flaws", ())),
                one["customer"],
                one["text"],
                path.parent == BLIND,
            )


def score(chosen: Sequence[Sample]) -> Score:
    """Judge samples: a bad one is caught, and a good one flagged, by one finding or more."""
    found = {one: bool(one.findings()) for one in chosen}
    bad = [one for one in chosen if not one.good]
    good = [one for one in chosen if one.good]
    seen = Counter(flaw for one in bad for flaw in one.flaws)
    caught = Counter(flaw for one in bad if found[one] for flaw in one.flaws)
    return Score(
        len(bad),
        sum(found[one] for one in bad),
        len(good),
        sum(found[one] for one in good),
        tuple(one for one in chosen if found[one] == one.good),
        tuple((flaw, caught[flaw], count) for flaw, count in sorted(seen.items())),
    )
