"""The indexes of the table of tickets: one for each view of the queue and each of its orders.

They are made with the class of the table, which is made once.
"""

from __future__ import annotations

from sqlalchemy import Index, text

from agent_console.store.queue_views import ASKED, AUTOMATIC, COMPLAINT, NEEDS_ANSWER

_CHECKED = ("state", "automatic")


def ticket_indexes() -> tuple[Index, ...]:
    """Return the indexes; the conditions stand word for word in the queries."""
    needs = text(NEEDS_ANSWER)
    return (
        Index("ticket_order", "sort_group", "sort_at", "ref"),
        Index("ticket_state", "state", "sort_at", "ref"),
        Index(
            "ticket_open",
            *("sort_group", "sort_at", "ref", *_CHECKED),
            *("owner", "level", "language", "type", "due_at"),
            *("opened_at", "customer_sort"),
            sqlite_where=needs,
        ),
        Index(
            "ticket_owner",
            *("owner", "sort_group", "sort_at", "ref", *_CHECKED),
            sqlite_where=needs,
        ),
        Index("ticket_due", "due_at", "ref", *_CHECKED, sqlite_where=needs),
        Index("ticket_automatic", "sort_at", "ref", *_CHECKED, sqlite_where=text(AUTOMATIC)),
        Index(
            "ticket_wake",
            *("wake_at", "ref", "owner", "waiting_since", "last_answered_at"),
            sqlite_where=text("state = 'snoozed'"),
        ),
        Index(
            "ticket_complaint",
            *("sort_group", "sort_at", "ref", "state", "steps", "wake_at", "woken_at"),
            sqlite_where=text(COMPLAINT),
        ),
        Index("ticket_asked", "sort_group", "sort_at", "ref", sqlite_where=text(ASKED)),
        Index("ticket_age", "opened_at", "ref", "state"),
        Index("ticket_customer", "customer_sort", "ref", "state"),
    )
