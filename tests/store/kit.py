"""Stores, tickets and a second program for the tests of the store."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from agent_console.desk.mail import Address, MailKind
from agent_console.desk.ticket import Ticket, TicketState
from agent_console.desk.views import Target
from agent_console.store import standing
from agent_console.store.standing import Standing

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SCHEMA_TABLES = (
    *("meta", "folder", "source", "placement", "event", "outbox", "draft", "ticket", "mail"),
    *("duplicate", "message_id", "attachment", "customer", "customer_address", "note"),
    *("mail_span", "placed", "term", "unlearned", "returned", "acknowledgement"),
    *("found", "unsorted", "ticket_tag", "kin", "ticket_link", "team", "team_entry"),
    *("team_snapshot", "team_waiting", "team_message", "team_claim", "team_member"),
    *("team_role", "team_left", "team_away"),
    *("team_pulse", "team_pulse_answer", "team_pulse_mark"),
    *("customer_joined", "customer_imported", "customer_entry"),
    *("notice", "notice_sent", "notice_mail", "incident", "occasion"),
    *("shop_order", "order_source", "return_case", "measure", "unmeasured"),
    *("measure_traits", "tally", "spread"),
    *("survey", "survey_decision"),
    *("audit", "erasure", "erased_mail", "locked_mail", "written_file"),
)


def hours(amount: float) -> timedelta:
    return timedelta(hours=amount)


def ticket(ref: str, **changes: object) -> Ticket:
    base = Ticket(
        ref=ref,
        subject=f"Subject {ref}",
        customer=Address(f"{ref.lower()}@example.org", f"Name {ref}"),
        kind=MailKind.HUMAN,
        opened_at=NOW - hours(5),
        last_customer_at=NOW - hours(5),
        last_at=NOW - hours(1),
        mails_in=1,
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # names are checked by replace()


def put(
    session: Session,
    what: Ticket,
    due: timedelta = timedelta(hours=1),
    group: int | None = None,
) -> None:
    """Write one ticket; it is due at NOW + ``due``, which is also its place."""
    groups = {TicketState.WAITING: 1, TicketState.SNOOZED: 2, TicketState.CLOSED: 3}
    at = what.wake_at if what.state is TicketState.SNOOZED and what.wake_at else NOW + due
    waiting = what.state in (TicketState.NEW, TicketState.OPEN, TicketState.SNOOZED)
    standing.write(
        session,
        [
            Standing(
                ticket=what,
                group=groups.get(what.state, 0) if group is None else group,
                at=at,
                woken_at=NOW + due,
                target=Target.FIRST_RESPONSE if waiting else None,
                span_from=what.opened_at if waiting else None,
                due_at=NOW + due if waiting else None,
            )
        ],
    )


def program(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a second program that runs ``code`` with ``arguments`` in ``sys.argv``."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777
