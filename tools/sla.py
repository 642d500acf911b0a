"""Write docs/sla-examples.md: promises reckoned by the program's own rules, hour by hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from agent_console.config import parse_config
from agent_console.desk.clocks import soon_at
from agent_console.desk.countdown import hours_text
from agent_console.desk.hours import Calendar
from agent_console.desk.sla import explain, pause, resume, start_clock
from agent_console.desk.states import Target
from agent_console.desk.targets import Policy, Traits
from agent_console.i18n import use_language
from agent_console.services.promised import promises_of
from agent_console.services.rules import Rules

FILE = Path(__file__).resolve().parents[1] / "docs" / "sla-examples.md"
_NEEDED = """\
[agent]
name = "Anna"
[mailbox]
address = "support@example.com"
[mailbox.imap]
host = "imap.example.com"
port = 993
[mailbox.smtp]
host = "smtp.example.com"
port = 465
"""
OFFICE = """\
[calendar]
country = "DE"
subdivision = "BY"
hours.mon = ["09:00-17:00"]
hours.tue = ["09:00-17:00"]
hours.wed = ["09:00-17:00"]
hours.thu = ["09:00-17:00"]
hours.fri = ["09:00-17:00"]
special = { "12-24" = ["09:00-12:00"], "12-31" = [] }

[sla]
first_response = "4h"
next_response = "8h"
solution = "24h"
groups.vip = ["@big-customer.example"]

[[sla.rule]]
group = "vip"
first_response = "1h"
"""
NIGHTS = """\
[calendar]
country = ""
hours.sat = ["00:00-24:00"]
hours.sun = ["00:00-24:00"]
"""
_SHIFT = '[calendar]\ncountry = ""\nhours.fri = ["22:00-06:00"]\n'


@dataclass(frozen=True, slots=True)
class Example:
    """One mail that comes in at ``start``, local time, and what is promised to its writer."""

    title: str
    told: str
    start: str
    now: str
    target: Target = Target.FIRST_RESPONSE
    traits: Traits = field(default_factory=lambda: Traits(channel="email"))
    settings: str = OFFICE


EXAMPLES = (
    Example(
        "On a working day",
        "The simplest case: four hours later, and the lunch hour counts as any other.",
        "2026-11-18 10:15",
        "2026-11-18 11:00",
    ),
    Example(
        "On a Friday afternoon",
        "One hour of Friday counts, the weekend does not, the rest is Monday's.",
        "2026-11-20 16:00",
        "2026-11-23 09:30",
    ),
    Example(
        "At night",
        "Nothing counts until the desk opens.",
        "2026-11-17 22:30",
        "2026-11-18 08:00",
    ),
    Example(
        "Over Christmas",
        "Christmas Eve has three hours of its own, 25 and 26 December are holidays, then comes a "
        "weekend.",
        "2026-12-23 16:00",
        "2026-12-24 11:00",
        Target.NEXT_RESPONSE,
    ),
    Example(
        "On Epiphany",
        "6 January is a holiday in Bavaria and a working day in most of Germany: `subdivision` "
        "decides.",
        "2027-01-05 15:00",
        "2027-01-05 15:30",
    ),
    Example(
        "From a customer of a group",
        "The rule for the group promises one hour; what it does not name stays as for everyone.",
        "2026-11-20 16:30",
        "2026-11-20 16:45",
        traits=Traits(channel="email", group="vip"),
    ),
    Example(
        "On a social network",
        "A promise that is shipped with the program, because people there expect it.",
        "2026-11-18 16:30",
        "2026-11-18 16:35",
        traits=Traits(channel="social"),
    ),
    Example(
        "When the clocks go back",
        "This desk is open all weekend. On 25 October 2026 the hour from 2 to 3 comes twice: from "
        "23:00 to 06:00 the clock on the wall shows seven hours, and eight have passed.",
        "2026-10-24 23:00",
        "2026-10-25 01:00",
        Target.NEXT_RESPONSE,
        settings=NIGHTS,
    ),
    Example(
        "When the clocks go forward",
        "On 28 March 2027 the hour from 2 to 3 does not exist: eight hours end at eight.",
        "2027-03-27 23:00",
        "2027-03-28 01:00",
        Target.NEXT_RESPONSE,
        settings=NIGHTS,
    ),
    Example(
        "In a night shift",
        "A shift over midnight belongs to the day it starts on.",
        "2026-11-20 23:00",
        "2026-11-21 02:00",
        settings=_SHIFT,
    ),
)


def page() -> str:
    """Return the page with every example reckoned."""
    use_language("en")
    lines = [
        "# Promises, worked out",
        "",
        "Each block is what the program itself reckons (`python -m tools.sla` wrote this page, a",
        "test compares it); `agent-console explain KEY` prints the same for your tickets, so does",
        "`e`. The rules behind: [sla.md](sla.md). Unless something else is said, the settings are",
        "",
        *("```toml", OFFICE.rstrip(), "```"),
    ]
    for example in EXAMPLES:
        lines += ["", f"## {example.title}", "", example.told, ""]
        if example.settings is not OFFICE:
            lines += ["```toml", example.settings.rstrip(), "```", ""]
        lines += ["```", *reckoned(example), "```"]
    lines += ["", "## With a pause", "", *_paused()]
    return "\n".join(lines) + "\n"


def reckoned(example: Example) -> Iterator[str]:
    """Yield the lines of one example."""
    calendar, policy = _desk(example)
    start, now = (_moment(text, calendar) for text in (example.start, example.now))
    clock = start_clock(example.target, start, policy, calendar)
    yield from explain(clock, policy, calendar, now)
    soon = soon_at(clock).astimezone(calendar.zone)
    yield f'"due soon" from {soon:%a %Y-%m-%d %H:%M}'


def _paused() -> Iterator[str]:
    """Yield the example of a solution, whose clock stands still while the customer is to answer."""
    example = Example("", "", "2026-11-16 10:00", "", Target.SOLUTION)
    calendar, policy = _desk(example)
    clock = start_clock(Target.SOLUTION, _moment(example.start, calendar), policy, calendar)
    answered, wrote = (_moment(text, calendar) for text in ("2026-11-17 15:00", "2026-11-19 11:00"))
    again = resume(pause(clock, answered), wrote, calendar)
    left = calendar.between(answered, clock.due_at)
    yield "The clock of the solution stands still from our answer to the customer's next mail; 24"
    yield "business hours are three days of this desk."
    yield from ("", "| | | left | due |", "|---|---|---|---|")
    for at, said, amount, due in (
        (clock.started_at, "the customer writes", clock_amount(policy), clock.due_at),
        (answered, "we answer: paused", hours_text(left), None),
        (wrote, "the customer writes again", hours_text(left), again.due_at),
    ):
        shown = f"{due.astimezone(calendar.zone):%a %H:%M}" if due else ""
        yield f"| {at.astimezone(calendar.zone):%a %H:%M} | {said} | {amount} | {shown} |"
    yield ""
    yield "The two days between do not count, and nothing of what was left is lost."


def clock_amount(policy: Policy) -> str:
    """Return how long a solution may take, in words."""
    amount = policy.amount(Target.SOLUTION)
    return hours_text(amount) if amount else ""


def _desk(example: Example) -> tuple[Calendar, Policy]:
    config = parse_config(_NEEDED + example.settings, "examples")
    naive = datetime.fromisoformat(example.start)
    calendar = Rules(config).calendar(naive.astimezone())
    return calendar, promises_of(config.sla).policy(example.traits)


def _moment(text: str, calendar: Calendar) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=calendar.zone)


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
