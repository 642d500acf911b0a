"""The conditions of a search as SQL over a ticket ``t``, and over the mail or note that was hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.mentions import handles_of
from agent_console.desk.query import Condition, Field
from agent_console.desk.tags import normalise_tag
from agent_console.store.times import to_text

Parameters = dict[str, str | int]
_AWAKE = "(t.state IN ('new', 'open') OR (t.state = 'snoozed' AND t.wake_at <= :now))"
_STATE = "CASE WHEN t.state = 'snoozed' AND t.wake_at <= :now THEN 'open' ELSE t.state END"
_IS = {
    "overdue": f"({_AWAKE} AND t.due_at <= :now)",
    "complaint": "t.complaint = 1",
    "reopened": "t.reopened > 0",
    "bounced": "t.bounced = 1",
    "automatic": "t.automatic = 1",
    "answered": "(t.mails_out > 0 OR t.first_answered_at IS NOT NULL)",
    "unanswered": "t.mails_out = 0 AND t.first_answered_at IS NULL",
    "urgent": "t.priority IN ('high', 'urgent')",
    "angry": "t.frustration >= 2",
}
_HAS = {
    "attachment": "t.attachments = 1",
    "note": "t.notes > 0",
    "draft": "EXISTS (SELECT 1 FROM draft WHERE draft.ticket = t.ref)",
    "tag": "t.tags <> ''",
}
_TAGGED = "t.ref IN (SELECT ticket FROM ticket_tag WHERE tag = :{name})"
_REF = (
    "(t.ref LIKE :{name} || '%'"
    " OR t.ref IN (SELECT root FROM kin WHERE ref <> root AND ref LIKE :{name} || '%'))"
)
_WAYS = {Field.FROM: "in", Field.TO: "out"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Conditions as SQL: over the ticket, over a mail, over a note; "" where nothing is asked.

    ``note`` is None where no note can be what is looked for.
    """

    ticket: str = ""
    mail: str = ""
    note: str | None = ""
    parameters: Mapping[str, str | int] | None = None


NOTHING_ASKED = Asked()


def asked(conditions: Sequence[Condition], agent: str, now: datetime) -> Asked:
    """Return the SQL of conditions; ``agent`` is who searches."""
    known: Parameters = {"now": to_text(now), "agent": agent}
    tickets: list[str] = []
    mails: list[str] = []
    notes: list[str] | None = []
    for number, one in enumerate(conditions):
        name = f"asked{number}"
        known[name] = to_text(one.at) if one.at else one.value
        if one.field in (Field.BEFORE, Field.AFTER):
            sign = "<" if (one.field is Field.BEFORE) != one.no else ">="
            mails.append(f"mail.received {sign} :{name}")
            if notes is not None:
                notes.append(f"note.at {sign} :{name}")
        elif one.field in _WAYS:
            mails.append(f"mail.direction = '{_WAYS[one.field]}'")
            notes = None if one.field is Field.TO else notes
        else:
            text = _of_ticket(one, name, known)
            tickets.append(f"({text}) IS NOT TRUE" if one.no else text)
    return Asked(
        ticket=" AND ".join(tickets),
        mail=" AND ".join(mails),
        note=None if notes is None else " AND ".join(notes),
        parameters=known,
    )


def _of_ticket(one: Condition, name: str, known: Parameters) -> str:
    match one.field:
        case Field.TYPE:
            return f"t.type = :{name}"
        case Field.STATE:
            return f"({_STATE}) = :{name}"
        case Field.OWNER:
            return f"t.owner = :{name}"
        case Field.ASKS:
            whole, first = handles_of(one.value)
            known[name], known[f"{name}_first"] = f"\n{whole}=", f"\n{first}="
            return f"(instr(t.asked, :{name}) > 0 OR instr(t.asked, :{name}_first) > 0)"
        case Field.TAG:
            known[name] = normalise_tag(one.value)
            return _TAGGED.format(name=name)
        case Field.LEVEL:
            known[name] = int(one.value)
            return f"t.level = :{name}"
        case Field.LANGUAGE:
            return f"t.language = :{name}"
        case Field.CHANNEL:
            return f"t.channel = :{name}"
        case Field.HAS:
            return _HAS[one.value]
        case Field.REF:
            return _REF.format(name=name)
        case _:
            return "t.owner = :agent" if one.value == "mine" else _IS[one.value]
