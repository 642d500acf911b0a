"""The people of the team in words, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from babel.dates import format_date
from rich.cells import cell_len

from agent_console.desk.people import Person, TeamLook
from agent_console.desk.roles import role_words
from agent_console.i18n import _, current_language, ngettext
from agent_console.screens.words import line, moment_text
from agent_console.services.team_words import journal_words, trouble_lines

_NAME_MOST = 24
_GAP = "  "


def team_lines(look: TeamLook, zone: tzinfo) -> Iterator[str]:
    """Yield what is to be said of the team and its people."""
    if look.status is None:
        yield _("There is no team yet: only this console works on the mailbox.")
        yield _("`agent-console team start` begins one, `agent-console team join` takes part.")
    else:
        yield journal_words(look.status)
        yield from trouble_lines(look.status)
        if n := look.status.waiting:
            yield ngettext("{n} fact waits to be told", "{n} facts wait to be told", n).format(n=n)
        if n := look.shared:
            yield ngettext(
                "{n} document is shared with all", "{n} documents are shared with all", n
            ).format(n=n)
    yield ""
    rows = [_cells(person, look, zone) for person in look.people]
    widths = [max(cell_len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    for row in rows:
        padded = [
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=False)
        ]
        yield _GAP.join((*padded, row[-1])).rstrip()


def _cells(person: Person, look: TeamLook, zone: tzinfo) -> tuple[str, ...]:
    name = line(person.name)[:_NAME_MOST]
    return (
        "●" if person.here else "○",
        _("{name} (you)").format(name=name) if person.me else name,
        role_words(person.role),
        _where(person, look, zone),
        _("{n} in hand").format(n=person.in_hand),
        _doing(person),
    )


def _where(person: Person, look: TeamLook, zone: tzinfo) -> str:
    if person.away is not None:
        day = format_date(person.away.until, "medium", locale=current_language())
        if person.away.substitute:
            words = _("away until {day}, {name} stands in")
            return words.format(day=day, name=line(person.away.substitute))
        return _("away until {day}").format(day=day)
    if person.here:
        return _("here")
    if person.seen is None:
        return _("not seen yet")
    return _("seen {time}").format(time=moment_text(person.seen, look.at, zone))


def _doing(person: Person) -> str:
    if not person.answering:
        return ""
    refs = ", ".join(f"#{ref}" for ref in person.answering)
    return _("answers {refs}").format(refs=refs)
